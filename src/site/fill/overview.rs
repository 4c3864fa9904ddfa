//! The home page.

use crate::audit::Gate;
use crate::day::State;
use crate::finding::Level as FindingLevel;
use crate::number::Level;
use crate::registry::TopicState;
use crate::site::address;
use crate::site::fill::code;
use crate::site::views::overview::{Attention, AttentionItem, Coverage, Overview, Segment};
use crate::site::views::parts::{Bar, Code, Figure, Link};

use super::{Arg, Fill, count, width};

/// How many records of a kind the home page names; the rest are a link away.
const SHOWN: usize = 5;

impl Fill<'_> {
    /// The state of the catalogue on the day.
    pub fn overview(&self) -> Overview {
        Overview {
            figures: self.figures(),
            by_level: self.by_level(),
            by_class: self.by_class(),
            coverage: self.coverage_bar(|_| true),
            attention: self.attention(),
            changes: self.recent_changes(),
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let all = &self.answers.standards;
        let listed = all.iter().filter(|answer| answer.listed).count();
        let binding = all.iter().filter(|answer| answer.binding.binds()).count();
        let reviews = |state: State| {
            all.iter().filter(|answer| answer.review.as_ref().is_ok_and(|review| review.state == state)).count()
        };
        let (overdue, due_soon) = (reviews(State::Overdue), reviews(State::DueSoon));
        let gaps = self.answers.coverage.iter().filter(|topic| topic.state == TopicState::Gap).count();
        let figure = |code, n, href: &str, tone| Figure { code, n: count(n), href: Some(href.to_owned()), tone };
        let tone = |n: usize, tone: Code| if n == 0 { "ok" } else { tone };
        vec![
            figure("listed", listed, "standards/index.html", "plain"),
            figure("binding", binding, "standards/index.html?binding=mandatory", "plain"),
            figure("overdue", overdue, "reviews/index.html#overdue", tone(overdue, "bad")),
            figure("due_soon", due_soon, "reviews/index.html#due-soon", tone(due_soon, "warn")),
            figure("gaps", gaps, "classes/index.html", tone(gaps, "warn")),
        ]
    }

    fn by_level(&self) -> Vec<Bar> {
        let of_level = |level: Level| {
            let listed: Vec<usize> = self.listed_where(|index| self.registry.standards[index].level() == Some(level));
            (level, listed)
        };
        let counted: Vec<(Level, Vec<usize>)> =
            Level::ALL.into_iter().map(of_level).filter(|(_, listed)| !listed.is_empty()).collect();
        let longest = counted.iter().map(|(_, listed)| listed.len()).max().unwrap_or(0);
        let bar = |(level, listed): (Level, Vec<usize>)| {
            self.bar(
                Link { href: address::level(level.id()), text: self.level_word(level), lang: None },
                &listed,
                longest,
            )
        };
        counted.into_iter().map(bar).collect()
    }

    fn by_class(&self) -> Vec<Bar> {
        let of_class = |class: &crate::model::Class| {
            let id = class.id.as_ref()?;
            let member = |index: usize| self.registry.standards[index].classes.iter().any(|own| own.value == id.value);
            Some((self.class_link(class)?, self.listed_where(member)))
        };
        let counted: Vec<(Link, Vec<usize>)> = self.registry.classes.iter().filter_map(of_class).collect();
        let longest = counted.iter().map(|(_, listed)| listed.len()).max().unwrap_or(0);
        counted.into_iter().map(|(link, listed)| self.bar(link, &listed, longest)).collect()
    }

    fn listed_where(&self, test: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.answers.standards.len()).filter(|index| self.answer(*index).listed && test(*index)).collect()
    }

    fn bar(&self, link: Link, listed: &[usize], longest: usize) -> Bar {
        let binding = listed.iter().filter(|index| self.answer(**index).binding.binds()).count();
        Bar {
            href: link.href,
            label: link.text,
            label_lang: link.lang,
            n: count(listed.len()),
            width: width(listed.len(), longest),
            binding: count(binding),
            binding_width: width(binding, longest),
        }
    }

    /// How the topics of some classes are covered, as one bar.
    pub fn coverage_bar(&self, of_class: impl Fn(usize) -> bool) -> Coverage {
        let topics: Vec<TopicState> =
            self.answers.coverage.iter().filter(|topic| of_class(topic.class)).map(|topic| topic.state).collect();
        let mut x = 0;
        let segment = |state: TopicState| {
            let n = topics.iter().filter(|own| **own == state).count();
            let segment = Segment { code: code(state.id()), n: count(n), x, width: width(n, topics.len()) };
            x += segment.width;
            segment
        };
        Coverage { total: count(topics.len()), segments: TopicState::ALL.into_iter().map(segment).collect() }
    }

    /// What needs a person: the denied and warned findings of the rules that the office is answerable for.
    fn attention(&self) -> Vec<Attention> {
        let kinds: [(Code, &str, &str); 4] = [
            ("overdue", "review-overdue", "reviews/index.html#overdue"),
            ("listed_superseded", "listed-superseded", "rules/listed-superseded.html"),
            ("cites_superseded", "policy-cites-superseded", "rules/policy-cites-superseded.html"),
            ("policy_expired", "policy-expired", "rules/policy-expired.html"),
        ];
        let mut attention: Vec<Attention> =
            kinds.into_iter().filter_map(|(code, rule, href)| self.attention_to(code, rule, href)).collect();
        attention.extend(self.projects_on_hold());
        attention
    }

    fn projects_on_hold(&self) -> Option<Attention> {
        let audits = self.answers.audits.iter();
        let held: Vec<_> = audits.filter(|(_, audit)| audit.gate() == Gate::Hold).collect();
        let item = |(project, audit): &(&crate::model::Project, &crate::audit::Audit)| AttentionItem {
            link: self.project_link(project),
            note: self.tongue.say("note-hold", &[("n", Arg::Number(i64::from(count(audit.holding().count()))))]),
        };
        let items = held.iter().take(SHOWN).map(item).collect();
        let href = "projects/index.html".to_owned();
        (!held.is_empty()).then(|| Attention { code: "project_hold", n: count(held.len()), href, items })
    }

    fn attention_to(&self, code: Code, rule: &str, href: &str) -> Option<Attention> {
        let found = self.findings.values().flatten().filter(|(finding, _)| {
            finding.rule == rule && matches!(finding.level, FindingLevel::Deny | FindingLevel::Warn)
        });
        let found: Vec<_> = found.collect();
        let item = |(finding, _): &&super::Placed| {
            let link = self.record_link(finding.place.file)?;
            Some(AttentionItem { link, note: self.words(&finding.message) })
        };
        let items: Vec<AttentionItem> = found.iter().filter_map(item).take(SHOWN).collect();
        (!found.is_empty()).then(|| Attention { code, n: count(found.len()), href: href.to_owned(), items })
    }
}
