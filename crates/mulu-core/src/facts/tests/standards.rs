//! Standards, known and unknown, and who cites them.

use proptest::prelude::*;

use crate::day::Status;
use crate::facts::{CitationFacts, RecordDocument, StandardFacts, unknown};
use crate::message::Lang;
use crate::number::{Level, Nature, Number};

use super::{NEW, OLD, at, day, mandating, registry, standard};

#[test]
fn a_successor_replaces_from_its_first_day_in_force() {
    let registry = registry(&[OLD, NEW]);
    let (before, from) = ("2019-11-30", "2019-12-01");
    assert_eq!(standard(&registry, "GB/T 22239-2008", before).status, Some(Status::Current));
    assert_eq!(standard(&registry, "GB/T 22239-2019", before).status, Some(Status::Upcoming));
    let old = standard(&registry, "GB/T 22239-2008", from);
    assert_eq!(old.status, Some(Status::Replaced));
    assert_eq!(old.replaced_since, Some(day(from)));
    assert_eq!(
        (old.replaced_by, old.current),
        (vec!["GB/T 22239-2019".to_owned()], vec!["GB/T 22239-2019".to_owned()])
    );
    assert_eq!(standard(&registry, "GB/T 22239-2019", from).replaces, ["GB/T 22239-2008"]);
}

#[test]
fn a_standard_replaced_in_part_stays_current() {
    let part = (
        "standards/national/gb-t-9-2019.md",
        "number = \"GB/T 9-2019\"\ntitle = \"分\"\nissued = 2019-05-10\neffective = 2019-12-01\npartly_replaces = [\"GB/T 22239-2008\"]",
    );
    let old = standard(&registry(&[OLD, part]), "GB/T 22239-2008", "2020-01-01");
    assert_eq!((old.status, old.partly_replaced_by), (Some(Status::Current), vec!["GB/T 9-2019".to_owned()]));
    assert_eq!((old.replaced_by, old.concerns), (vec![], None));
}

#[test]
fn a_record_says_what_its_number_says() {
    let local = ("standards/local/db43-t-1234.1-2020.md", "number = \"DB43/T 1234.1-2020\"\ntitle = \"省标\"");
    let facts = standard(&registry(&[local]), "DB43/T 1234.1-2020", "2021-01-01");
    assert!(facts.known);
    assert_eq!((facts.level, facts.nature, facts.year), (Some(Level::Local), Some(Nature::Recommended), Some(2020)));
    assert_eq!((facts.serial.as_deref(), facts.parts), (Some("1234"), vec!["1".to_owned()]));
    assert_eq!(facts.region.as_deref(), Some("湖南省"));
    assert_eq!(facts.file.as_deref(), Some(local.0));
    assert_eq!(facts.slug, "db43-t-1234.1-2020");
}

#[test]
fn a_document_without_a_number_is_known_by_its_title_and_its_id() {
    let document = ("standards/municipal/cloud-rules.md", "title = \"上云规范\"\nform = \"guidance\"\nsample = true");
    let facts = standard(&registry(&[document]), "上云规范", "2021-01-01");
    assert_eq!((facts.number.as_str(), facts.slug.as_str()), ("上云规范", "cloud-rules"));
    assert_eq!((facts.level, facts.form, facts.sample), (Some(Level::Municipal), Some("guidance"), true));
    assert_eq!((facts.year, facts.prefix), (None, None));
}

#[test]
fn an_unknown_number_is_answered_from_the_number_alone() {
    let facts = unknown(&Number::parse("gb/t 25000.51—2016"));
    assert_eq!((facts.known, facts.number.as_str()), (false, "GB/T 25000.51-2016"));
    assert_eq!((facts.level, facts.nature, facts.year), (Some(Level::National), Some(Nature::Recommended), Some(2016)));
    assert_eq!((facts.id, facts.title, facts.status, facts.file), (None, None, None, None));
    assert!(facts.review.is_none() && facts.binding.is_none() && facts.catalogue.is_none());
}

#[test]
fn the_catalogue_entry_holds_from_the_day_of_listing_to_the_day_before_delisting() {
    let listed = format!(
        "{}\n[catalogue]\nstatus = \"delisted\"\nlisted = 2020-01-10\ndelisted = 2025-02-01\nbinding = \"recommended\"",
        OLD.1
    );
    let registry = registry(&[(OLD.0, &listed)]);
    for (on, is_in) in [("2020-01-09", false), ("2020-01-10", true), ("2025-01-31", true), ("2025-02-01", false)] {
        let entry = standard(&registry, "GB/T 22239-2008", on).catalogue.unwrap();
        assert_eq!((entry.in_catalogue, entry.status), (is_in, Some("delisted")), "{on}");
    }
}

