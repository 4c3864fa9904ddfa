//! Findings → text, JSON, SARIF, JUnit, GitHub, GitLab.
//!
//! Every output prints the same findings; adding one touches a file here and a line in [`FindingsFormat`].

mod announcement;
mod baseline;
mod fingerprint;
mod github;
mod gitlab;
mod json;
mod json_document;
mod junit;
mod plain_snippets;
mod sarif;
mod text;
mod texts;
mod upstreams;

use std::io::{self, Write};

use crate::day::Day;
use crate::finding::{Finding, Severity};
use crate::message;
use crate::message::{Lang, Message, counted};
use crate::model::{FileId, Kind};
use crate::registry::Registry;

pub use crate::percent::uri;
pub use crate::printable::{line, plain};
pub use announcement::{AnnouncementReport, markdown_text};
pub use baseline::{Baseline, BaselineComparison, BaselineEntry};
pub use fingerprint::fingerprints;
pub use github::{Annotation, github};
pub use gitlab::gitlab;
pub use json::json;
pub use json_document::JsonDocument;
pub use junit::junit;
pub use sarif::sarif;
pub use text::{findings_text, summary_text, text};
pub use texts::{Position, Texts};
pub use upstreams::upstream_line;

/// What a report is about.
pub struct Report<'r> {
    /// The registry.
    pub registry: &'r Registry,
    /// The day it was checked for.
    pub day: Day,
    /// The revision it was read at; none for the work tree.
    pub revision: Option<&'r str>,
    /// What was found.
    pub findings: &'r [Finding],
    /// What each finding is known by: [`fingerprints`]. May be empty for a format that does not say it.
    pub fingerprints: &'r [String],
    /// How the findings compare with a baseline, if there is one.
    pub baseline: Option<&'r BaselineComparison>,
    /// Where the registry lies in its repository: empty, or a path that ends with a slash. Code hosts count from the repository.
    pub prefix: &'r str,
    /// The language of the messages.
    pub lang: Lang,
    /// Whether the output may have colours.
    pub colour: bool,
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingsFormat {
    /// For a person.
    Text,
    /// `mulu.check/1` (DESIGN 7).
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
    /// GitHub annotations.
    Github,
    /// GitLab code quality.
    Gitlab,
}

/// How many findings have each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeverityCounts {
    /// Denied.
    pub deny: usize,
    /// Warnings.
    pub warn: usize,
    /// Notes.
    pub note: usize,
}

impl SeverityCounts {
    /// Counts more findings.
    pub fn add<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        for finding in findings {
            match finding.level {
                Severity::Deny => self.deny += 1,
                Severity::Warn => self.warn += 1,
                Severity::Note => self.note += 1,
                Severity::Allow => {}
            }
        }
    }
}

impl FindingsFormat {
    /// Whether a report of this format says what each finding is known by, so that [`Report::fingerprints`] must be there.
    #[must_use]
    pub fn tells_fingerprints(self) -> bool {
        matches!(self, FindingsFormat::Json | FindingsFormat::Sarif | FindingsFormat::Gitlab)
    }
}

impl Report<'_> {
    /// Writes the report.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write(&self, format: FindingsFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            FindingsFormat::Text => text(self, out),
            FindingsFormat::Json => json(self, out),
            FindingsFormat::Sarif => sarif(self, out),
            FindingsFormat::Junit => junit(self, out),
            FindingsFormat::Github => github(self, out),
            FindingsFormat::Gitlab => gitlab(self, out),
        }
    }

    /// Whether the baseline has a finding.
    #[must_use]
    pub fn is_known(&self, finding: usize) -> bool {
        self.baseline.is_some_and(|baseline| baseline.known.get(finding).copied().unwrap_or(false))
    }

    /// The findings that the baseline does not have, and their places in the list.
    pub fn new_findings(&self) -> impl Iterator<Item = (usize, &Finding)> {
        self.findings.iter().enumerate().filter(|(index, _)| !self.is_known(*index))
    }

    /// The entries of the baseline that nothing matches any more.
    #[must_use]
    pub fn stale(&self) -> &[BaselineEntry] {
        self.baseline.map_or(&[], |baseline| &baseline.stale)
    }

    /// What to say of such an entry.
    fn stale_words(&self, entry: &BaselineEntry) -> Message {
        let (path, rule, file) = (self.baseline.map_or("", |baseline| &baseline.path), &entry.rule, &entry.file);
        let print = entry.fingerprint.get(..12).unwrap_or(&entry.fingerprint);
        message!(
            "基线 {path} 中的一条已不再出现，可以删去：{rule} {file}（{print}）",
            "an entry of the baseline {path} no longer matches and can be removed: {rule} in {file} ({print})"
        )
    }

    /// A file's path from the root of the repository.
    fn path_in_repository(&self, file: FileId) -> String {
        format!("{}{}", self.prefix, self.registry.path(file))
    }

    /// How many findings have each level; those of the baseline do not count.
    #[must_use]
    pub fn counts(&self) -> SeverityCounts {
        let mut counts = SeverityCounts::default();
        counts.add(self.new_findings().map(|(_, finding)| finding));
        counts
    }

    /// The last line of a report for people: the day, the records, the counts.
    fn summary(&self, SeverityCounts { deny, warn, note }: SeverityCounts) -> String {
        let day = self.day;
        let many = || counted_kinds(self.registry).filter_map(|kind| Some((kind, kind.folder()?)));
        let zh = many().map(|(kind, _)| {
            let (noun, measure) = kind.declaration().counted;
            format!("{noun} {} {measure}", self.registry.count(kind))
        });
        let chinese = zh.collect::<Vec<_>>().join("、");
        let en = many().map(|(kind, folder)| counted(self.registry.count(kind), kind.id(), folder));
        let english = en.collect::<Vec<_>>().join(", ");
        let (warnings, notes) = (counted(warn, "warning", "warnings"), counted(note, "note", "notes"));
        let words = message!(
            "截至 {day}：{chinese}；错误 {deny}，警告 {warn}，提示 {note}",
            "as of {day}: {english}; {deny} denied, {warnings}, {notes}"
        );
        let mut summary = words.get(self.lang).to_owned();
        if let Some(baseline) = self.baseline {
            let known = baseline.known.iter().filter(|known| **known).count();
            let words = message!("；基线已知 {known}", "; {known} known from the baseline");
            summary.push_str(words.get(self.lang));
        }
        summary
    }
}

/// The kinds that a report counts: what every registry has, and of what few keep, what is there.
fn counted_kinds(registry: &Registry) -> impl Iterator<Item = Kind> {
    let is_counted = |kind: &Kind| {
        matches!(kind, Kind::Standard | Kind::Policy | Kind::Agency | Kind::Project) || registry.count(*kind) > 0
    };
    Kind::ALL.iter().copied().filter(is_counted)
}
