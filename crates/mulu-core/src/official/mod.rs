//! The documents that an office signs (公文): the review opinion, the notice to correct, the announcement of an edition, the assessment
//! of an agency. Each is a list of parts, from which text, Word documents and pages of the site are made.
//!
//! They say what the registry and the clauses in force give, and leave blank what only the office knows: the document's number, the
//! seal, and the day where no record has it. Where no clause in force gives an authority or a sanction, none is named.

mod announcement;
mod assessment;
mod opinion;
mod rectification;
#[cfg(test)]
mod tests;
mod wording;

use std::fmt::Write as _;

use crate::message;
use crate::message::{Lang, Message};

pub use announcement::EditionAnnouncement;
pub use assessment::{assessment, period};
pub use opinion::{conclusion, opinion, opinion_beginning, opinion_rest};
pub use rectification::{Orderable, UnmetDemand, breach, notice};
pub use wording::{article, han_number};

/// What a paragraph of an official document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What it is called.
    Title,
    /// The line for the document's number (文号).
    Number,
    /// To whom it goes (主送机关).
    Addressee,
    /// What it says in one paragraph.
    Lead,
    /// The heading of a section.
    Heading,
    /// One of several points.
    Item,
    /// What the reader must know beside it.
    Remark,
    /// Who signs, the seal, and the day.
    Signature,
}

/// A part of an official document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentBlock {
    /// A paragraph.
    Paragraph(Role, String),
    /// A table: the names of its columns, which may be none, and its rows.
    Table {
        /// The names of the columns; none where the first cell of each row names the second.
        head: Vec<String>,
        /// The rows, each of as many cells as there are columns.
        rows: Vec<Vec<String>>,
    },
}

/// A document as plain text: sections are set off by empty lines, the cells of a table by a stroke.
#[must_use]
pub fn text(parts: &[DocumentBlock]) -> String {
    let mut page = String::new();
    let mut before = None;
    for part in parts {
        match part {
            DocumentBlock::Paragraph(role, words) => {
                let is_set_off =
                    matches!(role, Role::Heading | Role::Lead) || (*role == Role::Signature && before != Some(*role));
                let _ = writeln!(page, "{}{words}", if is_set_off && !page.is_empty() { "\n" } else { "" });
                before = Some(*role);
            }
            DocumentBlock::Table { head, rows } => {
                for row in std::iter::once(head).filter(|head| !head.is_empty()).chain(rows) {
                    let _ = writeln!(page, "{}", row.join(" | "));
                }
                before = None;
            }
        }
    }
    page
}

/// A document in the making.
struct Draft {
    lang: Lang,
    parts: Vec<DocumentBlock>,
    headings: u32,
}

impl Draft {
    /// Begins with the title and the line for the number.
    fn titled(lang: Lang, title: &Message) -> Self {
        let mut draft = Draft::untitled(lang);
        draft.say(Role::Title, title);
        draft.say(Role::Number, &message!("文号：＿＿＿＿〔＿＿＿＿〕＿＿号", "Document number: ____________"));
        draft
    }

    /// What follows a title.
    fn untitled(lang: Lang) -> Self {
        Draft { lang, parts: Vec::new(), headings: 0 }
    }

    fn say(&mut self, role: Role, words: &Message) {
        self.parts.push(DocumentBlock::Paragraph(role, self.line(words)));
    }

    /// The heading of a section, numbered as documents of offices are: 一、二、三.
    fn heading(&mut self, words: &Message) {
        self.headings += 1;
        let ordinal = han_number(self.headings).unwrap_or_default();
        let (n, zh, en) = (self.headings, &words.zh, &words.en);
        self.say(Role::Heading, &message!("{ordinal}、{zh}", "{n}. {en}"));
    }

    /// Points, numbered where there are several.
    fn items(&mut self, items: &[Message]) {
        for (n, item) in (1..).zip(items) {
            let (zh, en) = (&item.zh, &item.en);
            let numbered = if items.len() == 1 { item.clone() } else { message!("{n}. {zh}", "{n}. {en}") };
            self.say(Role::Item, &numbered);
        }
    }

    fn table(&mut self, head: &[Message], rows: &[Vec<Message>]) {
        let line = |cells: &[Message]| cells.iter().map(|cell| self.line(cell)).collect();
        let (head, rows) = (line(head), rows.iter().map(|row| line(row)).collect());
        self.parts.push(DocumentBlock::Table { head, rows });
    }

    /// Who signs, where the seal goes, and the day; blanks for what is not known.
    fn signed(&mut self, office: &Message, day: Option<crate::day::Day>) {
        self.say(Role::Signature, office);
        self.say(Role::Signature, &message!("（印章）", "(seal)"));
        let blank = || message!("＿＿＿＿年＿＿月＿＿日", "Date: ____________");
        self.say(Role::Signature, &day.map_or_else(blank, wording::date));
    }

    fn line(&self, words: &Message) -> String {
        crate::report::line(words.get(self.lang))
    }
}
