//! The texts that are open in the editor.

use std::sync::Arc;

use gen_lsp_types::TextDocumentContentChangeEvent;
use mulu_core::slice::slice_lossy;

use crate::position::{Encoding, LineColumn, LineIndex};

/// A text that is open.
#[derive(Clone, Debug)]
pub struct OpenDocument {
    /// Its address, as the editor writes it.
    pub uri: String,
    /// How often it was changed, as the editor counts.
    pub version: i32,
    /// What it says.
    pub text: Arc<str>,
    /// Where its lines begin.
    pub index: LineIndex,
    /// Which registry it belongs to, by its place in the list of them, and its path there; none where it belongs to none.
    pub home: Option<(usize, String)>,
}

impl OpenDocument {
    /// A text that was opened.
    #[must_use]
    pub fn new(uri: String, version: i32, text: String, home: Option<(usize, String)>) -> Self {
        let index = LineIndex::of(&text);
        OpenDocument { uri, version, text: text.into(), index, home }
    }

    /// Takes changes in, one after the other. Whole texts were asked for; an editor that sends parts is understood too.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            let text = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let at = |place: gen_lsp_types::Position| self.offset(place, encoding);
                    let (start, end) = (at(part.range.start), at(part.range.end));
                    let (before, behind) =
                        (slice_lossy(&self.text, ..start), slice_lossy(&self.text, end.max(start)..));
                    format!("{before}{}{behind}", part.text)
                }
            };
            self.index = LineIndex::of(&text);
            self.text = text.into();
        }
        self.version = version;
    }

    /// The byte of a place.
    #[must_use]
    pub fn offset(&self, place: gen_lsp_types::Position, encoding: Encoding) -> usize {
        self.index.offset(&self.text, LineColumn { line: place.line, column: place.character }, encoding)
    }
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::{Position, Range, TextDocumentContentChangePartial};
    use proptest::prelude::*;

    use super::*;

    /// A text as an editor keeps it: lines of UTF-16 units.
    struct Editor(Vec<u16>);

    impl Editor {
        fn text(&self) -> String {
            String::from_utf16(&self.0).expect("no character is broken")
        }

        /// The line and the unit of a place, the place being where a character begins.
        fn position(&self, at: usize) -> Position {
            let before = &self.0[..at];
            let line = before.iter().filter(|unit| **unit == u16::from(b'\n')).count();
            let start = before.iter().rposition(|unit| *unit == u16::from(b'\n')).map_or(0, |end| end + 1);
            Position { line: u32::try_from(line).unwrap(), character: u32::try_from(at - start).unwrap() }
        }

        fn boundary(&self, at: usize) -> usize {
            let at = at.min(self.0.len());
            // Not between the halves of a character.
            if self.0.get(at).is_some_and(|unit| (0xDC00..0xE000).contains(unit)) { at - 1 } else { at }
        }
    }

    proptest! {
        #[test]
        fn the_server_has_the_text_that_the_editor_has(
            text in "[a国😀\n]{0,30}",
            edits in prop::collection::vec((0..40_usize, 0..10_usize, "[b标🎉\n]{0,6}", any::<bool>()), 0..12),
        ) {
            let mut editor = Editor(text.encode_utf16().collect());
            let mut document = OpenDocument::new("file:///a".to_owned(), 0, text, None);
            for (version, (start, length, new, is_whole)) in (1..).zip(edits) {
                let start = editor.boundary(start);
                let end = editor.boundary(start + length).max(start);
                let range = Range { start: editor.position(start), end: editor.position(end) };
                editor.0.splice(start..end, new.encode_utf16());
                let change = if is_whole {
                    serde_json::from_value(serde_json::json!({ "text": editor.text() })).expect("a change")
                } else {
                    #[expect(deprecated, reason = "the field is there")]
                    let part = TextDocumentContentChangePartial { range, range_length: None, text: new };
                    TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part)
                };
                document.change(version, vec![change], Encoding::Utf16);
                prop_assert_eq!(&*document.text, editor.text());
                prop_assert_eq!(document.version, version);
            }
        }
    }
}
