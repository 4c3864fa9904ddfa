//! `bulk-review`: many reviews on one day with one reason.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use std::collections::BTreeMap;

use crate::day::Day;
use crate::model::{FileId, Span};
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
    for standard in &cx.registry.standards {
        for review in &standard.reviews {
            let (Some(date), Some(reason)) = (&review.date, &review.reason) else { continue };
            alike.entry((date.value, reason.trim())).or_default().push((standard.file, reason.span));
        }
    }
    for ((day, _), places) in alike.iter().filter(|(_, places)| places.len() >= MANY) {
        let count = places.len();
        let (file, span) = places[0];
        let finding = findings.report(
            file,
            span,
            say!(
                "{count} 项标准在 {day} 以同一理由复审",
                "{count} standards were reviewed on {day} with one and the same reason"
            ),
            say!("逐项复审，分别写明理由", "review each by itself, and give each its own reason"),
        );
        for (file, span) in &places[1..] {
            finding.because(*file, *span, say!("同一理由", "the same reason"));
        }
    }
}
