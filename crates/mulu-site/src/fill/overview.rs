//! The home page.

use std::collections::BTreeMap;

use crate::fill::code;
use crate::picture::{Share, Texture, share};
use crate::views::overview::{Attention, AttentionItem, OtherFinding, OverviewPage};
use crate::views::parts::{Code, Figure, Link};
use mulu_core::address;
use mulu_core::audit::Gate;
use mulu_core::check;
use mulu_core::day::ReviewState;
use mulu_core::finding::Severity;
use mulu_core::registry::TopicState;

use super::{Arg, Fill, count};

/// How many records of a kind the home page names; the rest are a link away.
const SHOWN: usize = 5;

/// The rules that the office is answerable for: as the page calls them, and where it leads to.
const ATTENTION: [(Code, &str, &str); 4] = [
    ("overdue", "review-overdue", "reviews/index.html#overdue"),
    ("listed_superseded", "listed-superseded", "rules/listed-superseded.html"),
    ("cites_superseded", "policy-cites-superseded", "rules/policy-cites-superseded.html"),
    ("policy_expired", "policy-expired", "rules/policy-expired.html"),
];

impl Fill<'_> {
    /// The state of the catalogue on the day.
    pub fn overview(&self) -> OverviewPage {
        OverviewPage {
            figures: self.figures(),
            composition: self.composition(),
            binding: self.binding_share(),
            coverage: self.coverage_share(|_| true),
            is_empty: self.registry.standards.is_empty(),
            attention: self.attention(),
            others: self.other_findings(),
            changes: self.recent_changes(),
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let all = || self.answers.standards();
        let listed = all().filter(|answer| answer.listed).count();
        let binding = all().filter(|answer| answer.listed && answer.binding.binds()).count();
        let reviews = |state: ReviewState| {
            all().filter(|answer| answer.review.as_ref().is_ok_and(|review| review.state == state)).count()
        };
        let (overdue, due_soon) = (reviews(ReviewState::Overdue), reviews(ReviewState::DueSoon));
        let gaps = self.answers.coverage().iter().filter(|topic| topic.state == TopicState::Gap).count();
        let figure = |code, n, href: &str, tone| Figure { code, n: count(n), href: Some(href.to_owned()), tone };
        let tone = |n: usize, tone: Code| if n == 0 { "ok" } else { tone };
        vec![
            figure("listed", listed, "standards/index.html?listing=listed", "plain"),
            figure("binding", binding, "standards/index.html?listing=listed&binding=mandatory", "plain"),
            figure("overdue", overdue, "reviews/index.html#overdue", tone(overdue, "bad")),
            figure("due_soon", due_soon, "reviews/index.html#due-soon", tone(due_soon, "warn")),
            figure("gaps", gaps, "classes/index.html", tone(gaps, "warn")),
        ]
    }

    /// How the topics of some classes are covered.
    pub fn coverage_share(&self, of_class: impl Fn(usize) -> bool) -> Share {
        let topics: Vec<TopicState> =
            self.answers.coverage().iter().filter(|topic| of_class(topic.class)).map(|topic| topic.state).collect();
        let part = |state: TopicState| {
            let texture = match state {
                TopicState::Adopt => Texture::Solid,
                TopicState::Done => Texture::Hatch,
                TopicState::InProgress => Texture::Dots,
                TopicState::Unadopted => Texture::Soft,
                TopicState::Gap => Texture::Open,
            };
            (code(state.id()), texture, topics.iter().filter(|own| **own == state).count())
        };
        share(&TopicState::ALL.map(part))
    }

    /// What needs a person: the denied and warned findings of the rules that the office is answerable for.
    fn attention(&self) -> Vec<Attention> {
        let mut attention: Vec<Attention> =
            ATTENTION.into_iter().filter_map(|(code, rule, href)| self.attention_to(code, rule, href)).collect();
        attention.extend(self.projects_on_hold());
        attention
    }

    /// The rules that deny or warn beside those, with how often: whoever is told that nothing is pressing must be able to believe it.
    fn other_findings(&self) -> Vec<OtherFinding> {
        let mut by_rule: BTreeMap<(Severity, &'static str), usize> = BTreeMap::new();
        for (finding, _) in self.found.all() {
            let is_pressing = matches!(finding.level, Severity::Deny | Severity::Warn);
            if is_pressing && !ATTENTION.iter().any(|(_, rule, _)| *rule == finding.rule) {
                *by_rule.entry((finding.level, finding.rule)).or_default() += 1;
            }
        }
        let other = |((level, rule), n): ((Severity, &'static str), usize)| {
            let summary = check::rules().find(|own| own.id == rule).map(|own| own.summary.get(self.lang()).to_owned());
            let link = Link { href: address::rule(rule), text: summary.unwrap_or_else(|| rule.to_owned()), lang: None };
            OtherFinding { level: level.id(), link, n: count(n) }
        };
        by_rule.into_iter().map(other).collect()
    }

    fn projects_on_hold(&self) -> Option<Attention> {
        let audits = self.answers.audits().iter();
        let held: Vec<_> = audits.filter(|(_, audit)| audit.gate() == Gate::Hold).collect();
        let item = |(project, audit): &(&mulu_core::model::Project, &mulu_core::audit::ProjectAudit)| AttentionItem {
            link: self.project_link(project),
            note: self.translations.say("note-hold", &[("n", Arg::Number(i64::from(count(audit.holding().count()))))]),
        };
        let items = held.iter().take(SHOWN).map(item).collect();
        let href = "projects/index.html".to_owned();
        (!held.is_empty()).then(|| Attention { code: "project_hold", n: count(held.len()), href, items })
    }

    fn attention_to(&self, code: Code, rule: &str, href: &str) -> Option<Attention> {
        let found = self
            .found
            .all()
            .filter(|(finding, _)| finding.rule == rule && matches!(finding.level, Severity::Deny | Severity::Warn));
        let found: Vec<_> = found.collect();
        let item = |(finding, _): &&super::LocatedFinding| {
            let link = self.record_link(finding.place.file)?;
            Some(AttentionItem { link, note: self.words(&finding.message) })
        };
        let items: Vec<AttentionItem> = found.iter().filter_map(item).take(SHOWN).collect();
        (!found.is_empty()).then(|| Attention { code, n: count(found.len()), href: href.to_owned(), items })
    }
}
