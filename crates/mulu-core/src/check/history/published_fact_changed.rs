//! `published-fact-changed`: a number, a title, a date or a clause that was changed without a correction.

use crate::check::base::{file_of, place_of};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Kind;
use crate::number::Number;
use crate::rights::{FieldChange, FileChange, Op, RecordField, VersionContent, published};

/// The rule.
pub static RULE: Rule = Rule {
    id: "published-fact-changed",
    group: RuleGroup::History,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "改动了已公布的编号、名称、日期或条文，没有勘误",
        en: "a number, a title, a date or a clause that was changed without a correction",
    },
    document: include_str!("published_fact_changed.md"),
    run: Run::Registry(check),
};

/// The longest fact that a message quotes, in characters.
const QUOTED: usize = 60;

/// A fact that was not known may be filled in. One that was published changes with an erratum that says what it was.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base else { return };
    for changed in base.changed.iter().filter(|changed| changed.old.is_some() && changed.new.is_some()) {
        let Some(kind) = changed.kind else { continue };
        let facts = changed.fields.iter().filter(|change| published(kind, &change.field.key) && change.op() != Op::Set);
        for change in facts.filter(|change| {
            is_fixed(changed, change) && !is_corrected(changed, change) && !is_renumbered(changed, change)
        }) {
            report(cx, findings, changed, change);
        }
    }
}

/// Whether a fact was out: a number always is, the rest with the day of issue. What is being drafted may be called anything, and
/// what was only proposed for the catalogue was not listed.
fn is_fixed(changed: &FileChange, change: &FieldChange) -> bool {
    match change.field.key.as_str() {
        "number" | "issued" => true,
        "catalogue.listed" => changed.said("catalogue.status").is_some_and(|status| status != "proposed"),
        _ => changed.said("issued").is_some(),
    }
}

fn report(cx: &CheckContext<'_>, findings: &mut Findings<'_>, changed: &FileChange, change: &FieldChange) {
    let file = file_of(cx.registry, changed);
    let name = name_of(changed);
    let key = erratum_key(&change.field);
    let said = |said: &crate::rights::NormalisedValue| {
        let text: String = said.value.chars().take(QUOTED).collect();
        if text.len() < said.value.len() { text + "…" } else { text }
    };
    let was = change.old.as_ref().map(said).unwrap_or_default();
    let message = match change.new.as_ref().map(said) {
        Some(now) => message!("{name} 的 {key} 由 {was} 改为 {now}", "`{key}` of {name} was {was} and is now {now}"),
        None => message!("{name} 的 {key}（{was}）被删去", "`{key}` of {name}, {was}, was removed"),
    };
    let finding = findings.report(
        file,
        match &change.new {
            Some(_) => place_of(cx.registry, file, change),
            None => naming(cx, file, changed),
        },
        message,
        message!(
            "已公布的事实不改。原来写错的，加 [[erratum]]：date、key = \"{key}\"、was = \"{was}\"、reason（mulu correct）",
            "what was published stays; where it was wrong, add [[erratum]] with date, key = \"{key}\", was = \"{was}\" and reason, as mulu correct does"
        ),
    );
    finding.about("key", key);
}

/// Where a record says what it is called, for a fact that is gone.
fn naming(cx: &CheckContext<'_>, file: crate::model::FileId, changed: &FileChange) -> crate::model::Span {
    let Some((_, VersionContent::Fields(fields))) = &changed.new else { return crate::model::Span::default() };
    let field = |key: &str| fields.get(&RecordField { key: key.to_owned(), entry: String::new() });
    let span = field("number").or_else(|| field("title")).map(|said| said.span).unwrap_or_default();
    if span.end as usize <= cx.registry.text(file).len() { span } else { crate::model::Span::default() }
}

/// What a record is called: its number, else its title.
fn name_of(changed: &FileChange) -> String {
    let says = |key: &str| changed.says(key).or_else(|| changed.said(key));
    says("number").or_else(|| says("title")).unwrap_or_else(|| changed.id()).to_owned()
}

/// How an erratum names a fact: `issued`, `listed`, `clause.40.text`.
fn erratum_key(field: &RecordField) -> String {
    let last = field.key.rsplit('.').next().unwrap_or_default();
    match field.key.as_str() {
        "clause.text" | "clause.sanction" => format!("clause.{}.{last}", field.entry.trim_start_matches('/')),
        _ => last.to_owned(),
    }
}

/// Whether the record has a new erratum that says what the fact was, and why that was wrong. One that stood there before speaks of
/// an earlier change.
fn is_corrected(changed: &FileChange, change: &FieldChange) -> bool {
    let Some((_, VersionContent::Fields(fields))) = &changed.new else { return false };
    let Some(was) = &change.old else { return true };
    let key = erratum_key(&change.field);
    let says = |entry: &str, part: &str| {
        let field = RecordField { key: format!("erratum.{part}"), entry: entry.to_owned() };
        fields.get(&field).map(|said| said.value.as_str())
    };
    let new = changed.fields.iter().filter(|change| change.field.key == "erratum" && change.op() == Op::Set);
    new.map(|erratum| erratum.field.entry.as_str()).any(|entry| {
        let meant = says(entry, "was").is_some_and(|text| same(changed.kind, &key, text, &was.value));
        says(entry, "key") == Some(key.as_str())
            && meant
            && says(entry, "reason").is_some()
            && says(entry, "date").is_some()
    })
}

/// Whether a number that changed is kept as one that the standard had: it was given another, and nothing was wrong.
fn is_renumbered(changed: &FileChange, change: &FieldChange) -> bool {
    let Some((_, VersionContent::Fields(fields))) = changed.new.as_ref().filter(|_| change.field.key == "number")
    else {
        return false;
    };
    let new = changed.fields.iter().filter(|change| change.field.key == "former_numbers" && change.op() == Op::Set);
    let was = change.old.as_ref();
    new.map(|former| RecordField { key: "former_numbers.number".to_owned(), entry: former.field.entry.clone() })
        .any(|field| fields.get(&field).zip(was).is_some_and(|(said, was)| said.value == was.value))
}

/// Whether an erratum means what a fact was: a number in any of its spellings, a text with any blanks around it.
fn same(kind: Option<Kind>, key: &str, text: &str, was: &str) -> bool {
    let number = |text: &str| Number::parse(text).canonical().to_owned();
    text.trim() == was.trim() || (key == "number" && kind == Some(Kind::Standard) && number(text) == number(was))
}
