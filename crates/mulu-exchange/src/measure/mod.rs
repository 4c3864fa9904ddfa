//! The text of a measure (办法) → its chapters, articles and items, its title, number, issuer and days.
//!
//! Everything is told by how such documents are printed. What the text does not say stays empty, and what was doubtful is a note:
//! the words of an article are taken as they stand, without the blanks of layout.

mod front;
mod glosses;
mod heads;
mod lines;
mod numeral;
mod radicals;
mod term;

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Message;

use heads::{ArticleHead, Marks, chain, heads};
use lines::{begins_item, ends_sentence, heading, item_style, paragraphs};

/// A measure, as far as its text tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Its title.
    pub title: Option<String>,
    /// The document's number (文号), with the brackets 〔〕.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When it was issued.
    pub issued: Option<Day>,
    /// From when it binds.
    pub effective: Option<Day>,
    /// The last day on which it binds.
    pub expires: Option<Day>,
    /// Its articles, in order.
    pub articles: Vec<Article>,
    /// What a person should look at.
    pub notes: Vec<Message>,
}

/// An article, with its paragraphs and items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its number, as clauses have it: `40`; of 第十条之一 `10-1`.
    pub id: String,
    /// The headings of the chapter and section that begin with it.
    pub headings: Vec<String>,
    /// Its paragraphs and items, each whole.
    pub paragraphs: Vec<String>,
    /// The line of the text on which it begins, from 1.
    pub line: usize,
}

impl Article {
    /// Its words, a paragraph or item a line.
    #[must_use]
    pub fn text(&self) -> String {
        self.paragraphs.join("\n")
    }

    /// The article without its items, then each item as an article of its own, `7.2` for the second of article 7. What an item is divided
    /// into stays with it. One without items is whole.
    #[must_use]
    pub fn parts(&self) -> Vec<Article> {
        let style = self.paragraphs.iter().skip(1).find_map(|paragraph| item_style(paragraph));
        let Some(style) = style else { return vec![self.clone()] };
        let mut own = Article { paragraphs: Vec::new(), ..self.clone() };
        let mut items: Vec<Article> = Vec::new();
        let mut is_in_item = false;
        for paragraph in &self.paragraphs {
            let begun = item_style(paragraph);
            if begun == Some(style) {
                let id = format!("{}.{}", self.id, items.len() + 1);
                let paragraphs = vec![paragraph.clone()];
                items.push(Article { id, headings: Vec::new(), paragraphs, line: self.line });
                is_in_item = true;
            } else if let Some(last) = items.last_mut().filter(|_| is_in_item && begun.is_some()) {
                last.paragraphs.push(paragraph.clone());
            } else {
                // A paragraph behind the items is the article's again.
                let left_out = if is_in_item { "……" } else { "" };
                own.paragraphs.push(format!("{left_out}{paragraph}"));
                is_in_item = false;
            }
        }
        [own].into_iter().chain(items).collect()
    }
}

/// The measures in a text: a notice may print several, one after the other.
#[must_use]
pub fn measures(text: &str) -> Vec<Measure> {
    let (text, glosses) = glosses::removed(&radicals::folded(text).replace("\r\n", "\n").replace('\r', "\n"));
    let (all, marks) = {
        let articles = heads(&text, Marks::Articles);
        let is_first = |head: &ArticleHead| head.number == 1 && head.inserted == 0 && head.begins_line;
        if articles.iter().any(is_first) {
            (articles, Marks::Articles)
        } else {
            (heads(&text, Marks::Sections), Marks::Sections)
        }
    };
    let starts = starts(&all, marks);
    let document =
        starts.first().map_or("", |at| text.get(..all.get(*at).map_or(0, |head| head.start)).unwrap_or_default());
    let mut measures = Vec::new();
    let mut before = 0;
    for (nth, at) in starts.iter().enumerate() {
        let until = starts.get(nth + 1).copied().unwrap_or(all.len());
        let Some(own) = all.get(*at..until) else { continue };
        let end = all.get(until).filter(|_| until < all.len()).map_or(text.len(), |head| head.start);
        let (mut measure, done) = cut(&text, own, end, marks);
        let first = own.first().map_or(0, |head| head.start);
        let preface = text.get(before..first).unwrap_or_default();
        front::fill(&mut measure, document, preface, text.get(done..end).unwrap_or_default());
        term::fill(&mut measure);
        measure.notes.extend(glosses.clone());
        before = done;
        measures.push(measure);
    }
    measures
}

