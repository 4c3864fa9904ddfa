//! An information resource: what an agency holds, and on what terms it shares it (DESIGN 11).
//!
//! The catalogue describes resources; the data themselves, access logs and applications never belong here.

use crate::day::{Day, Duration};
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

use super::field::{
    Actor::{Authority, Owner},
    FILE, all, begun, given, once,
};
use super::kind::{Files, Presentation, RecordKind, SchemaOf};
use super::{Case, FileId, Span, Spanned};
use crate::message::StaticMessage;

/// An entry of the catalogue of government information resources (政务信息资源目录).
#[derive(Clone, Debug)]
pub struct Resource {
    /// Its file.
    pub file: FileId,
    /// Its id: the file's stem.
    pub id: String,
    /// 信息资源名称.
    pub name: Option<Spanned<String>>,
    /// Its English name.
    pub name_en: Option<Spanned<String>>,
    /// 信息资源代码: the class code, and a sequence number behind a slash.
    pub code: Option<Spanned<String>>,
    /// 类、项、目、细目, from the widest to the narrowest.
    pub class: Vec<Spanned<String>>,
    /// 信息资源摘要.
    pub summary: Option<Spanned<String>>,
    /// 信息资源提供方: an agency's id.
    pub provider: Option<Spanned<String>>,
    /// 关联资源: ids of resources.
    pub related: Vec<Spanned<String>>,
    /// 发布日期.
    pub published: Option<Spanned<Day>>,
    /// The base database (基础数据库) that it belongs to.
    pub base: Option<Spanned<String>>,
    /// The theme database (主题数据库) that it belongs to.
    pub theme: Option<Spanned<String>>,
    /// 信息资源格式.
    pub format: Option<Spanned<ResourceFormat>>,
    /// What it is about, where that decides how it is shared.
    pub about: Vec<Spanned<Matter>>,
    /// 共享类型.
    pub sharing: Option<Spanned<Sharing>>,
    /// 共享条件.
    pub condition: Option<Spanned<String>>,
    /// On what ground it is withheld.
    pub basis: Vec<Basis>,
    /// Who confirmed that it is withheld: an agency's id.
    pub confirmed_by: Option<Spanned<String>>,
    /// When.
    pub confirmed: Option<Spanned<Day>>,
    /// 共享方式.
    pub mode: Vec<Spanned<Mode>>,
    /// 更新周期: `P0D` is as it changes (实时).
    pub update: Option<Spanned<Duration>>,
    /// 是否向社会开放, apart from how organs share it.
    pub open: Option<Spanned<Openness>>,
    /// 开放条件.
    pub open_condition: Option<Spanned<String>>,
    /// When it was drawn up: a project's resources are before it is applied for.
    pub compiled: Option<Spanned<Day>>,
    /// Since when it is in the platform's catalogue; absent: not yet.
    pub registered: Option<Spanned<Day>>,
    /// The project that it came from.
    pub project: Option<Spanned<String>>,
    /// Whether the site shows it; absent: it does.
    pub publish: Option<Spanned<bool>>,
    /// Whether it is an example.
    pub sample: bool,
    /// The ids that it had, the oldest first: each still leads here.
    pub formerly: Vec<Spanned<String>>,
    /// 信息项, in the file's order.
    pub items: Vec<InformationItem>,
    /// When it was gone through (清查), in the file's order.
    pub sweeps: Vec<Sweep>,
    /// 疑义校核, in the file's order.
    pub objections: Vec<Objection>,
    /// 共享申请, in the file's order.
    pub requests: Vec<SharingRequest>,
}

vocabulary! {
    /// What a resource is kept as.
    pub enum ResourceFormat {
        /// 数据库.
        Database = "database", "数据库", "database";
        /// 电子表格.
        Table = "table", "电子表格", "table", ["表格"];
        /// 电子文件.
        Document = "document", "电子文件", "document", ["文件", "文档"];
        /// 图形图像.
        Image = "image", "图形图像", "image", ["图像", "图片"];
        /// 数据服务.
        Service = "service", "数据服务", "service", ["服务", "接口服务"];
        /// 其他.
        Other = "other", "其他", "other";
    }
}

vocabulary! {
    /// How organs share a resource (共享类型).
    pub enum Sharing {
        /// 无条件共享.
        Unconditional = "unconditional", "无条件共享", "unconditional", ["强制共享", "无条件"];
        /// 有条件共享.
        Conditional = "conditional", "有条件共享", "conditional", ["条件共享", "有条件"];
        /// 不予共享.
        Withheld = "withheld", "不予共享", "withheld", ["不共享"];
    }
}

vocabulary! {
    /// What a resource is about, where measures decide by that how it is shared.
    pub enum Matter {
        /// 行政许可.
        Licence = "licence", "行政许可", "licence";
        /// 行政处罚.
        Penalty = "penalty", "行政处罚", "penalty";
        /// 跨部门并联审批.
        JointApproval = "joint-approval", "并联审批", "joint approval", ["跨单位并联审批", "跨部门并联审批"];
        /// 协同管理.
        Collaboration = "collaboration", "协同管理", "collaboration";
    }
}

