//! `mulu export`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, ValueEnum};

use mulu_core::message;
use mulu_core::output::{self, Output, Unwritable};
use mulu_exchange::tables::Relation;
use mulu_exchange::{self as exchange, RowStream, SheetKind, TableFormat, opensearch};
use mulu_git::RevisionTree;
use mulu_git::history;
use mulu_git::signing::sign_bundle;
use mulu_site::bundle::bundle;
use mulu_site::release::{PreviousEdition, ReleasePlace, records};

use super::args::Common;
use super::build::{BuildInputs, build_into};
use super::fail::Failure;
use super::open::{OpenedRegistry, open, revision, unknown};
use super::relations::{self, relations};
use super::{CommandOutcome, terminal};

/// `mulu export`.
#[derive(Debug, ClapArgs)]
pub struct Export {
    /// What to export; without it, standards, and of SQLite and Parquet everything
    #[arg(value_parser = exported())]
    pub kind: Option<SheetKind>,
    /// The output's format; without it, what the name of the output says, else csv
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ExportFormat>,
    /// Where to write; without it, standard output. Of Parquet a folder, with a file for each table  输出文件
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write a release instead: the site, its manifest and the records, as one tar.gz  发布包
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "output"])]
    pub bundle: Option<PathBuf>,
    /// Sign the release with an OpenSSH private key without a passphrase  签名用的私钥
    #[arg(long, value_name = "KEY", requires = "bundle")]
    pub sign: Option<PathBuf>,
}

/// What can be exported.
fn exported() -> impl TypedValueParser<Value = SheetKind> {
    let words = SheetKind::all().into_iter().map(|kind| PossibleValue::new(kind.id()).help(kind.about()));
    PossibleValuesParser::new(words).map(|word| SheetKind::from_id(&word).unwrap_or(SheetKind::Standards))
}

/// The formats of `mulu export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// UTF-8 with a byte order mark: Excel opens it.
    Csv,
    /// A workbook with real dates.
    Xlsx,
    /// mulu.export/1.
    Json,
    /// A record a line.
    Ndjson,
    /// A database with everything: records, findings, verdicts, history.
    Sqlite,
    /// The same as a folder of files for DuckDB and its like.
    Parquet,
    /// Standards as references for Zotero, Pandoc and their like (CSL-JSON).
    Csl,
    /// A bulk file for OpenSearch and Elasticsearch.
    Opensearch,
    /// The mapping of its index, in which Chinese is found.
    OpensearchMapping,
}

/// What is written.
enum ExportOutput {
    /// A table.
    Table(TableFormat),
    /// A database.
    Database,
    /// A folder of files.
    Folder,
    /// References.
    References,
    /// A bulk file.
    Bulk,
    /// The mapping of its index.
    Mapping,
}

/// Writes the records of a kind as a table.
///
/// # Errors
/// When the registry cannot be read, the output not be written, a text is too long for XLSX, or XLSX would go to a terminal.
pub fn run(common: &Common, command: &Export) -> Result<CommandOutcome, Failure> {
    let opened = open(common)?;
    if let Some(path) = &command.bundle {
        return release(&opened, common, command, path);
    }
    let target = target(command);
    let kind = command.kind.unwrap_or(SheetKind::Standards);
    if matches!(target, ExportOutput::Table(TableFormat::Xlsx)) && command.output.is_none() && terminal::is_person() {
        return Err(Failure::Unknown(
            "XLSX 不能显示在终端，请用 --output 文件名.xlsx\n  XLSX cannot be shown on a terminal: name a file with --output".to_owned(),
        ));
    }
    let rows = || RowStream { revision: opened.source.commit(), ..RowStream::of(&opened.registry, kind, opened.day) };
    let bytes = match target {
        ExportOutput::Table(TableFormat::Xlsx) => {
            let choices = exchange::choices(&opened.registry, kind, opened.lang);
            let workbook = exchange::workbook(RowStream { choices, ..rows() }, opened.day, opened.lang);
            workbook.map_err(|error| Failure::Unknown(error.to_string()))?
        }
        ExportOutput::Table(format) => {
            let form =
                if format == TableFormat::Json { terminal::OutputForm::Json } else { terminal::OutputForm::Data };
            return written(command, form, |out| exchange::text(rows(), opened.day, format, opened.lang, out));
        }
        ExportOutput::Bulk => return written(command, terminal::OutputForm::Data, |out| opensearch::bulk(rows(), out)),
        ExportOutput::References if kind == SheetKind::Standards => {
            mulu_core::json::indented(&mulu_site::csl(&opened.registry)).map_err(std::io::Error::from)?.into_bytes()
        }
        ExportOutput::References => {
            return Err(unknown(message!(
                "CSL-JSON 只有标准",
                "only standards are references: mulu export standards --format csl"
            )));
        }
        ExportOutput::Mapping => {
            mulu_core::json::indented(&opensearch::mapping(kind)).map_err(std::io::Error::from)?.into_bytes()
        }
        ExportOutput::Database => return database(&opened, common, command, relations::sqlite),
        ExportOutput::Folder => return database(&opened, common, command, relations::parquet),
    };
    let is_document = matches!(target, ExportOutput::Mapping | ExportOutput::References);
    let form = if is_document { terminal::OutputForm::Json } else { terminal::OutputForm::Data };
    written(command, form, |out| out.write_all(&bytes))
}

