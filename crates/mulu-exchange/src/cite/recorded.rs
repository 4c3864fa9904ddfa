//! Recorded numbers of no known series, found in a text as they stand: `长政办发〔2018〕22号`, `HYZW 001-2026`.

use std::collections::{BTreeSet, HashMap};

use mulu_core::number::{Level, Match, Number, Series, fold_char};
use mulu_core::registry::Registry;
use mulu_core::slice::slice_lossy;

/// The shortest such number, in characters: a shorter one is a word.
const SHORTEST: usize = 5;

/// The numbers that the grammar does not know and the registry does, by their first character.
#[derive(Debug, Default)]
pub struct Recorded {
    by_first: HashMap<char, Vec<(Vec<char>, Number)>>,
    /// Those of the first characters that are ASCII: few, in texts that hold many.
    ascii_firsts: String,
    /// The series that they are written in.
    series: BTreeSet<String>,
}

impl Recorded {
    /// Those of a registry's records, and of what they replace.
    #[must_use]
    pub fn of(registry: &Registry) -> Self {
        let mut recorded = Recorded::default();
        for standard in &registry.standards {
            let former = standard.former_numbers.iter().filter_map(|former| former.number.as_ref());
            let numbers =
                standard.number.iter().chain(&standard.replaces).chain(&standard.partly_replaces).chain(former);
            for number in numbers.map(|cited| &cited.number).filter(|number| number.is_opaque()) {
                recorded.add(number);
            }
        }
        for known in recorded.by_first.values_mut() {
            // The longer of two that begin alike.
            known.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
            known.dedup_by(|(one, _), (other, _)| one == other);
        }
        recorded.ascii_firsts = recorded.by_first.keys().filter(|first| first.is_ascii()).collect();
        recorded
    }

    /// The series of the recorded numbers: others of them are numbers too, though they are not recorded.
    pub fn series(&self) -> impl Iterator<Item = Series> {
        let series =
            |prefix: &String| Series { prefix: prefix.clone(), level: Level::Industry, nature: None, title: None };
        self.series.iter().map(series)
    }

    /// Whether a prefix is that of such a series.
    #[must_use]
    pub fn implies(&self, prefix: &str) -> bool {
        self.series.contains(prefix)
    }

    fn add(&mut self, number: &Number) {
        self.series.extend(number.unknown_series().map(str::to_owned));
        let folded: Vec<char> = fold(number.canonical()).map(|(_, ch)| ch).collect();
        let has_digit = folded.iter().any(char::is_ascii_digit);
        if let Some(first) = folded.first().filter(|_| has_digit && folded.len() >= SHORTEST) {
            self.by_first.entry(*first).or_default().push((folded, number.clone()));
        }
    }

    /// Where they stand in a text, in order and without overlap.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        if self.by_first.is_empty() {
            return found;
        }
        let mut previous = ' ';
        for (at, ch) in text.char_indices() {
            let first = fold_char(ch);
            let is_inside = previous.is_ascii_alphanumeric() && first.is_ascii_alphanumeric();
            previous = first;
            if is_inside || found.last().is_some_and(|last| at < last.end) {
                continue;
            }
            if first.is_ascii() && !self.ascii_firsts.contains(first) {
                continue;
            }
            let Some(known) = self.by_first.get(&first) else { continue };
            let here =
                known.iter().find_map(|(folded, number)| Some((number, at + length(folded, slice_lossy(text, at..))?)));
            if let Some((number, end)) = here {
                found.push(Match {
                    start: at,
                    end,
                    text: slice_lossy(text, at..end).to_owned(),
                    number: number.clone(),
                });
            }
        }
        found
    }
}

/// The bytes that a folded number takes at a text's beginning; none where it does not stand there whole.
fn length(number: &[char], text: &str) -> Option<usize> {
    let mut folded = fold(text);
    let mut end = 0;
    for wanted in number {
        let (behind, ch) = folded.next()?;
        if ch != *wanted {
            return None;
        }
        end = behind;
    }
    let ends_alphanumeric = number.last().is_some_and(char::is_ascii_alphanumeric);
    let next = slice_lossy(text, end..).chars().next().map_or(' ', fold_char);
    (!(ends_alphanumeric && next.is_ascii_alphanumeric())).then_some(end)
}

/// A text's characters as they are compared: dashes are one, spaces and what has no width are none; each with the place behind it.
fn fold(text: &str) -> impl Iterator<Item = (usize, char)> {
    let folded = text.char_indices().map(|(at, ch)| (at + ch.len_utf8(), fold_char(ch)));
    folded.filter(|(_, ch)| !matches!(ch, ' ' | '\0' | '\n' | '\r'))
}
