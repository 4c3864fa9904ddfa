//! `review-repeated`: a review that repeats one of the last days.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Duration;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-repeated",
    group: RuleGroup::Review,
    level: Severity::Warn,
    summary: StaticMessage { zh: "短期内重复复审", en: "a review that repeats one of the last days" },
    document: include_str!("review_repeated.md"),
    run: Run::Records(check),
};

/// Reviews count once: a second one within this time is the first one written twice.
const APART: Duration = Duration::days(30);

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        let dates: Vec<_> = standard.reviews.iter().filter_map(|review| review.date.as_ref()).collect();
        for pair in dates.windows(2) {
            let [first, again] = pair else { continue };
            if again.value < first.value || again.value > APART.after(first.value) {
                continue;
            }
            let (name, day, before) = (standard.name(), again.value, first.value);
            findings
                .report(
                    standard.file,
                    again.span,
                    message!(
                        "{name} 在 {before} 刚复审过，{day} 又记一次",
                        "{name} was reviewed on {before}, and again on {day}"
                    ),
                    message!("同一次复审只记一次", "write one review once"),
                )
                .because(standard.file, first.span, message!("上一次", "the one before"));
        }
    }
}
