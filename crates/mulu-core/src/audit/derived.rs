//! Evidence that resource records answer instead of a paper (`derived = true` in `policies/evidence.toml`).
//!
//! A project's resources are its catalogue: drawn up when one names the project, registered when all of them are. An agency that has a
//! resource on the platform has joined it; what else of it is not there yet is told by `not-registered`.

use crate::day::Day;
use crate::model::{Evidence, FileId, Project, Resource, Spanned};
use crate::registry::Registry;

/// The kinds that records answer.
const CATALOGUE: &str = "resource-catalogue";
const REGISTERED: &str = "resource-catalogue-registered";
const JOINED: &str = "agency-catalogue-access";

/// Whether records answer for a kind of evidence.
#[must_use]
pub fn is_derived(registry: &Registry, kind: &str) -> bool {
    let derived = registry.evidence_kind(kind).is_some_and(|kind| kind.derived);
    derived && [CATALOGUE, REGISTERED, JOINED].contains(&kind)
}

/// What resource records say in the place of a paper: none where they do not answer.
pub fn papers(registry: &Registry, project: &Project, kind: &str, day: Day) -> Vec<(FileId, Evidence)> {
    let of = |places: &[usize]| -> Vec<&Resource> {
        places.iter().filter_map(|place| registry.resources.get(*place)).collect()
    };
    let found = match kind {
        CATALOGUE => {
            let own = of(registry.yielded_by(&project.id));
            let first = own.iter().copied().min_by_key(|resource| resource.compiled.as_ref().map(|day| day.value));
            first.map(|first| paper(first, first.compiled.as_ref(), kind))
        }
        REGISTERED => {
            let own = of(registry.yielded_by(&project.id));
            let all = own.iter().all(|resource| resource.is_registered(day));
            let last =
                own.iter().copied().filter(|_| all).max_by_key(|own| own.registered.as_ref().map(|day| day.value));
            last.map(|last| paper(last, last.registered.as_ref(), kind))
        }
        _ => {
            let agencies = registry.agencies_behind(project, day).into_iter();
            let own: Vec<&Resource> =
                agencies.flat_map(|agency| of(registry.provided_by(&registry.agencies[agency].id))).collect();
            let joined = own.into_iter().filter(|resource| resource.is_registered(day));
            let first = joined.min_by_key(|resource| resource.registered.as_ref().map(|day| day.value));
            first.map(|first| paper(first, first.registered.as_ref(), kind))
        }
    };
    found.into_iter().collect()
}

fn paper(resource: &Resource, day: Option<&Spanned<Day>>, kind: &str) -> (FileId, Evidence) {
    let named = day.map(|day| day.span).or(resource.project.as_ref().map(|project| project.span));
    let span = named.unwrap_or_else(|| resource.name_span());
    let evidence = Evidence {
        kind: Some(Spanned { value: kind.to_owned(), span }),
        reference: None,
        issued: day.cloned(),
        expires: None,
        by: None,
        result: None,
        from: None,
        to: None,
        span,
    };
    (resource.file, evidence)
}
