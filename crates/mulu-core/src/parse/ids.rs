//! Ids that records give to their parts: classes, topics, kinds of evidence, clauses.
//!
//! They become file names and anchors of the site, and records cite them, so their form is narrow and each is used once.

use crate::message;
use crate::message::Message;
use crate::model::Spanned;

use super::{Diagnostics, Reading};

/// The longest id, in characters.
const LONGEST: usize = 80;

/// Reads an id: lower-case letters, digits, `.`, `_` and `-`, a letter or a digit first, and not `index`, which is the name of a
/// section's own page.
///
/// # Errors
/// What an id may be.
pub fn parse(text: &str) -> Result<String, Message> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let begins = text.bytes().next().is_some_and(plain);
    let holds = text.bytes().all(|b| plain(b) || b"._-".contains(&b));
    if begins && holds && text.len() <= LONGEST && text != "index" {
        return Ok(text.to_owned());
    }
    Err(message!(
        "只用小写字母、数字和 . _ -，以字母或数字开头，不超过 {LONGEST} 个字符，且不是 index",
        "use lower-case letters, digits and . _ -, a letter or a digit first, at most {LONGEST} of them, and not `index`"
    ))
}

/// Takes an id away from all but the first that has it; each of the others is a fault.
pub fn unique<'i>(ids: impl Iterator<Item = &'i mut Option<Spanned<String>>>, diagnostics: &Diagnostics) {
    let mut taken = std::collections::HashSet::new();
    for id in ids {
        let Some(own) = id else { continue };
        if taken.insert(own.value.clone()) {
            continue;
        }
        let value = &own.value;
        diagnostics.add(
            Reading::InvalidValue,
            own.span,
            message!("`{value}` 已经用过", "`{value}` is used twice"),
            message!("改用另一个 id，或删去重复的一项", "use another id, or remove the entry that is there twice"),
        );
        *id = None;
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn an_id_is_safe_in_a_path_and_in_an_address() {
        for good in ["general.security", "mlps-baseline", "40", "26-2", "a", "x_1", "12345-hotline"] {
            assert!(parse(good).is_ok(), "{good}");
        }
        for bad in ["", "index", "../x", "a/b", "A", "a b", ".a", "-a", "数据", "a\"b", "a\n", &"a".repeat(81)] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
