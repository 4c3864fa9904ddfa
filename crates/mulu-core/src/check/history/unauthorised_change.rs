//! `unauthorised-change`: a change by someone who may not make it.
//!
//! Who may what is read from the target's tip, so that a proposal cannot give itself rights, and what is judged is what merging
//! it would change there, field by field. Its commits say who answers for a field, and no more. An author is an address in a
//! commit, which anyone can write: where that matters, agencies list keys, or `[roles] require-signed` asks for signatures.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::base::{Base, ProposalCommit, Signature, file_of, place_of, shown};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};
use crate::model::Span;
use crate::rights::{Actor, CONTENT, FILE, FieldChange, FileChange};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unauthorised-change",
    group: RuleGroup::History,
    level: Severity::Deny,
    summary: StaticMessage { zh: "由无权的人作了改动", en: "a change by someone who may not make it" },
    document: include_str!("unauthorised_change.md"),
    run: Run::Registry(check),
};

/// How many keys a finding names.
const NAMED: usize = 6;

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base.filter(|base| base.has_maintainers()) else { return };
    let badly_signed: Vec<Option<Message>> = base.commits.iter().map(|commit| signature_fault(base, commit)).collect();
    for changed in &base.changed {
        // What one commit may not do to a file is told once for each that would have to do it.
        let mut refused: BTreeMap<(Option<usize>, Actor), Vec<&FieldChange>> = BTreeMap::new();
        for change in fields_to_judge(changed) {
            if change.by.is_empty() {
                if !changed.uncommitted {
                    refused.entry((None, Actor::Authority)).or_default().push(change);
                }
                continue;
            }
            for at in &change.by {
                let Some(commit) = base.commits.get(*at) else { continue };
                // What its signature is no good for is told below, once.
                if commit.touched.is_some() && badly_signed.get(*at).is_some_and(Option::is_some) {
                    continue;
                }
                if let Some(who) = base.lacks(changed, change, commit) {
                    refused.entry((Some(*at), who)).or_default().push(change);
                }
            }
        }
        let mut told = BTreeSet::new();
        for ((at, who), changes) in refused {
            let commit = at.and_then(|at| base.commits.get(at));
            if told.insert((commit.map(|commit| commit.email.as_str()), who)) {
                report(cx, findings, changed, commit, &changes, who);
            }
        }
    }
    for (commit, diagnostic) in base.commits.iter().zip(badly_signed) {
        let (Some(path), Some(diagnostic)) = (&commit.touched, diagnostic) else { continue };
        let help = message!(
            "用列在本机构文件 signing_keys 中的密钥签名后重新提交",
            "sign the commit again with a key that `signing_keys` of the author's agency lists"
        );
        findings.report(
            cx.registry.file_named(path).unwrap_or(cx.registry.config.file),
            Span::default(),
            diagnostic,
            help,
        );
    }
}

/// The fields of a file by which a change is judged. A file that is gone is gone as a whole.
fn fields_to_judge(changed: &FileChange) -> impl Iterator<Item = &FieldChange> {
    let is_gone = changed.new.is_none();
    let whole = |change: &&FieldChange| [FILE, CONTENT].contains(&change.field.key.as_str());
    changed.fields.iter().filter(move |change| !is_gone || whole(change))
}

fn report(
    cx: &CheckContext<'_>,
    findings: &mut Findings<'_>,
    changed: &FileChange,
    commit: Option<&ProposalCommit>,
    changes: &[&FieldChange],
    who: Actor,
) {
    let file = file_of(cx.registry, changed);
    let first = changes.iter().map(|change| place_of(cx.registry, file, change)).find(|span| span.end > 0);
    let path = shown(changed.path());
    let what = said(changed, changes);
    let StaticMessage { zh, en } = who.name();
    let finding = findings.report(
        file,
        first.unwrap_or_default(),
        match commit {
            Some(commit) => {
                let (email, short) = (shown(&commit.email), commit.short());
                Message {
                    zh: format!("{email} 无权改动 {path}：{}（提交 {short}）", what.zh),
                    en: format!("{email} may not change {path}: {} (commit {short})", what.en),
                }
            }
            None => Message {
                zh: format!("{path} 的改动查不出是谁作的：{}", what.zh),
                en: format!("no commit answers for a change of {path}: {}", what.en),
            },
        },
        Message { zh: format!("请由{zh}提交"), en: format!("let {en} propose it") },
    );
    finding.about("who", commit.map_or("", |commit| commit.email.as_str())).about("needs", format!("{who:?}"));
    if let Some(kind) = changed.kind {
        finding.kind = kind;
        shown(crate::source::stem(changed.path())).clone_into(&mut finding.record);
    }
}

/// What is done to which keys, as a sentence.
fn said(changed: &FileChange, changes: &[&FieldChange]) -> Message {
    let whole = |key: &str| changes.iter().any(|change| change.field.key == key);
    if changed.new.is_none() {
        return message!("删除", "removed");
    }
    if whole(CONTENT) {
        return if changed.kind.is_none() {
            message!("文件内容", "its content")
        } else {
            message!("不能读取", "it cannot be read")
        };
    }
    if changed.old.is_none() && whole(FILE) {
        return message!("新增", "added");
    }
    let mut keys: Vec<String> = changes.iter().map(|change| shown(&change.field.key)).collect();
    keys.sort();
    keys.dedup();
    // An entry that is new or gone stands for its keys.
    let all = keys.clone();
    keys.retain(|key| !key.rsplit_once('.').is_some_and(|(list, _)| all.iter().any(|other| other == list)));
    let more = keys.len().saturating_sub(NAMED);
    let list: Vec<String> = keys.iter().take(NAMED).map(|key| key.chars().take(60).collect()).collect();
    let (zh, en) = (list.join("、"), list.join(", "));
    if more == 0 { Message { zh, en } } else { message!("{zh} 等（另有 {more} 个键）", "{en} and {more} more") }
}

/// What is wrong with the signature of a commit. One that is good but by a key that nobody lists is as bad as none.
fn signature_fault(base: &Base, commit: &ProposalCommit) -> Option<Message> {
    let (email, short) = (shown(&commit.email), commit.short());
    let required = base.registry.config.require_signed;
    let has_keys = base.agencies_of(&commit.email).iter().any(|agency| !agency.signing_keys.is_empty());
    if !(required || has_keys) || !base.acts_for(commit).is_empty() {
        return None;
    }
    Some(match &commit.signature {
        Signature::By(_) => {
            message!(
                "提交 {short} 的签名密钥不属于 {email}",
                "commit {short} is signed with a key that is not {email}'s"
            )
        }
        Signature::Bad => message!("提交 {short} 的签名无效", "the signature of commit {short} is bad"),
        Signature::Unverified => message!(
            "提交 {short} 有签名，但本程序构建时没有启用 signatures，不能核验签名",
            "commit {short} is signed, but this program was built without the feature `signatures` and cannot verify it"
        ),
        Signature::None if required => message!("提交 {short} 没有签名", "commit {short} is not signed"),
        Signature::None => return None,
        Signature::Unknown => message!(
            "提交 {short} 的签名密钥没有机构列出，或签名种类不能核验",
            "the signature of commit {short} is by a key that no agency lists, or of a kind that is not verified"
        ),
    })
}
