//! The configuration of a content management system that works on git, for those who edit at a forge: made from the same declarations
//! as the schemas. What it says is JSON, which is YAML too.
//!
//! Sveltia reads and writes front matter in TOML, and days as days. Decap, whose form of configuration this is, quotes them.

use serde_json::{Map, Value as Json, json};

use crate::message::Lang;
use crate::model::{Files, Kind, SchemaOf};
use crate::number::Level;
use crate::parse::{TableShape, ValueType, describe};

use super::{about, schemas};

/// The configuration for Sveltia: a collection for each folder of records, its fields in the order of `mulu fmt`.
#[must_use]
pub fn sveltia(lang: Lang) -> Json {
    let mut collections: Vec<Json> = Vec::new();
    let mut singletons: Vec<Json> = Vec::new();
    for (kind, schema) in schemas() {
        match kind.declaration().files {
            Files::One(path) => singletons.push(file(kind, schema, path, lang)),
            Files::Many { .. } => {
                collections.extend(folders(schema).map(|folder| collection(kind, schema, &folder, lang)));
            }
        }
    }
    let label = if lang == Lang::Zh { "登记簿" } else { "Registry" };
    collections.push(json!({ "name": "registry", "label": label, "files": singletons }));
    json!({
        "backend": { "name": "gitlab", "repo": "OWNER/REPOSITORY", "branch": "main" },
        "media_folder": "site/assets",
        "collections": collections,
    })
}

/// The folders whose records a schema describes.
fn folders(schema: &SchemaOf) -> impl Iterator<Item = String> {
    let folder = schema.path.rsplit_once('/').map_or(schema.path, |(folder, _)| folder);
    let levels =
        Level::ALL.iter().map(|level| format!("standards/{}", level.id())).filter(|own| own != "standards/municipal");
    // One schema is that of all levels but the city's own.
    let all: Vec<String> = if schema.name == "standard" { levels.collect() } else { vec![folder.to_owned()] };
    all.into_iter()
}

fn collection(kind: Kind, schema: &SchemaOf, folder: &str, lang: Lang) -> Json {
    let name = if schema.name == "standard" { folder.replace('/', "-") } else { schema.name.to_owned() };
    let mut made = Map::new();
    made.insert("name".to_owned(), json!(name));
    let noun = kind.declaration().plural.get(lang);
    let of_level = folder.rsplit_once('/').map(|(_, level)| level).filter(|_| kind == Kind::Standard);
    made.insert(
        "label".to_owned(),
        json!(of_level.map_or_else(|| noun.to_owned(), |level| format!("{noun} ({level})"))),
    );
    // The records of resources lie in a folder of the agency that provides them.
    let is_below = schema.path.matches('/').count() > 1 && kind != Kind::Standard;
    made.insert("folder".to_owned(), json!(folder.split('/').next().filter(|_| is_below).unwrap_or(folder)));
    if is_below {
        made.insert("path".to_owned(), json!("{{provider}}/{{slug}}"));
    }
    let (extension, format) = if kind.has_prose() { ("md", "toml-frontmatter") } else { ("toml", "toml") };
    made.insert("extension".to_owned(), json!(extension));
    made.insert("format".to_owned(), json!(format));
    made.insert("create".to_owned(), json!(true));
    made.insert("delete".to_owned(), json!(kind.declaration().ending.is_none()));
    made.insert("identifier_field".to_owned(), json!(kind.declaration().identity.first()));
    made.insert("fields".to_owned(), json!(fields(kind, schema, lang)));
    Json::Object(made)
}

fn file(kind: Kind, schema: &SchemaOf, path: &str, lang: Lang) -> Json {
    json!({
        "name": schema.name,
        "label": kind.declaration().name.get(lang),
        "file": path,
        "format": "toml",
        "fields": fields(kind, schema, lang),
    })
}

fn fields(kind: Kind, schema: &SchemaOf, lang: Lang) -> Vec<Json> {
    let mut all = table(&describe(kind, schema.path), schema.name, lang);
    if kind.has_prose() {
        let label = if lang == Lang::Zh { "正文" } else { "Prose" };
        all.push(json!({ "name": "body", "label": label, "widget": "markdown", "required": false }));
    }
    all
}

