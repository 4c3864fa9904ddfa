//! Standard numbers in running text.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::Number;
use crate::draft::{self, Cursor, Draft, DraftContext};
use crate::fold::{Fold, is_blank, is_letter};
use crate::grammar::Grammar;
use crate::level::Level;
use crate::slice::slice_or_empty;
use crate::{line_end, tables};

/// A number found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset behind its last character.
    pub end: usize,
    /// The text as it stands.
    pub text: String,
    /// What it says. For the ends of a range, `GB/T 21062.1～21062.4-2007`, each end with the code and year of the
    /// range.
    pub number: Number,
}

/// How far a number can reach, in folded bytes: a title may stand between it and the words that name an amendment sheet.
const WINDOW: usize = 240;

/// How much of that is read first.
const SHORT: usize = 40;

/// The same in bytes of the source, where wide characters, runs of spaces and characters of no width stand.
const REACH: usize = 400;

/// Finds the numbers of a grammar in a text.
pub(crate) fn find(text: &str, grammar: &Grammar) -> Vec<Match> {
    let mut found = Vec::new();
    let mut window = Window::default();
    let mut previous = ' ';
    let mut resume = 0;
    let mut figure = NextFigure::default();
    for (at, ch) in text.char_indices() {
        if at >= resume
            && is_letter(ch)
            && figure.is_within_reach(text, at)
            && let Some(before) = before(text, at, previous)
            && begins_a_code(slice_or_empty(text, at..), grammar)
        {
            let known = found.len();
            let mut end = window.look(text, at, SHORT, before, grammar, &mut found);
            // Most numbers are short. Where one may go on, or nothing like one stands in what is read first, all that it may take is
            // read.
            if window.is_cut {
                found.truncate(known);
                end = window.look(text, at, WINDOW, before, grammar, &mut found);
            }
            resume = end.unwrap_or(resume);
        }
        previous = ch;
    }
    found
}

/// Where the next figure stands: a number has one, and a text of codes alone is not read code by code.
#[derive(Default)]
struct NextFigure(usize);

impl NextFigure {
    /// Whether one stands so near behind a place that both can belong to one number. Places are asked for in order.
    fn is_within_reach(&mut self, text: &str, at: usize) -> bool {
        if self.0 < at {
            let behind =
                slice_or_empty(text, at..).find(|ch: char| matches!(ch, '0'..='9' | '０'..='９' | 'X' | 'x' | '×'));
            self.0 = behind.map_or(text.len(), |behind| at + behind);
        }
        self.0 < text.len() && self.0 - at <= REACH
    }
}

/// What stands before a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A space, a mark, a Chinese character.
    Free,
    /// What joins it to a path, an address, a name or the figure of a list: only one that is surely meant begins here.
    Joined,
}

/// What stands before this place; none where no number can begin.
fn before(text: &str, at: usize, previous: char) -> Option<Before> {
    let is_word = |ch: char| is_letter(ch) || matches!(ch, '0'..='9' | '０'..='９');
    if ends_with_escape(slice_or_empty(text, ..at)) {
        return Some(Before::Joined);
    }
    if is_word(previous) {
        return None;
    }
    let second = || slice_or_empty(text, ..at).chars().rev().nth(1).unwrap_or(' ');
    match previous {
        // `AQ/GB 1` and `T/ABC-GB 1` are other codes.
        '/' | '\\' if second().is_ascii_uppercase() || second().is_ascii_digit() => None,
        '-' | '.' if second().is_ascii_alphabetic() => None,
        '@' | '#' => None,
        '-' | '_' | '/' | '.' | '\\' | '&' | '=' | '+' => Some(Before::Joined),
        _ => Some(Before::Free),
    }
}

/// Whether a text ends with the escape of an address that is neither a letter nor a digit: `%2F`.
fn ends_with_escape(text: &str) -> bool {
    let [.., b'%', high, low] = text.as_bytes() else { return false };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let code =
        digit(*high).zip(digit(*low)).map(|(high, low)| high * 16 + low).and_then(|code| u8::try_from(code).ok());
    code.is_some_and(|code| !code.is_ascii_alphanumeric())
}

/// Whether the code of a series may begin here: most words of a text are none, and need not be read.
fn begins_a_code(text: &str, grammar: &Grammar) -> bool {
    let mut folded = Fold::new(text).map(|folded| folded.ch);
    let (Some(first), Some(second)) = (folded.next(), folded.next()) else { return false };
    tables::may_begin(first, second) || grammar.prefixes().any(|(prefix, _)| prefix.starts_with(first))
}

/// What a window begins with.
#[derive(Clone, Copy)]
enum Reading {
    /// A number, or the two of a range: where they end.
    Number(usize),
    /// What has a number's form and is none: where it ends.
    Refused(usize),
    Nothing,
}

