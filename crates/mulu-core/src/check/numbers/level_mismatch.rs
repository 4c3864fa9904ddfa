//! `level-mismatch`: a record in the folder of another level.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Span, Standard};
use crate::number::Level;
use crate::registry::Registry;

/// The rule.
pub static RULE: Rule = Rule {
    id: "level-mismatch",
    group: RuleGroup::Numbers,
    level: Severity::Deny,
    summary: StaticMessage { zh: "文件夹与标准的层级不符", en: "a record in the folder of another level" },
    document: include_str!("level_mismatch.md"),
    run: Run::Records(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        let path = cx.registry.path(standard.file);
        let Some(folder) = standard.folder else {
            let name = path.split('/').nth(1).unwrap_or_default();
            let known = Level::ALL.map(Level::id).join(", ");
            findings.report(
                standard.file,
                Span::default(),
                message!("standards/{name}/ 不是标准层级的文件夹", "standards/{name}/ is not the folder of a level"),
                message!("移至以下之一：{known}", "move the file to one of: {known}"),
            );
            continue;
        };
        let Some(cited) = &standard.number else { continue };
        let level = home(cx.registry, standard).filter(|level| *level != folder);
        let Some(level) = level else { continue };
        let (number, id, here) = (&cited.number, level.id(), folder.id());
        let slug = number.slug();
        findings.report(
            standard.file,
            cited.span,
            message!(
                "{number} 的层级是 {id}，文件却在 standards/{here}/",
                "{number} is of level {id}, but the file is in standards/{here}/"
            ),
            message!("git mv {path} standards/{id}/{slug}.md", "git mv {path} standards/{id}/{slug}.md"),
        );
    }
}

/// The level in whose folder a numbered standard belongs. What the city itself made a local standard of its region may lie among its
/// own documents, where its drafting is on record.
pub(super) fn home(registry: &Registry, standard: &Standard) -> Option<Level> {
    let number = &standard.number.as_ref()?.number;
    let level = number.level()?;
    let own = registry.config.jurisdiction.as_ref().map(|code| code.value.as_str());
    let is_of_city = level == Level::Local && number.region().is_some_and(|region| Some(region.code) == own);
    let is_among_own = standard.folder == Some(Level::Municipal);
    Some(if is_of_city && is_among_own { Level::Municipal } else { level })
}
