//! The links between records, found once when the registry is loaded.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::Kind;
use crate::number::Number;
use crate::references::{Edge, HasReferences, Reference, ReferenceTarget};

use super::Registry;
use super::places::RecordPlaces;
use super::serial_variants::SerialVariants;

/// Which record is where, and who speaks of whom. Indexes count in the registry's lists.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The records of each kind by their ids, in the order of [`Kind::ALL`].
    pub ids: Vec<HashMap<String, usize>>,
    /// The projects of each agency.
    pub owned: HashMap<String, Vec<usize>>,
    /// The agencies that others took over from.
    pub succeeded: Vec<usize>,
    /// The resources that each agency provides.
    pub provided: HashMap<String, Vec<usize>>,
    /// The resources that came from each project.
    pub yielded: HashMap<String, Vec<usize>>,
    /// The cases of each project: their dockets, and their places in these.
    pub cases: HashMap<String, Vec<(usize, usize)>>,
    /// The standards by their numbers, canonical: those that they have, and those that they had and no other has.
    pub numbers: HashMap<Box<str>, usize>,
    /// The editions of each undated number, which is a key by its canonical text.
    pub families: HashMap<Box<str>, RecordPlaces>,
    /// The same by the variants of their serials, when somebody first asks for one that there is not.
    pub serial_variants: OnceLock<SerialVariants>,
    /// The amendment sheets of each undated number.
    pub sheets: HashMap<Box<str>, RecordPlaces>,
    /// The editions of the parts of each standard that has parts.
    pub wholes: HashMap<Box<str>, RecordPlaces>,
    /// The edition that each record belongs to, where it is none itself.
    pub part_of: Vec<Option<usize>>,
    /// What belongs to each edition.
    pub parts: Vec<RecordPlaces>,
    pub titles: HashMap<String, usize>,
    /// The standards on each topic.
    pub topics: HashMap<String, Vec<usize>>,
    pub successors: Vec<RecordPlaces>,
    pub partial_successors: Vec<RecordPlaces>,
    /// Who speaks of each standard; none of most.
    pub mentions: Vec<Option<Box<Mentions>>>,
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

/// Who speaks of a standard of which nobody does.
pub(super) static NO_MENTIONS: Mentions = Mentions {
    clauses: Vec::new(),
    open_mandates: Vec::new(),
    filings: Vec::new(),
    declarations: Vec::new(),
    waivers: Vec::new(),
};

fn of_one(mentions: &mut [Option<Box<Mentions>>], standard: usize) -> &mut Mentions {
    mentions[standard].get_or_insert_default()
}

/// Every number that a record cites, with its key and its entry: two states of a record that agree in these have the same links.
pub(super) fn cited<R: HasReferences>(record: &R) -> Vec<(Edge, usize, &Number)> {
    let mut all = Vec::new();
    record.each_reference(&mut |Reference { edge, entry, to, .. }| {
        if let ReferenceTarget::Standard(cited) = to {
            all.push((edge, entry, &cited.number));
        }
    });
    all
}

impl Links {
    pub fn of(registry: &Registry) -> Links {
        let mut links = Links::default();
        links.numbers.reserve(registry.standards.len());
        links.index(registry);
        links.index_former_numbers(registry);
        links.link_parts(registry);
        links.link_editions(registry);
        links.link_mentions(registry);
        links
    }

