//! The site of this repository's registry.

use std::collections::BTreeSet;

use crate::harness::pages::Built;
use crate::harness::registry::Registry;

fn own() -> (Registry, Built) {
    let registry = Registry::own();
    let built = Built::read(&registry.build());
    (registry, built)
}

/// Whether a page is a document for the office to sign: in the registry's own language only, and no search engine leads to it.
fn is_for_signing(path: &str) -> bool {
    ["opinions/", "notices/", "assessments/"].iter().any(|folder| path.starts_with(folder))
}

#[test]
fn every_page_is_whole_and_every_link_leads_somewhere() {
    let (_registry, built) = own();
    assert!(built.pages.len() > 500, "{}", built.pages.len());
    let faults = built.faults();
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(20)]);
}

#[test]
fn every_page_exists_in_both_languages_and_says_so() {
    let (_registry, built) = own();
    for (path, page) in built.pages.iter().filter(|(path, _)| !is_for_signing(path)) {
        let other = path.strip_prefix("en/").map_or_else(|| format!("en/{path}"), str::to_owned);
        assert!(built.pages.contains_key(&other), "{path} has no twin");
        let lang = page.all("html").next().and_then(|html| html.get("lang")).unwrap();
        assert_eq!(lang, if path.starts_with("en/") { "en" } else { "zh-CN" }, "{path}");
        if path.ends_with("404.html") {
            continue;
        }
        let (zh, en) = if path.starts_with("en/") { (&other, path) } else { (path, &other) };
        let url = |path: &str| format!("https://example.org/mulu/{path}");
        let alternates = page.all("link").filter(|link| link.get("rel") == Some("alternate"));
        let languages =
            alternates.filter_map(|link| Some((link.get("hreflang")?.to_owned(), link.get("href")?.to_owned())));
        let expected = [("zh-CN", url(zh)), ("en", url(en)), ("x-default", url(zh))];
        let expected: BTreeSet<(String, String)> =
            expected.into_iter().map(|(lang, url)| (lang.to_owned(), url)).collect();
        assert_eq!(languages.collect::<BTreeSet<_>>(), expected, "{path}");
        let canonical =
            page.all("link").find(|link| link.get("rel") == Some("canonical")).and_then(|link| link.get("href"));
        assert_eq!(canonical, Some(url(path).as_str()), "{path}");
    }
}

/// Each page says what day it was computed for, so that a printed one cannot mislead.
#[test]
fn every_page_leads_to_the_one_that_says_the_day() {
    let (_registry, built) = own();
    for (path, page) in &built.pages {
        let leads = page.all("a").filter_map(|link| link.get("href")).any(|href| href.ends_with("build.html"));
        assert!(leads, "{path}");
    }
    for path in ["build.html", "en/build.html", "print/catalogue.html"] {
        assert!(built.pages[path].text.contains("2026"), "{path}");
    }
}

#[test]
fn the_sitemap_lists_every_page_but_what_is_signed_and_the_one_for_wrong_addresses() {
    let (_registry, built) = own();
    let text = std::fs::read_to_string(built.folder.join("sitemap.xml")).unwrap();
    let sitemap = roxmltree::Document::parse(&text).unwrap();
    let urls: BTreeSet<String> = sitemap
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc")))
        .map(|node| node.text().unwrap().to_owned())
        .collect();
    let findable = built.pages.keys().filter(|path| !path.ends_with("404.html") && !is_for_signing(path));
    let expected: BTreeSet<String> = findable.map(|path| format!("https://example.org/mulu/{path}")).collect();
    assert_eq!(urls, expected);
}

#[test]
fn every_xml_and_json_file_is_well_formed() {
    let (_registry, built) = own();
    for path in &built.files {
        let text = || std::fs::read_to_string(built.folder.join(path)).unwrap();
        if [".xml", ".svg", ".atom"].iter().any(|ending| path.ends_with(ending)) {
            roxmltree::Document::parse(&text()).unwrap_or_else(|error| panic!("{path}: {error}"));
        } else if path.ends_with(".json") || path.ends_with(".jsonld") {
            serde_json::from_str::<serde_json::Value>(&text()).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
}

/// What a program downloads is what the command line prints, but for the head: a file says how long it holds, not for which day it
/// was made.
#[test]
fn the_api_says_what_show_says() {
    let (registry, built) = own();
    let file = std::fs::read(built.folder.join("api/v1/standards/gb-t-22239-2019.json")).unwrap();
    let mut published: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let mut shown = registry.on_day("show gb-t-22239-2019 --format json").json(0);
    let without = |document: &mut serde_json::Value, keys: &[&str]| {
        for key in keys {
            assert!(document.as_object_mut().unwrap().remove(*key).is_some(), "{key}");
        }
    };
    without(&mut published, &["schema", "since", "until", "commit"]);
    without(&mut shown, &["schema", "as_of", "revision"]);
    assert_eq!(shown, published);
}

/// Assets ask nobody else for anything.
#[test]
fn assets_make_no_request() {
    let (_registry, built) = own();
    for path in built.files.iter().filter(|path| path.starts_with("assets/") && !path.ends_with(".svg")) {
        let text = String::from_utf8_lossy(&std::fs::read(built.folder.join(path)).unwrap()).into_owned();
        for request in ["http://", "https://", "@import", "url(//", "eval("] {
            assert!(!text.contains(request), "{path} has {request}");
        }
    }
}

/// The same site in whichever surroundings it is built.
#[test]
fn surroundings_do_not_matter() {
    let registry = Registry::own();
    let first = crate::harness::pages::files(&registry.build());
    let mut command = registry.command(["build", "--no-pdf", "--out", "other", "--as-of", "2026-11-21"]);
    command.env("TZ", "America/New_York").env("LC_ALL", "C").env("RAYON_NUM_THREADS", "1");
    assert_eq!(registry.ran(command).code, 0);
    let second = crate::harness::pages::files(&registry.path("other"));
    assert!(first == second, "two builds differ");
}
