//! The standards system (标准体系): classes and the topics each must cover (DESIGN 3.3); the kinds of evidence.

use crate::day::Duration;
use crate::vocabulary;

use super::field::{Actor::Authority, FILE, all};
use super::kind::{Files, Presentation, RecordKind, SchemaOf};
use super::{FileId, Span, Spanned, Stage};
use crate::message::StaticMessage;

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
    pub group: Option<Spanned<ClassGroup>>,
    /// The clause that names it, as `policy#clause`.
    pub clause: Option<Spanned<String>>,
    /// The topics it must cover, in the file's order.
    pub topics: Vec<Topic>,
    /// The whole table.
    pub span: Span,
}

vocabulary! {
    /// The three subsystems of Article 12.
    pub enum ClassGroup {
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

/// `standards/taxonomy.toml`: what is declared of it, and of each of its keys.
pub(super) const TAXONOMY: RecordKind = RecordKind {
    id: "taxonomy",
    name: StaticMessage { zh: "标准体系", en: "standards system" },
    counted: ("标准体系", "份"),
    plural: StaticMessage { zh: "标准体系", en: "The standards system" },
    files: Files::One("standards/taxonomy.toml"),
    identity: &[],
    schemas: &[SchemaOf {
        name: "taxonomy",
        path: "standards/taxonomy.toml",
        files: "standards/taxonomy.toml",
        about: "`standards/taxonomy.toml`",
    }],
    ending: None,
    sheet: Presentation::Written,
    pages: Presentation::Written,
    fields: &[
        all(FILE, Authority),
        all("class", Authority).called("标准体系的分类", "a class of the standards system"),
        all("class.id", Authority),
        all("class.title", Authority),
        all("class.title_en", Authority),
        all("class.group", Authority).called("所属体系", "the subsystem"),
        all("class.clause", Authority),
        all("class.topic", Authority).called("主题", "a topic that the class must cover"),
        all("class.topic.id", Authority),
        all("class.topic.title", Authority),
        all("class.topic.title_en", Authority),
    ],
};

/// `policies/evidence.toml`: what is declared of it, and of each of its keys.
pub(super) const EVIDENCE: RecordKind = RecordKind {
    id: "evidence",
    name: StaticMessage { zh: "证明材料种类", en: "kinds of evidence" },
    counted: ("证明材料种类", "份"),
    plural: StaticMessage { zh: "证明材料的种类", en: "Kinds of evidence" },
    files: Files::One("policies/evidence.toml"),
    identity: &[],
    schemas: &[SchemaOf {
        name: "evidence",
        path: "policies/evidence.toml",
        files: "policies/evidence.toml",
        about: "`policies/evidence.toml`",
    }],
    ending: None,
    sheet: Presentation::Written,
    pages: Presentation::Written,
    fields: &[all(FILE, Authority), all("evidence", Authority), all("evidence.**", Authority)],
};