/// The places of the first articles: there a measure begins. Sections begin one only once, for 一、 begins every list.
fn starts(all: &[ArticleHead], marks: Marks) -> Vec<usize> {
    let first = |head: &ArticleHead| {
        head.number == 1 && head.inserted == 0 && head.begins_line && (head.spaced || !head.citing)
    };
    let mut starts: Vec<usize> = all.iter().enumerate().filter(|(_, head)| first(head)).map(|(at, _)| at).collect();
    if marks == Marks::Sections {
        starts.truncate(1);
    }
    starts
}

/// One measure, and where its last article ends.
fn cut(text: &str, own: &[ArticleHead], end: usize, marks: Marks) -> (Measure, usize) {
    let (chain, missing) = chain(own);
    let mut measure = Measure::default();
    let mut headings = chain.first().map_or_else(Vec::new, |head| above(text.get(..head.start).unwrap_or_default()));
    let mut done = end;
    for (nth, head) in chain.iter().enumerate() {
        let next = chain.get(nth + 1).map_or(end, |next| next.start);
        let words = text.get(head.end..next).unwrap_or_default();
        let is_last = nth + 1 == chain.len();
        let taken = if is_last { last_words(words) } else { words };
        if is_last {
            done = head.end + taken.len();
        }
        // The first line of a section is its heading, which no sentence ends.
        let (paragraphs, following) = match marks {
            Marks::Articles => body(taken),
            Marks::Sections => body(&taken.replacen('\n', "\n\n", 1)),
        };
        let inserted = if head.inserted == 0 { String::new() } else { format!("-{}", head.inserted) };
        let line = text.get(..head.start).map_or(1, |before| before.matches('\n').count() + 1);
        let id = format!("{}{inserted}", head.number);
        if paragraphs.is_empty() {
            measure
                .notes
                .push(message!("第 {id} 条没有文字（第 {line} 行）", "article {id} has no words (line {line})"));
        }
        measure.articles.push(Article { id, headings: std::mem::replace(&mut headings, following), paragraphs, line });
    }
    if !missing.is_empty() {
        let missing = missing.iter().map(u32::to_string).collect::<Vec<_>>().join("、");
        let message = message!(
            "文中找不到第 {missing} 条：请对照原文补上",
            "the text has no article {missing}: add it from the original"
        );
        measure.notes.push(message);
    }
    if marks == Marks::Sections {
        let message = message!("文中没有“第一条”，按“一、二、”切分", "the text has no 第一条: it was cut at 一、二、");
        measure.notes.push(message);
    }
    (measure, done)
}

/// The headings right above the first article.
fn above(before: &str) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for line in before.lines().rev().filter(|line| !line.trim().is_empty()) {
        match heading(line) {
            Some((rank, heading)) if found.last().is_none_or(|(lower, _)| rank < *lower) => found.push((rank, heading)),
            _ => break,
        }
    }
    found.into_iter().rev().map(|(_, heading)| heading).collect()
}

/// The paragraphs of an article, and the headings behind it, which belong to the next.
fn body(words: &str) -> (Vec<String>, Vec<String>) {
    let mut own: Vec<&str> = Vec::new();
    let mut headings = Vec::new();
    for line in words.lines() {
        // A heading has a line of its own; whatever the text says after it is not the article's.
        match heading(line).filter(|_| !own.is_empty()) {
            Some((_, heading)) => headings.push(heading),
            None if headings.is_empty() => own.push(line),
            None => {}
        }
    }
    (paragraphs(own.into_iter()), headings)
}

/// What of the text behind the last article is its own: its first paragraph, and those behind it that are sentences or items.
/// A signature, an annex, the foot of a page or the title of another measure is not.
fn last_words(words: &str) -> &str {
    let mut end = 0;
    let mut at = 0;
    let mut whole = false;
    for line in words.split_inclusive('\n') {
        at += line.len();
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        let foreign =
            text.starts_with("附件") || text.starts_with("附：") || text.starts_with("附表") || heading(text).is_some();
        if whole && (foreign || !(ends_sentence(text) || begins_item(text))) {
            break;
        }
        whole = ends_sentence(text);
        end = at;
    }
    words.get(..end).unwrap_or(words)
}

#[cfg(test)]
mod tests;
