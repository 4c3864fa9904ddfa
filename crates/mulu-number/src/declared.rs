//! Numbers of series that are declared, and not in the code tables: `ZWFW C0109.1-2018`.

use crate::domestic;
use crate::draft::{Cursor, Draft, DraftContext};
use crate::grammar::Grammar;
use crate::tail::{self, Allowed};

/// Reads a number of a declared series. Its serial may begin with letters, and have hyphens.
pub(crate) fn read(cursor: &mut Cursor<'_>, context: DraftContext, grammar: &Grammar) -> Option<Draft> {
    let (_, series) = grammar.prefixes().find(|(prefix, _)| begins_with(cursor, prefix))?;
    let mut draft = Draft::new(series.level);
    draft.push(series.prefix.trim());
    draft.end_prefix();
    draft.nature = series.nature;
    draft.is_marked = true;
    draft.push(" ");
    domestic::separator(cursor);
    domestic::coded_serial(cursor, &mut draft)?;
    tail::read(cursor, &mut draft, &Allowed { hyphens: true, short_years: false }, context)?;
    Some(draft)
}

/// Takes a prefix where one stands whole: no letter goes on behind a letter, but for the class of a serial, `C0109`.
fn begins_with(cursor: &mut Cursor<'_>, prefix: &str) -> bool {
    let start = cursor.at;
    let is_here = cursor.literal(prefix);
    let goes_on = prefix.ends_with(|ch: char| ch.is_ascii_alphanumeric()) && cursor.peek(0).is_ascii_alphabetic();
    if !is_here || goes_on {
        cursor.at = start;
        return false;
    }
    true
}
