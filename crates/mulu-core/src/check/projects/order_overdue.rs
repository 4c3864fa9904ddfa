//! `order-overdue`: an order to correct whose time has run out.

use crate::audit::OrderState;
use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "order-overdue",
    group: Group::Projects,
    level: Level::Deny,
    summary: Phrase { zh: "责令整改逾期未改", en: "an order to correct whose time has run out" },
    document: include_str!("order_overdue.md"),
    run: Run::Registry(check),
};

/// Art. 24: whoever is ordered to correct something does so within the time set.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        for (order, state) in project.orders.iter().zip(&audit.orders) {
            let (Some(deadline), OrderState::Overdue) = (&order.deadline, state) else { continue };
            let about = order.about.as_ref().map_or("", |about| &about.value);
            let (day, late) = (deadline.value, cx.day.days_since(deadline.value));
            let finding = findings.report(
                project.file,
                deadline.span,
                say!(
                    "责令整改应于 {day} 前完成，已逾期 {late} 天：{about}",
                    "the order was to be obeyed by {day}, {late} days ago: {about}"
                ),
                say!("整改后写上 closed = 日期", "correct it, then write the day in `closed`"),
            );
            if let Some(issued) = &order.issued {
                finding.because(project.file, issued.span, say!("{0} 责令整改", "ordered on {0}", issued.value));
            }
        }
    }
}
