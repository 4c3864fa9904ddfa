//! How many characters stand before a byte of a long text. Pure.
//!
//! A file of a stranger may be one line of a megabyte with something to be told of each of its words: to count each column from the
//! beginning of the line would take for ever.

/// How many bytes are counted at once.
const STRETCH: usize = 512;

/// The counts of a text.
#[derive(Clone, Debug, Default)]
pub struct Characters {
    /// How many characters begin before each stretch of the text.
    before: Vec<usize>,
}

fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

impl Characters {
    /// Counts a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let before = |count: &mut usize, stretch: &[u8]| Some(std::mem::replace(count, *count + begun(stretch)));
        Characters { before: text.as_bytes().chunks(STRETCH).scan(0, before).collect() }
    }

    /// How many characters of the text that was counted begin before a byte of it.
    #[must_use]
    pub fn before(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let stretch = (at / STRETCH).min(self.before.len().saturating_sub(1));
        let rest = text.as_bytes().get(stretch * STRETCH..at).unwrap_or_default();
        self.before.get(stretch).copied().unwrap_or_default() + begun(rest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Characters;

    proptest! {
        #[test]
        fn every_byte_is_counted_as_from_the_beginning(text in "[a长é\\n]{0,2000}") {
            let counted = Characters::of(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(counted.before(&text, at), count);
            }
            prop_assert_eq!(counted.before(&text, text.len()), text.chars().count());
        }
    }
}
