//! Text from records, made safe for a terminal and for formats that people read.

/// The text without control characters, other than line ends, and without the characters that reorder what is shown (bidirectional
/// controls): each becomes U+FFFD. A record may be hostile, and a terminal obeys what it is sent.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").chars().map(|c| if c != '\n' && is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

/// The text on one line.
#[must_use]
pub fn line(text: &str) -> String {
    plain(text).replace('\n', " ")
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// The path of a registry's file in its repository, as a URI reference: every byte that is not plain is percent-encoded.
#[must_use]
pub fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
