//! `mulu fmt`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use clap::Args as ClapArgs;

use mulu_core::edit::{self, canonical};
use mulu_core::message;
use mulu_core::message::{Message, counted};
use mulu_core::report::line;
use mulu_core::source::{Source, SourceEntry};

use super::args::Common;
use super::check::{is_under, wanted};
use super::fail::Failure;
use super::open::open_to_edit;
use super::{CommandOutcome, terminal};

/// `mulu fmt`.
#[derive(Debug, ClapArgs)]
pub struct Fmt {
    /// Only what lies in these files or folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Write nothing; list the files that are not in the canonical form, and exit 1 where there are any  只检查
    #[arg(long)]
    pub check: bool,
}

/// Brings records into the canonical form, or lists those that are not. Names the files that are or would be changed.
///
/// # Errors
/// When the registry cannot be read, a PATH is not in it, a record is not TOML, or a file cannot be written.
pub fn run(common: &Common, command: &Fmt) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, (!command.check).then_some("mulu fmt"))?;
    let root = opened.source.root();
    let wanted = wanted(&opened.registry, root, &command.paths)?;
    let is_wanted = |path: &String| wanted.is_empty() || wanted.iter().any(|wanted| is_under(path, wanted));
    let mut out = terminal::stdout(terminal::OutputForm::Text);
    let (mut changed, mut unread) = (0, 0);
    for path in opened.registry.own_files().iter().filter(|path| is_wanted(path)) {
        let text = text(opened.source.read(path)?);
        match text.and_then(|text| canonical(path, &text).map(|arranged| (text, arranged))) {
            Ok((text, arranged)) if text == arranged => {}
            Ok((_, arranged)) => {
                changed += 1;
                if !command.check {
                    edit::write(
                        &opened.registry,
                        &opened.source,
                        root,
                        &BTreeMap::from([(path.clone(), Some(arranged))]),
                    )?;
                }
                writeln!(out, "{}", line(path))?;
            }
            Err(why) => {
                unread += 1;
                terminal::note(&format!("{}: {} · mulu check {0}", line(path), why.get(opened.lang)));
            }
        }
    }
    out.flush()?;
    if unread > 0 {
        return Err(Failure::Unknown(format!(
            "{unread} 个文件无法整理 · {} could not be brought into form",
            counted(unread, "file", "files")
        )));
    }
    Ok(if command.check && changed > 0 { CommandOutcome::Denied } else { CommandOutcome::Success })
}

/// A record's text, or why it has none.
fn text(found: SourceEntry) -> Result<String, Message> {
    match found {
        SourceEntry::Bytes(bytes) => String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            message!(
                "不是 UTF-8 编码（第 {at} 字节），可能是 GBK：请另存为 UTF-8",
                "it is not UTF-8 (at byte {at}), and may be GBK: save it as UTF-8"
            )
        }),
        SourceEntry::TooLarge(size) => {
            Err(message!("文件有 {size} 字节，太大", "it has {size} bytes, which is too large"))
        }
        SourceEntry::NotAFile => Err(message!("不是普通文件", "it is not a plain file")),
        SourceEntry::BadName => Err(message!("文件名不是 UTF-8", "its name is not UTF-8")),
    }
}
