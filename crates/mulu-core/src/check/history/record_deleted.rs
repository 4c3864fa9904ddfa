//! `record-deleted`: a record that was removed instead of being withdrawn.

use crate::check::base::shown;
use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::model::{Kind, Span};
use crate::say;
use crate::words::{Phrase, Words};

/// The rule.
pub static RULE: Rule = Rule {
    id: "record-deleted",
    group: Group::History,
    level: Level::Deny,
    summary: Phrase { zh: "删除了记录", en: "a record that was removed instead of being withdrawn" },
    document: include_str!("record_deleted.md"),
    run: Run::Registry(check),
};

/// What was published is asked for years later: a record says that it ended, and stays. A renamed record is not gone, and a
/// sample never was a fact.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base else { return };
    for gone in base.changed.iter().filter(|changed| changed.new.is_none() && changed.said("sample") != Some("true")) {
        let Some((kind, help)) = gone.kind.and_then(|kind| Some((kind, help(kind)?))) else { continue };
        let path = shown(gone.path());
        let message = say!("删除了 {path}", "{path} was removed");
        // The file is not there to point at: the registry's own file stands in for it.
        let finding = findings.report(cx.registry.config.file, Span::default(), message, help);
        finding.kind = kind;
        gone.id().clone_into(&mut finding.record);
    }
}

/// How a record of a kind says that it ended; none for a kind that may be removed.
fn help(kind: Kind) -> Option<Words> {
    Some(match kind {
        Kind::Standard => say!(
            "恢复该文件；标准不再使用时写 withdrawn，或在 [catalogue] 中写 status = \"delisted\"",
            "put the file back; a standard no longer used has `withdrawn`, or `status = \"delisted\"` in [catalogue]"
        ),
        Kind::Policy => say!(
            "恢复该文件；文件失效时写 repealed 或 expires",
            "put the file back; a policy that ended has `repealed` or `expires`"
        ),
        Kind::Agency => say!(
            "恢复该文件；撤并的机构保留其备案记录",
            "put the file back: the filings of an agency that was dissolved stay"
        ),
        Kind::Project => say!(
            "恢复该文件；停用的项目写 stage = \"retired\"",
            "put the file back; a project that ended has `stage = \"retired\"`"
        ),
        Kind::Config | Kind::Taxonomy | Kind::Evidence => return None,
    })
}