    fn index(&mut self, registry: &Registry) {
        let by_id = |kind: &Kind| {
            let mut map = HashMap::with_capacity(registry.count(*kind));
            for (index, record) in registry.records(*kind).enumerate() {
                map.entry(record.id().to_owned()).or_insert(index);
            }
            // Of an upstream's record, its qualified name.
            for (index, record) in registry.records(*kind).enumerate() {
                if let Some(upstream) = registry.upstream_of(record.file()) {
                    map.entry(format!("{}:{}", upstream.id, record.id())).or_insert(index);
                }
            }
            // What a record was once called leads to it, unless another is called so now.
            for (index, record) in registry.records(*kind).enumerate() {
                for id in record.formerly() {
                    map.entry(id.value.clone()).or_insert(index);
                }
            }
            map
        };
        self.ids = Kind::ALL.iter().map(by_id).collect();
        for (index, project) in registry.projects.iter().enumerate() {
            if let Some(agency) = &project.agency {
                self.owned.entry(agency.value.clone()).or_default().push(index);
            }
        }
        let agencies = registry.agencies.iter().enumerate();
        let succeeded = agencies.filter(|(_, agency)| !agency.succeeded_by.is_empty());
        self.succeeded = succeeded.map(|(index, _)| index).collect();
        for (index, resource) in registry.resources.iter().enumerate() {
            if let Some(provider) = &resource.provider {
                self.provided.entry(provider.value.clone()).or_default().push(index);
            }
            if let Some(project) = &resource.project {
                self.yielded.entry(project.value.clone()).or_default().push(index);
            }
        }
        for (index, docket) in registry.dockets.iter().enumerate() {
            for (place, case) in docket.cases.iter().enumerate() {
                if let Some(project) = &case.project {
                    self.cases.entry(project.value.clone()).or_default().push((index, place));
                }
            }
        }
        for (index, standard) in registry.standards.iter().enumerate() {
            for topic in &standard.topics {
                self.topics.entry(topic.value.clone()).or_default().push(index);
            }
            match (&standard.number, &standard.title) {
                (Some(cited), _) => {
                    let number = &cited.number;
                    self.numbers.entry(number.canonical().into()).or_insert(index);
                    let family = if number.is_amendment() { &mut self.sheets } else { &mut self.families };
                    family.entry(number.undated().canonical().into()).or_default().push(index);
                    if let Some(whole) = number.whole().filter(|_| !number.is_amendment()) {
                        self.wholes.entry(whole.canonical().into()).or_default().push(index);
                    }
                }
                (None, Some(title)) => drop(self.titles.entry(title.value.clone()).or_insert(index)),
                (None, None) => {}
            }
        }
    }

    /// A standard that was renumbered is found by its former numbers too, where no record has them.
    fn index_former_numbers(&mut self, registry: &Registry) {
        for (index, standard) in registry.standards.iter().enumerate() {
            let cited = cited(standard).into_iter();
            for (_, _, former) in cited.filter(|(edge, ..)| *edge == Edge::FormerNumber) {
                self.numbers.entry(former.canonical().into()).or_insert(index);
                let family = self.families.entry(former.undated().canonical().into()).or_default();
                if !family.contains(&index) {
                    family.push(index);
                }
            }
        }
    }

    /// Links amendment sheets and revised texts to their editions. A revised text whose edition is recorded is not an edition of the family.
    fn link_parts(&mut self, registry: &Registry) {
        let count = registry.standards.len();
        self.part_of = vec![None; count];
        self.parts = vec![RecordPlaces::None; count];
        for (index, standard) in registry.standards.iter().enumerate() {
            let Some(number) = standard.number.as_ref().map(|cited| &cited.number) else { continue };
            if !number.is_amendment() && !number.is_revised_text() {
                continue;
            }
            let edition = number.edition();
            let Some(edition) = self.form_of(registry, &edition).filter(|edition| *edition != index) else { continue };
            self.part_of[index] = Some(edition);
            self.parts[edition].push(index);
            if number.is_amendment() {
                continue;
            }
            let whole = number.whole().and_then(|whole| self.wholes.get_mut(whole.canonical()));
            for family in self.families.get_mut(number.undated().canonical()).into_iter().chain(whole) {
                family.remove(index);
            }
        }
    }

    /// The edition with a number in one of its usual forms. A plain number is that of an edition of which only the revised text is
    /// recorded, too.
    fn form_of(&self, registry: &Registry, number: &Number) -> Option<usize> {
        if let Some(index) = self.numbers.get(number.canonical()) {
            return Some(*index);
        }
        if !number.is_dated() && !number.is_amendment() {
            return None;
        }
        let own = |index: &usize| registry.standards[*index].number.as_ref().map(|cited| &cited.number);
        let stem = number.undated();
        let editions = if number.is_amendment() { &self.sheets } else { &self.families };
        let candidates = editions.get(stem.canonical())?;
        let same = candidates.iter().find(|index| own(index).is_some_and(|own| own.names_same_edition(number)));
        let revised = || {
            let is_plain = !number.is_amendment() && !number.is_revised_text();
            candidates.iter().find(|index| {
                own(index)
                    .is_some_and(|own| is_plain && own.is_revised_text() && own.edition().names_same_edition(number))
            })
        };
        same.or_else(revised).copied()
    }

    fn link_editions(&mut self, registry: &Registry) {
        let count = registry.standards.len();
        let (mut whole, mut partial) = (vec![RecordPlaces::None; count], vec![RecordPlaces::None; count]);
        for (index, standard) in registry.standards.iter().enumerate() {
            let cited = cited(standard);
            let of = |edge: Edge| cited.iter().filter(move |(own, ..)| *own == edge).map(|(_, _, number)| *number);
            for replaced in self.replaced(registry, index, of(Edge::Replaces)) {
                whole[replaced].push(index);
            }
            for replaced in self.replaced(registry, index, of(Edge::PartlyReplaces)) {
                partial[replaced].push(index);
            }
        }
        (self.successors, self.partial_successors) = (whole, partial);
    }

