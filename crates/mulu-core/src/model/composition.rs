//! Who sits on a meeting, in which proportion: `authority:3 expert:3 unit:4`.

use std::fmt;
use std::str::FromStr;

/// Groups and how many of each, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Composition {
    groups: Vec<(String, u32)>,
}

/// The most of a group that is not a slip of the keyboard.
const MOST: u32 = 1000;

impl Composition {
    /// Whether another has the same groups in the same proportion: six, six and eight are three, three and four.
    #[must_use]
    pub fn has_proportion_of(&self, other: &Composition) -> bool {
        let of = |name: &str| other.groups.iter().find(|(own, _)| own == name).map(|(_, count)| u64::from(*count));
        let (Some((first, own)), true) = (self.groups.first(), self.groups.len() == other.groups.len()) else {
            return false;
        };
        let Some(others) = of(first) else { return false };
        let own = u64::from(*own);
        self.groups.iter().all(|(name, count)| of(name).is_some_and(|of| of * own == u64::from(*count) * others))
    }
}

impl fmt::Display for Composition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, count)) in self.groups.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            write!(f, "{space}{name}:{count}")?;
        }
        Ok(())
    }
}

impl FromStr for Composition {
    type Err = ();

    /// Reads groups with their numbers, which are not zero; none twice.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut groups: Vec<(String, u32)> = Vec::new();
        for group in text.split_whitespace() {
            let (name, count) = group.split_once(':').ok_or(())?;
            let count = count.parse::<u32>().ok().filter(|count| (1..=MOST).contains(count)).ok_or(())?;
            if name.is_empty() || groups.iter().any(|(own, _)| own == name) {
                return Err(());
            }
            groups.push((name.to_owned(), count));
        }
        if groups.is_empty() { Err(()) } else { Ok(Composition { groups }) }
    }
}

#[cfg(test)]
mod tests {
    use super::Composition;

    fn read(text: &str) -> Option<Composition> {
        text.parse().ok()
    }

    #[test]
    fn a_proportion_is_kept_by_multiples_and_by_whatever_order() {
        let asked = read("authority:3 expert:3 unit:4").unwrap();
        for kept in ["authority:3 expert:3 unit:4", "unit:8 authority:6 expert:6"] {
            assert!(read(kept).is_some_and(|kept| kept.has_proportion_of(&asked)), "{kept}");
        }
        for other in ["authority:3 expert:3 unit:5", "authority:3 expert:3", "authority:3 expert:3 guest:4"] {
            assert!(read(other).is_some_and(|other| !other.has_proportion_of(&asked)), "{other}");
        }
        assert_eq!(asked.to_string(), "authority:3 expert:3 unit:4");
    }

    #[test]
    fn what_gives_no_numbers_is_refused() {
        for wrong in ["", "authority", "authority:0", "authority:x", ":3", "a:1 a:2", "市直各单位"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
