//! `withheld-without-basis`: withholding is a legal claim, and has to name its ground.

use super::asked::StandingDemands;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{BasisKind, Resource, Sharing, SharingTerms};

/// The rule.
pub static RULE: Rule = Rule {
    id: "withheld-without-basis",
    group: RuleGroup::Resources,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "不予共享没有依据，或者依据的种类不够",
        en: "a resource withheld without a ground that the measures allow",
    },
    document: include_str!("withheld_without_basis.md"),
    run: Run::Registry(check),
};

/// A claim without any ground is told wherever it is made; which kinds of text suffice is for the measure of the place to say, while
/// it is in force.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let mut asked = StandingDemands::by(cx, RULE.id);
    for resource in cx.resources().filter(|resource| resource.shared() == Some(Sharing::Withheld)) {
        let stands = asked.stands(resource);
        let Some(terms) = cx.registry.sharing_terms(resource) else { continue };
        if resource.basis.is_empty() {
            let span = resource.sharing.as_ref().map_or_else(|| resource.name_span(), |sharing| sharing.span);
            let name = terms.name_of(Sharing::Withheld);
            let finding = findings.report(
                resource.file,
                span,
                message!("列为{name}，没有写依据", "it is withheld, and no ground is given"),
                message!(
                    "写 [[basis]]：哪部法律、法规或政策的哪一条；没有依据的改为共享",
                    "add [[basis]]: which article of which law, regulation or policy; without one, share it"
                ),
            );
            if !stands {
                finding.at_most_warn();
            }
        } else if stands {
            kinds(resource, terms, findings);
        }
    }
}

/// One ground of an allowed kind is enough.
fn kinds(resource: &Resource, terms: &SharingTerms, findings: &mut Findings<'_>) {
    let kinds = || resource.basis.iter().filter_map(|basis| basis.kind.as_ref());
    if kinds().any(|kind| terms.allows(kind.value)) {
        return;
    }
    // A kind that could not be read is told while reading.
    let Some(first) = kinds().next() else { return };
    let listed =
        |name: fn(&BasisKind) -> &'static str, by: &str| terms.basis.iter().map(name).collect::<Vec<_>>().join(by);
    let (zh, en) = (listed(|kind| kind.phrase().zh, "、"), listed(|kind| kind.phrase().en, ", "));
    let (own, own_en) = (first.value.phrase().zh, first.value.phrase().en);
    findings.report(
        resource.file,
        first.span,
        message!("不予共享只凭{own}，依据的种类不够", "it is withheld on the ground of a mere {own_en}"),
        message!("此地的办法只认：{zh}", "the measure in force there allows: {en}"),
    );
}