/// Writes to the file that was named, else to standard output.
fn written(
    command: &Export,
    form: terminal::OutputForm,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<CommandOutcome, Failure> {
    let Some(path) = &command.output else {
        let mut out = terminal::stdout(form);
        write(&mut out)?;
        out.flush()?;
        return Ok(CommandOutcome::Success);
    };
    output::put_by(path, |file| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write(&mut out)?;
        out.flush()
    })?;
    Ok(CommandOutcome::Success)
}

/// Writes everything, or all of a kind, as a database or a folder of files.
fn database(
    opened: &OpenedRegistry,
    common: &Common,
    command: &Export,
    write: fn(&Path, &[Relation]) -> Result<(), Failure>,
) -> Result<CommandOutcome, Failure> {
    let Some(path) = &command.output else {
        return Err(unknown(message!(
            "SQLite 和 Parquet 要用 --output 写明文件或文件夹",
            "SQLite and Parquet are written to a file or a folder: name one with --output"
        )));
    };
    write(path, &relations(opened, common, command.kind))?;
    Ok(CommandOutcome::Success)
}

/// Writes a release: the site is built in a folder beside the file, packed with the records, and the folder removed again.
fn release(opened: &OpenedRegistry, common: &Common, command: &Export, path: &Path) -> Result<CommandOutcome, Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".site");
    let folder = PathBuf::from(beside);
    let unwritable = |error| Failure::Unwritable(Unwritable { path: folder.clone(), error });
    std::fs::create_dir(&folder).map_err(unwritable)?;
    let packed = pack(opened, common, command, &folder);
    std::fs::remove_dir_all(&folder).map_err(unwritable)?;
    output::put(path, &packed?)?;
    Ok(CommandOutcome::Success)
}

fn pack(opened: &OpenedRegistry, common: &Common, command: &Export, folder: &Path) -> Result<Vec<u8>, Failure> {
    // A release is the same bytes wherever it is made: what a browser prints is not.
    let around = BuildInputs::of(&opened.source, &opened.registry.files)?;
    build_into(opened, &around, common, Output::open(folder)?, (None, None))?;
    let mut bytes = Vec::new();
    let key = match &command.sign {
        Some(path) => Some(
            std::fs::read_to_string(path)
                .map_err(|error| Failure::Unreadable(mulu_core::source::Unreadable { path: path.clone(), error }))?,
        ),
        None => None,
    };
    let sign = |manifest: &[u8]| key.as_deref().map(|key| sign_bundle(key, manifest)).transpose();
    bundle(folder, &opened.source, standing(opened)?, &sign, &mut bytes)
        .map_err(|error| Failure::Unknown(error.to_string()))?;
    Ok(bytes)
}

/// Which edition a release is, and which one came before.
fn standing(opened: &OpenedRegistry) -> Result<ReleasePlace, Failure> {
    let at = revision(&opened.source, &opened.registry.files).filter(|revision| !revision.changed);
    let mut standing = ReleasePlace { as_of: opened.day.to_string(), ..ReleasePlace::default() };
    let Some(at) = at else { return Ok(standing) };
    let root = opened.source.root();
    let offset = opened.registry.config.utc_offset_minutes;
    let editions = history::editions(root, Some(&at.commit), offset).map_err(unknown)?;
    standing.edition = editions.iter().rfind(|edition| edition.commit == at.commit).map(|edition| edition.name.clone());
    if let Some(before) = editions.iter().rfind(|edition| edition.commit != at.commit) {
        let tree = RevisionTree::open(root, &before.commit).map_err(unknown)?;
        standing.before = Some(PreviousEdition {
            edition: before.name.clone(),
            revision: before.commit.clone(),
            records: records(&tree)?,
        });
    }
    standing.revision = Some(at.commit);
    Ok(standing)
}

/// The format that is asked for, else the one that the output's name says, else CSV.
fn target(command: &Export) -> ExportOutput {
    let extension = command.output.as_ref().and_then(|path| path.extension()).and_then(|extension| extension.to_str());
    match (command.format, extension) {
        (Some(ExportFormat::Sqlite), _) | (None, Some("sqlite" | "sqlite3" | "db")) => ExportOutput::Database,
        (Some(ExportFormat::Parquet), _) | (None, Some("parquet")) => ExportOutput::Folder,
        (Some(ExportFormat::Csl), _) => ExportOutput::References,
        (Some(ExportFormat::Opensearch), _) => ExportOutput::Bulk,
        (Some(ExportFormat::OpensearchMapping), _) => ExportOutput::Mapping,
        (Some(ExportFormat::Xlsx), _) | (None, Some("xlsx")) => ExportOutput::Table(TableFormat::Xlsx),
        (Some(ExportFormat::Json), _) | (None, Some("json")) => ExportOutput::Table(TableFormat::Json),
        (Some(ExportFormat::Ndjson), _) | (None, Some("ndjson" | "jsonl")) => ExportOutput::Table(TableFormat::Ndjson),
        (Some(ExportFormat::Csv) | None, _) => ExportOutput::Table(TableFormat::Csv),
    }
}
