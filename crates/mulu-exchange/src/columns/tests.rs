//! Every key that is read has a column, or there is a reason why not.

use std::collections::BTreeSet;

use mulu_core::parse::{TableShape, ValueType, describe};
use mulu_core::schema::schemas;

use super::{CellForm, SheetKind};

/// The sheets that the keys of a kind of record are in.
fn sheets(kind: &str) -> Vec<SheetKind> {
    match kind {
        "standard" => vec![SheetKind::Standards],
        "policy" => vec![SheetKind::Policies],
        "agency" => vec![SheetKind::Agencies, SheetKind::Adoptions],
        "project" => vec![SheetKind::Projects],
        "case" => vec![SheetKind::Cases],
        kind => super::derived::kinds().filter(|own| own.id() == kind).map(SheetKind::Records).collect(),
    }
}

/// Columns that are not called as the key is: the sheet has the keys of several tables side by side.
fn column(path: &str) -> Option<&str> {
    Some(match path {
        "standard.catalogue.status" => "catalogue_status",
        "policy.number" => "policy_number",
        "policy.clause.id" => "clause",
        _ if path.starts_with("standard.drafting.") => return None,
        _ => path.rsplit('.').next()?,
    })
}

/// Keys without a column, with the reason. A path stands for all below it.
const WITHOUT: [(&str, &str); 57] = [
    ("standard.formerly", "written when the record is renamed"),
    ("policy.formerly", "written when the record is renamed"),
    ("agency.formerly", "written when the record is renamed"),
    ("project.formerly", "written when the record is renamed"),
    ("resource.formerly", "written when the record is renamed"),
    ("case.formerly", "written when the record is renamed"),
    ("agency.sweep", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("agency.complaint", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("agency.done", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("case.title", "a row is a case, and its docket follows from its measure and year"),
    ("case.title_en", "a row is a case, and its docket follows from its measure and year"),
    ("case.sample", "a row is a case, and its docket follows from its measure and year"),
    ("standard.cycle_reason", "a reason in full sentences, which is argued in the record"),
    ("standard.mandatory_parts", "read with the text beside it"),
    ("standard.former_numbers", "written when the number changes, with the day"),
    ("standard.publisher", "of the printed text, read with it; platforms call the issuer so"),
    ("standard.place", "of the printed text, read with it"),
    ("standard.references", "read with the text beside it"),
    ("standard.text_url", "derived from the number where it is not given"),
    ("standard.catalogue.reason", "a reason in full sentences, which is argued in the record"),
    ("standard.review.proposed", "written into the record when it is done"),
    ("standard.erratum", "a correction is argued in the record"),
    ("policy.title_en", "a row is a clause, and has what tells its policy"),
    ("policy.reach", "a row is a clause, and has what tells its policy"),
    ("policy.organs", "a row is a clause, and has what tells its policy"),
    ("policy.repealed", "it shows in the standing"),
    ("policy.source", "a row is a clause, and has what tells its policy"),
    ("policy.sample", "a row is a clause, and has what tells its policy"),
    ("policy.erratum", "a correction is argued in the record"),
    ("policy.clause.reach", "how a clause binds is read with the text beside it"),
    ("policy.clause.mandates_where", "how a clause binds is read with the text beside it"),
    ("policy.clause.reading", "how a clause binds is read with the text beside it"),
    ("policy.clause.waivable", "how a clause binds is read with the text beside it"),
    ("policy.clause.lasting", "how a clause binds is read with the text beside it"),
    ("policy.clause.sanction", "how a clause binds is read with the text beside it"),
    ("policy.clause.withholds", "how a clause binds is read with the text beside it"),
    ("policy.clause.reaches_back", "how a clause binds is read with the text beside it"),
    ("policy.clause.step", "a table of its own, which the JSON has"),
    ("policy.clause.duty", "a table of its own, which the JSON has"),
    ("policy.clause.example", "only the check tries it"),
    ("resource.request", "its days have the names of the measure's steps, which no column has; the JSON has them"),
    ("policy.clause.assesses", "how a clause binds is read with the text beside it"),
    ("agency.until", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("agency.succeeded_by", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("agency.names", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("agency.people", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("agency.evidence", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("agency.order", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("agency.training", "the sheet of agencies tells who they are; what they did is in the JSON"),
    ("agency.maintainers", "addresses of persons, which are nobody else's business"),
    ("agency.signing_keys", "they let nobody in through a sheet"),
    ("project.started", "the days of gates are written when they are passed"),
    ("project.accepted", "the days of gates are written when they are passed"),
    ("project.operating", "the days of gates are written when they are passed"),
    ("project.conformance.clause", "what a project says of a clause is shown to the reviewer, in the record"),
    ("project.evidence", "what a paper says is written when it is filed; the sheet has what tells it"),
    ("project.order", "the sheet has what must be done, and by when"),
];

fn keys(shape: &TableShape, at: &str, found: &mut BTreeSet<String>) {
    for (key, value) in &shape.keys {
        let path = format!("{at}.{key}");
        match value {
            ValueType::Table(inner) | ValueType::Tables(inner) => keys(&inner.borrow(), &path, found),
            _ => drop(found.insert(path)),
        }
    }
}

fn has_column(path: &str) -> bool {
    let kind = path.split('.').next().unwrap_or_default();
    let step = path.strip_prefix("standard.drafting.").map(|step| format!("drafting_{step}"));
    let key = step.as_deref().or_else(|| column(path)).unwrap_or_default();
    let parts: Vec<&str> = path.split('.').collect();
    let columns = sheets(kind).into_iter().flat_map(super::SheetKind::columns);
    columns.into_iter().any(|column| match (column.form, parts.as_slice()) {
        (CellForm::Rows(fields), [_, list, field]) => column.key == *list && fields.contains(field),
        _ => column.key == key,
    })
}

#[test]
fn every_key_that_is_read_has_a_column_or_a_reason_why_not() {
    let mut read = BTreeSet::new();
    for (kind, schema) in schemas().filter(|(kind, _)| kind.is_many()) {
        keys(&describe(kind, schema.path), kind.id(), &mut read);
    }
    let is_excused = |path: &&String| {
        WITHOUT
            .iter()
            .any(|(without, _)| path.strip_prefix(without).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    };
    let missing: Vec<&String> = read.iter().filter(|path| !has_column(path) && !is_excused(path)).collect();
    assert!(missing.is_empty(), "keys without a column, and without a reason: {missing:#?}");
    let is_read = |without: &str| {
        read.iter().any(|path| path.strip_prefix(without).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    };
    let stale: Vec<&str> = WITHOUT.iter().map(|(without, _)| *without).filter(|without| !is_read(without)).collect();
    assert!(stale.is_empty(), "reasons for keys that are read no more: {stale:?}");
}
