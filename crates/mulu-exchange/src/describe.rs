//! The columns described for programs: CSVW metadata of a table's CSV, and the JSON Schema of its lines as NDJSON.
//!
//! Both are made from the columns themselves, so that neither can fall behind them.

use serde_json::{Map, Value, json};

use mulu_core::message::Lang;

use super::cell::CellForm;
use super::columns::{Column, SheetKind};

/// The metadata of a kind's CSV at an address, in the words of its language (CSV on the Web, W3C Recommendation 2015).
#[must_use]
pub fn csv_metadata(kind: SheetKind, lang: Lang, url: &str) -> Value {
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": lang.tag() }],
        "url": url,
        "rdfs:label": kind.name(lang),
        "rdfs:comment": match lang {
            Lang::Zh => "列表的各项以“; ”分隔，项内的分隔符前有反斜杠；以 =、+、-、@ 开头的文字前有一个撇号，以免被表格软件当作公式。",
            Lang::En => "The items of a list are apart by “; ”, a separator within an item has a backslash before it; \
                a text that begins with =, +, - or @ has an apostrophe before it, lest a spreadsheet run it.",
        },
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": "\"",
            "doubleQuote": true,
            "lineTerminators": ["\r\n"],
            "header": true,
            "headerRowCount": 1,
        },
        "tableSchema": { "columns": kind.columns().iter().map(|column| csv_column(column, lang)).collect::<Vec<_>>() },
    })
}

fn csv_column(column: &Column, lang: Lang) -> Value {
    let (datatype, separator) = match column.form {
        CellForm::Day => (json!({ "base": "date", "format": "yyyy-MM-dd" }), None),
        CellForm::Amount => (json!({ "base": "decimal", "minimum": 0 }), None),
        CellForm::Whole => (json!({ "base": "integer", "minimum": 0 }), None),
        CellForm::Flag if lang == Lang::Zh => (json!({ "base": "boolean", "format": "是|否" }), None),
        CellForm::Flag => (json!({ "base": "boolean", "format": "yes|no" }), None),
        CellForm::Word(words) => {
            let shown = words.iter().map(|(id, names)| match lang {
                Lang::Zh => names.first().copied().unwrap_or(id),
                Lang::En => id,
            });
            (json!({ "base": "string", "format": format!("^({})$", shown.collect::<Vec<_>>().join("|")) }), None)
        }
        CellForm::List | CellForm::Numbers | CellForm::Ics => (json!("string"), Some("; ")),
        CellForm::Text | CellForm::Number | CellForm::Rows(_) => (json!("string"), None),
    };
    let mut described = json!({
        "name": column.key,
        "titles": column.header(lang),
        "datatype": datatype,
    });
    if let Some(described) = described.as_object_mut() {
        if let Some(separator) = separator {
            described.insert("separator".to_owned(), json!(separator));
        }
        if let CellForm::Rows(fields) = column.form {
            let comment = match lang {
                Lang::Zh => format!("每行一条：{}", fields.join(" | ")),
                Lang::En => format!("A line for each: {}", fields.join(" | ")),
            };
            described.insert("rdfs:comment".to_owned(), json!(comment));
        }
    }
    described
}

/// The JSON Schema (2020-12) of a kind's record in JSON and NDJSON: every key is there; what is not known is null, a list that is
/// empty is `[]`.
#[must_use]
pub fn row_schema(kind: SheetKind) -> Value {
    let columns = kind.columns();
    let properties: Map<String, Value> =
        columns.iter().map(|column| (column.key.to_owned(), json_column(column))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:mulu:schema:row:{}", kind.id()),
        "title": format!("Mulu {}", kind.id()),
        "type": "object",
        "properties": properties,
        "required": columns.iter().map(|column| column.key).collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}

fn json_column(column: &Column) -> Value {
    let mut schema = match column.form {
        CellForm::Text | CellForm::Number => json!({ "type": ["string", "null"] }),
        CellForm::Day => json!({ "type": ["string", "null"], "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }),
        CellForm::Amount => json!({ "type": ["number", "null"], "minimum": 0 }),
        CellForm::Whole => json!({ "type": ["integer", "null"], "minimum": 0 }),
        CellForm::Flag => json!({ "type": ["boolean", "null"] }),
        CellForm::Word(words) => {
            let ids = words.iter().map(|(id, _)| json!(id)).chain([Value::Null]);
            json!({ "enum": ids.collect::<Vec<_>>() })
        }
        CellForm::List | CellForm::Numbers | CellForm::Ics => json!({ "type": "array", "items": { "type": "string" } }),
        CellForm::Rows(fields) => {
            let text = json!({ "type": ["string", "null"] });
            let properties: Map<String, Value> =
                fields.iter().map(|field| ((*field).to_owned(), text.clone())).collect();
            let row = json!({
                "type": "object", "properties": properties, "required": fields, "additionalProperties": false,
            });
            json!({ "type": "array", "items": row })
        }
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("title".to_owned(), json!(column.zh));
    }
    schema
}
