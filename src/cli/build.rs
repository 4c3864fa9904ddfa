//! `mulu build`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use sha2::{Digest, Sha256};

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Lang;
use mulu_core::output::{InputKey, Output, Stamps, Tally, Unwritable, hex};
use mulu_core::parse;
use mulu_core::printable::line;
use mulu_core::registry::{Registry, digests};
use mulu_core::slice::slice_lossy;
use mulu_git::Origin;
use mulu_git::history::{self, Checkout, History, Revision};
use mulu_site::{OnProgress, Printer, Shard, Site, SiteError, Theme, inputs, join};

use super::args::Common;
use super::fail::Failure;
use super::open::{OpenedRegistry, load_to_build, revision, source, theme, today};
use super::pdf::Chromium;
use super::prepared;
use super::terminal::ProgressLine;
use super::watchdog::Watchdog;
use super::{CommandOutcome, terminal};

/// `mulu build`.
#[derive(Debug, ClapArgs)]
pub struct Build {
    /// Where to write; without it, the build-dir of book.toml  写到哪里
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Build only part K of N, so that several machines share the work  只生成 N 份中的第 K 份，由多台机器分担
    #[arg(long, value_name = "K/N", conflicts_with = "join")]
    pub shard: Option<mulu_site::Shard>,
    /// Prepare N parts for as many machines: write into --out, for each part, a file that holds all that it takes  为 N 台机器备好 N 份
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(mulu_site::MOST_PARTS)), requires = "out", conflicts_with_all = ["shard", "join"])]
    pub prepare: Option<u32>,
    /// Build the part from what --prepare wrote into a folder, without the registry  不读登记簿，用 --prepare 备好的文件生成该份
    #[arg(long, value_name = "DIR", requires = "shard", requires = "out", conflicts_with_all = ["rev", "pdf", "pdf_engine"])]
    pub from: Option<PathBuf>,
    /// Put together the N parts that lie in the output folder  把输出目录中的 N 份合为一个网站
    #[arg(long)]
    pub join: bool,
    /// Print the catalogue as PDF as well, whatever book.toml says: catalogue.pdf, with a Chromium on the PATH  生成 PDF
    #[arg(long, overrides_with = "no_pdf")]
    pub pdf: bool,
    /// Make no PDF, whatever book.toml says  不生成 PDF
    #[arg(long)]
    pub no_pdf: bool,
    /// The program that prints: a Chromium, Chrome or Edge  生成 PDF 的程序
    #[arg(long, value_name = "PROGRAM")]
    pub pdf_engine: Option<PathBuf>,
}

/// Builds the site.
///
/// # Errors
/// When the registry cannot be read, a template is wrong, or a file cannot be written.
pub fn run(common: &Common, command: &Build) -> Result<CommandOutcome, Failure> {
    if let (Some(folder), Some(shard), Some(out)) = (&command.from, command.shard, &command.out) {
        return prepared::build(common, (folder, shard), out);
    }
    let source = source(common)?;
    let config = Registry::config_of(&source)?;
    let root = source.root();
    let out = match (&command.out, &config.build_dir) {
        (Some(out), _) => out.clone(),
        (None, Some(folder)) => root.join(folder),
        (None, None) => {
            return Err(Failure::Unknown(
                "book.toml 的 build-dir 不能写入，请先改正（mulu check），或用 --out 指定位置\n  the `build-dir` of book.toml cannot be written to: correct it first (`mulu check`), or name a place with --out".to_owned(),
            ));
        }
    };
    lies_elsewhere(&out, root, command.out.is_some())?;
    if command.join {
        let folder = out.canonicalize().map_err(|error| Unwritable { path: out.clone(), error })?;
        let (tally, day) = join(&folder)?;
        return say_tally(common.lang.unwrap_or(config.language), (&out, &day), tally);
    }
    if let Some(of) = command.prepare {
        let lang = common.lang.unwrap_or(config.language);
        return prepared::prepare(source, common, (&out, of), engine(config.pdf, lang, command).as_ref());
    }
    let mut output = match (&command.out, &config.build_dir) {
        (None, Some(folder)) => Output::open_below(root, folder)?,
        _ => Output::open(&out)?,
    };
    let day = common.as_of.unwrap_or_else(|| today(&config));
    let lang = common.lang.unwrap_or(config.language);
    let engine = engine(config.pdf, lang, command);
    // A part is built by a machine that will not build it again.
    if command.shard.is_none() {
        remember(&mut output, &source, &out);
    }
    let tally = build_unless_left(source, common, output, (day, command.shard, engine.as_ref()))?;
    say_tally(lang, (&out, &day.to_string()), tally)
}

