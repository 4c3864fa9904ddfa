//! Parts of a text, without a panic whatever the places are.

use core::slice::SliceIndex;

/// The part of a text between two places, in bytes; empty where the text has no such part.
pub(crate) fn slice_or_empty<R: SliceIndex<str, Output = str>>(text: &str, part: R) -> &str {
    text.get(part).unwrap_or_default()
}
