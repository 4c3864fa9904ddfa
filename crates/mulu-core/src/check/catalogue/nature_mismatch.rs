//! `nature-mismatch`: a binding force that the standard's nature does not allow.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Binding, DocumentForm, Standard};
use crate::number::Nature;

/// The rule.
pub static RULE: Rule = Rule {
    id: "nature-mismatch",
    group: RuleGroup::Catalogue,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "目录所写的约束力与标准性质不符",
        en: "a binding force that the standard's nature does not allow",
    },
    document: include_str!("nature_mismatch.md"),
    run: Run::Records(check),
};

/// A mandatory standard must be followed once issued; guidance is only ever recommended; a security document of the city's own is
/// followed once published.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (index, standard) in cx.standards() {
        let Some(binding) = standard.catalogue.as_ref().and_then(|entry| entry.binding.as_ref()) else { continue };
        let name = standard.name();
        let (message, help) = match (cx.registry.nature(index), binding.value) {
            (Some(Nature::Mandatory), Binding::Recommended) => (
                message!(
                    "{name} 是强制性标准，目录却列为推荐",
                    "{name} is mandatory by its number, but listed as recommended"
                ),
                message!("改为 binding = \"mandatory\"", "write binding = \"mandatory\""),
            ),
            (Some(Nature::Guidance), Binding::Mandatory) => (
                message!("{name} 是指导性文件，不能强制", "{name} is guidance and can never be mandatory"),
                message!("改为 binding = \"recommended\"", "write binding = \"recommended\""),
            ),
            (_, Binding::Recommended) if is_security_document(standard) => (
                message!(
                    "{name} 是本市的安全保密规范，应当遵照执行，目录却列为推荐",
                    "{name} is a security document of the city's own, which must be followed, but it is listed as recommended"
                ),
                message!(
                    "改为 binding = \"mandatory\"，在 mandated_by 写明规定其遵照执行的条款",
                    "write binding = \"mandatory\", and in `mandated_by` the clause that says so"
                ),
            ),
            _ => continue,
        };
        let finding = findings.report(standard.file, binding.span, message, help);
        let form = standard.form.as_ref().map(|form| form.span);
        if let Some(span) = form.or(standard.number.as_ref().map(|number| number.span)) {
            finding.because(standard.file, span, message!("性质由此可知", "its nature is known from here"));
        }
    }
}

/// A specification of the city's own on security and secrecy.
fn is_security_document(standard: &Standard) -> bool {
    let specification = standard.form.as_ref().is_some_and(|form| form.value == DocumentForm::Specification);
    specification && standard.is_municipal() && standard.classes.iter().any(|class| class.value == "general.security")
}
