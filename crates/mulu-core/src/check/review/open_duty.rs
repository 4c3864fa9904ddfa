//! What a review concluded must be done, and is still to do after its day (DESIGN 4).

use crate::check::context::{CheckContext, Findings};
use crate::day::Day;
use crate::message::Message;
use crate::registry::{Duty, Registry};

/// A duty that is overdue, in the words that every message about one needs.
pub struct Overdue<'r> {
    /// The standard.
    pub name: &'r str,
    /// The last day on which doing it would have been in time.
    pub due: Day,
    /// When the review concluded it.
    pub reviewed: Day,
    /// The standard is the city's own document, which the office can itself revise and withdraw.
    pub own: bool,
}

/// Reports every standard whose duty is overdue: `duty` tells it, `words` what is wrong and what to do about it.
pub fn report(
    cx: &CheckContext<'_>,
    findings: &mut Findings<'_>,
    duty: impl Fn(&Registry, usize, Day) -> Option<Duty>,
    words: impl Fn(&Overdue<'_>) -> (Message, Message),
) {
    for (index, standard) in cx.standards() {
        let Some(duty) = duty(cx.registry, index, cx.day).filter(|duty| duty.due < cx.day) else { continue };
        let overdue =
            Overdue { name: standard.name(), due: duty.due, reviewed: duty.concluded, own: standard.is_municipal() };
        let (message, help) = words(&overdue);
        findings.report(standard.file, duty.span, message, help);
    }
}
