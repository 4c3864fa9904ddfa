//! The links between records, found once when the registry is loaded.

use std::collections::HashMap;

use crate::number::Number;
use crate::references::{Edge, Reference, Refers, To};

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
    /// The standards on each topic.
    pub topics: HashMap<String, Vec<usize>>,
    pub successors: Vec<Vec<usize>>,
    pub partial_successors: Vec<Vec<usize>>,
    pub mentions: Vec<Mentions>,
}

/// Who speaks of a standard.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The clauses that cite it: policy and clause.
    pub clauses: Vec<Mention>,
    /// The clauses that mean it by an open mandate.
    pub open_mandates: Vec<Mention>,
    /// The filings of it: agency and filing.
    pub filings: Vec<Mention>,
    /// The declarations on it: project and conformance.
    pub declarations: Vec<Mention>,
    /// The waivers of it: project and waiver.
    pub waivers: Vec<Mention>,
}

/// An entry of a record: the record's index, and the entry's index in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The record.
    pub record: usize,
    /// The entry in it.
    pub entry: usize,
}

/// Every number that a record cites, with its key and its entry: two states of a record that agree in these have the same links.
pub(super) fn cited<R: Refers>(record: &R) -> Vec<(Edge, usize, &Number)> {
    let mut all = Vec::new();
    record.each_reference(&mut |Reference { edge, entry, to, .. }| {
        if let To::Standard(cited) = to {
            all.push((edge, entry, &cited.number));
        }
    });
    all
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
            for topic in &standard.topics {
                self.topics.entry(topic.value.clone()).or_default().push(index);
            }
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
        let (mut whole, mut partial) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (index, standard) in registry.standards.iter().enumerate() {
            standard.each_reference(&mut |Reference { edge, to, .. }| {
                let To::Standard(cited) = to else { return };
                let successors = match edge {
                    Edge::Replaces => &mut whole,
                    Edge::PartlyReplaces => &mut partial,
                    _ => return,
                };
                let replaced = self.numbers.get(&cited.number).copied().filter(|found| *found != index);
                replaced.into_iter().for_each(|replaced| successors[replaced].push(index));
            });
        }
        (self.successors, self.partial_successors) = (whole, partial);
    }

    fn link_mentions(&mut self, registry: &Registry) {
        let mut mentions = vec![Mentions::default(); registry.standards.len()];
        for (record, policy) in registry.policies.iter().enumerate() {
            self.mention(&mut mentions, record, policy);
            for (entry, clause) in policy.clauses.iter().enumerate() {
                for index in super::mandates::meant_by(registry, policy, clause) {
                    mentions[index].open_mandates.push(Mention { record, entry });
                }
            }
        }
        let agencies = registry.agencies.iter().enumerate();
        agencies.for_each(|(record, agency)| self.mention(&mut mentions, record, agency));
        let projects = registry.projects.iter().enumerate();
        projects.for_each(|(record, project)| self.mention(&mut mentions, record, project));
        self.mentions = mentions;
    }

    /// Notes of which standards a record speaks, and in which of its entries.
    fn mention(&self, mentions: &mut [Mentions], record: usize, of: &impl Refers) {
        of.each_reference(&mut |Reference { edge, entry, to, .. }| {
            let To::Standard(cited) = to else { return };
            let list: fn(&mut Mentions) -> &mut Vec<Mention> = match edge {
                Edge::Mandates => |own| &mut own.clauses,
                Edge::Filed => |own| &mut own.filings,
                Edge::Declares => |own| &mut own.declarations,
                Edge::WaivedStandard => |own| &mut own.waivers,
                _ => return,
            };
            self.editions(&cited.number)
                .into_iter()
                .for_each(|at| list(&mut mentions[at]).push(Mention { record, entry }));
        });
    }

    /// The editions that a number means: the one it dates, all of its family when it has no year, or the document of that name.
    pub fn editions(&self, number: &Number) -> Vec<usize> {
        if let Some(index) = self.numbers.get(number).or_else(|| self.titles.get(number.canonical())) {
            return vec![*index];
        }
        if number.is_dated() { Vec::new() } else { self.families.get(number).cloned().unwrap_or_default() }
    }
}