vocabulary! {
    /// How it is provided (共享方式).
    pub enum Mode {
        /// By the sharing platform.
        Platform = "platform", "共享平台", "sharing platform", ["平台"];
        /// From system to system.
        Interface = "interface", "系统对接", "interface", ["接口"];
        /// By a machine that stands before the system.
        FrontEndMachine = "front-end-machine", "前置机", "front-end machine", ["前置机共享"];
        /// Query by query.
        Query = "query", "联机查询", "query", ["查询"];
        /// By the batch.
        Batch = "batch", "批量下载", "batch", ["部门批量下载", "批量"];
    }
}

vocabulary! {
    /// Whether society may have it (社会开放).
    pub enum Openness {
        /// No.
        No = "no", "不开放", "not open", ["不予开放", "否"];
        /// On terms.
        Conditional = "conditional", "有条件开放", "open on terms", ["条件开放"];
        /// Yes.
        Yes = "yes", "开放", "open", ["无条件开放", "是"];
    }
}

vocabulary! {
    /// What kind of text a ground is.
    pub enum BasisKind {
        /// 法律.
        Law = "law", "法律", "law";
        /// 行政法规.
        AdministrativeRegulation = "administrative-regulation", "行政法规", "administrative regulation";
        /// 部门规章.
        MinistryRule = "ministry-rule", "部门规章", "ministry rule", ["部委规章"];
        /// 党中央、国务院政策.
        CentralPolicy = "central-policy", "党中央、国务院政策", "central policy";
        /// 地方性法规.
        LocalRegulation = "local-regulation", "地方性法规", "local regulation";
        /// 地方政府规章.
        LocalRule = "local-rule", "地方政府规章", "local government rule";
        /// Anything else.
        Other = "other", "其他文件", "other document";
    }
}

vocabulary! {
    /// By what an item tells one thing from another, wherever it is kept.
    pub enum Identifier {
        /// 法定身份证号.
        IdNumber = "id-number", "法定身份证号", "identity number", ["身份证号", "公民身份号码"];
        /// 统一社会信用代码.
        Uscc = "uscc", "统一社会信用代码", "unified social credit code";
        /// 不动产单元号.
        RealEstateUnit = "real-estate-unit", "不动产单元号", "real-estate unit number";
        /// 城市部件代码.
        CityPart = "city-part", "城市部件代码", "city part code";
    }
}

vocabulary! {
    /// What came of an objection.
    pub enum ObjectionOutcome {
        /// The data were corrected.
        Corrected = "corrected", "已修正", "corrected";
        /// The data were right.
        Upheld = "upheld", "核实无误", "upheld";
    }
}

/// A ground on which a resource is withheld: which article of what, and what kind of text that is.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The title of the text.
    pub title: Option<Spanned<String>>,
    /// The article.
    pub article: Option<Spanned<String>>,
    /// What kind of text it is.
    pub kind: Option<Spanned<BasisKind>>,
    /// The last day on which it was in force, where it no longer is.
    pub until: Option<Spanned<Day>>,
    /// The whole table.
    pub span: Span,
}

