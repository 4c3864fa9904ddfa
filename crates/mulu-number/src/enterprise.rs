//! Numbers of enterprise standards (企业标准): `Q/GDW 10380.2-2017`. No level of a catalogue of public standards has them.

use crate::domestic;
use crate::draft::{Cursor, Draft, DraftContext};
use crate::tail::{self, Allowed};

/// `Q/`, the enterprise's code, a serial.
pub(crate) fn read(cursor: &mut Cursor<'_>, context: DraftContext) -> Option<Draft> {
    if !cursor.word("Q") {
        return None;
    }
    cursor.spaces();
    if !cursor.slash() {
        return None;
    }
    cursor.spaces();
    let start = cursor.at;
    // Digits may belong to the code, `Q/320100 ABC 1`, or be the serial already, `Q/ABC001`.
    if cursor.attempt(|cursor| code_with_digits(cursor)).is_none() && cursor.letters(12).len() < 2 {
        return None;
    }
    let mut draft = Draft::new(None);
    draft.push("Q/");
    draft.push(cursor.since(start));
    draft.end_prefix();
    draft.is_marked = true;
    domestic::separator(cursor);
    draft.push(" ");
    domestic::coded_serial(cursor, &mut draft)?;
    tail::read(cursor, &mut draft, &Allowed { hyphens: true, short_years: false }, context)?;
    Some(draft)
}

/// Letters and digits up to a space.
fn code_with_digits(cursor: &mut Cursor<'_>) -> Option<()> {
    let code = cursor.chars_while(18, |ch| ch.is_ascii_alphanumeric());
    let has_digit = code.bytes().any(|byte| byte.is_ascii_digit());
    let goes_on = cursor.peek(0) == b' ' && cursor.peek(1).is_ascii_alphanumeric();
    (has_digit && code.len() >= 2 && goes_on).then_some(())
}
