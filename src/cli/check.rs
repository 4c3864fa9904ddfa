//! `mulu check`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::fs;
use std::io::Write;
use std::panic::resume_unwind;
use std::path::{Component, Path, PathBuf};
use std::thread;

use clap::Args as ClapArgs;

use mulu_core::check::{Base, check_in_parts, check_proposal};
use mulu_core::finding::{Finding, Severity};
use mulu_core::message::Lang;
use mulu_core::model::{Span, Spanned};
use mulu_core::output;
use mulu_core::registry::{MANY_FILES, Registry};
use mulu_core::report::{
    Baseline, BaselineComparison, FindingsFormat, JsonDocument, Report, SeverityCounts, findings_text, fingerprints,
    summary_text,
};
use mulu_core::source::Unreadable;
use mulu_git::history;

use super::args::Common;
use super::fail::Failure;
use super::levels::SeverityOptions;
use super::open::{OpenedRegistry, colour, load_without_prose, source, unknown};
use super::outputs::OutputTarget;
use super::outputs::Outputs;
use super::{CommandOutcome, levels, limits, terminal};

/// `mulu check`.
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Report only what lies in these files or folders; the whole registry is still read
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The formats, and where each goes.
    #[command(flatten)]
    pub outputs: Outputs,
    /// The levels of rules for this run.
    #[command(flatten)]
    pub levels: SeverityOptions,
    /// Findings in this file are known: they are counted, and fail nothing  基线：已知问题不算
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found to this file, as the baseline of later runs; exits 0 unless --baseline says otherwise  写出基线
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub write_baseline: Option<PathBuf>,
    /// Check what changed since this revision against the rules of history, as for a merge request  与此版本相比
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
    /// Deny a book.lock that does not pin what book.toml asks for, as CI should  锁文件须与 book.toml 一致
    #[arg(long)]
    pub locked: bool,
    /// Print how much is read of records, sheets, documents, themes and git, and what is said of more  列出读取上限
    #[arg(long)]
    pub limits: bool,
}

/// Checks the registry and reports, in every format that was asked for.
///
/// # Errors
/// When the registry or a baseline cannot be read, a PATH is not in it, a rule is unknown or locked, or an output cannot be
/// written.
pub fn run(common: &Common, command: &Check) -> Result<CommandOutcome, Failure> {
    if command.limits {
        return terminal::print(limits::table(common.lang.unwrap_or(Lang::Zh)).as_bytes(), terminal::OutputForm::Text);
    }
    // What a proposal would change is worked out beside the reading of the registry: neither needs the other.
    let source = source(common)?;
    let root = source.root().to_owned();
    let proposal = || command.base.as_ref().map(|base| history::base(&root, base, common.rev.as_deref()));
    let (opened, base) = thread::scope(|scope| {
        let proposal = scope.spawn(proposal);
        (load_without_prose(source, common, MANY_FILES), proposal.join())
    });
    let mut opened = opened?;
    opened.registry.look_for_papers(&opened.source);
    let mut base = base.unwrap_or_else(|panic| resume_unwind(panic)).transpose().map_err(unknown)?;
    if command.locked {
        let level = Spanned { value: Severity::Deny, span: Span::default() };
        opened.registry.config.levels.insert("lock-stale".to_owned(), level);
    }
    levels::apply(&mut opened.registry, &command.levels)?;
    let wanted = match opened.source.commit() {
        None => wanted(&opened.registry, opened.source.root(), &command.paths)?,
        Some(_) => wanted_then(&opened.registry, &command.paths)?,
    };
    if let Some(base) = &mut base {
        levels::apply(&mut base.registry, &command.levels)?;
    }
    if is_told_in_turn(command) {
        let counts = told_in_turn(&opened, base.as_ref(), &wanted, colour(common))?;
        // As below.
        std::mem::forget(opened);
        return Ok(if counts.deny > 0 { CommandOutcome::Denied } else { CommandOutcome::Success });
    }
    let findings = check_proposal(&opened.registry, opened.day, base.as_ref());
    let prints = if needs_fingerprints(command) { fingerprints(&opened.registry, &findings) } else { Vec::new() };
    let run = CheckRun { opened, findings, prints, compared: None };
    let run = run.against(command)?.only(&wanted);
    if let Some(path) = &command.write_baseline {
        run.write_baseline(path)?;
    }
    let prefix = prefix(run.opened.source.root());
    for (format, target) in command.outputs.targets() {
        run.report(format, &target, &prefix, colour(common))?;
    }
    let written_down = command.write_baseline.is_some() && run.compared.is_none();
    let denied = run.counts().deny > 0 && !(written_down && run.all_can_be_known());
    // The program ends here: to hand back the memory of a hundred thousand records, piece by piece, only takes time.
    std::mem::forget(run);
    Ok(if denied { CommandOutcome::Denied } else { CommandOutcome::Success })
}

