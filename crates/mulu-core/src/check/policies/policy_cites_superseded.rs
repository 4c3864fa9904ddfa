//! `policy-cites-superseded`: a clause that cites an edition since replaced.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Status;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Cited, Policy, PolicyStatus, Spanned};
use crate::registry::CitationTarget;

/// The rule.
pub static RULE: Rule = Rule {
    id: "policy-cites-superseded",
    group: RuleGroup::Policies,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "条款引用的版本已被代替", en: "a clause that cites an edition since replaced"
    },
    document: include_str!("policy_cites_superseded.md"),
    run: Run::Records(check),
};

/// The edition in force is meant and is what projects are held to; the office should still have the measure amended.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for policy in cx.policies().filter(|policy| policy.standing(cx.day) == PolicyStatus::InForce) {
        for clause in &policy.clauses {
            for cited in &clause.mandates {
                let CitationTarget::Edition(edition) = registry.target(&cited.number) else { continue };
                let article = clause.id.as_ref().map_or("", |id| &id.value);
                match registry.status(edition, cx.day) {
                    Status::Replaced => replaced(cx, policy, (article, cited), edition, findings),
                    Status::Withdrawn => withdrawn(cx, policy, (article, cited), edition, findings),
                    Status::Draft | Status::Upcoming | Status::Current => {}
                }
            }
        }
    }
}

/// What a clause cites, and the clause's number.
type Citation<'r> = (&'r str, &'r Spanned<Cited>);

fn replaced(
    cx: &CheckContext<'_>,
    policy: &Policy,
    (article, cited): Citation<'_>,
    edition: usize,
    findings: &mut Findings<'_>,
) {
    let registry = cx.registry;
    let succession = registry.succession(edition, cx.day);
    let names: Vec<&str> = succession.current.iter().map(|index| registry.standards[*index].name()).collect();
    let current = names.join("、");
    let (number, since) = (&cited.number, succession.since.map(|since| since.to_string()).unwrap_or_default());
    let help = if current.is_empty() {
        message!("没有现行的版本；建议修改该条款", "no edition is in force; have the clause amended")
    } else {
        message!(
            "项目按 {current} 执行；建议修改该条款，或改为不注日期引用",
            "projects are held to {current}; have the clause amended, or cite it without a year"
        )
    };
    let finding = findings.report(
        policy.file,
        cited.span,
        message!(
            "第 {article} 条引用的 {number} 已于 {since} 被代替",
            "clause {article} cites {number}, replaced on {since}"
        ),
        help,
    );
    finding.citing(Some(format!("{}#{article}", policy.id)));
    for index in &succession.current {
        let new = &registry.standards[*index];
        let span = new.replaces.first().map_or(new.name_span(), |replaced| replaced.span);
        finding.because(new.file, span, message!("{0} 现行", "{0} is in force", new.name()));
    }
}

fn withdrawn(
    cx: &CheckContext<'_>,
    policy: &Policy,
    (article, cited): Citation<'_>,
    edition: usize,
    findings: &mut Findings<'_>,
) {
    let old = &cx.registry.standards[edition];
    let Some(withdrawn) = &old.withdrawn else { return };
    let (number, day) = (&cited.number, withdrawn.value);
    findings
        .report(
            policy.file,
            cited.span,
            message!(
                "第 {article} 条引用的 {number} 已于 {day} 废止",
                "clause {article} cites {number}, withdrawn on {day}"
            ),
            message!("没有代替它的标准；建议修改该条款", "nothing replaces it; have the clause amended"),
        )
        .citing(Some(format!("{}#{article}", policy.id)))
        .because(old.file, withdrawn.span, message!("{day} 废止", "withdrawn {day}"));
}
