//! What the rules would say of an edit, before it is written.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::audit::Audits;
use crate::check::{check, check_file};
use crate::day::Day;
use crate::finding::Finding;
use crate::model::Place;
use crate::registry::Registry;
use crate::source::{Overlay, Source, Unreadable};

/// A record with something added to it.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The record's path in the registry.
    pub path: String,
    /// The path that it had; none where it keeps it.
    pub from: Option<String>,
    /// Its text after the edit.
    pub text: String,
    /// The bytes of the text that are new.
    pub new: Range<usize>,
}

/// What is to be written for edits: the whole new text of each record by its path, none for the paths that records had before.
#[must_use]
pub fn files_of(edits: &[Edit]) -> BTreeMap<String, Option<String>> {
    let gone = edits.iter().filter_map(|edit| Some((edit.from.clone()?, None)));
    let written = edits.iter().map(|edit| (edit.path.clone(), Some(edit.text.clone())));
    gone.chain(written).collect()
}

/// A registry as it would be.
pub struct DryRun {
    /// The registry after the edits.
    pub registry: Registry,
    /// What the rules say of the new text: findings that lie in it, or that it makes so.
    pub findings: Vec<Finding>,
}

/// Reads the registry with the edits in place, and checks it against the rules.
///
/// # Errors
/// When a file of the registry cannot be read.
pub fn dry_run(source: &dyn Source, edits: &[Edit], day: Day) -> Result<DryRun, Unreadable> {
    let files = edits.iter().map(|edit| (edit.path.clone(), edit.text.clone().into_bytes()));
    let overlay = Overlay::new(source, files).without(edits.iter().filter_map(|edit| edit.from.clone()));
    let mut registry = Registry::load(&overlay)?;
    registry.look_for_papers(&overlay);
    let mut findings = check(&registry, day);
    findings.retain(|finding| makes_new(&registry, edits, finding));
    Ok(DryRun { registry, findings })
}

/// What the rules say of the files of edits that they did not say before, at the cost of these files: `before` and `after` are the
/// registry without and with the edits in place.
#[must_use]
pub fn new_findings(before: &Registry, after: &Registry, edits: &[Edit], day: Day) -> Vec<Finding> {
    let (old, new) = (Audits::lazy_table(before, day), Audits::lazy_table(after, day));
    let in_file = |audits: &Audits<'_>, registry: &Registry, path: &str| {
        registry.file_named(path).map(|file| check_file(audits, file)).unwrap_or_default()
    };
    let known = |finding: &Finding| (finding.rule, finding.record.clone(), finding.message.zh.clone());
    let paths_before = edits.iter().map(|edit| edit.from.as_ref().unwrap_or(&edit.path));
    let said: HashSet<_> = paths_before.flat_map(|path| in_file(&old, before, path)).map(|own| known(&own)).collect();
    let mut found: Vec<Finding> = edits.iter().flat_map(|edit| in_file(&new, after, &edit.path)).collect();
    found.retain(|finding| makes_new(after, edits, finding) && !said.contains(&known(finding)));
    found
}

/// Whether a finding lies in new text, or is made so by it.
fn makes_new(registry: &Registry, edits: &[Edit], finding: &Finding) -> bool {
    let mut places = finding.related.iter().map(|related| related.place).chain([finding.place]);
    places.any(|place| is_new(registry, edits, place))
}

fn is_new(registry: &Registry, edits: &[Edit], place: Place) -> bool {
    let path = registry.path(place.file);
    let mut edits = edits.iter().filter(|edit| edit.path == path);
    let (start, end) = (place.span.start as usize, place.span.end as usize);
    // Of a value that is written anew only what differs is new: one digit of a date.
    edits.any(|edit| start < edit.new.end && edit.new.start < end.max(start + 1))
}
