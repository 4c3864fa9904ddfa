//! Pages whose text lies where it is printed (OFD, PDF): pieces of text → lines.
//!
//! A line of a page is made of any number of pieces, down to one for each character. They are joined where they lie on one line, with a
//! space where a gap is left between them.

use super::passage::Passage;

/// A piece of text and where it lies. The unit is the document's own.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// Where it begins along its line.
    pub left: f64,
    /// Where it ends along its line.
    pub right: f64,
    /// Where its line lies on the page.
    pub base: f64,
    /// The size of its characters.
    pub size: f64,
    /// What it says.
    pub text: String,
}

/// Puts the pieces of one line together, in the order of the file, which is that of reading.
pub(super) fn lines(pieces: &[Piece], passage: &mut Passage) {
    let mut line = 0;
    let mut before: Option<&Piece> = None;
    for piece in pieces.iter().filter(|piece| !piece.text.trim().is_empty()) {
        let is_same_line = before.is_some_and(|before| (piece.base - before.base).abs() <= before.size.max(1.0) / 2.0);
        let follows = before.is_some_and(|before| piece.left + before.size >= before.left);
        if is_same_line && follows {
            let gap = before.map_or(0.0, |before| piece.left - before.right);
            if gap > piece.size / 4.0 {
                passage.push(' ');
            }
        } else {
            if before.is_some() {
                passage.push('\n');
            }
            line += 1;
            passage.mark(line, 1);
        }
        passage.push_str(piece.text.trim_matches(['\n', '\r']));
        before = Some(piece);
    }
    passage.push('\n');
}
