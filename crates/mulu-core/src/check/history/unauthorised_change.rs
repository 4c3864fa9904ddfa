//! `unauthorised-change`: a change by someone who may not make it.
//!
//! Who may what is read from the registry that the proposal started from, so that a proposal cannot give itself rights. An
//! author is an address in a commit, which anyone can write: where that matters, `[roles] require-signed` asks for signatures.

use std::collections::BTreeSet;

use crate::changes::{Change, RecordChange};
use crate::check::base::{Base, Proposed, Signature, shown};
use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::model::{FileId, Kind, Span};
use crate::registry::Registry;
use crate::say;
use crate::words::{Phrase, Words};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unauthorised-change",
    group: Group::History,
    level: Level::Deny,
    summary: Phrase { zh: "由无权的人作了改动", en: "a change by someone who may not make it" },
    document: include_str!("unauthorised_change.md"),
    run: Run::Registry(check),
};

/// The rights of `[roles]` that may change any record: the data authority's.
const AUTHORITY: &[&str] = &["register"];

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base.filter(|base| base.has_maintainers()) else { return };
    let mut told = BTreeSet::new();
    for commit in base.commits.iter().filter(|commit| !commit.changes.is_empty()) {
        for change in &commit.changes {
            let Some(who) = wanted(base, cx.registry, commit, change) else { continue };
            // A record that an author changed ten times is told once.
            if told.insert((change.path.clone(), commit.email.clone(), who.clone())) {
                report(cx, findings, commit, change, &who);
            }
        }
        if let (Some(fault), Some(first)) = (signature_fault(base, commit), commit.changes.first()) {
            let (file, span) = place(cx.registry, first);
            let help = say!(
                "用列在本机构文件 signing_keys 中的密钥签名后重新提交",
                "sign the commit again with a key that `signing_keys` of the author's agency lists"
            );
            findings.report(file, span, fault, help);
        }
    }
}

fn report(cx: &Context<'_>, findings: &mut Findings<'_>, commit: &Proposed, change: &RecordChange, who: &Words) {
    let (file, span) = place(cx.registry, change);
    let (email, short, path) = (&commit.email, commit.short(), shown(&change.path));
    let Words { zh, en } = change.change.words();
    let (zh, en) = (shown(&zh), shown(&en));
    let finding = findings.report(
        file,
        span,
        Words {
            zh: format!("{email} 无权改动 {path}：{zh}（提交 {short}）"),
            en: format!("{email} may not change {path}: {en} (commit {short})"),
        },
        Words { zh: format!("请由{}提交", who.zh), en: format!("let {} propose it", who.en) },
    );
    finding.kind = change.kind();
    change.id().clone_into(&mut finding.record);
}

/// Where a change is reported: in its file, or, if that is gone, in the registry's own.
fn place(registry: &Registry, change: &RecordChange) -> (FileId, Span) {
    let file = registry.files.iter().position(|path| *path == change.path).and_then(|at| u32::try_from(at).ok());
    let Some(file) = file.map(FileId) else { return (registry.config.file, Span::default()) };
    let review = |day: &Option<String>| {
        let standard = registry.standards.iter().find(|standard| standard.file == file)?;
        let mut dates = standard.reviews.iter().filter_map(|review| review.date.as_ref());
        dates.find(|date| Some(date.value.to_string()) == *day).map(|date| date.span)
    };
    let span = match &change.change {
        Change::Reviewed { day, .. } => review(day),
        _ => None,
    };
    (file, span.unwrap_or_default())
}

/// Who would have to make a change, if its author may not.
fn wanted(base: &Base, now: &Registry, commit: &Proposed, change: &RecordChange) -> Option<Words> {
    let email = commit.email.as_str();
    let authority = || base.may(email, AUTHORITY);
    let data_authority = say!("数据主管部门的维护人", "a maintainer of the data authority");
    match change.kind() {
        Kind::Agency => {
            let own = base.agencies_of(email).iter().any(|agency| agency.id == change.id());
            // An agency that gave itself a role could then do anything.
            let grants = matches!(&change.change, Change::Edited { keys } if keys.iter().any(|key| key == "roles"));
            if grants {
                return (!authority()).then_some(data_authority);
            }
            (!own && !authority()).then(|| say!("该机构的维护人", "a maintainer of that agency"))
        }
        Kind::Standard => {
            let rights: &[&str] = match &change.change {
                Change::Reviewed { .. } => &["review"],
                _ => &["register", "list", "publish"],
            };
            let who = match &change.change {
                Change::Reviewed { .. } => {
                    say!("有复审职责的机构的维护人", "a maintainer of an agency with the review role")
                }
                _ => data_authority,
            };
            (!base.may(email, rights)).then_some(who)
        }
        Kind::Project => {
            let own = owner(base, now, change.id());
            let owns = own.is_some_and(|owner| base.agencies_of(email).iter().any(|agency| agency.id == owner));
            match &change.change {
                Change::Waived { .. } => {
                    let may = base.may(email, &["waive"]);
                    (!may).then(|| say!("有权批准例外的机构的维护人", "a maintainer of an agency that may waive"))
                }
                Change::Ordered { .. } | Change::Obeyed { .. } if base.may(email, &["order"]) => None,
                _ => (!owns && !authority()).then(|| say!("项目单位的维护人", "a maintainer of the project's agency")),
            }
        }
        Kind::Policy | Kind::Config | Kind::Taxonomy | Kind::Evidence => (!authority()).then_some(data_authority),
    }
}

/// The agency that owns a project: as the base has it, else as the proposal does.
fn owner<'r>(base: &'r Base, now: &'r Registry, project: &str) -> Option<&'r str> {
    let of = |registry: &'r Registry| {
        let owner = registry.projects.get(registry.project(project)?)?.agency.as_ref()?;
        Some(owner.value.as_str())
    };
    of(&base.registry).or_else(|| of(now))
}

/// What is wrong with the signature of a commit. One that is good but by a key that nobody lists is as bad as none.
fn signature_fault(base: &Base, commit: &Proposed) -> Option<Words> {
    let (email, short) = (&commit.email, commit.short());
    let required = base.registry.config.require_signed;
    let agencies = base.agencies_of(email);
    let mut keys = agencies.iter().flat_map(|agency| &agency.signing_keys).peekable();
    let has_keys = keys.peek().is_some();
    match &commit.signature {
        Signature::By(key) if keys.any(|own| base.fingerprints.get(&own.value) == Some(key)) => None,
        Signature::By(_) if has_keys || required => Some(say!(
            "提交 {short} 的签名密钥不属于 {email}",
            "commit {short} is signed with a key that is not {email}'s"
        )),
        Signature::Bad if has_keys || required => {
            Some(say!("提交 {short} 的签名无效", "the signature of commit {short} is bad"))
        }
        Signature::Unverified if has_keys || required => Some(say!(
            "提交 {short} 有签名，但本程序构建时没有启用 signatures，不能核验签名",
            "commit {short} is signed, but this program was built without the feature `signatures` and cannot verify it"
        )),
        Signature::None if required => Some(say!("提交 {short} 没有签名", "commit {short} is not signed")),
        Signature::Unknown if has_keys || required => Some(say!(
            "提交 {short} 的签名密钥没有机构列出，或签名种类不能核验",
            "the signature of commit {short} is by a key that no agency lists, or of a kind that is not verified"
        )),
        _ => None,
    }
}
