//! Feeds by the rules of RFC 4287, and badges.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use crate::harness::pages::files;
use crate::harness::registry::Registry;

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn children<'n>(node: Node<'n, 'n>, name: &'n str) -> Vec<Node<'n, 'n>> {
    node.children().filter(|child| child.has_tag_name((ATOM, name))).collect()
}

/// What RFC 4287 asks of a feed (4.1.1) and of its entries (4.1.2).
fn faults(text: &str) -> Vec<String> {
    let document = Document::parse(text).unwrap();
    let feed = document.root_element();
    let mut faults = Vec::new();
    if !feed.has_tag_name((ATOM, "feed")) {
        faults.push("the root is not a feed".to_owned());
    }
    let mut ids = BTreeSet::new();
    for node in std::iter::once(feed).chain(children(feed, "entry")) {
        for name in ["id", "title", "updated"] {
            match &children(node, name)[..] {
                [one] if one.text().is_some_and(|text| !text.trim().is_empty()) => {}
                found => faults.push(format!("{} {name}", found.len())),
            }
        }
        let text = |name: &str| children(node, name).first().and_then(Node::text).unwrap_or_default().to_owned();
        if chrono::DateTime::parse_from_rfc3339(&text("updated")).is_err() {
            faults.push(format!("{} is no time", text("updated")));
        }
        let id = text("id");
        if !id.is_ascii() || id.contains(char::is_whitespace) || !id.contains(':') || !ids.insert(id.clone()) {
            faults.push(format!("{id} is not an IRI of its own"));
        }
        let alternate =
            children(node, "link").iter().any(|link| matches!(link.attribute("rel"), None | Some("alternate")));
        if node != feed && children(node, "content").is_empty() && !alternate {
            faults.push("an entry has neither content nor a link".to_owned());
        }
        if node != feed && children(feed, "author").is_empty() && children(node, "author").is_empty() {
            faults.push("nobody is the author".to_owned());
        }
    }
    for author in children(feed, "author") {
        if children(author, "name").len() != 1 {
            faults.push("an author has no name".to_owned());
        }
    }
    faults
}

#[test]
fn every_feed_is_valid() {
    let registry = Registry::own();
    let mut entries = 0;
    for (path, bytes) in files(&registry.build()).iter().filter(|(path, _)| path.ends_with(".atom")) {
        let text = std::str::from_utf8(bytes).unwrap();
        assert_eq!(faults(text), Vec::<String>::new(), "{path}");
        entries += text.matches("<entry>").count();
        assert!(text.contains(&format!("<link rel=\"self\" href=\"https://example.org/mulu/{path}\"/>")), "{path}");
    }
    assert!(entries > 50, "{entries}");
    let odd = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>x</id><entry><title>y</title></entry></feed>";
    assert_eq!(faults(odd).len(), 10, "{:#?}", faults(odd));
}

/// What is late was told when it was known, when it came to be due soon, and when it was late: each an entry of its own, with the day.
#[test]
fn each_stage_is_told_once_and_ids_do_not_turn_on_the_address() {
    let registry = Registry::own();
    let feed = |folder: &std::path::Path, path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
    let folder = registry.build();
    let (zh, en) = (feed(&folder, "feeds/reviews.atom"), feed(&folder, "en/feeds/reviews.atom"));
    let told = |text: &str| -> Vec<(String, String)> {
        let document = Document::parse(text).unwrap();
        let entries = children(document.root_element(), "entry");
        let text = |entry: &Node<'_, '_>, name: &str| {
            entry
                .children()
                .find(|child| child.has_tag_name((ATOM, name)))
                .and_then(|child| child.text().map(str::to_owned))
        };
        entries.iter().filter_map(|entry| Some((text(entry, "id")?, text(entry, "updated")?))).collect()
    };
    let late: Vec<(String, String)> =
        told(&zh).into_iter().filter(|(id, _)| id.contains("review/gb-t-21061-2007/2026-09-01")).collect();
    let ends: Vec<&str> = late.iter().map(|(id, _)| id.rsplit('/').next().unwrap()).collect();
    assert_eq!(ends, ["overdue", "due-soon", "2026-09-01"]);
    assert!(late[0].1.starts_with("2026-09-02"), "{late:?}");
    assert!(en.contains("(overdue)") && !en.contains("逾期"), "the English feed is in English");
    assert!(told(&zh).iter().all(|(id, _)| id.starts_with("urn:mulu:")));
}

/// A badge says the same to who sees it and to who listens.
#[test]
fn every_badge_has_its_title() {
    let registry = Registry::own();
    let all = files(&registry.build());
    let badges: Vec<_> = all.iter().filter(|(path, _)| path.starts_with("badges/")).collect();
    assert!(badges.len() > 200);
    for (path, bytes) in badges {
        let document = Document::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
        let svg = document.root_element();
        assert!(
            svg.has_tag_name(("http://www.w3.org/2000/svg", "svg")) && svg.attribute("role") == Some("img"),
            "{path}"
        );
        let title =
            svg.first_element_child().filter(|first| first.tag_name().name() == "title").and_then(|title| title.text());
        let texts: Vec<&str> =
            svg.descendants().filter(|node| node.tag_name().name() == "text").filter_map(|node| node.text()).collect();
        assert_eq!(title, Some(texts.join(": ").as_str()), "{path}");
    }
}
