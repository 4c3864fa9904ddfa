//! Conditions over facts that a record does not give.
//!
//! A fact that is not known is no "no". Such a condition is tried with whatever the fact could be: with each value that the condition
//! itself tells apart from others. Where all agree the answer is certain (`false && unknown` is false), else it is unknown, and the
//! facts on which it turns are named.

use cel::Value;

use crate::day::Day;

use super::{Condition, Values};

/// A fact of a project that its record may not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnknownFact {
    /// 等级保护级别.
    MlpsLevel,
    /// 投资额.
    Investment,
    /// The day of approval.
    Approved,
    /// The day on which construction began.
    Started,
    /// The day of acceptance.
    Accepted,
    /// The day on which it went into operation.
    Operating,
}

impl UnknownFact {
    /// Every fact, in the order in which they are named.
    pub const ALL: [UnknownFact; 6] = [
        UnknownFact::MlpsLevel,
        UnknownFact::Investment,
        UnknownFact::Approved,
        UnknownFact::Started,
        UnknownFact::Accepted,
        UnknownFact::Operating,
    ];

    /// The key that gives it, which is also the word that JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            UnknownFact::MlpsLevel => "mlps_level",
            UnknownFact::Investment => "investment",
            UnknownFact::Approved => "approved",
            UnknownFact::Started => "started",
            UnknownFact::Accepted => "accepted",
            UnknownFact::Operating => "operating",
        }
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// Some facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownFacts(u8);

impl UnknownFacts {
    /// One fact.
    #[must_use]
    pub fn one(fact: UnknownFact) -> Self {
        UnknownFacts(fact.bit())
    }

    /// These and those.
    #[must_use]
    pub fn and(self, other: UnknownFacts) -> Self {
        UnknownFacts(self.0 | other.0)
    }

    /// Whether one is among them.
    #[must_use]
    pub fn has(self, fact: UnknownFact) -> bool {
        self.0 & fact.bit() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = UnknownFact> {
        UnknownFact::ALL.into_iter().filter(move |fact| self.has(*fact))
    }
}

/// Whether something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ternary {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// That turns on facts which are not known.
    Unknown(UnknownFacts),
}

impl Ternary {
    /// Whether both hold.
    #[must_use]
    pub fn and(self, other: Ternary) -> Ternary {
        match (self, other) {
            (Ternary::No, _) | (_, Ternary::No) => Ternary::No,
            (Ternary::Yes, other) => other,
            (one, Ternary::Yes) => one,
            (Ternary::Unknown(one), Ternary::Unknown(other)) => Ternary::Unknown(one.and(other)),
        }
    }
}

/// The days between which an unknown day lies, both included, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayBounds {
    /// Not before.
    pub from: Option<Day>,
    /// Not after.
    pub to: Option<Day>,
}

/// A project's values, with those that are not known.
pub struct PartialValues {
    pub(super) values: Values,
    pub(super) unknown: Vec<(UnknownFact, DayBounds)>,
}

/// More combinations than these are not tried: whoever writes such a condition gets "unknown".
const MOST_TRIED: usize = 4096;

impl Condition {
    /// Whether the condition holds of a project.
    #[must_use]
    pub fn answer(&self, known: &mut PartialValues) -> Ternary {
        let open: Vec<(UnknownFact, DayBounds)> =
            known.unknown.iter().copied().filter(|(fact, _)| self.speaks_of(fact.id())).collect();
        if open.is_empty() {
            return if self.holds(&known.values) { Ternary::Yes } else { Ternary::No };
        }
        let all = open.iter().fold(UnknownFacts::default(), |all, (fact, _)| all.and(UnknownFacts::one(*fact)));
        let could: Option<Vec<Vec<Value>>> =
            open.iter().map(|(fact, between)| self.could_be(*fact, *between)).collect();
        let Some(could) = could else { return Ternary::Unknown(all) };
        if could.iter().map(Vec::len).product::<usize>() > MOST_TRIED {
            return Ternary::Unknown(all);
        }
        let outcomes = self.try_all(&mut known.values, &open, &could);
        match outcomes.first() {
            Some(first) if outcomes.iter().all(|outcome| outcome == first) => {
                if *first {
                    Ternary::Yes
                } else {
                    Ternary::No
                }
            }
            _ => Ternary::Unknown(turns_on(&outcomes, &open, &could)),
        }
    }

    /// What comes of every combination; the first fact's values change fastest.
    fn try_all(&self, values: &mut Values, open: &[(UnknownFact, DayBounds)], could: &[Vec<Value>]) -> Vec<bool> {
        let count = could.iter().map(Vec::len).product();
        let mut outcomes = Vec::with_capacity(count);
        for combination in 0..count {
            let mut rest = combination;
            for ((fact, _), could) in open.iter().zip(could) {
                if let Some(value) = could.get(rest % could.len()) {
                    values.set(fact.id(), value.clone());
                }
                rest /= could.len();
            }
            outcomes.push(self.holds(values));
        }
        outcomes
    }

    /// The values of a fact that the condition may tell apart; none where it looks into the fact's parts.
    fn could_be(&self, fact: UnknownFact, between: DayBounds) -> Option<Vec<Value>> {
        match fact {
            // Nought is a system that was found to need no level.
            UnknownFact::MlpsLevel => Some((0..=5_i64).map(Value::from).collect()),
            UnknownFact::Investment => Some(amounts(&self.literals.numbers).into_iter().map(Value::from).collect()),
            _ if self.literals.looks_into_text => None,
            _ => Some(days(&self.literals.days, between).into_iter().map(|day| Value::from(day.to_string())).collect()),
        }
    }
}

/// Amounts at, between and beyond the numbers of a condition.
fn amounts(numbers: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = numbers.iter().copied().filter(|number| *number >= 0.0).collect();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup();
    let mut amounts = vec![0.0];
    let mut last = 0.0;
    for number in sorted {
        amounts.push(f64::midpoint(last, number));
        amounts.push(number);
        last = number;
    }
    amounts.push(last + 1.0);
    amounts
}

/// Days at, just before and just after those of a condition, within bounds.
fn days(literals: &[Day], between: DayBounds) -> Vec<Day> {
    let first = between.from.or_else(|| Day::new(1900, 1, 1));
    let last = between.to.or_else(|| Day::new(2999, 12, 31));
    let near = literals.iter().flat_map(|day| [crate::day::Duration::days(1).before(*day), *day, day.next()]);
    let mut days: Vec<Day> = first.into_iter().chain(near).chain(last).collect();
    days.retain(|day| first.is_none_or(|first| first <= *day) && last.is_none_or(|last| *day <= last));
    days.sort_unstable();
    days.dedup();
    days
}

/// The facts of which one alone changes the outcome somewhere.
fn turns_on(outcomes: &[bool], open: &[(UnknownFact, DayBounds)], could: &[Vec<Value>]) -> UnknownFacts {
    let mut facts = UnknownFacts::default();
    let mut stride = 1;
    for ((fact, _), could) in open.iter().zip(could) {
        let differs = outcomes.iter().enumerate().any(|(at, outcome)| {
            let last = at / stride % could.len() + 1 == could.len();
            !last && outcomes.get(at + stride).is_some_and(|next| next != outcome)
        });
        if differs {
            facts = facts.and(UnknownFacts::one(*fact));
        }
        stride *= could.len();
    }
    facts
}
