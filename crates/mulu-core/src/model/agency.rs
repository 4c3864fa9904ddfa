//! An agency: its roles, and the standards it has filed as adopted (DESIGN 3.5).

use crate::day::Day;
use crate::vocabulary;

use super::field::{
    Actor::{self, Acceptor, Authority, Orderer},
    FILE, all, begun, given, once,
};
use super::kind::{Files, Presentation, RecordKind, SchemaOf};
use super::{Cited, Composition, Evidence, FileId, Order, Span, Spanned, Sweep};
use crate::message::StaticMessage;

/// An agency of a government.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Its file.
    pub file: FileId,
    /// Its id: the file's stem.
    pub id: String,
    /// Its name.
    pub name: Option<Spanned<String>>,
    /// Its English name.
    pub name_en: Option<Spanned<String>>,
    /// Where it acts: a GB/T 2260 code.
    pub jurisdiction: Option<Spanned<String>>,
    /// What it may do: ids that `[roles]` uses.
    pub roles: Vec<Spanned<String>>,
    /// Since when it is no more: dissolved or merged (机构改革).
    pub until: Option<Spanned<Day>>,
    /// Who took over from it: agency ids.
    pub succeeded_by: Vec<Spanned<String>>,
    /// Its former names.
    pub names: Vec<FormerName>,
    /// The functions that measures ask to be named: posts, not persons.
    pub people: Vec<NamedPost>,
    /// Facts about it (kinds of evidence with `of = "agency"`), which answer for all its projects.
    pub evidence: Vec<Evidence>,
    /// Orders to it to correct within a time.
    pub orders: Vec<Order>,
    /// Who may change its file: their addresses as git knows them.
    pub maintainers: Vec<Spanned<String>>,
    /// The keys that they sign commits with: OpenSSH public keys, such as `ssh-ed25519 AAAA…`, and OpenPGP public key blocks.
    pub signing_keys: Vec<Spanned<String>>,
    /// 统一社会信用代码 (GB 32100).
    pub uscc: Option<Spanned<String>>,
    /// Whom to ask.
    pub contact: Option<Spanned<String>>,
    /// Whether it is an example.
    pub sample: bool,
    /// The ids that it had, the oldest first: each still leads here.
    pub formerly: Vec<Spanned<String>>,
    /// Its filings (备案登记, Art. 9), in the file's order.
    pub adoptions: Vec<Filing>,
    /// Its training (Art. 21), in the file's order.
    pub trainings: Vec<Training>,
    /// When it went through its whole catalogue of resources, in the file's order.
    pub sweeps: Vec<Sweep>,
    /// Complaints of other agencies about it, in the file's order.
    pub complaints: Vec<Complaint>,
    /// The recurring duties that it did, in the file's order.
    pub done: Vec<DoneDuty>,
}

/// A name that an agency had.
#[derive(Clone, Debug)]
pub struct FormerName {
    /// The name.
    pub name: Option<Spanned<String>>,
    /// The last day on which it had it.
    pub until: Option<Spanned<Day>>,
}

/// A function that a measure asks to be named.
#[derive(Clone, Debug)]
pub struct NamedPost {
    /// The function, such as `catalogue-registrar`.
    pub duty: Option<Spanned<String>>,
    /// The office or post that has it.
    pub name: Option<Spanned<String>>,
}

/// An adopted standard, filed or to be filed.
#[derive(Clone, Debug)]
pub struct Filing {
    /// The standard.
    pub standard: Option<Spanned<Cited>>,
    /// How far it is implemented.
    pub status: Option<Spanned<Progress>>,
    /// Since when.
    pub since: Option<Spanned<Day>>,
    /// When it was filed; absent: not yet.
    pub filed: Option<Spanned<Day>>,
    /// The systems that use it.
    pub systems: Vec<Spanned<String>>,
    /// A path or an address.
    pub evidence: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

vocabulary! {
    /// How far an adopted standard is implemented.
    pub enum Progress {
        /// Intended.
        Planned = "planned", "计划实施", "planned", ["拟实施"];
        /// Under way.
        Implementing = "implementing", "正在实施", "implementing", ["实施中"];
        /// Done.
        Implemented = "implemented", "已实施", "implemented", ["实施"];
        /// Stopped for the time being.
        Suspended = "suspended", "暂停实施", "suspended", ["暂停"];
    }
}

/// A training on standards (Art. 21).
#[derive(Clone, Debug)]
pub struct Training {
    /// When it was held.
    pub date: Option<Spanned<Day>>,
    /// The standards it covered.
    pub standards: Vec<Spanned<Cited>>,
    /// How many people attended.
    pub attendance: Option<Spanned<i64>>,
    /// The whole table.
    pub span: Span,
}

/// A complaint of another agency about how this one shares: its number, days and result, never its text or names.
#[derive(Clone, Debug)]
pub struct Complaint {
    /// Its number.
    pub reference: Option<Spanned<String>>,
    /// When it was received.
    pub received: Option<Spanned<Day>>,
    /// When it was answered in writing.
    pub answered: Option<Spanned<Day>>,
    /// What came of it.
    pub result: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

/// A recurring duty that was done.
#[derive(Clone, Debug)]
pub struct DoneDuty {
    /// The duty: `policy#clause/duty`.
    pub duty: Option<Spanned<String>>,
    /// When.
    pub date: Option<Spanned<Day>>,
    /// The paper that shows it.
    pub reference: Option<Spanned<String>>,
    /// Who sat, where the clause says in which proportion.
    pub composition: Option<Spanned<Composition>>,
    /// The whole table.
    pub span: Span,
}

impl Complaint {
    /// Whether somebody waits for an answer on the day.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        let by = |date: &Option<Spanned<Day>>| date.as_ref().is_some_and(|date| date.value <= day);
        by(&self.received) && !by(&self.answered)
    }
}

impl Agency {
    /// What to call it in a sentence: its name, else its id.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.name.as_ref().map_or(&self.id, |name| &name.value)
    }
}

