//! What a rule sees, and where it reports.

use std::collections::BTreeMap;

use crate::audit::{Audits, ProjectAudit};
use crate::condition::ComparedWord;
use crate::day::Day;
use crate::finding::{Finding, Related, Severity};
use crate::message::Message;
use crate::model::{Agency, Class, Docket, FileId, FileRange, Place, Policy, Project, Resource, Span, Standard};
use crate::registry::Registry;

use super::base::Base;
use super::rule::{Rule, RuleGroup};

/// What a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct CheckContext<'r> {
    /// The registry.
    pub registry: &'r Registry,
    /// The day for which it is checked against the rules.
    pub day: Day,
    /// What binds each project, and whether it complies.
    pub audits: &'r Audits<'r>,
    /// What the registry proposes to change, with `--base`; none: there is no past to compare it with.
    pub base: Option<&'r Base>,
    /// The files whose findings are asked for; none: all. A rule that goes through the records by the functions below does no
    /// work for others; one that finds more is none the worse.
    pub files: Option<FileRange>,
}

impl<'r> CheckContext<'r> {
    /// Whether the findings in a file are asked for.
    #[must_use]
    pub fn asks_of(&self, file: FileId) -> bool {
        self.files.is_none_or(|asked| asked.contains(file))
    }

    /// The registry's own standards that are asked of, with their places in [`Registry::standards`].
    pub fn standards(&self) -> impl Iterator<Item = (usize, &'r Standard)> + use<'r> {
        let own = self.registry.own_of(&self.registry.standards);
        asked(own, self.files, |standard| standard.file)
    }

    /// The policies that are asked of.
    pub fn policies(&self) -> impl Iterator<Item = &'r Policy> + use<'r> {
        let own = self.registry.own_of(&self.registry.policies);
        asked(own, self.files, |policy| policy.file).map(|(_, policy)| policy)
    }

    /// The agencies that are asked of.
    pub fn agencies(&self) -> impl Iterator<Item = &'r Agency> + use<'r> {
        let own = self.registry.own_of(&self.registry.agencies);
        asked(own, self.files, |agency| agency.file).map(|(_, agency)| agency)
    }

    /// The dockets that are asked of.
    pub fn dockets(&self) -> impl Iterator<Item = &'r Docket> + use<'r> {
        asked(&self.registry.dockets, self.files, |docket| docket.file).map(|(_, docket)| docket)
    }

    /// The projects that are asked of.
    pub fn projects(&self) -> impl Iterator<Item = &'r Project> + use<'r> {
        asked(&self.registry.projects, self.files, |project| project.file).map(|(_, project)| project)
    }

    /// The information resources that are asked of.
    pub fn resources(&self) -> impl Iterator<Item = &'r Resource> + use<'r> {
        asked(&self.registry.resources, self.files, |resource| resource.file).map(|(_, resource)| resource)
    }

    /// The projects that are asked of, each with its audit.
    pub fn audited(&self) -> impl Iterator<Item = (&'r Project, &'r ProjectAudit)> + use<'r> {
        let audits = self.audits;
        let projects = asked(&self.registry.projects, self.files, |project| project.file);
        projects.map(move |(index, project)| (project, audits.project(index)))
    }

    /// The classes that are asked of.
    pub fn classes(&self) -> impl Iterator<Item = &'r Class> + use<'r> {
        let files = self.files;
        self.registry.classes.iter().filter(move |class| files.is_none_or(|asked| asked.contains(class.file)))
    }

    /// The words that conditions compare a project's variables with, in the files that are asked of.
    pub fn compared(&self) -> impl Iterator<Item = (Place, &'r ComparedWord)> + use<'r> {
        self.audits.compared(self.files)
    }
}

/// The records of a list that are asked of; the list is in the order of files.
fn asked<T>(list: &[T], files: Option<FileRange>, of: impl Fn(&T) -> FileId) -> impl Iterator<Item = (usize, &T)> {
    let places = files.map_or(0..list.len(), |files| files.places_in(list, of));
    let first = places.start;
    list.get(places).unwrap_or_default().iter().enumerate().map(move |(at, record)| (first + at, record))
}

/// Which clause the findings of a rule cite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cites {
    /// None, or the one that the rule finds itself.
    Nothing,
    /// The one that asks for reviews.
    Reviews,
    /// The one of the record's own jurisdiction that the rule watches.
    Enforced,
}

/// Where a rule reports what it found.
#[derive(Debug)]
pub struct Findings<'r> {
    rule: &'static Rule,
    registry: &'r Registry,
    level: Severity,
    day: Option<Day>,
    cites: Cites,
    /// The clause that the rule stands for, by jurisdiction.
    clauses: BTreeMap<Option<&'r str>, Option<String>>,
    /// The file of the last finding, and where that record is of: a record with many diagnostics is asked once.
    last: Option<(FileId, Option<&'r str>)>,
    found: Vec<Finding>,
}

