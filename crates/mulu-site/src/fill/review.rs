//! The review cycle of the whole catalogue (Art. 20).

use crate::lists::DueLists;
use crate::pagination::{Continuation, ListPages, PageSlice, ROWS, list, list_path};
use crate::picture::{Load, MonthLoad, load};
use crate::views::parts::Figure;
use crate::views::review::{DueReview, HeldReview, OpenDuty, ReviewsPage};
use mulu_core::address;
use mulu_core::day::{CycleStart, NextReview, ReviewState};
use mulu_core::number::Level;
use mulu_core::registry::{Due, DueTask};

use super::{Arg, Fill, count};

/// The page's address.
const PAGE: &str = "reviews/index.html";

/// How many months the picture looks ahead.
const MONTHS: i32 = 36;

impl Fill<'_> {
    /// The lists of the page.
    pub fn review_lists(&self) -> Vec<ListPages> {
        let dues = self.lists.dues();
        vec![
            list("overdue", dues.overdue.len()),
            list("due-soon", dues.due_soon.len()),
            list("duties", dues.duties.len()),
            list("scheduled", dues.scheduled.len()),
            list("others", self.answers.expiries().len()),
            list("past", self.lists.held().len()),
        ]
    }

    /// Who has to review what by when.
    pub fn reviews(&self, continuation: Continuation<'_>) -> ReviewsPage {
        let slice = PageSlice::new(PAGE.to_owned(), continuation);
        let DueLists { overdue, due_soon, scheduled, duties } = self.lists.dues();
        let due = |due: &Due| self.due_review(due);
        let figure = |code, n: usize, href: &str, tone| Figure { code, n: count(n), href: Some(href.to_owned()), tone };
        let tone = |n: usize, tone| if n == 0 { "ok" } else { tone };
        let figures = || {
            let others = self.answers.expiries().len();
            let others = (others > 0).then(|| figure("others", others, "reviews/index.html#others", "plain"));
            let reviews = [
                figure("overdue", overdue.len(), "reviews/index.html#overdue", tone(overdue.len(), "bad")),
                figure("due_soon", due_soon.len(), "reviews/index.html#due-soon", tone(due_soon.len(), "warn")),
                figure("duties", duties.len(), "reviews/index.html#duties", tone(duties.len(), "warn")),
                figure("scheduled", scheduled.len(), "reviews/index.html#scheduled", "plain"),
            ];
            reviews.into_iter().chain(others).collect()
        };
        let cycle = self.registry.config.review.cycle.to_string();
        let clause = self.registry.review_clause(self.day);
        ReviewsPage {
            rule: self.translations.say("review-rule", &[("cycle", Arg::Text(&self.duration(&cycle)))]),
            clause: clause.and_then(|clause| self.clause_named(&clause)),
            figures: if slice.is_page() { figures() } else { Vec::new() },
            overdue: slice.rows("overdue", overdue, due),
            due_soon: slice.rows("due-soon", due_soon, due),
            scheduled: slice.rows("scheduled", scheduled, due),
            duties: slice.rows("duties", duties, |due| self.open_duty(due)),
            calendar_file: "calendar/reviews.ics".to_owned(),
            others: slice.rows("others", self.answers.expiries(), |one| self.expiry(one)),
            year: slice.is_page().then(|| self.year_picture()),
            load: slice
                .is_page()
                .then(|| self.load([("overdue", overdue), ("due-soon", due_soon), ("scheduled", scheduled)])),
            past: slice.rows("past", self.lists.held(), |(standard, place)| self.held(*standard, *place)),
        }
    }

    /// A duration in words: "3 年". One of several units is left as ISO 8601 writes it.
    pub(super) fn duration(&self, iso: &str) -> String {
        let unit = iso.chars().last().unwrap_or_default();
        let Ok(n) = iso.trim_matches(|c: char| !c.is_ascii_digit()).parse() else { return iso.to_owned() };
        let id = match unit {
            'Y' => "duration-years",
            'M' => "duration-months",
            _ => "duration-days",
        };
        self.translations.say(id, &[("n", Arg::Number(n))])
    }

    /// What a review's due day is counted from, in words.
    pub(super) fn review_reason(&self, standard: usize, review: &NextReview) -> String {
        let start = review.start.day().to_string();
        let cycle = self.duration(&review.cycle.to_string());
        let (start, cycle) = (("start", Arg::Text(&start)), ("cycle", Arg::Text(&cycle)));
        match review.start {
            CycleStart::Listed(_) => self.translations.say("review-reason-listed", &[start, cycle]),
            CycleStart::Effective(_) => self.translations.say("review-reason-effective", &[start, cycle]),
            CycleStart::Reviewed(_) => {
                let held = self.registry.standards[standard].reviewed_by(self.day);
                let conclusion =
                    held.and_then(|held| held.conclusion.as_ref()).map_or("continue", |held| held.value.id());
                let conclusion = self.translations.word(&format!("conclusion-{conclusion}"));
                self.translations.say("review-reason-reviewed", &[start, cycle, ("conclusion", Arg::Text(&conclusion))])
            }
        }
    }

    fn due_review(&self, due: &Due) -> Option<DueReview> {
        let review = self.answer(due.standard).review.as_ref().ok()?;
        Some(DueReview {
            anchor: due_anchor(&self.registry.standards[due.standard].id),
            standard: self.standard_ref(due.standard),
            level: self.registry.standards[due.standard].level().map_or("other", Level::id),
            due: due.due.to_string(),
            in_time: self.in_time(due.due),
            reason: self.review_reason(due.standard, review),
            by: due.by.iter().filter_map(|at| self.agency_link(&self.registry.agencies[*at].id)).collect(),
        })
    }

    fn open_duty(&self, due: &Due) -> Option<OpenDuty> {
        let kind = match due.task {
            DueTask::Review => return None,
            DueTask::Revision => "revise",
            DueTask::Abolition => "abolish",
            DueTask::Supersession => "supersede",
        };
        Some(OpenDuty {
            standard: self.standard_ref(due.standard),
            kind,
            decided: due.since.to_string(),
            due: due.due.to_string(),
            state: if due.due < self.day { "overdue" } else { "open" },
        })
    }

    /// What is overdue, and the reviews due in each of the next months, the day's own month first. A column leads to the first of its
    /// reviews in the lists below.
    fn load(&self, lists: [(&str, &Vec<Due>); 3]) -> Load {
        let first = self.day.year() * 12 + self.day.month().cast_signed() - 1;
        let month = |month: i32| MonthLoad {
            month: format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1),
            year: (month == first || month.rem_euclid(12) == 0).then(|| month.div_euclid(12).to_string()),
            ..MonthLoad::default()
        };
        let mut months: Vec<MonthLoad> =
            std::iter::once(MonthLoad::default()).chain((first..first + MONTHS).map(month)).collect();
        for (list, reviews) in lists {
            for (place, review) in reviews.iter().enumerate() {
                let ahead = review.due.year() * 12 + review.due.month().cast_signed() - 1 - first;
                let at = if review.state == ReviewState::Overdue { Some(0) } else { usize::try_from(ahead + 1).ok() };
                let Some(month) = at.and_then(|at| months.get_mut(at)) else { continue };
                if review.state == ReviewState::Scheduled {
                    month.later += 1;
                } else {
                    month.pressing += 1;
                }
                month.href.get_or_insert_with(|| {
                    format!(
                        "{}#{}",
                        list_path(PAGE, list, place / ROWS),
                        due_anchor(&self.registry.standards[review.standard].id)
                    )
                });
            }
        }
        load(&months)
    }

    fn held(&self, standard: usize, place: usize) -> Option<HeldReview> {
        let review = &self.registry.standards[standard].reviews[place];
        Some(HeldReview {
            date: review.date.as_ref()?.value.to_string(),
            standard: self.standard_ref(standard),
            conclusion: review.conclusion.as_ref()?.value.id(),
            by: review.by.as_ref().and_then(|by| self.agency_link(by)),
            reason: review.reason.as_ref().map(|reason| reason.value.clone()),
        })
    }
}

/// The anchor of a standard's row among the reviews that are due.
fn due_anchor(id: &str) -> String {
    format!("due-{}", address::encode(&address::file_name(id)))
}
