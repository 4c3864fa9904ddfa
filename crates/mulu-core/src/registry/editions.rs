//! Editions of standards: status, successors, and which edition a citation means on a day.

use std::collections::BTreeMap;

use crate::day::{self, Dates, Day, Status};
use crate::number::Number;

use super::Registry;

/// What a cited number means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CitationTarget {
    /// One edition: the citation is dated (注日期引用), or names a document.
    Edition(usize),
    /// A family of editions: the citation is undated (不注日期引用).
    Family(Vec<usize>),
    /// Nothing that the registry knows.
    Unknown,
}

/// What became of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Succession {
    /// The editions in force on the day at the end of every chain that leads from it, itself if it is in force.
    pub current: Vec<usize>,
    /// Since when its first successor is effective.
    pub since: Option<Day>,
}

impl Registry {
    /// What a cited number means.
    #[must_use]
    pub fn target(&self, number: &Number) -> CitationTarget {
        let editions = self.links.editions(self, number);
        match editions.as_slice() {
            [] => CitationTarget::Unknown,
            [one] if number.is_dated() || number.is_opaque() => CitationTarget::Edition(*one),
            [one] if !number.names_all_parts() && self.links.numbers.get(number.canonical()) == Some(one) => {
                CitationTarget::Edition(*one)
            }
            _ => CitationTarget::Family(editions),
        }
    }

    /// The standard that a person means by an id, a number in any form, or a title; its newest edition if undated.
    #[must_use]
    pub fn find_standard(&self, text: &str, day: Day) -> Option<usize> {
        let text = text.trim();
        if let Some(index) = self.standard(text).or_else(|| self.links.titles.get(text).copied()) {
            return Some(index);
        }
        match self.target(&self.number(text)) {
            CitationTarget::Edition(index) => Some(index),
            CitationTarget::Family(family) => self.newest_in_force(&family, day),
            CitationTarget::Unknown => self.titled(text),
        }
    }

    /// The standard with a title, where no other has it: editions often share theirs.
    fn titled(&self, title: &str) -> Option<usize> {
        let named = |record: &crate::model::Standard| record.title.as_ref().is_some_and(|own| own.value == title);
        let mut all = (0..self.standards.len()).filter(|index| self.standards.get(*index).is_some_and(named));
        all.next().filter(|_| all.next().is_none())
    }

    /// A number as this registry reads it: with the series that it declares. Text around one number does not matter: its title, the
    /// brackets of a title, quotation marks.
    #[must_use]
    pub fn number(&self, text: &str) -> Number {
        let grammar = &self.config.grammar;
        let number = grammar.parse(text);
        if number.is_opaque()
            && self.standard_of(&number).is_none()
            && let [found] = &grammar.find(text)[..]
        {
            return found.number.clone();
        }
        number
    }

    /// The record of exactly this number.
    #[must_use]
    pub fn standard_of(&self, number: &Number) -> Option<usize> {
        self.links.numbers.get(number.canonical()).copied()
    }

    /// The dates that decide an edition's status.
    #[must_use]
    pub fn dates(&self, standard: usize) -> Dates {
        let record = &self.standards[standard];
        let date = |of: &Option<crate::model::Spanned<Day>>| of.as_ref().map(|date| date.value);
        let issued = |index: &usize| date(&self.standards[*index].issued);
        let effective = |index: &usize| date(&self.standards[*index].effective);
        // What belongs to an edition ends with it.
        let edition = self.part_of(standard).unwrap_or(standard);
        let owner = &self.standards[edition];
        let whole = &self.links.successors[edition];
        let partial = &self.links.partial_successors[edition];
        Dates {
            issued: date(&record.issued),
            effective: date(&record.effective),
            withdrawn: date(&record.withdrawn).into_iter().chain(date(&owner.withdrawn)).min(),
            withdrawn_some_day: record.is_withdrawn_some_day || owner.is_withdrawn_some_day,
            year: record.number.as_ref().and_then(|own| own.number.year()).filter(|_| !record.is_municipal()),
            successor_issued: whole.iter().chain(partial.iter()).filter_map(issued).min(),
            successor_effective: whole.iter().filter_map(effective).min(),
        }
    }

    /// An edition's status on a day.
    #[must_use]
    pub fn status(&self, standard: usize, day: Day) -> Status {
        day::status(self.dates(standard), day)
    }

    /// The editions that replace the whole of one, whether effective yet or not.
    #[must_use]
    pub fn successors(&self, standard: usize) -> &[usize] {
        &self.links.successors[standard]
    }

    /// The next edition that will replace one that is in force, and from when: issued already, effective after the day.
    #[must_use]
    pub fn supersession(&self, standard: usize, day: Day) -> Option<(usize, Day)> {
        let next = self.links.successors[standard].iter().filter_map(|successor| {
            let dates = self.dates(*successor);
            let issued = dates.issued.is_none_or(|issued| issued <= day);
            dates.effective.filter(|effective| issued && *effective > day).map(|effective| (*successor, effective))
        });
        next.min_by_key(|(successor, effective)| (*effective, *successor))
    }