#[test]
fn a_listed_standard_is_due_for_review_and_one_never_listed_is_not() {
    let listed = format!("{}\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-10\nbinding = \"recommended\"", OLD.1);
    let review = |text: &str, on: &str| standard(&registry(&[(OLD.0, text)]), "GB/T 22239-2008", on).review.unwrap();
    let due = review(&listed, "2021-01-01");
    assert_eq!((due.state, due.due), ("scheduled", Some(day("2023-01-10"))));
    assert_eq!(review(&listed, "2023-01-10").state, "due-soon");
    assert_eq!(review(&listed, "2023-01-11").state, "overdue");
    let none = review(OLD.1, "2021-01-01");
    assert_eq!((none.state, none.due), ("none", None));
    assert!(!none.reason.is_empty() && none.reason != due.reason);
}

#[test]
fn those_who_filed_and_declare_it_are_named_once_each_in_order() {
    let agency = "name = \"甲\"\njurisdiction = \"430100\"\n[[adoption]]\nstandard = \"GB/T 22239-2008\"\nstatus = \"implemented\"\n[[adoption]]\nstandard = \"GB/T 22239-2008\"\nstatus = \"planned\"";
    let project = "name = \"项目\"\njurisdiction = \"430100\"\nagency = \"a\"\nstage = \"operation\"\n[[conformance]]\nstandard = \"GB/T 22239\"\nstatus = \"met\"";
    let registry =
        registry(&[OLD, ("agencies/b.toml", agency), ("agencies/a.toml", agency), ("projects/p.toml", project)]);
    let facts = standard(&registry, "GB/T 22239-2008", "2021-01-01");
    assert_eq!((facts.adopted_by, facts.projects), (vec!["a".to_owned(), "b".to_owned()], vec!["p".to_owned()]));
}

fn cited(number: &str, on: &str) -> Vec<(String, bool, bool)> {
    let registry = registry(&[OLD, NEW, ("policies/p.md", &mandating(number))]);
    let citations = standard(&registry, "GB/T 22239-2019", on).cited_by;
    citations
        .into_iter()
        .map(|CitationFacts { cited_as, superseded, in_force, .. }| (cited_as, superseded, in_force))
        .collect()
}

#[test]
fn a_clause_that_cites_an_edition_cites_its_successors_too_and_is_superseded() {
    assert_eq!(cited("GB/T 22239-2008", "2020-01-01"), [("GB/T 22239-2008".to_owned(), true, true)]);
    assert_eq!(cited("GB/T 22239-2008", "2019-11-30"), [("GB/T 22239-2008".to_owned(), false, true)]);
    assert_eq!(cited("GB/T 22239-2019", "2020-01-01"), [("GB/T 22239-2019".to_owned(), false, true)]);
}

#[test]
fn a_citation_without_a_year_is_never_superseded() {
    assert_eq!(cited("GB/T 22239", "2020-01-01"), [("GB/T 22239".to_owned(), false, true)]);
}

#[test]
fn a_citation_says_whether_its_policy_is_in_force() {
    for (on, in_force) in [("2018-06-11", false), ("2018-06-12", true), ("2021-12-31", true), ("2022-01-01", false)] {
        assert_eq!(cited("GB/T 22239-2019", on), [("GB/T 22239-2019".to_owned(), false, in_force)], "{on}");
    }
}

#[test]
fn of_a_circle_of_editions_each_clause_is_told_once() {
    let circle = format!("{}\nreplaces = [\"GB/T 22239-2019\"]", OLD.1);
    let registry = registry(&[(OLD.0, &circle), NEW, ("policies/p.md", &mandating("GB/T 22239-2008"))]);
    assert_eq!(standard(&registry, "GB/T 22239-2019", "2020-01-01").cited_by.len(), 1);
}

#[test]
fn a_document_carries_its_day_and_revision_before_the_record() {
    let registry = registry(&[OLD]);
    let facts = standard(&registry, "GB/T 22239-2008", "2021-01-01");
    let text = RecordDocument::of("standard", facts, day("2021-01-01"), Some("abc".to_owned())).text();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (key, value) in [
        ("schema", "mulu.show/1"),
        ("as_of", "2021-01-01"),
        ("revision", "abc"),
        ("kind", "standard"),
        ("number", "GB/T 22239-2008"),
    ] {
        assert_eq!(json[key], value);
    }
    assert!(text.ends_with("}\n"));
}

proptest! {
    #[test]
    fn any_text_is_answered_and_every_key_is_there(text in any::<String>()) {
        let known = serde_json::to_value(standard(&registry(&[OLD]), "GB/T 22239-2008", "2021-01-01")).unwrap();
        let number = Number::parse(&text);
        let answered = serde_json::to_value(unknown(&number)).unwrap();
        let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        prop_assert_eq!(keys(&known), keys(&answered));
        prop_assert_eq!(&answered["number"], number.canonical());
    }

    #[test]
    fn on_any_day_of_two_editions_one_at_most_is_in_force(on in 2000..2040_i32, month in 1..13_u32) {
        let registry = registry(&[OLD, NEW]);
        let on = crate::day::Day::new(on, month, 1).unwrap();
        let current = ["GB/T 22239-2008", "GB/T 22239-2019"].map(|number| StandardFacts::of(&registry, at(&registry, number), on, Lang::Zh))
            .into_iter().filter(|facts| facts.status == Some(Status::Current)).count();
        prop_assert_eq!(current, usize::from(on >= day("2008-11-01")));
    }
}
