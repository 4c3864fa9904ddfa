//! Opening a registry: where it is, what day it is, which language it speaks.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, FixedOffset, Utc};

use mulu_core::config::Config;
use mulu_core::day::Day;
use mulu_core::edit::EditLock;
use mulu_core::message;
use mulu_core::message::{Lang, Message};
use mulu_core::parse::nearest;
use mulu_core::registry::{FILES_BEYOND_MEMORY, MANY_FILES, Registry};
use mulu_core::source::WorkTree;
use mulu_git::history::{Checkout, Revision};
use mulu_git::{Origin, RevisionTree};
use mulu_site::Theme;

use super::args::{Colour, Common};
use super::fail::Failure;
use super::terminal;

/// A registry, ready to be asked.
pub struct OpenedRegistry {
    /// Where its files are.
    pub source: Origin,
    /// What they say.
    pub registry: Registry,
    /// The day that is asked about.
    pub day: Day,
    /// The language of messages for people.
    pub lang: Lang,
    /// The language of messages in JSON. It does not change with the registry, so that programs can rely on it.
    pub json_lang: Lang,
    /// The command that edits it; empty where none does.
    pub command: String,
}

/// Opens the registry that the arguments name.
///
/// # Errors
/// When there is none, or a file of it cannot be read.
pub fn open(common: &Common) -> Result<OpenedRegistry, Failure> {
    load(source(common)?, common)
}

/// Opens the registry that lies at a source.
///
/// # Errors
/// When a file of it cannot be read.
pub fn load(source: Origin, common: &Common) -> Result<OpenedRegistry, Failure> {
    complete(load_as_is(source, common)?)
}

/// The same, to build its site: the prose of a very large one stays in the files.
///
/// # Errors
/// When a file of it cannot be read.
pub fn load_to_build(source: Origin, common: &Common) -> Result<OpenedRegistry, Failure> {
    complete(load_without_prose(source, common, FILES_BEYOND_MEMORY)?)
}

/// Opens the registry that the arguments name, for a command that shows no prose: that of a large one stays in the files.
///
/// # Errors
/// As [`open`].
pub fn open_without_prose(common: &Common) -> Result<OpenedRegistry, Failure> {
    complete(load_without_prose(source(common)?, common, MANY_FILES)?)
}

fn complete(opened: OpenedRegistry) -> Result<OpenedRegistry, Failure> {
    // What depends on a registry that is not here would say less than is true.
    match opened.registry.missing_upstreams().first() {
        None => Ok(opened),
        Some(missing) => {
            let (id, why) = (&missing.id, &missing.why);
            Err(unknown(Message {
                zh: format!("[[upstream]] {id}：{}", why.zh),
                en: format!("[[upstream]] {id}: {}", why.en),
            }))
        }
    }
}

/// The same, where a registry that this one depends on may be missing: for who tells what is wrong.
///
/// # Errors
/// When a file of it cannot be read.
pub fn load_as_is(source: Origin, common: &Common) -> Result<OpenedRegistry, Failure> {
    let registry = Registry::load(&source)?;
    Ok(opened(source, registry, common))
}

/// The same, without the prose of one of `many` files or more.
///
/// # Errors
/// When a file of it cannot be read.
pub fn load_without_prose(source: Origin, common: &Common, many: usize) -> Result<OpenedRegistry, Failure> {
    let registry = match source.own() {
        Origin::Work(tree) => Registry::load_without_prose(&source, tree, many)?,
        // Of a revision a text takes longer to find again than a file.
        _ => Registry::load(&source)?,
    };
    Ok(opened(source, registry, common))
}

fn opened(source: Origin, registry: Registry, common: &Common) -> OpenedRegistry {
    let day = common.as_of.unwrap_or_else(|| today(&registry.config));
    let lang = common.lang.unwrap_or(registry.config.language);
    let json_lang = common.lang.unwrap_or(Lang::En);
    OpenedRegistry { source, registry, day, lang, json_lang, command: String::new() }
}

/// Where the registry that the arguments name is read from, and those that it depends on.
///
/// # Errors
/// When there is none.
pub fn source(common: &Common) -> Result<Origin, Failure> {
    Ok(source_alone(common)?.with_upstreams()?)
}