/// `agencies/*.toml`: what is declared of it, and of each of its keys.
pub(super) const KIND: RecordKind = RecordKind {
    id: "agency",
    name: StaticMessage { zh: "单位", en: "agency" },
    counted: ("单位", "个"),
    plural: StaticMessage { zh: "机构", en: "Agencies" },
    files: Files::Many { folder: "agencies", ending: "toml", below: false },
    identity: &["name"],
    schemas: &[SchemaOf {
        name: "agency",
        path: "agencies/id.toml",
        files: "agencies/*.toml",
        about: "`agencies/*.toml`",
    }],
    ending: Some(StaticMessage {
        zh: "撤并的机构保留其备案记录",
        en: "the filings of an agency that was dissolved stay",
    }),
    sheet: Presentation::Written,
    pages: Presentation::Written,
    fields: &[
        all(FILE, Authority),
        all("name", Actor::Agency),
        all("name_en", Actor::Agency),
        given("jurisdiction", Actor::Agency),
        all("roles", Authority).called("职责", "what it may do"),
        all("maintainers", Actor::Agency)
            .called("可以改本文件的人：git 提交的作者邮箱", "who may change this file: the addresses of their commits"),
        all("signing_keys", Actor::Agency)
            .called("签名用的公钥：OpenSSH 的一行，或 OpenPGP 的整段", "public keys: OpenSSH lines, OpenPGP blocks"),
        all("uscc", Actor::Agency).called("统一社会信用代码", "unified social credit code (GB 32100)"),
        all("contact", Actor::Agency),
        begun("sample", Actor::Agency),
        all("formerly", Authority),
        all("adoption", Actor::Agency).called("备案登记", "a standard that the agency has adopted"),
        all("adoption.standard", Actor::Agency),
        all("adoption.status", Actor::Agency).called("实施情况", "how far it is implemented"),
        all("adoption.since", Actor::Agency).called("开始实施的日期", "since when it is implemented"),
        once("adoption.filed", Acceptor).called("备案日期；不写则尚未备案", "when it was filed; absent: not yet"),
        all("adoption.systems", Actor::Agency).called("使用的系统", "the systems that use it"),
        all("adoption.evidence", Actor::Agency).called("证明材料：路径或网址", "a path or an address"),
        all("training", Actor::Agency).called("培训", "a training on standards"),
        all("training.date", Actor::Agency),
        all("training.standards", Actor::Agency).called("标准编号", "the standards' numbers"),
        all("training.attendance", Actor::Agency).called("人数", "how many people attended"),
        once("done", Actor::Agency),
        once("done.duty", Actor::Agency),
        once("done.date", Actor::Agency),
        once("done.ref", Actor::Agency),
        once("done.composition", Actor::Agency).called("实到的各方人数", "how many of each group sat"),
        given("until", Authority),
        given("succeeded_by", Authority).called("承接单位的代码", "who took over: agency ids"),
        given("names", Authority).called("曾用名称", "its former names"),
        given("names.name", Authority),
        given("names.until", Authority),
        all("people", Actor::Agency).called("指定的岗位", "the posts that are named"),
        all("people.duty", Actor::Agency),
        all("people.name", Actor::Agency),
        all("evidence", Actor::Agency),
        all("evidence.**", Actor::Agency),
        once("order", Orderer),
        once("order.issued", Orderer),
        once("order.deadline", Orderer),
        once("order.about", Orderer),
        once("order.clause", Orderer),
        once("order.by", Orderer),
        once("order.risk", Orderer),
        once("order.closed", Orderer),
        once("sweep", Actor::Agency).called("清查整个目录", "when it went through its whole catalogue"),
        once("sweep.**", Actor::Agency),
        once("complaint", Authority).called("其他单位对共享工作的投诉", "complaints of other agencies about sharing"),
        once("complaint.**", Authority),
    ],
};
