//! `jurisdiction-mismatch`: a project that lies elsewhere than its agency acts.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Spanned;

/// The rule.
pub static RULE: Rule = Rule {
    id: "jurisdiction-mismatch",
    group: RuleGroup::Projects,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "项目所在地与建设单位所在地不同",
        en: "a project that lies elsewhere than its agency acts",
    },
    document: include_str!("jurisdiction_mismatch.md"),
    run: Run::Records(check),
};

/// The project's own jurisdiction counts: by it a project is bound. One that its agency does not act in may be a slip.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for project in cx.projects() {
        let agency = project.agency.as_ref().and_then(|agency| registry.agency(agency));
        let Some(agency) = agency.map(|index| &registry.agencies[index]) else { continue };
        let (Some(lies), Some(acts)) = (&project.jurisdiction, &agency.jurisdiction) else { continue };
        if lies.value == acts.value {
            continue;
        }
        let (name, here, there): (_, &Spanned<String>, _) = (agency.display_name(), lies, &acts.value);
        findings
            .report(
                project.file,
                here.span,
                message!(
                    "项目在 {0}，{name}在 {there}：按 {0} 的规定核对",
                    "the project lies in {0}, {name} acts in {there}: it is held to what binds in {0}",
                    here.value
                ),
                message!("核对两处的行政区划代码", "check the two codes"),
            )
            .because(agency.file, acts.span, message!("建设单位所在地", "where the agency acts"));
    }
}
