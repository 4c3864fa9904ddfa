//! `mulu build --prepare` and `--shard --from`: a site in parts, of which each but the first step reads no registry.

use std::io::Write;
use std::path::Path;

use mulu_core::message::Lang;
use mulu_core::output::Output;
use mulu_core::printable::line;
use mulu_core::source::WorkTree;
use mulu_git::Origin;
use mulu_site::{PreparedPart, Printer, Shard};

use super::args::Common;
use super::build::{BuildInputs, lies_elsewhere, say_tally, with_progress, with_site};
use super::fail::Failure;
use super::open::{OpenedRegistry, load, root};
use super::pdf::Chromium;
use super::watchdog::Watchdog;
use super::{CommandOutcome, terminal};

/// Prepares so many parts, into a folder.
///
/// # Errors
/// When the registry cannot be read, a template is wrong, or a file cannot be written.
pub fn prepare(
    source: Origin,
    common: &Common,
    (out, of): (&Path, u32),
    engine: Option<&Chromium>,
) -> Result<CommandOutcome, Failure> {
    let loaded = load(source, common)?;
    // All that is in the files is in the registry.
    let opened = OpenedRegistry { source: loaded.source.let_go(), ..loaded };
    let registry = &opened.registry;
    let around = BuildInputs::of(&opened.source, &registry.files)?;
    let inputs = around.inputs((&registry.files, &registry.digests), opened.day, engine);
    let printer = engine.map(|engine| engine as &dyn Printer);
    let files = with_site(&opened, &around, common, printer, |site, progress| site.prepare(out, of, inputs, progress))?;
    let (lang, day) = (opened.lang, opened.day);
    // The program ends soon: to take a registry of a hundred thousand records apart would only take time.
    std::mem::forget(opened);
    let out = line(&out.display().to_string());
    let mut stdout = terminal::stdout(terminal::OutputForm::Text);
    match lang {
        Lang::Zh => writeln!(stdout, "{out}：已备好 {of} 份，共 {files} 个文件（截至 {day}）")?,
        Lang::En => writeln!(stdout, "{out}: {of} parts prepared, of {files} files in all (as of {day})")?,
    }
    stdout.flush()?;
    Ok(CommandOutcome::Success)
}

/// Builds a part from what was prepared for it in a folder.
///
/// # Errors
/// When that is not there, does not fit or is damaged, or a file cannot be written.
pub fn build(common: &Common, (folder, shard): (&Path, Shard), out: &Path) -> Result<CommandOutcome, Failure> {
    // No registry is read, but one may lie where the site shall.
    let around = std::path::absolute(out).ok().and_then(|out| WorkTree::find_root(&out));
    for root in around.into_iter().chain(root(common).ok()) {
        lies_elsewhere(out, &root, true)?;
    }
    let part = PreparedPart::open(folder, shard, common.as_of)?;
    let output = Output::open(out)?;
    let _vigil = Watchdog::over(part.theme().own_templates());
    let tally = with_progress(|progress| part.build(output, progress))?;
    let lang = common.lang.or(part.main_language()).unwrap_or(Lang::Zh);
    say_tally(lang, (out, &line(part.day())), tally)
}
