//! `review-out-of-order`: reviews that are not in the order of their dates.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-out-of-order",
    group: RuleGroup::Review,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "复审记录的先后颠倒", en: "reviews that are not in the order of their dates"
    },
    document: include_str!("review_out_of_order.md"),
    run: Run::Records(check),
};

/// Reviews are appended, so a date before the one above it is a slip, or a review put in later.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        let dates: Vec<_> = standard.reviews.iter().filter_map(|review| review.date.as_ref()).collect();
        for pair in dates.windows(2) {
            let [above, below] = pair else { continue };
            if below.value >= above.value {
                continue;
            }
            let (day, earlier) = (below.value, above.value);
            findings
                .report(
                    standard.file,
                    below.span,
                    message!("{day} 的复审排在 {earlier} 之后", "the review of {day} stands below that of {earlier}"),
                    message!("复审记录按日期先后追加", "append reviews in the order of their dates"),
                )
                .because(standard.file, above.span, message!("{earlier} 的复审", "the review of {earlier}"));
        }
    }
}
