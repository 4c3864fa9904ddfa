//! `reach-unsaid`: a measure that does not say how far it reaches.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Subject;

/// The rule.
pub static RULE: Rule = Rule {
    id: "reach-unsaid",
    group: RuleGroup::Policies,
    level: Severity::Note,
    summary: StaticMessage {
        zh: "办法没有写明约束范围", en: "a measure that does not say how far it reaches"
    },
    document: include_str!("reach_unsaid.md"),
    run: Run::Records(check),
};

/// Without `reach` a measure holds for the governments below its own too. Most speak of their own bodies (市直各单位), and a registry
/// written before there was `reach` said so in each clause, or nowhere.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for policy in cx.policies().filter(|policy| policy.reach.is_none()) {
        let of_project = |subject: &crate::model::Spanned<Subject>| subject.value == Subject::Project;
        let unsaid = policy
            .clauses
            .iter()
            .find(|clause| clause.reach.is_none() && clause.subject.as_ref().is_some_and(of_project));
        let (Some(clause), Some(jurisdiction)) = (unsaid, &policy.jurisdiction) else { continue };
        let name = policy.name();
        findings
            .report(
                policy.file,
                jurisdiction.span,
                message!(
                    "《{name}》没有写 reach：它也约束下级政府的项目",
                    "{name} does not say its `reach`: it binds projects of the governments below, too"
                ),
                message!(
                    "只约束本级单位的写 reach = \"own\"，也约束下级的写 reach = \"below\"",
                    "write reach = \"own\" where it binds this government's own bodies only, else reach = \"below\""
                ),
            )
            .because(policy.file, clause.span, message!("约束项目的条款", "a clause that binds projects"));
    }
}
