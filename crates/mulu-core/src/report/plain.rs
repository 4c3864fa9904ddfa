//! Text from records, made safe for a terminal and for formats that people read.

use crate::words::visible;

/// The text as it may be shown, see [`visible`]; its lines end as on Unix.
#[must_use]
pub fn plain(text: &str) -> String {
    visible(&text.replace("\r\n", "\n")).into_owned()
}

/// The text on one line.
#[must_use]
pub fn line(text: &str) -> String {
    plain(text).replace('\n', " ")
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
