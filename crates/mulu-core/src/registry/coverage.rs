//! How the catalogue covers the topics of the standards system (Art. 4): 有标采标, 无标制标, 缺标补标.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, Status};
use crate::number::Level;
use crate::vocabulary;

use super::Registry;

vocabulary! {
    /// How a topic is covered, the best first.
    #[derive(JsonSchema, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum TopicState {
        /// A listed national, industry or local standard in force covers it.
        Adopt = "adopt", "有标采标", "adopt";
        /// Only a municipal or an international document, or a group's, covers it.
        Done = "done", "无标制标", "done";
        /// A municipal draft names it.
        InProgress = "in-progress", "在制", "in progress";
        /// Nothing covers it.
        Gap = "gap", "缺标补标", "gap";
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
    /// The standards that cover it, or the drafts that will.
    pub standards: Vec<usize>,
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
                coverage.push(Coverage { class, topic, state, standards });
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
        if drafts.is_empty() { (TopicState::Gap, Vec::new()) } else { (TopicState::InProgress, drafts) }
    }
}
