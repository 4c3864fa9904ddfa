//! `mulu update`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::collections::HashSet;
use std::fmt::Write as _;

use clap::Args as ClapArgs;

use mulu_core::changes::upstream_changes;
use mulu_core::check::check;
use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Lang;
use mulu_core::output;
use mulu_core::registry::Registry;
use mulu_core::report::{AnnouncementReport, Texts, upstream_line};
use mulu_core::source::{Source, SourceEntry};
use mulu_core::upstream::{BOOK_LOCK, BookLock};
use mulu_git::Origin;
use mulu_git::upstream::{RelockedRegistry, Resolved, Update};

use super::args::Common;
use super::diff::changed_verdicts;
use super::fail::Failure;
use super::fetch_bounds::FetchBounds;
use super::git_program::GitProgram;
use super::open::{source_alone, today, turn, unknown};
use super::{CommandOutcome, terminal};

/// `mulu update`.
#[derive(Debug, ClapArgs)]
pub struct UpdateArgs {
    /// Move only this upstream; without it, all of them
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Move nothing: fetch what book.lock pins, as a fresh clone needs it  只取回 book.lock 已锁定的
    #[arg(long, conflicts_with_all = ["id", "accept_rewritten"])]
    pub locked: bool,
    /// Say what would change, and leave book.lock as it is  只说明变化，不写 book.lock
    #[arg(long)]
    pub dry_run: bool,
    /// Take a tag that was moved, a history that was rewritten, or an earlier revision  接受移动过的标签、改写过的历史或较早的版本
    #[arg(long)]
    pub accept_rewritten: bool,
}

/// Fetches the registries that this one depends on, pins them in book.lock, and says what that changes here.
///
/// # Errors
/// When an upstream cannot be fetched or is refused, or the lock cannot be written. Then nothing was written.
pub fn run(common: &Common, command: &UpdateArgs) -> Result<CommandOutcome, Failure> {
    if common.rev.is_some() {
        return Err(unknown(message!("update 不用 --rev", "update takes no --rev: the past is pinned as it was")));
    }
    let source = source_alone(common)?;
    let root = source.root().to_owned();
    let _turn = turn(&root, "update")?;
    let own = Registry::load(&source)?;
    readable(&own, command.id.as_deref())?;
    let day = common.as_of.unwrap_or_else(|| today(&own.config));
    let lang = common.lang.unwrap_or(own.config.language);
    let before = lock_of(&source)?;
    let update = Update {
        root: &root,
        requests: &own.config.upstreams,
        before: &before,
        only: command.id.as_deref(),
        locked: command.locked,
        accept_rewritten: command.accept_rewritten,
        day,
        fetch: &GitProgram { bounds: FetchBounds::default() },
    };
    let Resolved { lock, notes } = update.resolve().map_err(unknown)?;
    notes.iter().for_each(|note| terminal::note(note.get(lang)));
    let said = told(&source, (&before, &lock), day, lang)?;
    let text = lock.text();
    let is_written = !command.dry_run && before != lock;
    if is_written {
        output::put(&root.join(BOOK_LOCK), text.as_bytes())?;
    }
    terminal::print(said.as_bytes(), terminal::OutputForm::Text)
}

/// Sees to it that the requests could be read, and that the one asked for is among them.
fn readable(own: &Registry, id: Option<&str>) -> Result<(), Failure> {
    if own.has_faults(own.config.file) {
        return Err(unknown(message!(
            "book.toml 有错：先运行 mulu check 改正",
            "book.toml has errors: correct them first (`mulu check`)"
        )));
    }
    let requests = &own.config.upstreams;
    let Some(id) = id.filter(|id| requests.iter().all(|request| request.id.value != *id)) else { return Ok(()) };
    let known = requests.iter().map(|request| request.id.value.as_str()).collect::<Vec<_>>().join(", ");
    Err(unknown(message!(
        "book.toml 没有 {id} 这个 [[upstream]]：{known}",
        "book.toml has no [[upstream]] `{id}`: {known}"
    )))
}

