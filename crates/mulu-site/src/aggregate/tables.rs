//! The tables of an overview, as CSV and as JSON.

use serde::Serialize;
use serde_json::{Value, json};

use mulu_core::day::Day;
use mulu_core::json::indented;
use mulu_core::summary::RegistrySummary;
use mulu_exchange::write_row;

use super::view::{Adopted, share};

/// A table: its name, its columns, its rows.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<Value>>,
}

/// Every table in both forms, by path.
pub fn files(registries: &[RegistrySummary], standards: &[Adopted], day: Day) -> Vec<(String, Vec<u8>)> {
    let tables = [ranking(registries), coverage(registries), adoption(registries, standards)];
    tables.iter().flat_map(|table| [(csv_path(table), csv(table)), (json_path(table), json_of(table, day))]).collect()
}

fn csv_path(table: &Table) -> String {
    format!("data/{}.csv", table.name)
}

fn json_path(table: &Table) -> String {
    format!("data/{}.json", table.name)
}

fn csv(table: &Table) -> Vec<u8> {
    // A mark, without which spreadsheets take Chinese for something else.
    let mut text = "\u{feff}".to_owned();
    write_row(&mut text, table.columns.iter());
    for row in &table.rows {
        let cell = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        write_row(&mut text, row.iter().map(cell));
    }
    text.into_bytes()
}

#[derive(Serialize)]
struct AggregateDocument {
    schema: String,
    as_of: Day,
    rows: Vec<serde_json::Map<String, Value>>,
}

fn json_of(table: &Table, as_of: Day) -> Vec<u8> {
    let row = |row: &Vec<Value>| table.columns.iter().map(|key| (*key).to_owned()).zip(row.iter().cloned()).collect();
    let rows = table.rows.iter().map(row).collect();
    let document = AggregateDocument { schema: format!("mulu.aggregate.{}/1", table.name), as_of, rows };
    indented(&document).unwrap_or_default().into_bytes()
}

/// What tells a registry in every table.
fn registry_cells(registry: &RegistrySummary) -> Vec<Value> {
    vec![json!(registry.title), json!(registry.jurisdiction), json!(registry.region), json!(registry.site)]
}

fn ranking(registries: &[RegistrySummary]) -> Table {
    let row = |registry: &RegistrySummary| {
        let (covered, topics) = registry.coverage();
        let mut cells = registry_cells(registry);
        cells.extend([
            json!(topics),
            json!(covered),
            // A share without a float, which would be printed in its own way by each program.
            share((covered, topics)).map_or(Value::Null, |share| json!(format!("{}.{}", share / 10, share % 10))),
            json!(registry.listed),
            json!(registry.binding),
            json!(registry.agencies),
            json!(registry.filings),
            json!(registry.overdue),
            json!(registry.overdue_since.map(|day| day.to_string())),
            json!(registry.due_soon),
        ]);
        cells
    };
    Table {
        name: "registries",
        columns: &[
            "registry",
            "jurisdiction",
            "region",
            "site",
            "topics",
            "covered",
            "covered_percent",
            "listed",
            "binding",
            "agencies",
            "filings",
            "reviews_overdue",
            "overdue_since",
            "reviews_due_soon",
        ],
        rows: registries.iter().map(row).collect(),
    }
}

fn coverage(registries: &[RegistrySummary]) -> Table {
    let rows = registries.iter().flat_map(|registry| {
        registry.classes.iter().map(move |class| {
            let mut cells = registry_cells(registry);
            cells.extend([
                json!(class.id),
                json!(class.title),
                json!(class.topics),
                json!(class.adopt),
                json!(class.done),
                json!(class.in_progress),
                json!(class.unadopted),
                json!(class.gap),
            ]);
            cells
        })
    });
    Table {
        name: "coverage",
        columns: &[
            "registry",
            "jurisdiction",
            "region",
            "site",
            "class",
            "class_title",
            "topics",
            "adopt",
            "done",
            "in_progress",
            "unadopted",
            "gap",
        ],
        rows: rows.collect(),
    }
}

fn adoption(registries: &[RegistrySummary], standards: &[Adopted]) -> Table {
    let rows = standards.iter().flat_map(|standard| {
        standard.there.iter().filter_map(|(place, one)| {
            let mut cells = vec![json!(standard.number), json!(one.title)];
            cells.extend(registry_cells(registries.get(*place)?));
            cells.extend([json!(one.listed), json!(one.force), json!(one.filed), json!(one.implemented)]);
            Some(cells)
        })
    });
    Table {
        name: "adoption",
        columns: &[
            "number",
            "title",
            "registry",
            "jurisdiction",
            "region",
            "site",
            "listed",
            "force",
            "filed",
            "implemented",
        ],
        rows: rows.collect(),
    }
}
