//! Lists of documents, written as text that is short before and after compression.
//!
//! A list is ascending. Each number is written as its distance from the one before it, less one, in digits of base 32, the first
//! the most significant; a digit is a character of `A–Z a–z 0–9 - _`, which has 32 added wherever another digit follows.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A digit of base 64.
fn digit(n: u32) -> char {
    char::from(DIGITS[(n & 63) as usize])
}

/// Writes an ascending list.
pub fn write_list(out: &mut String, list: impl IntoIterator<Item = u32>) {
    let mut next = 0;
    for n in list {
        write_distance(out, n.saturating_sub(next));
        next = n.saturating_add(1);
    }
}

fn write_distance(out: &mut String, distance: u32) {
    for place in (1..7).rev().filter(|place| distance >> (5 * place) > 0) {
        out.push(digit((distance >> (5 * place) & 31) | 32));
    }
    out.push(digit(distance & 31));
}

/// An ascending list that grows, kept as it will be written: most distances take one character, where a number takes four bytes.
#[derive(Clone, Debug, Default)]
pub struct PostingList {
    text: String,
    /// The least number that may come next.
    next: u32,
}

impl PostingList {
    /// Adds a number above all that are there.
    pub fn push(&mut self, n: u32) {
        write_distance(&mut self.text, n.saturating_sub(self.next));
        self.next = n.saturating_add(1);
    }

    /// Adds a list whose numbers are all above those that are there.
    pub fn append(&mut self, more: &PostingList) {
        let Some(first) = read(&more.text).next() else { return };
        self.push(first);
        let is_last_digit = |c: u8| VALUES[usize::from(c)] < 32;
        let end = more.text.bytes().position(is_last_digit).map_or(more.text.len(), |at| at + 1);
        self.text.push_str(more.text.get(end..).unwrap_or_default());
        self.next = more.next;
    }

    /// Whether its last number is this one.
    pub fn ends_with(&self, n: u32) -> bool {
        !self.text.is_empty() && self.next == n.saturating_add(1)
    }

    /// Whether there is no number in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The list as it is written.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl FromIterator<u32> for PostingList {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut list = PostingList::default();
        numbers.into_iter().for_each(|n| list.push(n));
        list
    }
}

/// How many characters [`write_fixed`] writes.
pub const FIXED: usize = 3;

/// Writes a number below 2¹⁸ as three characters; a greater one as the greatest.
pub fn write_fixed(out: &mut String, n: u32) {
    let n = n.min((1 << 18) - 1);
    out.extend([digit(n >> 12), digit(n >> 6), digit(n)]);
}

/// What each digit stands for; above 63 for what is none.
const VALUES: [u8; 256] = {
    let mut values = [u8::MAX; 256];
    let mut at: u8 = 0;
    while (at as usize) < DIGITS.len() {
        values[DIGITS[at as usize] as usize] = at;
        at += 1;
    }
    values
};

/// Reads a list; what is none of ours reads as whatever it reads as.
pub fn read(text: &str) -> impl Iterator<Item = u32> {
    let (mut next, mut distance) = (0_u32, 0_u32);
    text.bytes().filter_map(move |c| {
        let n = u32::from(VALUES[usize::from(c)]);
        distance = distance.wrapping_mul(32).wrapping_add(n & 31);
        if n >= 32 {
            return None;
        }
        let found = next.wrapping_add(distance);
        (next, distance) = (found.wrapping_add(1), 0);
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PostingList, read, write_list};

    proptest! {
        #[test]
        fn a_list_is_read_as_it_was_written(set in proptest::collection::btree_set(0_u32..u32::MAX, 0..60)) {
            let mut text = String::new();
            write_list(&mut text, set.iter().copied());
            prop_assert_eq!(read(&text).collect::<Vec<_>>(), set.into_iter().collect::<Vec<_>>());
        }
    }

    proptest! {
        #[test]
        fn a_list_that_grew_in_parts_is_the_one_that_was_written(
            set in proptest::collection::btree_set(0_u32..100_000, 0..60),
            cut in 0_u32..100_000,
        ) {
            let mut text = String::new();
            write_list(&mut text, set.iter().copied());
            let mut list: PostingList = set.iter().copied().filter(|n| *n < cut).collect();
            list.append(&set.iter().copied().filter(|n| *n >= cut).collect());
            prop_assert_eq!(list.text(), text);
            prop_assert!(set.last().is_none_or(|last| list.ends_with(*last)));
            prop_assert_eq!(list.is_empty(), set.is_empty());
        }
    }

    #[test]
    fn neighbours_take_one_character() {
        let mut text = String::new();
        write_list(&mut text, [0, 1, 2, 35, 36]);
        assert_eq!(text, "AAAhAA");
    }
}
