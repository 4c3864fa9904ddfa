//! What is due: reviews, revisions, abolitions and replacements to come, by when and by whom.
//!
//! The command, the page and the calendar all show this one list, so that they cannot disagree.

use crate::day::{CycleStart, Day, Duration, NextReview, ReviewState, Status};
use crate::model::{Agency, Span, Standard};
use crate::vocabulary;

use super::Registry;

/// How far ahead the page and the calendar look: the next 36 months. What was due before the day is always in the list.
pub const HORIZON: Duration = Duration::months(36);

vocabulary! {
    /// What is to be done.
    pub enum DueTask {
        /// Conclude again whether the standard still fits.
        Review = "review", "复审", "review";
        /// Issue the successor that a review asked for.
        Revision = "revision", "修订", "revision";
        /// Withdraw or delist what a review found useless.
        Abolition = "abolition", "废止", "abolition";
        /// Make ready for the edition that will take the place of a listed one.
        Supersession = "supersession", "代替", "replacement";
    }
}

/// One thing to be done to one standard.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Due {
    /// The standard, by its place in [`Registry::standards`].
    pub standard: usize,
    /// What is to be done.
    pub task: DueTask,
    /// The last day on which it is in time.
    pub due: Day,
    /// Where it stands on the day.
    pub state: ReviewState,
    /// Since when it is to be done: the start of the review cycle, or the day of the conclusion that opened the duty.
    pub since: Day,
    /// How many reviews of the standard were recorded by the day.
    pub reviews: usize,
    /// The agencies that are to do it, by their places in [`Registry::agencies`].
    pub by: Vec<usize>,
    /// The agencies that have filed the standard as adopted, and whom it concerns.
    pub filed_by: Vec<usize>,
    /// The date or the conclusion in the standard's file that it follows from.
    pub span: Span,
}

impl Due {
    /// Whether an agency is to do it, or has filed the standard.
    #[must_use]
    pub fn concerns(&self, agency: usize) -> bool {
        self.by.contains(&agency) || self.filed_by.contains(&agency)
    }
}

impl Registry {
    /// Everything that is to be done to the standards on a day, sorted by due day, then by record and task.
    #[must_use]
    pub fn due(&self, day: Day) -> Vec<Due> {
        let mut list = self.due_of(0..self.standards.len(), day);
        self.sort_due(&mut list);
        list
    }

    /// Everything that is to be done to some standards on a day, by their places in [`Registry::standards`], in this order.
    #[must_use]
    pub fn due_of(&self, standards: impl IntoIterator<Item = usize>, day: Day) -> Vec<Due> {
        let (reviewers, listers) = (self.reviewers(), self.listers());
        let mut list = Vec::new();
        // What upstreams have to do is theirs.
        for standard in standards.into_iter().filter(|standard| self.is_own(self.standards[*standard].file)) {
            list.extend(self.review_task(standard, &reviewers, day));
            list.extend(self.supersession_task(standard, &listers, day));
            let revision = self.revision_due(standard, day).map(|duty| (DueTask::Revision, duty));
            let abolition = self.abolition_due(standard, day).map(|duty| (DueTask::Abolition, duty));
            for (task, duty) in revision.into_iter().chain(abolition) {
                let by = self.concluding_agency(standard, day);
                list.push(Due {
                    standard,
                    task,
                    due: duty.due,
                    state: self.state(duty.due, day),
                    since: duty.concluded,
                    reviews: self.review_count(standard, day),
                    by: by.map_or_else(|| reviewers.clone(), |agency| vec![agency]),
                    filed_by: self.filed_by(standard),
                    span: duty.span,
                });
            }
        }
        list
    }

    /// Sorts what is due by its day, then by record and task.
    pub fn sort_due(&self, list: &mut [Due]) {
        list.sort_by(|a, b| {
            let key = |due: &Due| (due.due, self.standards[due.standard].id.as_str(), due.task);
            key(a).cmp(&key(b))
        });
    }

    /// What is due within a time from the day, the last day included, and everything overdue. Without a time: what is overdue or
    /// due soon, as the registry's `[review] due-soon` has it.
    #[must_use]
    pub fn due_within(&self, within: Option<Duration>, day: Day) -> Vec<Due> {
        let until = within.map(|within| within.after(day));
        let mut list = self.due(day);
        list.retain(|due| until.map_or(due.state != ReviewState::Scheduled, |until| due.due <= until));
        list
    }

    /// Whether an agency has a role that may do something, by the word of `[roles]`: `review`, `waive`.
    #[must_use]
    pub fn may(&self, agency: &Agency, what: &str) -> bool {
        let allowed = self.config.roles.get(what).map_or(&[][..], Vec::as_slice);
        agency.roles.iter().any(|role| allowed.iter().any(|allowed| allowed.value == role.value))
    }

