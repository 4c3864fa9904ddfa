//! `unmandated-binding`: a recommended standard made mandatory without a clause in force.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::day::Day;
use crate::finding::Level;
use crate::model::{Binding, Standard, Standing};
use crate::number::Nature;
use crate::say;
use crate::words::{Phrase, Words};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unmandated-binding",
    group: Group::Catalogue,
    level: Level::Deny,
    summary: Phrase {
        zh: "推荐性标准列为强制，却没有生效的依据",
        en: "a recommended standard made mandatory without a clause in force",
    },
    document: include_str!("unmandated_binding.md"),
    run: Run::Registry(check),
};

/// Art. 15: a recommended standard must be followed where the government has ordered it, within the order's scope.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    for (index, standard) in cx.standards() {
        let Some(entry) = standard.listed_on(cx.day) else { continue };
        let Some(binding) = entry.binding.as_ref().filter(|binding| binding.value == Binding::Mandatory) else {
            continue;
        };
        if matches!(cx.registry.nature(index), Some(Nature::Mandatory | Nature::Guidance)) {
            continue;
        }
        if !cx.registry.mandates_in_force(index, cx.day).is_empty() {
            continue;
        }
        let name = standard.name();
        let finding = findings.report(
            standard.file,
            binding.span,
            say!("{name} 是推荐性标准，列为强制却没有生效的依据", "{name} is recommended: no clause in force makes it mandatory"),
            say!(
                "在 mandated_by 中写明规定其强制执行的条款，如 [\"changsha-cloud-2018#40\"]；没有则改为 recommended",
                "name the clause that orders it in `mandated_by`, such as [\"changsha-cloud-2018#40\"], or write recommended"
            ),
        );
        lapsed(cx, standard, finding);
    }
}

/// The clauses that are named, and why they do not carry it.
fn lapsed(cx: &Context<'_>, standard: &Standard, finding: &mut crate::finding::Finding) {
    let clauses = standard.catalogue.iter().flat_map(|entry| &entry.mandated_by);
    for clause in clauses.filter_map(|reference| cx.registry.clause(reference)) {
        let policy = clause.policy;
        let name = policy.name();
        let (date, said): (_, fn(&str, Day) -> Words) = match policy.standing(cx.day) {
            Standing::Pending => {
                (&policy.effective, |name, day| say!("《{name}》自 {day} 起施行", "{name} is in force only from {day}"))
            }
            Standing::Expired => {
                (&policy.expires, |name, day| say!("《{name}》的有效期已于 {day} 届满", "{name} ran out on {day}"))
            }
            Standing::Repealed => {
                (&policy.repealed, |name, day| say!("《{name}》已于 {day} 废止", "{name} was repealed on {day}"))
            }
            Standing::InForce => continue,
        };
        if let Some(date) = date {
            finding.because(policy.file, date.span, said(name, date.value));
        }
    }
}
