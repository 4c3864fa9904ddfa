//! A registry as if there were nothing but a clause and the records of its example.

use crate::model::{Agency, ClauseExample, FileId, Policy, Resource, Spanned};

use super::links::Links;
use super::{ClauseRef, Registry};

/// The records of a clause's example, in a registry of their own.
#[derive(Debug)]
pub struct Hypothetical {
    /// The registry.
    pub registry: Registry,
    /// The file that the record stands for which the example is about.
    pub file: FileId,
    /// The government that it belongs to: its agency's, else the measure's own.
    pub jurisdiction: String,
}

/// The files that the records of an example stand for: no file is there.
const AGENCY: FileId = FileId(1);
const BESIDE: FileId = FileId(2);
const RESOURCE: FileId = FileId(3);

impl Registry {
    /// A registry of the resource and the agency in an example, and of its clause alone: what else the registry holds is not to decide
    /// what the clause gets. None where the example has neither.
    #[must_use]
    pub fn hypothetical(&self, found: ClauseRef<'_>, example: &ClauseExample) -> Option<Hypothetical> {
        let file = match (&example.resource, &example.agency) {
            (Some(_), _) => RESOURCE,
            (None, Some(_)) => AGENCY,
            (None, None) => return None,
        };
        let named = example.agency.as_ref().and_then(|agency| agency.jurisdiction.as_ref());
        let jurisdiction = named.or(found.policy.jurisdiction.as_ref())?.clone();
        let mut config = self.config.clone();
        config.jurisdiction = Some(jurisdiction.clone());
        // The clause proves itself whatever levels the registry gives its rules, and since when it is kept.
        (config.levels, config.since) = Default::default();
        let agency = example.agency.as_ref().map(|agency| agency_of(example, agency, &jurisdiction));
        let mut resources: Vec<Resource> =
            example.beside.iter().map(|beside| Resource { file: BESIDE, ..beside.clone() }).collect();
        resources.extend(example.resource.as_ref().map(|resource| resource_of(resource, agency.as_ref())));
        let mut registry = Registry {
            config,
            policies: vec![alone(found)],
            agencies: agency.into_iter().collect(),
            resources,
            ..Registry::default()
        };
        registry.links = Links::of(&registry);
        Some(Hypothetical { registry, file, jurisdiction: jurisdiction.value })
    }
}

/// The policy as if it had but the one clause.
fn alone(found: ClauseRef<'_>) -> Policy {
    let mut clause = found.clause.clone();
    clause.examples.clear();
    let ClauseRef { policy, .. } = found;
    Policy {
        file: FileId(0),
        id: policy.id.clone(),
        jurisdiction: policy.jurisdiction.clone(),
        reach: policy.reach.clone(),
        organs: policy.organs.clone(),
        issued: policy.issued.clone(),
        effective: policy.effective.clone(),
        expires: policy.expires.clone(),
        repealed: policy.repealed.clone(),
        clauses: vec![clause],
        ..Policy::default()
    }
}

/// The agency, by the name that the resource has for it.
fn agency_of(example: &ClauseExample, agency: &Agency, jurisdiction: &Spanned<String>) -> Agency {
    let provider = example.resource.as_ref().and_then(|resource| resource.provider.as_ref());
    let id = provider.map_or_else(|| "agency".to_owned(), |provider| provider.value.clone());
    Agency { file: AGENCY, id, jurisdiction: Some(jurisdiction.clone()), ..agency.clone() }
}

/// The resource, which the agency of the example provides where it does not say who does.
fn resource_of(resource: &Resource, agency: Option<&Agency>) -> Resource {
    let by_agency = agency.and_then(|agency| {
        let span = agency.jurisdiction.as_ref()?.span;
        Some(Spanned { value: agency.id.clone(), span })
    });
    let provider = resource.provider.clone().or(by_agency);
    Resource { file: RESOURCE, id: "resource".to_owned(), provider, ..resource.clone() }
}
