//! What holds of any two versions.

use proptest::prelude::*;
use toml::{Table, Value};

use crate::changes::{Change, Version, compare, pair_renames};
use crate::model::Kind;

const KINDS: [Kind; 8] = [
    Kind::Standard,
    Kind::Policy,
    Kind::Agency,
    Kind::Project,
    Kind::Resource,
    Kind::Config,
    Kind::Taxonomy,
    Kind::Evidence,
];

const KEYS: [&str; 20] = [
    "number",
    "title",
    "name",
    "issued",
    "effective",
    "withdrawn",
    "repealed",
    "expires",
    "stage",
    "approved",
    "replaces",
    "partly_replaces",
    "catalogue",
    "drafting",
    "review",
    "erratum",
    "adoption",
    "conformance",
    "waiver",
    "order",
];

const ENTRY_KEYS: [&str; 12] = [
    "status", "listed", "delisted", "binding", "date", "by", "standard", "filed", "until", "closed", "issued", "about",
];

/// Few values, so that two versions often agree on some.
fn plain() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::sample::select(vec!["listed", "GB/T 1-2020", "GB/T 2-2020", "met"]).prop_map(Value::from),
        (0..3_i64).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(vec!["2020-01-01", "2021-01-01"]).prop_map(|day| Value::Datetime(day.parse().unwrap())),
    ]
}

fn table(keys: &'static [&'static str], value: impl Strategy<Value = Value>) -> impl Strategy<Value = Table> {
    prop::collection::btree_map(prop::sample::select(keys), value, 0..5)
        .prop_map(|table| table.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn value() -> impl Strategy<Value = Value> {
    let entry = || table(&ENTRY_KEYS, plain()).prop_map(Value::Table);
    prop_oneof![
        plain(),
        entry(),
        prop::collection::vec(entry(), 0..4).prop_map(Value::Array),
        prop::collection::vec(plain(), 0..4).prop_map(Value::Array),
    ]
}

fn version() -> impl Strategy<Value = Version> {
    let readable = (table(&KEYS, value()), prop::sample::select(vec!["", "正文"])).prop_map(|(keys, prose)| Version {
        keys,
        prose: prose.to_owned(),
        readable: true,
    });
    prop_oneof![9 => readable, 1 => Just(Version::default())]
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(&KINDS[..])
}

proptest! {
    #[test]
    fn a_version_does_not_differ_from_itself(kind in kind(), version in version()) {
        prop_assert_eq!(compare(kind, Some(&version), Some(&version)), []);
    }

    #[test]
    fn versions_that_differ_are_never_passed_over(kind in kind(), was in version(), now in version()) {
        prop_assume!(was != now);
        prop_assert!(!compare(kind, Some(&was), Some(&now)).is_empty());
    }

    #[test]
    fn a_record_is_added_first_and_once_and_only_when_it_is_new(kind in kind(), was in version(), now in version()) {
        let is_added = |change: &Change| *change == Change::Added;
        let new = compare(kind, None, Some(&now));
        prop_assert_eq!(new.iter().position(is_added), Some(0));
        prop_assert_eq!(new.iter().filter(|change| is_added(change)).count(), 1);
        prop_assert!(!compare(kind, Some(&was), Some(&now)).iter().any(is_added));
    }

    #[test]
    fn edits_come_last_and_name_each_key_once_in_order(kind in kind(), was in version(), now in version()) {
        let changes = compare(kind, Some(&was), Some(&now));
        for (at, change) in changes.iter().enumerate() {
            if let Change::Edited { keys } = change {
                prop_assert_eq!(at + 1, changes.len());
                prop_assert!(keys.is_sorted_by(|a, b| a < b));
            }
        }
    }

    #[test]
    fn pairing_loses_no_file_and_makes_none_up(
        gone in prop::collection::btree_map("agencies/[abc]\\.toml", version(), 0..4),
        new in prop::collection::btree_map("agencies/[cde]/[abc]\\.toml", version(), 0..4),
    ) {
        let pairs = pair_renames(gone.clone().into_iter().collect(), new.clone().into_iter().collect());
        let mut old: Vec<_> = pairs.iter().filter_map(|pair| pair.old.clone()).collect();
        let mut fresh: Vec<_> = pairs.iter().filter_map(|pair| pair.new.clone()).collect();
        old.sort_by(|a, b| a.0.cmp(&b.0));
        fresh.sort_by(|a, b| a.0.cmp(&b.0));
        prop_assert_eq!(old, gone.into_iter().collect::<Vec<_>>());
        prop_assert_eq!(fresh, new.into_iter().collect::<Vec<_>>());
    }
}
