//! `bulk-review`: many reviews on one day with one reason.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::{Day, Duration};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{FileId, Span};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bulk-review",
    group: RuleGroup::Review,
    level: Severity::Warn,
    summary: StaticMessage { zh: "成批复审：理由雷同", en: "many reviews with like reasons" },
    document: include_str!("bulk_review.md"),
    run: Run::Registry(check),
};

/// How many reviews that are alike make a rubber stamp.
const MANY: usize = 5;

/// How many standards one meeting can look at.
const OF_ONE_PAPER: usize = 100;

/// Reviews so near to each other are of one campaign.
const APART: Duration = Duration::days(7);

/// A campaign does not take longer, from its first day to its last.
const SEASON: Duration = Duration::days(60);

/// What makes reviews alike: that their reasons differ by figures at most, that each repeats the last review of its standard, or that
/// one paper stands for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Similarity {
    Reason,
    Copied,
    Paper,
}

/// A review of a list of alike ones.
struct SuspectReview<'r> {
    day: Day,
    file: FileId,
    span: Span,
    asked: bool,
    reason: &'r str,
}

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    // Where some files are asked of, only what was reviewed about the days of its own reviews matters.
    let own = cx.standards().flat_map(|(_, standard)| &standard.reviews).filter_map(|review| review.date.as_ref());
    let own: BTreeSet<Day> = own.map(|date| date.value).collect();
    let near = |day: Day| cx.files.is_none() || own.range(SEASON.before(day)..=SEASON.after(day)).next().is_some();
    if own.is_empty() {
        return;
    }
    let mut alike: BTreeMap<(Similarity, String), Vec<SuspectReview<'_>>> = BTreeMap::new();
    for standard in &cx.registry.standards {
        for (at, review) in standard.reviews.iter().enumerate() {
            let (Some(date), Some(reason)) = (&review.date, &review.reason) else { continue };
            if !near(date.value) {
                continue;
            }
            let asked = cx.asks_of(standard.file);
            let found =
                |span| SuspectReview { day: date.value, file: standard.file, span, asked, reason: &reason.value };
            let said = likeness(&reason.value);
            let before = at.checked_sub(1).and_then(|before| standard.reviews.get(before)?.reason.as_ref());
            let copied = before.is_some_and(|before| likeness(&before.value) == said);
            let kind = if copied { (Similarity::Copied, String::new()) } else { (Similarity::Reason, said) };
            alike.entry(kind).or_default().push(found(reason.span));
            if let Some(paper) = &review.evidence {
                alike.entry((Similarity::Paper, paper.value.clone())).or_default().push(found(paper.span));
            }
        }
    }
    for ((kind, _), mut reviews) in alike {
        reviews.sort_by_key(|review| (review.day, review.file, review.span));
        for campaign in campaigns(&reviews) {
            let many = if kind == Similarity::Paper { OF_ONE_PAPER } else { MANY };
            if campaign.len() >= many && campaign.iter().any(|review| review.asked) {
                report(kind, campaign, findings);
            }
        }
    }
}

/// Reviews in the order of their days, parted where more than a few days lie between two.
fn campaigns<'f, 'r>(reviews: &'f [SuspectReview<'r>]) -> impl Iterator<Item = &'f [SuspectReview<'r>]> {
    reviews.chunk_by(|earlier, later| later.day <= APART.after(earlier.day))
}

fn report(kind: Similarity, campaign: &[SuspectReview<'_>], findings: &mut Findings<'_>) {
    let (count, Some((first, others))) = (campaign.len(), campaign.split_first()) else { return };
    let last = others.last().map_or(first.day, |last| last.day);
    let (day, same_day) = (first.day, first.day == last);
    let (zh, en) = if same_day {
        (format!("在 {day}"), format!("on {day}"))
    } else {
        (format!("在 {day} 至 {last}"), format!("from {day} to {last}"))
    };
    let one = others.iter().all(|other| other.reason.trim() == first.reason.trim());
    let message = match kind {
        Similarity::Reason if one => message!(
            "{count} 项标准{zh}以同一理由复审",
            "{count} standards were reviewed {en} with one and the same reason"
        ),
        Similarity::Reason => message!(
            "{count} 项标准{zh}复审的理由只有数字不同",
            "{count} standards were reviewed {en} with reasons that differ by figures only"
        ),
        Similarity::Copied => message!(
            "{count} 项标准{zh}复审的理由照抄各自上一次的",
            "{count} standards were reviewed {en} with the reasons of their last reviews"
        ),
        Similarity::Paper => {
            message!(
                "{count} 项标准{zh}的复审只凭一份材料",
                "one paper stands for the reviews of {count} standards {en}"
            )
        }
    };
    let help = message!("逐项复审，分别写明理由", "review each by itself, and give each its own reason");
    let finding = findings.report(first.file, first.span, message, help);
    for other in others {
        finding.because(other.file, other.span, message!("同样的复审", "a review like it"));
    }
}

/// A reason without what varies from record to record: figures, blanks and punctuation.
fn likeness(reason: &str) -> String {
    reason.chars().filter(|c| c.is_alphabetic()).collect()
}
