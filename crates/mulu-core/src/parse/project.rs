//! `projects/*.toml` → a project.

use crate::model::{
    Conformance, ConformanceStatus, Evidence, FileId, Order, Outcome, Project, Risk, Span, Stage, Waiver,
};
use crate::references::ReferentKind;
use crate::source::stem;
use crate::vocabulary::Vocabulary;

use super::table::TableReader;
use super::{Diagnostics, toml_text};

/// Reads a project's record.
pub fn project(path: &str, file: FileId, text: &str, diagnostics: &Diagnostics) -> Project {
    let (toml, offset) = toml_text::whole(text);
    let parsed = toml_text::parse(toml, offset, diagnostics);
    let top = TableReader::top(parsed.get_ref(), Span { start: offset, end: offset }, offset, diagnostics);
    top.require(&["name", "agency", "stage"]);
    Project { file, id: stem(path).to_owned(), ..in_place(top) }
}

/// Reads a project that a clause's example gives in place: a record of its own has a file and an id besides.
pub fn in_place(mut top: TableReader<'_>) -> Project {
    let project = Project {
        file: FileId(u32::MAX),
        id: String::new(),
        name: top.string("name"),
        name_en: top.string("name_en"),
        agency: top.name("agency", ReferentKind::Agency),
        jurisdiction: top.name("jurisdiction", ReferentKind::Region),
        stage: top.word("stage", Stage::WORDS),
        approved: top.day("approved"),
        started: top.day("started"),
        accepted: top.day("accepted"),
        operating: top.day("operating"),
        investment: top.amount("investment"),
        major: top.flag("major"),
        classified: top.flag("classified"),
        traits: top.names("traits", ReferentKind::Trait),
        mlps_level: top.integer("mlps_level", 1..=5),
        sample: top.flag("sample"),
        formerly: top.strings("formerly"),
        conformance: top.tables("conformance").into_iter().map(conformance).collect(),
        evidence: top.tables("evidence").into_iter().map(evidence).collect(),
        waivers: top.tables("waiver").into_iter().map(waiver).collect(),
        orders: top.tables("order").into_iter().map(order).collect(),
    };
    top.finish();
    project
}

fn conformance(mut table: TableReader<'_>) -> Conformance {
    table.require(&["status"]);
    let conformance = Conformance {
        standard: table.cited("standard"),
        clause: table.name("clause", ReferentKind::Clause),
        status: table.word("status", ConformanceStatus::WORDS),
        reason: table.string("reason"),
        evidence: table.string("evidence"),
        span: table.span(),
    };
    table.require_one_of(&["standard", "clause"]);
    table.require_when("status", "not-applicable", &["reason"]);
    table.finish();
    conformance
}

/// Reads a paper, of a project or of an agency.
pub fn evidence(mut table: TableReader<'_>) -> Evidence {
    table.require(&["kind"]);
    let evidence = Evidence {
        kind: table.name("kind", ReferentKind::EvidenceKind),
        reference: table.string("ref"),
        issued: table.day("issued"),
        expires: table.day("expires"),
        by: table.name("by", ReferentKind::Issuer),
        result: table.word("result", Outcome::WORDS),
        from: table.day("from"),
        to: table.day("to"),
        span: table.span(),
    };
    table.finish();
    evidence
}

fn waiver(mut table: TableReader<'_>) -> Waiver {
    table.require(&["reason", "approved_by", "approved", "until"]);
    let waiver = Waiver {
        standard: table.cited("standard"),
        clause: table.name("clause", ReferentKind::Clause),
        reason: table.string("reason"),
        approved_by: table.name("approved_by", ReferentKind::Agency),
        approved: table.day("approved"),
        until: table.day("until"),
        span: table.span(),
    };
    table.require_one_of(&["standard", "clause"]);
    table.finish();
    waiver
}

/// Reads an order to correct, of a project or of an agency.
pub fn order(mut table: TableReader<'_>) -> Order {
    table.require(&["issued", "deadline", "about"]);
    let order = Order {
        issued: table.day("issued"),
        deadline: table.day("deadline"),
        about: table.string("about"),
        clause: table.name("clause", ReferentKind::Clause),
        by: table.name("by", ReferentKind::Agency),
        risk: table.word("risk", Risk::WORDS),
        closed: table.day("closed"),
        span: table.span(),
    };
    table.finish();
    order
}
