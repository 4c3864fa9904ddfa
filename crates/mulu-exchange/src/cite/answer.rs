//! What the registry says of a cited number on a day.

use std::cell::RefCell;
use std::collections::HashMap;

use serde::Serialize;

use mulu_core::day::{self, Dates, Day, Status};
use mulu_core::number::{Grammar, Match, Number};
use mulu_core::registry::{CitationTarget, Registry};

use super::expand;
use super::recorded::Recorded;

/// The most answers that are kept: a document cites few numbers many times, and one that cites ever other ones takes no more memory.
const MOST_ANSWERS: usize = 50_000;

/// What is known of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberAnswer {
    /// Whether the registry knows it.
    pub known: bool,
    /// Its status on the day.
    pub status: Option<Status>,
    /// The editions in force in its place.
    pub current: Vec<String>,
    /// Since when it is replaced or withdrawn.
    pub since: Option<Day>,
    /// The number that the standard has now, where this is a former one.
    pub renumbered: Option<RenumberedTo>,
    /// The upstream registry whose record it is, where that is another.
    pub origin: Option<String>,
    /// What may have been meant, where it is not known.
    pub nearest: Vec<String>,
}

/// The number that a renumbered standard has now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RenumberedTo {
    /// The number.
    pub to: String,
    /// Since when.
    pub since: Day,
}

/// The editions that have no record of their own, and which records replace them; and what was asked already.
#[derive(Debug)]
pub struct CitationResolver {
    replaced: HashMap<Number, Vec<usize>>,
    partly: HashMap<Number, Vec<usize>>,
    families: HashMap<Number, Number>,
    recorded: Recorded,
    /// The registry's grammar, with the series that its records have and nobody declared.
    grammar: Grammar,
    /// What was answered already, at most [`MOST_ANSWERS`].
    asked: RefCell<HashMap<Number, (Day, NumberAnswer)>>,
}

impl CitationResolver {
    /// Collects what the records of a registry replace.
    #[must_use]
    pub fn new(registry: &Registry) -> Self {
        let mut answers = CitationResolver {
            replaced: HashMap::new(),
            partly: HashMap::new(),
            families: HashMap::new(),
            recorded: Recorded::of(registry),
            grammar: Grammar::default(),
            asked: RefCell::default(),
        };
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
        let implied = answers.recorded.series();
        answers.grammar = Grammar::with(registry.config.grammar.declared().cloned().chain(implied));
        answers
    }

    /// Keeps the newest edition of each family.
    fn add_to_family(&mut self, number: &Number) {
        let newest = self.families.entry(number.undated()).or_insert_with(|| number.clone());
        if newest.year() < number.year() {
            *newest = number.clone();
        }
    }

    /// The numbers in a text, ranges and lists written out; those of no known series as they are recorded.
    pub(super) fn numbers(&self, text: &str) -> Vec<Match> {
        let recorded = self.recorded.find(text);
        let mut found = expand::numbers(&self.grammar, text);
        // What a series that nobody declared begins with may be a word: without a year it is none of its numbers.
        found.retain(|found| found.number.is_dated() || !self.recorded.implies(found.number.prefix()));
        if recorded.is_empty() {
            return found;
        }
        let overlaps = |one: &Match| {
            let at = recorded.partition_point(|known| known.end <= one.start);
            recorded.get(at).is_some_and(|known| known.start < one.end)
        };
        found.retain(|one| !overlaps(one));
        found.extend(recorded.iter().cloned());
        found.sort_by_key(|one| (one.start, one.end));
        found
    }

    /// What is known of a number. An undated one means the newest edition in force.
    #[must_use]
    pub fn of(&self, registry: &Registry, number: &Number, day: Day) -> NumberAnswer {
        if let Some((on, answer)) = self.asked.borrow().get(number)
            && *on == day
        {
            return answer.clone();
        }
        let answer = self.answer(registry, number, day);
        let mut asked = self.asked.borrow_mut();
        if asked.len() >= MOST_ANSWERS {
            asked.clear();
        }
        asked.insert(number.clone(), (day, answer.clone()));
        drop(asked);
        answer
    }

    fn answer(&self, registry: &Registry, number: &Number, day: Day) -> NumberAnswer {
        match registry.target(number) {
            CitationTarget::Edition(index) => recorded(registry, index, number, day),
            CitationTarget::Family(_) if number.names_all_parts() => all_parts(registry, number, day),
            CitationTarget::Family(_) => {
                let newest = registry.find_standard(number.canonical(), day);
                let newest = newest.map(|index| recorded(registry, index, number, day)).unwrap_or_default();
                let is_to_come = matches!(newest.status, Some(Status::Draft | Status::Upcoming));
                // What nobody recorded may have been in force while what is recorded was still to come.
                let before = Some(self.named(registry, number, day)).filter(|before| is_to_come && before.known);
                before.unwrap_or(newest)
            }
            CitationTarget::Unknown => {
                let named = self.named(registry, number, day);
                if named.known {
                    return named;
                }
                NumberAnswer { nearest: registry.nearest_numbers(number, day), ..named }
            }
        }
    }

