//! `policies/*.md` → a policy.

use crate::model::{Assessed, Clause, FileId, Policy, PolicyScope, Spanned, Stage, Subject, Withheld};
use crate::references::ReferentKind;
use crate::source::stem;
use crate::vocabulary::Vocabulary;

use super::clause_parts::{duty, example, step};
use super::shape::ValueType;
use super::standard::{errata, sources};
use super::table::TableReader;
use super::{Diagnostics, front_matter, ids, markdown, toml_text};

/// Reads a policy's record.
pub fn policy(path: &str, file: FileId, text: &str, diagnostics: &Diagnostics) -> Option<Policy> {
    let parts = front_matter::split(text, diagnostics)?;
    let parsed = toml_text::parse(parts.toml.of(text), parts.toml.start, diagnostics);
    let mut top = TableReader::top(parsed.get_ref(), parts.fence, parts.toml.start, diagnostics);
    let body = parts.body.of(text);
    markdown::broken_emphasis(body, parts.body.start, diagnostics);

    top.require(&["title", "jurisdiction", "issued", "effective"]);
    let mut policy = Policy {
        file,
        id: stem(path).to_owned(),
        title: top.string("title"),
        title_en: top.string("title_en"),
        number: top.string("number"),
        issuer: top.string("issuer"),
        jurisdiction: top.name("jurisdiction", ReferentKind::Region),
        reach: top.word("reach", PolicyScope::WORDS),
        when: top.condition("when"),
        organs: organs(&mut top),
        issued: top.day("issued"),
        effective: top.day("effective"),
        expires: top.day("expires"),
        repealed: top.day("repealed"),
        sources: sources(&mut top),
        sample: top.flag("sample"),
        formerly: top.strings("formerly"),
        clauses: top.tables("clause").into_iter().map(clause).collect(),
        errata: errata(&mut top),
        body: front_matter::trimmed(parts.body, body),
    };
    top.finish();
    ids::unique(policy.clauses.iter_mut().map(|clause| &mut clause.id), diagnostics);
    Some(policy)
}

/// `[organs]`: the words are the measure's own.
fn organs(top: &mut TableReader<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let entries = top.free_keys("organs", ValueType::Name(ReferentKind::Agency));
    entries
        .into_iter()
        .filter_map(|(organ, value, _)| Some((organ.clone(), top.free_text(&organ.value, value)?)))
        .collect()
}

fn clause(mut table: TableReader<'_>) -> Clause {
    table.require(&["id", "text", "subject"]);
    let mut clause = Clause {
        id: table.id("id"),
        text: table.string("text"),
        subject: table.word("subject", Subject::WORDS),
        reach: table.word("reach", PolicyScope::WORDS),
        when: table.condition("when"),
        gate: table.word("gate", Stage::WORDS),
        mandates: table.cited_list("mandates"),
        mandates_where: table.condition("mandates_where"),
        requires: table.names("requires", ReferentKind::EvidenceKind),
        reading: table.string("reading"),
        waivable: table.choice("waivable"),
        approved_by: table.name("approved_by", ReferentKind::Organ),
        lasting: table.choice("lasting"),
        sanction: table.string("sanction"),
        withholds: table.words("withholds", Withheld::WORDS),
        reaches_back: table.flag("reaches_back"),
        assesses: table.words("assesses", Assessed::WORDS),
        enforced_by: table.names("enforced_by", ReferentKind::Rule),
        steps: table.tables("step").into_iter().map(step).collect(),
        duties: table.tables("duty").into_iter().map(duty).collect(),
        examples: table.tables("example").into_iter().map(example).collect(),
        span: table.span(),
    };
    ids::unique(clause.steps.iter_mut().map(|step| &mut step.id), table.diagnostics());
    ids::unique(clause.duties.iter_mut().map(|duty| &mut duty.id), table.diagnostics());
    table.finish();
    clause
}
