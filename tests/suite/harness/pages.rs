//! Reading a built site as a browser would, and what must be true of every page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use html5gum::{HtmlString, Token, Tokenizer};

/// A tag as it stands in a page.
#[derive(Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// A page: its tags in order, its text, the elements that were never closed or closed without being open.
#[derive(Debug)]
pub struct Page {
    pub path: String,
    pub tags: Vec<Tag>,
    pub text: String,
    pub faults: Vec<String>,
}

const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];

impl Page {
    /// Reads a page by the rules of HTML: its tokenizer is the standard's own, so that nothing hides in odd syntax.
    pub fn parse(path: &str, html: &str) -> Page {
        let word = |word: &HtmlString| String::from_utf8(word.to_vec()).unwrap();
        let mut page = Page { path: path.to_owned(), tags: Vec::new(), text: String::new(), faults: Vec::new() };
        let mut open: Vec<String> = Vec::new();
        for token in Tokenizer::new(html) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = word(&tag.name);
                    let attributes = tag.attributes.iter().map(|(name, value)| (word(name), word(value))).collect();
                    if !VOID.contains(&name.as_str()) && !tag.self_closing {
                        open.push(name.clone());
                    }
                    page.tags.push(Tag { name, attributes });
                }
                Token::EndTag(tag) => {
                    let name = word(&tag.name);
                    if open.pop().as_ref() != Some(&name) {
                        page.faults.push(format!("</{name}> closes another element"));
                    }
                }
                Token::String(text) => page.text.push_str(&word(&text)),
                Token::Error(error) => page.faults.push(error.to_string()),
                Token::Comment(_) | Token::Doctype(_) => {}
            }
        }
        page.faults.extend(open.into_iter().map(|name| format!("<{name}> is never closed")));
        page
    }

    pub fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Tag> {
        self.tags.iter().filter(move |tag| tag.name == name)
    }

    fn ids(&self) -> BTreeSet<&str> {
        self.tags.iter().filter_map(|tag| tag.get("id")).collect()
    }

    /// What must be true of the page by itself.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.faults.clone();
        let mut ids = BTreeSet::new();
        for id in self.tags.iter().filter_map(|tag| tag.get("id")) {
            if !ids.insert(id) || id.is_empty() || id.contains(char::is_whitespace) {
                faults.push(format!("id {id:?} is there twice, empty or has white space"));
            }
        }
        for tag in &self.tags {
            for (name, value) in &tag.attributes {
                if name.starts_with("on") || name == "style" {
                    faults.push(format!("<{} {name}> is inline", tag.name));
                }
                let refers = ["aria-labelledby", "aria-describedby", "for", "aria-controls"].contains(&name.as_str());
                if refers && !value.split_whitespace().all(|id| self.ids().contains(id)) {
                    faults.push(format!("{name}={value:?} names nothing"));
                }
                let scheme = value.trim_start().split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
                let leads =
                    ["href", "src", "action", "formaction", "data", "poster", "srcset"].contains(&name.as_str());
                if leads && scheme.is_some_and(|scheme| !["http", "https", "mailto"].contains(&scheme.as_str())) {
                    faults.push(format!("{name}={value:?} is no plain link"));
                }
            }
            let requested = match tag.name.as_str() {
                // A block of data is not run, and no policy forbids it.
                "script" if tag.get("type") == Some("application/ld+json") => tag.get("src"),
                "script" | "img" | "iframe" | "source" | "embed" => tag.get("src").or(Some("inline")),
                "link" if !matches!(tag.get("rel"), Some("canonical" | "alternate")) => tag.get("href"),
                _ => None,
            };
            if requested.is_some_and(|url| url.contains("//") || url == "inline" || url.starts_with("data:")) {
                faults.push(format!("<{}> requests {requested:?}", tag.name));
            }
            if ["style", "base", "object", "iframe", "embed"].contains(&tag.name.as_str()) {
                faults.push(format!("there is a <{}>", tag.name));
            }
        }
        let mut one = |name: &str| {
            let n = self.all(name).count();
            if n != 1 {
                faults.push(format!("{n} <{name}>"));
            }
        };
        ["h1", "main", "html", "body"].into_iter().for_each(&mut one);
        if self.all("html").next().and_then(|html| html.get("lang")).is_none() {
            faults.push("no language".to_owned());
        }
        if self.all("title").next().is_none() {
            faults.push("no title".to_owned());
        }
        let csp = self.all("meta").find(|meta| meta.get("http-equiv") == Some("Content-Security-Policy"));
        if !csp.and_then(|meta| meta.get("content")).is_some_and(|csp| csp.contains("default-src 'none'")) {
            faults.push("no policy".to_owned());
        }
        let levels: Vec<u32> = self
            .tags
            .iter()
            .filter_map(|tag| tag.name.strip_prefix('h').and_then(|level| level.parse().ok()))
            .collect();
        faults.extend(
            levels
                .windows(2)
                .filter(|pair| pair[1] > pair[0] + 1)
                .map(|pair| format!("h{} after h{}", pair[1], pair[0])),
        );
        faults.into_iter().map(|fault| format!("{}: {fault}", self.path)).collect()
    }
}