/// The folded text from where a number may begin.
#[derive(Default)]
struct Window {
    folded: String,
    /// For each byte of `folded`, the offset in the source just after its character.
    ends: Vec<usize>,
    /// The line ends that `folded` goes over: how much of it stands before each.
    line_ends: Vec<usize>,
    /// Whether more of the text could belong to the number than was read.
    is_cut: bool,
}

impl Window {
    /// Reads the number that begins at a place, in so much of the text; where lines make no number together, the first are read alone.
    fn look(
        &mut self,
        text: &str,
        at: usize,
        most: usize,
        before: Before,
        grammar: &Grammar,
        found: &mut Vec<Match>,
    ) -> Option<usize> {
        self.fill(text, at, most);
        let mut reading = self.read(text, at, before, grammar, found);
        self.is_cut &= match reading {
            Reading::Number(end) | Reading::Refused(end) => {
                self.is_near_end(end) || slice_or_empty(text, end..).trim_start().starts_with('《')
            }
            Reading::Nothing => true,
        };
        while !matches!(reading, Reading::Number(_)) && self.cut_at_line_end() {
            reading = self.read(text, at, before, grammar, found);
        }
        if let Reading::Number(end) = reading { Some(end) } else { None }
    }

    /// Whether a place of the text is so near to the end of what was read that more might belong to the number.
    fn is_near_end(&self, end: usize) -> bool {
        self.ends.iter().rev().nth(12).is_none_or(|near| end > *near)
    }

    fn fill(&mut self, text: &str, start: usize, most: usize) {
        self.is_cut = false;
        self.folded.clear();
        self.ends.clear();
        self.line_ends.clear();
        let reach = slice_or_empty(text, start..text.floor_char_boundary(start + REACH));
        let mut joined = 0;
        for folded in Fold::new(reach) {
            if folded.end <= joined {
                continue;
            }
            if matches!(folded.ch, '\n' | '\r') && self.line_ends.len() < line_end::MOST {
                let at = folded.end - 1;
                let Some(joint) = line_end::joint(&self.folded, reach, at) else { break };
                joined = at + joint.length;
                self.line_ends.push(self.folded.len());
                if let Some(ch) = joint.stands_for.filter(|ch| !self.folded.ends_with(*ch)) {
                    self.push(ch, start + joined);
                }
                continue;
            }
            if !is_of_a_number(folded.ch) {
                break;
            }
            if self.folded.len() > most {
                self.is_cut = true;
                break;
            }
            self.push(folded.ch, start + folded.end);
        }
    }

    fn push(&mut self, ch: char, end: usize) {
        self.folded.push(ch);
        self.ends.resize(self.folded.len(), end);
    }

    /// Leaves only what stands before the last line end; false where there is none.
    fn cut_at_line_end(&mut self) -> bool {
        let Some(length) = self.line_ends.pop() else { return false };
        self.folded.truncate(length);
        self.ends.truncate(length);
        true
    }

    /// Where, in the text, the folded byte before a place ends.
    fn end_before(&self, place: usize) -> Option<usize> {
        self.ends.get(place.checked_sub(1)?).copied()
    }

    /// Reads the number that the window begins with, and the other end of a range.
    fn read(&self, text: &str, start: usize, before: Before, grammar: &Grammar, found: &mut Vec<Match>) -> Reading {
        let mut cursor = Cursor::new(&self.folded);
        let draft = draft::read(&mut cursor, DraftContext::Running, grammar);
        let Some((draft, end)) = draft.zip(self.end_before(cursor.at)) else { return Reading::Nothing };
        if let Some(range) = self.read_range(&draft, &cursor, text, start, grammar) {
            let end = range[1].end;
            found.extend(range);
            return Reading::Number(end);
        }
        let behind = found.last().map_or(0, |last| last.end);
        if !ends_here(&cursor) || !is_surely_a_number(&draft, text, start..end, behind, before) {
            return Reading::Refused(end);
        }
        let Some(number) = Number::from_draft(draft) else { return Reading::Refused(end) };
        found.push(Match::new(text, start, end, number));
        Reading::Number(end)
    }