/// Builds the site, unless an earlier build left it as this one would: then nothing is even parsed.
fn build_unless_left(
    mut source: Origin,
    common: &Common,
    mut output: Output,
    (day, shard, engine): (Day, Option<Shard>, Option<&Chromium>),
) -> Result<Tally, Failure> {
    let mut around = None;
    // Where no build left anything, there is nothing to check the files against, and each is parsed as it is read.
    if output.follows_another() {
        source = source.snapshot()?;
        let (paths, sums): (Vec<_>, Vec<_>) = digests(&source)?.into_iter().unzip();
        let found = BuildInputs::of(&source, &paths)?;
        if let Some(unchanged) = output.is_as_left(found.inputs((&paths, &sums), day, engine)) {
            return Ok(Tally { unchanged, ..Tally::default() });
        }
        around = Some(found);
    }
    let loaded = load_to_build(source, common)?;
    // All that is in the files is in the registry.
    let opened = OpenedRegistry { day, source: loaded.source.let_go(), ..loaded };
    let registry = &opened.registry;
    let around = around.map_or_else(|| BuildInputs::of(&opened.source, &registry.files), Ok)?;
    if output.remembers() {
        // The sums are those of what was parsed, whatever lay there a moment before.
        output.note_inputs(around.inputs((&registry.files, &registry.digests), day, engine));
    }
    let printer = engine.map(|engine| engine as &dyn Printer);
    let tally = build_into(&opened, &around, common, output, (shard, printer));
    // The program ends soon: to take a registry of a hundred thousand records apart would only take time.
    std::mem::forget(opened);
    tally
}

/// Says what was done in a folder, for a day.
///
/// # Errors
/// When standard output cannot be written.
pub fn say_tally(lang: Lang, (out, day): (&Path, &str), tally: Tally) -> Result<CommandOutcome, Failure> {
    let (written, unchanged, removed) = (tally.written, tally.unchanged, tally.removed);
    let out = line(&out.display().to_string());
    let mut stdout = terminal::stdout(terminal::OutputForm::Text);
    match lang {
        Lang::Zh => writeln!(stdout, "{out}：写入 {written}，未变 {unchanged}，移除 {removed}（截至 {day}）")?,
        Lang::En => {
            writeln!(stdout, "{out}: {written} written, {unchanged} unchanged, {removed} removed (as of {day})")?;
        }
    }
    stdout.flush()?;
    Ok(CommandOutcome::Success)
}

/// Recalls what an earlier build left in git's folder, and will leave the same there.
///
/// Outside git nothing is kept: the site is made anew each time, and compared.
fn remember(output: &mut Output, source: &Origin, out: &Path) {
    let Ok(out) = out.canonicalize() else { return };
    let name = hex(&Sha256::digest(out.as_os_str().as_encoded_bytes()));
    if let Some(place) = history::kept_at(source.root(), &format!("site-{}", slice_lossy(&name, ..16))) {
        output.remember(Stamps::read(place));
    }
}

/// What a site is made from besides its records.
pub struct BuildInputs {
    theme: Theme,
    revision: Option<Revision>,
    /// What else of the repository pages show. It is read before the history is: were a commit made between, the next build
    /// finds it new.
    git: String,
}

impl BuildInputs {
    /// Of a source with these files.
    ///
    /// # Errors
    /// When a file of the registry's own theme cannot be read.
    pub fn of(source: &Origin, files: &[String]) -> Result<Self, Failure> {
        let git = Checkout::of(source.root()).state();
        Ok(BuildInputs { theme: theme(source)?, revision: revision(source, files), git })
    }

    /// The sum of all that the site is made from: files with the sums of their bytes, and what prints them.
    pub fn inputs(&self, (paths, sums): (&[String], &[InputKey]), day: Day, engine: Option<&Chromium>) -> InputKey {
        let files = paths.iter().map(String::as_str).zip(sums);
        let git = format!("{:?} {} {engine:?}", self.revision, self.git);
        inputs(files, &self.theme, day, &git)
    }
}

