//! The sum of all that a site is made from, groups, and the sums of a search index.

use proptest::prelude::*;

use crate::Theme;
use crate::cache_keys::groups::Groups;
use crate::cache_keys::{IndexKeys, inputs};
use crate::search::{IndexFile, Layout};
use mulu_core::output::InputKey;

use super::THEME;

const ONE: InputKey = [1; 32];
const TWO: InputKey = [2; 32];

fn sum(files: &[(&str, &InputKey)], theme: &Theme, day: &str, git: &str) -> InputKey {
    inputs(files.iter().copied(), theme, day.parse().unwrap(), git)
}

#[test]
fn the_sum_of_a_site_tells_every_input_apart() {
    let whole = || sum(&[("a", &ONE), ("b", &TWO)], &THEME, "2026-11-21", "head");
    assert_eq!(whole(), whole());
    let mut theme = THEME.clone();
    theme.templates.insert("own.html".to_owned(), String::new());
    for (what, other) in [
        ("a file's bytes", sum(&[("a", &TWO), ("b", &TWO)], &THEME, "2026-11-21", "head")),
        ("a file's name", sum(&[("c", &ONE), ("b", &TWO)], &THEME, "2026-11-21", "head")),
        ("two files in each other's place", sum(&[("a", &TWO), ("b", &ONE)], &THEME, "2026-11-21", "head")),
        ("a file less", sum(&[("a", &ONE)], &THEME, "2026-11-21", "head")),
        ("the day", sum(&[("a", &ONE), ("b", &TWO)], &THEME, "2026-11-22", "head")),
        ("what git says", sum(&[("a", &ONE), ("b", &TWO)], &THEME, "2026-11-21", "tail")),
        ("the theme", sum(&[("a", &ONE), ("b", &TWO)], &theme, "2026-11-21", "head")),
    ] {
        assert_ne!(whole(), other, "{what}");
    }
}

fn left(rows: &[InputKey]) -> IndexKeys {
    let layout = Layout { rows: 1, ..Layout::of(rows.len(), 0) };
    let of = |file: IndexFile| match file {
        IndexFile::Rows(n) => rows.get(n).copied(),
        _ => None,
    };
    IndexKeys::left(layout, of).unwrap()
}

#[test]
fn rows_have_sums_of_their_own_and_all_other_files_the_sum_of_all() {
    let (one, other) = (left(&[ONE, TWO]), left(&[ONE, ONE]));
    assert_eq!(one.differing(&other).collect::<Vec<_>>(), [1]);
    assert_eq!(one.file(IndexFile::Rows(0)), other.file(IndexFile::Rows(0)));
    for file in [IndexFile::Base, IndexFile::Keys(0), IndexFile::Skips(0), IndexFile::Facets, IndexFile::Dates] {
        assert_ne!(one.file(file), other.file(file), "{file:?}");
        assert_eq!(one.file(file), left(&[ONE, TWO]).file(file));
    }
    assert_ne!(one.file(IndexFile::Keys(0)), one.file(IndexFile::Keys(1)));
}

#[test]
fn an_index_of_which_a_file_is_missing_has_no_sums() {
    let layout = Layout { rows: 1, ..Layout::of(2, 0) };
    assert_eq!(IndexKeys::left(layout, |file| (file == IndexFile::Rows(0)).then_some(ONE)), None);
}

#[test]
fn every_row_of_a_longer_index_differs_where_the_shorter_has_none() {
    assert_eq!(left(&[ONE, TWO]).differing(&left(&[ONE])).collect::<Vec<_>>(), [1]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn groups_are_what_is_joined_by_any_number_of_steps_and_the_smallest_stands_for_each(
        joins in prop::collection::vec((0..12_usize, 0..12_usize), 0..12)
    ) {
        let mut groups = Groups::of(12);
        for (a, b) in &joins {
            groups.join(*a, *b);
        }
        // The same by the simplest means: names that spread until nothing changes.
        let mut names: Vec<usize> = (0..12).collect();
        for _ in 0..12 {
            for (a, b) in &joins {
                let least = names[*a].min(names[*b]);
                (names[*a], names[*b]) = (least, least);
            }
        }
        let found: Vec<usize> = (0..12).map(|of| groups.find(of)).collect();
        prop_assert_eq!(found, names);
    }
}
