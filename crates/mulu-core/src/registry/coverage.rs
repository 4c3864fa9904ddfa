//! How the catalogue covers the topics of the standards system (Art. 4): 有标采标, 无标制标, 有标未采, 缺标补标.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, Status};
use crate::model::Listing;
use crate::number::{Level, contains};

use super::Registry;

/// How a topic is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TopicState {
    /// 有标采标: a listed national, industry or local standard in force covers it.
    Adopt,
    /// 无标制标: only a municipal or an international document, or a group's, covers it.
    Done,
    /// A municipal draft names it.
    InProgress,
    /// 有标未采: a national, industry or local standard is in force and on record, and the catalogue does not list it.
    Unadopted,
    /// 缺标补标: nothing covers it.
    Gap,
}

impl TopicState {
    /// Every state, the best first.
    pub const ALL: [TopicState; 5] =
        [TopicState::Adopt, TopicState::Done, TopicState::InProgress, TopicState::Unadopted, TopicState::Gap];

    /// Whether the catalogue has nothing for the topic, and no draft names it either.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, TopicState::Unadopted | TopicState::Gap)
    }

    /// The word that JSON and URLs use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            TopicState::Adopt => "adopt",
            TopicState::Done => "done",
            TopicState::InProgress => "in-progress",
            TopicState::Unadopted => "unadopted",
            TopicState::Gap => "gap",
        }
    }
}

/// A topic's coverage on a day.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The class, by its place in [`Registry::classes`].
    pub class: usize,
    /// The topic, by its place in the class.
    pub topic: usize,
    /// How it is covered.
    pub state: TopicState,
    /// The standards that cover it, the drafts that will, or those that could be listed.
    pub standards: Vec<usize>,
    /// Of a gap: the local standards in force of other regions, which may serve as a reference.
    pub elsewhere: Vec<usize>,
}

impl Registry {
    /// The coverage of every topic, in the taxonomy's order.
    #[must_use]
    pub fn coverage(&self, day: Day) -> Vec<Coverage> {
        let mut naming: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, standard) in self.standards.iter().enumerate().filter(|(index, _)| !self.is_part(*index)) {
            for topic in &standard.topics {
                naming.entry(topic).or_default().push(index);
            }
        }
        let mut coverage = Vec::new();
        for (class, record) in self.classes.iter().enumerate() {
            for (topic, entry) in record.topics.iter().enumerate() {
                let id = entry.id.as_ref().map_or("", |id| &id.value);
                let named = naming.get(id).map_or(&[][..], Vec::as_slice);
                let (state, standards) = self.covered(named, day);
                let elsewhere = if state == TopicState::Gap { self.elsewhere(named, day) } else { Vec::new() };
                coverage.push(Coverage { class, topic, state, standards, elsewhere });
            }
        }
        coverage
    }

    fn covered(&self, named: &[usize], day: Day) -> (TopicState, Vec<usize>) {
        let which =
            |test: &dyn Fn(usize) -> bool| named.iter().copied().filter(|index| test(*index)).collect::<Vec<_>>();
        let in_force = |index: usize| self.status(index, day) == Status::Current;
        let listed = |index: usize| self.standards[index].listed_on(day).is_some() && in_force(index);
        let level = |index: usize| self.standards[index].level();
        let domestic = which(&|index| {
            listed(index) && matches!(level(index), Some(Level::National | Level::Industry | Level::Local))
        });
        if !domestic.is_empty() {
            return (TopicState::Adopt, domestic);
        }
        let own = which(&|index| match level(index) {
            Some(Level::Municipal) => in_force(index),
            Some(Level::International | Level::Group) => listed(index),
            _ => false,
        });
        if !own.is_empty() {
            return (TopicState::Done, own);
        }
        let drafts = which(&|index| {
            level(index) == Some(Level::Municipal)
                && matches!(self.status(index, day), Status::Draft | Status::Upcoming)
        });
        if !drafts.is_empty() {
            return (TopicState::InProgress, drafts);
        }
        let available = which(&|index| in_force(index) && self.could_be_adopted(index));
        if available.is_empty() { (TopicState::Gap, Vec::new()) } else { (TopicState::Unadopted, available) }
    }

    /// Whether the catalogue could list a standard in force: a national or an industry standard, or a local one of a region that the
    /// registry's own lies in, of which the office has not said that it does not apply.
    fn could_be_adopted(&self, index: usize) -> bool {
        let standard = &self.standards[index];
        let entry = standard.catalogue.as_ref().and_then(|entry| entry.status.as_ref());
        let is_set_aside = entry.is_some_and(|status| matches!(status.value, Listing::Excluded | Listing::Delisted));
        let reaches_us = match standard.level() {
            Some(Level::National | Level::Industry) => true,
            Some(Level::Local) => self.is_of_own_region(index),
            _ => false,
        };
        reaches_us && !is_set_aside
    }

    /// Whether a local standard is of a region that contains the registry's own.
    fn is_of_own_region(&self, index: usize) -> bool {
        let region = self.standards[index].number.as_ref().and_then(|cited| cited.number.region());
        let own = self.config.jurisdiction.as_ref();
        region.zip(own).is_some_and(|(region, own)| contains(region.code, &own.value))
    }

    /// The local standards of other regions that are in force.
    fn elsewhere(&self, named: &[usize], day: Day) -> Vec<usize> {
        let is_elsewhere = |index: &usize| {
            self.standards[*index].level() == Some(Level::Local)
                && self.status(*index, day) == Status::Current
                && !self.is_of_own_region(*index)
        };
        named.iter().copied().filter(is_elsewhere).collect()
    }
}