impl<'r> Findings<'r> {
    /// The findings of one rule, at the level that the registry gives it.
    #[must_use]
    pub fn of(rule: &'static Rule, registry: &'r Registry) -> Self {
        Self::at_level_of(rule, registry, registry)
    }

    /// The findings of one rule in a registry, at the level that another gives it: a proposal does not turn its judges off.
    #[must_use]
    pub fn at_level_of(rule: &'static Rule, registry: &'r Registry, judge: &Registry) -> Self {
        let configured = judge.config.levels.get(rule.id).map(|level| level.value);
        let level = if rule.is_locked() { rule.level } else { configured.unwrap_or(rule.level) };
        // What binds a project is said by the clause that demands it, or by none.
        let cites = match rule.group {
            RuleGroup::Projects | RuleGroup::Reading => Cites::Nothing,
            RuleGroup::Review => Cites::Reviews,
            _ => Cites::Enforced,
        };
        Findings { rule, registry, level, day: None, cites, clauses: BTreeMap::new(), last: None, found: Vec::new() }
    }

    /// Lets the findings cite the clauses in force on a day.
    #[must_use]
    pub fn on(self, day: Day) -> Self {
        Findings { day: Some(day), ..self }
    }

    /// Says which clause the findings cite, where it is not the one that rules of this group do.
    pub fn citing(&mut self, cites: Cites) {
        self.cites = cites;
    }

    fn clause_for(&mut self, file: FileId) -> Option<String> {
        let (registry, rule, day) = (self.registry, self.rule.id, self.day?);
        match self.cites {
            Cites::Nothing => None,
            Cites::Reviews => self.clauses.entry(None).or_insert_with(|| registry.review_clause(day)).clone(),
            Cites::Enforced => {
                let at = match self.last {
                    Some((last, at)) if last == file => at,
                    _ => registry.jurisdiction_at(file),
                };
                self.last = Some((file, at));
                self.clauses.entry(at).or_insert_with(|| registry.clause_enforced(rule, at, day)).clone()
            }
        }
    }

    /// Reports a fault at a place.
    pub fn report(&mut self, file: FileId, span: Span, message: Message, help: Message) -> &mut Finding {
        let (kind, record) = self.registry.record_of(file);
        let clause = self.clause_for(file);
        self.found.push(Finding {
            rule: self.rule.id,
            level: self.level,
            kind,
            record: record.to_owned(),
            message,
            args: Vec::new(),
            help,
            clause,
            place: Place { file, span },
            related: Vec::new(),
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Reports the diagnostics of this rule that were found while the files that are asked of were read.
    pub fn diagnostics(&mut self, files: Option<FileRange>) {
        let diagnostics = asked(&self.registry.diagnostics, files, |(file, _)| *file).map(|(_, diagnostic)| diagnostic);
        for (file, diagnostic) in diagnostics.filter(|(_, diagnostic)| diagnostic.rule.id() == self.rule.id) {
            let finding = self.report(*file, diagnostic.span, diagnostic.message.clone(), diagnostic.help.clone());
            finding.args.clone_from(&diagnostic.args);
        }
    }

    /// The findings, with no more room than they take: a large registry may have a million.
    #[must_use]
    pub fn finish(mut self) -> Vec<Finding> {
        for finding in &mut self.found {
            finding.args.shrink_to_fit();
            finding.related.shrink_to_fit();
            let told = [&mut finding.message, &mut finding.help].into_iter();
            let told = told.chain(finding.related.iter_mut().map(|related| &mut related.message));
            told.flat_map(|message| [&mut message.zh, &mut message.en]).for_each(String::shrink_to_fit);
        }
        self.found
    }
}

impl Finding {
    /// Says what the finding speaks of, where the value at its place does not.
    pub fn about(&mut self, name: &'static str, value: impl Into<String>) -> &mut Finding {
        self.args.push((name, value.into()));
        self
    }

    /// Adds a place that makes this one wrong.
    pub fn because(&mut self, file: FileId, span: Span, message: Message) -> &mut Finding {
        self.related.push(Related { place: Place { file, span }, message });
        self
    }

    /// Lowers the level to a warning, where it is denied.
    pub fn at_most_warn(&mut self) -> &mut Finding {
        self.level = self.level.max(Severity::Warn);
        self
    }

    /// Lowers the level to a note, where it is denied or a warning.
    pub fn at_most_note(&mut self) -> &mut Finding {
        self.level = self.level.max(Severity::Note);
        self
    }

    /// Cites the clause that demands it.
    pub fn citing(&mut self, clause: Option<String>) -> &mut Finding {
        self.clause = clause;
        self
    }
}

impl Rule {
    /// Whether a registry cannot change its level: what cannot be read cannot be waved through.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        matches!(self.id, "syntax" | "unknown-key" | "missing-key" | "invalid-value")
    }

    /// Whether a baseline may hold its findings: not what cannot be read, nor what a proposal does to the past.
    #[must_use]
    pub fn can_be_known(&self) -> bool {
        !self.is_locked() && self.group != RuleGroup::History
    }
}
