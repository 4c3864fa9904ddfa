//! `projects/*.toml` → a project.

use crate::model::{Conformance, Evidence, FileId, Met, Order, Project, Span, Waiver};
use crate::source::stem;

use super::policy::STAGES;
use super::table::Table;
use super::{Faults, toml_text};

const MET: [(&str, Met); 4] =
    [("planned", Met::Planned), ("partial", Met::Partial), ("met", Met::Met), ("not-applicable", Met::NotApplicable)];

/// Reads a project's record.
pub fn project(path: &str, file: FileId, text: &str, faults: &Faults) -> Project {
    let (toml, offset) = toml_text::whole(text);
    let parsed = toml_text::parse(toml, offset, faults);
    let mut top = Table::top(parsed.get_ref(), Span { start: offset, end: offset }, offset, faults);
    top.require(&["name", "agency", "jurisdiction", "stage"]);
    let project = Project {
        file,
        id: stem(path).to_owned(),
        name: top.string("name"),
        name_en: top.string("name_en"),
        agency: top.string("agency"),
        jurisdiction: top.string("jurisdiction"),
        stage: top.word("stage", &STAGES),
        approved: top.day("approved"),
        investment: top.amount("investment"),
        major: top.flag("major"),
        classified: top.flag("classified"),
        traits: top.strings("traits"),
        mlps_level: top.integer("mlps_level", 1..=5),
        sample: top.flag("sample"),
        conformance: top.tables("conformance").into_iter().map(conformance).collect(),
        evidence: top.tables("evidence").into_iter().map(evidence).collect(),
        waivers: top.tables("waiver").into_iter().map(waiver).collect(),
        orders: top.tables("order").into_iter().map(order).collect(),
    };
    top.finish();
    project
}

fn conformance(mut table: Table<'_>) -> Conformance {
    table.require(&["standard", "status"]);
    let conformance = Conformance {
        standard: table.cited("standard"),
        status: table.word("status", &MET),
        reason: table.string("reason"),
        evidence: table.string("evidence"),
        span: table.span(),
    };
    table.require_when("status", "not-applicable", &["reason"]);
    table.finish();
    conformance
}

fn evidence(mut table: Table<'_>) -> Evidence {
    table.require(&["kind"]);
    let evidence = Evidence {
        kind: table.string("kind"),
        reference: table.string("ref"),
        issued: table.day("issued"),
        expires: table.day("expires"),
        span: table.span(),
    };
    table.finish();
    evidence
}

fn waiver(mut table: Table<'_>) -> Waiver {
    table.require(&["reason", "approved_by", "approved", "until"]);
    let waiver = Waiver {
        standard: table.cited("standard"),
        clause: table.string("clause"),
        reason: table.string("reason"),
        approved_by: table.string("approved_by"),
        approved: table.day("approved"),
        until: table.day("until"),
        span: table.span(),
    };
    table.require_one_of(&["standard", "clause"]);
    table.finish();
    waiver
}

fn order(mut table: Table<'_>) -> Order {
    table.require(&["issued", "deadline", "about"]);
    let order = Order {
        issued: table.day("issued"),
        deadline: table.day("deadline"),
        about: table.string("about"),
        closed: table.day("closed"),
        span: table.span(),
    };
    table.finish();
    order
}