/// What was pinned before. A lock that cannot be read pins nothing, and is told of.
fn lock_of(source: &dyn Source) -> Result<BookLock, Failure> {
    let bytes = match source.read(BOOK_LOCK) {
        Ok(SourceEntry::Bytes(bytes)) => bytes,
        Err(error) if error.error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => return Ok(BookLock::default()),
    };
    BookLock::parse(&String::from_utf8_lossy(&bytes)).or_else(|why| {
        terminal::note(&format!("{} · {}", why.zh, why.en));
        Ok(BookLock::default())
    })
}

/// What an update changes, upstream by upstream in the terms of `diff`, then for our own projects and records.
fn told(source: &Origin, (before, after): (&BookLock, &BookLock), day: Day, lang: Lang) -> Result<String, Failure> {
    let root = source.root();
    let (old_source, new_source) =
        (RelockedRegistry::new(root, source, before), RelockedRegistry::new(root, source, after));
    let (old, new) = (Registry::load(&old_source)?, Registry::load(&new_source)?);
    if let Some(missing) = new.missing_upstreams().first() {
        return Err(unknown(missing.why.clone()));
    }
    let mut said = String::new();
    for change in upstream_changes((&old, &old_source), (&new, &new_source))? {
        let _ = writeln!(said, "{}", upstream_line(&change, lang));
        let is_new = old.upstream(&change.id).is_none();
        if let Some(announced) = AnnouncementReport::in_upstream(&change, lang) {
            said.push_str(&announced.text());
        } else if let Some(new) = new.upstream(&change.id).filter(|_| is_new) {
            let counts = (new.registry.standards.len(), new.registry.policies.len());
            let words = message!("  标准 {0} 项，办法 {1} 份", "  {0} standards, {1} policies", counts.0, counts.1);
            let _ = writeln!(said, "{}", words.get(lang));
        }
    }
    if before.pins.is_empty() && after.pins.is_empty() {
        said.push_str(message!("book.toml 没有 [[upstream]]\n", "book.toml has no [[upstream]]\n").get(lang));
    }
    // What a registry that was not read before changes cannot be told from what was not there.
    if old.missing_upstreams().is_empty() {
        said.push_str(&here(&old, &new, day, lang));
    }
    Ok(said)
}

/// What it changes here: the verdicts on our projects, and what `check` finds in our records that it did not find before.
fn here(old: &Registry, new: &Registry, day: Day, lang: Lang) -> String {
    let mut said = String::new();
    let verdicts = changed_verdicts(old, new, day);
    let known: HashSet<(String, String)> = check(old, day)
        .into_iter()
        .map(|finding| (old.path(finding.place.file).to_owned(), finding.message.en))
        .collect();
    let texts = Texts::new(new);
    let found: Vec<String> = check(new, day)
        .into_iter()
        .filter(|finding| new.is_own(finding.place.file))
        .filter(|finding| !known.contains(&(new.path(finding.place.file).to_owned(), finding.message.en.clone())))
        .map(|finding| {
            let (path, line) = (new.path(finding.place.file), texts.position(finding.place).line);
            format!("  {} {path}:{line} {}: {}", finding.level.id(), finding.rule, finding.message.get(lang))
        })
        .collect();
    let heading = match (verdicts.is_empty(), found.is_empty()) {
        (true, true) => message!("对本登记簿的项目和记录没有影响", "our own projects and records: nothing changes"),
        _ => message!("对本登记簿：", "for our own projects and records:"),
    };
    let _ = writeln!(said, "{}", heading.get(lang));
    for change in verdicts {
        let word = |verdict: &Option<String>| verdict.clone().unwrap_or_else(|| "—".to_owned());
        let _ = writeln!(said, "  {} · {}: {} → {}", change.project, change.what, word(&change.was), word(&change.now));
    }
    for line in found {
        let _ = writeln!(said, "{line}");
    }
    said
}