/// An item of a resource (信息项).
#[derive(Clone, Debug)]
pub struct InformationItem {
    /// Its name.
    pub name: Option<Spanned<String>>,
    /// Its English name.
    pub name_en: Option<Spanned<String>>,
    /// The type of its values, and their length: `C28`.
    pub kind: Option<Spanned<String>>,
    /// By what it identifies, if it does.
    pub identifier: Option<Spanned<Identifier>>,
    /// The resource that it is taken from instead of being collected again: a resource's id.
    pub from: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

/// A day on which a catalogue was gone through: of one resource, or of all that an agency has.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// The day.
    pub date: Option<Spanned<Day>>,
    /// What was found or done.
    pub result: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

/// A doubt about shared data, and what came of it.
#[derive(Clone, Debug)]
pub struct Objection {
    /// Who raised it: an agency's id.
    pub by: Option<Spanned<String>>,
    /// When.
    pub date: Option<Spanned<Day>>,
    /// What is doubted, without the data.
    pub about: Option<Spanned<String>>,
    /// When it was answered.
    pub answered: Option<Spanned<Day>>,
    /// What came of it.
    pub result: Option<Spanned<ObjectionOutcome>>,
    /// When those who use the resource were notified.
    pub told: Option<Spanned<Day>>,
    /// The whole table.
    pub span: Span,
}

/// A request to share it on its terms: who asked, and the days of the steps that the measure sets, as a case has them.
#[derive(Clone, Debug)]
pub struct SharingRequest {
    /// Who asked: an agency's id.
    pub by: Option<Spanned<String>>,
    /// The days, and how it ended.
    pub case: Case,
}

/// Information resources: what is declared of them, and of each of their keys.
pub(super) const KIND: RecordKind = RecordKind {
    id: "resource",
    name: StaticMessage { zh: "信息资源", en: "information resource" },
    counted: ("信息资源", "项"),
    plural: StaticMessage { zh: "信息资源", en: "Information resources" },
    files: Files::Many { folder: "resources", ending: "toml", below: true },
    identity: &["code", "name"],
    schemas: &[SchemaOf {
        name: "resource",
        path: "resources/agency/id.toml",
        files: "resources/*/*.toml",
        about: "`resources/*/*.toml`",
    }],
    ending: None,
    sheet: Presentation::Derived,
    pages: Presentation::Written,
    fields: &[
        all(FILE, Owner),
        all("name", Owner).headed(&["信息资源名称", "资源名称", "名称"]),
        all("name_en", Owner),
        all("code", Owner).called("信息资源代码", "its code").headed(&["资源代码"]),
        all("class", Owner)
            .called("类、项、目、细目", "its classes, from the widest to the narrowest")
            .headed(&["信息资源分类"]),
        all("abstract", Owner)
            .called("摘要", "what it holds, in a few sentences")
            .headed(&["信息资源摘要", "资源摘要"]),
        given("provider", Owner).called("提供方的代码", "the id of the agency that provides it").headed(&[
            "信息资源提供方",
            "提供方",
            "提供单位",
        ]),
        all("related", Owner).called("关联资源", "ids of related resources").headed(&["关联资源代码"]),
        all("published", Owner).called("发布日期", "when it was published"),
        all("base", Owner).called("所属基础数据库", "the base database that it belongs to").headed(&["基础数据库"]),
        all("theme", Owner).called("所属主题数据库", "the theme database that it belongs to").headed(&["主题数据库"]),
        all("format", Owner)
            .called("信息资源格式", "what it is kept as")
            .headed(&["资源格式", "数据格式"])
            .of_words(ResourceFormat::CELLS),
        all("about", Owner)
            .called("涉及：决定共享类型的事项", "what it is about, where that decides how it is shared")
            .of_words(Matter::CELLS),
        all("sharing", Owner).called("共享类型", "how organs share it").headed(&["共享类别"]).of_words(Sharing::CELLS),
        all("condition", Owner).called("共享条件", "on what terms it is shared"),
        all("basis", Owner).called("不予共享的依据", "the grounds on which it is withheld"),
        all("basis.**", Owner),
        all("confirmed_by", Authority).called("确认单位的代码", "the id of the agency that confirmed it"),
        all("confirmed", Authority).called("确认日期", "when that was confirmed"),
        all("mode", Owner).called("共享方式", "how it is provided").headed(&["提供方式"]).of_words(Mode::CELLS),
        all("update", Owner)
            .called("更新周期；P0D 是实时", "how often it is updated; P0D: as it changes")
            .headed(&["更新周期", "更新时限"]),
        all("open", Owner)
            .called("是否向社会开放", "whether society may have it")
            .headed(&["社会开放", "开放属性"])
            .of_words(Openness::CELLS),
        all("open_condition", Owner).called("开放条件", "on what terms it is open"),
        all("compiled", Owner).called("编制日期", "when it was drawn up"),
        all("registered", Owner)
            .called("登记到平台的日期；不写则未登记", "since when it is on the platform; absent: not yet")
            .headed(&["登记日期"]),
        all("project", Owner).called("来源项目的代码", "the id of the project that it came from").headed(&["来源项目"]),
        all("publish", Owner).called("是否在网站公布；不写则公布", "whether the site shows it; absent: it does"),
        begun("sample", Owner),
        all("formerly", Owner),
        all("item", Owner).called("信息项", "the items of the resource"),
        all("item.**", Owner),
        once("sweep", Owner).called("清查", "when it was checked"),
        once("sweep.**", Owner),
        once("objection", Authority).called("疑义校核", "objections to shared data"),
        once("objection.by", Authority),
        once("objection.date", Authority),
        once("objection.about", Authority),
        once("objection.answered", Owner).called("答复日期", "when it was answered"),
        once("objection.result", Owner),
        once("objection.told", Owner).called("告知使用单位的日期", "when users were notified"),
        once("request", Authority).called("共享申请", "requests to share it on its terms"),
        once("request.**", Authority),
    ],
};

impl Resource {
    /// What to call it in a sentence: its name, else its id.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.name.as_ref().map_or(&self.id, |name| &name.value)
    }

    /// Where its name stands; the beginning of its file, where it has none.
    #[must_use]
    pub fn name_span(&self) -> Span {
        self.name.as_ref().map_or(Span { start: 0, end: 0 }, |name| name.span)
    }

    /// Whether the site shows it.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.publish.as_ref().is_none_or(|publish| publish.value)
    }

    /// How organs share it, if that is said.
    #[must_use]
    pub fn shared(&self) -> Option<Sharing> {
        self.sharing.as_ref().map(|sharing| sharing.value)
    }

    /// Whether it is in the platform's catalogue on the day.
    #[must_use]
    pub fn is_registered(&self, day: Day) -> bool {
        self.registered.as_ref().is_some_and(|registered| registered.value <= day)
    }
}

impl Objection {
    /// Whether somebody waits for an answer on the day.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        let by = |date: &Option<Spanned<Day>>| date.as_ref().is_some_and(|date| date.value <= day);
        by(&self.date) && !by(&self.answered)
    }
}
