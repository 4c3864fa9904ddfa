//! Readings in brackets behind characters, `區(qū)`: a converter's leftovers in some copies of web pages, never the measure's words.

use mulu_core::message;
use mulu_core::message::Message;

/// Vowels with the marks of a tone, which no abbreviation has.
const TONED: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň";

/// Fewer than these in a document are no pattern.
const FEWEST: usize = 5;

/// The text without its readings, and what to say of the copy.
pub fn removed(text: &str) -> (String, Vec<Message>) {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut count = 0_usize;
    while let Some(at) = rest.find(['(', '（']) {
        let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let is_han = before.chars().next_back().is_some_and(|ch| matches!(ch, '\u{3400}'..='\u{9fff}'));
        match reading(behind).filter(|_| is_han) {
            Some(after) => {
                count += 1;
                rest = after;
            }
            None => {
                let bracket = behind.chars().next().map_or(0, char::len_utf8);
                out.push_str(behind.get(..bracket).unwrap_or_default());
                rest = behind.get(bracket..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    let mut notes = Vec::new();
    let (out, count) = if count < FEWEST { (text.to_owned(), 0) } else { (out, count) };
    if count > 0 {
        notes.push(message!(
            "这份副本在汉字后夹有注音（如“區(qū)”），已去掉 {count} 处：请对照原文",
            "this copy has readings behind its characters, such as 區(qū): {count} were taken out; compare it with the original"
        ));
    }
    let lost = out.matches("??").count() + out.matches('\u{fffd}').count();
    if lost > 0 {
        notes.push(message!(
            "这份副本有 {lost} 处字符已损坏（??）：请对照原文补上",
            "{lost} characters of this copy are lost (??): restore them from the original"
        ));
    }
    (out, notes)
}

/// What stands behind a reading in brackets.
fn reading(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['(', '（'])?;
    let end = inner.find([')', '）'])?;
    let (syllable, rest) = inner.split_at_checked(end)?;
    let letters = |ch: char| ch.is_ascii_lowercase() || ch == 'ü' || TONED.contains(ch);
    let is_syllable =
        syllable.chars().count() <= 6 && syllable.chars().all(letters) && syllable.contains(|ch| TONED.contains(ch));
    let closing = rest.chars().next().map_or(0, char::len_utf8);
    is_syllable.then(|| rest.get(closing..)).flatten()
}
