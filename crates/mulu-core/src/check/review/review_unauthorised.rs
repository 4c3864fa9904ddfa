//! `review-unauthorised`: a review by an agency that has no say in reviews.

use crate::check::context::{CheckContext, Cites, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-unauthorised",
    group: RuleGroup::Review,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "作出复审结论的单位没有复审职责",
        en: "a review by an agency that has no say in reviews",
    },
    document: include_str!("review_unauthorised.md"),
    run: Run::Records(check),
};

/// Art. 5: who organises the standards also reviews them. The roles are the registry's `[roles] review`.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    // Who does what is said by another clause than the one that asks for reviews.
    findings.citing(Cites::Enforced);
    let Some(allowed) = registry.config.roles.get("review") else { return };
    for (_, standard) in cx.standards() {
        for by in standard.reviews.iter().filter_map(|review| review.by.as_ref()) {
            let Some(agency) = registry.agency(by).map(|index| &registry.agencies[index]) else { continue };
            if registry.may(agency, "review") {
                continue;
            }
            let name = agency.display_name();
            let roles = allowed.iter().map(|role| role.value.as_str()).collect::<Vec<_>>().join(", ");
            let finding = findings.report(
                standard.file,
                by.span,
                message!("{name}没有复审的职责", "{name} has no role that may review"),
                message!(
                    "复审由具有以下职责的单位作出：{roles}",
                    "reviews are made by agencies with one of the roles: {roles}"
                ),
            );
            if let Some(role) = allowed.first() {
                finding.because(
                    registry.config.file,
                    role.span,
                    message!("复审的职责在此规定", "who may review is set here"),
                );
            }
            let span = agency.roles.first().map_or_else(Default::default, |role| role.span);
            finding.because(agency.file, span, message!("{name}的职责", "the roles of {name}"));
        }
    }
}
