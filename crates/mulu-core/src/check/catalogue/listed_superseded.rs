//! `listed-superseded`: a listed standard that has been replaced or withdrawn.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Status;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "listed-superseded",
    group: RuleGroup::Catalogue,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "列入目录的标准已被代替或废止",
        en: "a listed standard that has been replaced or withdrawn",
    },
    document: include_str!("listed_superseded.md"),
    run: Run::Records(check),
};

/// Art. 17: the catalogue is corrected as standards are made and revised, at once.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for (index, standard) in cx.standards() {
        let Some(entry) = standard.listed_on(cx.day) else { continue };
        let span = entry.status.as_ref().map_or(entry.span, |status| status.span);
        let name = standard.name();
        match registry.status(index, cx.day) {
            Status::Replaced => {
                let succession = registry.succession(index, cx.day);
                let current: Vec<&str> =
                    succession.current.iter().map(|index| registry.standards[*index].name()).collect();
                let current = current.join("、");
                let since = succession.since.map(|since| since.to_string()).unwrap_or_default();
                let message = message!(
                    "{name} 自 {since} 起已被代替，仍在目录中",
                    "{name} was replaced on {since} and is still listed"
                );
                let help = if current.is_empty() {
                    message!(
                        "写 status = \"delisted\" 和 delisted 日期",
                        "write status = \"delisted\" and the day in `delisted`"
                    )
                } else {
                    message!(
                        "将它移出目录（status = \"delisted\"），改列 {current}",
                        "delist it (status = \"delisted\") and list {current}"
                    )
                };
                let finding = findings.report(standard.file, span, message, help);
                for successor in registry.successors(index) {
                    let new = &registry.standards[*successor];
                    if let Some(effective) = new.effective.as_ref().filter(|effective| effective.value <= cx.day) {
                        let (new_name, day) = (new.name(), effective.value);
                        let message =
                            message!("{new_name} 代替它，{day} 起实施", "{new_name} replaces it, effective {day}");
                        finding.because(new.file, effective.span, message);
                    }
                }
            }
            Status::Withdrawn => {
                let message = message!("{name} 已废止，仍在目录中", "{name} is withdrawn and still listed");
                let help = message!(
                    "写 status = \"delisted\" 和 delisted 日期",
                    "write status = \"delisted\" and the day in `delisted`"
                );
                let finding = findings.report(standard.file, span, message, help);
                if let Some(withdrawn) = &standard.withdrawn {
                    let day = withdrawn.value;
                    finding.because(standard.file, withdrawn.span, message!("{day} 废止", "withdrawn {day}"));
                }
            }
            Status::Draft | Status::Upcoming | Status::Current => {}
        }
    }
}
