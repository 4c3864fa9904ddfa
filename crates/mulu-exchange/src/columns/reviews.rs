//! The columns of reviews (Art. 20): what one meeting concluded, a row for each standard.

use mulu_core::model::{Conclusion, RecordedReview, Standard};
use mulu_core::vocabulary::Vocabulary;

use super::super::cell::{Cell, CellForm};
use super::{Column, cited, day, derived, stored, text, word};

/// The columns.
pub const COLUMNS: &[Column] = &[
    stored("number", "标准号", CellForm::Number, &["标准编号", "编号", "standard", "standard number"]),
    derived("title", "标准名称", CellForm::Text, &["名称", "中文名称"]),
    stored("date", "复审日期", CellForm::Day, &["日期", "会议日期", "复审时间", "结论日期", "on"]),
    stored("conclusion", "复审结论", CellForm::Word(Conclusion::CELLS), &["结论", "复审意见"]),
    stored("by", "复审单位", CellForm::Text, &["单位", "结论单位", "作出结论的单位"]),
    stored("reason", "复审理由", CellForm::Text, &["理由", "原因"]),
    stored("evidence", "复审依据", CellForm::Text, &["依据", "会议纪要", "纪要", "证明材料"]),
    stored("due", "完成期限", CellForm::Day, &["期限", "修订或废止期限"]),
];

/// A review as a row.
pub fn row(standard: &Standard, review: &RecordedReview) -> Vec<Cell> {
    let cell = |column: &Column| match column.key {
        "number" if standard.number.is_none() => Cell::Text(standard.id.clone()),
        "number" => cited(&standard.number),
        "title" => text(&standard.title),
        "date" => day(&review.date),
        "conclusion" => word(review.conclusion.as_ref().map(|conclusion| conclusion.value.id())),
        "by" => text(&review.by),
        "reason" => text(&review.reason),
        "evidence" => text(&review.evidence),
        "due" => day(&review.due),
        _ => Cell::Empty,
    };
    COLUMNS.iter().map(cell).collect()
}

/// The reviews of a standard as rows.
pub fn rows(standard: &Standard) -> Vec<Vec<Cell>> {
    standard.reviews.iter().map(|review| row(standard, review)).collect()
}
