//! The lists of agencies and projects: filings, declarations, waivers, orders.

use toml::Table;

use super::Change;
use super::compare::VersionComparison;
use super::version::{canonical, text};

/// What changed in an agency.
pub fn agency(found: &mut VersionComparison<'_>) {
    let (old, new) = (found.was.tables("adoption"), found.now.tables("adoption"));
    for filing in &new {
        let Some(standard) = standard(filing) else { continue };
        let before = old.iter().find(|other| self::standard(other).as_ref() == Some(&standard));
        let filed = text(filing, "filed");
        let was_filed = before.and_then(|before| text(before, "filed"));
        let status = text(filing, "status").unwrap_or_default();
        if filed.is_some() && was_filed.is_none() {
            found.changes.push(Change::Filed { standard, day: filed });
        } else if before.is_none_or(|before| text(before, "status").unwrap_or_default() != status) {
            found.changes.push(Change::Adopted { standard, status });
        } else if before.is_some_and(|before| before != filing) {
            found.edited.push("adoption".to_owned());
        }
    }
    for standard in gone(&old, &new, standard) {
        found.changes.push(Change::FilingRemoved { standard });
    }
    let (held_before, held) = (found.was.tables("training"), found.now.tables("training"));
    for training in held.iter().filter(|training| !held_before.contains(training)) {
        found.changes.push(Change::Trained { day: text(training, "date") });
    }
    if held_before.iter().any(|training| !held.contains(training)) {
        found.edited.push("training".to_owned());
    }
    found.others(&["adoption", "training"]);
}

/// What changed in a project.
pub fn project(found: &mut VersionComparison<'_>) {
    let (was, now) = (found.was.text("stage"), found.now.text("stage"));
    if was != now && !found.is_new {
        found.changes.push(Change::StageChanged { was, now });
    }
    found.days(&["approved"]);
    declarations(found);
    waivers(found);
    orders(found);
    evidence(found);
    found.others(&["stage", "approved", "conformance", "waiver", "order", "evidence"]);
}

fn declarations(found: &mut VersionComparison<'_>) {
    let (old, new) = (found.was.tables("conformance"), found.now.tables("conformance"));
    for declared in &new {
        let Some(standard) = standard(declared) else { continue };
        let before = old.iter().find(|other| self::standard(other).as_ref() == Some(&standard));
        let status = text(declared, "status").unwrap_or_default();
        if before.is_none_or(|before| text(before, "status").unwrap_or_default() != status) {
            found.changes.push(Change::Declared { standard, status });
        } else if before.is_some_and(|before| before != declared) {
            found.edited.push("conformance".to_owned());
        }
    }
    if !gone(&old, &new, standard).is_empty() {
        found.edited.push("conformance".to_owned());
    }
}

fn waivers(found: &mut VersionComparison<'_>) {
    let (old, new) = (found.was.tables("waiver"), found.now.tables("waiver"));
    for waiver in new.iter().filter(|waiver| !old.contains(waiver)) {
        let Some(standard) = waived(waiver) else { continue };
        let by = text(waiver, "approved_by").unwrap_or_default();
        found.changes.push(Change::Waived { standard, by, until: text(waiver, "until") });
    }
    for standard in gone(&old, &new, waived) {
        found.changes.push(Change::WaiverRemoved { standard });
    }
    // One of several, and no other came in its place.
    let named =
        |waivers: &[&Table], name: &Option<String>| waivers.iter().filter(|other| waived(other) == *name).count();
    if old.iter().map(|waiver| waived(waiver)).any(|name| (1..named(&old, &name)).contains(&named(&new, &name))) {
        found.edited.push("waiver".to_owned());
    }
}

fn orders(found: &mut VersionComparison<'_>) {
    let (old, new) = (found.was.tables("order"), found.now.tables("order"));
    let key = |order: &Table| (text(order, "issued"), text(order, "about"));
    for order in new.iter().filter(|order| !old.contains(order)) {
        let before = old.iter().find(|other| key(other) == key(order));
        let closed = text(order, "closed");
        match before {
            None => found.changes.push(Change::Ordered { day: text(order, "deadline") }),
            Some(before) if closed.is_some() && text(before, "closed").is_none() => {
                found.changes.push(Change::OrderClosed { day: closed });
            }
            Some(_) => found.edited.push("order".to_owned()),
        }
    }
    if old.iter().any(|order| !new.iter().any(|other| key(other) == key(order))) {
        found.edited.push("order".to_owned());
    }
}

fn evidence(found: &mut VersionComparison<'_>) {
    let (old, new) = (found.was.tables("evidence"), found.now.tables("evidence"));
    for evidence in new.iter().filter(|evidence| !old.contains(evidence)) {
        found.changes.push(Change::EvidenceAdded { what: text(evidence, "kind").unwrap_or_default() });
    }
    if old.iter().any(|evidence| !new.contains(evidence)) {
        found.edited.push("evidence".to_owned());
    }
}

fn standard(entry: &Table) -> Option<String> {
    text(entry, "standard").map(|number| canonical(&number))
}

fn waived(waiver: &Table) -> Option<String> {
    standard(waiver).or_else(|| text(waiver, "clause"))
}

/// The names of entries that only the old list has, each once.
fn gone(old: &[&Table], new: &[&Table], name: fn(&Table) -> Option<String>) -> Vec<String> {
    let still: Vec<String> = new.iter().filter_map(|entry| name(entry)).collect();
    let mut gone: Vec<String> = Vec::new();
    for name in old.iter().filter_map(|entry| name(entry)).filter(|name| !still.contains(name)) {
        if !gone.contains(&name) {
            gone.push(name);
        }
    }
    gone
}
