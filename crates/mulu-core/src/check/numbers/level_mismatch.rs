//! `level-mismatch`: a record in the folder of another level.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Span;
use crate::number::Level as StandardLevel;

/// The rule.
pub static RULE: Rule = Rule {
    id: "level-mismatch",
    group: Group::Numbers,
    level: Level::Deny,
    summary: StaticMessage { zh: "文件夹与标准的层级不符", en: "a record in the folder of another level" },
    document: include_str!("level_mismatch.md"),
    run: Run::Registry(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        let path = cx.registry.path(standard.file);
        let Some(folder) = standard.folder else {
            let name = path.split('/').nth(1).unwrap_or_default();
            let known = StandardLevel::ALL.map(StandardLevel::id).join(", ");
            findings.report(
                standard.file,
                Span::default(),
                message!("standards/{name}/ 不是标准层级的文件夹", "standards/{name}/ is not the folder of a level"),
                message!("移至以下之一：{known}", "move the file to one of: {known}"),
            );
            continue;
        };
        let Some(cited) = &standard.number else { continue };
        let Some(level) = cited.number.level().filter(|level| *level != folder) else { continue };
        let (number, id, here) = (&cited.number, level.id(), folder.id());
        let file = path.rsplit('/').next().unwrap_or_default();
        findings.report(
            standard.file,
            cited.span,
            message!(
                "{number} 的层级是 {id}，文件却在 standards/{here}/",
                "{number} is of level {id}, but the file is in standards/{here}/"
            ),
            message!("git mv {path} standards/{id}/{file}", "git mv {path} standards/{id}/{file}"),
        );
    }
}
