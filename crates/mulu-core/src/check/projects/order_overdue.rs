//! `order-overdue`: an order to correct whose time has run out.

use crate::audit::{OrderStanding, OrderState, order_standing};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{FileId, Order};
use crate::registry::ClauseRef;

/// The rule.
pub static RULE: Rule = Rule {
    id: "order-overdue",
    group: RuleGroup::Projects,
    level: Severity::Deny,
    summary: StaticMessage { zh: "责令整改逾期未改", en: "an order to correct whose time has run out" },
    document: include_str!("order_overdue.md"),
    run: Run::Records(check),
};

/// Whoever is ordered to correct something does so within the time set: projects and agencies. The finding cites the clause under
/// which the order was given, where that is in force for them, and no other.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        let at = cx.registry.jurisdiction_of(project).map(|at| at.value.as_str());
        for (order, standing) in project.orders.iter().zip(&audit.orders) {
            report(cx, project.file, at, order, *standing, findings);
        }
    }
    for agency in cx.agencies() {
        let at = agency.jurisdiction.as_ref().map(|at| at.value.as_str());
        for order in &agency.orders {
            report(cx, agency.file, at, order, order_standing(order, cx.day), findings);
        }
    }
}

fn report(
    cx: &CheckContext<'_>,
    file: FileId,
    at: Option<&str>,
    order: &Order,
    standing: OrderStanding,
    findings: &mut Findings<'_>,
) {
    let (Some(deadline), true) = (&order.deadline, standing.holds) else { return };
    let about = order.about.as_ref().map_or("", |about| &about.value);
    let day = deadline.value;
    let help = message!("整改后写上 closed = 日期", "correct it, then write the day in `closed`");
    let risk = order.risk.as_ref().filter(|_| standing.state == OrderState::Open);
    let finding = match risk {
        Some(risk) => findings.report(
            file,
            risk.span,
            message!(
                "高风险的责令整改尚未完成（{day} 到期）：{about}",
                "an order about a high risk is open (to be complied with by {day}): {about}"
            ),
            help,
        ),
        None => findings.report(
            file,
            deadline.span,
            message!(
                "责令整改应于 {day} 前完成，已逾期：{about}",
                "the order was to be complied with by {day}: {about}"
            ),
            help,
        ),
    };
    if let Some(issued) = &order.issued {
        finding.because(file, issued.span, message!("{0} 责令整改", "ordered on {0}", issued.value));
    }
    let under = order.clause.as_ref().and_then(|clause| cx.registry.clause(clause));
    let governs = |found: &ClauseRef<'_>| at.is_none_or(|at| found.governs(at)) && found.is_in_force(cx.day);
    finding.citing(under.filter(governs).map(|found| found.reference()));
}
