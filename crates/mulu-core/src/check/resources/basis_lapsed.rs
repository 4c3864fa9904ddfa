//! `basis-lapsed`: the ground on which a resource is withheld has gone.

use super::asked::StandingDemands;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Day;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Basis, Place, Policy, PolicyStatus, Sharing, Spanned};
use crate::registry::Registry;

/// The rule.
pub static RULE: Rule = Rule {
    id: "basis-lapsed",
    group: RuleGroup::Resources,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "不予共享的依据已经失效", en: "a ground for withholding that is no longer in force"
    },
    document: include_str!("basis_lapsed.md"),
    run: Run::Records(check),
};

/// A ground is gone by its own `until`, or where the registry has the text as a policy that is no longer in force.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let mut asked = StandingDemands::by(cx, RULE.id);
    for resource in cx.resources().filter(|resource| resource.shared() == Some(Sharing::Withheld)) {
        for basis in &resource.basis {
            let Some((span, last, elsewhere)) = lapsed(cx.registry, basis, cx.day) else { continue };
            let title = basis.title.as_ref().map_or("", |title| &title.value);
            let (zh, en) = last.map_or_else(Default::default, |day| (format!("（{day}）"), format!(" ({day})")));
            let finding = findings.report(
                resource.file,
                span,
                message!(
                    "不予共享的依据《{title}》已经失效{zh}",
                    "the ground for withholding it, {title}, is no longer in force{en}"
                ),
                message!(
                    "改为共享类并从不予共享目录中删除，或写明仍有效的依据",
                    "share it and strike it from the withheld ones, or name a ground that is in force"
                ),
            );
            if let Some(place) = elsewhere {
                finding.because(place.file, place.span, message!("效力写在这里", "its term is given here"));
            }
            if !asked.stands(resource) {
                finding.at_most_warn();
            }
        }
    }
}

/// Where it is said that a ground is gone, and since which day.
fn lapsed(registry: &Registry, basis: &Basis, day: Day) -> Option<(crate::model::Span, Option<Day>, Option<Place>)> {
    if let Some(until) = basis.until.as_ref().filter(|until| until.value < day) {
        return Some((until.span, Some(until.value), None));
    }
    let title = basis.title.as_ref()?;
    let policy = registry.policies.iter().find(|policy| names(policy, title))?;
    let end = match policy.standing(day) {
        PolicyStatus::Repealed => policy.repealed.as_ref(),
        PolicyStatus::Expired => policy.expires.as_ref(),
        PolicyStatus::Pending | PolicyStatus::InForce => return None,
    };
    let place = end.map(|end| Place { file: policy.file, span: end.span });
    Some((title.span, end.map(|end| end.value), place))
}

fn names(policy: &Policy, title: &Spanned<String>) -> bool {
    let bare = title.value.trim().trim_start_matches('《').trim_end_matches('》');
    policy.title.as_ref().is_some_and(|own| own.value == bare)
}
