//! `self-approved-waiver`: a waiver that the project's own agency approved.

use crate::audit::{WaiverRefusal, WaiverStanding};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "self-approved-waiver",
    group: RuleGroup::Projects,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "项目单位自己批准的例外", en: "a waiver that the project's own agency approved"
    },
    document: include_str!("self_approved_waiver.md"),
    run: Run::Records(check),
};

/// Nobody excuses themselves, whatever their role. A waiver that has run out is history.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        for (waiver, standing) in project.waivers.iter().zip(&audit.waivers) {
            let own = *standing == WaiverStanding::Refused(WaiverRefusal::Own) && !super::is_over(waiver, cx.day);
            let (Some(by), Some(owner), true) = (&waiver.approved_by, &project.agency, own) else { continue };
            let agency = cx.registry.agency(by).map(|index| &cx.registry.agencies[index]);
            let name = agency.map_or(by.value.as_str(), |agency| agency.display_name());
            let finding = findings.report(
                project.file,
                by.span,
                message!("{name}为自己的项目批准例外", "{name} approved a waiver for its own project"),
                message!("报另一有权的单位批准", "have it approved by another agency that may"),
            );
            finding.because(project.file, owner.span, message!("项目单位", "the project's agency"));
        }
    }
}
