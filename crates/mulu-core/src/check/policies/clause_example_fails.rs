//! `clause-example-fails`: an example that its clause does not bear out.

use crate::audit::ExampleOutcome;
use crate::check::context::{CheckContext, Findings};
use crate::check::example::tried;
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Clause, ClauseExample, ExpectedOutcome, Policy};
use crate::registry::ClauseRef;

/// The rule.
pub static RULE: Rule = Rule {
    id: "clause-example-fails",
    group: RuleGroup::Policies,
    level: Severity::Deny,
    summary: StaticMessage { zh: "条款的例子与条款不符", en: "an example that its clause does not bear out" },
    document: include_str!("clause_example_fails.md"),
    run: Run::Registry(check),
};

/// A clause proves itself: what it gets of the record in its example is what the example says.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for policy in cx.policies() {
        policy.clauses.iter().for_each(|clause| of_clause(cx, policy, clause, findings));
    }
}

fn of_clause(cx: &CheckContext<'_>, policy: &Policy, clause: &Clause, findings: &mut Findings<'_>) {
    let found = ClauseRef { policy, clause };
    for example in &clause.examples {
        let (Some(expected), Some(gets)) = (&example.expect, tried(cx.audits, found, example)) else { continue };
        if gets.bears_out(example) {
            continue;
        }
        let (wants, is, reference) = (expected_of(example, expected.value), gets.words(), found.reference());
        let finding = findings.report(
            policy.file,
            expected.span,
            message!("例子应得 {wants}，{reference} 得出 {is}", "the example expects {wants}; {reference} gets {is}"),
            help(&gets),
        );
        finding.citing(Some(reference));
        let scope = policy.when.iter().chain(&clause.when);
        for when in scope {
            finding.because(policy.file, when.span, message!("条件", "the condition"));
        }
    }
}

/// What an example expects: the word, and the rules that it names.
fn expected_of(example: &ClauseExample, expected: ExpectedOutcome) -> String {
    let rules: Vec<&str> = example.finds.iter().map(|rule| rule.value.as_str()).collect();
    let word = expected.id();
    if rules.is_empty() { word.to_owned() } else { format!("{word}: {}", rules.join(", ")) }
}

fn help(gets: &ExampleOutcome) -> crate::message::Message {
    match gets {
        ExampleOutcome::Undecided => message!(
            "例子缺少判定所需的事实：补上等级、金额或日期",
            "the example lacks a fact that decides it: give the level, the cost or the days"
        ),
        ExampleOutcome::Kept(_) => message!(
            "按工作日历重新计算，或核对条款的时限和时段",
            "count the days again, or check the limits and the times of the clause"
        ),
        ExampleOutcome::Checked { .. } => message!(
            "核对例子里的记录、enforced_by 和 finds；各条规则怎样核对，见 mulu explain 规则",
            "check the record of the example, enforced_by and finds; `mulu explain RULE` says what a rule looks at"
        ),
        ExampleOutcome::NotBound | ExampleOutcome::Bound { .. } => message!(
            "核对 reach、when、gate 和例子，哪个不对就改哪个",
            "check reach, when, gate and the example, and correct the one that is wrong"
        ),
    }
}
