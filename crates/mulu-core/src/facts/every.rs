//! The facts of a record of whatever kind. What is told of one is declared in `facts/mod.rs`, the one place that leads from a kind to
//! that.

use serde_json::{Map, Value};

use crate::model::Kind;
use crate::parse::describe;

use super::Facts;

/// Declares what is told of a record of each kind that has many: the type, and how it comes from the registry, the record's place
/// in its list, the day and the language of sentences.
macro_rules! facts {
    ($($kind:ident: $type:ty = $of:expr;)+) => {
        /// A record with everything derived.
        #[derive(Clone, Debug, Serialize)]
        #[serde(untagged)]
        pub enum Facts {
            $(
                #[doc = concat!("[`Kind::", stringify!($kind), "`].")]
                $kind(Box<$type>),
            )+
        }

        impl Facts {
            /// Everything about the record of a kind at a place of its list; none where there is no such record.
            #[must_use]
            pub fn of(registry: &Registry, kind: Kind, place: usize, on: Day, lang: Lang) -> Option<Facts> {
                registry.record_at(kind, place)?;
                match kind {
                    $(Kind::$kind => {
                        let of: fn(&Registry, usize, Day, Lang) -> $type = $of;
                        Some(Facts::$kind(Box::new(of(registry, place, on, lang))))
                    })+
                    Kind::Config | Kind::Taxonomy | Kind::Evidence => None,
                }
            }

            /// The schema of the published document of a record of a kind, within others; none for a kind that has no documents.
            #[must_use]
            pub fn schema(kind: Kind, generator: &mut SchemaGenerator) -> Option<Schema> {
                match kind {
                    $(Kind::$kind => Some(generator.subschema_for::<PublishedRecord<$type>>()),)+
                    Kind::Config | Kind::Taxonomy | Kind::Evidence => None,
                }
            }

            /// The schema of the published document of a record of a kind, on its own.
            #[must_use]
            pub fn root_schema(kind: Kind, generator: SchemaGenerator) -> Option<Schema> {
                match kind {
                    $(Kind::$kind => Some(generator.into_root_schema_for::<PublishedRecord<$type>>()),)+
                    Kind::Config | Kind::Taxonomy | Kind::Evidence => None,
                }
            }
        }
    };
}
pub(super) use facts;

impl Facts {
    /// The facts by key.
    #[must_use]
    pub fn values(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(values)) => values,
            _ => Map::new(),
        }
    }

    /// What is known of a record of a kind, key by key: its id, its keys in the order of its file, what is derived, and its file.
    #[must_use]
    pub fn lines(&self, kind: Kind) -> Vec<(String, String)> {
        let mut values = self.values();
        let schemas = kind.declaration().schemas.iter();
        let read: Vec<&'static str> =
            schemas.flat_map(|schema| describe(kind, schema.path).keys).map(|(key, _)| key).collect();
        let mut order: Vec<String> = std::iter::once("id").chain(read).map(str::to_owned).collect();
        let derived = values.keys().filter(|key| *key != "file" && !order.contains(key)).cloned();
        let derived: Vec<String> = derived.collect();
        order.extend(derived);
        order.push("file".to_owned());
        order.into_iter().filter_map(|key| values.remove(&key).and_then(|value| Some((key, plain(&value)?)))).collect()
    }
}

/// A value on one line; none where there is nothing to say.
fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null | Value::Bool(false) => return None,
        Value::Bool(true) => "✓".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let between = if items.iter().any(Value::is_object) { "；" } else { "、" };
            items.iter().filter_map(plain).collect::<Vec<_>>().join(between)
        }
        Value::Object(keys) => keys.values().filter_map(plain).collect::<Vec<_>>().join(" "),
    };
    Some(text).filter(|text| !text.is_empty())
}
