//! Templates, assets and translations: the built-in ones, which a registry may override file by file.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use include_dir::{Dir, include_dir};

use mulu_core::limits::{THEME_ASSET_BYTES, THEME_TEXT_BYTES};
use mulu_core::source::Unreadable;

use super::SiteError;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/$MULU_THEME/templates");
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/$MULU_THEME/site");

/// What pages are made with: files by their path.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Tera templates, by their path below `templates/`.
    pub templates: BTreeMap<String, String>,
    /// Files that are copied as they are, by their path below `site/assets/`.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// Fluent translations, by language tag.
    pub messages: BTreeMap<String, String>,
    /// `site/synonyms.toml`: words that people type, each followed by those to look up as well; the longest first.
    pub synonyms: Vec<Vec<String>>,
    /// Hand-written pages, Markdown, by their path below `site/pages/`.
    pub pages: BTreeMap<String, String>,
}

impl Theme {
    /// The built-in theme with a registry's own files in place of those it overrides.
    ///
    /// # Errors
    /// When an own file cannot be read, or is text in another encoding than UTF-8.
    pub fn load(root: Option<&Path>) -> Result<Theme, SiteError> {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        if let Some(root) = root {
            for folder in ["templates", "site"] {
                own(root, folder, &mut files)?;
            }
        }
        Theme::with(files)
    }

    /// The built-in theme with these files in place of those they override: path, beginning with `templates/` or `site/`, and
    /// bytes.
    ///
    /// # Errors
    /// When a file is text in another encoding than UTF-8.
    pub fn with(own: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Theme, SiteError> {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        embedded(&TEMPLATES, "templates", &mut files);
        embedded(&SITE, "site", &mut files);
        files.extend(own);
        let mut theme = Theme::default();
        for (path, bytes) in files {
            fits(&path, &bytes)?;
            if let Some(name) = path.strip_prefix("templates/") {
                theme.templates.insert(name.to_owned(), text(&path, bytes)?);
            } else if let Some(name) = path.strip_prefix("site/assets/") {
                theme.assets.insert(name.to_owned(), bytes);
            } else if path == "site/synonyms.toml" {
                theme.synonyms = synonyms(&path, &text(&path, bytes)?)?;
            } else if let Some(name) = path.strip_prefix("site/pages/") {
                theme.pages.insert(name.to_owned(), text(&path, bytes)?);
            } else if let Some(tag) = path.strip_prefix("site/i18n/").and_then(|name| name.strip_suffix(".ftl")) {
                theme.messages.insert(tag.to_owned(), text(&path, bytes)?);
            }
        }
        Ok(theme)
    }
}

impl Theme {
    /// The templates that are not the built-in ones, by their paths.
    #[must_use]
    pub fn own_templates(&self) -> Vec<String> {
        let is_own =
            |name: &str, text: &str| TEMPLATES.get_file(name).and_then(|file| file.contents_utf8()) != Some(text);
        let own = self.templates.iter().filter(|(name, text)| is_own(name, text));
        own.map(|(name, _)| format!("templates/{name}")).collect()
    }

    /// What pages are rendered with, where it is not built in: templates and translations, by their paths, as [`Theme::with`] takes them.
    #[must_use]
    pub fn own_texts(&self) -> BTreeMap<String, String> {
        let is_own = |name: &str, text: &str| SITE.get_file(name).and_then(|file| file.contents_utf8()) != Some(text);
        let templates = self.own_templates().into_iter().filter_map(|path| {
            let text = self.templates.get(path.strip_prefix("templates/")?)?.clone();
            Some((path, text))
        });
        let messages = self.messages.iter().map(|(tag, text)| (format!("i18n/{tag}.ftl"), text));
        let messages = messages.filter(|(name, text)| is_own(name, text));
        templates.chain(messages.map(|(name, text)| (format!("site/{name}"), text.clone()))).collect()
    }
}

fn embedded(dir: &Dir<'_>, under: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(format!("{under}/{path}"), file.contents().to_vec());
    }
    dir.dirs().for_each(|dir| embedded(dir, under, files));
}

/// A registry's own files below a folder. Links are not followed.
fn own(root: &Path, folder: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), SiteError> {
    let top = root.join(folder);
    match fs::symlink_metadata(&top) {
        Ok(found) if found.is_dir() => {}
        Ok(found) if found.is_symlink() => return Err(linked(folder)),
        _ => return Ok(()),
    }
    for entry in walkdir::WalkDir::new(&top).follow_links(false).follow_root_links(false).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&top).to_owned();
            SiteError::Unreadable(Unreadable { path, error: error.into() })
        })?;
        let name = entry.file_name().to_string_lossy();
        if !entry.file_type().is_file() || name.starts_with('.') {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = parts.join("/");
        let fail = |error| SiteError::Unreadable(Unreadable { path: entry.path().to_owned(), error });
        let mut bytes = Vec::new();
        let file = fs::File::open(entry.path()).map_err(fail)?;
        file.take(most(&path) + 1).read_to_end(&mut bytes).map_err(fail)?;
        fits(&path, &bytes)?;
        files.insert(path, bytes);
    }
    Ok(())
}

/// What a link says in place of a folder of the theme: it may lead anywhere, and what lies there would be published.
fn linked(folder: &str) -> SiteError {
    SiteError::Theme(format!(
        "{folder} 是链接，不读取：请以文件夹本身代替\n  {folder} is a link, which is not followed: put the folder itself in its place"
    ))
}

/// The most bytes that a file of the theme may have.
fn most(path: &str) -> u64 {
    if path.starts_with("site/assets/") { THEME_ASSET_BYTES } else { THEME_TEXT_BYTES }
}

fn fits(path: &str, bytes: &[u8]) -> Result<(), SiteError> {
    let most = most(path);
    if bytes.len() as u64 <= most {
        return Ok(());
    }
    let most = most >> 20;
    Err(SiteError::Theme(format!("{path} 超过 {most} MiB，不读取 · {path} is larger than {most} MiB and is not read")))
}

/// The synonyms of a file.
fn synonyms(path: &str, text: &str) -> Result<Vec<Vec<String>>, SiteError> {
    let read: BTreeMap<String, Vec<String>> = toml::from_str(text).map_err(|error| {
        let why = error.to_string();
        SiteError::Theme(format!(
            "{path}: {why}\n  每行是 \"输入的词\" = [\"代之以查找的词\"] · each line is \"what is typed\" = [\"what is looked up as well\"]"
        ))
    })?;
    let mut all: Vec<Vec<String>> = read.into_iter().map(|(word, others)| [vec![word], others].concat()).collect();
    all.sort_by_key(|words| std::cmp::Reverse(words.first().map_or(0, |word| word.chars().count())));
    all.retain(|words| words.first().is_some_and(|word| !word.trim().is_empty()));
    Ok(all)
}

fn text(path: &str, bytes: Vec<u8>) -> Result<String, SiteError> {
    String::from_utf8(bytes).map_err(|_| SiteError::Theme(format!("{path} 不是 UTF-8 编码 · {path} is not UTF-8")))
}
