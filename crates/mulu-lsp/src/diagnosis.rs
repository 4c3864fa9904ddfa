//! Findings by path: what an editor is told is wrong with a file.

use std::collections::BTreeMap;
use std::ops::Range;

use mulu_core::check::rule;
use mulu_core::finding::{Finding, Severity};
use mulu_core::message::Message;
use mulu_core::model::{Place, Span};
use mulu_core::registry::Registry;

/// One finding, in a file that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// Where in the file's text.
    pub place: Range<usize>,
    /// The rule's id.
    pub rule: &'static str,
    /// How much it matters.
    pub level: Severity,
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
    /// What the message speaks of beside the value at the place.
    pub args: Vec<(&'static str, String)>,
    /// The clause behind the rule, as `policy#clause`.
    pub clause: Option<String>,
    /// The places elsewhere that make it so: the path, the place and what it says.
    pub related: Vec<(String, Range<usize>, Message)>,
}

/// The bytes of a span.
#[must_use]
pub fn range(span: Span) -> Range<usize> {
    span.start as usize..(span.end as usize).max(span.start as usize)
}

impl Diagnosis {
    /// Of a finding.
    #[must_use]
    pub fn of(registry: &Registry, finding: Finding) -> Self {
        let located = |place: Place| (registry.path(place.file).to_owned(), range(place.span));
        let related = finding.related.into_iter().map(|related| {
            let (path, place) = located(related.place);
            (path, place, related.message)
        });
        Diagnosis {
            place: range(finding.place.span),
            rule: finding.rule,
            level: finding.level,
            message: finding.message,
            help: finding.help,
            args: finding.args,
            clause: finding.clause,
            related: related.collect(),
        }
    }

    /// The findings of a registry by path; a file with none is not among them.
    #[must_use]
    pub fn by_path(registry: &Registry, findings: Vec<Finding>) -> BTreeMap<String, Vec<Diagnosis>> {
        let mut all: BTreeMap<String, Vec<Diagnosis>> = BTreeMap::new();
        for finding in findings {
            let path = registry.path(finding.place.file).to_owned();
            all.entry(path).or_default().push(Diagnosis::of(registry, finding));
        }
        all
    }

    /// What is wrong, what to do, and which clause asks for it.
    #[must_use]
    pub fn words(&self, lang: mulu_core::message::Lang) -> String {
        let mut words = self.message.get(lang).to_owned();
        let help = self.help.get(lang);
        if !help.is_empty() {
            words.push('\n');
            words.push_str(help);
        }
        if let Some(clause) = &self.clause {
            words.push_str(match lang {
                mulu_core::message::Lang::Zh => "\n依据 ",
                mulu_core::message::Lang::En => "\nby ",
            });
            words.push_str(clause);
        }
        words
    }

    /// Whether the rule has a page.
    #[must_use]
    pub fn has_page(&self) -> bool {
        rule(self.rule).is_some()
    }
}
