//! What a sum tells apart.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::InputHasher;
use mulu_core::output::InputKey;

fn of(parts: &[Vec<u8>]) -> InputKey {
    let mut sum = InputHasher::default();
    for part in parts {
        sum.add(part);
    }
    sum.key()
}

fn view(view: &impl serde::Serialize) -> InputKey {
    let mut sum = InputHasher::default();
    assert!(sum.add_view(view));
    sum.key()
}

#[test]
fn a_view_is_summed_as_templates_see_it() {
    assert_eq!(view(&("甲", 1)), view(&("甲", 1)));
    assert_ne!(view(&("甲", 1)), view(&("甲", 2)));
    assert_ne!(view(&None::<u8>), view(&0));
    assert_ne!(view(&"1"), view(&1));
}

#[test]
fn views_that_follow_each_other_are_kept_apart() {
    let both = |one: u8, other: u8| {
        let mut sum = InputHasher::default();
        assert!(sum.add_view(&one) && sum.add_view(&other));
        sum.key()
    };
    assert_ne!(both(1, 23), both(12, 3));
}

#[test]
fn a_view_that_cannot_be_summed_is_said_to_be_so() {
    // JSON has no keys that are lists.
    assert!(!InputHasher::default().add_view(&BTreeMap::from([(vec![1], 1)])));
}

#[test]
fn values_are_told_apart_by_all_that_makes_them_equal() {
    let value = |value: &(Option<&str>, u32)| {
        let mut sum = InputHasher::default();
        sum.add_value(value);
        sum.key()
    };
    assert_eq!(value(&(Some("a"), 1)), value(&(Some("a"), 1)));
    for other in [(None, 1), (Some(""), 1), (Some("b"), 1), (Some("a"), 2)] {
        assert_ne!(value(&(Some("a"), 1)), value(&other), "{other:?}");
    }
}

fn parts() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(0..2_u8, 0..3), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn two_sums_are_the_same_if_and_only_if_their_parts_are(one in parts(), other in parts()) {
        prop_assert_eq!(of(&one) == of(&other), one == other);
    }
}

/// What is gathered before it is summed up comes to what is summed up at once, wherever the pieces end.
#[test]
fn a_sum_does_not_turn_on_the_pieces_that_it_is_written_in() {
    use sha2::{Digest, Sha256};
    use std::io::Write;

    let bytes: Vec<u8> = (0..2000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    for piece in [1, 7, 64, 255, 256, 257, 1000] {
        let mut sum = super::InputHasher::default();
        bytes.chunks(piece).for_each(|piece| sum.write_all(piece).unwrap());
        assert_eq!(sum.key()[..], Sha256::digest(&bytes)[..], "in pieces of {piece}");
    }
}
