//! What can be asked for.

#![expect(clippy::doc_markdown, reason = "these comments are printed as help, where backticks would be seen")]

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::day::{Day, Duration};
use crate::model::Stage;
use crate::words::Lang;

use super::args_agency::{Cite, Completions, Fmt, Init, Man, New, Register, Schema};
use super::args_exchange::{Export, Import, ScorecardArgs, Verify};
use super::outputs::Outputs;
use super::terminal::Form;

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
    /// Read the registry at a git revision, without a checkout: v1, HEAD~3, a commit  读取某一版本的登记簿
    #[arg(long, global = true, value_name = "REV")]
    pub rev: Option<String>,
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
    /// Serve the site at a loopback address, rendered anew as files change  预览网站
    Serve(Serve),
    /// Hold projects against what binds them; exit 1 when one is on hold  项目核对
    Audit(Audit),
    /// List what must be reviewed, revised or abolished, by when and by whom  列出到期的复审、修订、废止
    Due(DueArgs),
    /// Append a review to standards' records, and say when the next is due  记录复审
    Review(Review),
    /// List standards, policies, agencies, projects, topics or rules  列出记录
    List(List),
    /// Show one record with everything derived: by id, or by a number in any form  查看一条记录
    Show(Show),
    /// Find the standard numbers in documents, and say how each stands today  查新
    Cite(Cite),
    /// Append a filing to an agency's record: a standard that it has adopted  备案登记
    Register(Register),
    /// Make a new record at its place, with blanks for what is not known  新建记录
    #[command(subcommand)]
    New(New),
    /// Make a new registry  新建登记簿
    Init(Init),
    /// Bring records into the canonical order and form; comments and values stay  整理格式
    Fmt(Fmt),
    /// Print the JSON Schema of a kind of record, for editors  供编辑器使用的 JSON Schema
    Schema(Schema),
    /// Print the completions of a shell  命令补全
    Completions(Completions),
    /// Print a manual page  手册页
    Man(Man),
    /// Explain a rule of `mulu check`, or list them all  解释规则
    Explain(Explain),
    /// The history of one record, from git, in the field's terms  一条记录的沿革
    Log(Log),
    /// What changed between two revisions: the announcement of a catalogue edition  两个版本之间的变化
    Diff(Diff),
    /// Write standards, adoptions, projects, agencies, policies' clauses or topics as a table  导出表格
    Export(Export),
    /// Verify a release or the tags of the catalogue's editions: files, signatures, the edition before  核验发布包
    Verify(Verify),
    /// Read standards, adoptions or projects from a spreadsheet; a dry run unless --write  导入表格
    Import(Import),
    /// Assess each agency's year, from the registry alone (Art. 22)  年度考核
    Scorecard(ScorecardArgs),
}

/// `mulu check`.
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Report only what lies in these files or folders; the whole registry is still read
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The formats, and where each goes.
    #[command(flatten)]
    pub outputs: Outputs,
    /// The levels of rules for this run.
    #[command(flatten)]
    pub levels: Levels,
    /// Findings in this file are known: they are counted, and fail nothing  基线：已知问题不算
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found to this file, as the baseline of later runs; exits 0 unless --baseline says otherwise  写出基线
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub write_baseline: Option<PathBuf>,
    /// Hold what changed since this revision against the rules of history, as for a merge request  与此版本相比
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
    /// Print how much is read of records, sheets, documents, themes and git, and what is said of more  列出读取上限
    #[arg(long)]
    pub limits: bool,
}

/// Levels of rules for one run, before those of book.toml.
#[derive(Debug, ClapArgs)]
pub struct Levels {
    /// Let this rule deny, whatever book.toml says; may be repeated  此规则不通过即失败
    #[arg(long, value_name = "RULE")]
    pub deny: Vec<String>,
    /// Let this rule warn; may be repeated  此规则只警告
    #[arg(long, value_name = "RULE")]
    pub warn: Vec<String>,
    /// Let this rule note; may be repeated  此规则只提示
    #[arg(long, value_name = "RULE")]
    pub note: Vec<String>,
    /// Do not report this rule; may be repeated  不查此规则
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
}

/// The formats of `mulu check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a person.
    Text,
    /// mulu.check/1.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// JUnit XML, for test reports.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab code quality.
    Gitlab,
}

/// `mulu audit`.
#[derive(Debug, ClapArgs)]
pub struct Audit {
    /// The projects' ids; without any, every project
    #[arg(value_name = "PROJECT", conflicts_with = "what_if")]
    pub projects: Vec<String>,
    /// Ask what would be missing at this stage
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    pub gate: Option<Stage>,
    /// What would bind a project that does not exist yet: "traits=cloud,mobile mlps_level=3 jurisdiction=430100"; also stage,
    /// investment, major, classified, agency, approved
    #[arg(long, value_name = "FACTS")]
    pub what_if: Option<String>,
    /// Why a standard or a clause (POLICY#CLAUSE) binds the projects or does not: each step, and where it stopped
    #[arg(long, value_name = "WHAT")]
    pub why: Option<String>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: AuditFormat,
}

/// The formats of `mulu audit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AuditFormat {
    /// For a person.
    Table,
    /// mulu.audit/1.
    Json,
    /// A line for each obligation.
    Csv,
    /// A section for each project.
    Markdown,
}

