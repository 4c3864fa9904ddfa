//! Duties that come again (DESIGN 12): whose they are, which period is judged, and whether it was kept.

use std::collections::HashMap;

use crate::day::{Day, Duration, Period, Recurrence};
use crate::model::{Agency, RecurringDuty};

use super::{ClauseRef, Registry};

/// A duty that an agency has on a day.
#[derive(Clone, Debug)]
pub struct OwedDuty<'r> {
    /// The clause that asks for it.
    pub clause: ClauseRef<'r>,
    /// The duty.
    pub duty: &'r RecurringDuty,
    /// The agency, by its place in [`Registry::agencies`].
    pub agency: usize,
    /// How often it is to be done in a period.
    pub needed: usize,
    /// How it recurs.
    pub recurrence: Recurrence,
    /// The newest period that has ended, where it is judged.
    pub ended: Option<DutyPeriod>,
    /// The period that it is to be done in next: the running one where that is not kept yet.
    pub next: Option<DutyPeriod>,
    /// The newest day on which it was done.
    pub last_done: Option<Day>,
}

/// A period, and how often the duty was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DutyPeriod {
    /// The period.
    pub period: Period,
    /// How often it was done by its last day.
    pub in_time: usize,
    /// How often it was done after that, before the next began.
    pub late: usize,
}

impl OwedDuty<'_> {
    /// How records name it: `policy#clause/duty`.
    #[must_use]
    pub fn reference(&self) -> String {
        duty_reference(&self.clause, self.duty)
    }

    /// The period that ended and was not kept, not even late.
    #[must_use]
    pub fn overdue(&self) -> Option<DutyPeriod> {
        self.ended.filter(|ended| ended.in_time + ended.late < self.needed)
    }

    /// Whether the newest period was kept late only.
    #[must_use]
    pub fn was_late(&self) -> bool {
        self.ended.is_some_and(|ended| ended.in_time < self.needed && self.needed <= ended.in_time + ended.late)
    }
}

/// How records name a duty: `policy#clause/duty`.
#[must_use]
pub fn duty_reference(clause: &ClauseRef<'_>, duty: &RecurringDuty) -> String {
    let id = duty.id.as_ref().map_or("", |id| &id.value);
    format!("{}/{id}", clause.reference())
}

/// How a duty recurs, and how often it is to be done in a period.
#[must_use]
pub fn how_often(duty: &RecurringDuty, anchor: Day) -> (Recurrence, usize) {
    let recurrence = Recurrence {
        every: duty.every.as_ref().map_or(Duration::years(1), |every| every.value),
        window: duty.window.as_ref().map(|window| window.value),
        due: duty.due.as_ref().map(|due| due.value),
        anchor,
    };
    (recurrence, duty.at_least.as_ref().map_or(1, |least| usize::try_from(least.value).unwrap_or(1)))
}

/// The newest period that ended and the next one in which something is to be done, with what was done. A period that begins before
/// `since` is not asked about.
#[must_use]
pub fn kept(
    recurrence: &Recurrence,
    (needed, since): (usize, Day),
    done: &[Day],
    day: Day,
) -> (Option<DutyPeriod>, Option<DutyPeriod>) {
    let asked = |kept: &DutyPeriod| kept.period.begins >= since;
    let kept = |period: Period| {
        let within = |from: Day, to: Day| done.iter().filter(|day| from <= **day && **day <= to).count();
        let (in_time, late) = (within(period.begins, period.ends), within(period.ends.next(), period.until));
        DutyPeriod { period, in_time, late }
    };
    let running = recurrence.next(day).map(kept);
    let next = running.and_then(|running| {
        let open = asked(&running) && running.in_time < needed;
        if open { Some(running) } else { recurrence.next(running.period.ends.next()).map(kept) }
    });
    (recurrence.newest_ended(day).map(kept).filter(asked), next.filter(asked))
}

/// What agencies did, by agency and duty.
#[derive(Debug, Default)]
struct DutyRecord<'r>(HashMap<(usize, &'r str), Vec<Day>>);

impl Registry {
    /// The clause and the duty that `policy#clause/duty` names.
    #[must_use]
    pub fn recurring_duty(&self, reference: &str) -> Option<(ClauseRef<'_>, &RecurringDuty)> {
        let (clause, id) = reference.rsplit_once('/')?;
        let clause = self.clause(clause)?;
        let named = |duty: &&RecurringDuty| duty.id.as_ref().is_some_and(|own| own.value == id);
        Some((clause, clause.clause.duties.iter().find(named)?))
    }

