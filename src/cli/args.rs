//! What can be asked for.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::day::Day;
use crate::words::Lang;

/// 目录 Mulu: a government's standards as files in git — checked, reviewed in time, published as the implementation catalogue.
///
/// 把政府标准存为 git 中的文件：核查、按期复审、发布标准实施目录。
#[derive(Debug, Parser)]
#[command(name = "mulu", version, propagate_version = true, max_term_width = 110)]
pub struct Args {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, ClapArgs)]
pub struct Common {
    /// The registry: a folder with a book.toml; without it, the nearest one above here  登记簿目录
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The day that is asked about, YYYY-MM-DD; without it, today at the registry's offset  以哪一天为准
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// The language of messages: zh-CN or en; without it, the registry's own, and English in JSON  消息的语言
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// When to use colours  是否用颜色
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Hold the registry against the rules; exit 0 when nothing is denied, 1 when something is, 2 when it could not run  核查
    Check(Check),
    /// Build the site  生成网站
    Build(Build),
    /// List standards, policies, agencies, projects, topics or rules  列出记录
    List(List),
    /// Show one record with everything derived: by id, or by a number in any form  查看一条记录
    Show(Show),
    /// Explain a rule of `mulu check`, or list them all  解释规则
    Explain(Explain),
    /// Write standards, adoptions, projects, agencies, policies' clauses or topics as a table  导出表格
    Export(Export),
    /// Read standards, adoptions or projects from a spreadsheet; a dry run unless --write  导入表格
    Import(Import),
    /// Assess each agency's year, from the registry alone (Art. 22)  年度考核
    Scorecard(Scorecard),
}

/// `mulu check`.
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Report only what lies in these files or folders; the whole registry is still read
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,
}

/// The formats of `mulu check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a person.
    Text,
    /// mulu.check/1.
    Json,
}

/// `mulu build`.
#[derive(Debug, ClapArgs)]
pub struct Build {
    /// Where to write; without it, the build-dir of book.toml
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `mulu list`.
#[derive(Debug, ClapArgs)]
pub struct List {
    /// What to list
    pub kind: ListKind,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListKind {
    /// Standards, with status, binding force and next review.
    Standards,
    /// Policies.
    Policies,
    /// Agencies.
    Agencies,
    /// Projects.
    Projects,
    /// The topics of the standards system, and how each is covered.
    Topics,
    /// The rules of `mulu check`.
    Rules,
}

/// The formats of commands that print data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    /// For a person.
    Table,
    /// For a program.
    Json,
}

/// `mulu show`.
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// A standard's number in any form, or the id of a standard, policy, agency or project
    #[arg(value_name = "ID|NUMBER")]
    pub what: String,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

/// `mulu explain`.
#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// The rule's id
    pub rule: Option<String>,
}

/// `mulu export`.
#[derive(Debug, ClapArgs)]
pub struct Export {
    /// What to export
    #[arg(default_value = "standards")]
    pub kind: ExportKind,
    /// The output's format; without it, what the name of the output says, else csv
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ExportFormat>,
    /// Where to write; without it, standard output  输出文件
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportKind {
    /// Standards, a row each.
    Standards,
    /// Filings of adopted standards, a row each.
    Adoptions,
    /// Projects, a row each.
    Projects,
    /// Agencies, a row each.
    Agencies,
    /// Policies, a row for each clause.
    Policies,
    /// Topics of the standards system, a row each.
    Topics,
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
    #[arg(long, value_name = "KIND")]
    pub kind: Option<ImportKind>,
    /// The sheet of a workbook; without it, the first with a header that is understood  工作表
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Where the facts were read: an address or a document's title, for rows that name no source  出处
    #[arg(long, value_name = "URL|TITLE")]
    pub source: Option<String>,
    /// Write the records; existing ones are filled in, never overwritten  写入
    #[arg(long)]
    pub write: bool,
    /// Write the clear rows although others are unclear  略过不明各行
    #[arg(long, requires = "write")]
    pub skip_unclear: bool,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

/// What can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// Standards.
    Standards,
    /// Filings of adopted standards.
    Adoptions,
    /// Projects.
    Projects,
}

/// `mulu scorecard`.
#[derive(Debug, ClapArgs)]
pub struct Scorecard {
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
