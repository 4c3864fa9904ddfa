//! Percent-encoding (RFC 3986): what each place in an address must have encoded.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All but what RFC 3986 calls unreserved.
const RESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// As [`RESERVED`], without the slash between the parts of a path.
const IN_PATH: AsciiSet = RESERVED.remove(b'/');

/// What would end a URI in the line that it stands in, and what no URI may hold.
const IN_LINE: AsciiSet =
    CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// What would end an address in a link of Markdown.
const IN_MARKDOWN: AsciiSet = CONTROLS.add(b' ').add(b'(').add(b')').add(b'<').add(b'>').add(b'\\');

/// Nothing of ASCII: only what is not.
const NONE: AsciiSet = AsciiSet::EMPTY;

/// The path of a file as a URI reference: every byte that is not plain is encoded.
#[must_use]
pub fn uri(path: &str) -> String {
    utf8_percent_encode(path, &IN_PATH).to_string()
}

/// A part of a path or a fragment of an IRI: letters of other scripts are left to be read.
#[must_use]
pub fn part(part: &str) -> String {
    if is_unreserved(part) { part.to_owned() } else { readable(part, &RESERVED) }
}

/// An address in a link of Markdown: what would end the link is encoded, letters of other scripts are left to be read.
#[must_use]
pub fn in_markdown(address: &str) -> String {
    readable(address, &IN_MARKDOWN)
}

/// Encodes a set of ASCII, and of what is not ASCII the controls and blanks.
fn readable(text: &str, set: &'static AsciiSet) -> String {
    let may_be_encoded = |c: char| c.is_ascii() || c.is_control() || c.is_whitespace();
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // In stretches of characters that are all looked at, or all left.
        let is_looked_at = may_be_encoded(first);
        let end = rest.find(|c| may_be_encoded(c) != is_looked_at).unwrap_or(rest.len());
        let (stretch, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if is_looked_at {
            encoded.extend(utf8_percent_encode(stretch, set));
        } else {
            encoded.push_str(stretch);
        }
        rest = behind;
    }
    encoded
}

/// Whether a text is told as it stands in every place: nearly all ids are.
fn is_unreserved(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'))
}

/// Each part of a path, as [`part`].
#[must_use]
pub fn path(path: &str) -> String {
    // A slash parts, and is encoded in no part.
    if path.split('/').all(is_unreserved) {
        return path.to_owned();
    }
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// An address for a document that allows ASCII only, such as a sitemap.
#[must_use]
pub fn ascii(address: &str) -> String {
    utf8_percent_encode(address, &NONE).to_string()
}

/// An address as a line of a calendar may hold it: what is not ASCII, and what would end the value, is encoded.
#[must_use]
pub fn in_line(address: &str) -> String {
    utf8_percent_encode(address, &IN_LINE).to_string()
}

/// The path that was encoded; none where it is not UTF-8 then.
#[must_use]
pub fn decoded(path: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(path).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_place_has_its_own_set() {
        assert_eq!(uri("a b/GB·T.md"), "a%20b/GB%C2%B7T.md");
        assert_eq!(part("数 据/a%"), "数%20据%2Fa%25");
        assert_eq!(part("\u{3000}\u{85}é"), "%E3%80%80%C2%85é");
        assert_eq!(path("a b/c"), "a%20b/c");
        assert_eq!(ascii("a&b/长 "), "a&b/%E9%95%BF ");
        assert_eq!(in_markdown("../长(一)?a=%20&b <\u{3000}>"), "../长%28一%29?a=%20&b%20%3C%E3%80%80%3E");
        assert_eq!(in_line("https://a/长\" \n"), "https://a/%E9%95%BF%22%20%0A");
    }

    proptest! {
        #[test]
        fn what_was_encoded_comes_back(text in any::<String>()) {
            for encoded in [uri(&text), part(&text), path(&text)] {
                let back = decoded(&encoded);
                prop_assert_eq!(back.as_deref(), Some(text.as_str()));
            }
        }
    }
}
