//! Text from strangers, made safe to be shown: the one cleaner of all that reaches a terminal or the log of a code host.
//!
//! Three things in a text are obeyed by whoever shows it: control characters by a terminal, marks of direction by a reader's eye, and
//! workflow commands by the runner of a code host, which reads the output of every step. None of them is left as it is, and each stays
//! visible, so that a reader sees that something was there.

use std::borrow::Cow;

/// Whether a character can rewrite a terminal or turn the direction of writing: control characters, line and paragraph
/// separators, and the marks of Unicode's bidirectional algorithm (UAX #9).
#[must_use]
pub fn is_odd(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with its control characters and marks of direction made visible. Line breaks are kept. For pages, which obey nothing else.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let odd = |c: char| is_odd(c) && c != '\n';
    if !text.contains(odd) {
        return text.into();
    }
    let show = |c: char| match c {
        c if !odd(c) => c,
        // Unicode has a picture of each of the first thirty-two.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    };
    text.chars().map(show).collect::<String>().into()
}

/// A text of several lines for a terminal or a log: visible, obeyed by no runner, its lines ending as on Unix.
#[must_use]
pub fn plain(text: &str) -> String {
    let shown = visible(text).replace("\u{240d}\n", "\n");
    disarmed(&shown).into_owned()
}

/// The text on one line.
#[must_use]
pub fn line(text: &str) -> String {
    disarmed(&visible(text).replace("\u{240d}\n", "\n").replace('\n', " ")).into_owned()
}

/// The beginning of what another program or a stranger said, to be quoted in a sentence: at most so many characters, without control
/// characters.
#[must_use]
pub fn excerpt(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(most).collect()
}

/// What a command wrote, a whole number of lines, as it may be shown; where colours are wanted, their sequences are kept.
#[must_use]
pub fn screen(text: &str, has_colours: bool) -> String {
    if !has_colours || !text.contains("\x1b[") {
        return plain(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut parts = text.split("\x1b[");
    shown.push_str(&visible(parts.next().unwrap_or_default()));
    for part in parts {
        // A colour is numbers, parted by semicolons, and an `m`.
        let end = part.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
        match part.split_at_checked(end).and_then(|(numbers, rest)| Some((numbers, rest.strip_prefix('m')?))) {
            Some((numbers, rest)) => shown.extend(["\x1b[", numbers, "m", &visible(rest)]),
            None => shown.extend(["\u{241b}[", &visible(part)]),
        }
    }
    disarmed(&shown).into_owned()
}

/// JSON as it may be shown: what is odd in a string is written as JSON escapes it, so that a program reads the same text.
#[must_use]
pub fn json(text: &str) -> Cow<'_, str> {
    use std::fmt::Write as _;
    let odd = |c: char| is_odd(c) && !matches!(c, '\n' | '\r' | '\t');
    if !text.contains(odd) && !text.contains("##") {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if odd(c) {
            let _ = write!(shown, "\\u{:04x}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    // Within a string a `#` may be written so too, and nowhere else does JSON have one.
    bracketless(&shown, "\\u005b").unwrap_or(shown).into()
}

/// A text without workflow commands: `::name::` where a line begins, whatever space stands before it (GitHub), and `##[name]` or
/// `##vso[name]` anywhere (Azure Pipelines, and GitHub's first form). One character of each is replaced by its wide form.
fn disarmed(text: &str) -> Cow<'_, str> {
    let text = bracketless(text, "［").map_or(Cow::Borrowed(text), Cow::Owned);
    // Three colons are what our own text of a finding begins a second place with, and no runner takes them for a command.
    let is_command = |line: &str| line.trim_start().strip_prefix("::").is_some_and(|name| !name.starts_with(':'));
    if !text.contains("::") || !text.split('\n').any(is_command) {
        return text;
    }
    let lines = text
        .split('\n')
        .map(|line| if is_command(line) { Cow::Owned(line.replacen(':', "：", 1)) } else { Cow::Borrowed(line) });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// The text with something else in place of the bracket of each `##`, letters, `[`; none where there is no such thing.
fn bracketless(text: &str, bracket: &str) -> Option<String> {
    if !text.contains("##") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut found) = (text, false);
    while let Some((before, behind)) = rest.split_once("##") {
        out.push_str(before);
        // Of `###[` the last two count.
        let behind = match behind.bytes().take_while(|byte| *byte == b'#').count() {
            0 => behind,
            more => {
                let (hashes, behind) = behind.split_at_checked(more).unwrap_or((behind, ""));
                out.push_str(hashes);
                behind
            }
        };
        let letters = behind.bytes().take_while(u8::is_ascii_alphabetic).count();
        match behind.split_at_checked(letters).and_then(|(word, rest)| Some((word, rest.strip_prefix('[')?))) {
            Some((word, after)) => {
                out.extend(["##", word, bracket]);
                (rest, found) = (after, true);
            }
            None => {
                out.push_str("##");
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    found.then_some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{json, line, plain, screen};

    #[test]
    fn what_a_runner_would_obey_is_shown_and_not_obeyed() {
        assert_eq!(plain("a\n \u{3000}::add-mask::x\nb::c"), "a\n \u{3000}：:add-mask::x\nb::c");
        assert_eq!(plain("x ##[add-mask]GB ###vso[a]"), "x ##［add-mask]GB ###vso［a]");
        assert_eq!(plain("## A heading, [a link]"), "## A heading, [a link]");
        assert_eq!(line("a\r\n::error::b"), "a ::error::b");
        assert_eq!(line("::error::b"), "：:error::b");
        assert_eq!(plain("  ::: agencies/a.toml:2:10"), "  ::: agencies/a.toml:2:10");
    }

    #[test]
    fn colours_pass_where_they_are_wanted_and_nothing_else_does() {
        let text = "\x1b[1m\x1b[31merror\x1b[0m\x1b[2J\u{202e}";
        assert_eq!(screen(text, true), "\x1b[1m\x1b[31merror\x1b[0m\u{241b}[2J\u{fffd}");
        assert!(!screen(text, false).contains('\x1b'));
    }

    proptest! {
        #[test]
        fn json_says_the_same_to_a_program(text in any::<String>()) {
            let text = format!("{text}\u{202e}##[a]");
            let written = serde_json::to_string(&text).unwrap();
            let shown = json(&written);
            prop_assert!(!shown.contains("##["));
            prop_assert!(!shown.contains(super::is_odd));
            prop_assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
        }

        #[test]
        fn nothing_odd_is_left(text in any::<String>()) {
            prop_assert!(!line(&text).contains(super::is_odd));
            prop_assert!(!plain(&text).replace('\n', "").contains(super::is_odd));
        }
    }
}
