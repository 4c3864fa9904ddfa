//! What can be asked for: the commands, and what all of them take. What a command takes lies beside it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use mulu_core::day::Day;
use mulu_core::message::Lang;

use super::aggregate::AggregateArgs;
use super::audit::Audit;
use super::build::Build;
use super::check::Check;
use super::cite::Cite;
use super::compare::Compare;
use super::completions::Completions;
use super::diff::Diff;
use super::done::Done;
use super::due::DueArgs;
use super::entry::{Answer, CaseStepArgs, Correct, Declare, EvidenceArgs, OrderArgs, Reorganise, Step, Train, Waive};
use super::explain::Explain;
use super::export::Export;
use super::fmt::Fmt;
use super::generated::{Man, Schema};
use super::import::Import;
use super::init::Init;
use super::list::List;
use super::listing::{Delist, Exclude, ListIn};
use super::log::Log;
use super::names::Names;
use super::new::New;
use super::notify::Notify;
use super::official::Document;
use super::register::Register;
use super::rename::Rename;
use super::review::Review;
use super::scorecard::ScorecardArgs;
use super::serve::Serve;
use super::show::Show;
use super::terminal::OutputForm;
use super::undo::Undo;
use super::update::UpdateArgs;
use super::verify::Verify;

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
    #[arg(long, global = true, value_name = "DATE", value_parser = super::prompt::day)]
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
    /// Check the registry against the rules; exit 0 when nothing is denied, 1 when something is, 2 when it could not run  核查
    Check(Check),
    /// Build the site  生成网站
    Build(Build),
    /// Serve the site at a loopback address, rendered again as files change  预览网站
    Serve(Serve),
    /// One overview over many registries: adoption, overdue reviews, coverage, a ranking, tables  多个登记簿的总览
    Aggregate(AggregateArgs),
    /// Check projects against what binds them; exit 1 when one is on hold  项目核对
    Audit(Audit),
    /// List what must be reviewed, revised or abolished, by when and by whom  列出到期的复审、修订、废止
    Due(DueArgs),
    /// What became due, overdue or replaced since a day, one digest an agency; sends nothing itself  到期、逾期提醒
    Notify(Notify),
    /// Append a review to standards' records, and say when the next is due  记录复审
    Review(Review),
    /// List standards, policies, agencies, projects, topics or rules  列出记录
    List(List),
    /// Show one record with everything derived: by id, or by a number in any form  查看一条记录
    Show(Show),
    /// Find the standard numbers in documents, and say how each stands today  查新
    Cite(Cite),
    /// List standards in the catalogue, many at once  列入目录
    ListIn(ListIn),
    /// Take standards out of the catalogue, many at once  移出目录
    Delist(Delist),
    /// Say that standards do not apply here, and why, of many at once  判定不适用
    Exclude(Exclude),
    /// Append a filing to an agency's record: a standard that it has adopted  备案登记
    Register(Register),
    /// Write how a project meets a standard or a clause  声明符合情况
    Declare(Declare),
    /// Append a waiver to a project's record  批准例外
    Waive(Waive),
    /// Append an order to correct, or close one  责令整改、办结
    Order(OrderArgs),
    /// Append a paper to the record of a project or an agency  登记证明材料
    Evidence(EvidenceArgs),
    /// Append a training to an agency's record  登记培训
    Train(Train),
    /// Record a step of making one of the city's own documents  登记编制步骤
    Step(Step),
    /// Record a day in a case: the end of a step, or its refusal  登记办件步骤
    CaseStep(CaseStepArgs),
    /// Answer an objection to shared data  答复疑义校核
    Answer(Answer),
    /// Give a record another id or number everywhere; the old one still leads to it  改名、改号
    Rename(Rename),
    /// Correct a published fact, with an erratum  勘误
    Correct(Correct),
    /// Record that an agency was merged, dissolved or renamed  机构改革
    Reorganise(Reorganise),
    /// Take back what the last command wrote, unless it is committed  撤销
    Undo(Undo),
    /// Fetch the registries that this one depends on, pin them in book.lock, and say what that changes; the only command that uses the network  更新所依据的登记簿
    Update(UpdateArgs),
    /// Append a recurring duty that was done to an agency's record  履行定期职责
    Done(Done),
    /// Make a new record at its place, with blanks for what is not known  新建记录
    #[command(subcommand)]
    New(New),
    /// Make a new registry  新建登记簿
    Init(Init),
    /// Bring records into the canonical order and form; comments and values stay  整理格式
    Fmt(Fmt),
    /// Serve an editor: findings, completion and more, as one types  编辑器的语言服务
    Lsp,
    /// Serve language models over MCP: tools that read and none that writes  供语言模型查询
    Mcp,
    /// Print the JSON Schema of a kind of record, for editors  供编辑器使用的 JSON Schema
    Schema(Schema),
    /// Print the completions of a shell  命令补全
    Completions(Completions),
    /// The ids and numbers that begin so, for the scripts of completions
    #[command(hide = true)]
    Names(Names),
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
    /// Compare a platform's export with the registry: new successors, changed statuses, titles, days; a dry run unless --write  与平台比对
    Compare(Compare),
    /// Assess each agency's year, from the registry alone (Art. 22)  年度考核
    Scorecard(ScorecardArgs),
    /// Draw up a document for the office to sign: opinion, notice to correct, assessment; the announcement of an edition is diff's  出具文书
    #[command(subcommand)]
    Document(Document),
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
    pub fn form(self) -> OutputForm {
        match self {
            DataFormat::Table => OutputForm::Text,
            DataFormat::Json => OutputForm::Json,
        }
    }
}
