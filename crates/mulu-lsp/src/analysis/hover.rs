//! What is told of the key, the word or the name under the pointer.

use std::ops::Range;

use mulu_core::parse::ValueType;
use mulu_core::slice::slice_lossy;

use super::candidates::word_words;
use super::summary::{escaped, summary};
use super::{EditedRecord, entity, keys};
use crate::syntax::CursorContext;

/// What is told, Markdown, and of which bytes.
#[must_use]
pub fn hover(view: &EditedRecord<'_>, at: usize) -> Option<(String, Range<usize>)> {
    if let Some((found, place)) = entity::at(view, at) {
        let text = summary(view, &found);
        return (!text.is_empty()).then_some((text, place));
    }
    match view.context_at(at) {
        CursorContext::Key { mut table, name, .. } => {
            table.push(slice_lossy(view.text, name.clone()).trim_matches(['"', '\'']).to_owned());
            Some((keys::document(view, &table)?, name))
        }
        CursorContext::Header { mut above, name, .. } => {
            above.push(slice_lossy(view.text, name.clone()).to_owned());
            Some((keys::document(view, &above)?, name))
        }
        CursorContext::Value { path, place, .. } => {
            let of = match keys::value(view, &path)? {
                ValueType::List(item) => *item,
                value => value,
            };
            let ValueType::Word(words) = of else { return Some((keys::document(view, &path)?, place)) };
            let word = slice_lossy(view.text, place.clone());
            let called = word_words(view, &words, word)?;
            Some((format!("**{}**  {called}", escaped(word)), place))
        }
        CursorContext::Elsewhere => None,
    }
}