    /// An edition that only the records of its successors name. Their dates decide its status, as they do for a record without
    /// dates of its own; before the first of them was issued, nothing says how it stood.
    fn named(&self, registry: &Registry, number: &Number, day: Day) -> NumberAnswer {
        let number = self.families.get(number).filter(|_| !number.is_dated()).unwrap_or(number);
        let none = Vec::new();
        let whole = self.replaced.get(number).unwrap_or(&none);
        let partial = self.partly.get(number).unwrap_or(&none);
        let issued = |index: &usize| registry.dates(*index).issued.or(registry.dates(*index).effective);
        let effective = |index: &usize| registry.dates(*index).effective;
        let dates = Dates {
            year: number.year(),
            successor_issued: whole.iter().chain(partial).filter_map(issued).min(),
            successor_effective: whole.iter().filter_map(effective).min(),
            ..Dates::default()
        };
        let is_known = !(whole.is_empty() && partial.is_empty());
        let was_issued = dates.successor_issued.is_some_and(|issued| issued <= day)
            || number.year().is_some_and(|year| i32::from(year) < day.year());
        if !is_known || !was_issued {
            return NumberAnswer { known: is_known, ..NumberAnswer::default() };
        }
        let status = day::status(dates, day);
        if status != Status::Replaced {
            let current = vec![number.canonical().to_owned()];
            return NumberAnswer { known: true, status: Some(status), current, ..NumberAnswer::default() };
        }
        let in_effect = whole.iter().filter(|index| effective(index).is_some_and(|effective| effective <= day));
        let mut current: Vec<usize> = in_effect.flat_map(|index| registry.succession(*index, day).current).collect();
        current.sort_unstable();
        current.dedup();
        let current = names(registry, &current, day);
        NumberAnswer {
            known: true,
            status: Some(status),
            current,
            since: dates.successor_effective,
            ..NumberAnswer::default()
        }
    }
}

fn recorded(registry: &Registry, index: usize, number: &Number, day: Day) -> NumberAnswer {
    let status = registry.status(index, day);
    let succession = registry.succession(index, day);
    let since = match status {
        Status::Replaced => succession.since,
        Status::Withdrawn => registry.dates(index).withdrawn,
        Status::Draft | Status::Upcoming | Status::Current => None,
    };
    let is_sheet_in_force = registry.is_sheet(index) && status == Status::Current;
    let current = match status {
        _ if is_sheet_in_force => vec![registry.standards[index].name().to_owned()],
        // What is still to come stands for nothing yet, though its edition is in force.
        Status::Draft | Status::Upcoming => Vec::new(),
        _ => names(registry, &succession.current, day),
    };
    let renumbered = renumbered(registry, index, number, day);
    let origin = registry.upstream_of(registry.standards[index].file).map(|upstream| upstream.id.clone());
    NumberAnswer { known: true, status: Some(status), current, since, renumbered, origin, ..NumberAnswer::default() }
}

/// The number that a standard has had since the cited one was taken from it.
fn renumbered(registry: &Registry, index: usize, number: &Number, day: Day) -> Option<RenumberedTo> {
    let standard = &registry.standards[index];
    let is_cited = |former: &Number| former == number || former.undated() == *number;
    let former =
        standard.former_numbers.iter().filter_map(|former| Some((former.number.as_ref()?, former.until.as_ref()?)));
    let since = former.filter(|(former, _)| is_cited(&former.number)).map(|(_, until)| until.value).max()?;
    let is_own = standard.number.as_ref().is_some_and(|own| own.number == *number || own.number.undated() == *number);
    (since <= day && !is_own).then(|| RenumberedTo { to: standard.name().to_owned(), since })
}

/// The editions in force of all parts; in force is what has one.
fn all_parts(registry: &Registry, number: &Number, day: Day) -> NumberAnswer {
    let current = names(registry, &registry.in_force(number, day), day);
    let status = (!current.is_empty()).then_some(Status::Current);
    NumberAnswer { known: true, status, current, ..NumberAnswer::default() }
}

/// The names of editions, as revised by the day.
fn names(registry: &Registry, standards: &[usize], day: Day) -> Vec<String> {
    standards.iter().map(|index| registry.standards[registry.as_revised(*index, day)].name().to_owned()).collect()
}
