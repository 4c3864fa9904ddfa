//! The municipal documents that are being made.

use mulu_core::day::{Day, Status};
use mulu_core::model::{CONSULTATION, Drafting, STEPS};

use crate::views::plan::{PlanPage, PlanStep, PlannedDocument};

use super::Fill;

/// A step that a document reached: its place among the six, and the day.
pub type ReachedStep = (usize, Day);

/// The steps that were reached by a day, in their order.
pub fn reached(drafting: &Drafting, day: Day) -> Vec<ReachedStep> {
    let dated = drafting.steps.iter().enumerate().filter_map(|(at, date)| Some((at, date.as_ref()?.value)));
    dated.filter(|(_, date)| *date <= day).collect()
}

impl Fill<'_> {
    /// The municipal documents that are not in force yet, by their places.
    fn planned(&self) -> Vec<usize> {
        let standards = self.registry.standards.iter().enumerate();
        let own = standards.filter(|(_, standard)| standard.is_municipal());
        own.map(|(index, _)| index)
            .filter(|index| matches!(self.answer(*index).status, Status::Draft | Status::Upcoming))
            .collect()
    }

    /// What is being made, by the step that it has reached.
    pub fn plan(&self) -> PlanPage {
        let mut by_step: Vec<Vec<PlannedDocument>> = vec![Vec::new(); STEPS.len()];
        let (mut open, mut without) = (Vec::new(), Vec::new());
        for index in self.planned() {
            let drafting = self.registry.standards[index].drafting.as_ref();
            let last = drafting.and_then(|drafting| reached(drafting, self.day).last().copied());
            let Some((drafting, (step, since))) = drafting.zip(last) else {
                without.push(self.standard_ref(index));
                continue;
            };
            let document = PlannedDocument {
                standard: self.standard_ref(index),
                since: Some(since.to_string()),
                until: drafting.consultation_until.as_ref().map(|until| until.value.to_string()),
            };
            if step == CONSULTATION && drafting.consultation_until.as_ref().is_none_or(|until| until.value >= self.day)
            {
                open.push(document.clone());
            }
            if let Some(documents) = by_step.get_mut(step) {
                documents.push(document);
            }
        }
        open.sort_by(|one, other| (one.until.is_none(), &one.until).cmp(&(other.until.is_none(), &other.until)));
        let steps = STEPS.into_iter().zip(by_step).filter(|(_, documents)| !documents.is_empty());
        PlanPage {
            open,
            steps: steps.map(|(code, documents)| PlanStep { code, documents }).collect(),
            without,
            feed_file: "feeds/plan.atom".to_owned(),
        }
    }
}