    /// Every duty that agencies have on a day, by clause and agency. A measure that lapsed asks for nothing more.
    #[must_use]
    pub fn duties_owed(&self, day: Day) -> Vec<OwedDuty<'_>> {
        let is_sweep = |duty: &RecurringDuty| duty.id.as_ref().is_some_and(|id| id.value == SWEEP);
        let asked: Vec<(ClauseRef<'_>, &RecurringDuty)> = self
            .clauses()
            .filter(|clause| !clause.clause.duties.is_empty() && clause.is_in_force(day))
            .flat_map(|clause| clause.clause.duties.iter().map(move |duty| (clause, duty)))
            .filter(|(_, duty)| !is_sweep(duty))
            .collect();
        if asked.is_empty() {
            return Vec::new();
        }
        let deeds = self.deeds(day);
        let owed = asked.into_iter().flat_map(|(clause, duty)| {
            let deeds = &deeds;
            let who = self.bound_by(&clause, duty, day);
            who.into_iter().filter_map(move |agency| self.owed_by(clause, duty, agency, deeds, day))
        });
        owed.collect()
    }

    /// The agencies that have a duty on a day.
    fn bound_by(&self, clause: &ClauseRef<'_>, duty: &RecurringDuty, day: Day) -> Vec<usize> {
        // What agencies of upstreams owe is asked of them there.
        let is_there =
            |agency: &Agency| self.is_own(agency.file) && agency.until.as_ref().is_none_or(|until| until.value > day);
        let Some(by) = &duty.by else { return Vec::new() };
        if by.value == "agency" && !clause.policy.organs.iter().any(|(organ, _)| organ.value == "agency") {
            let governed = |agency: &Agency| agency.jurisdiction.as_ref().is_some_and(|at| clause.governs(&at.value));
            let all = self.agencies.iter().enumerate().filter(|(_, agency)| is_there(agency) && governed(agency));
            return all.map(|(index, _)| index).collect();
        }
        let named = self.agency(clause.policy.organ(&by.value));
        let all = named.map_or_else(Vec::new, |agency| self.with_successors(agency, Some(day)));
        all.into_iter().filter(|index| is_there(&self.agencies[*index])).collect()
    }

    fn owed_by<'r>(
        &'r self,
        clause: ClauseRef<'r>,
        duty: &'r RecurringDuty,
        agency: usize,
        deeds: &DutyRecord<'r>,
        day: Day,
    ) -> Option<OwedDuty<'r>> {
        let anchor = clause.policy.since()?;
        let (recurrence, needed) = how_often(duty, anchor);
        // A period that began before the measure, or before the registry was kept, is nobody's fault.
        let kept_since = self.config.since.as_ref().map_or(anchor, |since| since.value.max(anchor));
        let done = deeds.of(agency, clause, duty);
        let (ended, next) = kept(&recurrence, (needed, kept_since), &done, day);
        Some(OwedDuty { clause, duty, agency, needed, recurrence, ended, next, last_done: done.iter().copied().max() })
    }

    /// What was done by a day. What an agency did before it was merged stands to the credit of whoever took over.
    fn deeds(&self, day: Day) -> DutyRecord<'_> {
        let mut deeds = DutyRecord::default();
        for (index, agency) in self.agencies.iter().enumerate() {
            let heirs =
                if agency.succeeded_by.is_empty() { vec![index] } else { self.with_successors(index, Some(day)) };
            let done = agency
                .done
                .iter()
                .filter_map(|done| Some((done.duty.as_ref()?.value.as_str(), done.date.as_ref()?.value)));
            let taught = agency.trainings.iter().filter_map(|held| Some((TRAINING, held.date.as_ref()?.value)));
            for (duty, date) in done.chain(taught).filter(|(_, date)| *date <= day) {
                for heir in &heirs {
                    deeds.0.entry((*heir, duty)).or_default().push(date);
                }
            }
        }
        deeds
    }
}

/// A duty with this id is the sweep of the catalogue of resources, which has records and a rule of its own.
const SWEEP: &str = "sweep";

/// A duty with this id is kept by `[[training]]`, too.
const TRAINING: &str = "training";

impl DutyRecord<'_> {
    fn of(&self, agency: usize, clause: ClauseRef<'_>, duty: &RecurringDuty) -> Vec<Day> {
        let get = |name: &str| -> Vec<Day> { self.0.get(&(agency, name)).cloned().unwrap_or_default() };
        let mut days = get(&duty_reference(&clause, duty));
        if duty.id.as_ref().is_some_and(|id| id.value == TRAINING) {
            days.extend(get(TRAINING));
        }
        days
    }
}
