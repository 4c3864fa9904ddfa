//! Ranges and lists of numbers written out: `GB/T 21062.1～21062.4-2007`, `GB/T 21062.1、21062.2—2007`.
//!
//! [`Grammar::find`] reads whole numbers, and ranges that end with a year. Here the rest is read: what a writer leaves out because
//! the number before has it already.

use mulu_core::limits::{CITED_BETWEEN, CITED_RANGE};
use mulu_core::number::{Figures, Grammar, Level, Match, Number, is_blank};
use mulu_core::slice::slice_lossy;

/// The numbers in a text, ranges and lists written out, in order of where they stand.
#[must_use]
pub fn numbers(grammar: &Grammar, text: &str) -> Vec<Match> {
    let mut all = Vec::new();
    let mut left = CITED_BETWEEN;
    let mut found = grammar.find(text).into_iter().peekable();
    while let Some(first) = found.next() {
        if joint(text, first.end).is_none() {
            all.push(first);
            continue;
        }
        let mut chain = Chain::new(grammar, text, first);
        loop {
            let at = chain.end();
            let Some((joint, start)) = joint(text, at) else { break };
            let next = match found.peek() {
                // Both ends of a range are whole, or `find` has read the tail itself.
                Some(next) if next.start == start && joint == Joiner::Range => found.next(),
                Some(next) if next.start == start => None,
                _ => chain.tail(start, joint),
            };
            let Some(next) = next else { break };
            chain.add(next, joint);
        }
        all.extend(chain.finish(&mut left));
        while found.next_if(|next| all.last().is_some_and(|last: &Match| next.start < last.end)).is_some() {}
    }
    all
}

/// How two numbers are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joiner {
    Range,
    List,
    /// `33133.1/2/3`.
    Parts,
}

/// What joins the number that ends here to the next, and where the next begins.
fn joint(text: &str, at: usize) -> Option<(Joiner, usize)> {
    let rest = slice_lossy(text, at..);
    let word = rest.trim_start_matches(is_blank);
    let joint = match word.chars().next()? {
        '/' | '／' if word.len() == rest.len() => Joiner::Parts,
        '~' | '～' | '〜' | '∼' | '至' => Joiner::Range,
        '、' | '，' | ',' | '和' | '及' | '与' => Joiner::List,
        _ => return None,
    };
    let mut next = word.chars();
    next.next();
    let next = next.as_str().trim_start_matches(is_blank);
    if joint == Joiner::Parts {
        // `.1/.2` and `.1/2` are one list.
        let point = next.strip_prefix('.').unwrap_or(next);
        return Some((joint, text.len() - point.len()));
    }
    // A line may end behind what joins two numbers.
    let line = next.strip_prefix("\r\n").or_else(|| next.strip_prefix('\n'));
    let next = line.map_or(next, |line| line.trim_start_matches(is_blank));
    Some((joint, text.len() - next.len()))
}

/// Numbers that follow each other, each taking from the first what it does not write.
struct Chain<'t> {
    grammar: &'t Grammar,
    text: &'t str,
    /// The first number's code with the space behind it: `GB/T `.
    code: String,
    items: Vec<(Match, Joiner)>,
}

impl<'t> Chain<'t> {
    fn new(grammar: &'t Grammar, text: &'t str, first: Match) -> Self {
        let domestic = first.number.level().is_some_and(|level| level != Level::International);
        let stem = first.number.undated();
        let code =
            stem.canonical().rfind(' ').filter(|_| domestic).map_or("", |at| slice_lossy(stem.canonical(), ..=at));
        Chain { grammar, text, code: code.to_owned(), items: vec![(first, Joiner::List)] }
    }

    fn end(&self) -> usize {
        self.items.last().map_or(0, |(last, _)| last.end)
    }

    /// Reads what a number leaves to the one before it: `21062.4-2007`, `4-2007`, `4`. A line end may break it before its year;
    /// where that makes no number, the line is read alone.
    fn tail(&self, start: usize, joint: Joiner) -> Option<Match> {
        let rest = slice_lossy(self.text, start..);
        [true, false].into_iter().find_map(|over| self.number(start, &Figures::read(rest, over)?, joint))
    }

