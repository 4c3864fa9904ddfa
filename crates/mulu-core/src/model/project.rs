//! A project: what is built, and how it meets what binds it (DESIGN 3.6).

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::Day;
use crate::vocabulary;

use super::field::{
    Actor::{Excuser, Orderer, Owner, OwnerAdding},
    FILE, all, begun, given, once,
};
use super::kind::{Files, Presentation, RecordKind, SchemaOf};
use super::{Cited, FileId, Span, Spanned};
use crate::message::StaticMessage;

/// An IT project of an agency.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its file.
    pub file: FileId,
    /// Its id: the file's stem.
    pub id: String,
    /// Its name.
    pub name: Option<Spanned<String>>,
    /// Its English name.
    pub name_en: Option<Spanned<String>>,
    /// The agency that owns it.
    pub agency: Option<Spanned<String>>,
    /// Where it is built: a GB/T 2260 code.
    pub jurisdiction: Option<Spanned<String>>,
    /// How far it has come.
    pub stage: Option<Spanned<Stage>>,
    /// When it was approved.
    pub approved: Option<Spanned<Day>>,
    /// When its construction began.
    pub started: Option<Spanned<Day>>,
    /// When it was accepted.
    pub accepted: Option<Spanned<Day>>,
    /// When it went into operation.
    pub operating: Option<Spanned<Day>>,
    /// What it costs, in 万元 (10,000 yuan).
    pub investment: Option<Spanned<f64>>,
    /// 重大电子政务服务建设项目 (Art. 23).
    pub major: bool,
    /// 涉密.
    pub classified: bool,
    /// What it is like: words of `[traits]`.
    pub traits: Vec<Spanned<String>>,
    /// 等级保护级别, 1 to 5.
    pub mlps_level: Option<Spanned<i64>>,
    /// Whether it is an example.
    pub sample: bool,
    /// The ids that it had, the oldest first: each still leads here.
    pub formerly: Vec<Spanned<String>>,
    /// How it meets standards.
    pub conformance: Vec<Conformance>,
    /// The evidence it has.
    pub evidence: Vec<Evidence>,
    /// What it was excused from.
    pub waivers: Vec<Waiver>,
    /// Orders to correct within a time (责令限期改正, Art. 24).
    pub orders: Vec<Order>,
}

vocabulary! {
    /// The stages of a project, in order.
    #[derive(JsonSchema, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Stage {
        /// 规划.
        Planning = "planning", "规划", "planning";
        /// 立项审批.
        Approval = "approval", "立项", "approval", ["立项审批", "审批"];
        /// 建设.
        Construction = "construction", "建设", "construction", ["在建"];
        /// 验收.
        Acceptance = "acceptance", "验收", "acceptance";
        /// 运行.
        Operation = "operation", "运行", "operation", ["运维"];
        /// 停用.
        Retired = "retired", "停用", "retired", ["已停用"];
    }
}

/// How a project meets one standard, or what it says of one clause.
#[derive(Clone, Debug)]
pub struct Conformance {
    /// The standard.
    pub standard: Option<Spanned<Cited>>,
    /// The clause, as `policy#clause`, where it answers one: shown to the reviewer.
    pub clause: Option<Spanned<String>>,
    /// How far it is met.
    pub status: Option<Spanned<ConformanceStatus>>,
    /// Why it does not apply.
    pub reason: Option<Spanned<String>>,
    /// A path, an address or a document's number.
    pub evidence: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

vocabulary! {
    /// How far a project meets a standard.
    pub enum ConformanceStatus {
        /// Intended.
        Planned = "planned", "已计划", "planned";
        /// In part.
        Partial = "partial", "部分符合", "partial";
        /// Whole.
        Met = "met", "符合", "met";
        /// It does not apply, for a reason.
        NotApplicable = "not-applicable", "不适用", "not applicable";
    }
}

/// A piece of evidence that a project has.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Its kind: an id of `policies/evidence.toml`.
    pub kind: Option<Spanned<String>>,
    /// The document's number or address.
    pub reference: Option<Spanned<String>>,
    /// When it was issued.
    pub issued: Option<Spanned<Day>>,
    /// The last day on which it is good.
    pub expires: Option<Spanned<Day>>,
    /// Who issued it: an agency's id, or a name.
    pub by: Option<Spanned<String>>,
    /// What it says, where its kind has a result.
    pub result: Option<Spanned<Outcome>>,
    /// The first day of the span that it covers.
    pub from: Option<Spanned<Day>>,
    /// The last day of that span.
    pub to: Option<Spanned<Day>>,
    /// The whole table.
    pub span: Span,
}

