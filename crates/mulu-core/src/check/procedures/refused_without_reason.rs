//! `refused-without-reason`: a case that was refused, and no reason is recorded.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "refused-without-reason",
    group: RuleGroup::Procedures,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "不予办理没有写理由", en: "a case that was refused without a reason on record"
    },
    document: include_str!("refused_without_reason.md"),
    run: Run::Records(check),
};

/// The clause is cited where it asks for the reason: where it says that this rule watches it.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let dockets = cx
        .dockets()
        .flat_map(|file| file.cases.iter().map(move |case| (file.file, case, cx.registry.case_of(file, case))));
    let requests = cx.resources().flat_map(|resource| {
        let found = move |request| cx.registry.request_of(resource, request);
        resource.requests.iter().map(move |request| (resource.file, &request.case, found(request)))
    });
    for (file, case, found) in dockets.chain(requests).filter(|(_, case, _)| case.reason.is_none()) {
        let Some(refused) = case.refused.as_ref().filter(|refused| refused.value <= cx.day) else { continue };
        if found.is_some_and(|found| !found.clause.is_in_force(cx.day)) {
            continue;
        }
        let name = case.name();
        let finding = findings.report(
            file,
            refused.span,
            message!("{name} 不予办理，没有写理由", "{name} was refused, and no reason is given"),
            message!("补上 reason = \"…\"", "add `reason = \"…\"`"),
        );
        let asks = found.filter(|found| found.clause.clause.enforced_by.iter().any(|rule| rule.value == RULE.id));
        finding.about("case", name).citing(asks.map(|found| found.clause.reference()));
    }
}
