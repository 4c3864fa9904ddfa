//! The standards system (标准体系): classes and the topics each must cover (DESIGN 3.3); the kinds of evidence.

use crate::day::Duration;
use crate::vocabulary;

use super::{FileId, Span, Spanned, Stage};

/// A class of the standards system (Art. 12).
#[derive(Clone, Debug)]
pub struct Class {
    /// The file that defines it.
    pub file: FileId,
    /// Its id, such as `general.security`.
    pub id: Option<Spanned<String>>,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// Its English title.
    pub title_en: Option<Spanned<String>>,
    /// The subsystem it belongs to.
    pub group: Option<Spanned<Group>>,
    /// The clause that names it, as `policy#clause`.
    pub clause: Option<Spanned<String>>,
    /// The topics it must cover, in the file's order.
    pub topics: Vec<Topic>,
    /// The whole table.
    pub span: Span,
}

vocabulary! {
    /// The three subsystems of Article 12.
    pub enum Group {
        /// 电子政务标准规范体系.
        General = "general", "电子政务标准规范体系", "general";
        /// “互联网+政务服务”地方专题标准.
        Service = "service", "“互联网+政务服务”地方专题标准", "service";
        /// “政务云”平台地方专题标准.
        Cloud = "cloud", "“政务云”平台地方专题标准", "cloud";
    }
}

/// A topic that a class must cover (Art. 4).
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its id, unique in the taxonomy.
    pub id: Option<Spanned<String>>,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// Its English title.
    pub title_en: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

/// A kind of evidence that clauses ask for (`policies/evidence.toml`).
#[derive(Clone, Debug)]
pub struct EvidenceKind {
    /// The file that defines it.
    pub file: FileId,
    /// Its id, such as `mlps-filing`.
    pub id: Option<Spanned<String>>,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// Its English title.
    pub title_en: Option<Spanned<String>>,
    /// Who gives it, in words.
    pub issuer: Option<Spanned<String>>,
    /// Who may give it: agency ids or names, as papers write them; empty: anybody.
    pub issuers: Vec<Spanned<String>>,
    /// It must be there before this gate is passed.
    pub before: Option<Spanned<Stage>>,
    /// It is made only when this gate has been passed.
    pub after: Option<Spanned<Stage>>,
    /// How long the span that it covers must be.
    pub at_least: Option<Spanned<Duration>>,
    /// Whether the paper says passed or failed.
    pub result: bool,
    /// Whether it is answered from resource records instead of a paper.
    pub derived: bool,
    /// Whether it is a fact about the agency, which answers for all its projects.
    pub of_agency: bool,
    /// What it shows, in a sentence.
    pub about: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}