vocabulary! {
    /// What a paper says of what it tested.
    pub enum Outcome {
        /// 合格.
        Pass = "pass", "合格", "pass";
        /// 不合格.
        Fail = "fail", "不合格", "fail";
        /// 有条件合格.
        Conditional = "conditional", "有条件合格", "conditional";
    }
}

/// What a project was excused from.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The standard waived.
    pub standard: Option<Spanned<Cited>>,
    /// The clause waived, as `policy#clause`.
    pub clause: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// The agency that approved it.
    pub approved_by: Option<Spanned<String>>,
    /// When it was approved.
    pub approved: Option<Spanned<Day>>,
    /// The last day on which it holds.
    pub until: Option<Spanned<Day>>,
    /// The whole table.
    pub span: Span,
}

/// An order to correct within a time.
#[derive(Clone, Debug)]
pub struct Order {
    /// When it was given.
    pub issued: Option<Spanned<Day>>,
    /// The last day on which correcting is in time.
    pub deadline: Option<Spanned<Day>>,
    /// What is to be corrected.
    pub about: Option<Spanned<String>>,
    /// The clause under which it was given, as `policy#clause`.
    pub clause: Option<Spanned<String>>,
    /// Who gave it: an agency's id.
    pub by: Option<Spanned<String>>,
    /// How grave it is, where its clause tells risks apart.
    pub risk: Option<Spanned<Risk>>,
    /// When it was done.
    pub closed: Option<Spanned<Day>>,
    /// The whole table.
    pub span: Span,
}

vocabulary! {
    /// How grave what is to be corrected is.
    pub enum Risk {
        /// 高风险: the system is suspended until it is corrected.
        High = "high", "高风险", "high";
        /// 中风险.
        Medium = "medium", "中风险", "medium";
        /// 低风险.
        Low = "low", "低风险", "low";
    }
}

impl Project {
    /// A project that does not exist: nothing in particular, in planning, somewhere.
    #[must_use]
    pub fn hypothetical(jurisdiction: Option<Spanned<String>>) -> Project {
        Project {
            file: FileId(u32::MAX),
            id: String::new(),
            name: None,
            name_en: None,
            agency: None,
            jurisdiction,
            stage: None,
            approved: None,
            started: None,
            accepted: None,
            operating: None,
            investment: None,
            major: false,
            classified: false,
            traits: Vec::new(),
            mlps_level: None,
            sample: false,
            formerly: Vec::new(),
            conformance: Vec::new(),
            evidence: Vec::new(),
            waivers: Vec::new(),
            orders: Vec::new(),
        }
    }

    /// What to call it in a sentence: its name, else its id.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.name.as_ref().map_or(&self.id, |name| &name.value)
    }
}

/// Why the day of a gate, once written, is not the owner's to change.
const GATE: StaticMessage = StaticMessage {
    zh: "条文不溯及以前通过的关口：日期写下后再改，义务会随之消失",
    en: "clauses do not reach back to gates passed before them: with another day, what was owed would not be",
};

