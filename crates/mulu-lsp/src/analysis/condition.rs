//! What may be written in a condition: its variables, their methods, and in its texts the words that a variable is compared with.

use std::ops::Range;

use mulu_core::condition::{PROJECT, STANDARD, ValueKind};
use mulu_core::model::{DocumentForm, Stage};
use mulu_core::number::{Level, Nature};
use mulu_core::parse::ValueType;
use mulu_core::references::ReferentKind;
use mulu_core::schema::about;
use mulu_core::slice::slice_lossy;
use mulu_core::vocabulary::Vocabulary;

use super::candidates::{Candidate, candidates};
use super::completion::{Proposal, ProposalKind, Proposals, likeliest};
use super::{EditedRecord, TextChange};

/// What a condition speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ConditionSubject {
    /// A project: `when`.
    Project,
    /// A standard: `mandates_where`.
    Standard,
}

impl ConditionSubject {
    fn variables(self) -> &'static [(&'static str, ValueKind)] {
        match self {
            ConditionSubject::Project => &PROJECT,
            ConditionSubject::Standard => &STANDARD,
        }
    }

    /// The record whose keys the variables are.
    fn record(self) -> &'static str {
        match self {
            ConditionSubject::Project => "project",
            ConditionSubject::Standard => "standard",
        }
    }

    /// The variable that a text is most often held against.
    fn usual(self) -> &'static str {
        match self {
            ConditionSubject::Project => "traits",
            ConditionSubject::Standard => "topics",
        }
    }
}

/// A text of the condition that the cursor stands in.
struct OpenText {
    /// Where its quote stands, an escape before it included.
    quote: usize,
    /// Where it begins, behind the quote.
    start: usize,
    /// The quote.
    mark: char,
}

/// What may be written at a place between the quotes of a value; none where the value is no condition.
#[must_use]
pub fn complete(view: &EditedRecord<'_>, path: &[String], place: &Range<usize>, at: usize) -> Option<Proposals> {
    let ground = match path.last()?.as_str() {
        "when" => ConditionSubject::Project,
        "mandates_where" => ConditionSubject::Standard,
        _ => return None,
    };
    let before = slice_lossy(view.text, place.start..at);
    let behind = slice_lossy(view.text, at..place.end);
    Some(match open_text(before) {
        Some(text) => words(view, ground, before, behind, &text, at),
        None => names(view, ground, place, before, behind, at),
    })
}

/// The text that is open at the end of a part of a condition, as it stands in the file: `\"` is a quote in a text of TOML.
fn open_text(before: &str) -> Option<OpenText> {
    let mut open: Option<OpenText> = None;
    let mut chars = before.char_indices();
    while let Some((quote, first)) = chars.next() {
        let (at, c) = if first == '\\' { chars.next()? } else { (quote, first) };
        match &open {
            Some(text) if text.mark == c => open = None,
            None if matches!(c, '"' | '\'') => open = Some(OpenText { quote, start: at + c.len_utf8(), mark: c }),
            _ => {}
        }
    }
    open
}

/// The words that may stand in the text at the cursor.
fn words(
    view: &EditedRecord<'_>,
    ground: ConditionSubject,
    before: &str,
    behind: &str,
    text: &OpenText,
    at: usize,
) -> Proposals {
    let line = behind.split('\n').next().unwrap_or_default();
    let close = line.find(text.mark);
    let rest = close.map_or("", |close| slice_lossy(line, close + text.mark.len_utf8()..));
    // Up to the closing quote and the escape before it; of a text that nobody closed yet, what looks like a word.
    let end = match close {
        Some(close) => slice_lossy(line, ..close).trim_end_matches('\\').len(),
        None => line.len() - line.trim_start_matches(is_part).len(),
    };
    let compared = compared_before(slice_lossy(before, ..text.quote)).or_else(|| compared_behind(rest));
    let variable = compared.unwrap_or(ground.usual());
    let typed = slice_lossy(before, text.start..);
    let (found, has_more) = likeliest(values(view, ground, variable).into_iter(), typed);
    let range = at - typed.len()..at + end;
    let one = |Candidate { text, about }: Candidate| Proposal {
        change: TextChange { range: range.clone(), text: text.clone() },
        label: text,
        about,
        document: String::new(),
        shown: ProposalKind::Word,
    };
    Proposals { list: found.into_iter().map(one).collect(), has_more }
}

