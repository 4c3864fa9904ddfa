//! Text → a TOML string.

use std::fmt::Write as _;

/// Writes a text as a TOML basic string on one line, quotes included. Whatever the text holds, the string ends where it should.
#[must_use]
pub fn toml_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // C1 controls are allowed in TOML, but a terminal may obey them.
            c if c.is_control() => drop(write!(out, "\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_text_comes_back(text in any::<String>()) {
            let written = format!("key = {}", toml_string(&text));
            prop_assert_eq!(written.lines().count(), 1);
            let read: toml::Table = written.parse().expect("it is TOML");
            prop_assert_eq!(read["key"].as_str(), Some(text.as_str()));
        }
    }
}
