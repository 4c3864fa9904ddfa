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
    /// List standards, policies, agencies, projects, topics or rules  列出记录
    List(List),
    /// Show one record with everything derived: by id, or by a number in any form  查看一条记录
    Show(Show),
    /// Explain a rule of `mulu check`, or list them all  解释规则
    Explain(Explain),
    /// The history of one record, from git, in the field's terms  一条记录的沿革
    Log(Log),
    /// What changed between two revisions: the announcement of a catalogue edition  两个版本之间的变化
    Diff(Diff),
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
    /// Hold what changed since this revision against the rules of history, as for a merge request  与此版本相比
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
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
