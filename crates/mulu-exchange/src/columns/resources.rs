//! The columns of information resources: those of the national guide, and what is derived.

use mulu_core::day::Day;
use mulu_core::model::{Format, Openness, Resource, Sharing};
use mulu_core::registry::Registry;
use mulu_core::vocabulary::Vocabulary;

use super::super::cell::{Cell, Form};
use super::{Column, day, derived, list, rows, said, same, stored, text, texts, word};

/// The columns.
pub const COLUMNS: &[Column] = &[
    stored("id", "记录代码", Form::Text, &[]),
    stored("code", "信息资源代码", Form::Text, &["资源代码"]),
    stored("name", "信息资源名称", Form::Text, &["资源名称"]),
    stored("name_en", "英文名称", Form::Text, &[]),
    stored("class", "信息资源分类", Form::List, &["资源分类"]),
    stored("abstract", "信息资源摘要", Form::Text, &["资源摘要", "摘要"]),
    stored("provider", "信息资源提供方", Form::Text, &["提供方", "提供单位", "提供部门"]),
    derived("provider_code", "信息资源提供方代码", Form::Text, &["提供方代码"]),
    stored("base", "基础数据库", Form::Text, &[]),
    stored("theme", "主题数据库", Form::Text, &[]),
    stored("format", "信息资源格式", Form::Word(Format::CELLS), &["资源格式", "数据格式"]),
    stored("sharing", "共享类型", Form::Word(Sharing::CELLS), &["共享类别"]),
    stored("condition", "共享条件", Form::Text, &[]),
    stored("basis", "不予共享依据", Form::Rows(&["title", "article", "kind"]), &[]),
    stored("confirmed_by", "确认单位", Form::Text, &[]),
    stored("confirmed", "确认日期", Form::Day, &[]),
    stored("mode", "共享方式", Form::List, &["提供方式"]),
    stored("update", "更新周期", Form::Text, &["更新时限"]),
    stored("open", "社会开放", Form::Word(Openness::CELLS), &["是否向社会开放", "开放属性"]),
    stored("open_condition", "开放条件", Form::Text, &[]),
    stored("compiled", "编制日期", Form::Day, &[]),
    stored("published", "发布日期", Form::Day, &[]),
    stored("registered", "登记日期", Form::Day, &[]),
    stored("project", "来源项目", Form::Text, &[]),
    stored("related", "关联资源代码", Form::List, &["关联资源"]),
    stored("item", "信息项", Form::Rows(&["name", "type", "identifier", "from"]), &[]),
    stored("sample", "示例", Form::Flag, &[]),
];

/// A resource as a row.
pub fn row(registry: &Registry, resource: &Resource, _: Day) -> Vec<Cell> {
    let provider = resource.provider.as_ref().and_then(|id| registry.agency(&id.value));
    let cell = |column: &Column| match column.key {
        "id" => Cell::Text(resource.id.clone()),
        "code" => text(&resource.code),
        "name" => text(&resource.name),
        "name_en" => text(&resource.name_en),
        "class" => texts(&resource.class),
        "abstract" => text(&resource.summary),
        "provider" => text(&resource.provider),
        "provider_code" => provider.map_or(Cell::Empty, |at| text(&registry.agencies[at].uscc)),
        "base" => text(&resource.base),
        "theme" => text(&resource.theme),
        "format" => word(resource.format.as_ref().map(|format| format.value.id())),
        "sharing" => word(resource.shared().map(Sharing::id)),
        "condition" => text(&resource.condition),
        "basis" => basis(resource),
        "confirmed_by" => text(&resource.confirmed_by),
        "confirmed" => day(&resource.confirmed),
        "mode" => list(resource.mode.iter().map(|mode| mode.value.id().to_owned()).collect()),
        "update" => resource.update.as_ref().map_or(Cell::Empty, |update| Cell::Text(update.value.to_string())),
        "open" => word(resource.open.as_ref().map(|open| open.value.id())),
        "open_condition" => text(&resource.open_condition),
        "compiled" => day(&resource.compiled),
        "published" => day(&resource.published),
        "registered" => day(&resource.registered),
        "project" => text(&resource.project),
        "related" => texts(&resource.related),
        "item" => items(resource),
        "sample" => Cell::Flag(resource.sample),
        _ => Cell::Empty,
    };
    COLUMNS.iter().map(cell).collect()
}

fn basis(resource: &Resource) -> Cell {
    let row = |basis: &mulu_core::model::Basis| {
        let kind = basis.kind.as_ref().map(|kind| kind.value.id().to_owned()).unwrap_or_default();
        vec![said(&basis.title, same), said(&basis.article, same), kind]
    };
    rows(resource.basis.iter().map(row).collect())
}

fn items(resource: &Resource) -> Cell {
    let row = |item: &mulu_core::model::Item| {
        let identifier = item.identifier.as_ref().map(|own| own.value.id().to_owned()).unwrap_or_default();
        vec![said(&item.name, same), said(&item.kind, same), identifier, said(&item.from, same)]
    };
    rows(resource.items.iter().map(row).collect())
}
