//! Parts of a text, without a panic whatever the places are: places may come from what strangers wrote, and a Chinese character is
//! three bytes.

use std::ops::{Bound, RangeBounds};

/// The part of a text between two places, in bytes. A place inside a character is taken to be where that begins, one behind the end
/// to be the end; where the second is before the first, there is nothing between them.
#[must_use]
pub fn slice_lossy(text: &str, part: impl RangeBounds<usize>) -> &str {
    let from = match part.start_bound() {
        Bound::Included(at) => *at,
        Bound::Excluded(at) => at.saturating_add(1),
        Bound::Unbounded => 0,
    };
    let to = match part.end_bound() {
        Bound::Included(at) => at.saturating_add(1),
        Bound::Excluded(at) => *at,
        Bound::Unbounded => text.len(),
    };
    let whole = || text.get(text.floor_char_boundary(from)..text.floor_char_boundary(to));
    text.get(from..to).or_else(whole).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::slice_lossy;

    #[test]
    fn no_character_is_broken() {
        let text = "国标1";
        assert_eq!((slice_lossy(text, ..3), slice_lossy(text, 3..), slice_lossy(text, 3..=5)), ("国", "标1", "标"));
        assert_eq!((slice_lossy(text, 1..4), slice_lossy(text, 4..), slice_lossy(text, 6..100)), ("国", "标1", "1"));
        let (later, earlier) = (6, 3);
        assert_eq!(
            (slice_lossy(text, later..earlier), slice_lossy(text, 100..), slice_lossy(text, ..=usize::MAX)),
            ("", "", text)
        );
    }

    proptest! {
        #[test]
        fn what_could_be_sliced_is_the_slice(text in any::<String>(), from in 0..40_usize, to in 0..40_usize) {
            if let Some(slice) = text.get(from..to) {
                prop_assert_eq!(slice_lossy(&text, from..to), slice);
            }
            prop_assert!(text.contains(slice_lossy(&text, from..to)));
        }
    }
}
