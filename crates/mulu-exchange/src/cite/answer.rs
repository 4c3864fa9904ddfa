//! What the registry says of a cited number on a day.

use std::collections::HashMap;

use crate::day::{self, Dates, Day, Status};
use crate::number::Number;
use crate::registry::{Registry, Target};

/// What is known of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Whether the registry knows it.
    pub known: bool,
    /// Its status on the day.
    pub status: Option<Status>,
    /// The editions in force in its place.
    pub current: Vec<String>,
    /// Since when it is replaced or withdrawn.
    pub since: Option<Day>,
}

/// The editions that have no record of their own, and which records replace them.
#[derive(Debug)]
pub struct Answers {
    replaced: HashMap<Number, Vec<usize>>,
    partly: HashMap<Number, Vec<usize>>,
    families: HashMap<Number, Number>,
}

impl Answers {
    /// Collects what the records of a registry replace.
    #[must_use]
    pub fn new(registry: &Registry) -> Self {
        let mut answers = Answers { replaced: HashMap::new(), partly: HashMap::new(), families: HashMap::new() };
        for (index, standard) in registry.standards.iter().enumerate() {
            for cited in &standard.replaces {
                answers.replaced.entry(cited.number.clone()).or_default().push(index);
                answers.add_to_family(&cited.number);
            }
            for cited in &standard.partly_replaces {
                answers.partly.entry(cited.number.clone()).or_default().push(index);
                answers.add_to_family(&cited.number);
            }
        }
        answers
    }

    /// Keeps the newest edition of each family.
    fn add_to_family(&mut self, number: &Number) {
        let newest = self.families.entry(number.undated()).or_insert_with(|| number.clone());
        if newest.year() < number.year() {
            *newest = number.clone();
        }
    }

    /// What is known of a number. An undated one means the newest edition in force.
    #[must_use]
    pub fn of(&self, registry: &Registry, number: &Number, day: Day) -> Answer {
        let index = match registry.target(number) {
            Target::Edition(index) => Some(index),
            Target::Family(_) => registry.find_standard(number.canonical(), day),
            Target::Unknown => None,
        };
        match index {
            Some(index) => recorded(registry, index, day),
            None => self.named(registry, number, day),
        }
    }

    /// An edition that only the records of its successors name. Their dates decide its status, as they do for a record without
    /// dates of its own; before the first of them was issued, nothing says how it stood.
    fn named(&self, registry: &Registry, number: &Number, day: Day) -> Answer {
        let number = self.families.get(number).filter(|_| !number.is_dated()).unwrap_or(number);
        let none = Vec::new();
        let whole = self.replaced.get(number).unwrap_or(&none);
        let partial = self.partly.get(number).unwrap_or(&none);
        let issued = |index: &usize| registry.dates(*index).issued.or(registry.dates(*index).effective);
        let effective = |index: &usize| registry.dates(*index).effective;
        let dates = Dates {
            successor_issued: whole.iter().chain(partial).filter_map(issued).min(),
            successor_effective: whole.iter().filter_map(effective).min(),
            ..Dates::default()
        };
        if dates.successor_issued.is_none_or(|issued| issued > day) {
            return Answer { known: !(whole.is_empty() && partial.is_empty()), ..Answer::default() };
        }
        let status = day::status(dates, day);
        if status != Status::Replaced {
            let current = vec![number.canonical().to_owned()];
            return Answer { known: true, status: Some(status), current, since: None };
        }
        let in_effect = whole.iter().filter(|index| effective(index).is_some_and(|effective| effective <= day));
        let mut current: Vec<usize> = in_effect.flat_map(|index| registry.succession(*index, day).current).collect();
        current.sort_unstable();
        current.dedup();
        let current = names(registry, &current);
        Answer { known: true, status: Some(status), current, since: dates.successor_effective }
    }
}

fn recorded(registry: &Registry, index: usize, day: Day) -> Answer {
    let status = registry.status(index, day);
    let succession = registry.succession(index, day);
    let since = match status {
        Status::Replaced => succession.since,
        Status::Withdrawn => registry.dates(index).withdrawn,
        Status::Draft | Status::Upcoming | Status::Current => None,
    };
    Answer { known: true, status: Some(status), current: names(registry, &succession.current), since }
}

fn names(registry: &Registry, standards: &[usize]) -> Vec<String> {
    standards.iter().map(|index| registry.standards[*index].name().to_owned()).collect()
}
