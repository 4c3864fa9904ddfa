//! `record-deleted`: a record that was removed instead of being withdrawn.

use crate::check::base::shown;
use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::model::{FileId, Span};
use crate::references::Refers;
use crate::registry::{Record, Registry};
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
    let mut gone: Vec<FileId> = Vec::new();
    gone.extend(lost(&old.standards, |record| base.standard_now(record, now).is_some()));
    gone.extend(lost(&old.policies, |record| base.policy_now(record, now).is_some()));
    gone.extend(lost(&old.agencies, |record| stays(record, now)));
    gone.extend(lost(&old.projects, |record| stays(record, now)));
    for file in gone {
        let (kind, id) = old.record_of(file);
        let Some(ending) = kind.declaration().ending else { continue };
        let help =
            Words { zh: format!("恢复该文件；{}", ending.zh), en: format!("put the file back; {}", ending.en) };
        let path = shown(old.path(file));
        let message = say!("删除了 {path}", "{path} was removed");
        // The file is not there to point at: the registry's own file stands in for it.
        let finding = findings.report(now.config.file, Span::default(), message, help);
        finding.kind = kind;
        id.clone_into(&mut finding.record);
    }
}

/// The files of the records that are no longer there. A sample never was a fact.
fn lost<T: Record>(records: &[T], stays: impl Fn(&T) -> bool) -> impl Iterator<Item = FileId> {
    records.iter().filter(move |record| !record.is_sample() && !stays(record)).map(Refers::file)
}

/// Whether a record is still there, under its id or its name.
fn stays<T: Record>(record: &T, now: &Registry) -> bool {
    let same = |other: &dyn Record| record.title().is_some() && other.title() == record.title();
    now.find(record.kind(), record.id()).is_some() || now.records(record.kind()).any(same)
}