/// The variable before a text: `stage == "…`, `stage in ["planning", "…`.
fn compared_before(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let before = match before.rfind('[') {
        Some(bracket) if !slice_lossy(before, bracket..).contains(']') => slice_lossy(before, ..bracket)
            .trim_end()
            .strip_suffix("in")
            .filter(|rest| rest.ends_with(char::is_whitespace))?,
        _ => before.strip_suffix(['=', '<', '>'])?.trim_end_matches(['=', '!', '<', '>']),
    };
    let before = before.trim_end();
    let start = before.trim_end_matches(is_part).len();
    Some(slice_lossy(before, start..)).filter(|name| !name.is_empty())
}

/// The variable behind a text: `"cloud" in traits`.
fn compared_behind(behind: &str) -> Option<&str> {
    let rest = behind.trim_start().strip_prefix("in")?;
    let name = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let end = name.len() - name.trim_start_matches(is_part).len();
    Some(slice_lossy(name, ..end)).filter(|name| !name.is_empty())
}

/// What a variable is compared with. One that the condition does not have, such as that of a loop, is compared with anything.
fn values(view: &EditedRecord<'_>, ground: ConditionSubject, variable: &str) -> Vec<Candidate> {
    fn spelt<V: Vocabulary>(view: &EditedRecord<'_>, all: &[V]) -> Vec<Candidate> {
        all.iter().map(|word| Candidate::of(word.id(), word.phrase().get(view.lang))).collect()
    }
    let named = |referent| candidates(view, &ValueType::Name(referent), &[]);
    match (ground, variable) {
        (ConditionSubject::Project, "traits") => {
            named(ReferentKind::Trait).into_iter().filter(|candidate| candidate.text != "*").collect()
        }
        (ConditionSubject::Project, "stage") => spelt(view, &Stage::ALL),
        (ConditionSubject::Project, "agency") => named(ReferentKind::Agency),
        (ConditionSubject::Project, "jurisdiction") => named(ReferentKind::Region),
        (ConditionSubject::Project, "approved") => {
            vec![Candidate::of(view.day.to_string(), view.word("今天", "today"))]
        }
        (ConditionSubject::Standard, "classes") => named(ReferentKind::Class),
        (ConditionSubject::Standard, "topics") => named(ReferentKind::Topic),
        (ConditionSubject::Standard, "form") => spelt(view, &DocumentForm::ALL),
        (ConditionSubject::Standard, "level") => Level::ALL.iter().map(|level| Candidate::of(level.id(), "")).collect(),
        (ConditionSubject::Standard, "nature") => Nature::ALL.iter().map(|own| Candidate::of(own.id(), "")).collect(),
        _ => Vec::new(),
    }
}

/// The names that may stand at the cursor, outside of texts: variables, or behind a point what may be asked of one.
fn names(
    view: &EditedRecord<'_>,
    ground: ConditionSubject,
    place: &Range<usize>,
    before: &str,
    behind: &str,
    at: usize,
) -> Proposals {
    // Within `"…"` of TOML the condition's own quotes are `'`, and the other way round.
    let own_quote = slice_lossy(view.text, ..place.start).chars().next_back();
    let quote = if own_quote == Some('\'') { '"' } else { '\'' };
    let typed = slice_lossy(before, before.trim_end_matches(is_part).len()..);
    let is_asked_of = slice_lossy(before, ..before.len() - typed.len()).ends_with('.');
    let range = at - typed.len()..at + (behind.len() - behind.trim_start_matches(is_part).len());
    let all = if is_asked_of { methods(view, quote) } else { variables(view, ground, quote) };
    let fits = |(label, ..): &(String, String, String)| label.to_lowercase().contains(&typed.to_lowercase());
    let one = |(label, about, text): (String, String, String)| Proposal {
        change: TextChange { range: range.clone(), text },
        label,
        about,
        document: String::new(),
        shown: ProposalKind::Value,
    };
    Proposals { list: all.into_iter().filter(fits).map(one).collect(), has_more: false }
}

