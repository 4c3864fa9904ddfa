//! Faults of a record's prose.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::message;

use super::toml_text::shift;
use super::{Diagnostics, Reading};

/// Reports `**…**` that Markdown leaves as asterisks, in prose that begins `offset` bytes into its file.
///
/// By `CommonMark` a run of asterisks closes emphasis only where no punctuation stands before it with a letter after it, so
/// `**要求。**各单位` shows its asterisks: in Chinese, where no space follows, a common slip.
pub fn broken_emphasis(body: &str, offset: u32, diagnostics: &Diagnostics) {
    if !body.contains("**") || is_surely_whole(body) {
        return;
    }
    let mut opening: Option<Range<usize>> = None;
    for token in tokens(body) {
        match token {
            ProseToken::Text(range) => {
                for run in runs(body, range) {
                    match opening.take() {
                        None => opening = Some(run),
                        Some(open) => report(open.start..run.end, offset, diagnostics),
                    }
                }
            }
            ProseToken::Block => opening = None,
        }
    }
}

/// Whether every `**` of the prose is certainly shown as emphasis, or stands in code, told without parsing it: most prose that has
/// any is that plain.
///
/// No emphasis reaches over an empty line. Between two of them, nothing binds tighter than emphasis or crosses it, and on each line
/// the runs of asterisks are pairs of two, the opening one with a letter or digit behind it, the closing one with such before it.
/// So the first can open, the second can close, and no other is open between them.
fn is_surely_whole(body: &str) -> bool {
    let (mut is_odd, mut is_emphatic) = (false, false);
    for line in body.lines() {
        if line.trim_matches([' ', '\t']).is_empty() {
            (is_odd, is_emphatic) = (false, false);
            continue;
        }
        is_odd |= line.bytes().any(|byte| matches!(byte, b'`' | b'\\' | b'<' | b'[' | b']' | b'_' | b'~' | b'\r'));
        if line.contains("**") {
            is_emphatic = true;
            is_odd |= !has_plain_pairs(line);
        }
        if is_odd && is_emphatic {
            return false;
        }
    }
    true
}

/// Whether a line's asterisks are pairs of `**` around what begins and ends plainly.
fn has_plain_pairs(line: &str) -> bool {
    let mut next_opens = false;
    let mut before = "";
    for (at, token) in line.split("**").enumerate() {
        let touches = if next_opens { token.chars().next() } else { before.chars().next_back() };
        let is_long_run = at > 1 && before.is_empty();
        if is_long_run || token.contains('*') || (at > 0 && !touches.is_some_and(is_plain)) {
            return false;
        }
        next_opens = !next_opens;
        before = token;
    }
    next_opens
}

/// A character that is surely neither a space nor punctuation.
fn is_plain(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || matches!(ch, '\u{4e00}'..='\u{9fff}')
}

/// What matters of the prose here: its text outside code, and where blocks begin, beyond which no emphasis reaches.
enum ProseToken {
    Text(Range<usize>),
    Block,
}

/// The pieces of the prose. The parser gives every asterisk that it leaves an event of its own: text that adjoins is one piece.
fn tokens(body: &str) -> Vec<ProseToken> {
    let mut tokens = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new(body).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) => {
                tokens.push(ProseToken::Block);
            }
            Event::Text(_) if !in_code => match tokens.last_mut() {
                Some(ProseToken::Text(last)) if last.end == range.start => last.end = range.end,
                _ => tokens.push(ProseToken::Text(range)),
            },
            _ => {}
        }
    }
    tokens
}

/// The runs of two or more asterisks in a range of the text. A masked number, `138****0000`, is one run and opens nothing.
fn runs(body: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let text = body.as_bytes().get(range.clone()).unwrap_or_default();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = text.iter().skip(at).take_while(|byte| **byte == b'*').count();
        if length >= 2 {
            runs.push(range.start + at..range.start + at + length);
        }
        at += length.max(1);
    }
    runs
}

fn report(range: Range<usize>, offset: u32, diagnostics: &Diagnostics) {
    diagnostics.add(
        Reading::BrokenEmphasis,
        shift(range, offset),
        message!("此处的 ** 不会显示为强调，页面上会露出星号", "this emphasis would be shown with its asterisks"),
        message!(
            "把句号等标点移到 ** 之外（**要求**。），或在其后加一个空格",
            "move the punctuation outside (`**要求**。`), or put a space after the closing `**`"
        ),
    );
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What prose is made of here, in every wrong order.
    const PIECES: [&str; 24] = [
        "**", "**", "**", "*", "要求", "a", "7", "。", " ", "\n", "\n\n", "- ", "1. ", "> ", "# ", "    ", "***", "|",
        "`", "```\n", "[a](b)", "<!--", "\u{3000}", "\r",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn what_is_told_without_parsing_is_what_parsing_shows(
            tokens in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..16)
        ) {
            let body = tokens.concat();
            let shown = pieces_shown(&body);
            prop_assert!(!is_surely_whole(&body) || !shown, "{:?}", body);
        }
    }

    /// Whether any run of asterisks is shown as it stands, outside code.
    fn pieces_shown(body: &str) -> bool {
        super::tokens(body).into_iter().any(|token| match token {
            ProseToken::Text(range) => !runs(body, range).is_empty(),
            ProseToken::Block => false,
        })
    }

    #[test]
    fn plain_prose_is_not_parsed() {
        for plain in ["**要求**：各单位", "一、**范围**与**要求**\n\n正文 **a1** 完", "没有"] {
            assert!(is_surely_whole(plain), "{plain}");
        }
        for odd in ["**要求****要求**", "**要求。**各单位", "** 要求**", "**要求", "`**要求**`", "138****0000"]
        {
            assert!(!is_surely_whole(odd), "{odd}");
        }
    }
}
