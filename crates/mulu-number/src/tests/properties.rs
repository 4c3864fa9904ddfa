//! What holds for every text and every number.

use std::collections::BTreeMap;
use std::prelude::v1::*;

use proptest::prelude::*;

use super::{assert_safe, canonical, fields, fields_of};
use crate::{Number, find};

/// All that a number promises of itself.
fn assert_sound(text: &str) {
    let number = Number::parse(text);
    let again = Number::parse(number.canonical());
    assert_eq!(again, number);
    assert_eq!(fields(number.canonical()), fields(text));
    assert_eq!(Number::parse(&number.printed()).slug(), number.slug());
    assert_safe(&number.slug());

    let family = number.undated();
    let parsed = Number::parse(family.canonical());
    assert_eq!(fields(family.canonical()), fields_of(&family));
    assert_eq!(parsed.is_opaque(), number.is_opaque());
    assert_eq!((parsed.serial(), parsed.parts()), (number.serial(), number.parts()));
    assert!(number.is_opaque() || (!parsed.is_dated() && parsed.amendment().is_none()));
}

/// Text made of the pieces that numbers are made of, so that most of it comes close to being one.
fn number_like() -> impl Strategy<Value = String> {
    let pieces = [
        "GB",
        "GBZ",
        "GA",
        "ZB",
        "NB",
        "SH",
        "DB",
        "43",
        "4301",
        "DBJ",
        "T",
        "Z",
        "/",
        "-",
        "—",
        "——",
        " ",
        "　",
        ".",
        "1",
        "22239",
        "2019",
        "85",
        "1990",
        "JJF",
        "(",
        ")",
        "京",
        "交通",
        "T/CESA",
        "T/CECA-G",
        "K",
        "XG1",
        "E",
        "(E)",
        "ISO",
        "IEC",
        "IEEE",
        "TR",
        ":",
        "/Amd 1",
        "ITU-T",
        "X",
        "RFC",
        "W3C",
        "WCAG",
        "~",
        "一",
        "ａ",
        "YBB",
        "GSB",
        "x01234567",
        "第1号修改单",
        "（含",
        "(2018年版)",
        "所有部分",
        "(all parts)",
        "+AMD1:2020",
        " CSV",
        "PRF",
        "DAM 1",
        "EN",
        "ETSI",
        "301 549",
        "302302",
        "RLV",
        " V3.2.1",
        " (2021-03)",
        " (10/16)",
        "Q/",
        "JTG",
        "B10",
        "TSG",
        "CECS",
        "GW",
        "20XX",
        "(征求意见稿)",
        "/ISO 9001:2015",
        "_",
        "%2F",
        "%20",
        "《",
        "\u{ad}",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    proptest::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

/// A number that the grammar knows, in canonical form.
fn canonical_number() -> impl Strategy<Value = String> {
    let code = proptest::sample::select(vec![
        "GB", "GB/T", "GB/Z", "GBZ/T", "GA/T", "DB43/T", "DB4301/T", "DB11/", "T/CESA", "T/CECA-G", "T/CECA G", "JJF",
        "JJF(京)", "ZB B", "ISO/IEC", "SJ",
    ]);
    let part = proptest::option::of(1u16..40);
    let year = proptest::option::of(1950u16..2030);
    let amendment = proptest::option::of(1u8..3);
    (code, 1u32..40, part, year, amendment).prop_map(|(code, serial, part, year, amendment)| {
        let is_iso = code.starts_with("ISO");
        let (point, dash) = if is_iso { ("-", ":") } else { (".", "-") };
        let part = part.map_or(String::new(), |part| format!("{point}{part}"));
        let year = year.map_or(String::new(), |year| format!("{dash}{year}"));
        let amendment = amendment.filter(|_| !is_iso).map_or(String::new(), |n| format!("/XG{n}-2020"));
        format!("{code} {serial}{part}{year}{amendment}")
    })
}

/// An undated canonical number with a year: before the amendment, where it has one.
fn dated(undated: &str) -> String {
    let year = if undated.starts_with("ISO") { ":2001" } else { "-2001" };
    match undated.split_once("/XG") {
        Some((stem, amendment)) => format!("{stem}{year}/XG{amendment}"),
        None => format!("{undated}{year}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_sound_number(text in any::<String>()) {
        assert_sound(&text);
    }

    #[test]
    fn near_numbers_are_sound(text in number_like()) {
        assert_sound(&text);
    }

    #[test]
    fn canonical_numbers_parse_to_themselves(text in canonical_number()) {
        let number = Number::parse(&text);
        prop_assert!(!number.is_opaque(), "{}", text);
        prop_assert_eq!(number.canonical(), &text);
        assert_sound(&text);
    }

    #[test]
    fn width_case_dash_and_space_do_not_matter(text in canonical_number()) {
        let wide: String = text.chars().map(|ch| match ch {
            ' ' => '\u{3000}',
            '!'..='~' => char::from_u32(ch as u32 + 0xFEE0).unwrap_or(ch),
            _ => ch,
        }).collect();
        let spaced = text.replace('-', " — ").replace(' ', "\u{a0} ");
        let variants = [wide, text.to_lowercase(), text.replace('-', "——"), text.replace('-', "–"), spaced];
        // A hyphen inside an association's code is not a dash that may have spaces around it.
        let variants = variants.into_iter().filter(|_| !text.starts_with("T/CECA-G"));
        for variant in variants {
            prop_assert_eq!(&canonical(&variant), &text, "{}", variant);
        }
    }

    #[test]
    fn different_numbers_have_different_slugs(texts in proptest::collection::vec(prop_oneof![number_like(), canonical_number()], 200)) {
        let mut by_slug = BTreeMap::new();
        for text in texts {
            let number = Number::parse(&text);
            let first = by_slug.entry(number.slug()).or_insert_with(|| number.clone());
            prop_assert_eq!(&*first, &number);
        }
    }

    #[test]
    fn finding_is_in_order_and_on_characters(texts in proptest::collection::vec(prop_oneof![number_like(), canonical_number(), any::<String>()], 0..8)) {
        let text = texts.join("，");
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(found.start >= end && found.end > found.start);
            prop_assert_eq!(&text[found.start..found.end], found.text.as_str());
            prop_assert!(!found.number.is_opaque());
            end = found.end;
        }
    }

    #[test]
    fn canonical_dated_numbers_are_found(text in canonical_number()) {
        let number = Number::parse(&text);
        let number = if number.is_dated() { number } else { Number::parse(&dated(&text)) };
        let found = find(&format!("见《{}》第3条", number.printed()));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0].number, &number);
    }

    #[test]
    fn a_line_end_inside_a_number_does_not_matter(
        text in canonical_number(), end in "(\n|\r\n|\r)[ \t\u{3000}]{0,6}", before in "[ \t]{0,3}", at in 0..9_usize
    ) {
        let number = Number::parse(&text);
        let number = if number.is_dated() { number } else { Number::parse(&dated(&text)) };
        let printed = number.printed();
        // Text is wrapped behind dashes and slashes and before the serial; within an association's code nobody breaks.
        let goes_on = |at: &usize| {
            let head = printed[..*at].trim_end().chars().next_back();
            let ends = (head, printed[*at..].chars().next());
            matches!(ends, (Some('—' | 'A'..='Z'), Some('0'..='9')) | (Some('/'), Some('A'..='Z')))
        };
        let breaks = printed.match_indices(['—', ' ', '/']).map(|(at, mark)| at + mark.len());
        let breaks: Vec<usize> = breaks.filter(|at| !printed.starts_with("T/") && goes_on(at)).collect();
        let Some(at) = breaks.get(at % breaks.len().max(1)) else { return Ok(()) };
        let (head, tail) = printed.split_at(*at);
        let broken = format!("见《{}{before}{end}{tail}》", head.trim_end());
        let found = find(&broken);
        prop_assert_eq!(found.len(), 1, "{:?}", broken);
        prop_assert_eq!(&found[0].number, &number, "{:?}", broken);
        prop_assert_eq!(found[0].start, "见《".len());
    }

    #[test]
    fn what_a_line_says_alone_is_found_beside_other_lines(
        lines in proptest::collection::vec(prop_oneof![number_like(), canonical_number(), "[ -~—，]{0,12}"], 1..8)
    ) {
        let lines: Vec<String> = lines.into_iter().map(|line| line.replace(['\n', '\r'], "")).collect();
        let text = lines.join("\n");
        let together = find(&text);
        let mut start = 0;
        for line in &lines {
            // One without a year also depends on the figure that may stand before it, on whatever line.
            for alone in find(line).into_iter().filter(|alone| alone.number.is_dated()) {
                let at = start + alone.start;
                prop_assert!(together.iter().any(|found| found.start <= at && at < found.end), "{:?} in {:?}", alone, text);
            }
            start += line.len() + 1;
        }
    }
}
