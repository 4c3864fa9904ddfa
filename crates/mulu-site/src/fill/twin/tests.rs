//! Twins of this repository's own site: what they say, and where their links lead.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mulu_core::registry::Registry;
use mulu_core::source::{Memory, WorkTree};
use pulldown_cmark::{Event, Parser, Tag};

use crate::artifact::Artifact;
use crate::{Evaluation, LocalisedTheme, Site, SiteBuilder, Theme};

/// Hands over the builder of a registry's site on a day.
fn built<R>(registry: &Registry, then: impl FnOnce(&SiteBuilder<'_>) -> R) -> R {
    let theme = &Theme::load(None).expect("the built-in theme");
    let themes = LocalisedTheme::all(theme, &registry.config.languages).expect("its languages");
    let day = "2026-11-21".parse().expect("a day");
    let site = Site { registry, day, revision: None, history: None, theme, printer: None };
    site.with_builder(Evaluation::Lazy, &themes, then)
}

fn own() -> Registry {
    let source = WorkTree::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))).expect("this repository");
    Registry::load(&source).expect("its registry")
}

fn text(builder: &SiteBuilder<'_>, path: &str) -> String {
    let bytes = builder.make(path).expect("a file of the site").expect("that can be made");
    String::from_utf8(bytes).expect("text")
}

/// All twins by their paths.
fn twins(builder: &SiteBuilder<'_>) -> BTreeMap<String, String> {
    let paths = builder.files().iter().filter(|(_, artifact)| matches!(artifact, Artifact::Twin(..)));
    let paths: Vec<String> = paths.map(|(path, _)| path.clone()).collect();
    paths.into_iter().map(|path| (path.clone(), text(builder, &path))).collect()
}

/// The addresses that a text of Markdown links to.
fn links(text: &str) -> Vec<String> {
    let address = |event: Event<'_>| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    Parser::new(text).filter_map(address).collect()
}

/// The file that a link leads to, from the root of the site.
fn target(from: &str, link: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let path = link.split('#').next().unwrap_or_default();
    for part in path.split('/') {
        if part == ".." {
            assert!(folders.pop().is_some(), "{from} leaves the site by {link}");
        } else {
            folders.push(part);
        }
    }
    folders.join("/")
}

#[test]
fn every_record_has_a_twin_in_each_language_and_every_link_leads_somewhere() {
    let registry = own();
    built(&registry, |builder| {
        let files: BTreeSet<String> = builder.files().iter().map(|(path, _)| path.clone()).collect();
        let twins = twins(builder);
        for (path, page) in &twins {
            assert!(page.starts_with("# ") && page.contains("[HTML]("), "{path}: {page}");
            let links = links(page);
            for link in links.iter().filter(|link| !link.contains("://")) {
                let file = target(path, link);
                assert!(files.contains(&file), "{path} links {link}, which is no file");
                let is_twin = twins.contains_key(&file);
                let has_twin = file.strip_suffix(".html").is_some_and(|stem| files.contains(&format!("{stem}.md")));
                let is_own = file.strip_suffix(".html") == path.strip_suffix(".md");
                assert!(is_twin || !has_twin || is_own, "{path} links {link}, which has a twin");
            }
        }
        for standard in &registry.standards {
            for home in ["", "en/"] {
                let twin = format!("{home}standards/{}.md", standard.id);
                assert!(twins.contains_key(&twin), "{twin} is missing");
            }
        }
        for page in ["standards/gb-t-22239-2019", "en/policies/changsha-cloud-2018", "reviews/index"] {
            let name = page.rsplit('/').next().expect("a name");
            let alternate = format!("<link rel=\"alternate\" type=\"text/markdown\" href=\"{name}.md\">");
            assert!(text(builder, &format!("{page}.html")).contains(&alternate), "{page} does not name its twin");
        }
        let kinds: BTreeSet<&str> = twins.keys().filter_map(|path| path.split('/').next()).collect();
        let all = ["agencies", "cases", "classes", "en", "policies", "projects", "resources", "reviews", "standards"];
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), all);
    });
}

/// The state of every standard is the one that its JSON has, the last and the next day among it.
#[test]
fn a_twin_and_the_json_say_the_same() {
    let registry = own();
    built(&registry, |builder| {
        let word = |id: &str| builder.fill().translations.fixed[&id.replace('-', "_")].clone();
        for standard in &registry.standards {
            let page = text(builder, &format!("standards/{}.md", standard.id));
            let json = text(builder, &format!("api/v1/standards/{}.json", standard.id));
            let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
            let said = |key: &str| json.pointer(key).and_then(serde_json::Value::as_str);
            let status = word(&format!("status-{}", said("/status").expect("a status")));
            assert!(page.contains(&format!("**{}**{}{status}", word("status"), word("colon"))), "{page}");
            for day in ["/issued", "/effective", "/withdrawn", "/review/due", "/since", "/until", "/catalogue/listed"] {
                assert!(said(day).is_none_or(|day| page.contains(day)), "{}: {day}", standard.id);
            }
            for id in json["adopted_by"].as_array().into_iter().chain(json["projects"].as_array()).flatten() {
                let file = format!("/{}.md)", id.as_str().unwrap_or_default());
                assert!(page.contains(&file), "{}: {file}", standard.id);
            }
        }
        let obligations = text(builder, "projects/sample-housing-cloud.md");
        assert!(obligations.contains("../standards/gb-t-22239-2019.md"), "{obligations}");
        assert!(obligations.contains("[《长沙市政务云管理暂行办法》第四十条](../policies/changsha-cloud-2018.md)"));
    });
}

/// A registry with a standard whose texts would be markup, and what `[site] markdown` says.
fn hostile(switch: &str) -> Registry {
    let standard = "+++\nnumber = \"GB/T 1-2020\"\ntitle = \"](javascript:x) <b>`*_#\"\nformerly = [\"old\"]\n[[source]]\nurl = \"javascript:alert(1)\"\n[[source]]\nurl = \"https://example.org/a b)(c\"\n+++\n```\n</script> [x](javascript:y)\n```\n";
    let book = format!("[book]\ntitle = \"目录\"\n\n[site]\n{switch}\n");
    let files = [("book.toml", book), ("standards/national/gb-t-1-2020.md", standard.to_owned())];
    let source = Memory::new(files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())));
    Registry::load(&source).expect("a registry")
}

#[test]
fn what_a_record_says_is_no_markup() {
    built(&hostile(""), |builder| {
        for path in ["standards/gb-t-1-2020.md", "standards/old.md", "en/standards/gb-t-1-2020.md"] {
            let page = text(builder, path);
            let outside = links(&page).into_iter().filter(|link| link.contains(':')).collect::<Vec<_>>();
            assert_eq!(outside, ["https://example.org/a%20b%29%28c"], "{page}");
            let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
            assert!(!Parser::new(&page).any(|event| is_html(&event)), "{page}");
        }
        let moved = text(builder, "standards/old.html");
        assert!(!moved.contains("text/markdown"), "a page that leads on has no twin of its own");
    });
}

#[test]
fn a_registry_may_do_without() {
    built(&hostile("markdown = false"), |builder| {
        assert!(twins(builder).is_empty());
        assert!(builder.make("standards/gb-t-1-2020.md").is_none());
        assert!(!text(builder, "standards/gb-t-1-2020.html").contains("text/markdown"));
        assert!(!text(builder, "llms.txt").contains(".md"));
    });
}