fn table(shape: &TableShape, at: &str, lang: Lang) -> Vec<Json> {
    let field = |(key, value): &(&'static str, ValueType)| {
        let path = format!("{at}.{key}");
        let mut made = Map::new();
        let words = about(&path).map_or(*key, |(zh, en)| if lang == Lang::Zh { zh } else { en });
        made.insert("name".to_owned(), json!(key));
        made.insert("label".to_owned(), json!(words));
        made.insert("required".to_owned(), json!(shape.required.contains(key)));
        made.extend(widget(value, &path, lang));
        Json::Object(made)
    };
    shape.keys.iter().map(field).collect()
}

fn widget(value: &ValueType, at: &str, lang: Lang) -> Map<String, Json> {
    let made = match value {
        ValueType::Text | ValueType::Number | ValueType::Name(_) | ValueType::Duration => {
            json!({ "widget": "string" })
        }
        // `"unknown"` is written by hand: a field of text would put quotation marks around every day.
        ValueType::Day | ValueType::DayOrUnknown => {
            json!({ "widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "time_format": false })
        }
        ValueType::Word(words) => json!({ "widget": "select", "options": words }),
        ValueType::Flag => json!({ "widget": "boolean" }),
        ValueType::Integer(low, high) => json!({ "widget": "number", "value_type": "int", "min": low, "max": high }),
        ValueType::Amount => json!({ "widget": "number", "value_type": "float", "min": 0 }),
        ValueType::List(item) => {
            let mut inner = widget(item, at, lang);
            inner.insert("name".to_owned(), json!("item"));
            inner.insert("label".to_owned(), json!(if lang == Lang::Zh { "一项" } else { "item" }));
            json!({ "widget": "list", "field": inner })
        }
        ValueType::Table(shape) => {
            json!({ "widget": "object", "collapsed": true, "fields": table(&shape.borrow(), at, lang) })
        }
        ValueType::Tables(shape) => {
            json!({ "widget": "list", "collapsed": true, "fields": table(&shape.borrow(), at, lang) })
        }
        ValueType::Free(_) => json!({ "widget": "keyvalue" }),
        // What another program reads is left to an editor.
        ValueType::Any => json!({ "widget": "hidden" }),
    };
    if let Json::Object(made) = made { made } else { Map::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_of_records_is_a_collection_with_every_key() {
        let made = sveltia(Lang::Zh);
        let collections = made["collections"].as_array().unwrap();
        let folders: Vec<&str> = collections.iter().filter_map(|one| one["folder"].as_str()).collect();
        let unique: std::collections::BTreeSet<_> = folders.iter().collect();
        assert_eq!(unique.len(), folders.len(), "{folders:?}");
        for kind in Kind::ALL.iter().filter(|kind| kind.is_many()) {
            let folder = kind.folder().unwrap();
            let is_within =
                |own: &&&str| **own == folder || own.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            // A folder of levels has one for each.
            let of_kind = folders.iter().filter(is_within).count();
            assert!(of_kind >= kind.declaration().schemas.len(), "{folder}: {folders:?}");
        }
        let agencies = collections.iter().find(|one| one["folder"] == "agencies").unwrap();
        let names: Vec<&str> =
            agencies["fields"].as_array().unwrap().iter().filter_map(|field| field["name"].as_str()).collect();
        let keys: Vec<&str> = describe(Kind::Agency, "agencies/id.toml").keys.iter().map(|(key, _)| *key).collect();
        assert_eq!(names, keys);
    }

    #[test]
    fn days_are_days_and_closed_lists_are_choices() {
        let made = sveltia(Lang::En);
        let standards = made["collections"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["folder"] == "standards/national")
            .unwrap()
            .clone();
        let field = |name: &str| {
            standards["fields"].as_array().unwrap().iter().find(|field| field["name"] == name).unwrap().clone()
        };
        assert_eq!(field("issued")["widget"], "datetime");
        let review = field("review");
        let conclusion =
            review["fields"].as_array().unwrap().iter().find(|field| field["name"] == "conclusion").unwrap();
        assert_eq!(conclusion["options"], json!(["continue", "revise", "abolish"]));
    }
}
