//! What falls due beside reviews, and what falls when in a year, by whom.

use std::collections::BTreeMap;

use crate::views::parts::{Code, Link};
use crate::views::schedule::{ExpiryRow, OwnDuty, YearMark, YearPicture, YearRow};
use mulu_core::address;
use mulu_core::day::{Day, Period, ReviewState};
use mulu_core::registry::{ClauseRef, Expiry, OwedDuty, how_often};

use super::{Fill, count};

/// How many agencies the picture of a year names.
const ROWS: usize = 24;

/// How many things a mark names.
const NAMES: usize = 4;

/// Who a row of the picture is of: every agency that a measure reaches, or one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum RowOwner {
    All(usize),
    One(usize),
}

impl Fill<'_> {
    /// One thing that falls due.
    pub(super) fn expiry(&self, one: &Expiry) -> Option<ExpiryRow> {
        let (kind, id) = self.registry.record_of(one.file);
        let record = self.registry.record(kind, id)?;
        let english = record.title_en().filter(|_| self.lang() == mulu_core::message::Lang::En);
        let title = english.or_else(|| record.title()).unwrap_or(id);
        let lang = (english.is_none() && self.lang() == mulu_core::message::Lang::En)
            .then(|| mulu_core::message::Lang::Zh.tag().to_owned());
        Some(ExpiryRow {
            what: one.what.id(),
            day: one.day.to_string(),
            state: state(one.state),
            record: Link { href: address::record(kind, id)?, text: title.to_owned(), lang },
            title: one.title.get(self.lang()).to_owned(),
            reason: one.reason.get(self.lang()).to_owned(),
            by: one.by.iter().filter_map(|agency| self.agency_link(&self.registry.agencies[*agency].id)).collect(),
            clause: one.clause.as_ref().and_then(|clause| self.clause_named(clause)),
        })
    }

    /// What falls when in the day's year: the duties of every measure in force, and what else falls due from the day on.
    pub(super) fn year_picture(&self) -> YearPicture {
        let year = self.day.year();
        let mut rows: BTreeMap<RowOwner, Vec<BTreeMap<Code, Vec<String>>>> = BTreeMap::new();
        let mut mark = |who: RowOwner, day: Day, what: Code, name: String| {
            let months = rows.entry(who).or_insert_with(|| vec![BTreeMap::new(); 12]);
            let month = usize::try_from(day.month().saturating_sub(1)).unwrap_or(0);
            if let Some(month) = months.get_mut(month) {
                month.entry(what).or_default().push(name);
            }
        };
        let (Some(first), Some(last)) = (Day::new(year, 1, 1), Day::new(year, 12, 31)) else {
            return YearPicture { year, kinds: Vec::new(), rows: Vec::new() };
        };
        for clause in self.registry.clauses().filter(|clause| clause.is_in_force(self.day)) {
            for duty in &clause.clause.duties {
                let Some(since) = clause.policy.since() else { continue };
                let name = self.duty_title(&clause, duty);
                let Some(who) = self.who_has(&clause, duty) else { continue };
                for period in how_often(duty, since).0.ending_within(first, last) {
                    mark(who, period.ends, "duty", name.clone());
                }
            }
        }
        let others = self.answers.expiries().iter().filter(|one| one.day.year() == year && one.what.id() != "duty");
        for one in others {
            for agency in &one.by {
                mark(RowOwner::One(*agency), one.day, one.what.id(), one.title.get(self.lang()).to_owned());
            }
        }
        for due in self.answers.due().iter().filter(|due| due.due.year() == year) {
            for agency in &due.by {
                let name = self.registry.standards[due.standard].name().to_owned();
                mark(RowOwner::One(*agency), due.due, due.task.id(), name);
            }
        }
        let mut kinds: Vec<Code> = rows.values().flatten().flat_map(|month| month.keys().copied()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let total = |months: &[BTreeMap<Code, Vec<String>>]| -> usize {
            months.iter().flat_map(BTreeMap::values).map(Vec::len).sum()
        };
        // Whoever has most to do; and all of them in the order of measures and agencies.
        let mut chosen: Vec<(RowOwner, usize)> = rows.iter().map(|(who, months)| (*who, total(months))).collect();
        chosen.sort_by_key(|(who, total)| (matches!(who, RowOwner::One(_)), std::cmp::Reverse(*total), *who));
        chosen.truncate(ROWS);
        chosen.sort_by_key(|(who, _)| *who);
        let rows = chosen.iter().filter_map(|(who, total)| {
            let months =
                rows.get(who)?.iter().map(|month| month.iter().map(|(what, names)| year_mark(what, names)).collect());
            Some(YearRow {
                who: self.who(*who)?,
                is_all: matches!(who, RowOwner::All(_)),
                months: months.collect(),
                total: count(*total),
            })
        });
        YearPicture { year, kinds, rows: rows.collect() }
    }

    /// The recurring duties of an agency.
    pub(super) fn own_duties(&self, agency: usize) -> Vec<OwnDuty> {
        let own = self.lists.owed().iter().filter(|owed| owed.agency == agency);
        own.map(|owed| self.own_duty(owed)).collect()
    }

    fn own_duty(&self, owed: &OwedDuty<'_>) -> OwnDuty {
        let span = |period: Period| format!("{}/{}", period.begins, period.ends);
        OwnDuty {
            title: self.duty_title(&owed.clause, owed.duty),
            clause: self.clause_ref(&owed.clause),
            ended: owed.ended.map(|ended| span(ended.period)),
            state: match owed.ended {
                None => "none",
                Some(_) if owed.overdue().is_some() => "overdue",
                Some(_) if owed.was_late() => "late",
                Some(_) => "kept",
            },
            done: owed.last_done.map(|done| done.to_string()),
            next: owed.next.map(|next| span(next.period)),
        }
    }

    fn duty_title(&self, clause: &ClauseRef<'_>, duty: &mulu_core::model::RecurringDuty) -> String {
        let title = duty.title.as_ref().or(duty.id.as_ref()).map_or("", |title| &title.value);
        let article = self.article(clause.clause.id.as_ref().map_or("", |id| &id.value));
        format!("{title} ({article})")
    }

    fn who_has(&self, clause: &ClauseRef<'_>, duty: &mulu_core::model::RecurringDuty) -> Option<RowOwner> {
        let by = duty.by.as_ref()?;
        if by.value == "agency" {
            return self.registry.policy(&clause.policy.id).map(RowOwner::All);
        }
        self.registry.agency(clause.policy.organ(&by.value)).map(RowOwner::One)
    }

    fn who(&self, who: RowOwner) -> Option<Link> {
        match who {
            RowOwner::One(agency) => self.agency_link(&self.registry.agencies[agency].id),
            RowOwner::All(policy) => {
                let policy = &self.registry.policies[policy];
                let title = self.title(&policy.title, &policy.title_en, &policy.id);
                Some(Link { href: address::policy(&policy.id), text: title.text, lang: title.lang })
            }
        }
    }
}

fn year_mark(what: &Code, names: &[String]) -> YearMark {
    let shown: Vec<&str> = names.iter().take(NAMES).map(String::as_str).collect();
    let rest = if names.len() > NAMES { "；…" } else { "" };
    YearMark { what, n: count(names.len()), names: format!("{}{rest}", shown.join("；")) }
}

fn state(state: ReviewState) -> Code {
    match state {
        ReviewState::Overdue => "overdue",
        ReviewState::DueSoon => "due_soon",
        ReviewState::Scheduled => "scheduled",
    }
}
