//! What a search can find: a standard, a clause, a page of the handbook.

use std::borrow::Cow;

/// Where a word stands in a document: the earlier, the more it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchField {
    /// Its number and titles.
    Head,
    /// Words to find it by: keywords, the topics it covers, the numbers it replaces.
    Message,
    /// Its text.
    Body,
}

/// How many fields there are.
pub const FIELDS: usize = 3;

/// One thing that can be found.
#[derive(Debug)]
pub struct SearchDocument<'a> {
    /// What it is, as one character: a standard by its status, `c` current, `u` upcoming, `d` draft, `r` replaced, `w` withdrawn;
    /// `P` policy, `C` clause, `A` agency, `J` project, `K` class, `T` topic, `R` rule; a page of the handbook by the place of its
    /// language among the site's, `0` or `1`.
    pub mark: char,
    /// How its number is printed; a rule's id, an article's name where it is the same in all languages. May be empty.
    pub number: String,
    /// Its address, from the root of its language.
    pub href: String,
    /// Its title in each language of the site; empty where it is the first language's.
    pub titles: Vec<String>,
    /// 实施日期 and the next review, ISO. Standards only.
    pub dates: [Option<String>; 2],
    /// What to show below its title.
    pub excerpt: String,
    /// The digits of a standard's number that name it: `22239`.
    pub serial: String,
    /// What stands before them, letters and digits only: `gbt`, `db43t`.
    pub code: String,
    /// What it is classified by, each found as a whole: `35.040`, `l80`.
    pub codes: Vec<String>,
    /// Its texts.
    pub texts: Vec<(SearchField, Cow<'a, str>)>,
}

impl SearchDocument<'_> {
    /// Its line in the table of documents: number, address, titles by language, dates, excerpt, with tabs between.
    ///
    /// The address of most standards follows from their numbers, and is then left out.
    #[must_use]
    pub fn row(&self) -> String {
        let href = if self.href == follows(&self.number) { "" } else { &self.href };
        let mut cells = vec![self.number.as_str(), href];
        cells.extend(self.titles.iter().map(String::as_str));
        cells.extend(self.dates.iter().map(|date| date.as_deref().unwrap_or_default()));
        cells.push(&self.excerpt);
        let line = cells.iter().map(|cell| one_line(cell)).collect::<Vec<_>>().join("\t");
        line.trim_end_matches('\t').to_owned()
    }
}

/// The address that a standard of this number has: `GB/T 22239—2019` is `standards/gb-t-22239-2019.html`.
fn follows(number: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let parts: Vec<String> =
        number.split(|c| !plain(c)).filter(|p| !p.is_empty()).map(str::to_ascii_lowercase).collect();
    format!("standards/{}.html", parts.join("-"))
}

/// A text without the characters that part cells and lines.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) { text.replace(char::is_control, " ").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::{SearchDocument, follows};

    #[test]
    fn a_row_says_no_more_than_it_must() {
        let mut document = SearchDocument {
            mark: 'c',
            number: "GB/T 22239—2019".to_owned(),
            href: "standards/gb-t-22239-2019.html".to_owned(),
            titles: vec!["网络\t安全".to_owned(), String::new()],
            dates: [Some("2019-12-01".to_owned()), None],
            excerpt: String::new(),
            serial: "22239".to_owned(),
            code: "gbt".to_owned(),
            codes: Vec::new(),
            texts: Vec::new(),
        };
        assert_eq!(document.row(), "GB/T 22239—2019\t\t网络 安全\t\t2019-12-01");
        document.href = "standards/own.html".to_owned();
        assert_eq!(document.row(), "GB/T 22239—2019\tstandards/own.html\t网络 安全\t\t2019-12-01");
        assert_eq!(follows("DB43/T 1234.1—2017"), "standards/db43-t-1234.1-2017.html");
    }
}
