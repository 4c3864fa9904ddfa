//! The geometry of the site's pictures. Pure: numbers and days in, places out; templates draw them.
//!
//! Every picture measures *per cent* across and *pixels* down, and has no `viewBox`. So it fills whatever width the page has, while its
//! text and its lines keep their size: what is 11 px on a desk is 11 px on a phone. What must never run into something
//! else (the labels of an axis, the label of a lane and its bar) is kept apart by how places are computed, at the narrowest
//! width that pages are made for ([`NARROWEST`]).

mod axis;
mod lanes;
mod load;
mod share;

use std::fmt;

use serde::{Serialize, Serializer};

pub use axis::{Axis, Tick};
pub use lanes::{Lanes, Track, lanes};
pub use load::{Load, MonthLoad, load};
pub use share::{Share, share};

/// The width in pixels that a picture has on a phone of 360 px.
const NARROWEST: u32 = 328;

/// How a surface is drawn. Textures differ in lightness and pattern, never in hue alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Texture {
    /// Full accent.
    Solid,
    /// Pale accent.
    Soft,
    /// Diagonal lines.
    Hatch,
    /// Dots.
    Dots,
    /// Nothing but an outline: what is missing.
    Open,
}

/// A place or a length across a picture, in hundredths of a per cent of its width; written `12.5%`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct WidthPercent(u32);

impl WidthPercent {
    /// The whole width.
    pub const FULL: WidthPercent = WidthPercent(10_000);

    /// A part of a whole, rounded; never more than the whole, and nothing of nothing.
    pub fn of(part: u64, whole: u64) -> WidthPercent {
        let part = u128::from(part.min(whole));
        let rounded = (part * 10_000 + u128::from(whole) / 2).checked_div(u128::from(whole));
        WidthPercent(u32::try_from(rounded.unwrap_or(0)).unwrap_or(0))
    }

    /// As [`WidthPercent::of`], for counts.
    pub fn of_count(part: usize, whole: usize) -> WidthPercent {
        WidthPercent::of(u64::try_from(part).unwrap_or(u64::MAX), u64::try_from(whole).unwrap_or(u64::MAX))
    }

    /// What is left to the right.
    pub fn rest(self) -> WidthPercent {
        WidthPercent(WidthPercent::FULL.0.saturating_sub(self.0))
    }

    /// The length from another place to this one; nothing where the other lies further right.
    pub fn since(self, start: WidthPercent) -> WidthPercent {
        WidthPercent(self.0.saturating_sub(start.0))
    }

    /// Pixels at a width in pixels.
    fn pixels(self, width: u32) -> u32 {
        self.0 * width / WidthPercent::FULL.0
    }
}

impl fmt::Display for WidthPercent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(f, "{whole}%"),
            _ if part.is_multiple_of(10) => write!(f, "{whole}.{}%", part / 10),
            _ => write!(f, "{whole}.{part:02}%"),
        }
    }
}

impl Serialize for WidthPercent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::WidthPercent;

    #[test]
    fn places_are_written_as_shortly_as_they_can() {
        let written: Vec<String> = [(0, 8), (1, 8), (1, 3), (1, 2), (8, 8)]
            .map(|(part, whole)| WidthPercent::of(part, whole).to_string())
            .into();
        assert_eq!(written, ["0%", "12.5%", "33.33%", "50%", "100%"]);
        assert_eq!(WidthPercent::of(1, 1000).to_string(), "0.1%");
        assert_eq!(WidthPercent::of(1, 2000).to_string(), "0.05%");
    }

    #[test]
    fn a_part_is_never_more_than_the_whole_and_of_nothing_there_is_no_part() {
        assert_eq!(WidthPercent::of(9, 3), WidthPercent::FULL);
        assert_eq!(WidthPercent::of(3, 0), WidthPercent::default());
        assert_eq!(WidthPercent::of(u64::MAX, u64::MAX), WidthPercent::FULL);
        assert_eq!(WidthPercent::FULL.rest(), WidthPercent::default());
    }
}
