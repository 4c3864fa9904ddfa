//! Long tables in several pages.

use super::views::parts::Pager;

/// How many rows a page of a table has: with its frame it stays below 100 KB, uncompressed.
pub const ROWS: usize = 100;

/// How many lines a page of a plain list has, likewise.
pub const LINES: usize = 300;

/// How many pages a table of so many rows takes; an empty one still takes its own.
pub fn sheets(rows: usize) -> usize {
    sheets_of(rows, ROWS)
}

/// The same where a page has `size` rows.
pub fn sheets_of(rows: usize, size: usize) -> usize {
    rows.div_ceil(size).max(1)
}

/// The rows of one page, counted from 0.
pub fn rows_of<T>(rows: &[T], sheet: usize) -> &[T] {
    rows_of_size(rows, sheet, ROWS)
}

/// The same where a page has `size` rows.
pub fn rows_of_size<T>(rows: &[T], sheet: usize, size: usize) -> &[T] {
    let from = (sheet * size).min(rows.len());
    let to = (from + size).min(rows.len());
    &rows[from..to]
}

/// The path of one page of a table whose first is at `path`: `index.html`, `index-2.html`, …
pub fn path_of(path: &str, sheet: usize) -> String {
    match (sheet, path.strip_suffix(".html")) {
        (1.., Some(stem)) => format!("{stem}-{}.html", sheet + 1),
        _ => path.to_owned(),
    }
}

/// The links to the pages before and after; none where there is one page only.
pub fn pager(path: &str, sheet: usize, rows: usize) -> Option<Pager> {
    pager_of(path, sheet, rows, ROWS)
}

/// The same where a page has `size` rows.
pub fn pager_of(path: &str, sheet: usize, rows: usize, size: usize) -> Option<Pager> {
    let all = sheets_of(rows, size);
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (all > 1).then(|| Pager {
        previous: sheet.checked_sub(1).map(|before| path_of(path, before)),
        next: (sheet + 1 < all).then(|| path_of(path, sheet + 1)),
        number: number(sheet + 1),
        of: number(all),
    })
}

#[cfg(test)]
mod tests {
    use super::{pager, path_of, rows_of, sheets};

    #[test]
    fn every_row_is_on_one_page() {
        for count in [0, 1, 99, 100, 101, 250] {
            let rows: Vec<usize> = (0..count).collect();
            let all: Vec<usize> = (0..sheets(count)).flat_map(|sheet| rows_of(&rows, sheet).to_vec()).collect();
            assert_eq!(all, rows);
        }
    }

    #[test]
    fn pages_lead_to_each_other() {
        assert!(pager("standards/index.html", 0, 100).is_none());
        let middle = pager("standards/index.html", 1, 250).unwrap();
        assert_eq!(middle.previous.as_deref(), Some("standards/index.html"));
        assert_eq!(middle.next.as_deref(), Some("standards/index-3.html"));
        assert_eq!(path_of("classes/a.html", 1), "classes/a-2.html");
    }
}