/// `projects/*.toml`: what is declared of it, and of each of its keys.
pub(super) const KIND: RecordKind = RecordKind {
    id: "project",
    name: StaticMessage { zh: "项目", en: "project" },
    counted: ("项目", "个"),
    plural: StaticMessage { zh: "项目", en: "Projects" },
    files: Files::Many { folder: "projects", ending: "toml", below: false },
    identity: &["name"],
    schemas: &[SchemaOf {
        name: "project",
        path: "projects/id.toml",
        files: "projects/*.toml",
        about: "`projects/*.toml`",
    }],
    ending: Some(StaticMessage {
        zh: "停用的项目写 stage = \"retired\"",
        en: "a project that ended has `stage = \"retired\"`",
    }),
    sheet: Presentation::Written,
    pages: Presentation::Written,
    fields: &[
        all(FILE, Owner),
        all("name", Owner),
        all("name_en", Owner),
        given("agency", Owner)
            .called("建设单位的代码", "the id of the agency that owns it")
            .because("谁承担义务，不由承担的人自己改", "who owes is not for the one who owes to change"),
        given("jurisdiction", Owner)
            .because("决定受哪级政府的文件约束", "it decides whose measures bind the project"),
        all("stage", OwnerAdding).called("阶段", "the stage it is in").because(
            "退回前一阶段，已经到的关口就不再要求。停用由项目单位写：此后不再承担义务，也不能自行恢复",
            "back at an earlier stage, gates that were reached ask for nothing. To retire a project is its agency's: it owes nothing from then on, and does not come back by itself",
        ),
        given("approved", Owner).because(GATE.zh, GATE.en),
        all("investment", OwnerAdding)
            .called("投资额，万元", "in 10,000 yuan")
            .because("条文按投资额划线", "clauses draw their lines by it"),
        all("major", OwnerAdding)
            .called("重大电子政务服务建设项目", "a major project")
            .because("重大项目须说明未采用的标准", "a major project answers for what it does not follow"),
        begun("classified", Owner).called("涉密", "whether it is classified").because(
            "涉密项目另有规定，写上它，一般的义务就没有了；不写等于不涉密，所以补写也是改动",
            "a classified project is under other rules, and what others owe falls away; where it is absent the project is not classified, so that to add it is to change it",
        ),
        all("traits", OwnerAdding)
            .called("项目特征", "its traits")
            .because("条文按特征适用", "clauses apply by traits"),
        all("mlps_level", OwnerAdding)
            .called("等级保护级别", "the level of classified protection")
            .because("级别决定要求的证据，降级须另行认定", "the level decides which evidence is asked for; a lower one is for others to find"),
        begun("sample", Owner)
            .because("示例不是事实，可以删除；事实不能改作示例", "a sample is not a fact and may be removed; a fact does not become a sample"),
        all("formerly", Owner),
        all("conformance", Owner).called("标准符合情况", "how it meets a standard"),
        all("conformance.standard", Owner),
        all("conformance.status", Owner).called("符合程度", "how far it is met"),
        all("conformance.reason", Owner),
        all("conformance.evidence", Owner),
        all("evidence", Owner),
        all("evidence.**", Owner),
        given("accepted", Owner).called("通过验收的日期", "when it was accepted").because(GATE.zh, GATE.en),
        given("operating", Owner).called("投入运行的日期", "when it went into operation").because(GATE.zh, GATE.en),
        given("started", Owner).called("开工日期", "when construction began").because(GATE.zh, GATE.en),
        all("conformance.clause", Owner),
        once("waiver", Excuser).called("例外", "a waiver"),
        once("waiver.standard", Excuser),
        once("waiver.clause", Excuser),
        once("waiver.reason", Excuser),
        once("waiver.approved_by", Excuser).called("批准单位的代码", "the id of the agency that approved it"),
        once("waiver.approved", Excuser),
        once("waiver.until", Excuser),
        once("order", Orderer),
        once("order.issued", Orderer),
        once("order.deadline", Orderer),
        once("order.about", Orderer),
        once("order.closed", Orderer),
        once("order.clause", Orderer),
        once("order.by", Orderer),
        once("order.risk", Orderer),
    ],
};
