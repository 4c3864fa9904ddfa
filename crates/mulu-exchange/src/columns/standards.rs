//! The columns of standards. Their aliases are the headers of the national and local platforms' own exports.

use mulu_core::day::{Day, ReviewState, Status};
use mulu_core::model::{Binding, Catalogue, DocumentForm, Listing, STEPS, Spanned, Standard};
use mulu_core::number::{Level, Nature};
use mulu_core::registry::{Force, Registry};
use mulu_core::vocabulary::Vocabulary;

use super::super::cell::{Cell, CellForm};
use super::{Column, canonical, cited, cited_list, day, derived, list, rows, said, same, stored, text, texts, word};

/// The columns.
pub const COLUMNS: &[Column] = &[
    stored(
        "number",
        "标准号",
        CellForm::Number,
        &["标准编号", "标准号码", "编号", "标准代号", "standard number", "standard no", "no"],
    ),
    stored(
        "title",
        "标准名称",
        CellForm::Text,
        &["中文名称", "标准中文名称", "中文标准名称", "名称", "name", "chinese title"],
    ),
    stored("title_en", "英文名称", CellForm::Text, &["标准英文名称", "英文标准名称", "english title", "english name"]),
    stored("level", "层级", CellForm::Word(Level::CELLS), &["标准层级", "标准级别"]),
    derived("nature", "性质", CellForm::Word(Nature::CELLS), &["标准性质"]),
    derived("status", "状态", CellForm::Word(Status::CELLS), &["标准状态", "现行状态", "有效性", "state"]),
    stored("issued", "发布日期", CellForm::Day, &["颁布日期", "发布时间", "批准日期", "issue date", "published"]),
    stored(
        "effective",
        "实施日期",
        CellForm::Day,
        &["生效日期", "实施时间", "施行日期", "implemented", "implementation date"],
    ),
    stored("withdrawn", "废止日期", CellForm::Day, &["作废日期", "废止时间", "withdrawal date"]),
    stored(
        "replaces",
        "代替标准",
        CellForm::Numbers,
        &["替代标准", "代替标准号", "替代标准号", "代替号", "代替", "替代", "全部代替标准"],
    ),
    stored("partly_replaces", "部分代替标准", CellForm::Numbers, &["部分代替", "部分替代", "部分替代标准"]),
    derived(
        "replaced_by",
        "被代替标准",
        CellForm::Numbers,
        &["被替代标准", "替代者", "被代替", "被替代", "被代替标准号"],
    ),
    derived("current", "现行版本", CellForm::Numbers, &[]),
    stored("ics", "ICS", CellForm::Ics, &["国际标准分类号", "国际标准分类", "ics分类号", "ics分类", "ics号"]),
    stored(
        "ccs",
        "CCS",
        CellForm::List,
        &["中标分类", "中标分类号", "中国标准分类号", "中国标准分类", "ccs分类号", "ccs号"],
    ),
    stored(
        "issuer",
        "发布单位",
        CellForm::Text,
        &["发布部门", "发布机构", "发布机关", "归口单位", "归口部门", "归口", "主管部门", "publisher"],
    ),
    stored("adopts", "采用国际标准", CellForm::Rows(&["number", "degree"]), &["采标", "采用标准"]),
    stored("classes", "分类", CellForm::List, &["类别", "体系分类", "class"]),
    stored("topics", "主题", CellForm::List, &["topic"]),
    stored("keywords", "关键词", CellForm::List, &["关键字"]),
    stored("catalogue_status", "目录状态", CellForm::Word(Listing::CELLS), &[]),
    stored("listed", "列入日期", CellForm::Day, &[]),
    stored("delisted", "移出日期", CellForm::Day, &[]),
    stored("binding", "目录约束力", CellForm::Word(Binding::CELLS), &[]),
    stored("mandated_by", "强制依据", CellForm::List, &[]),
    stored("applies_to", "适用特征", CellForm::List, &[]),
    stored("when", "适用条件", CellForm::Text, &[]),
    stored("excluded_reason", "不适用理由", CellForm::Text, &[]),
    derived("force", "约束力", CellForm::Word(Force::CELLS), &[]),
    derived("review_due", "下次复审", CellForm::Day, &[]),
    derived("review_state", "复审状态", CellForm::Word(ReviewState::CELLS), &[]),
    stored("review_cycle", "复审周期", CellForm::Text, &[]),
    stored("review", "复审记录", CellForm::Rows(&["date", "conclusion", "by", "reason", "evidence", "due"]), &[]),
    stored("form", "文件形式", CellForm::Word(DocumentForm::CELLS), &[]),
    stored("drafting_application", "项目申请日期", CellForm::Day, &[]),
    stored("drafting_approval", "立项日期", CellForm::Day, &[]),
    stored("drafting_drafting", "起草日期", CellForm::Day, &[]),
    stored("drafting_consultation", "征求意见日期", CellForm::Day, &[]),
    stored("drafting_consultation_until", "征求意见截止", CellForm::Day, &[]),
    stored("drafting_evaluation", "评审日期", CellForm::Day, &[]),
    stored("drafting_publication", "批准发布日期", CellForm::Day, &[]),
    stored("source", "来源", CellForm::Rows(&["url", "title", "checked"]), &[]),
    stored("sample", "示例", CellForm::Flag, &[]),
    stored("body", "说明", CellForm::Text, &["备注", "备注说明", "notes", "remarks"]),
    stored("id", "代码", CellForm::Text, &["记录代码"]),
];

