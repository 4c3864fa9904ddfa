//! Whether a paper comes from those who may issue it for the measure that asks.
//!
//! A kind of evidence is shared by measures of several governments, and so is its list of issuers. What the district's organ issued
//! is nothing to the city's measure: of the listed issuers that are on record, those of the measure's own government count, and only
//! where it has none of its own those of a government above it.

use crate::model::{EvidenceKind, Spanned};
use crate::number;
use crate::registry::Registry;

use super::demand::Demand;

/// Whether an issuer counts for everyone who asks. A kind without issuers takes any, and a name that no agency has is compared as it
/// is written, for nobody knows where it acts.
pub fn counts(registry: &Registry, kind: &EvidenceKind, by: &Spanned<String>, demands: &[&Demand]) -> bool {
    kind.issuers.is_empty()
        || is_listed(registry, kind, by) && demands.iter().all(|demand| of_its_government(registry, kind, by, demand))
}

/// As it is written, or as the agency that is meant or took over from one.
fn is_listed(registry: &Registry, kind: &EvidenceKind, by: &str) -> bool {
    let as_written = |issuer: &Spanned<String>| issuer.value == by;
    let own = registry.agency_called(by).map(|agency| registry.agencies[agency].id.as_str());
    let succeeds = |issuer: &Spanned<String>| {
        let listed = registry.agency_called(&issuer.value).map(|agency| registry.agencies[agency].id.as_str());
        own.zip(listed).is_some_and(|(own, listed)| registry.is_or_succeeds(own, listed))
    };
    kind.issuers.iter().any(|issuer| as_written(issuer) || succeeds(issuer))
}

fn of_its_government(registry: &Registry, kind: &EvidenceKind, by: &str, demand: &Demand) -> bool {
    let asks = registry.clause(&demand.reference).and_then(|found| found.policy.jurisdiction.as_ref());
    let (Some(asks), Some(acts)) = (asks, acts_in(registry, by)) else { return true };
    let of_its_own = kind.issuers.iter().any(|issuer| acts_in(registry, &issuer.value) == Some(asks.value.as_str()));
    if of_its_own { acts == asks.value } else { number::contains(acts, &asks.value) }
}

fn acts_in<'r>(registry: &'r Registry, called: &str) -> Option<&'r str> {
    let agency = &registry.agencies[registry.agency_called(called)?];
    agency.jurisdiction.as_ref().map(|at| at.value.as_str())
}