    /// The editions that replace one in part.
    #[must_use]
    pub fn partial_successors(&self, standard: usize) -> &[usize] {
        &self.links.partial_successors[standard]
    }

    /// The editions that one replaces whole, as far as they are recorded.
    #[must_use]
    pub fn predecessors(&self, standard: usize) -> Vec<usize> {
        self.links.replaced(self, standard, self.standards[standard].replaces.iter().map(|cited| &cited.number))
    }

    /// The editions that an undated number in `replaces` can mean.
    #[must_use]
    pub fn replaceable(&self, by: usize, number: &Number) -> Vec<usize> {
        self.links.older(self, by, number)
    }

    /// The first record, in the order of the files, of the same undated number; none for a document without a number.
    #[must_use]
    pub fn first_of_family(&self, standard: usize) -> Option<usize> {
        let number = self.standards[standard].number.as_ref()?;
        self.links.families.get(number.number.undated().canonical())?.first().copied()
    }

    /// Every recorded edition of the same undated number, oldest first, each with what belongs to it; the record itself included.
    #[must_use]
    pub fn family(&self, standard: usize) -> Vec<usize> {
        let Some(number) = &self.standards[standard].number else { return vec![standard] };
        let editions = self.links.families.get(number.number.undated().canonical());
        let mut editions = editions.map_or_else(Vec::new, |editions| editions.to_vec());
        editions.sort_by_key(|index| self.age(*index));
        let mut family: Vec<usize> =
            editions.into_iter().flat_map(|edition| std::iter::once(edition).chain(self.parts(edition))).collect();
        if !family.contains(&standard) {
            family.push(standard);
        }
        family
    }

    /// What became of an edition by a day: the chain of successors is followed to its ends, through splits and merges. A cycle
    /// of replacements, which is a fault of its own, ends where it closes.
    #[must_use]
    pub fn succession(&self, standard: usize, day: Day) -> Succession {
        // What belongs to an edition has its edition's succession.
        let standard = self.part_of(standard).unwrap_or(standard);
        let mut seen = vec![standard];
        let mut open = vec![standard];
        let mut current = Vec::new();
        while let Some(index) = open.pop() {
            match self.status(index, day) {
                Status::Current => current.push(index),
                Status::Replaced => {
                    for next in self.effective_successors(index, day) {
                        if !seen.contains(&next) {
                            seen.push(next);
                            open.push(next);
                        }
                    }
                }
                Status::Draft | Status::Upcoming | Status::Withdrawn => {}
            }
        }
        current.sort_unstable();
        let first = self.effective_successors(standard, day);
        let since = first.into_iter().filter_map(|index| self.dates(index).effective).min();
        Succession { current, since }
    }

    fn effective_successors(&self, standard: usize, day: Day) -> Vec<usize> {
        let effective = |index: &usize| self.dates(*index).effective.is_some_and(|effective| effective <= day);
        self.links.successors[standard].iter().copied().filter(effective).collect()
    }

    /// The editions in force on a day that a citation means: a dated one through its successors, an undated one as the newest.
    #[must_use]
    pub fn in_force(&self, number: &Number, day: Day) -> Vec<usize> {
        match self.target(number) {
            CitationTarget::Edition(index) => self.succession(index, day).current,
            CitationTarget::Family(editions) if number.names_all_parts() => self.each_part_in_force(&editions, day),
            CitationTarget::Family(family) => {
                let newest = self.newest_in_force(&family, day);
                newest.map(|index| self.succession(index, day).current).unwrap_or_default()
            }
            CitationTarget::Unknown => Vec::new(),
        }
    }

    /// The editions in force of each part of a standard, by part.
    fn each_part_in_force(&self, editions: &[usize], day: Day) -> Vec<usize> {
        let mut families: BTreeMap<Number, Vec<usize>> = BTreeMap::new();
        for index in editions {
            if let Some(own) = &self.standards[*index].number {
                families.entry(own.number.undated()).or_default().push(*index);
            }
        }
        let newest = families.values().filter_map(|family| self.newest_in_force(family, day));
        newest.flat_map(|index| self.succession(index, day).current).collect()
    }

    /// The newest edition in force; else the newest that was, or that is issued; else the newest of all. What was not issued by the day
    /// comes last: whoever cited the number then cannot have meant it.
    fn newest_in_force(&self, family: &[usize], day: Day) -> Option<usize> {
        let rank = |index: usize| match self.status(index, day) {
            Status::Current => 3,
            Status::Replaced | Status::Withdrawn => 2,
            Status::Upcoming => 1,
            Status::Draft => 0,
        };
        let editions = family.iter().copied().filter(|index| !self.is_part(*index));
        editions.max_by_key(|index| (rank(*index), self.age(*index)))
    }

    /// What orders the editions of a family: the year of the number, then the day it became effective, then the number.
    fn age(&self, standard: usize) -> (Option<u16>, Option<Day>, &str) {
        let record = &self.standards[standard];
        let year = record.number.as_ref().and_then(|number| number.number.year());
        (year, self.dates(standard).effective, record.name())
    }
}
