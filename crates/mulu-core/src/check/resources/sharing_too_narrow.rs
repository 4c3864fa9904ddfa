//! `sharing-too-narrow`: the measure has it shared unconditionally, and it is not.

use super::asked::StandingDemands;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Matter, Sharing, Spanned};

/// The rule.
pub static RULE: Rule = Rule {
    id: "sharing-too-narrow",
    group: RuleGroup::Resources,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "应当无条件共享的没有无条件共享",
        en: "a resource that must be shared unconditionally and is not",
    },
    document: include_str!("sharing_too_narrow.md"),
    run: Run::Registry(check),
};

/// What a resource is about, or the base database that it belongs to, forces the type: by the measure of the place, while in force.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let mut asked = StandingDemands::by(cx, RULE.id);
    for resource in cx.resources() {
        let Some(sharing) = resource.sharing.as_ref().filter(|sharing| sharing.value != Sharing::Unconditional) else {
            continue;
        };
        let Some(terms) = asked.of(resource) else { continue };
        let must = terms.name_of(Sharing::Unconditional);
        let forces = |about: &&Spanned<Matter>| terms.unconditional_for.contains(&about.value);
        let about = resource.about.iter().find(forces);
        let base = resource.base.as_ref().filter(|_| terms.base_is_unconditional);
        let (span, zh, en) = match (about, base) {
            (Some(about), _) => {
                let matter = about.value.phrase();
                (about.span, format!("与{}相关的", matter.zh), format!("what is about {}", matter.en))
            }
            (None, Some(base)) => {
                let database = terms.base(&base.value);
                let title = database.map_or(base.value.as_str(), |database| database.title.as_str());
                let title_en = database.and_then(|database| database.title_en.as_deref()).unwrap_or(&base.value);
                (
                    base.span,
                    format!("基础信息资源（{title}）的"),
                    format!("what belongs to a base database ({title_en})"),
                )
            }
            (None, None) => continue,
        };
        let (own, own_en) = (terms.name_of(sharing.value), sharing.value.phrase().en);
        findings
            .report(
                resource.file,
                sharing.span,
                message!("{zh}应列入{must}，这里是{own}", "{en} is shared unconditionally, and this is {own_en}"),
                message!("改为 sharing = \"unconditional\"", "write sharing = \"unconditional\""),
            )
            .because(resource.file, span, message!("依此", "by this"));
    }
}
