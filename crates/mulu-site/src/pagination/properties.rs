//! Whatever a list is long, its sheets hold it and lead to each other.

use proptest::prelude::*;

use super::{PageSlice, list_path, page_count_of, pager_of, path_of, rows_of_size};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_row_is_on_one_sheet_and_none_is_too_long_or_empty(count in 0..500_usize, size in 1..120_usize) {
        let rows: Vec<usize> = (0..count).collect();
        let sheets: Vec<&[usize]> = (0..page_count_of(count, size)).map(|sheet| rows_of_size(&rows, sheet, size)).collect();
        prop_assert_eq!(sheets.concat(), rows.clone());
        prop_assert!(sheets.iter().all(|sheet| sheet.len() <= size && (count == 0 || !sheet.is_empty())));
        prop_assert!(rows_of_size(&(0..count).collect::<Vec<_>>(), sheets.len(), size).is_empty(), "behind the last");
    }

    #[test]
    fn from_the_first_sheet_each_is_reached_and_the_way_back_is_the_same(count in 0..500_usize, size in 1..120_usize) {
        let page = "standards/index.html";
        let all = page_count_of(count, size);
        for sheet in 0..all {
            let Some(pager) = pager_of(page, sheet, count, size) else {
                prop_assert_eq!(all, 1);
                continue;
            };
            prop_assert_eq!((pager.number as usize, pager.of as usize), (sheet + 1, all));
            prop_assert_eq!(pager.next, (sheet + 1 < all).then(|| path_of(page, sheet + 1)));
            prop_assert_eq!(pager.previous, sheet.checked_sub(1).map(|sheet| path_of(page, sheet)));
        }
    }

    #[test]
    fn sheets_have_paths_of_their_own(sheets in 1..200_usize) {
        let mut paths: Vec<String> = (0..sheets).map(|sheet| path_of("a.html", sheet)).collect();
        paths.extend((1..sheets).map(|sheet| list_path("a.html", "filings", sheet)));
        paths.extend((1..sheets).map(|sheet| list_path("a.html", "duties", sheet)));
        let count = paths.len();
        paths.sort_unstable();
        paths.dedup();
        prop_assert_eq!(paths.len(), count);
    }
}

#[test]
fn a_sheet_shows_its_own_list_alone_and_the_page_shows_all() {
    let page = PageSlice::new("agencies/a.html".to_owned(), None);
    let sheet = PageSlice::new("agencies/a.html".to_owned(), Some(("due-review", 1)));
    assert!(page.is_page() && page.shows("filings") && page.shows("due"));
    assert!(!sheet.is_page() && sheet.shows("due") && !sheet.shows("filings"));
}

#[test]
fn rows_that_have_no_view_are_left_out_and_still_counted() {
    let slice = PageSlice::new("a.html".to_owned(), None);
    let long = slice.rows_sized(4, "list", &[1, 2, 3, 4, 5], |n| (n % 2 == 0).then_some(*n));
    assert_eq!((long.rows, long.total), (vec![2, 4], 5));
    assert_eq!(long.pager.unwrap().next.as_deref(), Some("a/list-2.html"));
}

#[test]
fn the_name_of_a_list_is_encoded_in_its_sheets_paths() {
    let slice = PageSlice::new("classes/a.html".to_owned(), None);
    let pager = slice.rows_sized(1, "甲 乙", &[1, 2], |n| Some(*n)).pager.unwrap();
    assert_eq!(pager.next.as_deref(), Some("classes/a/甲%20乙-2.html"));
}
