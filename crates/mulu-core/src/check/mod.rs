//! The rules of `mulu check`: what must be true of a registry.
//!
//! A rule is one `.rs` and one `.md` beside it. The `.rs` declares it once; the `.md` is its explanation, its page on the site,
//! and its test. Rules only report; which of them are reported and how loudly is decided here, in one place.

mod agencies;
mod base;
mod catalogue;
mod conditions;
mod context;
mod document;
mod drafting;
mod example;
mod history;
mod links;
mod numbers;
mod policies;
mod procedures;
mod projects;
mod reading;
mod resources;
mod review;
mod rule;
mod settings;
mod upstreams;

use rayon::prelude::*;

use crate::audit::Audits;
use crate::day::Day;
use crate::finding::{Finding, Severity};
use crate::model::{FileId, FileRange};
use crate::registry::Registry;

pub use base::{Base, ProposalCommit, Signature};
pub use context::{CheckContext, Findings};
pub use document::{Expectation, RuleDocument, RuleExample};
pub use example::tried;
pub use rule::{Rule, RuleGroup, Run};

/// Every rule, by group, in the order of the handbook.
pub fn rules() -> impl Iterator<Item = &'static Rule> + Clone {
    let groups: [&'static [&'static Rule]; 12] = [
        reading::RULES,
        numbers::RULES,
        links::RULES,
        catalogue::RULES,
        review::RULES,
        drafting::RULES,
        policies::RULES,
        agencies::RULES,
        projects::RULES,
        resources::RULES,
        procedures::RULES,
        history::RULES,
    ];
    groups.into_iter().flatten().copied()
}

/// The rule with an id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// Checks a registry against every rule on a day. The findings are sorted by file and place; allowed ones are left out.
#[must_use]
pub fn check(registry: &Registry, day: Day) -> Vec<Finding> {
    check_proposal(registry, day, None)
}

/// Checks a registry against every rule on a day, and, where it proposes to change another, against the rules of history.
#[must_use]
pub fn check_proposal(registry: &Registry, day: Day, base: Option<&Base>) -> Vec<Finding> {
    check_audited(&Audits::of(registry, day), base)
}

/// As [`check_proposal`], where there are audits of the projects already.
#[must_use]
pub fn check_audited(audits: &Audits<'_>, base: Option<&Base>) -> Vec<Finding> {
    audits.ask_all();
    let context = CheckContext { registry: audits.registry(), day: audits.day(), audits, base, files: None };
    let mut findings = of_records(&context);
    findings.extend(of_registry(&context));
    reported(findings)
}

/// What the rules that look at records one by one find in some files, file by file, sorted; the projects among them are audited
/// already. With [`check_registry`] it is all that [`check_audited`] finds there.
#[must_use]
pub fn check_files(audits: &Audits<'_>, files: &[FileId]) -> Vec<(FileId, Vec<Finding>)> {
    let (registry, day) = (audits.registry(), audits.day());
    let rules: Vec<&Rule> = rules().filter(|rule| rule.run.is_by_records()).collect();
    let in_file = |file: &FileId| {
        let context = CheckContext { registry, day, audits, base: None, files: Some(FileRange::from(*file)) };
        let mut findings: Vec<Finding> = rules.iter().flat_map(|rule| findings_of(rule, &context)).collect();
        findings.retain(|finding| finding.place.file == *file && registry.is_own(*file));
        (*file, reported(findings))
    };
    files.par_iter().map(in_file).collect()
}

/// What is found by looking at the whole registry, sorted: by rules that do so, and in what there is one of.
#[must_use]
pub fn check_registry(audits: &Audits<'_>) -> Vec<Finding> {
    audits.ask_all();
    reported(of_registry(&CheckContext {
        registry: audits.registry(),
        day: audits.day(),
        audits,
        base: None,
        files: None,
    }))
}

/// The findings of [`check_files`] and of [`check_registry`] in one file, as [`check_audited`] has them.
#[must_use]
pub fn together(of_records: Vec<Finding>, of_registry: &[Finding]) -> Vec<Finding> {
    reported(of_records.into_iter().chain(of_registry.iter().cloned()).collect())
}

/// As [`check_proposal`], handed over in the same order by some files at a time: the findings of a large registry, and the audits that
/// they rest on, take more memory than its records.
pub fn check_in_parts(registry: &Registry, day: Day, base: Option<&Base>, each: &mut dyn FnMut(Vec<Finding>)) {
    check_files_at_once(FILES_AT_ONCE, registry, (day, base), each);
}

