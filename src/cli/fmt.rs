//! `mulu fmt`.

use std::io::Write;

use crate::edit::canonical;
use crate::output;
use crate::report::plain;
use crate::source::{Found, Source};

use super::args::Common;
use super::args_agency::Fmt;
use super::check::{is_under, wanted};
use super::fail::Failure;
use super::open::open_to_edit;
use super::{Ended, terminal};

/// Brings records into the canonical form, or lists those that are not. Names the files that are or would be changed.
///
/// # Errors
/// When the registry cannot be read, a PATH is not in it, a record is not TOML, or a file cannot be written.
pub fn run(common: &Common, command: &Fmt) -> Result<Ended, Failure> {
    let opened = open_to_edit(common)?;
    let root = opened.source.root();
    let wanted = wanted(&opened.registry, root, &command.paths)?;
    let is_wanted = |path: &String| wanted.is_empty() || wanted.iter().any(|wanted| is_under(path, wanted));
    let mut out = terminal::stdout();
    let (mut changed, mut unread) = (0, 0);
    for path in opened.registry.files.iter().filter(|path| is_wanted(path)) {
        let text = match opened.source.read(path)? {
            Found::Bytes(bytes) => String::from_utf8(bytes).ok(),
            Found::TooLarge(_) | Found::NotAFile => None,
        };
        let arranged = text.as_ref().map(|text| canonical(path, text));
        match (text, arranged) {
            (Some(text), Some(Ok(arranged))) if text == arranged => {}
            (Some(_), Some(Ok(arranged))) => {
                changed += 1;
                if !command.check {
                    output::put(&root.join(path), arranged.as_bytes())?;
                }
                writeln!(out, "{}", plain(path))?;
            }
            (_, why) => {
                unread += 1;
                let why = why.and_then(Result::err).map_or_else(String::new, |why| why.get(opened.lang).to_owned());
                terminal::note(&format!("{path}: {why} · mulu check {path}"));
            }
        }
    }
    out.flush()?;
    if unread > 0 {
        return Err(Failure::Unknown(format!(
            "{unread} 个文件无法整理 · {unread} files could not be brought into form"
        )));
    }
    Ok(if command.check && changed > 0 { Ended::Denied } else { Ended::Well })
}
