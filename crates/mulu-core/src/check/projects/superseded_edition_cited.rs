//! `superseded-edition-cited`: a project that declares an edition replaced longer ago than the transition.

use crate::audit::{Verdict, editions};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "superseded-edition-cited",
    group: RuleGroup::Projects,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "项目仍按已被代替的版本声明，过渡期已过",
        en: "a project that declares an edition replaced longer ago than the transition",
    },
    document: include_str!("superseded_edition_cited.md"),
    run: Run::Records(check),
};

/// Where the audit holds the project for it the finding is denied; where the standard does not bind the project, or the project has
/// another answer, it is a warning.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for (project, audit) in cx.audited() {
        if super::is_retired(audit) {
            continue;
        }
        for declared in &project.conformance {
            let Some(standard) = &declared.standard else { continue };
            let meant = editions(registry, &standard.number, cx.day);
            let mandatory = meant.current.iter().any(|index| registry.is_mandatory_by_number(*index, cx.day));
            let Some(replaced) = meant.replaced.filter(|_| meant.is_superseded(cx.day, mandatory)) else { continue };
            let answers = |obligation: &&crate::audit::Obligation| {
                obligation.verdict == Verdict::Superseded
                    && obligation.answer.is_some_and(|answer| answer.span == standard.span)
            };
            let held = audit.holding().find(answers);
            let current: Vec<&str> = meant.current.iter().map(|index| registry.standards[*index].name()).collect();
            let (current, number) = (current.join("、"), &standard.number);
            let (since, last) = (replaced.since, replaced.last);
            let finding = findings.report(
                project.file,
                standard.span,
                if mandatory {
                    message!(
                        "{number} 已于 {since} 被 {current} 代替，强制性标准没有过渡期",
                        "{number} was replaced by {current} on {since}; a mandatory standard has no transition"
                    )
                } else {
                    message!(
                        "{number} 已于 {since} 被 {current} 代替，过渡期至 {last}",
                        "{number} was replaced by {current} on {since}; the transition ended {last}"
                    )
                },
                message!("按 {current} 核对后改写", "check the project against {current} and declare that"),
            );
            for successor in registry.successors(replaced.edition) {
                let new = &registry.standards[*successor];
                if let Some(effective) = new.effective.as_ref().filter(|effective| effective.value <= cx.day) {
                    let (name, day) = (new.name(), effective.value);
                    let message = message!("{name} 代替它，{day} 起实施", "{name} replaces it, effective {day}");
                    finding.because(new.file, effective.span, message);
                }
            }
            match held {
                Some(obligation) => super::because_demanded(cx.registry, finding, obligation),
                None => drop(finding.at_most_warn()),
            }
        }
    }
}
