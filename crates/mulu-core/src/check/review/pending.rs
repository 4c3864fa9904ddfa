//! A next review that is to be held, as the two rules on its due day report it.

use crate::check::context::{CheckContext, Findings};
use crate::day::{NextReview, ReviewState};
use crate::finding::Finding;
use crate::message::Message;
use crate::model::Standard;
use crate::reasons;

/// The standards whose next review is in a state, each with that review.
pub(super) fn in_state<'c>(
    cx: &'c CheckContext<'_>,
    state: ReviewState,
) -> impl Iterator<Item = (&'c Standard, NextReview)> {
    cx.standards().filter_map(move |(index, standard)| {
        let review = cx.registry.next_review(index, cx.day).ok()?;
        (review.state == state).then_some((standard, review))
    })
}

/// Reports a review at the day that it is counted from, with what else made it due.
pub(super) fn report<'f>(
    findings: &'f mut Findings<'_>,
    standard: &Standard,
    review: &NextReview,
    message: Message,
    help: Message,
) -> &'f mut Finding {
    let (place, related) = reasons::review_places(standard, review);
    let finding = findings.report(standard.file, place, message, help);
    if let Some((span, message)) = related {
        finding.because(standard.file, span, message);
    }
    finding
}
