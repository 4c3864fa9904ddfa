//! `withheld-unconfirmed`: withheld, and nobody who may has confirmed it.

use super::asked::StandingDemands;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Resource, Sharing};

/// The rule.
pub static RULE: Rule = Rule {
    id: "withheld-unconfirmed",
    group: RuleGroup::Resources,
    level: Severity::Deny,
    summary: StaticMessage { zh: "不予共享未经确认", en: "a resource withheld without confirmation" },
    document: include_str!("withheld_unconfirmed.md"),
    run: Run::Records(check),
};

/// Where the measure has the authority confirm what is withheld, it has; where nothing is known of the place, it is a question.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let mut asked = StandingDemands::by(cx, RULE.id);
    for resource in cx.resources().filter(|resource| resource.shared() == Some(Sharing::Withheld)) {
        let Some(confirms) = asked.of(resource).map(|terms| terms.confirms).filter(|confirms| *confirms != Some(false))
        else {
            continue;
        };
        let done = resource.confirmed.as_ref().is_some_and(|confirmed| confirmed.value <= cx.day);
        let by = confirmer(cx, resource);
        let wrong = resource.confirmed_by.as_ref().zip(by).filter(|(own, organ)| own.value != *organ);
        let sharing = resource.sharing.as_ref().map_or_else(|| resource.name_span(), |sharing| sharing.span);
        let finding = if let Some((own, organ)) = wrong.filter(|_| done) {
            let organ = cx.registry.agency(organ).map_or(organ, |at| cx.registry.agencies[at].display_name());
            findings.report(
                resource.file,
                own.span,
                message!("不予共享应由{organ}确认", "what is withheld is confirmed by {organ}"),
                message!(
                    "由它确认后改写 confirmed_by 和 confirmed",
                    "have it confirmed there, and change `confirmed_by` and `confirmed`"
                ),
            )
        } else if done && resource.confirmed_by.is_some() {
            continue;
        } else {
            findings.report(
                resource.file,
                sharing,
                message!("列为不予共享，没有写明由谁在哪天确认", "it is withheld, and no confirmation is recorded"),
                message!(
                    "经确认后写 confirmed_by 和 confirmed",
                    "once it is confirmed, write `confirmed_by` and `confirmed`"
                ),
            )
        };
        if confirms.is_none() {
            finding.at_most_warn();
        }
    }
}

/// The organ that confirms, where the measure in force names one: `confirms` of its `[organs]`.
fn confirmer<'r>(cx: &CheckContext<'r>, resource: &'r Resource) -> Option<&'r str> {
    let at = cx.registry.jurisdiction_shared_in(resource)?;
    let clause = cx.registry.clause_enforced(RULE.id, Some(&at.value), cx.day)?;
    let policy = cx.registry.clause(&clause)?.policy;
    policy.organs.iter().find(|(organ, _)| organ.value == "confirms").map(|(_, agency)| agency.value.as_str())
}
