//! The feeds: valid Atom (RFC 4287), with ids that never change.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::story::{chronicle, storied};
use super::{Site, TODAY};

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// The children of an element that have a name.
fn parts<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name((ATOM, name)))
}

/// A feed's entries by id, each as the text of its parts.
fn entries(xml: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let document = Document::parse(xml).unwrap();
    let texts = |entry: Node<'_, '_>| {
        let text = |node: Node<'_, '_>| {
            node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect::<String>()
        };
        let part = |node: Node<'_, '_>| (node.tag_name().name().to_owned(), text(node));
        // The page that an entry leads to may be renamed: what happened stays.
        let parts: BTreeMap<String, String> = entry
            .children()
            .filter(|part| !part.has_tag_name((ATOM, "link")))
            .filter(Node::is_element)
            .map(part)
            .collect();
        (parts["id"].clone(), parts)
    };
    parts(document.root_element(), "entry").map(texts).collect()
}

/// What a feed or an entry lacks of what RFC 4287 asks (4.1.1, 4.1.2).
fn faults_of(node: Node<'_, '_>) -> Vec<String> {
    let count = |name| parts(node, name).count();
    let text = |name| parts(node, name).next().and_then(|part| part.text()).unwrap_or_default();
    let mut faults: Vec<String> =
        ["id", "title", "updated"].into_iter().filter(|name| count(name) != 1).map(str::to_owned).collect();
    if chrono::DateTime::parse_from_rfc3339(text("updated")).is_err() {
        faults.push(format!("updated {:?}", text("updated")));
    }
    // An IRI with a scheme, in characters that a URI has (RFC 3986).
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte);
    if !text("id").contains(':') || !text("id").bytes().all(is_plain) || text("id").matches('#').count() > 1 {
        faults.push(format!("id {:?}", text("id")));
    }
    let leads_on = parts(node, "link").any(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"));
    match node.tag_name().name() {
        "entry" if count("content") != 1 && !leads_on => faults.push("no content and no link".to_owned()),
        "feed" if count("author") == 0 => faults.push("no author".to_owned()),
        _ => {}
    }
    faults
}

fn faults(xml: &str) -> Vec<String> {
    let document = Document::parse(xml).unwrap();
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    let mut faults: Vec<String> = parts(feed, "entry").chain([feed]).flat_map(faults_of).collect();
    let ids: Vec<&str> = parts(feed, "entry").filter_map(|entry| parts(entry, "id").next()?.text()).collect();
    if ids.iter().collect::<BTreeSet<_>>().len() != ids.len() {
        faults.push("an id is there twice".to_owned());
    }
    faults
}

#[test]
fn every_feed_is_atom() {
    for repo in [storied(), chronicle()] {
        let site = Site::of(repo.path(), &["--as-of", TODAY]);
        let feeds: Vec<String> = site.files().into_keys().filter(|path| path.ends_with(".atom")).collect();
        let of_agency = ["changes", "reviews"].map(|what| format!("feeds/agencies/public-security-{what}.atom"));
        let main = [&of_agency[..], &["changes", "plan", "reviews"].map(|what| format!("feeds/{what}.atom"))].concat();
        let english: Vec<String> = main.iter().map(|path| format!("en/{path}")).collect();
        assert_eq!(feeds, [english, main].concat());
        for feed in feeds {
            assert_eq!(faults(&site.read(&feed)), [""; 0], "{feed}");
        }
    }
}

/// Later commits add entries; those that were there stay as they were, whatever day the site is built for.
#[test]
fn entries_never_change() {
    let repo = chronicle();
    let before = Site::of(repo.path(), &["--as-of", "2026-02-01"]);
    repo.write("agencies/new.toml", "name = \"新机构\"\njurisdiction = \"430100\"\n");
    repo.commit("Another agency", "clerk@example.org", 1_768_300_000);
    repo.rename("agencies/public-security.toml", "agencies/security.toml");
    repo.commit("Another name", "clerk@example.org", 1_768_400_000);
    let after = Site::of(repo.path(), &["--as-of", TODAY]);
    let (old, new) = (entries(&before.read("feeds/changes.atom")), entries(&after.read("feeds/changes.atom")));
    assert!(old.len() > 10 && new.len() > old.len());
    for (id, entry) in old {
        assert_eq!(Some(&entry), new.get(&id), "{id}");
    }
    // An agency's own feed goes on under its new name, and tells the same things.
    let ids = |site: &Site, feed: &str| -> BTreeSet<String> {
        entries(&site.read(feed)).into_keys().map(|id| id.split_once('#').unwrap().1.to_owned()).collect()
    };
    let old = ids(&before, "feeds/agencies/public-security-changes.atom");
    let new = ids(&after, "feeds/agencies/security-changes.atom");
    assert!(!old.is_empty() && old.is_subset(&new), "{old:?} {new:?}");
}
