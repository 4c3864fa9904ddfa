//! What records of an upstream name, as it is called here: a short id means one of its own there, and another's here where both have it.

use crate::model::{Agency, Evidence, Kind, Order, Policy, Spanned, Standard};
use crate::registry::Registry;

/// Whether records of several registries have an id.
pub type Clash<'k> = &'k dyn Fn(Kind, &str) -> bool;

/// The names in the records of one upstream.
pub struct Qualifying<'k> {
    /// What it is called here.
    pub id: &'k str,
    /// The upstream.
    pub theirs: &'k Registry,
    /// The ids that several registries have.
    pub clash: Clash<'k>,
}

impl Qualifying<'_> {
    /// What a record that is named there is called here; none where it is called the same.
    fn called(&self, kind: Kind, name: &str) -> Option<String> {
        let record = self.theirs.record_at(kind, self.theirs.find(kind, name)?)?;
        let owner = self.theirs.upstream_of(record.file()).map_or(self.id, |upstream| &upstream.id);
        let id = record.id().split_once(':').map_or(record.id(), |(_, id)| id);
        let here = if (self.clash)(kind, id) { format!("{owner}:{id}") } else { id.to_owned() };
        (here != name && (self.clash)(kind, id)).then_some(here)
    }

    fn agencies<'n>(&self, names: impl IntoIterator<Item = &'n mut Spanned<String>>) {
        for name in names {
            if let Some(here) = self.called(Kind::Agency, &name.value) {
                name.value = here;
            }
        }
    }

    /// Clauses and duties: what is before the `#` is a policy.
    fn clauses<'n>(&self, names: impl IntoIterator<Item = &'n mut Spanned<String>>) {
        for name in names {
            let here = name
                .value
                .split_once('#')
                .and_then(|(policy, rest)| self.called(Kind::Policy, policy).map(|policy| format!("{policy}#{rest}")));
            if let Some(here) = here {
                name.value = here;
            }
        }
    }

    fn papers(&self, papers: &mut [Evidence]) {
        papers.iter_mut().for_each(|paper| self.agencies(&mut paper.by));
    }

    fn orders(&self, orders: &mut [Order]) {
        for order in orders {
            self.agencies(&mut order.by);
            self.clauses(&mut order.clause);
        }
    }

    /// A standard: who mandates it, and who reviewed it.
    pub fn standard(&self, record: &mut Standard) {
        if let Some(entry) = &mut record.catalogue {
            self.clauses(entry.mandated_by.iter_mut());
        }
        record.reviews.iter_mut().for_each(|review| self.agencies(&mut review.by));
    }

    /// A policy: who its organs are, and who else acts by it.
    pub fn policy(&self, record: &mut Policy) {
        let organs: Vec<String> = record.organs.iter().map(|(organ, _)| organ.value.clone()).collect();
        self.agencies(record.organs.iter_mut().map(|(_, agency)| agency));
        let is_agency = |name: &&mut Spanned<String>| name.value != "agency" && !organs.contains(&name.value);
        for clause in &mut record.clauses {
            self.agencies(clause.approved_by.iter_mut().filter(is_agency));
            for step in &mut clause.steps {
                self.agencies(step.by.iter_mut().filter(is_agency));
            }
            clause.duties.iter_mut().for_each(|duty| self.agencies(duty.by.iter_mut().filter(is_agency)));
        }
    }

    /// An agency: who succeeds it, what it did, what it has and is told to do.
    pub fn agency(&self, record: &mut Agency) {
        self.agencies(&mut record.succeeded_by);
        self.clauses(record.done.iter_mut().filter_map(|done| done.duty.as_mut()));
        self.papers(&mut record.evidence);
        self.orders(&mut record.orders);
    }
}
