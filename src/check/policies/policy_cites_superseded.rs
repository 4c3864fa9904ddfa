//! `policy-cites-superseded`: a clause that cites an edition since replaced.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::day::Status;
use crate::model::Standing;
use crate::registry::Target;
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "policy-cites-superseded",
    group: Group::Policies,
    level: Level::Warn,
    summary: Phrase {
        zh: "条款引用的版本已被代替",
        en: "a clause that cites an edition since replaced",
    },
    document: include_str!("policy_cites_superseded.md"),
    run: Run::Registry(check),
};

/// The edition in force is meant and is what projects are held to; the office should still have the measure amended.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for policy in registry.policies.iter().filter(|policy| policy.standing(cx.day) == Standing::InForce) {
        for clause in &policy.clauses {
            for cited in &clause.mandates {
                let Target::Edition(edition) = registry.target(&cited.number) else { continue };
                if !matches!(registry.status(edition, cx.day), Status::Replaced | Status::Withdrawn) {
                    continue;
                }
                let succession = registry.succession(edition, cx.day);
                let names: Vec<&str> = succession.current.iter().map(|index| registry.standards[*index].name()).collect();
                let current = if names.is_empty() { "—".to_owned() } else { names.join("、") };
                let since = succession.since.map(|since| since.to_string()).unwrap_or_default();
                let (number, article) = (&cited.number, clause.id.as_ref().map_or("", |id| &id.value));
                let finding = findings.report(
                    policy.file,
                    cited.span,
                    say!(
                        "第 {article} 条引用的 {number} 已于 {since} 被 {current} 代替",
                        "clause {article} cites {number}, replaced by {current} on {since}"
                    ),
                    say!(
                        "项目按 {current} 执行；建议修改该条款，或改为不注日期引用",
                        "projects are held to {current}; have the clause amended, or cite it without a year"
                    ),
                );
                for index in &succession.current {
                    let new = &registry.standards[*index];
                    let span = new.replaces.first().map_or(new.name_span(), |replaced| replaced.span);
                    finding.because(new.file, span, say!("{0} 代替它", "{0} replaces it", new.name()));
                }
            }
        }
    }
}
