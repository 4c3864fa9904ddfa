//! `standards/taxonomy.toml` → the classes; `policies/evidence.toml` → the kinds of evidence.

use crate::model::{Class, ClassGroup, EvidenceKind, FileId, Span, Stage, Topic};
use crate::references::ReferentKind;
use crate::vocabulary::Vocabulary;

use super::table::TableReader;
use super::{Diagnostics, ids, toml_text};

/// Reads the classes of the standards system.
pub fn taxonomy(file: FileId, text: &str, diagnostics: &Diagnostics) -> Vec<Class> {
    let (toml, offset) = toml_text::whole(text);
    let parsed = toml_text::parse(toml, offset, diagnostics);
    let mut top = TableReader::top(parsed.get_ref(), Span { start: offset, end: offset }, offset, diagnostics);
    let mut classes: Vec<Class> = top.tables("class").into_iter().map(|table| class(file, table)).collect();
    top.finish();
    ids::unique(classes.iter_mut().map(|class| &mut class.id), diagnostics);
    ids::unique(classes.iter_mut().flat_map(|class| &mut class.topics).map(|topic| &mut topic.id), diagnostics);
    classes
}

fn class(file: FileId, mut table: TableReader<'_>) -> Class {
    table.require(&["id", "title", "group"]);
    let class = Class {
        file,
        id: table.id("id"),
        title: table.string("title"),
        title_en: table.string("title_en"),
        group: table.word("group", ClassGroup::WORDS),
        clause: table.name("clause", ReferentKind::Clause),
        topics: table.tables("topic").into_iter().map(topic).collect(),
        span: table.span(),
    };
    table.finish();
    class
}

fn topic(mut table: TableReader<'_>) -> Topic {
    table.require(&["id", "title"]);
    let topic = Topic {
        id: table.id("id"),
        title: table.string("title"),
        title_en: table.string("title_en"),
        span: table.span(),
    };
    table.finish();
    topic
}

/// Reads the kinds of evidence.
pub fn evidence_kinds(file: FileId, text: &str, diagnostics: &Diagnostics) -> Vec<EvidenceKind> {
    let (toml, offset) = toml_text::whole(text);
    let parsed = toml_text::parse(toml, offset, diagnostics);
    let mut top = TableReader::top(parsed.get_ref(), Span { start: offset, end: offset }, offset, diagnostics);
    let kind = |mut table: TableReader<'_>| {
        table.require(&["id", "title"]);
        let kind = EvidenceKind {
            file,
            id: table.id("id"),
            title: table.string("title"),
            title_en: table.string("title_en"),
            issuer: table.string("issuer"),
            issuers: table.names("issuers", ReferentKind::Issuer),
            before: table.word("before", Stage::WORDS),
            after: table.word("after", Stage::WORDS),
            at_least: table.duration("at_least"),
            result: table.flag("result"),
            derived: table.flag("derived"),
            of_agency: table.word("of", &[("agency", true), ("project", false)]).is_some_and(|of| of.value),
            about: table.string("about"),
            span: table.span(),
        };
        table.finish();
        kind
    };
    let mut kinds: Vec<EvidenceKind> = top.tables("evidence").into_iter().map(kind).collect();
    top.finish();
    ids::unique(kinds.iter_mut().map(|kind| &mut kind.id), diagnostics);
    kinds
}
