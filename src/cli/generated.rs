//! `mulu schema` and `mulu man`: what is generated from the program's own definitions.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args as ClapArgs, ValueEnum};

use mulu_core::message::Lang;
use mulu_core::output;
use mulu_core::schema::{schema, schemas, sveltia};

use super::args::Common;
use super::fail::Failure;
use super::table::TextTable;
use super::{CommandOutcome, definition, terminal};

/// `mulu schema`.
#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// The kind of record; without it, the kinds are listed
    #[arg(value_name = "KIND", value_parser = schema_kinds())]
    pub kind: Option<String>,
    /// Write the schemas of all kinds to this folder, as KIND.schema.json  全部写入目录
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    pub out: Option<PathBuf>,
    /// Print the configuration of a content management system that works on git  内容管理程序的设置
    #[arg(long, value_name = "CMS", conflicts_with_all = ["kind", "out"])]
    pub cms: Option<Cms>,
}

/// The content management systems whose configuration is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Cms {
    /// Sveltia CMS, which reads and writes TOML and native days.
    Sveltia,
}

/// The kinds that have a schema, with what each describes.
fn schema_kinds() -> PossibleValuesParser {
    let kinds = schemas().map(|(_, schema)| PossibleValue::new(schema.name).help(schema.about));
    kinds.collect::<Vec<_>>().into()
}

/// `mulu man`.
#[derive(Debug, ClapArgs)]
pub struct Man {
    /// The command; without it, the page of mulu itself
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write the pages of all commands to this folder  全部写入目录
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub out: Option<PathBuf>,
}

/// Prints a kind's JSON Schema, lists the kinds, or writes the schemas of all.
///
/// # Errors
/// When the output cannot be written.
pub fn print_schemas(common: &Common, command: &Schema) -> Result<CommandOutcome, Failure> {
    let text = |word: &str| -> Result<String, Failure> {
        let schema = schema(word).unwrap_or_default();
        Ok(mulu_core::json::indented(&schema).map_err(std::io::Error::from)?)
    };
    let mut out = terminal::stdout(terminal::OutputForm::Data);
    if let Some(Cms::Sveltia) = command.cms {
        let made = sveltia(common.lang.unwrap_or(Lang::Zh));
        write!(out, "{}", mulu_core::json::indented(&made).map_err(std::io::Error::from)?)?;
    } else if let Some(dir) = &command.out {
        output::create_folder(dir)?;
        for (_, described) in schemas() {
            let word = described.name;
            let name = format!("{word}.schema.json");
            output::put(&dir.join(&name), text(word)?.as_bytes())?;
            writeln!(out, "{name}")?;
        }
    } else if let Some(kind) = &command.kind {
        write!(out, "{}", text(kind)?)?;
    } else {
        let mut table = TextTable::new(&["kind", "files"]);
        for (_, described) in schemas() {
            table.row([described.name, described.files]);
        }
        write!(out, "{table}")?;
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// Prints a manual page, or writes those of all commands.
///
/// # Errors
/// When there is no such command, or the output cannot be written.
pub fn man(command: &Man) -> Result<CommandOutcome, Failure> {
    let mut whole = definition();
    whole.build();
    let mut out = terminal::stdout(terminal::OutputForm::Data);
    if let Some(dir) = &command.out {
        output::create_folder(dir)?;
        for page in std::iter::once(&whole).chain(whole.get_subcommands().filter(|page| !page.is_hide_set())) {
            let name =
                if page.get_name() == "mulu" { "mulu.1".to_owned() } else { format!("mulu-{}.1", page.get_name()) };
            output::put(&dir.join(&name), &render(page)?)?;
            writeln!(out, "{name}")?;
        }
    } else {
        let page = match &command.command {
            None => &whole,
            Some(name) => whole.find_subcommand(name).ok_or_else(|| {
                Failure::Unknown(format!("没有 {name} 这条命令 · there is no command `{name}`: mulu --help"))
            })?,
        };
        out.write_all(&render(page)?)?;
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

fn render(page: &clap::Command) -> Result<Vec<u8>, Failure> {
    // A page's name is the command's with hyphens, as git has it.
    let name = page.get_bin_name().unwrap_or("mulu").replace(' ', "-");
    let mut text = Vec::new();
    clap_mangen::Man::new(page.clone()).title(name).render(&mut text)?;
    Ok(text)
}
