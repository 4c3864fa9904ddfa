//! The columns of agencies, clauses of policies, topics.

use mulu_core::day::Day;
use mulu_core::model::{Agency, Subject};
use mulu_core::registry::{ClauseRef, Coverage, Registry};
use mulu_core::vocabulary::Vocabulary;

use super::super::cell::{Cell, Form};
use super::{Column, cited_list, day, derived, list, stored, text, texts, word};

const STANDINGS: &[(&str, &[&str])] =
    &[("pending", &["未施行"]), ("in-force", &["有效"]), ("expired", &["已届满"]), ("repealed", &["已废止"])];
const COVERAGES: &[(&str, &[&str])] = &[
    ("adopt", &["有标采标"]),
    ("done", &["无标制标"]),
    ("in-progress", &["在制"]),
    ("unadopted", &["有标未采"]),
    ("gap", &["缺标补标"]),
];

/// The columns of agencies.
pub const AGENCIES: &[Column] = &[
    stored("id", "代码", Form::Text, &["单位代码", "机构代码", "agency id"]),
    stored("name", "名称", Form::Text, &["单位名称", "机构名称", "部门名称"]),
    stored("name_en", "英文名称", Form::Text, &[]),
    stored("jurisdiction", "地区代码", Form::Text, &[]),
    stored("roles", "职责", Form::List, &[]),
    stored("uscc", "统一社会信用代码", Form::Text, &[]),
    stored("contact", "联系方式", Form::Text, &[]),
    derived("adoptions", "采用标准数", Form::Whole, &[]),
    derived("filed", "已备案数", Form::Whole, &[]),
    stored("sample", "示例", Form::Flag, &[]),
];

/// The columns of policies' clauses.
pub const CLAUSES: &[Column] = &[
    stored("policy", "办法代码", Form::Text, &[]),
    stored("title", "办法名称", Form::Text, &[]),
    stored("policy_number", "文号", Form::Text, &[]),
    stored("issuer", "发文机关", Form::Text, &[]),
    stored("jurisdiction", "地区代码", Form::Text, &[]),
    stored("issued", "发布日期", Form::Day, &[]),
    stored("effective", "施行日期", Form::Day, &[]),
    stored("expires", "届满日期", Form::Day, &[]),
    derived("standing", "效力", Form::Word(STANDINGS), &[]),
    stored("clause", "条款", Form::Text, &[]),
    stored("text", "条文", Form::Text, &[]),
    stored("subject", "约束对象", Form::Word(Subject::CELLS), &[]),
    stored("when", "适用条件", Form::Text, &[]),
    stored("gate", "关口", Form::Text, &[]),
    stored("mandates", "规定执行的标准", Form::Numbers, &[]),
    derived("mandates_current", "其现行版本", Form::Numbers, &[]),
    stored("requires", "要求的证明", Form::List, &[]),
    stored("approved_by", "例外批准者", Form::Text, &["批准例外"]),
    stored("enforced_by", "核查规则", Form::List, &[]),
];

/// The columns of topics.
pub const TOPICS: &[Column] = &[
    stored("class", "分类代码", Form::Text, &[]),
    stored("class_title", "分类", Form::Text, &[]),
    stored("topic", "主题代码", Form::Text, &[]),
    stored("title", "主题", Form::Text, &[]),
    stored("title_en", "英文名称", Form::Text, &[]),
    derived("coverage", "覆盖", Form::Word(COVERAGES), &[]),
    derived("standards", "标准", Form::Numbers, &[]),
];

/// An agency as a row.
pub fn agency(agency: &Agency) -> Vec<Cell> {
    #[expect(clippy::cast_precision_loss, reason = "a file holds some thousands of filings at most")]
    let count = |count: usize| Cell::Number(count as f64);
    let cell = |column: &Column| match column.key {
        "id" => Cell::Text(agency.id.clone()),
        "name" => text(&agency.name),
        "name_en" => text(&agency.name_en),
        "jurisdiction" => text(&agency.jurisdiction),
        "roles" => texts(&agency.roles),
        "uscc" => text(&agency.uscc),
        "contact" => text(&agency.contact),
        "adoptions" => count(agency.adoptions.len()),
        "filed" => count(agency.adoptions.iter().filter(|filing| filing.filed.is_some()).count()),
        "sample" => Cell::Flag(agency.sample),
        _ => Cell::Empty,
    };
    AGENCIES.iter().map(cell).collect()
}

/// A clause as a row.
pub fn clause(registry: &Registry, found: ClauseRef<'_>, on: Day) -> Vec<Cell> {
    let (policy, clause) = (found.policy, found.clause);
    let current = || {
        let mandated = clause.mandates.iter().flat_map(|cited| registry.in_force(&cited.number, on));
        let mut names: Vec<String> = mandated.map(|index| registry.standards[index].name().to_owned()).collect();
        names.dedup();
        list(names)
    };
    let cell = |column: &Column| match column.key {
        "policy" => Cell::Text(policy.id.clone()),
        "title" => text(&policy.title),
        "policy_number" => text(&policy.number),
        "issuer" => text(&policy.issuer),
        "jurisdiction" => text(&policy.jurisdiction),
        "issued" => day(&policy.issued),
        "effective" => day(&policy.effective),
        "expires" => day(&policy.expires),
        "standing" => word(Some(policy.standing(on).id())),
        "clause" => text(&clause.id),
        "text" => text(&clause.text),
        "subject" => word(clause.subject.as_ref().map(|subject| subject.value.id())),
        "when" => text(&clause.when),
        "gate" => word(clause.gate.as_ref().map(|gate| gate.value.id())),
        "mandates" => cited_list(&clause.mandates),
        "mandates_current" => current(),
        "requires" => texts(&clause.requires),
        "approved_by" => text(&clause.approved_by),
        "enforced_by" => texts(&clause.enforced_by),
        _ => Cell::Empty,
    };
    CLAUSES.iter().map(cell).collect()
}

/// The topics as rows, in the taxonomy's order.
pub fn topics(registry: &Registry, on: Day) -> Vec<Vec<Cell>> {
    registry.coverage(on).iter().map(|coverage| topic(registry, coverage)).collect()
}

/// A topic as a row.
pub fn topic(registry: &Registry, coverage: &Coverage) -> Vec<Cell> {
    let class = &registry.classes[coverage.class];
    let topic = &class.topics[coverage.topic];
    let cell = |column: &Column| match column.key {
        "class" => text(&class.id),
        "class_title" => text(&class.title),
        "topic" => text(&topic.id),
        "title" => text(&topic.title),
        "title_en" => text(&topic.title_en),
        "coverage" => word(Some(coverage.state.id())),
        "standards" => {
            list(coverage.standards.iter().map(|index| registry.standards[*index].name().to_owned()).collect())
        }
        _ => Cell::Empty,
    };
    TOPICS.iter().map(cell).collect()
}