    /// The agencies that make reviews: those with a role of `[roles] review`. Where some of them act in the catalogue's own
    /// jurisdiction, only those: the district's authority does not review the city's catalogue.
    #[must_use]
    pub fn reviewers(&self) -> Vec<usize> {
        self.who_may("review")
    }

    /// The agencies that list standards: those with a role of `[roles] list`; where it names nobody, those that review them.
    #[must_use]
    pub fn listers(&self) -> Vec<usize> {
        let listers = self.who_may("list");
        if listers.is_empty() { self.reviewers() } else { listers }
    }

    /// The agencies that may do something, by the word of `[roles]`. Where some of them act in the catalogue's own jurisdiction, only
    /// those.
    #[must_use]
    pub fn who_may(&self, what: &str) -> Vec<usize> {
        let may = |index: &usize| self.may(&self.agencies[*index], what);
        let home = self.config.jurisdiction.as_ref().map(|home| &home.value);
        let at_home = |index: &usize| self.agencies[*index].jurisdiction.as_ref().map(|at| &at.value) == home;
        // Who may do something elsewhere may do nothing here.
        let own = |index: &usize| self.is_own(self.agencies[*index].file);
        let all: Vec<usize> = (0..self.agencies.len()).filter(own).filter(may).collect();
        let own: Vec<usize> = all.iter().copied().filter(at_home).collect();
        if own.is_empty() { all } else { own }
    }

    fn review_task(&self, standard: usize, reviewers: &[usize], day: Day) -> Option<Due> {
        let review = self.next_review(standard, day).ok()?;
        let span = review_start_place(&self.standards[standard], &review);
        Some(Due {
            standard,
            task: DueTask::Review,
            due: review.due,
            state: review.state,
            since: review.start.day(),
            reviews: self.review_count(standard, day),
            by: reviewers.to_vec(),
            filed_by: self.filed_by(standard),
            span,
        })
    }

    /// A listed edition will be replaced: its listing, and those who filed it, move to the new edition by that day. From the day on it
    /// is `listed-superseded`, and no longer something to come.
    fn supersession_task(&self, standard: usize, listers: &[usize], day: Day) -> Option<Due> {
        let entry = self.standards[standard].listed_on(day)?;
        if self.status(standard, day) != Status::Current {
            return None;
        }
        let (successor, on) = self.supersession(standard, day)?;
        Some(Due {
            standard,
            task: DueTask::Supersession,
            due: on,
            state: self.state(on, day),
            since: self.standards[successor].issued.as_ref().map_or(on, |issued| issued.value),
            reviews: self.review_count(standard, day),
            by: listers.to_vec(),
            filed_by: self.filed_by(standard),
            span: entry.status.as_ref().map_or(entry.span, |status| status.span),
        })
    }

    /// A duty has the same three states as a review, by the same window.
    pub(super) fn state(&self, due: Day, day: Day) -> ReviewState {
        if day > due {
            ReviewState::Overdue
        } else if day >= self.config.review.due_soon.before(due) {
            ReviewState::DueSoon
        } else {
            ReviewState::Scheduled
        }
    }

    fn review_count(&self, standard: usize, day: Day) -> usize {
        let dates = self.standards[standard].reviews.iter().filter_map(|review| review.date.as_ref());
        dates.filter(|date| date.value <= day).count()
    }

    /// The agency whose conclusion opened a duty: who decided it sees to it.
    fn concluding_agency(&self, standard: usize, day: Day) -> Option<usize> {
        let review = self.standards[standard].reviewed_by(day)?;
        self.agency(&review.by.as_ref()?.value)
    }

    fn filed_by(&self, standard: usize) -> Vec<usize> {
        let mut agencies: Vec<usize> = self.mentions(standard).filings.iter().map(|filing| filing.record).collect();
        agencies.sort_unstable();
        agencies.dedup();
        agencies
    }
}

/// Where in a record the day stands that a review is counted from.
#[must_use]
pub fn review_start_place(standard: &Standard, review: &NextReview) -> Span {
    let of_review = || {
        let dates = standard.reviews.iter().filter_map(|review| review.date.as_ref());
        dates.filter(|date| date.value == review.start.day()).map(|date| date.span).next_back()
    };
    let listed = || standard.catalogue.as_ref().and_then(|entry| entry.listed.as_ref()).map(|listed| listed.span);
    let effective = || standard.effective.as_ref().map(|effective| effective.span);
    let span = match review.start {
        CycleStart::Reviewed(_) => of_review(),
        CycleStart::Listed(_) => listed(),
        CycleStart::Effective(_) => effective(),
    };
    span.unwrap_or_else(|| standard.name_span())
}
