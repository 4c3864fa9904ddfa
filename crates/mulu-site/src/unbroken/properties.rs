//! Whatever a sentence says, only its dates and numbers are wrapped.

use proptest::prelude::*;

use super::{LONGEST, kept, unbroken};

/// The text that a reader of the HTML sees.
fn seen(html: &str) -> String {
    let mut text = html.to_owned();
    for tag in ["<time>", "</time>", "<span class=\"num\">", "</span>"] {
        text = text.replace(tag, "");
    }
    for (escape, c) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escape, c);
    }
    text
}

fn sentence() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("GB/T 22239-2019".to_owned()),
        Just("2026-11-21".to_owned()),
        Just("2026-13-01".to_owned()),
        "[0-9]{1,5}-[0-9]{1,3}",
        "[<>&\"' a-c办，-]{0,6}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_read_is_what_was_written(text in sentence()) {
        prop_assert_eq!(seen(&unbroken(&text)), text);
    }

    #[test]
    fn pieces_that_are_kept_whole_do_not_overlap_and_fit_a_line(text in sentence()) {
        let kept = kept(&text);
        prop_assert!(kept.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        prop_assert!(kept.iter().all(|(start, end, _)| start < end && end - start <= LONGEST && text.get(*start..*end).is_some()));
    }
}

#[test]
fn a_number_that_would_leave_a_small_screen_may_be_broken() {
    let long = format!("GB/T {}-2019", "1".repeat(30));
    assert_eq!(unbroken(&long), long.replace('/', &unbroken("/")));
}
