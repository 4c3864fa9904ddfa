//! What can be asked for: tables in and out, and the yearly assessment.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, ValueEnum};

use crate::exchange::Kind;

use super::args::DataFormat;

/// `mulu export`.
#[derive(Debug, ClapArgs)]
pub struct Export {
    /// What to export
    #[arg(default_value = "standards", value_parser = exported())]
    pub kind: Kind,
    /// The output's format; without it, what the name of the output says, else csv
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ExportFormat>,
    /// Where to write; without it, standard output  输出文件
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write a release instead: the site, its manifest and the records, as one tar.gz  发布包
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "output"])]
    pub bundle: Option<PathBuf>,
    /// Sign the release with an OpenSSH private key without a passphrase  签名用的私钥
    #[arg(long, value_name = "KEY", requires = "bundle")]
    pub sign: Option<PathBuf>,
}

/// `mulu verify`.
#[derive(Debug, ClapArgs)]
pub struct Verify {
    /// A release, as `mulu export --bundle` writes it; without one, the tags of the catalogue's editions
    #[arg(value_name = "BUNDLE")]
    pub bundle: Option<PathBuf>,
    /// A file with public keys to trust, a line each; without it, the keys of the agencies that publish or register in the registry
    /// that lies here  公钥文件
    #[arg(long, value_name = "FILE")]
    pub key: Vec<PathBuf>,
    /// The release of the edition before: whether it is the one that this one names  上一版的发布包
    #[arg(long, value_name = "BUNDLE", requires = "bundle")]
    pub after: Option<PathBuf>,
}

/// What can be exported.
fn exported() -> impl TypedValueParser<Value = Kind> {
    let words = Kind::ALL.map(|kind| PossibleValue::new(kind.id()).help(kind.about()));
    PossibleValuesParser::new(words).map(|word| Kind::from_id(&word).unwrap_or(Kind::Standards))
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
}

/// `mulu import`.
#[derive(Debug, ClapArgs)]
pub struct Import {
    /// The spreadsheet: XLSX, or CSV in UTF-8 or GB18030
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What its rows are; without it, what its header says
    #[arg(long, value_name = "KIND", value_parser = imported())]
    pub kind: Option<Kind>,
    /// The sheet of a workbook; without it, the first with a header that is understood  工作表
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Where the facts were read: an address or a document's title, for rows that name no source  出处
    #[arg(long, value_name = "URL|TITLE")]
    pub source: Option<String>,
    /// Write the records; existing ones are filled in, never overwritten  写入
    #[arg(long)]
    pub write: bool,
    /// Let what the sheet says of a standard take the place of what its record says  以表为准
    #[arg(long)]
    pub overwrite: bool,
    /// Write the clear rows although others are unclear  略过不明各行
    #[arg(long, requires = "write")]
    pub skip_unclear: bool,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

/// What can be imported.
fn imported() -> impl TypedValueParser<Value = Kind> {
    let about = |kind: Kind| kind.about().split(", a row").next().unwrap_or_default();
    let words = Kind::IMPORTED.map(|kind| PossibleValue::new(kind.id()).help(about(kind)));
    PossibleValuesParser::new(words).map(|word| Kind::from_id(&word).unwrap_or(Kind::Standards))
}

/// `mulu scorecard`.
#[derive(Debug, ClapArgs)]
pub struct ScorecardArgs {
    /// The year; without it, the year of the day that is asked about  年度
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=9999))]
    pub year: Option<i32>,
    /// One agency only, by its id  只看一个机构
    #[arg(long, value_name = "ID")]
    pub agency: Option<String>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ScorecardFormat,
}

/// The formats of `mulu scorecard`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScorecardFormat {
    /// For a person.
    Table,
    /// mulu.scorecard/1.
    Json,
    /// A measure a line.
    Csv,
    /// For publication.
    Markdown,
}
