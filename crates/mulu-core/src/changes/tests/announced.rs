//! Announcements.

use std::collections::BTreeMap;

use crate::changes::{Announcement, Heading, VerdictChange, announce, between, verdict_changes};
use crate::registry::Registry;
use crate::source::Memory;

fn registry(files: &[(&str, &str)]) -> Memory {
    let wrapped = |path: &str, text: &str| {
        let has_front_matter = path.split_once('.').is_some_and(|(_, ending)| ending == "md");
        if has_front_matter { format!("+++\n{text}\n+++\n") } else { text.to_owned() }
    };
    Memory::new(files.iter().map(|(path, text)| ((*path).to_owned(), wrapped(path, text).into_bytes())))
}

fn announced(before: &[(&str, &str)], after: &[(&str, &str)]) -> Announcement {
    let (before, after) = (registry(before), registry(after));
    let changes = between(&before, &after).unwrap();
    announce(&Registry::load(&before).unwrap(), &Registry::load(&after).unwrap(), &changes)
}

/// Heading and name of each item, in order.
fn items(announcement: &Announcement) -> Vec<(Heading, &str)> {
    announcement.items.iter().map(|item| (item.heading, item.name.as_str())).collect()
}

const OLD: (&str, &str) = ("standards/national/gb-t-1-2010.md", "number = \"GB/T 1-2010\"\ntitle = \"旧\"");

#[test]
fn a_new_edition_that_replaces_one_is_a_revision_and_any_other_an_addition() {
    let new = ("standards/national/gb-t-1-2020.md", "number = \"GB/T 1-2020\"\nreplaces = [\"GB/T 1-2010\"]");
    let other = ("standards/national/gb-t-2-2020.md", "number = \"GB/T 2-2020\"\ntitle = \"另\"");
    let announcement = announced(&[OLD], &[OLD, new, other]);
    assert_eq!(items(&announcement), [(Heading::Added, "GB/T 2-2020"), (Heading::Revised, "GB/T 1-2020")]);
    assert_eq!(announcement.items[0].title.as_deref(), Some("另"));
    assert_eq!(announcement.items[1].changes.len(), 2, "both that it is new and what it replaces");
}

#[test]
fn a_record_stands_under_each_heading_that_it_has_changes_for() {
    let now = format!(
        "{}\nwithdrawn = 2024-01-01\nics = [\"35\"]\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-01",
        OLD.1
    );
    let announcement = announced(&[OLD], &[(OLD.0, &now)]);
    let name = "GB/T 1-2010";
    assert_eq!(items(&announcement), [(Heading::Abolished, name), (Heading::Listed, name), (Heading::Other, name)]);
    assert_eq!(announcement.under(Heading::Listed).count(), 1);
}

#[test]
fn a_record_that_is_gone_is_named_as_it_was() {
    let announcement = announced(&[OLD, ("policies/p.md", "title = \"办法\"")], &[]);
    assert_eq!(items(&announcement), [(Heading::Removed, "办法"), (Heading::Removed, "GB/T 1-2010")]);
    assert_eq!(announcement.items[1].title.as_deref(), Some("旧"));
}

#[test]
fn agencies_and_projects_are_named_by_their_names_and_else_by_their_ids() {
    let after = [("agencies/sjj.toml", "name = \"数据局\""), ("projects/cloud.toml", "stage = \"planning\"")];
    assert_eq!(items(&announced(&[], &after)), [(Heading::Added, "数据局"), (Heading::Added, "cloud")]);
}

#[test]
fn headings_stand_in_their_order_and_have_words_of_their_own() {
    assert!(Heading::ALL.is_sorted());
    let mut words: Vec<&str> =
        Heading::ALL.iter().flat_map(|heading| [heading.phrase().zh, heading.phrase().en]).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Heading::ALL.len() * 2);
}

#[test]
fn only_verdicts_that_differ_are_told_by_project_and_demand() {
    let audit = |verdicts: &[(&str, &str, &str)]| -> BTreeMap<(String, String), String> {
        let own = verdicts.iter().map(|(project, what, is)| (((*project).into(), (*what).into()), (*is).into()));
        own.collect()
    };
    let before = audit(&[("b", "x", "met"), ("a", "x", "met"), ("a", "y", "missing")]);
    let after = audit(&[("b", "x", "missing"), ("a", "x", "met"), ("a", "z", "met")]);
    let change = |project: &str, what: &str, was: Option<&str>, now: Option<&str>| VerdictChange {
        project: project.into(),
        what: what.into(),
        was: was.map(str::to_owned),
        now: now.map(str::to_owned),
    };
    let expected = [
        change("a", "y", Some("missing"), None),
        change("a", "z", None, Some("met")),
        change("b", "x", Some("met"), Some("missing")),
    ];
    assert_eq!(verdict_changes(&before, &after), expected);
    assert_eq!(announced(&[OLD], &[OLD]).items, []);
}
