//! `mulu diff`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use mulu_core::audit::{Audits, Requirement};
use mulu_core::changes::{UpstreamChange, VerdictChange, announce, between, upstream_changes, verdict_changes};
use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::official::{self, EditionAnnouncement};
use mulu_core::output;
use mulu_core::registry::{MissingUpstream, Record, Registry};
use mulu_core::report::AnnouncementReport;
use mulu_core::source::WorkTree;
use mulu_exchange::docx;
use mulu_git::{Origin, RevisionTree};

use super::args::Common;
use super::fail::Failure;
use super::open::{root as registry_root, today, unknown};
use super::{CommandOutcome, terminal};

/// `mulu diff`.
#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// Two revisions, OLD..NEW; OLD.. compares with the work tree
    #[arg(value_name = "REV..REV")]
    pub range: String,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
    /// Where to write; without it, standard output. An announcement whose file ends with .docx is a Word document  输出文件
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The formats of `mulu diff`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a person.
    Text,
    /// mulu.diff/1.
    Json,
    /// For a web page or a message.
    Markdown,
    /// The announcement (公告) of an edition of the catalogue, as an office issues it.
    Announcement,
}

/// Prints what changed between two revisions, or since one.
///
/// # Errors
/// When a revision is not there, a registry cannot be read, or the output cannot be written.
pub fn run(common: &Common, command: &Diff) -> Result<CommandOutcome, Failure> {
    if common.rev.is_some() {
        return Err(unknown(message!("diff 不用 --rev：写作 旧版本..新版本", "diff takes no --rev: write OLD..NEW")));
    }
    let (from, to) = range(&command.range);
    let root = registry_root(common)?;
    let revision = |rev: &str| RevisionTree::open(&root, rev).map(Origin::Revision).map_err(unknown);
    let before = revision(from)?;
    let after = to.map_or_else(|| Ok(Origin::Work(WorkTree::open(&root)?)), revision)?;
    // What we announce is what we changed ourselves; what upstreams changed is told of each.
    let (old, new) = (Registry::load(&before)?, Registry::load(&after)?);
    let announcement = announce(&old, &new, &between(&before, &after)?);
    let day = common.as_of.unwrap_or_else(|| today(&new.config));
    let (before, after) = (before.with_upstreams()?, after.with_upstreams()?);
    let moves = UpstreamMoves::of((&old, &before), (&new, &after), day)?;
    let verdicts = moves.verdicts.unwrap_or_else(|| changed_verdicts(&old, &new, day));
    let json = command.format == DiffFormat::Json;
    let lang = if json { Lang::En } else { new.config.language };
    let announced = AnnouncementReport {
        from: Some(from),
        to,
        from_commit: before.commit(),
        to_commit: after.commit(),
        announcement: &announcement,
        verdicts: &verdicts,
        upstreams: &moves.upstreams,
        lang: common.lang.unwrap_or(lang),
    };
    let is_word =
        command.output.as_ref().and_then(|path| path.extension()).is_some_and(|end| end.eq_ignore_ascii_case("docx"));
    let notice = EditionAnnouncement {
        old: &old,
        new: &new,
        announcement: &announcement,
        day,
        lang: announced_in(common, &new),
    };
    let bytes = match command.format {
        DiffFormat::Announcement if is_word => docx(&notice.parts())?,
        _ if is_word => {
            return Err(unknown(message!(
                ".docx 只用于公告：加 --format announcement",
                "only an announcement is written as .docx: add --format announcement"
            )));
        }
        DiffFormat::Text => announced.text().into_bytes(),
        DiffFormat::Markdown => announced.markdown().into_bytes(),
        DiffFormat::Announcement => official::text(&notice.parts()).into_bytes(),
        DiffFormat::Json => announced.json().map_err(std::io::Error::from)?.into_bytes(),
    };
    if let Some(path) = &command.output {
        output::put(path, &bytes)?;
        return Ok(CommandOutcome::Success);
    }
    terminal::print(&bytes, if json { terminal::OutputForm::Json } else { terminal::OutputForm::Text })
}

/// What became of the registries that this one depends on, and what that makes of its projects.
#[derive(Default)]
struct UpstreamMoves {
    /// Those that moved.
    upstreams: Vec<UpstreamChange>,
    /// The verdicts that changed; none where nothing is depended on, or something of it is not to be read here.
    verdicts: Option<Vec<VerdictChange>>,
}

impl UpstreamMoves {
    /// Between two states of a registry, each with its source.
    fn of(
        (old, before): (&Registry, &Origin),
        (new, after): (&Registry, &Origin),
        day: Day,
    ) -> Result<UpstreamMoves, Failure> {
        if old.config.upstreams.is_empty() && new.config.upstreams.is_empty() {
            return Ok(UpstreamMoves::default());
        }
        let (old, new) = (Registry::load(before)?, Registry::load(after)?);
        let mut upstreams = upstream_changes((&old, before), (&new, after))?;
        upstreams.retain(UpstreamChange::is_moved);
        let mut missing = old.missing_upstreams().iter().chain(new.missing_upstreams()).peekable();
        let is_whole = missing.peek().is_none();
        for MissingUpstream { id, why } in missing {
            terminal::note(&format!("[[upstream]] {id}: {} · {}", why.zh, why.en));
        }
        Ok(UpstreamMoves { upstreams, verdicts: is_whole.then(|| changed_verdicts(&old, &new, day)) })
    }
}

/// The verdicts on projects that changed between two states of a registry.
pub fn changed_verdicts(old: &Registry, new: &Registry, day: Day) -> Vec<VerdictChange> {
    verdict_changes(&verdicts(old, new, day), &verdicts(new, new, day))
}

/// The language of an announcement: as asked for, else the registry's.
fn announced_in(common: &Common, registry: &Registry) -> Lang {
    common.lang.unwrap_or(registry.config.language)
}

/// Each project's verdicts on a day, by project and by what is demanded of it, both as the later registry calls them: one that was renamed
/// meanwhile is the same.
fn verdicts(registry: &Registry, later: &Registry, day: Day) -> BTreeMap<(String, String), String> {
    let standard = |index: usize| {
        let own = &registry.standards[index];
        let today = later.find(Kind::Standard, &own.id).and_then(|place| later.standards.get(place));
        today.unwrap_or(own).name().to_owned()
    };
    let audits = Audits::of(registry, day);
    let mut verdicts = BTreeMap::new();
    for (project, audit) in audits.iter() {
        let today = later.record(Kind::Project, &project.id).map_or(project.id.as_str(), Record::id);
        for obligation in &audit.obligations {
            let what = match &obligation.asked {
                Requirement::Standard(index) => standard(*index),
                Requirement::Evidence(kind) => kind.clone(),
            };
            verdicts.insert((today.to_owned(), what), obligation.verdict.id().to_owned());
        }
    }
    verdicts
}

/// `OLD..NEW`; `OLD..` and `OLD` compare with the work tree, `..NEW` begins at what is checked out.
fn range(text: &str) -> (&str, Option<&str>) {
    let (from, to) = text.split_once("..").unwrap_or((text, ""));
    (if from.is_empty() { "HEAD" } else { from }, Some(to).filter(|to| !to.is_empty()))
}
