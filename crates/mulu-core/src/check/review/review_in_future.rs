//! `review-in-future`: a review dated in the future.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-in-future",
    group: RuleGroup::Review,
    level: Severity::Deny,
    summary: StaticMessage { zh: "复审日期在将来", en: "a review dated in the future" },
    document: include_str!("review_in_future.md"),
    run: Run::Records(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        for date in standard.reviews.iter().filter_map(|review| review.date.as_ref()).filter(|date| date.value > cx.day)
        {
            let day = date.value;
            findings.report(
                standard.file,
                date.span,
                message!("复审日期 {day} 尚未到来", "the review is dated {day}, which is still to come"),
                message!(
                    "复审完成后再记录；在此之前它不算数",
                    "record a review once it is done; until then it does not count"
                ),
            );
        }
    }
}
