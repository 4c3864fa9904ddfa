//! Whether a demand of the sharing terms still stands.
//!
//! The terms of a government come from its measure. Where the registry has the measure, and a clause of it names the rule, the demand
//! lasts as long as the clause is in force; a measure that lapsed asks for nothing more. Where no policy of the registry names the
//! rule for a jurisdiction, the terms stand by themselves.

use std::collections::BTreeMap;

use crate::check::context::CheckContext;
use crate::model::{Resource, SharingTerms};
use crate::registry::ClauseRef;

/// Which demands of a rule stand, by jurisdiction: each is looked up once.
pub(super) struct StandingDemands<'r> {
    cx: CheckContext<'r>,
    rule: &'static str,
    stands: BTreeMap<&'r str, bool>,
}

impl<'r> StandingDemands<'r> {
    /// Asks for one rule.
    pub(super) fn by(cx: &CheckContext<'r>, rule: &'static str) -> Self {
        StandingDemands { cx: *cx, rule, stands: BTreeMap::new() }
    }

    /// The terms on which a resource is shared, where what they ask still stands.
    pub(super) fn of(&mut self, resource: &'r Resource) -> Option<&'r SharingTerms> {
        self.stands(resource).then(|| self.cx.registry.sharing_terms(resource)).flatten()
    }

    /// Whether what the rule asks of a resource still stands.
    pub(super) fn stands(&mut self, resource: &'r Resource) -> bool {
        let registry = self.cx.registry;
        let Some(at) = registry.jurisdiction_shared_in(resource) else { return true };
        let (rule, day) = (self.rule, self.cx.day);
        *self.stands.entry(at.value.as_str()).or_insert_with(|| {
            let names = |found: &ClauseRef<'_>| {
                found.governs(&at.value) && found.clause.enforced_by.iter().any(|named| named.value == rule)
            };
            let mut named = registry.clauses().filter(names).peekable();
            named.peek().is_none() || named.any(|found| found.is_in_force(day))
        })
    }
}
