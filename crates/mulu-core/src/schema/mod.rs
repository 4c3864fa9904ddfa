//! JSON Schema (2020-12) of records, for editors.
//!
//! Nothing is listed here twice: the schema is made from what the readers ask for ([`describe`]). What only the registry as a whole
//! can tell, such as whether a class exists, is left to `mulu check`.

mod about;
mod cms;

use serde_json::{Map, Value as Json, json};

use crate::model::{Kind, SchemaOf};
use crate::parse::{TableShape, ValueType, describe};

pub use about::about;
pub use cms::sveltia;

/// The kinds that have a schema, each with what it describes.
pub fn schemas() -> impl Iterator<Item = (Kind, &'static SchemaOf)> {
    Kind::ALL.iter().flat_map(|kind| kind.declaration().schemas.iter().map(|schema| (*kind, schema)))
}

/// The schema of a kind, by its word; none where there is no such kind.
#[must_use]
pub fn schema(word: &str) -> Option<Json> {
    let (kind, SchemaOf { name, path, files, .. }) = schemas().find(|(_, schema)| schema.name == word)?;
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    // A name, and no address: the same wherever a schema lies, and never fetched.
    schema.insert("$id".to_owned(), json!(format!("urn:mulu:schema:{name}")));
    schema.insert("title".to_owned(), json!(format!("Mulu {name}")));
    schema.insert("description".to_owned(), json!(files));
    schema.extend(table(&describe(kind, path), name));
    Some(Json::Object(schema))
}

fn table(shape: &TableShape, at: &str) -> Map<String, Json> {
    let mut properties = Map::new();
    for (key, type_of) in &shape.keys {
        let path = format!("{at}.{key}");
        let mut property = value(type_of, &path);
        if let (Some(property), Some((zh, en))) = (property.as_object_mut(), about(&path)) {
            property.insert("description".to_owned(), json!(format!("{zh} · {en}")));
        }
        properties.insert((*key).to_owned(), property);
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Json::Object(properties));
    schema.insert(
        "additionalProperties".to_owned(),
        if shape.other_days { value(&ValueType::Day, at) } else { json!(false) },
    );
    if !shape.required.is_empty() {
        schema.insert("required".to_owned(), json!(shape.required));
    }
    let one_of = shape.one_of.iter().map(|keys| {
        let each: Vec<Json> = keys.iter().map(|key| json!({ "required": [key] })).collect();
        json!({ "anyOf": each })
    });
    let when = shape.when.iter().map(|(key, word, keys)| {
        json!({
            "if": { "properties": { (*key): { "const": word } }, "required": [key] },
            "then": { "required": keys },
        })
    });
    let conditions: Vec<Json> = one_of.chain(when).collect();
    if !conditions.is_empty() {
        schema.insert("allOf".to_owned(), json!(conditions));
    }
    let with: Map<String, Json> = shape.with.iter().map(|(key, needed)| ((*key).to_owned(), json!([needed]))).collect();
    if !with.is_empty() {
        schema.insert("dependentRequired".to_owned(), Json::Object(with));
    }
    schema
}

fn value(type_of: &ValueType, at: &str) -> Json {
    match type_of {
        // A blank text is a fault.
        ValueType::Text | ValueType::Number | ValueType::Name(_) => json!({ "type": "string", "pattern": "\\S" }),
        // Editors hand TOML's dates over as strings.
        ValueType::Day => json!({ "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }),
        ValueType::DayOrUnknown => {
            json!({ "type": "string", "anyOf": [{ "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }, { "const": "unknown" }] })
        }
        ValueType::Duration => {
            json!({ "type": "string", "pattern": "^P(?=\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?$", "examples": ["P3Y", "P180D"] })
        }
        ValueType::Word(words) => json!({ "enum": words }),
        ValueType::Flag => json!({ "type": "boolean" }),
        ValueType::Integer(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        ValueType::Amount => json!({ "type": "number", "minimum": 0 }),
        ValueType::List(item) => json!({ "type": "array", "items": value(item, at) }),
        ValueType::Table(shape) => Json::Object(table(&shape.borrow(), at)),
        ValueType::Tables(shape) => json!({ "type": "array", "items": table(&shape.borrow(), at) }),
        ValueType::Free(item) => json!({ "type": "object", "additionalProperties": value(item, at) }),
        ValueType::Any => json!({}),
    }
}
