//! The columns of cases: those that every case may have, and a day for each that the steps of measures name.

use std::sync::LazyLock;

use mulu_core::model::{Case, DAYS};

use super::super::cell::{Cell, CellForm};
use super::{Column, day, stored, text};

/// The columns that are no days of steps.
const OWN: &[Column] = &[
    stored("procedure", "办理依据", CellForm::Text, &["依据", "依据条款", "事项", "办理事项", "程序"]),
    stored(
        "ref",
        "编号",
        CellForm::Text,
        &["受理编号", "申请编号", "办件编号", "业务编号", "流水号", "办件号", "reference"],
    ),
    stored("project", "项目", CellForm::Text, &["项目代码", "项目名称"]),
    stored("agency", "办理单位", CellForm::Text, &["提供部门", "提供单位", "单位", "单位代码"]),
];

/// How a case ends.
const END: &[Column] = &[
    stored("refused", "不予办理日期", CellForm::Day, &["不予受理日期", "不予受理时间", "驳回时间", "退回时间"]),
    stored("reason", "理由", CellForm::Text, &["不予办理理由", "不予受理原因", "驳回原因", "退回原因", "原因"]),
];

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let days = DAYS.iter().map(|(key, words, names)| stored(key, words.zh, CellForm::Day, names));
    OWN.iter().copied().chain(days).chain(END.iter().copied()).collect()
});

static KEYS: LazyLock<Vec<&'static str>> = LazyLock::new(|| COLUMNS.iter().map(|column| column.key).collect());

/// The keys of a case, in order.
pub fn keys() -> &'static [&'static str] {
    &KEYS
}

/// The columns.
pub fn columns() -> &'static [Column] {
    &COLUMNS
}

/// A case as a row.
pub fn row(case: &Case) -> Vec<Cell> {
    let cell = |column: &Column| match column.key {
        "procedure" => text(&case.procedure),
        "ref" => text(&case.reference),
        "project" => text(&case.project),
        "agency" => text(&case.agency),
        "refused" => day(&case.refused),
        "reason" => text(&case.reason),
        key => case.day(key).map_or(Cell::Empty, |day| Cell::Day(day.value)),
    };
    columns().iter().map(cell).collect()
}