/// Where the registry that the arguments name is read from, without those that it depends on.
///
/// # Errors
/// When there is none.
pub fn source_alone(common: &Common) -> Result<Origin, Failure> {
    let root = root(common)?;
    Ok(match &common.rev {
        None => Origin::Work(WorkTree::open(&root)?),
        Some(rev) => Origin::Revision(RevisionTree::open(&root, rev).map_err(unknown)?),
    })
}

/// Opens the registry to change its files: those of the work tree, since the past cannot be edited. `command` is who holds the turn,
/// from now until the command ends; none where nothing will be written.
///
/// # Errors
/// As [`open`]; also when a revision is asked for, or the registry's folder cannot be written to.
pub fn open_to_edit(common: &Common, command: Option<&str>) -> Result<(OpenedRegistry, Option<EditLock>), Failure> {
    if common.rev.is_some() {
        return Err(unknown(message!(
            "--rev 只能读取，不能修改",
            "--rev is for reading: a revision cannot be changed"
        )));
    }
    let source = source(common)?;
    let turn = command.map(|command| turn(source.root(), command)).transpose()?;
    let mut opened = load(source, common)?;
    opened.registry.look_for_papers(&opened.source);
    Ok((OpenedRegistry { command: command.unwrap_or_default().to_owned(), ..opened }, turn))
}

/// The turn to edit. Who has to wait for it is told for whom.
///
/// # Errors
/// When the registry's folder cannot be written to.
pub fn turn(root: &Path, command: &str) -> Result<EditLock, Failure> {
    let on_wait = |holder: &str| {
        let holder = if holder.is_empty() { "—" } else { holder };
        terminal::note(&format!("正在等待 {holder} · waiting for {holder}"));
    };
    Ok(EditLock::take(root, command, &on_wait)?)
}

/// The agency that an id means.
///
/// # Errors
/// When there is none: what is near.
pub fn agency(registry: &Registry, id: &str) -> Result<usize, Failure> {
    registry.agency(id).ok_or_else(|| {
        let near = nearest(id, registry.agencies.iter().map(|agency| agency.id.as_str()));
        let hint = near.map_or_else(String::new, |near| format!(": {near}?"));
        Failure::Unknown(format!("没有 {id} 这个单位 · there is no agency `{id}`{hint}"))
    })
}

/// A sentence in both languages, as what stops the command.
pub fn unknown(words: Message) -> Failure {
    Failure::Unknown(words.zh + "\n  " + &words.en)
}

/// The revision of a source with these files, if it is in git.
pub fn revision(source: &Origin, files: &[String]) -> Option<Revision> {
    match source.commit() {
        Some(commit) => Some(Revision { commit: commit.to_owned(), changed: false }),
        None => Checkout::of(source.root()).revision(files),
    }
}

/// Templates, assets and translations, from where the records come.
///
/// # Errors
/// When a file of the registry's own theme cannot be read.
pub fn theme(source: &Origin) -> Result<Theme, Failure> {
    Ok(match source {
        Origin::Work(tree) => Theme::load(Some(tree.root()))?,
        Origin::Revision(tree) => Theme::with(tree.theme_files()?)?,
        Origin::Snapshot(_) | Origin::Standing(_) => return theme(source.own()),
    })
}

/// The registry's directory: the one named, else the nearest with a `book.toml`.
///
/// # Errors
/// When there is none.
pub fn root(common: &Common) -> Result<PathBuf, Failure> {
    if let Some(root) = &common.root {
        return Ok(root.clone());
    }
    let here = std::path::absolute(Path::new("."))
        .map_err(|error| Failure::Unreadable(mulu_core::source::Unreadable { path: PathBuf::from("."), error }))?;
    WorkTree::find_root(&here).ok_or(Failure::NoRegistry(here))
}

/// Today at the registry's own offset from UTC: wherever the machine stands, the office's day counts.
pub fn today(config: &Config) -> Day {
    let offset = FixedOffset::east_opt(config.utc_offset_minutes * 60);
    #[expect(clippy::disallowed_methods, reason = "the only clock of the program: every function below takes the day")]
    let now = SystemTime::now();
    // A clock that was never set may stand before 1970.
    let now = DateTime::<Utc>::from(now);
    offset.map_or_else(|| now.date_naive(), |offset| now.with_timezone(&offset).date_naive()).into()
}

/// Whether the output has colours.
#[must_use]
pub fn colour(common: &Common) -> bool {
    match common.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal::is_person() && std::env::var_os("NO_COLOR").is_none(),
    }
}
