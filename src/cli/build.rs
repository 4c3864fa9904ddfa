//! `mulu build`.

use std::io::Write;
use std::path::Path;

use crate::check::check;
use crate::history::History;
use crate::output::{Output, Tally};
use crate::say;
use crate::site::{Printer, Site};
use crate::words::{Lang, visible};

use super::args::{Build, Common};
use super::fail::Failure;
use super::open::{Opened, open};
use super::pdf::Chromium;
use super::terminal::Progress;
use super::{Ended, terminal};

/// Builds the site.
///
/// # Errors
/// When the registry cannot be read, a template is wrong, or a file cannot be written.
pub fn run(common: &Common, command: &Build) -> Result<Ended, Failure> {
    let opened = open(common)?;
    let root = opened.source.root();
    let build_dir = &opened.registry.config.build_dir;
    let out = command.out.clone().unwrap_or_else(|| root.join(build_dir));
    if holds_the_registry(&out, root) {
        let shown = visible(&out.display().to_string()).into_owned();
        return Err(Failure::Unknown(format!(
            "{shown} 就是登记簿所在的目录，网站须写在另一个目录\n  {shown} holds the registry itself: build the site into a folder of its own"
        )));
    }
    let output = if command.out.is_some() { Output::open(&out)? } else { Output::open_below(root, build_dir)? };
    let engine = engine(&opened, command);
    let printer = engine.as_ref().map(|engine| engine as &dyn Printer);
    let tally = build_into(&opened, common, output, printer)?;
    let (written, unchanged, removed) = (tally.written, tally.unchanged, tally.removed);
    let out = out.display().to_string();
    let out = visible(&out);
    let mut stdout = terminal::stdout();
    match opened.lang {
        Lang::Zh => writeln!(stdout, "{out}：写入 {written}，未变 {unchanged}，移除 {removed}（截至 {}）", opened.day)?,
        Lang::En => writeln!(
            stdout,
            "{out}: {written} written, {unchanged} unchanged, {removed} removed (as of {})",
            opened.day
        )?,
    }
    stdout.flush()?;
    Ok(Ended::Well)
}

/// What prints the PDF, where one is asked for. That there is none to be found stops nothing, but is said.
fn engine(opened: &Opened, command: &Build) -> Option<Chromium> {
    let wanted = command.pdf || command.pdf_engine.is_some() || opened.registry.config.pdf;
    if !wanted || command.no_pdf {
        return None;
    }
    let found = Chromium::find(command.pdf_engine.as_deref(), std::env::var_os("PATH").as_deref());
    if found.is_none() {
        let why = say!(
            "没有找到 Chromium，未生成 PDF；安装后再运行（Debian：apt install chromium fonts-noto-cjk），或用 --pdf-engine 指明，或用 --no-pdf 不生成",
            "no PDF was made: there is no Chromium on the PATH; install one (Debian: apt install chromium fonts-noto-cjk), name one with --pdf-engine, or build with --no-pdf"
        );
        terminal::note(why.get(opened.lang));
    }
    found
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
    opened: &Opened,
    common: &Common,
    output: Output,
    printer: Option<&dyn Printer>,
) -> Result<Tally, Failure> {
    let theme = opened.theme()?;
    let findings = check(&opened.registry, opened.day);
    let revision = opened.revision();
    let offset = opened.registry.config.utc_offset_minutes;
    let history = History::read(opened.source.root(), common.rev.as_deref(), offset);
    let site = Site {
        registry: &opened.registry,
        source: &opened.source,
        findings: &findings,
        day: opened.day,
        revision: revision.as_ref(),
        history: Some(&history),
        theme: &theme,
        printer,
    };
    let progress = Progress::new();
    let tally = site.build(output, &|done, total| {
        if done == total || done.is_multiple_of(64) {
            progress.say(&format!("{done} / {total}"));
        }
    });
    progress.done();
    Ok(tally?)
}
