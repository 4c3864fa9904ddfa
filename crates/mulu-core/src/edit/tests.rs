use proptest::prelude::*;

use super::{Adoption, ReviewEntry, append_adoption, append_inline, append_review, canonical};
use crate::model::{Conclusion, Progress};

/// Pieces of records, whole and broken, with characters of one byte to four.
const PIECES: [&str; 32] = [
    "\u{feff}",
    "+++\n",
    "+++\r\n",
    "\n",
    "\r\n",
    "\r",
    "name = \"目录\"\n",
    "adoption = [",
    "[[adoption]]\n",
    "[adoption]\n",
    "adoption.x = 1\n",
    "review = [",
    "[[review]]\n",
    "standard = \"GB/T 22239-2019\"\n",
    "{ standard = \"GB/T 1—2020\" }",
    "{ date = 2020-01-01 }",
    "{",
    "}",
    "]",
    ",",
    " = ",
    "# 注释 ]\n",
    "#",
    "\"",
    "\"\"\"\n",
    "'",
    "\\",
    "\\u00",
    "𠀀",
    "é",
    "systems = [\"一\", \"二\"]\n",
    "\u{0}",
];

/// What came out is the text, and one piece more in it.
fn is_the_text_and_more(text: &str, edited: &str, new: &std::ops::Range<usize>) -> bool {
    edited.get(new.clone()).is_some() && format!("{}{}", &edited[..new.start], &edited[new.end..]) == text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn no_record_is_too_broken(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..16)) {
        let text = pieces.concat();
        for key in ["adoption", "review"] {
            if let Some((edited, new)) = append_inline(&text, 0..text.len(), key, &["a = 1".to_owned()]) {
                prop_assert!(is_the_text_and_more(&text, &edited, &new), "{:?} {:?}", text, edited);
            }
        }
        let date = crate::day::Day::new(2026, 11, 21).expect("a day");
        let by = "标准办".to_owned();
        let review = ReviewEntry { date, conclusion: Conclusion::Revise, by, reason: None, evidence: None, due: Some(date) };
        if let Ok((edited, new)) = append_review(&text, &review) {
            prop_assert!(is_the_text_and_more(&text, &edited, &new), "{:?} {:?}", text, edited);
        }
        let standard = "GB/T 22239-2019".to_owned();
        let systems = vec!["政务云".to_owned()];
        let status = Progress::Implemented;
        let filing = Adoption { standard, status, since: None, filed: Some(date), systems, evidence: None };
        if let Ok((edited, new)) = append_adoption(&text, &filing) {
            prop_assert!(is_the_text_and_more(&text, &edited, &new), "{:?} {:?}", text, edited);
        }
        for path in ["agencies/a.toml", "standards/national/a.md", "book.toml"] {
            if let Ok(first) = canonical(path, &text) {
                prop_assert_eq!(canonical(path, &first), Ok(first.clone()), "{}: {:?}", path, text);
            }
        }
    }
}
