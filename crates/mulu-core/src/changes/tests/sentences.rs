//! Sentences, terms, and what is cut short.

use crate::changes::{Change, LONGEST, MOST_KEYS, RecordChange};

use super::{date_changed, edited, some};

/// One of each.
fn all() -> Vec<Change> {
    let standard = || "GB/T 1-2020".to_owned();
    vec![
        Change::Added,
        Change::Removed,
        Change::Moved { from: "standards/national/a.md".into() },
        Change::Corrected { key: "issued".into(), was: "2020-01-01".into(), reason: "笔误".into() },
        Change::Reviewed { day: some("2024-01-01"), conclusion: "continue".into(), by: "sjj".into() },
        Change::ReviewRewritten { day: some("2024-01-01") },
        Change::Proposed,
        Change::Listed { day: some("2024-01-01") },
        Change::Delisted { day: some("2024-01-01") },
        Change::Bound { was: some("recommended"), now: some("mandatory") },
        date_changed("issued", Some("2020-01-01"), Some("2020-02-01")),
        Change::Replaces { standard: standard(), partly: false },
        Change::Withdrawn { day: some("2024-01-01") },
        Change::Filed { standard: standard(), day: some("2024-01-01") },
        Change::Adopted { standard: standard(), status: "planned".into() },
        Change::FilingRemoved { standard: standard() },
        Change::Trained { day: some("2024-01-01") },
        Change::Declared { standard: standard(), status: "met".into() },
        Change::EvidenceAdded { what: "test-report".into() },
        Change::Waived { standard: standard(), by: "sjj".into(), until: some("2024-01-01") },
        Change::WaiverRemoved { standard: standard() },
        Change::Ordered { day: some("2024-01-01") },
        Change::OrderClosed { day: some("2024-01-01") },
        Change::StageChanged { was: some("planning"), now: some("approval") },
        edited(&["title"]),
    ]
}

#[test]
fn the_term_is_the_one_that_json_has() {
    for change in all() {
        let json = serde_json::to_value(&change).unwrap();
        assert_eq!(json["term"], change.term(), "{change:?}");
        assert_eq!(serde_json::from_value::<Change>(json).unwrap(), change);
    }
}

#[test]
fn each_change_has_a_sentence_of_its_own_in_both_languages() {
    let mut seen = std::collections::BTreeSet::new();
    for change in all() {
        let words = change.words();
        assert!(!words.zh.is_empty() && !words.en.is_empty(), "{change:?}");
        assert!(seen.insert(words.zh.clone()) && seen.insert(words.en.clone()), "{words:?}");
    }
}

#[test]
fn sentences_say_words_of_closed_lists_in_chinese() {
    for (change, zh, en) in [
        (Change::Bound { was: None, now: some("mandatory") }, "约束力由—改为强制", "binding — → mandatory"),
        (
            Change::StageChanged { was: some("construction"), now: some("acceptance") },
            "阶段由建设进入验收",
            "stage construction → acceptance",
        ),
        (
            Change::Declared { standard: "GB/T 1-2020".into(), status: "not-applicable".into() },
            "申报 GB/T 1-2020：不适用",
            "declared GB/T 1-2020: not-applicable",
        ),
        (
            date_changed("drafting.approval", None, Some("2020-02-01")),
            "批准立项日期由 — 改为 2020-02-01",
            "drafting.approval — → 2020-02-01",
        ),
        (
            Change::Reviewed { day: None, conclusion: "abolish".into(), by: String::new() },
            "— 复审：予以废止",
            "reviewed —: abolish",
        ),
        (Change::Listed { day: None }, "列入目录", "listed"),
        (Change::Delisted { day: some("2024-01-01") }, "2024-01-01 移出目录", "delisted from 2024-01-01"),
        (edited(&[]), "修改", "edited"),
        (edited(&["ics", "title"]), "修改 ics, title", "edited ics, title"),
    ] {
        let words = change.words();
        assert_eq!((words.zh.as_str(), words.en.as_str()), (zh, en));
    }
}

#[test]
fn a_word_outside_its_closed_list_stays_as_it_stands() {
    let words = Change::Adopted { standard: "GB/T 1-2020".into(), status: "dreamt".into() }.words();
    assert_eq!(words.zh, "采用 GB/T 1-2020：dreamt，未备案");
}

#[test]
fn a_change_belongs_to_the_history_of_the_standard_it_is_about() {
    let about: Vec<&str> = ["replaces", "filed", "adopted", "filing-removed", "waived", "waiver-removed"].into();
    for change in all() {
        assert_eq!(change.about().is_some(), about.contains(&change.term()), "{change:?}");
    }
}

#[test]
fn shortening_leaves_short_texts_alone() {
    for change in all() {
        let mut short = change.clone();
        short.shorten();
        assert_eq!(short, change);
    }
    let exact = "长".repeat(LONGEST);
    let mut change = Change::FilingRemoved { standard: exact.clone() };
    change.shorten();
    assert_eq!(change, Change::FilingRemoved { standard: exact });
}

#[test]
fn shortening_cuts_long_texts_between_characters_and_says_so() {
    let cut = format!("{}…", "长".repeat(LONGEST));
    let mut change = Change::FilingRemoved { standard: "长".repeat(LONGEST + 1) };
    change.shorten();
    assert_eq!(change, Change::FilingRemoved { standard: cut });
}

#[test]
fn shortening_keeps_the_first_keys_of_an_edit() {
    let keys: Vec<String> = (0..=MOST_KEYS).map(|n| format!("k{n:03}")).collect();
    let mut change = Change::Edited { keys: keys.clone() };
    change.shorten();
    assert_eq!(change, Change::Edited { keys: keys[..MOST_KEYS].to_vec() });
}

#[test]
fn shortening_reaches_every_text_but_the_path_of_an_older_name() {
    let long = "长".repeat(LONGEST * 2);
    for change in all() {
        let mut json = serde_json::to_value(&change).unwrap();
        for (key, value) in json.as_object_mut().unwrap() {
            match value {
                serde_json::Value::String(text) if key != "term" => text.clone_from(&long),
                serde_json::Value::Array(keys) => keys.fill(long.clone().into()),
                _ => {}
            }
        }
        let mut change: Change = serde_json::from_value(json).unwrap();
        change.shorten();
        let is_whole = serde_json::to_string(&change).unwrap().contains(&long);
        assert_eq!(is_whole, matches!(change, Change::Moved { .. }), "{}", change.term());
    }
}

#[test]
fn an_edit_names_keys_as_the_records_kind_calls_them() {
    let edit = |path: &str, keys: &[&str]| RecordChange {
        path: path.to_owned(),
        change: Change::Edited { keys: keys.iter().map(|key| (*key).to_owned()).collect() },
    };
    let words = edit("agencies/a.toml", &["contact", "signing_keys", "text"]).words();
    assert_eq!(
        (words.zh.as_str(), words.en.as_str()),
        ("修改联系人、签名用的公钥、正文", "edited contact, signing keys, the text")
    );
    // A key that nothing names stands off from Chinese.
    assert_eq!(edit("standards/national/a.md", &["zz"]).words().zh.trim_end(), "修改 zz");
    let many = ["a1", "b", "c", "d", "e", "f", "g", "h"];
    assert!(edit("projects/p.toml", &many).words().zh.ends_with("等 8 处"));
    assert!(edit("projects/p.toml", &many).words().en.ends_with("f and 2 more"));
}
