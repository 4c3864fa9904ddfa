//! `mulu init`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;
use std::path::{Component, Path, PathBuf};

use clap::{Args as ClapArgs, ValueEnum};

use crate::scaffold::{Owner, StartingContent, files};
use mulu_core::config::Config;
use mulu_core::message;
use mulu_core::message::{Lang, counted};
use mulu_core::output;
use mulu_core::printable::line as plain;
use mulu_core::registry::Registry;
use mulu_core::source::{Unreadable, WorkTree, is_folder};

use super::args::Common;
use super::fail::Failure;
use super::open::{turn, unknown};
use super::{CommandOutcome, terminal};

/// `mulu init`.
#[derive(Debug, ClapArgs)]
pub struct Init {
    /// Where; without it, here
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// What to begin with  起始内容
    #[arg(long, value_name = "NAME", default_value = "minimal")]
    pub template: Template,
    /// The catalogue's title  目录名称
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Whose it is: a GB/T 2260 code  行政区划代码
    #[arg(long, value_name = "CODE")]
    pub jurisdiction: Option<String>,
    /// The name of the office that keeps it, which may then review, list, accept, publish, order and waive  主管部门
    #[arg(long, value_name = "NAME", requires = "jurisdiction")]
    pub authority: Option<String>,
}

/// What a new registry begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// A configuration, the fourteen classes, and empty folders.
    Minimal,
    /// The same with topics, kinds of evidence and the standards of e-government as facts, for any city.
    Egov,
    /// Changsha's standards, measures, agencies and standards system, without what is an example.
    Changsha,
}

/// Writes a new registry. Files that are there already stay as they are; a registry that is there already is left alone.
///
/// # Errors
/// When there is a registry already, or a file cannot be written.
pub fn run(common: &Common, command: &Init) -> Result<CommandOutcome, Failure> {
    // Whoever names the root means the folder of the registry to be made.
    let here = command.dir.as_os_str() == ".";
    let dir = common.root.as_ref().filter(|_| here).unwrap_or(&command.dir);
    let shown = plain(&dir.display().to_string());
    if dir.join("book.toml").symlink_metadata().is_ok() {
        return Err(Failure::Unknown(format!("{shown} 已是登记簿 · {shown} is a registry already")));
    }
    outside(dir)?;
    let owner = owner(common, command)?;
    let start = match command.template {
        Template::Minimal => StartingContent::Minimal,
        Template::Egov => StartingContent::Egov,
        Template::Changsha => StartingContent::Changsha,
    };
    output::create_folder(dir)?;
    let _turn = turn(dir, "mulu init")?;
    let (mut written, mut kept) = (0, 0);
    let mut files = files(start, &owner);
    // What makes the folder a registry comes last: a run that was stopped half-way can be repeated.
    files.sort_by_key(|(path, _)| path == "book.toml");
    for (path, bytes) in files {
        let full = dir.join(&path);
        if full.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() == 0) && !bytes.is_empty() {
            // Left by a run that was killed, or made to hold a place: there is nothing in it to keep.
            output::put(&full, &bytes)?;
            written += 1;
        } else if full.symlink_metadata().is_ok() {
            kept += 1;
        } else {
            output::create(dir, &path, &bytes)?;
            written += 1;
        }
    }
    let mut out = terminal::stdout(terminal::OutputForm::Text);
    match common.lang.unwrap_or(Lang::Zh) {
        Lang::Zh => writeln!(out, "{shown}：写入 {written} 个文件，保留 {kept} 个；接着运行 mulu check")?,
        Lang::En => writeln!(
            out,
            "{shown}: {}, {kept} kept; next, run mulu check",
            counted(written, "file written", "files written")
        )?,
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// Whose registry it is: as given, else as whoever sits at the terminal says; what nobody says stays open.
fn owner(common: &Common, command: &Init) -> Result<Owner, Failure> {
    let owner = Owner {
        title: command.title.clone(),
        jurisdiction: command.jurisdiction.clone(),
        authority: command.authority.clone(),
    };
    if command.template == Template::Changsha {
        if command.title.is_some() || command.jurisdiction.is_some() {
            return Err(unknown(message!(
                "--template changsha 是长沙的目录，不能另写名称和辖区：去掉 --template",
                "--template changsha is Changsha's catalogue and has its title and jurisdiction: leave --template out"
            )));
        }
        return Ok(owner);
    }
    let zh = common.lang != Some(Lang::En);
    let ask = |given: Option<String>, zh_question: &str, en_question: &str| match given {
        Some(given) => Ok(Some(given)),
        None => terminal::ask(if zh { zh_question } else { en_question }),
    };
    let title = ask(owner.title, "目录名称（可不填）", "title of the catalogue (may be empty)")?;
    let jurisdiction = loop {
        let code = ask(
            owner.jurisdiction.clone(),
            "行政区划代码（GB/T 2260，可不填）",
            "jurisdiction, a GB/T 2260 code (may be empty)",
        )?;
        let known = code.as_ref().is_none_or(|code| code.len() == 6 && mulu_core::place::full_name(code) != *code);
        if known {
            break code;
        }
        let code = plain(code.as_deref().unwrap_or_default());
        let wrong = message!("{code} 不是行政区划代码", "`{code}` is not a GB/T 2260 code");
        if owner.jurisdiction.is_some() {
            return Err(unknown(wrong));
        }
        terminal::note(wrong.get(if zh { Lang::Zh } else { Lang::En }));
    };
    let authority = match &jurisdiction {
        None => None,
        Some(_) => ask(owner.authority, "主管部门名称（可不填）", "the office that keeps it (may be empty)")?,
    };
    Ok(Owner { title, jurisdiction, authority })
}

/// Sees to it that the new registry does not become records of one that lies around it. Elsewhere in another registry's folder it
/// may lie, such as among its examples; whoever makes it there is told.
fn outside(dir: &Path) -> Result<(), Failure> {
    let fail = |error| Failure::Unreadable(Unreadable { path: dir.to_owned(), error });
    let full = plainly(&std::path::absolute(dir).map_err(fail)?);
    let Some(outer) = full.parent().and_then(WorkTree::find_root) else { return Ok(()) };
    let within = full.strip_prefix(&outer).ok().and_then(|path| path.components().next());
    let folder = within.map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    let around = plain(&outer.display().to_string());
    // One that cannot be read keeps its folders all the same.
    let config =
        Registry::load(&WorkTree::open(&outer)?).map_or_else(|_| Config::default(), |registry| registry.config);
    let own = [config.build_dir.as_deref().unwrap_or("public"), "templates", "site"];
    if is_folder(&folder) || own.contains(&folder.as_str()) {
        return Err(unknown(message!(
            "{around} 是登记簿，{folder}/ 是它自己的文件夹：换一个地方，如 mulu init 目录",
            "{around} is a registry, and {folder}/ a folder of its own: choose another place, as in mulu init DIR"
        )));
    }
    terminal::note(&format!(
        "注意：新登记簿在登记簿 {around} 之内；两者互不相干 · note: the new registry lies within the registry {around}; neither reads the other"
    ));
    Ok(())
}

/// A path with `..` taken out by its words, for what is not there yet cannot be asked where it leads.
fn plainly(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    plain
}
