use proptest::prelude::*;

use super::{Passage, numbers, read};
use mulu_core::number::Grammar;

/// Pieces that stand around numbers, in every wrong order.
const PIECES: [&str; 29] = [
    "GB/T 21062.1",
    "GB/T",
    "22239—",
    "\r\n ",
    "（2008）",
    "2008",
    "GB/T22239—2008",
    "21062.4-2007",
    "～",
    "、",
    "4-2007",
    "，",
    "至",
    "<b>",
    "</td>",
    "&mdash;",
    "&#x2014;",
    "&",
    "<!--",
    "-->",
    "<script",
    "\"",
    ">",
    "\n",
    "一",
    "9999999999999999",
    "-",
    "&shy;",
    "\u{ad}",
];

proptest! {
    #[test]
    fn no_document_is_too_broken(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        let text = pieces.concat();
        for name in ["a.txt", "a.html"] {
            let passage = read(name, text.as_bytes()).expect("it is text");
            let lines: Vec<&str> = text.split('\n').collect();
            for found in numbers(&Grammar::default(), passage.text()) {
                prop_assert_eq!(&passage.text()[found.start..found.end], found.text.as_str());
                let (line, column) = passage.position(found.start);
                let source = lines[line - 1].chars().nth(column - 1);
                let first = found.text.chars().next();
                prop_assert_eq!(source, first, "{} {}:{} in {:?}", name, line, column, &text);
            }
        }
    }

    #[test]
    fn no_bytes_are_too_broken(bytes in any::<Vec<u8>>(), name in prop::sample::select(&["a.docx", "a.html", "a"][..])) {
        let _ = read(name, &bytes);
        let _ = read(name, &[b"PK\x03\x04".as_slice(), &bytes].concat());
    }
}

#[test]
fn a_passage_without_text_has_a_beginning() {
    assert_eq!(Passage::default().position(0), (1, 1));
}
