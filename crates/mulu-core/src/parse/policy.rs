//! `policies/*.md` → a policy.

use crate::model::{Clause, FileId, Policy, Stage, Subject};
use crate::source::stem;

use super::standard::{errata, sources};
use super::table::Table;
use super::{Faults, front_matter, ids, markdown, toml_text};

const SUBJECTS: [(&str, Subject); 5] = [
    ("project", Subject::Project),
    ("agency", Subject::Agency),
    ("standard", Subject::Standard),
    ("resource", Subject::Resource),
    ("procedure", Subject::Procedure),
];

/// The stages by the words that files use.
pub const STAGES: [(&str, Stage); 6] = [
    ("planning", Stage::Planning),
    ("approval", Stage::Approval),
    ("construction", Stage::Construction),
    ("acceptance", Stage::Acceptance),
    ("operation", Stage::Operation),
    ("retired", Stage::Retired),
];

/// Reads a policy's record.
pub fn policy(path: &str, file: FileId, text: &str, faults: &Faults) -> Option<Policy> {
    let parts = front_matter::split(text, faults)?;
    let parsed = toml_text::parse(parts.toml.of(text), parts.toml.start, faults);
    let mut top = Table::top(parsed.get_ref(), parts.fence, parts.toml.start, faults);
    let body = parts.body.of(text);
    markdown::broken_emphasis(body, parts.body.start, faults);

    top.require(&["title", "jurisdiction", "issued", "effective"]);
    let mut policy = Policy {
        file,
        id: stem(path).to_owned(),
        title: top.string("title"),
        title_en: top.string("title_en"),
        number: top.string("number"),
        issuer: top.string("issuer"),
        jurisdiction: top.string("jurisdiction"),
        issued: top.day("issued"),
        effective: top.day("effective"),
        expires: top.day("expires"),
        repealed: top.day("repealed"),
        sources: sources(&mut top),
        sample: top.flag("sample"),
        clauses: top.tables("clause").into_iter().map(clause).collect(),
        errata: errata(&mut top),
        body: front_matter::trimmed(parts.body, body),
    };
    top.finish();
    ids::unique(policy.clauses.iter_mut().map(|clause| &mut clause.id), faults);
    Some(policy)
}

fn clause(mut table: Table<'_>) -> Clause {
    table.require(&["id", "text", "subject"]);
    let clause = Clause {
        id: table.id("id"),
        text: table.string("text"),
        subject: table.word("subject", &SUBJECTS),
        when: table.condition("when"),
        gate: table.word("gate", &STAGES),
        mandates: table.cited_list("mandates"),
        requires: table.strings("requires"),
        enforced_by: table.strings("enforced_by"),
        span: table.span(),
    };
    table.finish();
    clause
}
