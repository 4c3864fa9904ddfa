//! What an index promises: whatever a document says, it is found by.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{IndexFile, IndexSettings, Layout, PreviousIndex, SearchDocument, SearchField, SearchIndex, token};

const SETTINGS: IndexSettings<'_> = IndexSettings { languages: &["zh-CN"], synonyms: &[] };

fn document(mark: char, title: &str, body: &str) -> SearchDocument<'static> {
    SearchDocument {
        mark,
        number: String::new(),
        href: "standards/x.html".to_owned(),
        titles: vec![title.to_owned()],
        dates: [None, None],
        excerpt: String::new(),
        serial: String::new(),
        code: String::new(),
        codes: Vec::new(),
        texts: vec![(SearchField::Body, body.to_owned().into()), (SearchField::Head, title.to_owned().into())],
    }
}

fn index(texts: &[(String, String)]) -> (Layout, SearchIndex) {
    let layout = Layout::of(texts.len(), 0);
    let document = |number: usize| document('c', &texts[number].0, &texts[number].1);
    (layout, SearchIndex::of(layout, SETTINGS, &BTreeMap::new(), document))
}

/// The documents that a shard lists under a key, by field.
fn looked_up(shard: &str, key: &str) -> Vec<Vec<u32>> {
    let line = shard.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
    line.map_or_else(Vec::new, |lists| lists.split('.').map(|list| super::posting::read(list).collect()).collect())
}

fn keys_of(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let folded = token::fold(text);
    for (kind, run) in token::runs(&folded) {
        token::keys(kind, run, |key| {
            keys.insert(key.to_owned());
        });
    }
    keys
}

proptest! {
    #[test]
    fn a_document_is_found_by_each_of_its_keys_and_no_other(
        texts in proptest::collection::vec(("[网络安全等保a-c0-9０-３ /—]{0,12}", "\\PC{0,20}"), 0..12)
    ) {
        let (layout, index) = index(&texts);
        let heads: Vec<BTreeSet<String>> = texts.iter().map(|(title, _)| keys_of(title)).collect();
        let bodies: Vec<BTreeSet<String>> = texts.iter().map(|(_, body)| keys_of(body)).collect();
        for key in heads.iter().chain(&bodies).flatten() {
            let found = looked_up(&index.keys[token::shard(key, layout.shards)], key);
            let field = |place: usize| found.get(place).cloned().unwrap_or_default();
            for (number, (head, body)) in (0_u32..).zip(heads.iter().zip(&bodies)) {
                let in_head = head.contains(key);
                let in_body = body.contains(key) && !in_head;
                prop_assert_eq!(field(0).contains(&number), in_head, "{} in the head", key);
                prop_assert_eq!(field(2).contains(&number), in_body, "{} in the body", key);
            }
        }
    }

    #[test]
    fn a_patched_index_is_the_one_built_anew(
        before in proptest::collection::vec(("[网络安全等保a-c0-9 `$-]{0,8}", "\\PC{0,8}"), 1..12),
        edits in proptest::collection::btree_map(0..12_usize, ("[网络安全等保a-c0-9 `$-]{0,8}", "\\PC{0,8}"), 0..4),
    ) {
        let mut after = before.clone();
        let edits: Vec<_> = edits.into_iter().filter(|(place, _)| *place < before.len()).collect();
        for (place, texts) in &edits {
            after[*place] = texts.clone();
        }
        let changed: Vec<usize> = edits.iter().map(|(place, _)| *place).collect();
        let of = |texts: &[(String, String)], place: usize| SearchDocument {
            mark: if texts[place].0.len() > 4 { 'c' } else { 'w' },
            dates: [Some("2020-01-01".to_owned()).filter(|_| texts[place].1.is_empty()), None],
            ..document('c', &texts[place].0, &texts[place].1)
        };
        let layout = Layout::of(before.len(), before.len() / 2);
        let whole = |texts: &[(String, String)]| SearchIndex::of(layout, SETTINGS, &BTreeMap::new(), |place| of(texts, place));
        let (old, new) = (whole(&before), whole(&after));
        let left = PreviousIndex::of(layout, |file| old.script(file).map(String::into_bytes)).expect("scripts");
        let patched = left.patched(layout, SETTINGS, &BTreeMap::new(), &changed, |place| of(&after, place)).expect("of one layout");
        for file in layout.files().filter(|file| !matches!(file, IndexFile::Rows(_))) {
            prop_assert!(new.script(file).is_some());
            prop_assert_eq!(patched.script(file), new.script(file));
            if matches!(file, IndexFile::Keys(_) | IndexFile::Skips(_)) {
                let is_same = new.script(file) == old.script(file);
                prop_assert_eq!(patched.is_as_before(file), is_same, "{:?} is kept if and only if it is as it was", file);
            }
        }
    }

    #[test]
    fn a_script_is_what_it_hands_over(text in "\\PC{0,40}|[`$\\\\{}a]{0,20}") {
        let script = super::rows(Layout::of(1, 0), 0, |_| document('c', &text, ""));
        let inner = script.strip_prefix("mulu.take(\"rows-0\", `").unwrap().strip_suffix("`);\n").unwrap();
        let mut read = String::new();
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            prop_assert!(c != '`' && c != '$', "{inner:?} ends or begins something");
            read.push(if c == '\\' { chars.next().unwrap() } else { c });
        }
        let row = format!("\tstandards/x.html\t{text}");
        prop_assert_eq!(read, row.trim_end_matches('\t'));
    }
}

