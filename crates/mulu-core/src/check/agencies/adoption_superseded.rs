//! `adoption-superseded`: a filing of an edition since replaced.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Status;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Agency, Cited, Progress, Spanned};
use crate::registry::{CitationTarget, Registry};

/// The rule.
pub static RULE: Rule = Rule {
    id: "adoption-superseded",
    group: RuleGroup::Agencies,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "备案的标准已被代替或废止", en: "a filing of a standard since replaced or withdrawn"
    },
    document: include_str!("adoption_superseded.md"),
    run: Run::Records(check),
};

/// An agency has the registry's `transition` to move to the new edition.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for agency in cx.agencies() {
        for filing in &agency.adoptions {
            let Some(standard) = &filing.standard else { continue };
            let suspended = filing.status.as_ref().is_some_and(|status| status.value == Progress::Suspended);
            let CitationTarget::Edition(edition) = registry.target(&standard.number) else { continue };
            match registry.status(edition, cx.day) {
                Status::Replaced if !suspended => {}
                Status::Withdrawn if !suspended => {
                    withdrawn(registry, agency, standard, edition, findings);
                    continue;
                }
                _ => continue,
            }
            let succession = registry.succession(edition, cx.day);
            let Some(since) = succession.since else { continue };
            let last = registry.config.review.transition.after(since);
            if cx.day <= last {
                continue;
            }
            let current: Vec<&str> = succession.current.iter().map(|index| registry.standards[*index].name()).collect();
            let (current, number, name) = (current.join("、"), &standard.number, agency.display_name());
            let help = if current.is_empty() {
                message!("停用后改为 status = \"suspended\"", "stop using it and write status = \"suspended\"")
            } else {
                message!("改用 {current} 后另行备案", "move to {current} and file that")
            };
            let finding = findings.report(
                agency.file,
                standard.span,
                message!(
                    "{name}备案的 {number} 已于 {since} 被代替，过渡期至 {last}",
                    "{name} filed {number}, replaced on {since}; the transition ended {last}"
                ),
                help,
            );
            for index in &succession.current {
                let new = &registry.standards[*index];
                let span = new.replaces.first().map_or(new.name_span(), |replaced| replaced.span);
                finding.because(new.file, span, message!("{0} 现行", "{0} is in force", new.name()));
            }
        }
    }
}

/// What was withdrawn without a successor is not implemented any more, without a transition.
fn withdrawn(
    registry: &Registry,
    agency: &Agency,
    standard: &Spanned<Cited>,
    edition: usize,
    findings: &mut Findings<'_>,
) {
    let (number, name) = (&standard.number, agency.display_name());
    let record = &registry.standards[edition];
    let day = record.withdrawn.as_ref().map(|day| day.value.to_string()).unwrap_or_default();
    let finding = findings.report(
        agency.file,
        standard.span,
        message!("{name}备案的 {number} 已于 {day} 废止", "{name} filed {number}, withdrawn on {day}"),
        message!("停用后改为 status = \"suspended\"", "stop using it and write status = \"suspended\""),
    );
    if let Some(withdrawn) = &record.withdrawn {
        finding.because(record.file, withdrawn.span, message!("{day} 废止", "withdrawn {day}"));
    }
}
