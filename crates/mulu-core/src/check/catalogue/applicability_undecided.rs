//! `applicability-undecided`: mandatory standards whose applicability is not decided.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::registry::Force;

/// The rule.
pub static RULE: Rule = Rule {
    id: "applicability-undecided",
    group: RuleGroup::Catalogue,
    level: Severity::Note,
    summary: StaticMessage {
        zh: "强制性标准是否适用尚未判定",
        en: "mandatory standards whose applicability is not decided",
    },
    document: include_str!("applicability_undecided.md"),
    run: Run::Registry(check),
};

/// How many of them the finding names.
const NAMED: usize = 20;

/// One finding for the registry: the office decides whom the subject matter of each concerns. Until then none holds anybody.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let config = &registry.config;
    if !cx.asks_of(config.file) {
        return;
    }
    let undecided = |index: &usize| !registry.is_part(*index) && cx.audits.force(*index) == Force::Undecided;
    let open: Vec<usize> = (0..registry.standards.len()).filter(undecided).collect();
    let Some(first) = open.first() else { return };
    let count = open.len();
    let home = config.jurisdiction.as_ref().map(|home| (config.file, home.span));
    let record = &registry.standards[*first];
    let (file, span) = home.unwrap_or((record.file, record.name_span()));
    let finding = findings.report(
        file,
        span,
        message!(
            "{count} 项强制性标准是否适用于本地项目，尚未判定",
            "{count} mandatory standards have no decision on whom they concern"
        ),
        message!(
            "列出：mulu list standards --where 'binding.force == \"undecided\"'；在 [catalogue] 写 status = \"collected\" 和 applies_to（[\"*\"] 为全部项目）或 when，不适用的写 status = \"excluded\" 和 reason；成批判定可在表格的“目录状态”“适用特征”两列填写后导入",
            "list them: mulu list standards --where 'binding.force == \"undecided\"'; under [catalogue] write status = \"collected\" with applies_to ([\"*\"]: every project) or when, or status = \"excluded\" with a reason; many at once in the columns catalogue_status and applies_to of a table that is imported"
        ),
    );
    for index in open.iter().take(NAMED) {
        let record = &registry.standards[*index];
        finding.because(record.file, record.name_span(), message!("尚未判定", "not decided"));
    }
}
