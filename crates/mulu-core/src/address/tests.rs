//! Names of files, and what stands in links.

use proptest::prelude::*;

use super::{LONGEST, ascii, encode, encode_path, file_name, standard, up};

/// Percent-decodes.
fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, tail @ ..] = rest {
        match (*first, tail) {
            (b'%', [high, low, tail @ ..]) => {
                bytes.push(u8::from_str_radix(std::str::from_utf8(&[*high, *low]).unwrap(), 16).unwrap());
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn an_id_that_is_a_plain_name_is_the_name_of_its_file() {
    for id in ["gb-t-22239-2019", "db43-t-1234.1-2020", "长政发_8"] {
        assert_eq!(file_name(id), id);
    }
}

#[test]
fn what_is_no_letter_or_digit_is_written_in_digits() {
    assert_eq!(file_name("a b=c"), "a=20b=3Dc");
    assert_eq!(file_name("上（下）"), "上=EF=BC=88下=EF=BC=89");
    assert_eq!(standard("a b"), "standards/a%3D20b.html");
}

#[test]
fn a_link_leaves_letters_of_other_scripts_to_be_read() {
    assert_eq!(encode("办法 (1)%?#/"), "办法%20%281%29%25%3F%23%2F");
    assert_eq!(encode("a\u{3000}b\u{85}"), "a%E3%80%80b%C2%85");
    assert_eq!(encode_path("a b/办法/c"), "a%20b/办法/c");
    assert_eq!(ascii("policies/办.html"), "policies/%E5%8A%9E.html");
}

#[test]
fn a_page_is_as_many_folders_down_as_its_path_has() {
    for (path, way) in [("index.html", ""), ("standards/a.html", "../"), ("en/standards/a.html", "../../")] {
        assert_eq!(up(path), way);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_two_ids_share_a_file(one in "[a=3D /甲（\\\\]{0,80}", other in "[a=3D /甲（\\\\]{0,80}") {
        prop_assert_eq!(file_name(&one) == file_name(&other), one == other);
    }

    #[test]
    fn a_files_name_fits_file_systems_and_leads_nowhere_else(id in any::<String>()) {
        let name = file_name(&id.repeat(5));
        prop_assert!(name.len() <= LONGEST + 17);
        prop_assert!(!name.contains(['/', '\\', '\0']));
    }

    #[test]
    fn what_a_link_says_is_what_was_meant(part in any::<String>()) {
        prop_assert_eq!(decoded(&encode(&part)), part.clone());
        let plain = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || "-._~%".contains(c);
        prop_assert!(encode(&part).chars().all(plain));
        prop_assert!(ascii(&encode(&part)).is_ascii());
    }
}