/// What variables there are, and the commonest questions about a project: label, meaning, text.
fn variables(view: &EditedRecord<'_>, ground: ConditionSubject, quote: char) -> Vec<(String, String, String)> {
    let variable = |(name, kind): &(&str, ValueKind)| {
        let words = about(&format!("{}.{name}", ground.record()));
        let words = words.map_or_else(String::new, |(zh, en)| view.word(zh, en).to_owned());
        ((*name).to_owned(), format!("{words} {}", kind_words(view, *kind)).trim().to_owned(), (*name).to_owned())
    };
    let mut all: Vec<_> = ground.variables().iter().map(variable).collect();
    if ground == ConditionSubject::Project {
        all.extend(values(view, ground, "traits").into_iter().map(|Candidate { text, about }| {
            let test = format!("{quote}{text}{quote} in traits");
            (test.clone(), about, test)
        }));
    }
    let size = view.word("有几项、几个字", "how many items or letters");
    all.push(("size".to_owned(), size.to_owned(), "size($0)".to_owned()));
    all
}

/// What may be asked of a text or a list.
fn methods(view: &EditedRecord<'_>, quote: char) -> Vec<(String, String, String)> {
    let of_text =
        |name: &str, zh, en| (name.to_owned(), view.word(zh, en).to_owned(), format!("{name}({quote}$0{quote})"));
    let of_list = |name: &str, zh, en| (name.to_owned(), view.word(zh, en).to_owned(), format!("{name}(x, x == $0)"));
    vec![
        of_text("startsWith", "以此开头", "the text begins with"),
        of_text("endsWith", "以此结尾", "the text ends with"),
        of_text("contains", "含有", "the text has in it"),
        of_list("exists", "至少一项如此", "one item at least is so"),
        of_list("all", "每一项都如此", "every item is so"),
        ("size".to_owned(), view.word("有几项、几个字", "how many items or letters").to_owned(), "size()".to_owned()),
    ]
}

fn kind_words(view: &EditedRecord<'_>, kind: ValueKind) -> &'static str {
    let (zh, en) = match kind {
        ValueKind::Flag => ("（真假）", "(true or false)"),
        ValueKind::Number => ("（数）", "(number)"),
        ValueKind::Text => ("（文字）", "(text)"),
        ValueKind::Texts => ("（文字的列表）", "(list of texts)"),
        ValueKind::Numbers | ValueKind::Things => ("（列表）", "(list)"),
        ValueKind::Any => ("", ""),
    };
    view.word(zh, en)
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_open_between_its_quotes() {
        let open = |before: &str| open_text(before).map(|text| slice_lossy(before, text.start..).to_owned());
        assert_eq!(open("\"clo").as_deref(), Some("clo"));
        assert_eq!(open("\\\"cloud\\\" in traits && stage == \\\"pl").as_deref(), Some("pl"));
        assert_eq!(open("\"it's"), Some("it's".to_owned()));
        assert_eq!(open("\"cloud\" in "), None);
        assert_eq!(open("\\"), None);
    }

    #[test]
    fn the_variable_is_found_on_either_side() {
        assert_eq!(compared_before("a && stage == "), Some("stage"));
        assert_eq!(compared_before("approved>="), Some("approved"));
        assert_eq!(compared_before("stage in [\"planning\", "), Some("stage"));
        assert_eq!(compared_before("agency.startsWith("), None);
        assert_eq!(compared_before("[\"a\"] "), None);
        assert_eq!(compared_behind(" in traits && x"), Some("traits"));
        assert_eq!(compared_behind(" && x"), None);
        assert_eq!(compared_behind(" inside"), None);
    }
}