/// What prints the PDF, where one is asked for. That there is none to be found stops nothing, but is said.
fn engine(configured: bool, lang: Lang, command: &Build) -> Option<Chromium> {
    let wanted = command.pdf || command.pdf_engine.is_some() || configured;
    if !wanted || command.no_pdf {
        return None;
    }
    let found = Chromium::find(command.pdf_engine.as_deref(), std::env::var_os("PATH").as_deref());
    if found.is_none() {
        let why = message!(
            "没有找到 Chromium，未生成 PDF；安装后再运行（Debian：apt install chromium fonts-noto-cjk），或用 --pdf-engine 指明，或用 --no-pdf 不生成",
            "no PDF was made: there is no Chromium on the PATH; install one (Debian: apt install chromium fonts-noto-cjk), name one with --pdf-engine, or build with --no-pdf"
        );
        terminal::note(why.get(lang));
    }
    found
}

/// Makes sure that a site is not laid over the registry at a root: a place that a person names is not in what belongs to git or to the
/// registry either.
///
/// # Errors
/// When it would be.
pub fn lies_elsewhere(out: &Path, root: &Path, is_named: bool) -> Result<(), Failure> {
    let shown = line(&out.display().to_string());
    if holds_the_registry(out, root) {
        return Err(Failure::Unknown(format!(
            "{shown} 就是登记簿所在的目录，网站须写在另一个目录\n  {shown} holds the registry itself: build the site into a folder of its own"
        )));
    }
    if is_named && is_taken(out, root) {
        return Err(Failure::Unknown(format!(
            "{shown} 是 git 或登记簿自己的文件夹，网站须写在另一个目录\n  {shown} belongs to git or to the registry itself: build the site into a folder of its own"
        )));
    }
    Ok(())
}

/// Whether a folder that a person names belongs to git or holds what the site is made from: it does as it lies in the registry;
/// elsewhere it may be named like any.
fn is_taken(out: &Path, root: &Path) -> bool {
    let (Ok(out), Ok(root)) = (std::path::absolute(out), std::path::absolute(root)) else { return false };
    out.strip_prefix(root).is_ok_and(|inside| parse::is_taken(&inside.to_string_lossy()))
}

/// Whether a folder is the registry's own, or one above it: a site is not laid over what it was made from.
fn holds_the_registry(out: &Path, root: &Path) -> bool {
    let (Ok(out), Ok(root)) = (out.canonicalize(), root.canonicalize()) else { return false };
    root.starts_with(out)
}

/// Builds the site of an opened registry into a folder, with progress on a terminal; with PDFs where there is what prints them.
///
/// # Errors
/// When a template is wrong, or a file cannot be written.
pub fn build_into(
    opened: &OpenedRegistry,
    around: &BuildInputs,
    common: &Common,
    output: Output,
    (shard, printer): (Option<Shard>, Option<&dyn Printer>),
) -> Result<Tally, Failure> {
    with_site(opened, around, common, printer, |site, on_progress| site.build(output, shard, on_progress))
}

/// Does something with the site of an opened registry, with its history, a watch over its templates, and progress on a terminal.
///
/// # Errors
/// What is done may fail.
pub fn with_site<R>(
    opened: &OpenedRegistry,
    around: &BuildInputs,
    common: &Common,
    printer: Option<&dyn Printer>,
    then: impl FnOnce(&Site<'_>, OnProgress<'_>) -> Result<R, SiteError>,
) -> Result<R, Failure> {
    let offset = opened.registry.config.utc_offset_minutes;
    let root = opened.source.root();
    let history = History::read(root, common.rev.as_deref(), offset).until(opened.day).with_editions(root);
    let site = Site {
        registry: &opened.registry,
        day: opened.day,
        revision: around.revision.as_ref(),
        history: Some(&history),
        theme: &around.theme,
        printer,
    };
    let _vigil = Watchdog::over(around.theme.own_templates());
    with_progress(|on_progress| then(&site, on_progress))
}

/// Does something that takes long, with progress on a terminal.
///
/// # Errors
/// What is done may fail.
pub fn with_progress<R>(then: impl FnOnce(OnProgress<'_>) -> Result<R, SiteError>) -> Result<R, Failure> {
    let progress = ProgressLine::new();
    let done = then(&|done, total| {
        if done == total || done.is_multiple_of(64) {
            progress.say(&format!("{done} / {total}"));
        }
    });
    progress.done();
    Ok(done?)
}
