//! The next review of a standard in this registry.

use crate::day::{self, Day, NextReview, NoDuty, ReviewInput, Status, Trigger, TriggerCause};
use crate::model::Standard;
use crate::number::{self, Level};

use super::{CitationTarget, Registry};

impl Registry {
    /// When a standard must next be reviewed, or why it need not be. An amendment sheet is reviewed with its edition.
    ///
    /// # Errors
    /// The reason why there is no review duty on the day.
    pub fn next_review(&self, standard: usize, day: Day) -> Result<NextReview, NoDuty> {
        if self.is_part(standard) {
            return Err(NoDuty::NotListed);
        }
        let record = &self.standards[standard];
        let listed = self.listing(standard, day).and_then(|entry| entry.listed.as_ref()).map(|listed| listed.value);
        let municipal = record.is_municipal().then_some(record.effective.as_ref()).flatten();
        let reviewed = record.reviewed_by(day).and_then(|review| review.date.as_ref()).map(|date| date.value);
        // What changed before the last review was there to be seen in it.
        let seen = [listed, municipal.map(|effective| effective.value), reviewed].into_iter().flatten().max();
        let input = ReviewInput {
            status: self.status(standard, day),
            listed,
            municipal_effective: municipal.map(|effective| effective.value),
            reviewed,
            own_cycle: record.review_cycle.as_ref().map(|cycle| cycle.value),
            reasoned: record.cycle_reason.is_some(),
            trigger: self.trigger(standard, seen, day),
            ceiling: self.review_terms(standard).cycle,
            due_soon: self.review_terms(standard).due_soon,
        };
        day::next_review(input, day)
    }

    /// The terms of the reviews of a standard: those of its own registry.
    #[must_use]
    pub fn review_terms(&self, standard: usize) -> &crate::config::ReviewTerms {
        let file = self.standards.get(standard).map_or(self.config.file, |record| record.file);
        &self.config_at(file).review
    }

    /// The first change under a standard since it was last looked at.
    fn trigger(&self, standard: usize, seen: Option<Day>, day: Day) -> Option<Trigger> {
        let record = &self.standards[standard];
        let references = record.references.iter().flat_map(|cited| self.changes(&cited.number, day));
        let references = references.map(|(by, since)| (since, TriggerCause::Reference, by));
        let topics = self.on_its_topics(record, day).map(|(by, since)| (since, TriggerCause::Topic, by));
        let changes = references.chain(topics).filter(|(since, ..)| seen.is_none_or(|seen| *since > seen));
        let (since, what, by) = changes.min()?;
        Some(Trigger { what, by, since, within: self.review_terms(standard).trigger_within })
    }

    /// What became of a cited standard by a day: by which record, and since when. Of an undated number each edition that took another's
    /// place is a revision.
    fn changes(&self, cited: &number::Number, day: Day) -> Vec<(usize, Day)> {
        match self.target(cited) {
            CitationTarget::Edition(edition) => self.end_of(edition, day).into_iter().collect(),
            CitationTarget::Family(editions) => {
                let of_family = || editions.iter().copied().filter(|edition| !self.is_part(*edition));
                let revises = |edition: &usize| !self.standards[*edition].replaces.is_empty();
                let since = |edition: usize| Some((edition, self.dates(edition).effective?));
                let revisions = of_family().filter(revises).filter_map(since).filter(|(_, since)| *since <= day);
                let is_withdrawn = |edition: &usize| self.status(*edition, day) == Status::Withdrawn;
                revisions.chain(of_family().filter(is_withdrawn).filter_map(|gone| self.end_of(gone, day))).collect()
            }
            CitationTarget::Unknown => Vec::new(),
        }
    }

    /// What became of an edition that is no longer in force: by which record, and since when.
    fn end_of(&self, edition: usize, day: Day) -> Option<(usize, Day)> {
        match self.status(edition, day) {
            Status::Replaced => {
                let succession = self.succession(edition, day);
                Some((succession.current.first().copied().unwrap_or(edition), succession.since?))
            }
            Status::Withdrawn => Some((edition, self.standards[edition].withdrawn.as_ref()?.value)),
            Status::Draft | Status::Upcoming | Status::Current => None,
        }
    }

    /// The national, industry and local standards in force on the topics of a document of the city's own, each with since when.
    fn on_its_topics<'r>(&'r self, record: &'r Standard, day: Day) -> impl Iterator<Item = (usize, Day)> + use<'r> {
        let topics = record.topics.iter().filter(|_| record.is_municipal());
        let others = topics.flat_map(|topic| self.on_topic(topic).iter().copied());
        others.filter_map(move |index| {
            let other = &self.standards[index];
            let domestic = self.is_domestic_here(other) && !self.is_part(index);
            let since = self.dates(index).effective?;
            (domestic && self.status(index, day) == Status::Current).then_some((index, since))
        })
    }

    /// The standards on a topic, by its id.
    #[must_use]
    pub fn on_topic(&self, topic: &str) -> &[usize] {
        self.links.topics.get(topic).map_or(&[], Vec::as_slice)
    }

    /// Whether a standard is a national or an industry one, or a local one that holds in the catalogue's jurisdiction.
    #[must_use]
    pub fn is_domestic_here(&self, standard: &Standard) -> bool {
        match standard.level() {
            Some(Level::National | Level::Industry) => true,
            Some(Level::Local) => {
                let region = standard.number.as_ref().and_then(|cited| cited.number.region());
                let home = self.config.jurisdiction.as_ref();
                region.zip(home).is_none_or(|(region, home)| number::contains(region.code, &home.value))
            }
            _ => false,
        }
    }
}
