//! Pieces that several pages share.

use serde::Serialize;

pub use crate::code::Code;

/// Text in whatever language the record has it.
#[derive(Clone, Debug, Serialize)]
pub struct RecordText {
    pub text: String,
    /// Set only when it differs from the page's language: becomes the `lang` attribute.
    pub lang: Option<String>,
}

/// A link to another page of the site, in the page's language.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// From the language's root: `agencies/data-office.html`. May end in a fragment.
    pub href: String,
    pub text: String,
    /// As in [`RecordText::lang`].
    pub lang: Option<String>,
}

/// One standard, mentioned.
#[derive(Clone, Debug, Serialize)]
pub struct StandardRef {
    /// Printed form, with the em dash: `GB/T 22239—2019`.
    pub number: String,
    /// Absent when the registry has no record of it.
    pub title: Option<String>,
    pub title_lang: Option<String>,
    /// Absent when the registry has no record of it.
    pub href: Option<String>,
    /// `draft`, `upcoming`, `current`, `replaced`, `withdrawn`; absent when unknown.
    pub status: Option<Code>,
}

/// A clause of a policy, mentioned: 《…》第四十条.
#[derive(Clone, Debug, Serialize)]
pub struct ClauseLink {
    /// `policies/changsha-cloud-2018.html#art-40`.
    pub href: String,
    /// The policy's title, without 《》.
    pub policy: String,
    pub policy_lang: Option<String>,
    /// `第四十条` or `Article 40`, worded in Rust with the message `article`.
    pub article: String,
}

/// One row of a table of standards (标准明细表).
#[derive(Clone, Debug, Serialize)]
pub struct StandardRow {
    pub number: String,
    pub href: String,
    pub title: String,
    pub title_lang: Option<String>,
    /// `national`, `industry`, `local`, `municipal`, `group`, `international`.
    pub level: Code,
    pub classes: Vec<Link>,
    /// ISO date, or absent.
    pub effective: Option<String>,
    pub status: Code,
    /// `mandatory`, `recommended`, `guidance`, or `none` where it is not listed.
    pub binding: Code,
    /// `scheduled`, `due_soon`, `overdue`, or `none` where there is no duty.
    pub review: Code,
    /// Next review, ISO date.
    pub due: Option<String>,
}

/// A number with a word: the figures at the head of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// Worded by `t["figure_" ~ code]`.
    pub code: Code,
    pub n: u32,
    /// Where the number is explained; absent when nowhere.
    pub href: Option<String>,
    /// `plain`, `ok`, `warn` or `bad`: how it is coloured and signed.
    pub tone: Code,
}

/// What `mulu check` found.
#[derive(Clone, Debug, Serialize)]
pub struct FindingView {
    pub rule: String,
    /// `rules/review-overdue.html`.
    pub rule_href: String,
    /// `deny`, `warn`, `note`.
    pub level: Code,
    pub message: String,
    pub message_lang: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// The record it stands in; absent on that record's own page.
    pub record: Option<Link>,
    /// From the registry's root, e.g. `standards/national/gb-t-22239-2019.md`.
    pub file: String,
    pub line: u32,
}

/// Where a fact was read.
#[derive(Clone, Debug, Serialize)]
pub struct SourceLink {
    /// What to print: the title if it has one, else the URL's host and path.
    pub text: String,
    /// Only `http:` and `https:`; anything else is left as text.
    pub url: Option<String>,
    /// ISO date.
    pub checked: Option<String>,
}

/// The jurisdiction of a record.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceLink {
    /// GB/T 2260.
    pub code: String,
    pub name: String,
    pub name_lang: Option<String>,
}

/// Where the record lives, for the foot of its page.
#[derive(Clone, Debug, Serialize)]
pub struct RecordFile {
    /// From the registry's root.
    pub file: String,
    /// `api/v1/standards/gb-t-22239-2019.json`, from the site's root; absent until it is written.
    pub json_file: Option<String>,
    pub edit_url: Option<String>,
    pub history_url: Option<String>,
    /// What happened to it, from git, newest first.
    pub history: Vec<super::changes::ChangeEntry>,
    /// How many entries more the history has.
    pub history_more: u32,
}

/// What a page shows of a list: all of it, or one sheet.
#[derive(Clone, Debug, Serialize)]
pub struct Long<T> {
    pub rows: Vec<T>,
    /// How many there are on all sheets.
    pub total: u32,
    pub pager: Option<Pager>,
}

impl<T> Default for Long<T> {
    fn default() -> Self {
        Long { rows: Vec::new(), total: 0, pager: None }
    }
}

/// Links to the other parts of a long list.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub number: u32,
    pub of: u32,
}
