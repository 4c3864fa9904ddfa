//! The figures of a number that leaves its code to the one before it: `21062.4-2007`, `4-2007`, `4`.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::fold::{Fold, is_dash};
use crate::line_end::{to_year, to_year_over_soft_hyphen};
use crate::slice::slice_or_empty;

/// The most characters of them that are read.
const LONGEST: usize = 24;

/// Digits with points and dashes between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// What they say, in ASCII: `21062.4-2007`.
    pub text: String,
    /// The bytes that they take in the source.
    pub length: usize,
}

impl Figures {
    /// The figures that a text begins with; none where it begins with something else. `over_line_end`: also those that a line end
    /// breaks before the year, `21062.4-⏎2007`.
    #[must_use]
    pub fn read(text: &str, over_line_end: bool) -> Option<Figures> {
        let mut hand = ReadState::default();
        hand.read(text, 0);
        if over_line_end {
            let rest = slice_or_empty(text, hand.at..);
            if hand.said.ends_with('-') {
                if let Some(gap) = to_year(rest) {
                    hand.read(text, hand.at + gap);
                }
            } else if let Some(gap) = to_year_over_soft_hyphen(rest).filter(|_| !hand.said.contains('-')) {
                hand.said.push('-');
                hand.read(text, hand.at + gap);
            }
        }
        let said = hand.said.trim_end_matches(['.', '-']);
        said.starts_with(|ch: char| ch.is_ascii_digit()).then(|| Figures { text: said.to_owned(), length: hand.end })
    }
}

/// What was read so far.
#[derive(Default)]
struct ReadState {
    said: String,
    /// Behind the last character, and behind the last digit.
    at: usize,
    end: usize,
}

impl ReadState {
    fn read(&mut self, text: &str, from: usize) {
        let wanted = |ch: char| ch.is_ascii_digit() || matches!(ch, '.' | '-');
        for folded in Fold::new(slice_or_empty(text, from..)).take_while(|folded| wanted(folded.ch)).take(LONGEST) {
            self.said.push(folded.ch);
            self.at = from + folded.end;
            if folded.ch.is_ascii_digit() {
                self.end = self.at;
            }
        }
        // A dash of two characters, `——`, is one.
        if self.said.ends_with('-') {
            self.at = text.len() - slice_or_empty(text, self.at..).trim_start_matches(is_dash).len();
        }
    }
}
