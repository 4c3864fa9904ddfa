//! The cases of a procedure in a year: days and outcomes, no applications, no names of persons (DESIGN 12).

use crate::day::Day;
use crate::message::StaticMessage;

use super::field::{Actor::Authority, FILE, all, given, once};
use super::kind::{Files, Presentation, RecordKind, SchemaOf};
use super::{FileId, Span, Spanned};

/// A docket: a file of the cases of a procedure in a year.
#[derive(Clone, Debug)]
pub struct Docket {
    /// Its file.
    pub file: FileId,
    /// Its id: the file's stem.
    pub id: String,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// Its English title.
    pub title_en: Option<Spanned<String>>,
    /// Whether it is an example.
    pub sample: bool,
    /// The ids that it had, the oldest first: each still leads here.
    pub formerly: Vec<Spanned<String>>,
    /// Its cases, in the file's order.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The clause whose steps it goes through, as `policy#clause`.
    pub procedure: Option<Spanned<String>>,
    /// What the platform calls it.
    pub reference: Option<Spanned<String>>,
    /// The project that it is about.
    pub project: Option<Spanned<String>>,
    /// The agency that does what a step leaves to `agency`; absent: the project's.
    pub agency: Option<Spanned<String>>,
    /// When it was refused, which ends it.
    pub refused: Option<Spanned<Day>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// The days that the procedure's steps name, as the file has them.
    pub days: Vec<(Spanned<String>, Spanned<Day>)>,
    /// The whole table.
    pub span: Span,
}

impl Case {
    /// The day with a name.
    #[must_use]
    pub fn day(&self, name: &str) -> Option<&Spanned<Day>> {
        self.days.iter().find(|(own, _)| own.value == name).map(|(_, day)| day)
    }

    /// What to call it in a sentence.
    #[must_use]
    pub fn name(&self) -> &str {
        self.reference.as_ref().or(self.procedure.as_ref()).map_or("", |name| &name.value)
    }

    /// Where it is named.
    #[must_use]
    pub fn name_span(&self) -> Span {
        self.reference.as_ref().or(self.procedure.as_ref()).map_or(self.span, |name| name.span)
    }
}

/// What the days of the shipped measures' steps are called: the key, its words, and what else a platform's export calls it.
pub const DAYS: &[(&str, StaticMessage, &[&str])] = &[
    ("applied", StaticMessage { zh: "申请", en: "applied" }, &["申请日期", "申请时间", "提交时间", "申请提交时间"]),
    ("accepted", StaticMessage { zh: "受理", en: "accepted" }, &["受理日期", "受理时间"]),
    ("examined", StaticMessage { zh: "审核", en: "examined" }, &["审核日期", "审核时间", "审核完成时间"]),
    (
        "test_opened",
        StaticMessage { zh: "开通测试环境", en: "test environment opened" },
        &["测试开始", "测试环境开通时间"],
    ),
    ("tested", StaticMessage { zh: "测试结束", en: "tested" }, &["测试结束时间", "测试完成时间"]),
    ("trial_opened", StaticMessage { zh: "试运行开始", en: "trial begun" }, &["试运行开始时间", "试用开通时间"]),
    ("trial_ended", StaticMessage { zh: "试运行结束", en: "trial ended" }, &["试运行结束时间"]),
    ("change_applied", StaticMessage { zh: "申请变更", en: "change applied for" }, &["变更申请", "变更申请时间"]),
    ("change_examined", StaticMessage { zh: "变更审核", en: "change examined" }, &["变更审核时间"]),
    ("changed", StaticMessage { zh: "变更", en: "changed" }, &["变更完成时间", "变更时间"]),
    ("end_applied", StaticMessage { zh: "申请终止", en: "end applied for" }, &["终止申请", "终止申请时间"]),
    ("end_examined", StaticMessage { zh: "终止审核", en: "end examined" }, &["终止审核时间"]),
    ("recovered", StaticMessage { zh: "资源回收", en: "resources recovered" }, &["资源回收时间", "回收时间"]),
    ("online", StaticMessage { zh: "上线", en: "online" }, &["上线时间"]),
    (
        "old_system_removed",
        StaticMessage { zh: "原系统停用", en: "old system removed" },
        &["原系统停用时间", "旧系统停用"],
    ),
    ("received", StaticMessage { zh: "收到申请", en: "received" }, &["转交时间", "提供部门收到时间", "收到时间"]),
    ("authorised", StaticMessage { zh: "授权", en: "authorised" }, &["授权日期", "授权时间", "授权完成时间"]),
    ("notified", StaticMessage { zh: "告知", en: "notified" }, &["告知时间", "答复时间", "通知时间"]),
    ("updated", StaticMessage { zh: "更新", en: "updated" }, &["更新时间"]),
];

/// What the day of a step is called; none where the shipped measures have no such day.
#[must_use]
pub fn day_words(key: &str) -> Option<StaticMessage> {
    DAYS.iter().find(|(own, ..)| *own == key).map(|(_, words, _)| *words)
}

pub(super) const KIND: RecordKind = RecordKind {
    id: "case",
    name: StaticMessage { zh: "办件册", en: "docket" },
    counted: ("办件册", "册"),
    plural: StaticMessage { zh: "办件", en: "Cases" },
    files: Files::Many { folder: "cases", ending: "toml", below: false },
    identity: &["title"],
    schemas: &[SchemaOf { name: "case", path: "cases/id.toml", files: "cases/*.toml", about: "`cases/*.toml`" }],
    ending: Some(StaticMessage {
        zh: "办结的办件留作统计",
        en: "cases that ended stay: what organs took for them is counted",
    }),
    sheet: Presentation::Written,
    pages: Presentation::Derived,
    fields: &[
        all(FILE, Authority),
        all("title", Authority),
        all("title_en", Authority),
        given("sample", Authority),
        all("formerly", Authority),
        once("case", Authority),
        once("case.**", Authority),
    ],
};
