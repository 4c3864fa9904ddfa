//! The columns of projects.

use mulu_core::day::Day;
use mulu_core::model::{Project, Stage};
use mulu_core::registry::Registry;
use mulu_core::vocabulary::Vocabulary;

use super::super::cell::{Cell, CellForm};
use super::{Column, canonical, day, derived, rows, said, same, stored, text, texts, word};

/// The columns.
pub const COLUMNS: &[Column] = &[
    stored("id", "项目代码", CellForm::Text, &["代码"]),
    stored("name", "项目名称", CellForm::Text, &["名称", "project", "project name"]),
    stored("name_en", "英文名称", CellForm::Text, &["项目英文名称", "english name"]),
    stored("agency", "建设单位", CellForm::Text, &["单位代码", "项目单位", "单位", "业主单位"]),
    derived("agency_name", "单位名称", CellForm::Text, &["建设单位名称"]),
    stored("jurisdiction", "地区代码", CellForm::Text, &["行政区划代码", "行政区划", "地区"]),
    stored("stage", "阶段", CellForm::Word(Stage::CELLS), &["项目阶段", "建设阶段", "状态"]),
    stored("approved", "批准日期", CellForm::Day, &["立项日期", "批复日期"]),
    stored("investment", "投资（万元）", CellForm::Amount, &["投资", "总投资", "投资额", "项目投资"]),
    stored("major", "重大项目", CellForm::Flag, &["是否重大项目", "重大"]),
    stored("classified", "涉密", CellForm::Flag, &["是否涉密"]),
    stored("traits", "特征", CellForm::List, &["项目特征"]),
    stored("mlps_level", "等保级别", CellForm::Whole, &["等级保护级别", "等保"]),
    stored("conformance", "标准符合情况", CellForm::Rows(&["standard", "status", "reason", "evidence"]), &[]),
    stored("evidence", "证明材料", CellForm::Rows(&["kind", "ref", "issued", "expires"]), &[]),
    stored(
        "waiver",
        "例外",
        CellForm::Rows(&["standard", "clause", "reason", "approved_by", "approved", "until"]),
        &[],
    ),
    stored("order", "整改令", CellForm::Rows(&["issued", "deadline", "about", "closed"]), &[]),
    stored("sample", "示例", CellForm::Flag, &[]),
];

/// A project as a row.
pub fn row(registry: &Registry, project: &Project) -> Vec<Cell> {
    let owner = project.agency.as_ref().and_then(|id| registry.agency(&id.value)).map(|at| &registry.agencies[at]);
    let cell = |column: &Column| match column.key {
        "id" => Cell::Text(project.id.clone()),
        "name" => text(&project.name),
        "name_en" => text(&project.name_en),
        "agency" => text(&project.agency),
        "agency_name" => owner.map_or(Cell::Empty, |agency| text(&agency.name)),
        "jurisdiction" => text(&project.jurisdiction),
        "stage" => word(project.stage.as_ref().map(|stage| stage.value.id())),
        "approved" => day(&project.approved),
        "investment" => project.investment.as_ref().map_or(Cell::Empty, |amount| Cell::Number(amount.value)),
        "major" => Cell::Flag(project.major),
        "classified" => Cell::Flag(project.classified),
        "traits" => texts(&project.traits),
        #[expect(clippy::cast_precision_loss, reason = "1 to 5")]
        "mlps_level" => project.mlps_level.as_ref().map_or(Cell::Empty, |level| Cell::Number(level.value as f64)),
        "conformance" => conformance(project),
        "evidence" => evidence(project),
        "waiver" => waivers(project),
        "order" => orders(project),
        "sample" => Cell::Flag(project.sample),
        _ => Cell::Empty,
    };
    COLUMNS.iter().map(cell).collect()
}

fn conformance(project: &Project) -> Cell {
    let line = |declared: &mulu_core::model::Conformance| {
        let status = said(&declared.status, |status| status.id().to_owned());
        vec![said(&declared.standard, canonical), status, said(&declared.reason, same), said(&declared.evidence, same)]
    };
    rows(project.conformance.iter().map(line).collect())
}

fn evidence(project: &Project) -> Cell {
    let line = |piece: &mulu_core::model::Evidence| {
        let (issued, expires) = (said(&piece.issued, Day::to_string), said(&piece.expires, Day::to_string));
        vec![said(&piece.kind, same), said(&piece.reference, same), issued, expires]
    };
    rows(project.evidence.iter().map(line).collect())
}

fn waivers(project: &Project) -> Cell {
    let line = |waiver: &mulu_core::model::Waiver| {
        let (standard, clause) = (said(&waiver.standard, canonical), said(&waiver.clause, same));
        let (approved, until) = (said(&waiver.approved, Day::to_string), said(&waiver.until, Day::to_string));
        vec![standard, clause, said(&waiver.reason, same), said(&waiver.approved_by, same), approved, until]
    };
    rows(project.waivers.iter().map(line).collect())
}

fn orders(project: &Project) -> Cell {
    let line = |order: &mulu_core::model::Order| {
        let (issued, deadline) = (said(&order.issued, Day::to_string), said(&order.deadline, Day::to_string));
        vec![issued, deadline, said(&order.about, same), said(&order.closed, Day::to_string)]
    };
    rows(project.orders.iter().map(line).collect())
}