fn stage(word: &str) -> Result<Stage, String> {
    let stages = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Retired);
    stages.clone().find(|stage| stage.id() == word).ok_or_else(|| {
        let all: Vec<&str> = stages.map(Stage::id).collect();
        format!("use one of {}", all.join(", "))
    })
}

/// `mulu due`.
#[derive(Debug, ClapArgs)]
pub struct DueArgs {
    /// Everything due within this time, and everything overdue; without it, what is overdue or due soon  期限，如 P180D、P3Y
    #[arg(long, value_name = "DURATION")]
    pub within: Option<Duration>,
    /// Only what this agency is to do, or what concerns standards that it has filed  只看与此单位有关的
    #[arg(long, value_name = "ID")]
    pub agency: Option<String>,
    /// Only standards of this class, or of a group of classes such as `general`  只看此分类
    #[arg(long, value_name = "ID")]
    pub class: Option<String>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DueFormat,
}

/// The formats of `mulu due`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DueFormat {
    /// For a person.
    Table,
    /// mulu.due/1.
    Json,
    /// For a spreadsheet (RFC 4180).
    Csv,
    /// For a calendar (RFC 5545).
    Ics,
}

/// `mulu review`.
#[derive(Debug, ClapArgs)]
pub struct Review {
    /// The standards: their numbers in any form, or the ids of their records
    #[arg(value_name = "NUMBER", required = true)]
    pub numbers: Vec<String>,
    /// What was concluded  结论：继续有效、需要修订、予以废止
    #[arg(long, value_name = "CONCLUSION")]
    pub conclusion: Option<Concluded>,
    /// The id of the agency that concluded it  作出结论的单位
    #[arg(long, value_name = "AGENCY")]
    pub by: Option<String>,
    /// The day it was concluded, YYYY-MM-DD  复审日期
    #[arg(long, value_name = "DATE")]
    pub date: Option<Day>,
    /// Why: what was looked at, and why it led to this conclusion  理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Minutes or a report: a path or an address  依据
    #[arg(long, value_name = "TEXT")]
    pub evidence: Option<String>,
    /// By when the revision or abolition must be done; without it, book.toml's time for it  修订或废止的期限
    #[arg(long, value_name = "DATE")]
    pub due: Option<Day>,
    /// Record it although a rule would flag it  即使有问题也记录
    #[arg(long)]
    pub force: bool,
}

/// The conclusions of a review (Art. 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Concluded {
    /// 继续有效.
    Continue,
    /// 需要修订.
    Revise,
    /// 予以废止.
    Abolish,
}

/// `mulu build`.
#[derive(Debug, ClapArgs)]
pub struct Build {
    /// Where to write; without it, the build-dir of book.toml
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Build only part K of N, so that several machines share the work  只生成 N 份中的第 K 份，由多台机器分担
    #[arg(long, value_name = "K/N", conflicts_with = "join")]
    pub shard: Option<crate::site::Shard>,
    /// Put together the N parts that lie in the output folder  把输出目录中的 N 份合为一个网站
    #[arg(long)]
    pub join: bool,
    /// Print the catalogue as PDF as well, whatever book.toml says: catalogue.pdf, with a Chromium on the PATH  生成 PDF
    #[arg(long, overrides_with = "no_pdf")]
    pub pdf: bool,
    /// Make no PDF, whatever book.toml says  不生成 PDF
    #[arg(long)]
    pub no_pdf: bool,
    /// The program that prints: a Chromium, Chrome or Edge  生成 PDF 的程序
    #[arg(long, value_name = "PROGRAM")]
    pub pdf_engine: Option<PathBuf>,
}

/// `mulu serve`.
#[derive(Debug, ClapArgs)]
pub struct Serve {
    /// The port to listen at; 0 for any that is free
    #[arg(long, value_name = "PORT", default_value_t = 3000)]
    pub port: u16,
    /// Open the site in a browser
    #[arg(long)]
    pub open: bool,
    /// Look at the files twice a second instead of being told: for network folders and virtual machines
    #[arg(long)]
    pub poll: bool,
}

/// `mulu list`.
#[derive(Debug, ClapArgs)]
pub struct List {
    /// What to list
    pub kind: ListKind,
    /// Only records of which this CEL expression holds, over the keys of the JSON: 'status == "current" && "cloud" in
    /// catalogue.applies_to'
    #[arg(long = "where", value_name = "CEL")]
    pub condition: Option<String>,
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

impl DataFormat {
    /// How what is printed is cleaned.
    #[must_use]
    pub fn form(self) -> Form {
        match self {
            DataFormat::Table => Form::Text,
            DataFormat::Json => Form::Json,
        }
    }
}

/// `mulu show`.
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// A standard's number in any form, the id of a standard, policy, agency or project, or a clause as POLICY#CLAUSE
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

/// `mulu log`.
#[derive(Debug, ClapArgs)]
pub struct Log {
    /// A standard's number in any form, or the id of a standard, policy, agency or project
    #[arg(value_name = "ID|NUMBER")]
    pub what: String,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

/// `mulu diff`.
#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// Two revisions, OLD..NEW; OLD.. compares with the work tree
    #[arg(value_name = "REV..REV")]
    pub range: String,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
}

/// The formats of `mulu diff`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a person.
    Text,
    /// mulu.diff/1.
    Json,
    /// For a web page or a message.
    Markdown,
}
