//! What an engine writes into a PDF that is not of the page: taken out, so that the same page gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use mulu_core::day::Day;

/// A PDF with the document's day in the place of the moment it was printed, and the parts of its structure counted from 1: an
/// engine counts them from wherever it was. Nothing becomes longer or shorter, so that every offset in the file stays right.
pub fn normalise(pdf: Vec<u8>, day: Day) -> Vec<u8> {
    renumbered(dated(pdf, day))
}

/// `(D:20261121000000+00'00')` for every moment.
fn dated(mut pdf: Vec<u8>, day: Day) -> Vec<u8> {
    let stamp = format!("{}000000", day.to_string().replace('-', ""));
    for place in digits(&pdf, b"(D:", 14, b"+00'00')") {
        put(&mut pdf, place, stamp.as_bytes());
    }
    pdf
}

/// `(node00000001)` for the part with the least number, and so on: where some part is named twice, its new name is too.
fn renumbered(mut pdf: Vec<u8>) -> Vec<u8> {
    let places = digits(&pdf, b"(node", 8, b")");
    let number = |place: &Range<usize>| pdf.get(place.clone()).map(<[u8]>::to_vec);
    let numbers: BTreeSet<Vec<u8>> = places.iter().filter_map(number).collect();
    let ranks: BTreeMap<Vec<u8>, usize> = numbers.into_iter().zip(1..).collect();
    for place in places {
        let rank = pdf.get(place.clone()).and_then(|number| ranks.get(number));
        if let Some(rank) = rank {
            put(&mut pdf, place, format!("{rank:08}").as_bytes());
        }
    }
    pdf
}

/// Where so many digits stand between two words.
fn digits(pdf: &[u8], before: &[u8], count: usize, after: &[u8]) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = pdf.get(at..).and_then(|rest| rest.windows(before.len()).position(|part| part == before)) {
        let from = at + found + before.len();
        let place = from..from + count;
        let are_digits = pdf.get(place.clone()).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit));
        if are_digits && pdf.get(place.end..).is_some_and(|rest| rest.starts_with(after)) {
            places.push(place);
        }
        at = from;
    }
    places
}

/// Puts bytes in the place of as many others.
fn put(pdf: &mut [u8], place: Range<usize>, bytes: &[u8]) {
    if let Some(place) = pdf.get_mut(place).filter(|place| place.len() == bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::normalise;
    use mulu_core::day::Day;

    fn on_the_day(pdf: &str) -> String {
        let day = Day::new(2026, 11, 21).unwrap();
        String::from_utf8(normalise(pdf.as_bytes().to_vec(), day)).unwrap()
    }

    #[test]
    fn the_day_takes_the_place_of_the_moment() {
        assert_eq!(
            on_the_day("/CreationDate (D:20300102030405+00'00')\n/ModDate (D:20300102030405+00'00')>> (D:x) (D:"),
            "/CreationDate (D:20261121000000+00'00')\n/ModDate (D:20261121000000+00'00')>> (D:x) (D:"
        );
    }

    #[test]
    fn parts_are_counted_from_one_wherever_the_engine_began() {
        let printed = |first: u32| {
            let (one, two) = (format!("{first:08}"), format!("{:08}", first + 7));
            format!("/ID (node{two}) /Headers [(node{one}) (node{two})] (node) (node123) (node")
        };
        let expected = "/ID (node00000002) /Headers [(node00000001) (node00000002)] (node) (node123) (node";
        assert_eq!(
            (on_the_day(&printed(220)), on_the_day(&printed(99_221))),
            (expected.to_owned(), expected.to_owned())
        );
    }
}