    /// The editions that a record's list of replaced numbers means. What belongs to an edition is replaced with it, and replaces
    /// nothing of it; an undated number means the one other edition of its family that is not younger.
    pub fn replaced<'n>(
        &self,
        registry: &Registry,
        by: usize,
        numbers: impl Iterator<Item = &'n Number>,
    ) -> Vec<usize> {
        let mut replaced: Vec<usize> = Vec::new();
        for number in numbers {
            let meant = self.form_of(registry, number).or_else(|| match self.older(registry, by, number)[..] {
                [one] => Some(one),
                _ => None,
            });
            let edition = meant.map(|meant| self.part_of[meant].unwrap_or(meant));
            if let Some(edition) = edition.filter(|edition| *edition != by && self.part_of[by] != Some(*edition))
                && !replaced.contains(&edition)
            {
                replaced.push(edition);
            }
        }
        replaced
    }

    /// The editions of an undated number's family that a record can replace: those that are not younger.
    pub fn older(&self, registry: &Registry, by: usize, number: &Number) -> Vec<usize> {
        if number.is_dated() || number.is_opaque() {
            return Vec::new();
        }
        let year = |index: usize| registry.standards[index].number.as_ref().and_then(|cited| cited.number.year());
        let family = self.families.get(number.canonical()).map_or(&[][..], |family| family);
        let is_older = |index: &usize| *index != by && (year(by).is_none() || year(*index) <= year(by));
        family.iter().copied().filter(is_older).collect()
    }

    fn link_mentions(&mut self, registry: &Registry) {
        let mut mentions = vec![None; registry.standards.len()];
        for (record, policy) in registry.policies.iter().enumerate() {
            self.mention(registry, &mut mentions, record, policy);
            for (entry, clause) in policy.clauses.iter().enumerate() {
                for index in super::mandates::meant_by(registry, policy, clause) {
                    if self.part_of[index].is_some() {
                        continue;
                    }
                    of_one(&mut mentions, index).open_mandates.push(Mention { record, entry });
                }
            }
        }
        let agencies = registry.agencies.iter().enumerate();
        agencies.for_each(|(record, agency)| self.mention(registry, &mut mentions, record, agency));
        let projects = registry.projects.iter().enumerate();
        projects.for_each(|(record, project)| self.mention(registry, &mut mentions, record, project));
        self.mentions = mentions;
    }

    /// Notes of which standards a record speaks, and in which of its entries.
    fn mention(
        &self,
        registry: &Registry,
        mentions: &mut [Option<Box<Mentions>>],
        record: usize,
        of: &impl HasReferences,
    ) {
        of.each_reference(&mut |Reference { edge, entry, to, .. }| {
            let ReferenceTarget::Standard(cited) = to else { return };
            if !matches!(edge, Edge::Mandates | Edge::Filed | Edge::Declares | Edge::WaivedStandard) {
                return;
            }
            for index in self.editions(registry, &cited.number) {
                let own = of_one(mentions, index);
                let list = match edge {
                    Edge::Mandates => &mut own.clauses,
                    Edge::Filed => &mut own.filings,
                    Edge::Declares => &mut own.declarations,
                    _ => &mut own.waivers,
                };
                list.push(Mention { record, entry });
            }
        });
    }

    /// The editions that a number means: the one it dates, all of its family when it has no year, or the document of that name.
    ///
    /// What names all parts means the editions of each.
    pub fn editions(&self, registry: &Registry, number: &Number) -> Vec<usize> {
        if let Some(index) = self.form_of(registry, number).or_else(|| self.titles.get(number.canonical()).copied()) {
            return vec![index];
        }
        if number.names_all_parts() {
            let parts = self.wholes.get(number.undated().canonical()).map_or(&[][..], |parts| parts);
            let year = |index: &usize| registry.standards[*index].number.as_ref().and_then(|cited| cited.number.year());
            let parts = parts.iter().copied();
            return parts.filter(|index| !number.is_dated() || year(index) == number.year()).collect();
        }
        let is_edition = !number.is_dated() && !number.is_amendment();
        let family = self.families.get(number.canonical()).filter(|_| is_edition);
        family.map_or_else(Vec::new, |family| family.to_vec())
    }
}