/// A standard as a row.
pub fn row(registry: &Registry, index: usize, on: Day) -> Vec<Cell> {
    let standard = &registry.standards[index];
    COLUMNS.iter().map(|column| cell(registry, index, standard, column.key, on)).collect()
}

fn cell(registry: &Registry, index: usize, standard: &Standard, key: &str, on: Day) -> Cell {
    let names =
        |standards: &[usize]| list(standards.iter().map(|at| registry.standards[*at].name().to_owned()).collect());
    match key {
        "number" => cited(&standard.number),
        "title" => text(&standard.title),
        "title_en" => text(&standard.title_en),
        "level" => word(standard.level().map(Level::id)),
        "nature" => word(registry.nature(index).map(Nature::id)),
        "status" => word(Some(registry.status(index, on).id())),
        "issued" => day(&standard.issued),
        "effective" => day(&standard.effective),
        "withdrawn" => day(&standard.withdrawn),
        "replaces" => cited_list(&standard.replaces),
        "partly_replaces" => cited_list(&standard.partly_replaces),
        "replaced_by" => names(registry.successors(index)),
        "current" => names(&registry.succession(index, on).current),
        "ics" => texts(&standard.ics),
        "ccs" => texts(&standard.ccs),
        "issuer" => text(&standard.issuer),
        "adopts" => adopts(standard),
        "classes" => texts(&standard.classes),
        "topics" => texts(&standard.topics),
        "keywords" => texts(&standard.keywords),
        "force" => word(Some(registry.binding(index, on).force.id())),
        "review_due" => registry.next_review(index, on).map_or(Cell::Empty, |review| Cell::Day(review.due)),
        "review_state" => registry.next_review(index, on).map_or(Cell::Empty, |review| word(Some(review.state.id()))),
        "review_cycle" => {
            standard.review_cycle.as_ref().map_or(Cell::Empty, |cycle| Cell::Text(cycle.value.to_string()))
        }
        "review" => reviews(standard),
        "form" => word(standard.form.as_ref().map(|form| form.value.id())),
        "source" => sources(standard),
        "sample" => Cell::Flag(standard.sample),
        "body" => Some(registry.written(standard.file, standard.body))
            .filter(|body| !body.is_empty())
            .map_or(Cell::Empty, |body| Cell::Text(body.into_owned())),
        "id" => Cell::Text(standard.id.clone()),
        _ => drafting(standard, key)
            .unwrap_or_else(|| standard.catalogue.as_ref().map_or(Cell::Empty, |entry| catalogue(entry, key))),
    }
}

fn catalogue(entry: &Catalogue, key: &str) -> Cell {
    match key {
        "catalogue_status" => word(entry.status.as_ref().map(|status| status.value.id())),
        "listed" => day(&entry.listed),
        "delisted" => day(&entry.delisted),
        "binding" => word(entry.binding.as_ref().map(|binding| binding.value.id())),
        "mandated_by" => texts(&entry.mandated_by),
        "applies_to" => texts(&entry.applies_to),
        "when" => text(&entry.when),
        "excluded_reason" => text(&entry.reason),
        _ => Cell::Empty,
    }
}

fn drafting(standard: &Standard, key: &str) -> Option<Cell> {
    let step = key.strip_prefix("drafting_")?;
    let Some(drafting) = &standard.drafting else { return Some(Cell::Empty) };
    let at = STEPS.iter().position(|known| *known == step);
    Some(day(at.map_or(&drafting.consultation_until, |at| &drafting.steps[at])))
}

fn adopts(standard: &Standard) -> Cell {
    let line = |adopts: &mulu_core::model::Adopts| vec![said(&adopts.number, canonical), said(&adopts.degree, same)];
    rows(standard.adopts.iter().map(line).collect())
}

fn sources(standard: &Standard) -> Cell {
    let line = |source: &mulu_core::model::FactSource| {
        vec![said(&source.url, same), said(&source.title, same), said(&source.checked, Day::to_string)]
    };
    rows(standard.sources.iter().map(line).collect())
}

fn reviews(standard: &Standard) -> Cell {
    let date = |date: &Option<Spanned<Day>>| said(date, Day::to_string);
    let line = |review: &mulu_core::model::RecordedReview| {
        let conclusion = said(&review.conclusion, |conclusion| conclusion.id().to_owned());
        let (by, reason, evidence) = (said(&review.by, same), said(&review.reason, same), said(&review.evidence, same));
        vec![date(&review.date), conclusion, by, reason, evidence, date(&review.due)]
    };
    rows(standard.reviews.iter().map(line).collect())
}
