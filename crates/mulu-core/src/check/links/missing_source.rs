//! `missing-source`: a record that does not say where its facts were read.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-source",
    group: RuleGroup::Links,
    level: Severity::Warn,
    summary: StaticMessage { zh: "没有写明出处", en: "a record that does not say where its facts were read" },
    document: include_str!("missing_source.md"),
    run: Run::Records(check),
};

/// Facts about standards and measures are read somewhere. Examples have no source.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let help = || {
        message!(
            "加一行：source = [{{ url = \"https://…\", checked = 2026-11-21 }}]，网址或文献名，和核对的日期",
            "add a line: source = [{{ url = \"https://…\", checked = 2026-11-21 }}], an address or a document's name, and the day you checked it"
        )
    };
    for (_, standard) in cx.standards().filter(|(_, standard)| standard.sources.is_empty() && !standard.sample) {
        let name = standard.name();
        let message = message!("{name} 没有写明出处", "{name} does not say where its facts were read");
        findings.report(standard.file, standard.name_span(), message, help());
    }
    for policy in cx.policies().filter(|policy| policy.sources.is_empty() && !policy.sample) {
        let name = policy.name();
        let span = policy.title.as_ref().map(|title| title.span).unwrap_or_default();
        let message = message!("《{name}》没有写明出处", "{name} does not say where its text was read");
        findings.report(policy.file, span, message, help());
    }
}