fn check_files_at_once(
    at_once: usize,
    registry: &Registry,
    (day, base): (Day, Option<&Base>),
    each: &mut dyn FnMut(Vec<Finding>),
) {
    let audits = Audits::lazy_table(registry, day);
    let all = CheckContext { registry, day, audits: &audits, base, files: None };
    let mut others = reported(of_registry(&all)).into_iter().peekable();
    for files in FileRange::each_of(registry.files.len(), at_once) {
        let audits = audits.afresh();
        audits.ask_some(files.places_in(&registry.projects, |project| project.file));
        let mut part = of_records(&CheckContext { audits: &audits, files: Some(files), ..all });
        part.extend(std::iter::from_fn(|| others.next_if(|other| files.contains(other.place.file))));
        each(reported(part));
    }
}

/// What the rules say that look at records one by one.
fn of_records(context: &CheckContext<'_>) -> Vec<Finding> {
    let mut findings = said_by(context, Run::is_by_records);
    findings.retain(|finding| context.registry.is_own(finding.place.file));
    findings
}

/// What is found by looking at the registry.
fn of_registry(context: &CheckContext<'_>) -> Vec<Finding> {
    let (registry, audits) = (context.registry, context.audits);
    let mut findings = said_by(context, |run| !run.is_by_records());
    findings.extend(settings::check(registry));
    findings.extend(conditions::check(audits, None));
    // What is found in the records of upstreams is found by their own law.
    findings.retain(|finding| registry.is_own(finding.place.file));
    findings.extend(upstreams::check(registry, context.day));
    findings
}

/// What the rules say that run so.
fn said_by(context: &CheckContext<'_>, run_so: fn(Run) -> bool) -> Vec<Finding> {
    let rules: Vec<&Rule> = rules().filter(|rule| run_so(rule.run)).collect();
    rules.par_iter().flat_map_iter(|rule| findings_of(rule, context)).collect()
}

/// The findings of how many files are held at once: a project may have a dozen, and of a million records those of the projects lie
/// side by side.
const FILES_AT_ONCE: usize = 1 << 11;

/// What the rules of history alone say of a proposal: for whoever judges many and asks nothing else of the registry.
#[must_use]
pub fn check_history(registry: &Registry, day: Day, base: &Base) -> Vec<Finding> {
    let audits = Audits::lazy_table(registry, day);
    let context = CheckContext { registry, day, audits: &audits, base: Some(base), files: None };
    reported(history::RULES.iter().flat_map(|rule| findings_of(rule, &context)).collect())
}

/// The findings of [`check`] in one file, at the cost of that file: for whoever edits it and waits.
///
/// They differ from those of the whole in one thing: a registry with hundreds of references to nothing is not told for each what
/// it may have meant, one file is.
#[must_use]
pub fn check_file(audits: &Audits<'_>, file: FileId) -> Vec<Finding> {
    if let Some(upstream) = audits.registry().upstream_of(file) {
        return reported(upstreams::check_file(audits.registry(), upstream, file, audits.day()));
    }
    let files = Some(FileRange::from(file));
    let context = CheckContext { registry: audits.registry(), day: audits.day(), audits, base: None, files };
    let mut findings: Vec<Finding> = rules().flat_map(|rule| findings_of(rule, &context)).collect();
    findings.extend(settings::check(audits.registry()));
    findings.extend(conditions::check(audits, files));
    findings.retain(|finding| finding.place.file == file);
    reported(findings)
}

fn findings_of(rule: &'static Rule, context: &CheckContext<'_>) -> Vec<Finding> {
    let findings = match context.base {
        Some(base) if rule.group == RuleGroup::History => Findings::at_level_of(rule, context.registry, &base.registry),
        _ => Findings::of(rule, context.registry),
    };
    let mut findings = findings.on(context.day);
    match rule.run {
        Run::WhileReading => findings.diagnostics(context.files),
        Run::Registry(run) | Run::Records(run) => run(context, &mut findings),
    }
    findings.finish()
}

/// What is reported, in order.
fn reported(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| finding.level != Severity::Allow);
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.place.file, finding.place.span, finding.rule);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    findings
}

#[cfg(test)]
mod tests;
