//! What can be asked for by those who keep records: citations, filings, new records, their form.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::day::Day;
use crate::model::Progress;
use crate::schema::schemas;

/// `mulu cite`.
#[derive(Debug, ClapArgs)]
pub struct Cite {
    /// Documents: text, Markdown, HTML, .docx, .xlsx, .odt, .ods or .ofd; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: CiteFormat,
    /// Exit 1 where a number in one of these states is found: several with commas between them  出现即失败的状态
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub fail_on: Vec<CiteState>,
    /// A baseline of citations that are known: only others fail, and are annotated  已知引用的基线
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is not in force to a baseline  写出基线
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
}

/// The formats of `mulu cite`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CiteFormat {
    /// For a person.
    Table,
    /// mulu.cite/1.
    Json,
    /// A table for the description of a merge request.
    Markdown,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// GitHub annotations, one a line.
    Github,
}

/// The states of a cited number that can fail a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CiteState {
    /// A successor is effective  被代替.
    Replaced,
    /// Withdrawn without a successor  废止.
    Withdrawn,
    /// The registry does not know it  未知.
    Unknown,
    /// Issued, not effective yet  即将实施.
    Upcoming,
    /// Not issued yet  在编.
    Draft,
}

impl CiteState {
    /// The word that citations use.
    pub fn id(self) -> &'static str {
        match self {
            CiteState::Replaced => "replaced",
            CiteState::Withdrawn => "withdrawn",
            CiteState::Unknown => "unknown",
            CiteState::Upcoming => "upcoming",
            CiteState::Draft => "draft",
        }
    }
}

/// `mulu register`.
#[derive(Debug, ClapArgs)]
pub struct Register {
    /// The standard's number in any form; without a year, the newest edition in force
    #[arg(value_name = "NUMBER")]
    pub number: String,
    /// The id of the agency that files it  备案单位
    #[arg(long, value_name = "ID")]
    pub agency: String,
    /// How far it is implemented  实施情况
    #[arg(long, value_name = "STATUS")]
    pub status: Option<Adopted>,
    /// Since when, YYYY-MM-DD  实施日期
    #[arg(long, value_name = "DATE")]
    pub since: Option<Day>,
    /// When it was filed, YYYY-MM-DD; without it, not filed yet  备案日期
    #[arg(long, value_name = "DATE")]
    pub filed: Option<Day>,
    /// A system that uses it; may be repeated  使用的系统
    #[arg(long = "system", value_name = "NAME")]
    pub systems: Vec<String>,
    /// A path or an address  证明材料
    #[arg(long, value_name = "TEXT")]
    pub evidence: Option<String>,
    /// Register it although it is unknown, replaced or registered already  仍然登记
    #[arg(long)]
    pub force: bool,
}

/// How far an adopted standard is implemented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Adopted {
    /// Intended  计划实施.
    Planned,
    /// Under way  正在实施.
    Implementing,
    /// Done  已实施.
    Implemented,
    /// Stopped for the time being  暂停.
    Suspended,
}

impl From<Adopted> for Progress {
    fn from(adopted: Adopted) -> Self {
        match adopted {
            Adopted::Planned => Progress::Planned,
            Adopted::Implementing => Progress::Implementing,
            Adopted::Implemented => Progress::Implemented,
            Adopted::Suspended => Progress::Suspended,
        }
    }
}

/// `mulu new`.
#[derive(Debug, Subcommand)]
pub enum New {
    /// A standard, at the place its number says  标准
    Standard(NewStandard),
    /// A policy, whose clauses bind projects and make standards binding  办法
    Policy(NewPolicy),
    /// An agency  单位
    Agency(NewAgency),
    /// A project  项目
    Project(NewProject),
    /// One of the city's own documents, from its application on  本市标准文件
    Draft(NewDraft),
}

/// `mulu new standard`.
#[derive(Debug, ClapArgs)]
pub struct NewStandard {
    /// Its number, in any form
    #[arg(value_name = "NUMBER")]
    pub number: String,
    /// Its Chinese title  名称
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Its English title  英文名称
    #[arg(long, value_name = "TEXT")]
    pub title_en: Option<String>,
    /// When it was issued, YYYY-MM-DD  发布日期
    #[arg(long, value_name = "DATE")]
    pub issued: Option<Day>,
    /// From when it applies, YYYY-MM-DD  实施日期
    #[arg(long, value_name = "DATE")]
    pub effective: Option<Day>,
    /// The edition that it replaces, in any form; may be repeated  代替
    #[arg(long, value_name = "NUMBER")]
    pub replaces: Vec<String>,
    /// The address where these facts were read  出处
    #[arg(long, value_name = "URL")]
    pub source: Option<String>,
}

/// `mulu new policy`.
#[derive(Debug, ClapArgs)]
pub struct NewPolicy {
    /// Its id, such as `changsha-cloud-2018`: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// Its title  名称
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Its document number  文号
    #[arg(long, value_name = "TEXT")]
    pub number: Option<String>,
    /// Where it holds: a GB/T 2260 code; without it, the registry's own  行政区划代码
    #[arg(long, value_name = "CODE")]
    pub jurisdiction: Option<String>,
    /// When it was issued, YYYY-MM-DD  发布日期
    #[arg(long, value_name = "DATE")]
    pub issued: Option<Day>,
    /// From when it applies, YYYY-MM-DD  施行日期
    #[arg(long, value_name = "DATE")]
    pub effective: Option<Day>,
}

/// `mulu new agency`.
#[derive(Debug, ClapArgs)]
pub struct NewAgency {
    /// Its id, such as `data-office`: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// Its name  名称
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Where it acts: a GB/T 2260 code; without it, the registry's own  行政区划代码
    #[arg(long, value_name = "CODE")]
    pub jurisdiction: Option<String>,
}

/// `mulu new project`.
#[derive(Debug, ClapArgs)]
pub struct NewProject {
    /// Its id, such as `exchange-platform-2`: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// Its name  名称
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// The id of the agency that owns it  建设单位
    #[arg(long, value_name = "ID")]
    pub agency: Option<String>,
    /// Where it is built: a GB/T 2260 code; without it, the registry's own  行政区划代码
    #[arg(long, value_name = "CODE")]
    pub jurisdiction: Option<String>,
}

/// `mulu new draft`.
#[derive(Debug, ClapArgs)]
pub struct NewDraft {
    /// Its id until it has a number, such as `cloud-migration`: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// Its title  名称
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// When it was applied for, YYYY-MM-DD  项目申请日期
    #[arg(long, value_name = "DATE")]
    pub application: Option<Day>,
}

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

/// `mulu schema`.
#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// The kind of record; without it, the kinds are listed
    #[arg(value_name = "KIND", value_parser = schema_kinds())]
    pub kind: Option<String>,
    /// Write the schemas of all kinds to this folder, as KIND.schema.json  全部写入目录
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    pub out: Option<PathBuf>,
}

/// The kinds that have a schema, with what each describes.
fn schema_kinds() -> PossibleValuesParser {
    let kinds = schemas().map(|(_, schema)| PossibleValue::new(schema.name).help(schema.about));
    kinds.collect::<Vec<_>>().into()
}

/// `mulu completions`.
#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
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

/// `mulu init`.
#[derive(Debug, ClapArgs)]
pub struct Init {
    /// Where; without it, here
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// What to begin with  起始内容
    #[arg(long, value_name = "NAME", default_value = "minimal")]
    pub template: Template,
}

/// What a new registry begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// A configuration, the fourteen classes, and empty folders.
    Minimal,
    /// Changsha's standards, measures, agencies and standards system, without what is an example.
    Changsha,
}
