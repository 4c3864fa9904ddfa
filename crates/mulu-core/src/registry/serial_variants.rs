//! The undated numbers whose serial is one slip away from another: a digit too few or too many, another digit, or two that changed places.
//!
//! Two serials that are one slip apart have a variant in common where each is taken as it stands and with each of its digits left out.
//! So every family is listed under its variants once, and to ask is to look up five or six.

use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hasher};

use crate::number::Number;

/// The shortest serial that is asked for: a shorter one is near to everything.
const SHORTEST: usize = 4;

/// The families of a registry by the variants of their serials.
#[derive(Debug, Default)]
pub(super) struct SerialVariants {
    families: Vec<Number>,
    /// The sums of variants, sorted, each with the place of a family that has it: a million families have six million variants.
    variants: Vec<(u64, u32)>,
    /// The serials of all numbers, whatever their codes: most numbers that are not recorded have none of them.
    serials: HashSet<String>,
}

impl SerialVariants {
    /// Those of families; `numbers` are known by their serials alone.
    pub fn of(families: BTreeSet<Number>, numbers: impl Iterator<Item = Number>) -> Self {
        let serials = numbers.filter_map(|number| number.serial().map(str::to_owned)).collect();
        let families: Vec<Number> = families.into_iter().collect();
        let of_family = |(place, family)| {
            let variants = Serial::of(family).map(|serial| serial.variants()).unwrap_or_default();
            variants.into_iter().map(move |variant| (variant, place))
        };
        let mut variants: Vec<(u64, u32)> = (0..).zip(&families).flat_map(of_family).collect();
        variants.sort_unstable();
        SerialVariants { families, variants, serials }
    }

    /// Whether any number has this one's serial.
    pub fn has_serial_of(&self, number: &Number) -> bool {
        number.serial().is_none_or(|serial| self.serials.contains(serial))
    }

    /// The families one slip away from an undated number, in the order of their numbers.
    pub fn near(&self, stem: &Number) -> Vec<Number> {
        let Some(asked) = Serial::of(stem).filter(|asked| asked.digits.len() >= SHORTEST) else { return Vec::new() };
        let having = |variant: u64| {
            let from = self.variants.partition_point(|(own, _)| *own < variant);
            let places = self.variants.iter().skip(from).take_while(move |(own, _)| *own == variant);
            places.filter_map(|(_, place)| self.families.get(*place as usize))
        };
        let families = asked.variants().into_iter().flat_map(having);
        // Variants that share a sum by chance are told apart here.
        let is_near = |family: &&Number| Serial::of(family).is_some_and(|other| asked.is_near(&other));
        let mut near: Vec<Number> = families.filter(is_near).cloned().collect();
        near.sort_by(|one, other| one.canonical().cmp(other.canonical()));
        near.dedup();
        near
    }
}

/// An undated number around its serial.
struct Serial<'n> {
    before: &'n str,
    digits: &'n str,
    behind: &'n str,
}

impl<'n> Serial<'n> {
    fn of(stem: &'n Number) -> Option<Self> {
        let digits = stem.serial().filter(|serial| serial.bytes().all(|byte| byte.is_ascii_digit()))?;
        let (before, behind) = stem.canonical().split_once(digits)?;
        Some(Serial { before, digits, behind })
    }

    /// The sums of its variants: as it stands, and with each of its digits left out.
    fn variants(&self) -> Vec<u64> {
        let mut variants: Vec<u64> = (0..=self.digits.len()).map(|at| self.sum_without(at)).collect();
        variants.sort_unstable();
        variants.dedup();
        variants
    }

    /// The sum of the number without the digit at a place, the same on every machine; behind the last digit none is left out.
    fn sum_without(&self, at: usize) -> u64 {
        let (head, tail) = self.digits.split_at_checked(at).unwrap_or((self.digits, ""));
        let mut hasher = DefaultHasher::new();
        for part in [self.before, head, tail.get(1..).unwrap_or_default(), self.behind] {
            hasher.write(part.as_bytes());
        }
        hasher.finish()
    }

    fn is_near(&self, other: &Serial<'_>) -> bool {
        (self.before, self.behind) == (other.before, other.behind)
            && is_one_slip(self.digits.as_bytes(), other.digits.as_bytes())
    }
}

/// Whether one becomes the other by a digit more, a digit less, another digit, or two neighbours that change places.
fn is_one_slip(one: &[u8], other: &[u8]) -> bool {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    match (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default()) {
        ([_, longer @ ..], rest) | (rest, [_, longer @ ..]) if longer == rest => true,
        ([a, one @ ..], [b, other @ ..]) if one == other => a != b,
        ([a, b, one @ ..], [c, d, other @ ..]) => a == d && b == c && one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{SerialVariants, is_one_slip};
    use crate::number::Number;

    #[test]
    fn a_slip_is_one_digit_or_two_that_changed_places() {
        for (one, other) in [
            ("22239", "2239"),
            ("2239", "22239"),
            ("22239", "22249"),
            ("22239", "22293"),
            ("1234", "123"),
            ("123", "1234"),
        ] {
            assert!(is_one_slip(one.as_bytes(), other.as_bytes()), "{one} {other}");
        }
        for (one, other) in
            [("22239", "22239"), ("22239", "22"), ("1234", "4321"), ("1234", "0123"), ("12345", "21354"), ("", "")]
        {
            assert!(!is_one_slip(one.as_bytes(), other.as_bytes()), "{one} {other}");
        }
    }

    #[test]
    fn only_the_same_code_is_near() {
        let families = ["GB/T 22239", "GB/T 22240", "GB 2239", "GB/T 223", "GB/T 22293", "GB/T 2239"];
        let variants = SerialVariants::of(families.map(Number::parse).into(), std::iter::empty());
        let near = variants.near(&Number::parse("GB/T 22239"));
        let near: Vec<&str> = near.iter().map(Number::canonical).collect();
        assert_eq!(near, ["GB/T 22293", "GB/T 2239"]);
        assert!(variants.near(&Number::parse("GB/T 224")).is_empty());
    }
}
