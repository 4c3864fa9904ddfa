//! What lies near a record: what its files are made from, beside what every file is.

use rayon::prelude::*;

use crate::fill::Fill;
use mulu_core::audit::Requirement;
use mulu_core::model::{FileId, Kind};
use mulu_core::number::Number;
use mulu_core::output::InputKey;
use mulu_core::references::{HasReferences, Reference, ReferenceTarget};
use mulu_core::registry::CitationTarget;

use super::groups::Groups;
use crate::input_hasher::InputHasher;

/// What lies near a record.
pub struct Neighbours<'s, 'r> {
    pub fill: &'s Fill<'r>,
    pub base: &'s InputHasher,
    /// Of what is found in each file.
    pub found: &'s [InputKey],
}

impl Neighbours<'_, '_> {
    fn add_file(&self, sum: &mut InputHasher, file: FileId) {
        sum.add_file(self.fill.registry, file);
    }

    /// For each standard the sum over the editions that it is linked with, by any number of steps, and over the agencies and
    /// projects that speak of them.
    pub fn families(&self) -> Vec<InputKey> {
        let registry = self.fill.registry;
        let mut groups = Groups::of(registry.standards.len());
        for index in 0..registry.standards.len() {
            let linked = registry.predecessors(index).into_iter();
            let linked = linked.chain(registry.successors(index).iter().copied());
            linked
                .chain(registry.partial_successors(index).iter().copied())
                .for_each(|other| groups.join(index, other));
            // The first of a number's editions stands for all.
            if let Some(first) = registry.first_of_family(index) {
                groups.join(index, first);
            }
        }
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); registry.standards.len()];
        for index in 0..registry.standards.len() {
            let group = groups.find(index);
            members[group].push(index);
        }
        let sums: Vec<InputKey> = members.par_iter().map(|members| self.group(members)).collect();
        (0..registry.standards.len()).map(|index| sums[groups.find(index)]).collect()
    }

    fn group(&self, members: &[usize]) -> InputKey {
        let mut sum = InputHasher::default();
        for index in members {
            self.add_card(&mut sum, *index);
            let mentions = self.fill.registry.mentions(*index);
            for mention in &mentions.filings {
                self.add_file(&mut sum, self.fill.registry.agencies[mention.record].file);
            }
            for mention in &mentions.declarations {
                self.add_file(&mut sum, self.fill.registry.projects[mention.record].file);
                let obligations = self.fill.answers.audits().project(mention.record).obligations.iter();
                for obligation in obligations {
                    if matches!(obligation.asked, Requirement::Standard(asked) if members.contains(&asked)) {
                        sum.add_value(&obligation.verdict);
                    }
                }
            }
        }
        sum.key()
    }

    /// Of what tables say of one standard: its own keys, and what it is linked with.
    pub fn row(&self, index: usize, families: &[InputKey]) -> InputKey {
        let mut sum = InputHasher::default();
        sum.add(&families[index]);
        self.add_own(&mut sum, index);
        sum.key()
    }

    /// Of one standard, with what it is linked with.
    pub fn standard(&self, index: usize, rows: &[InputKey]) -> InputKey {
        let mut sum = self.base.clone();
        sum.add(&rows[index]);
        self.add_told(&mut sum, self.fill.registry.standards[index].file);
        sum.key()
    }

    /// Of all agencies: any page may name any of them.
    pub fn all_agencies(&self) -> InputKey {
        let mut sum = InputHasher::default();
        self.fill.registry.agencies.iter().for_each(|agency| self.add_file(&mut sum, agency.file));
        sum.key()
    }

    /// Of all projects, and whether they get their money.
    pub fn all_projects(&self) -> InputKey {
        let mut sum = InputHasher::default();
        for (project, audit) in self.fill.answers.audits().iter() {
            self.add_file(&mut sum, project.file);
            sum.add_value(&audit.gate());
        }
        sum.key()
    }

    /// Of all that is due, with what is said there of the standards that it is due of, and the agencies that it may name. The
    /// standards' own sums would say too much: a list of all of them would be made anew for a word in the prose of one.
    pub fn due(&self, agencies: &InputKey) -> InputKey {
        let mut sum = self.base.clone();
        sum.add(agencies);
        self.fill.answers.expiries().iter().for_each(|one| sum.add_value(one));
        for due in self.fill.answers.due() {
            sum.add_value(due);
            self.add_named(&mut sum, due.standard);
        }
        sum.key()
    }

    /// The resources that a page shows, by their places.
    fn add_resources(&self, sum: &mut InputHasher, places: &[usize]) {
        let own = places.iter().filter_map(|place| self.fill.registry.resources.get(*place));
        own.for_each(|resource| self.add_file(sum, resource.file));
    }

    /// What a list of what is due says of a standard: what it is called, and what its review follows from.
    fn add_named(&self, sum: &mut InputHasher, index: usize) {
        let record = &self.fill.registry.standards[index];
        let answer = self.fill.answers.standard(index);
        sum.add(self.fill.registry.path(record.file).as_bytes());
        sum.add(record.name().as_bytes());
        for title in [&record.title, &record.title_en] {
            sum.add_value(&title.as_ref().map(|title| title.value.as_str()));
        }
        sum.add(answer.status.id().as_bytes());
        sum.add_value(&answer.review);
        let concluded = record.reviewed_by(self.fill.day).and_then(|review| review.conclusion.as_ref());
        sum.add_value(&concluded.map(|concluded| concluded.value.id()));
    }

    /// Of one project: what is asked of it now and next, and the standards that this and its own file speak of.
    pub fn project(&self, index: usize, families: &[InputKey], agencies: &InputKey) -> InputKey {
        let record = &self.fill.registry.projects[index];
        let mut sum = self.base.clone();
        self.add_file(&mut sum, record.file);
        self.add_resources(&mut sum, self.fill.registry.yielded_by(&record.id));
        sum.add(agencies);
        let (now, next) = (self.fill.answers.audits().project(index), self.fill.lists.next(index));
        sum.add_value(now);
        sum.add_value(&next);
        let later = next.into_iter().flat_map(|(_, obligations)| obligations);
        for obligation in now.obligations.iter().chain(later) {
            if let Requirement::Standard(standard) = obligation.asked {
                sum.add(&families[standard]);
            }
        }
        let open = now.undecided.iter().filter_map(|open| match open.asked {
            Requirement::Standard(standard) => Some(standard),
            Requirement::Evidence(_) => None,
        });
        let recommended = now.recommended.iter().map(|one| one.standard);
        open.chain(recommended).chain(now.unplaced.iter().copied()).for_each(|standard| sum.add(&families[standard]));
        self.add_standards(&mut sum, record, families);
        let dockets = self.fill.registry.cases_of(&record.id);
        dockets.for_each(|(docket, _)| self.add_file(&mut sum, docket.file));
        self.add_told(&mut sum, record.file);
        sum.key()
    }

    /// Of one information resource: whom and what it names, and the sweep that was due last.
    pub fn resource(&self, index: usize) -> InputKey {
        let registry = self.fill.registry;
        let record = &registry.resources[index];
        let mut sum = self.base.clone();
        self.add_file(&mut sum, record.file);
        self.add_named_by(&mut sum, record.references());
        let at = registry.jurisdiction_shared_in(record);
        sum.add_value(&at.and_then(|at| registry.sweep_due(&at.value, self.fill.day)));
        self.add_told(&mut sum, record.file);
        sum.key()
    }

    /// Of a record whose pages are derived: what it names, and all agencies, since a step may be left to an organ.
    pub fn record(&self, kind: Kind, place: usize, agencies: &InputKey) -> InputKey {
        let mut sum = self.base.clone();
        sum.add(agencies);
        if let Some(record) = self.fill.registry.record_at(kind, place) {
            self.add_file(&mut sum, record.file());
            self.add_named_by(&mut sum, record.references());
            self.add_told(&mut sum, record.file());
        }
        sum.key()
    }

    /// The records that another names.
    fn add_named_by(&self, sum: &mut InputHasher, references: Vec<Reference<'_>>) {
        let registry = self.fill.registry;
        for reference in references {
            let named = match reference.to {
                ReferenceTarget::Agency(id) | ReferenceTarget::Issuer(id) => {
                    registry.agency(id).map(|index| registry.agencies[index].file)
                }
                ReferenceTarget::Project(id) => registry.project(id).map(|index| registry.projects[index].file),
                ReferenceTarget::Resource(id) => registry.resource(id).map(|index| registry.resources[index].file),
                ReferenceTarget::Standard(cited) => {
                    self.add_cards(sum, &cited.number);
                    continue;
                }
                // The others are in files that any page may show.
                _ => continue,
            };
            match named {
                Some(file) => self.add_file(sum, file),
                None => sum.add(b"unknown"),
            }
        }
    }

    /// Of one agency: its projects, the standards that its file speaks of, and what is due that concerns it; all that is due, where
    /// its role is to review: its pages tell of all that is late.
    pub fn agency(&self, index: usize, standards: &[InputKey], all: (&InputKey, &InputKey, &InputKey)) -> InputKey {
        let (agencies, projects, all_due) = all;
        let record = &self.fill.registry.agencies[index];
        let mut sum = self.base.clone();
        self.add_file(&mut sum, record.file);
        self.add_resources(&mut sum, self.fill.registry.provided_by(&record.id));
        sum.add(agencies);
        sum.add(projects);
        self.add_standards(&mut sum, record, standards);
        if self.fill.registry.may(record, "review") {
            sum.add(all_due);
        } else {
            for due in self.fill.answers.due_of(index) {
                sum.add_value(due);
                sum.add(&standards[due.standard]);
            }
        }
        self.fill.answers.expiries_of(index).for_each(|one| sum.add_value(one));
        for review in self.fill.answers.year().concluded(&record.id) {
            sum.add_value(review);
            sum.add(&standards[review.standard]);
        }
        self.fill.answers.year().timed(index).iter().for_each(|step| sum.add_value(step));
        // Of those that it took over from, whose year it answers for.
        for own in self.fill.answers.year().charged(index) {
            sum.add_value(own);
            let record = &self.fill.registry.agencies[*own];
            self.add_file(&mut sum, record.file);
            self.add_resources(&mut sum, self.fill.registry.provided_by(&record.id));
            self.add_standards(&mut sum, record, standards);
        }
        self.add_told(&mut sum, record.file);
        sum.key()
    }

    /// The standards that a record speaks of, by their sums.
    fn add_standards(&self, sum: &mut InputHasher, record: &impl HasReferences, keys: &[InputKey]) {
        let cited = record.references().into_iter().filter_map(|reference| reference.standard());
        cited.for_each(|cited| self.add_cited(sum, &cited.number, keys));
    }

    /// The editions that a number means, by their sums.
    fn add_cited(&self, sum: &mut InputHasher, number: &Number, keys: &[InputKey]) {
        match self.fill.registry.target(number) {
            CitationTarget::Edition(edition) => sum.add(&keys[edition]),
            CitationTarget::Family(editions) => editions.iter().for_each(|edition| sum.add(&keys[*edition])),
            CitationTarget::Unknown => sum.add(b"unknown"),
        }
    }

    /// How long what is said of a record holds, what is found in its file, and what happened to it.
    fn add_told(&self, sum: &mut InputHasher, file: FileId) {
        sum.add_value(&self.fill.answers.holding().file(file));
        sum.add(&self.found[file.0 as usize]);
        for happened in self.fill.answers.history_of(file).iter() {
            // Not the whole commit: it may have changed every record.
            sum.add(happened.commit.id.as_bytes());
            sum.add_value(&(happened.change, happened.place, happened.day, happened.elsewhere));
            // Mostly it is where it was.
            let path = &happened.change.path;
            let is_there = path == self.fill.registry.path(file);
            if let Some(at) = Some(file).filter(|_| is_there).or_else(|| self.fill.registry.file_named(path)) {
                sum.add(&self.fill.registry.digests[at.0 as usize]);
            }
        }
    }

    /// What other pages show of a standard.
    fn add_card(&self, sum: &mut InputHasher, index: usize) {
        self.add_file(sum, self.fill.registry.standards[index].file);
        sum.add(self.fill.answers.standard(index).status.id().as_bytes());
    }

    /// What other pages show of the editions that a number means.
    fn add_cards(&self, sum: &mut InputHasher, number: &Number) {
        match self.fill.registry.target(number) {
            CitationTarget::Edition(edition) => self.add_card(sum, edition),
            CitationTarget::Family(editions) => editions.iter().for_each(|edition| self.add_card(sum, *edition)),
            CitationTarget::Unknown => sum.add(b"unknown"),
        }
    }

    /// What only its own page shows.
    fn add_own(&self, sum: &mut InputHasher, index: usize) {
        let registry = self.fill.registry;
        let record = &registry.standards[index];
        self.add_card(sum, index);
        sum.add_value(self.fill.answers.standard(index));
        let references = record.references();
        references.iter().filter_map(Reference::standard).for_each(|cited| self.add_cards(sum, &cited.number));
        for by in references.iter().filter_map(Reference::agency) {
            if let Some(agency) = registry.agency(by) {
                self.add_file(sum, registry.agencies[agency].file);
            }
        }
        sum.add_value(&registry.revision_due(index, self.fill.day));
        sum.add_value(&registry.abolition_due(index, self.fill.day));
    }
}
