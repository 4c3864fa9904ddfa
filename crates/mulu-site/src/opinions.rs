//! The review opinions: of all that a site says of a record, they alone have the day as text, and are made anew each day.
//!
//! What else they say lasts. So a build leaves where the day stands in the page, and where the part without a day lies in the Word
//! document, and the next one puts its own day there.

use mulu_core::model::Project;
use mulu_core::official;
use mulu_core::output::{InputKey, Piece};
use mulu_exchange::docx;

use super::SiteError;
use super::cache_keys::{CacheKeys, Left};
use super::render::Renderer;
use super::route::Page;
use super::site_builder::SiteBuilder;
use super::stretches::{cut, piece};

/// Stands for the day while a page is rendered: no character of any language. A record that has it keeps it, since only what
/// [`around`] it is the template's is the day.
pub const OPEN_DAY: &str = "\u{fdd0}";

/// An opinion: its file, the place of its language, and the project.
pub struct Opinion<'p> {
    pub path: &'p str,
    pub language: usize,
    pub project: usize,
}

impl SiteBuilder<'_> {
    /// What an opinion's page is made from but for the day.
    pub(super) fn key_of_opinion(&self, of: &Opinion<'_>, keys: &CacheKeys) -> InputKey {
        let revision = self.renderers[of.language].fill().revision_of_opinion(of.project);
        keys.opinion(of.project, of.path, revision)
    }

    /// The page of an opinion.
    pub(super) fn opinion_page(&self, of: &Opinion<'_>, page: &Page, left: Left<'_>) -> Result<Vec<u8>, SiteError> {
        let day = self.fill().day.to_string();
        let key = left.map(|(keys, _)| self.key_of_opinion(of, keys)).unwrap_or_default();
        let taken_over = left.and_then(|(_, writing)| {
            let (mut bytes, pieces) = writing.pieces_left(of.path)?;
            put_day(&mut bytes, pieces, key, &day)?;
            Some((bytes, pieces.to_vec()))
        });
        let (bytes, pieces) = match taken_over {
            Some(made) => made,
            None => {
                let renderer: &Renderer<'_> = &self.renderers[of.language];
                let (bytes, places) = with_day(renderer.finish(renderer.fill_in(page, None, false))?, &day);
                let length = day.len() as u64;
                let at = |from: usize| Piece { key, from: from as u64, length, crc: 0, plain: 0 };
                (bytes, places.into_iter().map(at).collect())
            }
        };
        note(of, pieces, left);
        Ok(bytes)
    }

    /// The Word document of an opinion.
    pub(super) fn opinion_document(&self, of: &Opinion<'_>, left: Left<'_>) -> Result<Vec<u8>, SiteError> {
        let fill = self.renderers[of.language].fill();
        let (registry, lang) = (fill.registry, fill.translations.lang);
        let project: &Project = &registry.projects[of.project];
        let audit = fill.answers.audits().project(of.project);
        let key = left.map(|(keys, _)| keys.opinion(of.project, of.path, None)).unwrap_or_default();
        let before = left.and_then(|(_, writing)| writing.pieces_left(of.path));
        let kept = before.as_ref().and_then(|(bytes, pieces)| match pieces {
            [own] if own.key == key => cut(bytes, own),
            _ => None,
        });
        let told = |error: std::io::Error| SiteError::Theme(error.to_string());
        let made;
        let rest = if let Some(kept) = kept {
            kept
        } else {
            made = docx::rest(&official::opinion_rest(registry, project, audit, lang)).map_err(told)?;
            made.lent()
        };
        let beginning = official::opinion_beginning(registry, project, audit, fill.day, lang);
        let (bytes, from) =
            docx::beginning(&beginning).and_then(|beginning| docx::document(&beginning, rest.clone())).map_err(told)?;
        note(of, vec![piece(key, from, &rest)], left);
        Ok(bytes)
    }
}

fn note(of: &Opinion<'_>, pieces: Vec<Piece>, left: Left<'_>) {
    if let Some((_, writing)) = left.filter(|_| !pieces.is_empty()) {
        writing.note_pieces(of.path, pieces);
    }
}

/// What the template has around a day; no text of a record can, for its `<` comes escaped.
fn around(day: &str) -> String {
    format!("<time datetime=\"{day}\">{day}</time>")
}

/// A page with the day in all places that were left open, and these places.
pub fn with_day(html: Vec<u8>, day: &str) -> (Vec<u8>, Vec<usize>) {
    let Ok(html) = String::from_utf8(html) else { return (Vec::new(), Vec::new()) };
    let (open, filled) = (around(OPEN_DAY), around(day));
    let in_filled: Vec<usize> = filled.match_indices(day).map(|(at, _)| at).collect();
    let (mut page, mut places) = (String::with_capacity(html.len()), Vec::new());
    for (nth, part) in html.split(open.as_str()).enumerate() {
        if nth > 0 {
            places.extend(in_filled.iter().map(|at| page.len() + at));
            page.push_str(&filled);
        }
        page.push_str(part);
    }
    (page.into_bytes(), places)
}

/// Puts the day where an earlier build had its own; none where it was not made from the same, or left no places.
fn put_day(bytes: &mut [u8], pieces: &[Piece], key: InputKey, day: &str) -> Option<()> {
    for piece in pieces {
        let from = usize::try_from(piece.from).ok()?;
        let place = bytes.get_mut(from..from.checked_add(day.len())?)?;
        if piece.key != key || piece.length != day.len() as u64 {
            return None;
        }
        place.copy_from_slice(day.as_bytes());
    }
    (!pieces.is_empty()).then_some(())
}

#[cfg(test)]
mod tests {
    use mulu_core::output::Piece;

    use super::{OPEN_DAY, around, put_day, with_day};

    #[test]
    fn the_day_stands_where_the_template_has_it_and_nowhere_else() {
        let page = format!("a{}{OPEN_DAY}2026-11-21&lt;time{}z", around(OPEN_DAY), around(OPEN_DAY));
        let (mut bytes, places) = with_day(page.into_bytes(), "2026-11-21");
        let says = |day: &str| format!("a{}{OPEN_DAY}2026-11-21&lt;time{}z", around(day), around(day));
        assert_eq!(bytes, says("2026-11-21").as_bytes());
        let piece = |from: &usize| Piece { key: [1; 32], from: *from as u64, length: 10, crc: 0, plain: 0 };
        let pieces: Vec<Piece> = places.iter().map(piece).collect();
        assert_eq!(put_day(&mut bytes, &pieces, [2; 32], "2026-11-22"), None, "made from other things");
        assert_eq!(put_day(&mut bytes, &pieces, [1; 32], "2026-11-22"), Some(()));
        assert_eq!(bytes, says("2026-11-22").as_bytes());
        assert_eq!(put_day(&mut bytes, &[], [1; 32], "2026-11-22"), None);
    }
}
