//! The columns of filings (备案登记, Art. 9): an agency and a standard that it has adopted.

use mulu_core::day::{Day, Status};
use mulu_core::model::{Agency, Filing, Progress};
use mulu_core::registry::{CitationTarget, Registry};
use mulu_core::vocabulary::Vocabulary;

use super::super::cell::{Cell, CellForm};
use super::{Column, cited, day, derived, stored, text, texts, word};

/// The columns.
pub const COLUMNS: &[Column] = &[
    stored("agency", "单位代码", CellForm::Text, &["备案单位", "采标单位", "实施单位", "单位", "agency id"]),
    derived("agency_name", "单位名称", CellForm::Text, &[]),
    stored("standard", "标准号", CellForm::Number, &["标准编号", "标准", "采用标准号", "number", "standard number"]),
    derived("title", "标准名称", CellForm::Text, &["中文名称", "名称"]),
    derived("edition", "版本状态", CellForm::Word(Status::CELLS), &[]),
    stored("status", "实施情况", CellForm::Word(Progress::CELLS), &["实施状态", "状态", "实施进度"]),
    stored("since", "起始日期", CellForm::Day, &["实施日期", "实施起始日期", "采用日期", "自"]),
    stored("filed", "备案日期", CellForm::Day, &["备案登记日期", "登记日期"]),
    stored("systems", "系统", CellForm::List, &["应用系统", "业务系统", "使用系统"]),
    stored("evidence", "证明材料", CellForm::Text, &["佐证材料", "依据"]),
];

/// A filing as a row.
pub fn row(registry: &Registry, agency: &Agency, filing: &Filing, on: Day) -> Vec<Cell> {
    let target = filing.standard.as_ref().map(|cited| registry.target(&cited.number));
    let edition = match target {
        Some(CitationTarget::Edition(index)) => Some(index),
        _ => None,
    };
    let cell = |column: &Column| match column.key {
        "agency" => Cell::Text(agency.id.clone()),
        "agency_name" => text(&agency.name),
        "standard" => cited(&filing.standard),
        "title" => edition.map_or(Cell::Empty, |index| text(&registry.standards[index].title)),
        "edition" => word(edition.map(|index| registry.status(index, on).id())),
        "status" => word(filing.status.as_ref().map(|status| status.value.id())),
        "since" => day(&filing.since),
        "filed" => day(&filing.filed),
        "systems" => texts(&filing.systems),
        "evidence" => text(&filing.evidence),
        _ => Cell::Empty,
    };
    COLUMNS.iter().map(cell).collect()
}
