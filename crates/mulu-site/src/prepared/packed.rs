//! Views as bytes (`MessagePack`), and bytes as what templates see.

use std::fmt;
use std::sync::Arc;

use rmp_serde::decode::Error as Unreadable;
use rmp_serde::encode::Error as Unwritable;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use tera::value::{Key, Map};
use tera::{Context, Value};

use crate::render::{FRAME, PendingView};

/// How deep views may nest; ours have some ten levels.
const DEEP: usize = 64;

/// So many places are made ready at most for a list whose length is only claimed.
const AT_FIRST: usize = 1_024;

/// A page's template and its views.
pub fn pack(template: &str, views: &[Box<dyn PendingView>]) -> Result<Vec<u8>, Unwritable> {
    let mut out = Vec::with_capacity(4 << 10);
    rmp_serde::encode::write(&mut out, template)?;
    rmp_serde::encode::write(&mut out, &views.len())?;
    views.iter().try_for_each(|view| view.write(&mut out))?;
    Ok(out)
}

/// What is packed of a page: the name of its template, and what that sees. `frame` is what the frame of every page shows.
///
/// # Errors
/// When the bytes are no views.
pub fn unpack(bytes: &[u8], frame: Value) -> Result<(String, Context), Unreadable> {
    let mut reader = rmp_serde::Deserializer::from_read_ref(bytes);
    reader.set_max_depth(DEEP);
    let template = String::deserialize(&mut reader)?;
    let count = usize::deserialize(&mut reader)?;
    let mut context = Context::new();
    context.insert_value(FRAME, frame);
    for _ in 0..count {
        let name = String::deserialize(&mut reader)?;
        context.insert_value(name, SeenValue.deserialize(&mut reader)?);
    }
    Ok((template, context))
}

/// One view.
pub fn pack_value(view: &impl Serialize) -> Result<Vec<u8>, Unwritable> {
    rmp_serde::to_vec_named(view)
}

/// One view as templates see it.
///
/// # Errors
/// When the bytes are no view.
pub fn unpack_value(bytes: &[u8]) -> Result<Value, Unreadable> {
    let mut reader = rmp_serde::Deserializer::from_read_ref(bytes);
    reader.set_max_depth(DEEP);
    SeenValue.deserialize(&mut reader)
}

/// Reads whatever value comes as templates see it.
#[derive(Clone, Copy)]
struct SeenValue;

impl<'de> DeserializeSeed<'de> for SeenValue {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for SeenValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a view")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::none())
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::none())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values: Vec<Value> = Vec::with_capacity(seq.size_hint().unwrap_or(0).min(AT_FIRST));
        while let Some(value) = seq.next_element_seed(self)? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::with_capacity(map.size_hint().unwrap_or(0).min(AT_FIRST));
        while let Some(key) = map.next_key_seed(self)? {
            values.insert(
                as_key(&key).ok_or_else(|| A::Error::custom("a map is asked by a list"))?,
                map.next_value_seed(self)?,
            );
        }
        Ok(values.into())
    }
}

/// What a map is asked by.
fn as_key(value: &Value) -> Option<Key<'static>> {
    if let Some(text) = value.as_str() {
        return Some(Key::String(Arc::from(text)));
    }
    let number = value.as_u64().map(Key::U64).or_else(|| value.as_i64().map(Key::I64));
    number.or_else(|| value.as_bool().map(Key::Bool))
}
