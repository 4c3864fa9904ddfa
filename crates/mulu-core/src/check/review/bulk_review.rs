//! `bulk-review`: many reviews on one day with one reason.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use std::collections::BTreeMap;

use crate::day::Day;
use crate::model::{FileId, Review, Span};
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "bulk-review",
    group: Group::Review,
    level: Level::Warn,
    summary: Phrase {
        zh: "同一天以同一理由复审了许多标准", en: "many reviews on one day with one reason"
    },
    document: include_str!("bulk_review.md"),
    run: Run::Registry(check),
};

/// How many reviews of one day with one reason make a rubber stamp.
const MANY: usize = 5;

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let mut alike: BTreeMap<(Day, &str), Vec<(FileId, Span)>> = BTreeMap::new();
    // Where one file is asked of, only reviews like its own matter.
    for (_, standard) in cx.standards() {
        alike.extend(standard.reviews.iter().filter_map(kind_of).map(|kind| (kind, Vec::new())));
    }
    if alike.is_empty() {
        return;
    }
    for standard in &cx.registry.standards {
        for review in &standard.reviews {
            let places = kind_of(review).and_then(|kind| alike.get_mut(&kind));
            if let (Some(places), Some(reason)) = (places, &review.reason) {
                places.push((standard.file, reason.span));
            }
        }
    }
    for ((day, _), places) in alike.iter().filter(|(_, places)| places.len() >= MANY) {
        let (count, Some(((file, span), others))) = (places.len(), places.split_first()) else { continue };
        let finding = findings.report(
            *file,
            *span,
            say!(
                "{count} 项标准在 {day} 以同一理由复审",
                "{count} standards were reviewed on {day} with one and the same reason"
            ),
            say!("逐项复审，分别写明理由", "review each by itself, and give each its own reason"),
        );
        for (file, span) in others {
            finding.because(*file, *span, say!("同一理由", "the same reason"));
        }
    }
}

/// What makes reviews alike: the day and the reason.
fn kind_of(review: &Review) -> Option<(Day, &str)> {
    Some((review.date.as_ref()?.value, review.reason.as_ref()?.trim()))
}