/// A built site.
pub struct Built {
    pub folder: PathBuf,
    /// Every file's path, with `/` between its parts.
    pub files: BTreeSet<String>,
    pub pages: BTreeMap<String, Page>,
}

impl Built {
    pub fn read(folder: &Path) -> Built {
        let files: BTreeSet<String> = files(folder).into_keys().collect();
        let html = files.iter().filter(|path| path.ends_with(".html"));
        let page = |path: &String| {
            let text = fs::read_to_string(folder.join(path)).unwrap();
            (path.clone(), Page::parse(path, &text))
        };
        Built { folder: folder.to_owned(), pages: html.map(page).collect(), files }
    }

    /// What must be true of every page, and of the links between them.
    pub fn faults(&self) -> Vec<String> {
        let mut faults: Vec<String> = self.pages.values().flat_map(Page::faults).collect();
        let ids: BTreeMap<&str, BTreeSet<&str>> =
            self.pages.iter().map(|(path, page)| (path.as_str(), page.ids())).collect();
        for page in self.pages.values() {
            // The page for addresses that lead nowhere is shown at any depth: its links begin at the server's root.
            let base = if page.path.ends_with("404.html") {
                ""
            } else {
                page.path.rsplit_once('/').map_or("", |(dir, _)| dir)
            };
            for tag in &page.tags {
                let target = tag.get("href").or(tag.get("src")).or(tag.get("action"));
                let Some(target) = target.filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
                else {
                    continue;
                };
                let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
                let path = path.split('?').next().unwrap_or_default();
                let path = path.strip_prefix("/mulu/").unwrap_or(path);
                let Some(file) = resolve(base, path, &page.path) else {
                    faults.push(format!("{}: {target:?} leaves the site", page.path));
                    continue;
                };
                if !self.files.contains(&file) {
                    faults.push(format!("{}: {target:?} leads nowhere", page.path));
                } else if !anchor.is_empty()
                    && !ids
                        .get(file.as_str())
                        .is_some_and(|ids| ids.contains(decoded(anchor).as_str()) || ids.contains(anchor))
                {
                    faults.push(format!("{}: {target:?} has no such anchor", page.path));
                }
            }
        }
        faults
    }
}

/// A link's file, from the root of the site; none where it leads above it.
fn resolve(base: &str, link: &str, this: &str) -> Option<String> {
    if link.is_empty() {
        return Some(this.to_owned());
    }
    let mut parts: Vec<String> = base.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(decoded(part)),
        }
    }
    Some(parts.join("/"))
}

/// Text without its percent-encoding.
pub fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = hex.filter(|_| bytes[at] == b'%') {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap()
}

/// Every file below a folder with its bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(folder, folder, &mut files);
    files
}
