//! `waiver-unused`: a waiver that excuses nothing.

use crate::audit::{Verdict, WaiverStanding};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "waiver-unused",
    group: RuleGroup::Projects,
    level: Severity::Warn,
    summary: StaticMessage { zh: "例外用不上", en: "a waiver that excuses nothing" },
    document: include_str!("waiver_unused.md"),
    run: Run::Records(check),
};

/// What it waives does not bind the project, or is met anyway.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        for (index, (waiver, standing)) in project.waivers.iter().zip(&audit.waivers).enumerate() {
            let used = audit.obligations.iter().any(|obligation| obligation.waivers.contains(&index));
            // One of several waivers that together do not cover everyone who asks still excuses from some.
            let partly = audit.obligations.iter().any(|obligation| {
                !matches!(obligation.verdict, Verdict::Met | Verdict::NotApplicable)
                    && cx.audits.covers(project, index, obligation)
            });
            if *standing != WaiverStanding::Valid || used || partly {
                continue;
            }
            let (span, what) = super::waived(waiver);
            findings.report(
                project.file,
                span,
                message!(
                    "{what} 的例外用不上：它不约束本项目，或者已经落实",
                    "the waiver of {what} excuses nothing: that does not bind the project, or is met"
                ),
                message!(
                    "核对所写的标准或条款；不再需要就删去",
                    "check what it names; remove it if it is no longer needed"
                ),
            );
        }
    }
}
