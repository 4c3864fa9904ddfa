//! The rules of `mulu check`, each from its own document.

use std::fmt::Write as _;

use crate::markdown;
use crate::pagination::{Continuation, PageSlice};
use crate::views::parts::RecordText;
use crate::views::rule::{RulePage, RuleRow, RuleSection, RulesPage};
use mulu_core::address;
use mulu_core::check::{Rule, RuleDocument, RuleGroup, rules};
use mulu_core::finding::Severity;
use mulu_core::message::Lang;

use super::{Fill, LocatedFinding, count};

impl Fill<'_> {
    /// The findings of a rule.
    pub fn of_rule(&self, id: &str) -> &[&LocatedFinding] {
        self.lists.findings(id)
    }

    fn configured(&self, rule: &Rule) -> Severity {
        let level = self.registry.config.levels.get(rule.id).map(|level| level.value);
        level.filter(|_| !rule.is_locked()).unwrap_or(rule.level)
    }

    /// All rules, by group.
    pub fn rules(&self) -> RulesPage {
        let mut groups: Vec<(RuleGroup, RuleSection)> = Vec::new();
        for rule in rules() {
            let row = RuleRow {
                id: rule.id.to_owned(),
                href: address::rule(rule.id),
                level: self.configured(rule).id(),
                summary: self.summary(rule),
                findings: count(self.of_rule(rule.id).len()),
            };
            match groups.iter_mut().find(|(group, _)| *group == rule.group) {
                Some((_, group)) => group.rules.push(row),
                None => groups.push((rule.group, RuleSection { code: rule.group.id(), rules: vec![row] })),
            }
        }
        let of = |level: Severity| count(self.found.all().filter(|(finding, _)| finding.level == level).count());
        RulesPage {
            groups: groups.into_iter().map(|(_, group)| group).collect(),
            deny: of(Severity::Deny),
            warn: of(Severity::Warn),
            note: of(Severity::Note),
        }
    }

    fn summary(&self, rule: &Rule) -> RecordText {
        RecordText { text: rule.summary.get(self.lang()).to_owned(), lang: None }
    }

    /// One rule.
    pub fn rule(&self, rule: &'static Rule, continuation: Continuation<'_>) -> RulePage {
        let slice = PageSlice::new(address::rule(rule.id), continuation);
        let level = self.configured(rule);
        RulePage {
            id: rule.id.to_owned(),
            level: level.id(),
            default_level: (level != rule.level).then(|| rule.level.id()),
            summary: self.summary(rule),
            explanation_html: if slice.is_page() { self.explanation(rule) } else { String::new() },
            explanation_lang: None,
            findings: slice.rows("findings", self.of_rule(rule.id), |placed| Some(self.finding(placed, true))),
        }
    }

    /// The explanation and the examples, put together as Markdown and rendered as any other prose.
    fn explanation(&self, rule: &Rule) -> String {
        let document = RuleDocument::parse(rule.document);
        let zh = self.lang() == Lang::Zh;
        let mut text = if zh { document.zh.clone() } else { document.en.clone() };
        for example in &document.examples {
            let _ = write!(text, "\n\n## {}\n", example.title);
            for (path, content) in &example.files {
                let _ = write!(text, "\n`{path}`\n\n{}", fenced(content));
            }
            let day = &example.day;
            let command = format!("mulu check --as-of {day}\n");
            let said = if example.findings.is_empty() {
                if zh { "没有发现\n" } else { "nothing is found\n" }
            } else {
                &example.findings
            };
            let _ = write!(text, "\n{}", fenced(&format!("{command}{said}")));
        }
        self.marked(markdown::render(&text, 2))
    }
}

/// A code block whose fence is longer than any run of backticks in it.
fn fenced(content: &str) -> String {
    let mut longest = 2;
    let mut run = 0;
    for c in content.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence}\n{content}{fence}\n")
}