/// Whether all that is asked for are the findings for a person, who may read the first ones before the last are found: those of a
/// large registry take more memory than its records.
fn is_told_in_turn(command: &Check) -> bool {
    let mut targets = command.outputs.targets();
    let is_printed = targets.next() == Some((FindingsFormat::Text, OutputTarget::Standard)) && targets.next().is_none();
    is_printed && command.baseline.is_none() && command.write_baseline.is_none()
}

/// Writes the findings for a person while the registry is checked, and counts them.
fn told_in_turn(
    opened: &OpenedRegistry,
    base: Option<&Base>,
    wanted: &[String],
    colour: bool,
) -> Result<SeverityCounts, Failure> {
    let registry = &opened.registry;
    let mut out = terminal::stdout(if colour { terminal::OutputForm::Coloured } else { terminal::OutputForm::Text });
    let whole = Report {
        registry,
        day: opened.day,
        revision: opened.source.commit(),
        findings: &[],
        fingerprints: &[],
        baseline: None,
        prefix: "",
        lang: opened.lang,
        colour,
    };
    let (mut counts, mut written) = (SeverityCounts::default(), Ok(()));
    check_in_parts(registry, opened.day, base, &mut |mut part| {
        part.retain(|finding| wanted.is_empty() || is_wanted(registry, finding, wanted));
        counts.add(&part);
        if written.is_ok() {
            written = findings_text(&Report { findings: &part, ..whole }, &mut out);
        }
    });
    written?;
    summary_text(&whole, counts, &mut out)?;
    out.flush()?;
    Ok(counts)
}

/// Whether anything asks what the findings are known by: taking that of tens of thousands reads all their files again.
fn needs_fingerprints(command: &Check) -> bool {
    let in_report = command.outputs.targets().any(|(format, _)| format.tells_fingerprints());
    in_report || command.baseline.is_some() || command.write_baseline.is_some()
}

/// One run: what was found, what each finding is known by, and how it compares with the baseline.
struct CheckRun {
    opened: OpenedRegistry,
    findings: Vec<Finding>,
    /// Empty, where nothing asks for them.
    prints: Vec<String>,
    compared: Option<BaselineComparison>,
}

impl CheckRun {
    /// Compares with the baseline. What a proposal is compared with is the target's: a baseline that lies in the repository is read
    /// as it is there, so that a proposal cannot bring one in which its own faults are known.
    fn against(mut self, command: &Check) -> Result<Self, Failure> {
        let Some(path) = command.baseline.as_deref() else { return Ok(self) };
        let root = self.opened.source.root();
        let kept = match &command.base {
            Some(base) => history::file_at(root, base, path).map_err(unknown)?,
            None => history::FileState::Elsewhere,
        };
        let text = match kept {
            history::FileState::Elsewhere => Some(
                fs::read_to_string(path)
                    .map_err(|error| Failure::Unreadable(Unreadable { path: path.to_owned(), error }))?,
            ),
            history::FileState::Missing => None,
            history::FileState::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        };
        let shown = path.display().to_string();
        let baseline = match text {
            Some(text) => Baseline::parse(&text)
                .map_err(|why| Failure::Unknown(format!("{shown} 不是基线文件 · {shown} is not a baseline: {why}")))?,
            None => {
                let base = command.base.as_deref().unwrap_or_default();
                terminal::note(&format!(
                    "{base} 中没有基线 {shown}，按没有基线核查 · there is no baseline {shown} in {base}: nothing counts as known"
                ));
                Baseline::empty()
            }
        };
        self.compared = Some(baseline.compare(&shown, &self.findings, &self.prints));
        Ok(self)
    }

    /// Only what lies in these paths; all of it where none are named. Entries of the baseline are treated alike.
    fn only(mut self, wanted: &[String]) -> Self {
        if wanted.is_empty() {
            return self;
        }
        let registry = &self.opened.registry;
        let keep: Vec<bool> = self.findings.iter().map(|finding| is_wanted(registry, finding, wanted)).collect();
        retain(&mut self.findings, &keep);
        retain(&mut self.prints, &keep);
        if let Some(compared) = &mut self.compared {
            retain(&mut compared.known, &keep);
            compared.stale.retain(|entry| wanted.iter().any(|path| is_under(&entry.file, path)));
        }
        self
    }

    fn write_baseline(&self, path: &Path) -> Result<(), Failure> {
        let baseline = Baseline::of(&self.opened.registry, &self.findings, &self.prints);
        let text = baseline.to_json().map_err(std::io::Error::from)?;
        Ok(output::put(path, text.as_bytes())?)
    }

