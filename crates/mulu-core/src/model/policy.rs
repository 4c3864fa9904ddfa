//! A policy: a measure (办法) whose clauses bind projects and make standards binding (DESIGN 3.4).

use crate::day::Day;

use super::{Cited, Erratum, FileId, Source, Span, Spanned, Stage};

/// A measure of a government.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its file.
    pub file: FileId,
    /// Its id: the file's stem.
    pub id: String,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// Its English title.
    pub title_en: Option<Spanned<String>>,
    /// The document's number (发文字号).
    pub number: Option<Spanned<String>>,
    /// Who issued it.
    pub issuer: Option<Spanned<String>>,
    /// Where it binds: a GB/T 2260 code. It holds for every code below it.
    pub jurisdiction: Option<Spanned<String>>,
    /// When it was issued.
    pub issued: Option<Spanned<Day>>,
    /// From when it binds.
    pub effective: Option<Spanned<Day>>,
    /// The last day on which it binds (有效期届满之日).
    pub expires: Option<Spanned<Day>>,
    /// From when it no longer binds, repealed by another (废止).
    pub repealed: Option<Spanned<Day>>,
    /// Where its text was read.
    pub sources: Vec<Source>,
    /// Whether it is an example.
    pub sample: bool,
    /// Its clauses, in the file's order.
    pub clauses: Vec<Clause>,
    /// Its published facts that were corrected, in the file's order.
    pub errata: Vec<Erratum>,
    /// Where the prose below the front matter stands, Markdown, without the blanks around it.
    pub body: Span,
}

/// One clause of a policy.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The article's number, `40`, or an article and paragraph, `26-2`.
    pub id: Option<Spanned<String>>,
    /// The clause as issued.
    pub text: Option<Spanned<String>>,
    /// Whom or what it binds.
    pub subject: Option<Spanned<Subject>>,
    /// A CEL expression over the project: when it binds. Absent: always.
    pub when: Option<Spanned<String>>,
    /// The stage by which it must be met.
    pub gate: Option<Spanned<Stage>>,
    /// The standards it makes binding, as it cites them.
    pub mandates: Vec<Spanned<Cited>>,
    /// The kinds of evidence it asks for.
    pub requires: Vec<Spanned<String>>,
    /// The rules of `mulu check` that watch it.
    pub enforced_by: Vec<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

/// Whom or what a clause binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// IT projects.
    Project,
    /// Agencies.
    Agency,
    /// Standards and the catalogue.
    Standard,
    /// Information resources and their catalogues.
    Resource,
    /// How something is to be done.
    Procedure,
}

impl Subject {
    /// The word that files and JSON use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Subject::Project => "project",
            Subject::Agency => "agency",
            Subject::Standard => "standard",
            Subject::Resource => "resource",
            Subject::Procedure => "procedure",
        }
    }
}

/// Whether a policy binds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not in force yet.
    Pending,
    /// In force.
    InForce,
    /// Its term has ended.
    Expired,
    /// It was repealed.
    Repealed,
}

impl Standing {
    /// The word that JSON and URLs use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Standing::Pending => "pending",
            Standing::InForce => "in-force",
            Standing::Expired => "expired",
            Standing::Repealed => "repealed",
        }
    }
}

impl Policy {
    /// Whether it binds on the day. The day of expiry is its last day in force; the day of repeal is the first out of it.
    #[must_use]
    pub fn standing(&self, day: Day) -> Standing {
        let effective = self.effective.as_ref().or(self.issued.as_ref());
        if self.repealed.as_ref().is_some_and(|repealed| repealed.value <= day) {
            Standing::Repealed
        } else if self.expires.as_ref().is_some_and(|expires| expires.value < day) {
            Standing::Expired
        } else if effective.is_some_and(|effective| effective.value <= day) {
            Standing::InForce
        } else {
            Standing::Pending
        }
    }

    /// What to call it in a sentence: its title, else its id.
    #[must_use]
    pub fn name(&self) -> &str {
        self.title.as_ref().map_or(&self.id, |title| &title.value)
    }

    /// The clause with an id.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id.as_ref().is_some_and(|own| own.value == id))
    }
}
