//! `unmandated-binding`: a recommended standard made mandatory without a clause in force.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Day;
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};
use crate::model::{Binding, Catalogue, PolicyStatus, Spanned, Standard};
use crate::number::Nature;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unmandated-binding",
    group: RuleGroup::Catalogue,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "推荐性标准列为强制，却没有生效的依据",
        en: "a recommended standard made mandatory without a clause in force",
    },
    document: include_str!("unmandated_binding.md"),
    run: Run::Records(check),
};

/// A recommended standard must be followed where a clause in force orders it, within the clause's own reach: a listing names that
/// clause, and adds nothing to it.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (index, standard) in cx.standards() {
        let Some(entry) = standard.listed_on(cx.day) else { continue };
        let Some(binding) = entry.binding.as_ref().filter(|binding| binding.value == Binding::Mandatory) else {
            continue;
        };
        if cx.registry.is_mandatory_by_number(index, cx.day) || cx.registry.nature(index) == Some(Nature::Guidance) {
            continue;
        }
        let named = entry.mandated_by.iter().filter_map(|reference| {
            let found = cx.registry.clause(reference)?;
            Some((found.is_in_force(cx.day), cx.registry.mandates(found, index, cx.day), reference))
        });
        let named: Vec<_> = named.collect();
        let idle = named.iter().find(|(in_force, mandates, _)| *in_force && !mandates);
        if let Some((.., reference)) = idle {
            mandates_nothing(cx, standard, reference, findings);
        }
        if let Some(clause) = cx.audits.narrowed(index) {
            narrower(standard, entry, &clause, findings);
        }
        if idle.is_some() || named.iter().any(|(in_force, mandates, _)| *in_force && *mandates) {
            continue;
        }
        let name = standard.name();
        let finding = findings.report(
            standard.file,
            binding.span,
            message!(
                "{name} 是推荐性标准，列为强制却没有生效的依据",
                "{name} is recommended: no clause in force makes it mandatory"
            ),
            message!(
                "在 mandated_by 中写明规定其强制执行的条款，如 [\"办法代码#40\"]；没有则改为 recommended",
                "name the clause that orders it in `mandated_by`, such as [\"POLICY#40\"], or write recommended"
            ),
        );
        lapsed(cx, standard, finding);
    }
}

/// A listing says that fewer are bound than its clause binds.
fn narrower(standard: &Standard, entry: &Catalogue, clause: &str, findings: &mut Findings<'_>) {
    let name = standard.name();
    let span = entry.applies_to.first().map(|word| word.span).or(entry.when.as_ref().map(|when| when.span));
    findings
        .report(
            standard.file,
            span.unwrap_or(entry.span),
            message!(
                "目录写的适用范围窄于 {clause}：条款约束的项目，不因目录没有写到而不受约束",
                "the listing of {name} is narrower than {clause}: whom the clause binds is bound all the same"
            ),
            message!(
                "删去 applies_to、when，或改为与条款一致",
                "remove `applies_to` and `when`, or let them say what the clause says"
            ),
        )
        .at_most_warn();
}

/// A clause that is named and in force, and does not speak of the standard.
fn mandates_nothing(
    cx: &CheckContext<'_>,
    standard: &Standard,
    reference: &Spanned<String>,
    findings: &mut Findings<'_>,
) {
    let name = standard.name();
    let finding = findings.report(
        standard.file,
        reference.span,
        message!("{0} 没有规定强制执行 {name}", "{0} does not mandate {name}", reference.value),
        message!(
            "改写为规定它的条款；条款确有规定的，在该条的 mandates 或 mandates_where 写明",
            "name the clause that does; if this one does, say so in its `mandates` or `mandates_where`"
        ),
    );
    if let Some(found) = cx.registry.clause(reference) {
        finding.because(found.policy.file, found.clause.span, message!("所写的条款", "the clause that is named"));
    }
}

/// The clauses that are named, and why they do not carry it.
fn lapsed(cx: &CheckContext<'_>, standard: &Standard, finding: &mut crate::finding::Finding) {
    let clauses = standard.catalogue.iter().flat_map(|entry| &entry.mandated_by);
    for clause in clauses.filter_map(|reference| cx.registry.clause(reference)) {
        let policy = clause.policy;
        let name = policy.name();
        let (date, said): (_, fn(&str, Day) -> Message) = match policy.standing(cx.day) {
            PolicyStatus::Pending => (&policy.effective, |name, day| {
                message!("《{name}》自 {day} 起施行", "{name} is in force only from {day}")
            }),
            PolicyStatus::Expired => {
                (&policy.expires, |name, day| message!("《{name}》的有效期已于 {day} 届满", "{name} ran out on {day}"))
            }
            PolicyStatus::Repealed => {
                (&policy.repealed, |name, day| message!("《{name}》已于 {day} 废止", "{name} was repealed on {day}"))
            }
            PolicyStatus::InForce => continue,
        };
        if let Some(date) = date {
            finding.because(policy.file, date.span, said(name, date.value));
        }
    }
}
