//! `identifier-missing`: the items of a base database lack the identifier that the measure names.

use super::asked::StandingDemands;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "identifier-missing",
    group: RuleGroup::Resources,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "没有规定的标识信息项",
        en: "a resource without the identifier that the measure names",
    },
    document: include_str!("identifier_missing.md"),
    run: Run::Records(check),
};

/// Persons by their identity number, legal persons by their credit code, real estate and city parts by their own. A resource whose
/// items are not recorded says nothing of that.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let mut asked = StandingDemands::by(cx, RULE.id);
    for resource in cx.resources().filter(|resource| !resource.items.is_empty()) {
        let Some(base) = &resource.base else { continue };
        let database = asked.of(resource).and_then(|terms| terms.base(&base.value));
        let Some((database, identifier)) = database.and_then(|own| own.identifier.map(|identifier| (own, identifier)))
        else {
            continue;
        };
        let has = resource.items.iter().filter_map(|item| item.identifier.as_ref()).any(|own| own.value == identifier);
        if has {
            continue;
        }
        let (title, zh, en) = (&database.title, identifier.phrase().zh, identifier.phrase().en);
        let title_en = database.title_en.as_deref().unwrap_or(&database.id).to_lowercase();
        let id = identifier.id();
        findings.report(
            resource.file,
            base.span,
            message!(
                "{title}信息应以{zh}为标识，没有这样的信息项",
                "data on {title_en} are identified by the {en}, and no item is one"
            ),
            message!("在这个信息项上写 identifier = \"{id}\"", "write identifier = \"{id}\" at that item"),
        );
    }
}