    fn number(&self, start: usize, figures: &Figures, joint: Joiner) -> Option<Match> {
        let (previous, _) = self.items.last()?;
        let (tail, end) = (figures.text.as_str(), start + figures.length);
        if self.code.is_empty() || !ends_at(self.text, end) {
            return None;
        }
        let is_part = !tail.contains('.') && tail.split('-').next().is_some_and(|part| part.len() <= 3);
        let stem = previous.number.undated();
        let number = match stem.canonical().rfind('.').filter(|_| is_part) {
            Some(point) => self.grammar.parse(&format!("{}{tail}", slice_lossy(stem.canonical(), ..=point))),
            None => self.grammar.parse(&format!("{}{tail}", self.code)),
        };
        let found = Match { start, end, text: slice_lossy(self.text, start..end).to_owned(), number };
        is_surely_meant(&previous.number, &found.number, joint).then_some(found)
    }

    fn add(&mut self, next: Match, joint: Joiner) {
        self.items.push((next, joint));
    }

    /// The numbers, each with the year that a later one of its serial writes, and those that the ranges stand for, while any are `left`
    /// to be written out.
    fn finish(mut self, left: &mut usize) -> Vec<Match> {
        for at in (1..self.items.len()).rev() {
            let (before, after) = self.items.split_at_mut(at);
            let (Some((before, _)), Some((after, joint))) = (before.last_mut(), after.first()) else { continue };
            let same = before.number.serial() == after.number.serial() && !before.number.parts().is_empty();
            if let Some(year) = after.number.year().filter(|_| before.number.year().is_none())
                && (same || matches!(joint, Joiner::Range | Joiner::Parts))
            {
                before.number = self.grammar.parse(&format!("{}-{year}", before.number.canonical()));
            }
        }
        let mut all: Vec<Match> = Vec::with_capacity(self.items.len());
        for (item, joint) in self.items {
            if let Some(first) = all.last().filter(|_| joint == Joiner::Range).cloned() {
                all.extend(between(self.grammar, self.text, &first, &item, left));
            }
            all.push(item);
        }
        all
    }
}

/// Whether the tail's word ends here. `GB/T 22239-2019、2020年` is not a list.
fn ends_at(text: &str, end: usize) -> bool {
    let next = slice_lossy(text, end..).chars().next();
    !next.is_some_and(|ch| ch.is_ascii_alphanumeric() || "_年月日％%条款章节项".contains(ch))
}

/// Whether a tail is surely a number and no chance figure: it has a year, or it is a part of the same serial.
fn is_surely_meant(previous: &Number, number: &Number, joint: Joiner) -> bool {
    let (Some(serial), false) = (number.serial(), number.is_opaque()) else { return false };
    let is_year = serial.len() == 4 && (serial.starts_with("19") || serial.starts_with("20"));
    let is_part = previous.serial() == Some(serial) && !previous.parts().is_empty() && !number.parts().is_empty();
    match joint {
        _ if is_year && !is_part => false,
        Joiner::Range => is_part || number.is_dated() || serial.len() == previous.serial().map_or(0, str::len),
        Joiner::List => number.is_dated() || (is_part && serial.len() >= 3),
        Joiner::Parts => is_part && !previous.is_dated(),
    }
}

/// The numbers between the ends of a range: the last part counts up, or the serial where there are no parts.
fn between(grammar: &Grammar, text: &str, first: &Match, last: &Match, left: &mut usize) -> Vec<Match> {
    let (from, to) = (first.number.undated(), last.number.undated());
    let split = |stem: &Number| {
        let text = stem.canonical();
        let at = text.rfind([' ', '.']).map_or(0, |at| at + 1);
        slice_lossy(text, at..).parse::<u32>().ok().map(|count| (slice_lossy(text, ..at).to_owned(), count))
    };
    let (Some((head, low)), Some((same, high))) = (split(&from), split(&to)) else { return Vec::new() };
    if head != same || high <= low || high - low > CITED_RANGE {
        return Vec::new();
    }
    let count = usize::try_from(high - low - 1).unwrap_or(usize::MAX);
    let Some(rest) = left.checked_sub(count) else { return Vec::new() };
    *left = rest;
    let year = last.number.year().map_or_else(String::new, |year| format!("-{year}"));
    let whole = slice_lossy(text, first.start..last.end);
    let inner = (low + 1..high).map(|count| grammar.parse(&format!("{head}{count}{year}")));
    inner
        .filter(|number| !number.is_opaque())
        .map(|number| Match { start: first.start, end: last.end, text: whole.to_owned(), number })
        .collect()
}
