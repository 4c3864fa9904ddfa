//! One bar that is a whole, and its pieces.

use serde::Serialize;

use super::{Texture, WidthPercent};
use crate::code::Code;

/// A whole and its pieces.
#[derive(Clone, Debug, Serialize)]
pub struct Share {
    /// The sum of the pieces.
    pub total: u32,
    /// In the order they were given, those with nothing in them too: the legend names them all.
    pub pieces: Vec<Segment>,
}

/// One piece.
#[derive(Clone, Debug, Serialize)]
pub struct Segment {
    /// Its word's last part.
    pub code: Code,
    /// How many.
    pub n: u32,
    /// How it is drawn.
    pub texture: Texture,
    /// Where it begins.
    pub x: WidthPercent,
    /// How long it is. The pieces together fill the bar exactly.
    pub width: WidthPercent,
}

/// The pieces of a whole side by side.
pub fn share(parts: &[(Code, Texture, usize)]) -> Share {
    let total: usize = parts.iter().map(|(_, _, n)| n).sum();
    let mut before = 0;
    let piece = |(code, texture, n): &(Code, Texture, usize)| {
        let x = WidthPercent::of_count(before, total);
        before += n;
        // The end is rounded, not the length: so no gap and no overlap adds up.
        Segment { code, n: small(*n), texture: *texture, x, width: WidthPercent::of_count(before, total).since(x) }
    };
    Share { total: small(total), pieces: parts.iter().map(piece).collect() }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Texture, WidthPercent, share};

    #[test]
    fn the_pieces_fill_the_bar_and_touch() {
        for counts in [[1, 1, 1], [127, 2, 37], [0, 0, 5], [1, 0, 9_999]] {
            let share = share(&counts.map(|n| ("adopt", Texture::Solid, n)));
            let mut end = WidthPercent::default();
            for piece in &share.pieces {
                assert_eq!(piece.x, end, "{counts:?}");
                end = WidthPercent(piece.x.0 + piece.width.0);
            }
            assert_eq!(end, WidthPercent::FULL, "{counts:?}");
            assert_eq!(share.total, share.pieces.iter().map(|piece| piece.n).sum::<u32>());
        }
    }

    #[test]
    fn nothing_has_no_length() {
        let share = share(&[("adopt", Texture::Solid, 0), ("gap", Texture::Open, 0)]);
        assert!(share.pieces.iter().all(|piece| piece.width == WidthPercent::default()));
    }
}
