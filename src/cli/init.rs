//! `mulu init`.

use std::io::Write;

use crate::output;
use crate::report::plain;
use crate::scaffold::{Start, files};
use crate::words::Lang;

use super::args::Common;
use super::args_agency::{Init, Template};
use super::fail::Failure;
use super::{Ended, terminal};

/// Writes a new registry. Files that are there already stay as they are; a registry that is there already is left alone.
///
/// # Errors
/// When there is a registry already, or a file cannot be written.
pub fn run(common: &Common, command: &Init) -> Result<Ended, Failure> {
    // Whoever names the root means the folder of the registry to be made.
    let here = command.dir.as_os_str() == ".";
    let dir = common.root.as_ref().filter(|_| here).unwrap_or(&command.dir);
    let shown = plain(&dir.display().to_string());
    if dir.join("book.toml").symlink_metadata().is_ok() {
        return Err(Failure::Unknown(format!("{shown} 已是登记簿 · {shown} is a registry already")));
    }
    let start = match command.template {
        Template::Minimal => Start::Minimal,
        Template::Changsha => Start::Changsha,
    };
    output::create_folder(dir)?;
    let (mut written, mut kept) = (0, 0);
    let mut files = files(start);
    // What makes the folder a registry comes last: a run that was stopped half-way can be repeated.
    files.sort_by_key(|(path, _)| path == "book.toml");
    for (path, bytes) in files {
        if dir.join(&path).symlink_metadata().is_ok() {
            kept += 1;
        } else {
            output::create(dir, &path, &bytes)?;
            written += 1;
        }
    }
    let mut out = terminal::stdout();
    match common.lang.unwrap_or(Lang::Zh) {
        Lang::Zh => writeln!(out, "{shown}：写入 {written} 个文件，保留 {kept} 个；接着运行 mulu check")?,
        Lang::En => writeln!(out, "{shown}: {written} files written, {kept} kept; next, run mulu check")?,
    }
    out.flush()?;
    Ok(Ended::Well)
}
