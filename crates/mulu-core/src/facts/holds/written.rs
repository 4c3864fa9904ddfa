//! The days that a file writes down.

use crate::day::Day;
use crate::slice::slice_lossy;

/// Keys whose day is the last that still counts: what is said changes on the day after.
const LAST_DAYS: [&str; 6] = ["expires", "until", "due", "deadline", "to", "consultation_until"];

/// Keys whose day changes nothing by coming.
const OF_THE_RECORD: [&str; 1] = ["checked"];

/// Keys whose days begin or end what a file holds.
const ENDS: [&str; 5] = ["issued", "effective", "expires", "repealed", "until"];

/// A day that a file writes down.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenDay {
    day: Day,
    /// Whether it is the last that still counts.
    is_last: bool,
    /// Whether it begins or ends what the file holds.
    pub(super) is_end: bool,
}

impl WrittenDay {
    /// Those of a text that change something.
    pub(super) fn all_in(text: &str) -> Vec<WrittenDay> {
        let all = written(text).filter(|(key, _)| !OF_THE_RECORD.contains(key));
        let one = |(key, day): (&str, Day)| WrittenDay {
            day,
            is_last: LAST_DAYS.contains(&key),
            is_end: ENDS.contains(&key),
        };
        all.map(one).collect()
    }

    /// The days that change something because of it.
    pub(super) fn changes(self) -> impl Iterator<Item = Day> + use<> {
        std::iter::once(self.day).chain(self.is_last.then(|| self.day.next()))
    }
}

/// The days that a text writes down as values of keys: `issued = 2019-05-10`.
fn written(text: &str) -> impl Iterator<Item = (&str, Day)> {
    const LENGTH: usize = "2019-05-10".len();
    text.match_indices('=').filter_map(|(at, _)| {
        let value = slice_lossy(text, at + 1..).trim_start_matches([' ', '\t', '"', '\'']);
        let day = value.get(..LENGTH)?.parse().ok()?;
        let before = slice_lossy(text, ..at).trim_end_matches([' ', '\t']);
        let is_of_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let key = slice_lossy(before, before.trim_end_matches(is_of_key).len()..);
        Some((key, day))
    })
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::day::Day;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_read_where_a_key_has_one() {
        let text = "issued = 2019-05-10\nformer_numbers = [{ number = \"GB 1-1980\", until= \"2017-03-23\" }]\n\
                    note = \"seit 2020-01-01\"\nodd = 2019-13-40\nb=2019-05-1";
        let found: Vec<(&str, Day)> = written(text).collect();
        assert_eq!(found, [("issued", day("2019-05-10")), ("until", day("2017-03-23"))]);
    }
}
