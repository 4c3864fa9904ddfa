//! `review-history-rewritten`: a recorded review that was edited or removed.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::model::Review;
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-history-rewritten",
    group: Group::History,
    level: Level::Deny,
    summary: Phrase {
        zh: "改动或删除了已有的复审记录", en: "a recorded review that was edited or removed"
    },
    document: include_str!("review_history_rewritten.md"),
    run: Run::Registry(check),
};

/// Art. 20: reviews are appended. What was concluded stays, even where a later review concludes otherwise.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base else { return };
    for old in base.registry.standards.iter().filter(|old| !old.reviews.is_empty()) {
        let Some(new) = base.standard_now(old, cx.registry) else { continue };
        let mut left: Vec<(usize, &Review)> = new.reviews.iter().enumerate().collect();
        let mut gone = Vec::new();
        for (at, review) in old.reviews.iter().enumerate() {
            match left.iter().position(|(_, other)| facts(other) == facts(review)) {
                Some(same) => drop(left.remove(same)),
                None => gone.push((at, review)),
            }
        }
        for (at, review) in gone {
            let day = review.date.as_ref().map(|date| date.value);
            let on = day.map_or_else(|| "—".to_owned(), |day| day.to_string());
            let name = new.name();
            // Of the same day, or in the same place of the list: edited; otherwise removed.
            let of_day = |(_, other): &(usize, &Review)| other.date.as_ref().map(|date| date.value) == day;
            let edited = left.iter().position(of_day).or_else(|| left.iter().position(|(place, _)| *place == at));
            let help = say!(
                "恢复原来的 [[review]]；结论有变请另记一次复审",
                "put the recorded [[review]] back; where the conclusion has changed, append another review"
            );
            match edited.map(|found| left.remove(found)) {
                Some((_, other)) => findings.report(
                    new.file,
                    other.date.as_ref().map_or(other.span, |date| date.span),
                    say!("改动了 {name} 在 {on} 的复审记录", "the recorded review of {name} on {on} was edited"),
                    help,
                ),
                None => findings.report(
                    new.file,
                    new.name_span(),
                    say!("删除了 {name} 在 {on} 的复审记录", "the recorded review of {name} on {on} was removed"),
                    help,
                ),
            };
        }
    }
}

/// Everything that a review says.
fn facts(review: &Review) -> impl PartialEq + use<> {
    let text = |text: &Option<crate::model::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    (
        review.date.as_ref().map(|date| date.value),
        review.conclusion.as_ref().map(|conclusion| conclusion.value),
        text(&review.by),
        text(&review.reason),
        text(&review.evidence),
        review.due.as_ref().map(|due| due.value),
    )
}
