//! JSON as files and the terminal have it.

use serde::Serialize;

/// A value as a file: indented, so that differences read well, with a line end.
///
/// # Errors
/// Never in practice; JSON writing is fallible by its type.
pub fn indented(value: &impl Serialize) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}
