//! A record in the canonical form, as `mulu fmt` writes it.

use mulu_core::edit::canonical;
use mulu_core::message::Message;
use mulu_core::slice::slice_lossy;

use super::TextChange;

/// What is to change so that a record is in the canonical form; nothing where it is already.
///
/// # Errors
/// When it is no record, or not whole TOML: why.
pub fn format(path: &str, text: &str) -> Result<Option<TextChange>, Message> {
    let arranged = canonical(path, text)?;
    Ok((arranged != text).then(|| difference(text, &arranged)))
}

/// What is to change so that one text becomes another: all between the first and the last difference, so that an editor keeps its cursor.
#[must_use]
pub fn difference(before: &str, after: &str) -> TextChange {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
    };
    let start = same(&mut before.chars(), &mut after.chars());
    let (rest, new) = (slice_lossy(before, start..), slice_lossy(after, start..));
    let end = same(&mut rest.chars().rev(), &mut new.chars().rev());
    let text = slice_lossy(new, ..new.len() - end).to_owned();
    TextChange { range: start..before.len() - end, text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_record_is_formatted_as_the_command_does_it() {
        let change = format("agencies/a.toml", "jurisdiction = \"430100\"\nname = \"办\"\n");
        let change = change.expect("it is TOML").expect("something changes");
        assert_eq!(change.text, "name = \"办\"\njurisdiction = \"430100");
        assert_eq!(format("agencies/a.toml", "name = \"办\"\n"), Ok(None));
        assert!(format("agencies/a.toml", "name = ").is_err());
    }

    proptest! {
        #[test]
        fn a_difference_makes_one_text_of_another(before in "[ab国\n]{0,20}", after in "[ab国\n]{0,20}") {
            let TextChange { range, text } = difference(&before, &after);
            let changed = format!("{}{text}{}", slice_lossy(&before, ..range.start), slice_lossy(&before, range.end..));
            prop_assert_eq!(changed, after);
        }
    }
}