    /// Both ends of `GB/T 21062.1～21062.4-2007`, when the cursor stands before the tilde.
    fn read_range(
        &self,
        first: &Draft,
        cursor: &Cursor<'_>,
        text: &str,
        start: usize,
        grammar: &Grammar,
    ) -> Option<[Match; 2]> {
        let first_end = self.end_before(cursor.at)?;
        let mut cursor = cursor.clone();
        if first.year.is_some() || !cursor.eat(b'~') || !cursor.peek(0).is_ascii_digit() {
            return None;
        }
        let tail_start = cursor.at;
        if cursor.chars_while(20, |ch| ch.is_ascii_digit() || matches!(ch, '.' | '-')).ends_with('-') {
            // Where a page or a Word document breaks a line is a space.
            cursor.spaces();
            cursor.attempt(|cursor| draft::year(cursor.digits(4)));
        }
        let tail = cursor.since(tail_start).trim_end_matches(['.', '-', ' ']);
        let last = grammar.parse(&with_tail(first, tail));
        let year = last.year()?;
        let first_number = grammar.parse(&format!("{}-{year}", first.text()));
        if last.is_opaque() || first_number.is_opaque() {
            return None;
        }
        let source_end = self.end_before(tail_start + tail.len())?;
        // Behind the tilde a line may end, and a hyphen stand that is not seen.
        let is_unseen = |ch: char| ch.is_whitespace() || is_blank(ch);
        let behind_tilde = self.end_before(tail_start)?;
        let source_start =
            source_end - slice_or_empty(text, behind_tilde..source_end).trim_start_matches(is_unseen).len();
        Some([Match::new(text, start, first_end, first_number), Match::new(text, source_start, source_end, last)])
    }
}

/// The number at a range's far end: what the tail writes takes the place of the serial, or only of the last part
/// (`JT/T 307.1～5-1997`).
fn with_tail(first: &Draft, tail: &str) -> String {
    let text = first.text();
    let serial_start = text.len() - text.rsplit(' ').next().map_or(0, str::len);
    match slice_or_empty(text, serial_start..).rfind('.') {
        Some(point) if !tail.contains('.') => format!("{}{tail}", slice_or_empty(text, ..=serial_start + point)),
        _ => format!("{}{tail}", slice_or_empty(text, ..serial_start)),
    }
}

impl Match {
    fn new(text: &str, start: usize, end: usize, number: Number) -> Self {
        let text = slice_or_empty(text, start..end).to_owned();
        Self { start, end, text, number }
    }
}

/// Whether a character can stand in a number once it is folded.
fn is_of_a_number(ch: char) -> bool {
    ch.is_ascii_alphanumeric()
        || matches!(ch, ' ' | '-' | '/' | '.' | ':' | '(' | ')' | '~' | '_' | '+' | '《' | '》')
        || crate::slug::is_han(ch)
}

/// Whether the word ends with the number: no letter, digit or further section follows.
fn ends_here(cursor: &Cursor<'_>) -> bool {
    let next = cursor.peek(0);
    let is_joined = matches!(next, b'.' | b'-') && cursor.peek(1).is_ascii_digit();
    !next.is_ascii_alphanumeric() && !is_joined
}

/// Whether what was read is a number and no chance likeness: `16 GB 2`, `T/F 12`, `ISO 100`.
/// `behind` is where the number before it ends: the figure at its end is none that this one's letters could belong to.
fn is_surely_a_number(draft: &Draft, text: &str, place: Range<usize>, behind: usize, before: Before) -> bool {
    let head = slice_or_empty(text, ..place.start).trim_end();
    let written = slice_or_empty(text, place.clone());
    let has_small_letters = written.chars().any(|ch| ch.is_ascii_lowercase() || matches!(ch, 'ａ'..='ｚ'));
    let is_dated = draft.is_dated();
    let digits = draft.serial().len();
    let between = slice_or_empty(text, head.len()..place.start);
    let follows_a_figure = || head.len() != behind && head.ends_with(|ch: char| ch.is_ascii_digit());
    // A dated number has more to show than a unit has: only a figure on its own line may take its letters.
    let follows_one_on_its_line = || follows_a_figure() && !between.contains(['\n', '\r']);
    let is_gb = draft.text().starts_with("GB");
    let is_broken = written.contains(['\n', '\r']);
    let is_escaped = written.contains('%');
    // In file names and addresses letters are often small, and words are joined by underscores.
    let has_small_letters = has_small_letters && !is_escaped;
    match draft.level {
        _ if before == Before::Joined && !is_dated && (has_small_letters || !draft.is_marked) => false,
        _ if written.contains('_') && !is_dated && !draft.is_marked => false,
        // The year that lost its hyphen may be a figure of the text.
        _ if draft.is_doubtful && !draft.is_marked && (has_small_letters || follows_one_on_its_line()) => false,
        _ if is_broken && !draft.is_marked && (!is_dated || follows_one_on_its_line()) => false,
        None | Some(Level::Group) => is_dated && !has_small_letters,
        Some(Level::International) => draft.is_marked || is_dated || digits >= 4,
        _ if draft.is_marked => is_dated || !has_small_letters || is_gb,
        _ if is_gb => is_dated || (digits >= 3 && !has_small_letters && !follows_a_figure()),
        _ => is_dated && !has_small_letters && !(draft.text().starts_with("GW") && follows_one_on_its_line()),
    }
}
