//! What the schema says of a key: what it is called, what its value is, whether it is required.

use std::fmt::Write as _;

use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::parse::{TableShape, ValueType, describe};
use mulu_core::references::ReferentKind;
use mulu_core::schema::about;

use super::EditedRecord;

/// A table, as the readers know it.
#[derive(Clone, Debug)]
pub enum KnownTable {
    /// Its keys are these.
    Keys(TableShape),
    /// Its keys are the user's to choose, and their values of this type.
    Chosen(ValueType),
}

/// The table with these names in a record.
#[must_use]
pub fn table(view: &EditedRecord<'_>, names: &[String]) -> Option<KnownTable> {
    let shape = describe(view.kind, view.path);
    if names.is_empty() {
        return Some(KnownTable::Keys(shape));
    }
    match value_in(&shape, names)? {
        ValueType::Table(inner) | ValueType::Tables(inner) => Some(KnownTable::Keys(inner.borrow().clone())),
        ValueType::Free(item) => Some(KnownTable::Chosen(*item)),
        _ => None,
    }
}

/// The type of the value with these names in a record.
#[must_use]
pub fn value(view: &EditedRecord<'_>, names: &[String]) -> Option<ValueType> {
    value_in(&describe(view.kind, view.path), names)
}

fn value_in(shape: &TableShape, names: &[String]) -> Option<ValueType> {
    let (first, rest) = names.split_first()?;
    let other = || shape.other_days.then_some(ValueType::Day);
    below(shape.value(first).cloned().or_else(other)?, rest)
}

fn below(value: ValueType, names: &[String]) -> Option<ValueType> {
    let Some((_, rest)) = names.split_first() else { return Some(value) };
    match value {
        ValueType::Table(inner) | ValueType::Tables(inner) => value_in(&inner.borrow(), names),
        ValueType::Free(item) => below(*item, rest),
        ValueType::List(item) => below(*item, names),
        _ => None,
    }
}

/// The name of the schema that describes a record.
fn schema(kind: Kind, path: &str) -> &'static str {
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let schemas = kind.declaration().schemas;
    let own = schemas.iter().find(|schema| folder(schema.path) == folder(path)).or(schemas.first());
    own.map_or(kind.id(), |schema| schema.name)
}

/// What a key is, in the reader's language; none where nothing is said of it.
#[must_use]
pub fn words(view: &EditedRecord<'_>, names: &[String]) -> Option<&'static str> {
    let path = format!("{}.{}", schema(view.kind, view.path), names.join("."));
    let of_standard = || path.strip_prefix("municipal.").and_then(|rest| about(&format!("standard.{rest}")));
    let (zh, en) = about(&path).or_else(of_standard)?;
    Some(if view.lang == Lang::Zh { zh } else { en })
}

/// What a value is, in a few words.
#[must_use]
pub fn type_words(view: &EditedRecord<'_>, value: &ValueType) -> String {
    let word = |zh: &str, en: &str| view.word(zh, en).to_owned();
    match value {
        ValueType::Text => word("文字", "text"),
        ValueType::Number => word("标准编号", "standard number"),
        ValueType::Name(referent) => referent_words(view, *referent).to_owned(),
        ValueType::Day => word("日期，如 2026-11-21，不加引号", "day, such as 2026-11-21, without quotes"),
        ValueType::DayOrUnknown => word("日期，或 \"unknown\"", "day, or \"unknown\""),
        ValueType::Duration => word("时长，如 \"P3Y\"、\"P180D\"", "duration, such as \"P3Y\" or \"P180D\""),
        ValueType::Word(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" · "),
        ValueType::Flag => "true · false".to_owned(),
        ValueType::Integer(low, high) if *high < 1_000_000 => format!("{low}–{high}"),
        ValueType::Integer(..) => word("整数", "whole number"),
        ValueType::Amount => word("不小于零的数", "number, zero or more"),
        ValueType::List(item) => {
            let item = type_words(view, item);
            if view.lang == Lang::Zh { format!("列表：{item}") } else { format!("list: {item}") }
        }
        ValueType::Table(_) => word("表", "table"),
        ValueType::Tables(_) => word("一组表", "list of tables"),
        ValueType::Free(_) => word("表，键自定", "table, its keys yours to choose"),
        ValueType::Any => word("由其他程序读取", "read by another program"),
    }
}

/// What a name leads to, in a few words.
#[must_use]
pub fn referent_words(view: &EditedRecord<'_>, referent: ReferentKind) -> &'static str {
    let (zh, en) = match referent {
        ReferentKind::Standard => ("标准编号", "standard number"),
        ReferentKind::Clause => ("条款：办法#条号", "clause: policy#clause"),
        ReferentKind::Agency => ("单位代码", "agency id"),
        ReferentKind::Organ => ("机关：本办法 [organs] 的名称，或单位代码", "organ of this policy, or agency id"),
        ReferentKind::Issuer => ("单位代码，或名称", "agency id, or a name"),
        ReferentKind::EvidenceKind => ("证明材料种类", "kind of evidence"),
        ReferentKind::Rule => ("规则", "rule"),
        ReferentKind::Region => ("行政区划代码（GB/T 2260）", "GB/T 2260 code"),
        ReferentKind::Class => ("分类", "class"),
        ReferentKind::Topic => ("主题", "topic"),
        ReferentKind::Trait => ("项目特征", "project trait"),
        ReferentKind::Role => ("职责", "role"),
        ReferentKind::Project => ("项目代码", "project id"),
        ReferentKind::Resource => ("信息资源代码", "resource id"),
        ReferentKind::Duty => ("定期职责：办法#条/职责", "recurring duty: policy#clause/duty"),
    };
    if view.lang == Lang::Zh { zh } else { en }
}

/// Whether a table must have a key.
#[must_use]
pub fn is_required(view: &EditedRecord<'_>, names: &[String]) -> bool {
    let Some((last, above)) = names.split_last() else { return false };
    matches!(table(view, above), Some(KnownTable::Keys(shape)) if shape.required.contains(&last.as_str()))
}

/// What the schema says of a key, as Markdown; none where it knows nothing of it.
#[must_use]
pub fn document(view: &EditedRecord<'_>, names: &[String]) -> Option<String> {
    let known = value(view, names)?;
    let mut text = format!("**{}**", names.join("."));
    if let Some(words) = words(view, names) {
        let _ = write!(text, "  {words}");
    }
    let _ = write!(text, "\n\n{}", type_words(view, &known));
    if is_required(view, names) {
        text.push_str(view.word("（必填）", " (required)"));
    }
    Some(text)
}
