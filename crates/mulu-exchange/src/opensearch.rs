//! Records for OpenSearch and Elasticsearch: a bulk file, and the mapping of its index, in which Chinese is found.

use std::io::{self, Write};

use mulu_core::message::Lang;
use serde_json::{Map, Value, json};

use super::cell::{Cell, CellForm, DAYS};
use super::columns::{Column, RowStream, SheetKind};
use super::export::{LineWriter, TableFormat};

/// The name of the index of a kind.
fn index(kind: SheetKind) -> String {
    format!("mulu-{}", kind.id())
}

/// Writes the lines of a bulk request that puts every record of a table into the index of its kind: for each what is to be done, and the
/// record as `export --format ndjson` has it. A record that was put there before takes its own place again.
///
/// # Errors
/// When the output cannot be written.
pub fn bulk(table: RowStream<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut records = LineWriter::of(table.kind, TableFormat::Ndjson, Lang::En);
    for (at, row) in (1_usize..).zip(table.rows) {
        let id = id(table.kind, &row).unwrap_or_else(|| at.to_string());
        let action = json!({ "index": { "_index": index(table.kind), "_id": id } });
        writeln!(out, "{action}")?;
        out.write_all(records.line(&row))?;
    }
    Ok(())
}

/// What a record is known by among those of its kind; none where several columns make it together.
fn id(kind: SheetKind, row: &[Cell]) -> Option<String> {
    match kind.column("id").and_then(|at| row.get(at)) {
        Some(Cell::Text(id)) if !id.is_empty() => Some(id.clone()),
        _ => None,
    }
}

/// The settings and the mapping of the index of a kind: Chinese is cut into pairs of characters by the analyser `cjk`, which every server has;
/// numbers are found however they are typed; what is not of a column is refused.
#[must_use]
pub fn mapping(kind: SheetKind) -> Value {
    let properties: Map<String, Value> =
        kind.columns().iter().map(|column| (column.key.to_owned(), property(column))).collect();
    json!({
        "settings": { "analysis": {
            "char_filter": { "plain_number": { "type": "pattern_replace", "pattern": "[\\s/\\-–—－／]+", "replacement": "" } },
            "normalizer": { "plain_number": { "type": "custom", "char_filter": ["plain_number"], "filter": ["lowercase"] } },
        } },
        "mappings": { "dynamic": "strict", "properties": properties },
    })
}

fn property(column: &Column) -> Value {
    let text = || json!({ "type": "text", "analyzer": "cjk", "fields": { "raw": { "type": "keyword", "ignore_above": 1024 } } });
    let number =
        || json!({ "type": "keyword", "fields": { "plain": { "type": "keyword", "normalizer": "plain_number" } } });
    match column.form {
        CellForm::Text => text(),
        CellForm::Number | CellForm::Numbers => number(),
        CellForm::Day => json!({ "type": "date", "format": "strict_date" }),
        CellForm::Amount => json!({ "type": "double" }),
        CellForm::Whole => json!({ "type": "integer" }),
        CellForm::Flag => json!({ "type": "boolean" }),
        CellForm::Word(_) | CellForm::List | CellForm::Ics => json!({ "type": "keyword" }),
        CellForm::Rows(fields) => {
            let field = |key: &&str| {
                let of = if DAYS.contains(key) { json!({ "type": "date", "format": "strict_date" }) } else { text() };
                ((*key).to_owned(), of)
            };
            json!({ "type": "nested", "dynamic": "strict", "properties": fields.iter().map(field).collect::<Map<_, _>>() })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use mulu_core::registry::Registry;
    use mulu_core::source::Memory;

    #[test]
    fn every_key_of_every_record_is_mapped_and_no_record_takes_the_place_of_another() {
        let standard = |number: &str| format!("+++\nnumber = \"{number}\"\ntitle = \"甲\"\nissued = 2020-01-01\n+++\n");
        let files = [
            ("book.toml", String::new()),
            ("standards/national/gb-t-1-2020.md", standard("GB/T 1-2020")),
            ("standards/national/gb-t-2-2020.md", standard("GB/T 2-2020")),
            (
                "agencies/a.toml",
                "name = \"甲局\"\n[[adoption]]\nstandard = \"GB/T 1-2020\"\nstatus = \"planned\"\n".to_owned(),
            ),
        ];
        let memory = Memory::new(files.map(|(path, text)| (path.to_owned(), text.into_bytes())));
        let registry = Registry::load(&memory).unwrap();
        let on = "2026-11-21".parse().unwrap();
        for kind in SheetKind::all() {
            let table = crate::KindTable::of(&registry, kind, on);
            let mut text = Vec::new();
            bulk(table.stream(), &mut text).unwrap();
            let text = String::from_utf8(text).unwrap();
            let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(lines.len(), 2 * table.rows.len());
            let ids: BTreeSet<&str> =
                lines.iter().step_by(2).map(|action| action["index"]["_id"].as_str().unwrap()).collect();
            assert_eq!(ids.len(), table.rows.len(), "{kind:?}");
            let mapping = mapping(kind);
            for record in lines.iter().skip(1).step_by(2) {
                for key in record.as_object().unwrap().keys() {
                    assert!(mapping["mappings"]["properties"].get(key).is_some(), "{kind:?} {key}");
                }
            }
        }
    }
}
