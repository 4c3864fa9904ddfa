//! `record-deleted`: a record that was removed instead of being withdrawn.

use crate::check::base::shown;
use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::model::{FileId, Kind, Span, Spanned};
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
    let (old, now) = (&base.registry, cx.registry);
    let mut gone: Vec<(FileId, Kind, Words)> = Vec::new();
    for record in old.standards.iter().filter(|record| !record.sample && base.standard_now(record, now).is_none()) {
        let help = say!(
            "恢复该文件；标准不再使用时写 withdrawn，或在 [catalogue] 中写 status = \"delisted\"",
            "put the file back; a standard no longer used has `withdrawn`, or `status = \"delisted\"` in [catalogue]"
        );
        gone.push((record.file, Kind::Standard, help));
    }
    for record in old.policies.iter().filter(|record| !record.sample && base.policy_now(record, now).is_none()) {
        let help = say!(
            "恢复该文件；文件失效时写 repealed 或 expires",
            "put the file back; a policy that ended has `repealed` or `expires`"
        );
        gone.push((record.file, Kind::Policy, help));
    }
    let name = |name: &Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone());
    for record in old.agencies.iter().filter(|record| !record.sample && now.agency(&record.id).is_none()) {
        if !now.agencies.iter().any(|new| record.name.is_some() && name(&new.name) == name(&record.name)) {
            let help = say!(
                "恢复该文件；撤并的机构保留其备案记录",
                "put the file back: the filings of an agency that was dissolved stay"
            );
            gone.push((record.file, Kind::Agency, help));
        }
    }
    for record in old.projects.iter().filter(|record| !record.sample && now.project(&record.id).is_none()) {
        if !now.projects.iter().any(|new| record.name.is_some() && name(&new.name) == name(&record.name)) {
            let help = say!(
                "恢复该文件；停用的项目写 stage = \"retired\"",
                "put the file back; a project that ended has `stage = \"retired\"`"
            );
            gone.push((record.file, Kind::Project, help));
        }
    }
    for (file, kind, help) in gone {
        let path = shown(old.path(file));
        let message = say!("删除了 {path}", "{path} was removed");
        // The file is not there to point at: the registry's own file stands in for it.
        let finding = findings.report(now.config.file, Span::default(), message, help);
        finding.kind = kind;
        old.record_of(file).1.clone_into(&mut finding.record);
    }
}
