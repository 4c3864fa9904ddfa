//! The links between records, found once when the registry is loaded.

use std::collections::HashMap;

use crate::model::{Cited, Spanned};
use crate::number::Number;

use super::Registry;

/// Which record is where, and who speaks of whom. Indexes count in the registry's lists.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub standards: HashMap<String, usize>,
    pub policies: HashMap<String, usize>,
    pub agencies: HashMap<String, usize>,
    pub projects: HashMap<String, usize>,
    pub numbers: HashMap<Number, usize>,
    pub families: HashMap<Number, Vec<usize>>,
    pub titles: HashMap<String, usize>,
    pub successors: Vec<Vec<usize>>,
    pub partial_successors: Vec<Vec<usize>>,
    pub mentions: Vec<Mentions>,
}

/// Who speaks of a standard.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The clauses that mandate it: policy and clause.
    pub clauses: Vec<Mention>,
    /// The filings of it: agency and filing.
    pub filings: Vec<Mention>,
    /// The declarations on it: project and conformance.
    pub declarations: Vec<Mention>,
}

/// An entry of a record: the record's index, and the entry's index in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The record.
    pub record: usize,
    /// The entry in it.
    pub entry: usize,
}

impl Links {
    pub fn of(registry: &Registry) -> Links {
        let mut links = Links::default();
        links.index(registry);
        links.link_editions(registry);
        links.link_mentions(registry);
        links
    }

    fn index(&mut self, registry: &Registry) {
        fn by_id<'r>(ids: impl Iterator<Item = &'r String>) -> HashMap<String, usize> {
            let mut map = HashMap::new();
            for (index, id) in ids.enumerate() {
                map.entry(id.clone()).or_insert(index);
            }
            map
        }
        self.standards = by_id(registry.standards.iter().map(|standard| &standard.id));
        self.policies = by_id(registry.policies.iter().map(|policy| &policy.id));
        self.agencies = by_id(registry.agencies.iter().map(|agency| &agency.id));
        self.projects = by_id(registry.projects.iter().map(|project| &project.id));
        for (index, standard) in registry.standards.iter().enumerate() {
            match (&standard.number, &standard.title) {
                (Some(cited), _) => {
                    self.numbers.entry(cited.number.clone()).or_insert(index);
                    self.families.entry(cited.number.undated()).or_default().push(index);
                }
                (None, Some(title)) => drop(self.titles.entry(title.value.clone()).or_insert(index)),
                (None, None) => {}
            }
        }
    }

    fn link_editions(&mut self, registry: &Registry) {
        let count = registry.standards.len();
        self.successors = vec![Vec::new(); count];
        self.partial_successors = vec![Vec::new(); count];
        for (index, standard) in registry.standards.iter().enumerate() {
            let find =
                |cited: &Spanned<Cited>| self.numbers.get(&cited.number).copied().filter(|found| *found != index);
            for replaced in standard.replaces.iter().filter_map(find) {
                self.successors[replaced].push(index);
            }
            for replaced in standard.partly_replaces.iter().filter_map(find) {
                self.partial_successors[replaced].push(index);
            }
        }
    }

    fn link_mentions(&mut self, registry: &Registry) {
        let mut mentions = vec![Mentions::default(); registry.standards.len()];
        let editions = |cited: &Spanned<Cited>| self.editions(&cited.number);
        for (record, policy) in registry.policies.iter().enumerate() {
            for (entry, clause) in policy.clauses.iter().enumerate() {
                for index in clause.mandates.iter().flat_map(editions) {
                    mentions[index].clauses.push(Mention { record, entry });
                }
            }
        }
        for (record, agency) in registry.agencies.iter().enumerate() {
            for (entry, filing) in agency.adoptions.iter().enumerate() {
                for index in filing.standard.iter().flat_map(editions) {
                    mentions[index].filings.push(Mention { record, entry });
                }
            }
        }
        for (record, project) in registry.projects.iter().enumerate() {
            for (entry, declared) in project.conformance.iter().enumerate() {
                for index in declared.standard.iter().flat_map(editions) {
                    mentions[index].declarations.push(Mention { record, entry });
                }
            }
        }
        self.mentions = mentions;
    }

    /// The editions that a number means: the one it dates, all of its family when it has no year, or the document of that name.
    pub fn editions(&self, number: &Number) -> Vec<usize> {
        if let Some(index) = self.numbers.get(number).or_else(|| self.titles.get(number.canonical())) {
            return vec![*index];
        }
        if number.is_dated() { Vec::new() } else { self.families.get(number).cloned().unwrap_or_default() }
    }
}
