//! `publication-unauthorised`: a document of the city's own that its issuer may not publish.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "publication-unauthorised",
    group: RuleGroup::Drafting,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "发布机关没有发布的职责",
        en: "a document of the city's own that its issuer may not publish",
    },
    document: include_str!("publication_unauthorised.md"),
    run: Run::Records(check),
};

/// Who approves, numbers and publishes are the agencies with a role of `[roles] publish`. A registry that does not say who they are
/// leaves it open; an issuer that is not an agency on record is not known to have no say.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let Some(allowed) = registry.config.roles.get("publish") else { return };
    for (_, standard) in cx.standards().filter(|(_, standard)| standard.is_municipal()) {
        let Some(issuer) = &standard.issuer else { continue };
        let named = |agency: &&crate::model::Agency| {
            agency.id == issuer.value || agency.name.as_ref().is_some_and(|name| name.value == issuer.value)
        };
        let Some(agency) = registry.agencies.iter().find(named) else { continue };
        if registry.may(agency, "publish") {
            continue;
        }
        let (name, own) = (standard.name(), agency.display_name());
        let finding = findings.report(
            standard.file,
            issuer.span,
            message!(
                "{own}没有发布标准文件的职责，却发布了 {name}",
                "{own} has no role that may publish, and issued {name}"
            ),
            message!(
                "核对发布机关，见 book.toml 的 [roles] publish",
                "check who issued it against `[roles] publish` in book.toml"
            ),
        );
        if let Some(role) = allowed.first() {
            finding.because(
                registry.config.file,
                role.span,
                message!("发布的职责在此规定", "who may publish is set here"),
            );
        }
    }
}
