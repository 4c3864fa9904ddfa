//! Long tables in several pages.
//!
//! A page that is one table has sheets beside it: `standards/index-2.html`. A page with lists shows the beginning of each, and the
//! rest of a list has sheets in a folder of the page's name: `agencies/office/filings-2.html`.

use super::views::parts::{Long, Pager};
use mulu_core::address;

/// How many rows a page of a table has: with its frame it stays below 100 KB, uncompressed.
pub const ROWS: usize = 100;

/// How many lines a page of a plain list has, likewise.
pub const LINES: usize = 300;

/// How many pages a table of so many rows takes; an empty one still takes its own.
pub fn page_count(rows: usize) -> usize {
    page_count_of(rows, ROWS)
}

/// The same where a page has `size` rows.
pub fn page_count_of(rows: usize, size: usize) -> usize {
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
    links(sheet, page_count_of(rows, size), |sheet| path_of(path, sheet))
}

fn links(sheet: usize, all: usize, path: impl Fn(usize) -> String) -> Option<Pager> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (all > 1).then(|| Pager {
        previous: sheet.checked_sub(1).map(&path),
        next: (sheet + 1 < all).then(|| path(sheet + 1)),
        number: number(sheet + 1),
        of: number(all),
    })
}

/// The path of a sheet of one list of a page; the first is the page itself. Lists of a section's own page are named beside it:
/// `reviews/overdue-2.html`.
pub fn list_path(page: &str, list: &str, sheet: usize) -> String {
    let stem = page.strip_suffix(".html").unwrap_or(page);
    match sheet {
        0 => page.to_owned(),
        _ => format!("{}/{list}-{}.html", stem.strip_suffix("/index").unwrap_or(stem), sheet + 1),
    }
}

/// A list and the number of its sheet, from 1: what a page shows that has the rest of a list. None for the page itself.
pub type Continuation<'p> = Option<(&'p str, usize)>;

/// A list of a page by its name, and how many sheets it takes, the page counted.
pub type ListPages = (String, usize);

/// A list of so many rows.
pub fn list(name: &str, rows: usize) -> ListPages {
    list_of(name, rows, ROWS)
}

/// The same where a sheet has `size` rows.
pub fn list_of(name: &str, rows: usize, size: usize) -> ListPages {
    (name.to_owned(), page_count_of(rows, size))
}

/// What is shown of a page with lists.
#[derive(Clone, Debug)]
pub struct PageSlice<'p> {
    page: String,
    continuation: Continuation<'p>,
}

impl<'p> PageSlice<'p> {
    /// A page by its address, or a further sheet of one of its lists.
    pub fn new(page: String, continuation: Continuation<'p>) -> Self {
        PageSlice { page, continuation }
    }

    /// Whether it is the page itself.
    pub fn is_page(&self) -> bool {
        self.continuation.is_none()
    }

    /// Whether lists of these first letters are shown.
    pub fn shows(&self, beginning: &str) -> bool {
        self.continuation.is_none_or(|(list, _)| list.starts_with(beginning))
    }

    /// The part of a list that is shown here: its beginning on the page, one sheet of it, or nothing on sheets of other lists.
    pub fn rows<I, T>(&self, list: &str, items: &[I], view: impl Fn(&I) -> Option<T>) -> Long<T> {
        self.rows_sized(ROWS, list, items, view)
    }

    /// The same where a sheet has `size` rows.
    pub fn rows_sized<I, T>(&self, size: usize, list: &str, items: &[I], view: impl Fn(&I) -> Option<T>) -> Long<T> {
        let sheet = match self.continuation {
            None => 0,
            Some((own, sheet)) if own == list => sheet,
            Some(_) => return Long::default(),
        };
        let name = address::encode(list);
        Long {
            rows: rows_of_size(items, sheet, size).iter().filter_map(view).collect(),
            total: u32::try_from(items.len()).unwrap_or(u32::MAX),
            pager: links(sheet, page_count_of(items.len(), size), |sheet| list_path(&self.page, &name, sheet)),
        }
    }
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::{PageSlice, list_path, page_count, pager, path_of, rows_of};

    #[test]
    fn every_row_is_on_one_page() {
        for count in [0, 1, 99, 100, 101, 250] {
            let rows: Vec<usize> = (0..count).collect();
            let all: Vec<usize> = (0..page_count(count)).flat_map(|sheet| rows_of(&rows, sheet).to_vec()).collect();
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

    #[test]
    fn a_list_goes_on_where_its_page_ends() {
        let rows: Vec<usize> = (0..250).collect();
        let shown = |continuation| {
            PageSlice::new("agencies/a.html".to_owned(), continuation).rows("filings", &rows, |row| Some(*row))
        };
        let (page, last) = (shown(None), shown(Some(("filings", 2))));
        assert_eq!((page.rows, page.total), (rows[..100].to_vec(), 250));
        assert_eq!(page.pager.unwrap().next.as_deref(), Some("agencies/a/filings-2.html"));
        assert_eq!(last.rows, rows[200..]);
        assert_eq!(last.pager.unwrap().previous.as_deref(), Some("agencies/a/filings-2.html"));
        assert!(shown(Some(("duties", 1))).rows.is_empty());
        assert_eq!(list_path("reviews/index.html", "overdue", 1), "reviews/overdue-2.html");
        assert_eq!(list_path("reviews/index.html", "overdue", 0), "reviews/index.html");
    }
}
