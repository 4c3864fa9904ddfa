//! What is found in the registries that this one depends on: by their own rules and levels, shown here, and never denied.

use rayon::prelude::*;

use crate::audit::Audits;
use crate::day::Day;
use crate::finding::{Finding, Severity};
use crate::model::FileId;
use crate::registry::{LoadedUpstream, Registry};

/// The findings in the records of all upstreams.
pub fn check(registry: &Registry, day: Day) -> Vec<Finding> {
    let of = |upstream: &LoadedUpstream| shown(registry, upstream, super::check(&upstream.registry, day));
    registry.upstreams().par_iter().map(of).collect::<Vec<_>>().into_iter().flatten().collect()
}

/// The findings in one file of an upstream.
pub fn check_file(registry: &Registry, upstream: &LoadedUpstream, file: FileId, day: Day) -> Vec<Finding> {
    let audits = Audits::lazy_table(&upstream.registry, day);
    shown(registry, upstream, super::check_file(&audits, registry.file_there(upstream, file)))
}

/// Findings of an upstream at their places here. Those in the registries that it depends on are found in these.
fn shown(registry: &Registry, upstream: &LoadedUpstream, findings: Vec<Finding>) -> Vec<Finding> {
    let here = |mut finding: Finding| {
        finding.place = registry.place_here(upstream, finding.place)?;
        finding.level = finding.level.max(Severity::Note);
        finding.related.retain_mut(|related| match registry.place_here(upstream, related.place) {
            Some(place) => {
                related.place = place;
                true
            }
            None => false,
        });
        Some(finding)
    };
    findings.into_iter().filter_map(here).collect()
}