#[test]
fn every_file_of_the_layout_is_there_and_has_its_own_path() {
    let texts: Vec<_> = (0..200).map(|n| (format!("标准 {n}"), String::new())).collect();
    let (layout, index) = index(&texts);
    let files: Vec<IndexFile> = layout.files().collect();
    let paths: BTreeSet<String> = files.iter().map(|file| file.path()).collect();
    assert_eq!(paths.len(), files.len());
    let rows = files.iter().filter(|file| matches!(file, IndexFile::Rows(_))).count();
    assert_eq!(
        (0..rows).flat_map(|n| super::documents_of(layout, n)).collect::<Vec<_>>(),
        (0..200).collect::<Vec<_>>()
    );
    assert_eq!((index.keys.len(), index.skips.len()), (layout.shards, layout.skips));
    assert!(index.script(IndexFile::Base).is_some_and(|base| base.contains("\"documents\":200")));
}

#[test]
fn an_abbreviation_is_entered_where_the_words_themselves_are_not() {
    let (layout, index) = index(&[("等级保护".to_owned(), String::new()), ("等保".to_owned(), String::new())]);
    assert_eq!(looked_up(&index.skips[token::shard("等保", layout.skips)], "等保"), [[0]]);
    assert_eq!(looked_up(&index.keys[token::shard("等保", layout.shards)], "等保"), [[1]]);
}

#[test]
fn a_short_number_is_told_from_a_longer_one() {
    let numbered = |number: usize| SearchDocument {
        serial: ["222", "22239"][number].to_owned(),
        code: "gbt".to_owned(),
        ..document('c', ["GB/T 222-2006", "GB/T 22239-2019"][number], "")
    };
    let layout = Layout::of(2, 2);
    let index = SearchIndex::of(layout, SETTINGS, &BTreeMap::new(), numbered);
    let found = |key: &str| looked_up(&index.keys[token::shard(key, layout.shards)], key);
    assert_eq!((found("222"), found("222^"), found("222.")), (vec![vec![0, 1]], vec![vec![0, 1]], vec![vec![0]]));
    assert_eq!(found("gbt:"), [[0, 1]]);
    assert_eq!(super::sortable("2019-12-01") - super::sortable("2019-11-30"), 2);
}

/// What an earlier build left, but for one file, which has this in its place.
fn left_with(layout: Layout, index: &SearchIndex, other: IndexFile, script: Option<&str>) -> Option<PreviousIndex> {
    let read = |file: IndexFile| if file == other { script.map(str::to_owned) } else { index.script(file) };
    PreviousIndex::of(layout, |file| read(file).map(String::into_bytes))
}

#[test]
fn an_index_is_not_patched_where_a_file_is_missing_or_is_no_script() {
    let texts = [("网络".to_owned(), String::new()), ("安全".to_owned(), String::new())];
    let (layout, old) = index(&texts);
    for file in [IndexFile::Base, IndexFile::Dates, IndexFile::Keys(0), IndexFile::Skips(0)] {
        let own = old.script(file).unwrap();
        assert!(left_with(layout, &old, file, Some(&own)).is_some());
        for damaged in
            [None, Some(""), Some("mulu.take(\"other\", ``);\n"), Some(&own[..own.len() - 1]), Some(&own[1..])]
        {
            assert!(left_with(layout, &old, file, damaged).is_none(), "{file:?} {damaged:?}");
        }
    }
}

#[test]
fn an_index_of_other_documents_is_not_patched() {
    let texts = [("网络".to_owned(), String::new()), ("安全".to_owned(), String::new())];
    let (layout, old) = index(&texts);
    let patch = |left: &PreviousIndex, changed: &[usize]| {
        let one = |number: usize| document('c', &texts[number % 2].0, "");
        left.patched(layout, SETTINGS, &BTreeMap::new(), changed, one).is_some()
    };
    let whole = left_with(layout, &old, IndexFile::Rows(0), None).unwrap();
    assert!(patch(&whole, &[0, 1]));
    assert!(!patch(&whole, &[2]), "there is no such document");
    for base in [
        "mulu.take(\"base\", `{\"marks\":\"c\"}`);\n",
        "mulu.take(\"base\", `{}`);\n",
        "mulu.take(\"base\", `no JSON`);\n",
    ] {
        assert!(!patch(&left_with(layout, &old, IndexFile::Base, Some(base)).unwrap(), &[1]), "{base}");
    }
    let dates = "mulu.take(\"dates\", `one line`);\n";
    assert!(!patch(&left_with(layout, &old, IndexFile::Dates, Some(dates)).unwrap(), &[1]));
}