    fn report(&self, format: FindingsFormat, target: &OutputTarget, prefix: &str, colour: bool) -> Result<(), Failure> {
        let to_file = matches!(target, OutputTarget::File(_));
        let report = Report { colour: colour && !to_file, ..self.as_report(format, prefix) };
        match target {
            OutputTarget::Standard => {
                let form = match format {
                    FindingsFormat::Text if report.colour => terminal::OutputForm::Coloured,
                    FindingsFormat::Text => terminal::OutputForm::Text,
                    FindingsFormat::Json | FindingsFormat::Sarif | FindingsFormat::Gitlab => terminal::OutputForm::Json,
                    FindingsFormat::Junit | FindingsFormat::Github => terminal::OutputForm::Data,
                };
                let mut out = terminal::stdout(form);
                report.write(format, &mut out)?;
                out.flush()?;
            }
            OutputTarget::File(path) => {
                let mut bytes = Vec::new();
                report.write(format, &mut bytes)?;
                output::put(path, &bytes)?;
            }
        }
        Ok(())
    }

    fn as_report<'r>(&'r self, format: FindingsFormat, prefix: &'r str) -> Report<'r> {
        let lang = if format == FindingsFormat::Json { self.opened.json_lang } else { self.opened.lang };
        Report {
            registry: &self.opened.registry,
            day: self.opened.day,
            revision: self.opened.source.commit(),
            findings: &self.findings,
            fingerprints: &self.prints,
            baseline: self.compared.as_ref(),
            prefix,
            lang,
            colour: false,
        }
    }

    fn counts(&self) -> SeverityCounts {
        self.as_report(FindingsFormat::Text, "").counts()
    }

    /// Whether everything denied is now in the baseline: what cannot be read never is.
    fn all_can_be_known(&self) -> bool {
        let mut denied = self.findings.iter().filter(|finding| finding.level == Severity::Deny);
        denied.all(|finding| mulu_core::check::rule(finding.rule).is_some_and(mulu_core::check::Rule::can_be_known))
    }
}

fn retain<T>(list: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    list.retain(|_| keep.next().copied().unwrap_or(false));
}

/// Where the registry lies in its repository, with a slash at its end; empty where it is the repository's root, or in none.
fn prefix(root: &Path) -> String {
    let Ok(root) = root.canonicalize() else { return String::new() };
    let top = root.ancestors().find(|dir| dir.join(".git").exists());
    let inside = top.and_then(|top| root.strip_prefix(top).ok());
    let mut prefix = String::new();
    for part in inside.into_iter().flat_map(Path::components) {
        prefix.push_str(&part.as_os_str().to_string_lossy());
        prefix.push('/');
    }
    prefix
}

/// The paths asked for, relative to the root as the registry names its files.
pub fn wanted(registry: &Registry, root: &Path, paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let fail = |error, path: &Path| Failure::Unreadable(mulu_core::source::Unreadable { path: path.to_owned(), error });
    let root_path = root.canonicalize().map_err(|error| fail(error, root))?;
    let mut wanted = Vec::new();
    for path in paths {
        // A path is meant from here; for one who names the root, also from there.
        let full = path.canonicalize().or_else(|error| root.join(path).canonicalize().map_err(|_| error));
        let full = full.map_err(|error| fail(error, path))?;
        let inside = full.strip_prefix(&root_path).map_err(|_| outside(path, root))?;
        let parts: Vec<_> = inside
            .components()
            .filter_map(|part| match part {
                Component::Normal(name) => Some(name.to_string_lossy()),
                _ => None,
            })
            .collect();
        let name = parts.join("/");
        if !registry.files.iter().any(|file| is_under(file, &name)) {
            return Err(no_record(path));
        }
        wanted.push(name);
    }
    Ok(wanted)
}

/// The paths asked for at a revision: they need not be on disk any more, so they are taken as written, from the root.
fn wanted_then(registry: &Registry, paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let name = |path: &PathBuf| {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        let name = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let is_there = registry.files.iter().any(|file| is_under(file, &name));
        if is_there { Ok(name) } else { Err(no_record(path)) }
    };
    paths.iter().map(name).collect()
}

fn no_record(path: &Path) -> Failure {
    let path = path.display();
    Failure::Unknown(format!("{path}：登记簿中没有这样的记录\n  {path}: no record of the registry is there"))
}

fn outside(path: &Path, root: &Path) -> Failure {
    let (path, root) = (path.display(), root.display());
    Failure::Unknown(format!("{path} 不在登记簿 {root} 之内\n  {path} is not in the registry {root}"))
}

pub fn is_under(file: &str, path: &str) -> bool {
    path.is_empty() || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_wanted(registry: &Registry, finding: &Finding, wanted: &[String]) -> bool {
    let file = registry.path(finding.place.file);
    wanted.iter().any(|path| is_under(file, path))
}
