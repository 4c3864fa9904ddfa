//! `waiver-not-allowed`: a waiver that nobody may give, or that its giver may not.

use crate::audit::{WaiverRefusal, WaiverStanding};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Project, Waiver};

/// The rule.
pub static RULE: Rule = Rule {
    id: "waiver-not-allowed",
    group: RuleGroup::Projects,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "不能准许的例外", en: "a waiver that nobody may give, or that its giver may not"
    },
    document: include_str!("waiver_not_allowed.md"),
    run: Run::Records(check),
};

/// Nobody waives a standard that is mandatory by its number. From a clause only the organ excuses that the clause names; from any other
/// standard whoever has a role of `[roles] waive` and acts where the project lies. A waiver that has run out is history.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for (project, audit) in cx.audited() {
        for (waiver, standing) in project.waivers.iter().zip(&audit.waivers) {
            if super::is_over(waiver, cx.day) {
                continue;
            }
            match standing {
                WaiverStanding::Refused(WaiverRefusal::NoException | WaiverRefusal::OtherOrgan) => {
                    not_by_the_clause(cx, project, waiver, *standing, findings);
                }
                WaiverStanding::Refused(WaiverRefusal::MandatoryStandard) => {
                    let (_, what) = super::waived(waiver);
                    let span = waiver.standard.as_ref().map_or(waiver.span, |cited| cited.span);
                    findings.report(
                        project.file,
                        span,
                        message!(
                            "{what} 是强制性标准，不能例外",
                            "{what} is mandatory by its number and cannot be waived"
                        ),
                        message!("删去这项例外，按标准执行", "remove the waiver and meet the standard"),
                    );
                }
                WaiverStanding::Refused(WaiverRefusal::NoRole) => {
                    let Some(by) = &waiver.approved_by else { continue };
                    let agency = registry.agency(by).map(|index| &registry.agencies[index]);
                    let name = agency.map_or(by.value.as_str(), |agency| agency.display_name());
                    let finding = findings.report(
                        project.file,
                        by.span,
                        message!("{name}无权批准例外", "{name} has no role that may waive"),
                        message!(
                            "由有权的单位批准，见 book.toml 的 [roles] waive",
                            "have it approved by one of `[roles] waive` in book.toml"
                        ),
                    );
                    if let Some(role) = registry.config.roles.get("waive").and_then(|roles| roles.first()) {
                        finding.because(
                            registry.config.file,
                            role.span,
                            message!("批准例外的职责在此规定", "who may waive is set here"),
                        );
                    }
                }
                WaiverStanding::Refused(WaiverRefusal::Elsewhere) => {
                    let (Some(by), Some(lies)) = (&waiver.approved_by, &project.jurisdiction) else { continue };
                    let Some(agency) = registry.agency(by).map(|index| &registry.agencies[index]) else { continue };
                    let (name, place) = (agency.display_name(), &lies.value);
                    let finding = findings.report(
                        project.file,
                        by.span,
                        message!(
                            "{name}不管辖 {place} 的项目，无权批准例外",
                            "{name} has no say in {place}, where the project lies, and may not waive"
                        ),
                        message!(
                            "由项目所在地或其上级的单位批准",
                            "have it approved by an agency of that place or one above it"
                        ),
                    );
                    finding.because(project.file, lies.span, message!("项目所在地", "where the project lies"));
                    if let Some(acts) = &agency.jurisdiction {
                        finding.because(agency.file, acts.span, message!("批准单位所在地", "where the agency acts"));
                    }
                }
                _ => {}
            }
        }
    }
}

/// The clause has no exception, or names another organ. A registry of the last version does not say so yet: the remedy does.
fn not_by_the_clause(
    cx: &CheckContext<'_>,
    project: &Project,
    waiver: &Waiver,
    standing: WaiverStanding,
    findings: &mut Findings<'_>,
) {
    let registry = cx.registry;
    let named = waiver.clause.as_ref().and_then(|reference| registry.clause(reference));
    let mandating = || {
        let meant = waiver.standard.iter().flat_map(|cited| registry.in_force(&cited.number, cx.day));
        let mut clauses = meant.flat_map(|standard| registry.mandating(standard, cx.day));
        clauses.next()
    };
    let Some(found) = named.or_else(mandating) else { return };
    let (reference, (span, _)) = (found.reference(), super::waived(waiver));
    let organ = found.clause.approved_by.as_ref().map(|organ| found.policy.organ(organ));
    let finding = match (standing, organ) {
        (WaiverStanding::Refused(WaiverRefusal::OtherOrgan), Some(organ)) => {
            let name = |id: &str| {
                let agency = registry.agency(id).map(|index| &registry.agencies[index]);
                agency.map_or(id.to_owned(), |agency| agency.display_name().to_owned())
            };
            let by = waiver.approved_by.as_ref();
            findings.report(
                project.file,
                by.map_or(span, |by| by.span),
                message!(
                    "{reference} 的例外由{0}批准，不由{1}",
                    "an exception from {reference} is for {0} to approve, not for {1}",
                    name(organ),
                    by.map_or_else(String::new, |by| name(&by.value))
                ),
                message!("报{0}批准", "have it approved by {0}", name(organ)),
            )
        }
        _ => findings.report(
            project.file,
            span,
            message!("{reference} 没有规定例外", "{reference} has no exception"),
            message!(
                "删去这项例外，按条款执行；条款确有规定的，在该条写 approved_by，指明 [organs] 中的批准机构",
                "remove the waiver and meet the clause; if the clause does have one, name the organ that approves it in its `approved_by`"
            ),
        ),
    };
    finding.citing(Some(reference));
    finding.because(found.policy.file, found.clause.span, message!("所说的条款", "the clause"));
}
