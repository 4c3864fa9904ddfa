//! `OpenDocument` (ISO/IEC 26300): the paragraphs of texts, the cells of spreadsheets.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use mulu_core::message::Message;

use super::package::{Package, attribute, broken, text_of};
use super::passage::Passage;

/// The part of the package that holds the content.
pub(super) const CONTENT: &str = "content.xml";

/// Reads an `.odt` or `.ods`. The line of a place is the number of its paragraph; in a table of a spreadsheet, which is a part of its
/// own, its row, and the column that of its cell.
///
/// # Errors
/// When its text would be larger than a document may be, or its XML is broken.
pub fn odf(package: &mut Package<'_>) -> Result<Passage, Message> {
    let xml = package.text(CONTENT)?;
    let mut content = OdfContent::default();
    content.read(&xml).map_err(|error| broken(&error))?;
    Ok(content.passage)
}

#[derive(Default)]
struct OdfContent {
    passage: Passage,
    paragraphs: usize,
    /// Of a spreadsheet's table: the row and the column that are being read, from 1.
    cell: Option<(usize, usize)>,
    is_spreadsheet: bool,
    open: usize,
    text: String,
}

impl OdfContent {
    fn read(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Eof => return Ok(()),
                Event::Start(element) => self.begin(&element, true),
                Event::Empty(element) => self.begin(&element, false),
                Event::End(element) => match element.name().as_ref() {
                    "text:p" | "text:h" => self.end_paragraph(),
                    _ => {}
                },
                event if self.open > 0 => text_of(&event, &mut self.text),
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, has_content: bool) {
        match element.name().as_ref() {
            "office:spreadsheet" => self.is_spreadsheet = true,
            "table:table" if self.is_spreadsheet => {
                self.passage.begin_part(&attribute(element, "name").unwrap_or_default());
                self.cell = Some((0, 0));
            }
            "table:table-row" => {
                self.cell = self.cell.map(|(row, _)| (row + repeated(element, "number-rows-repeated"), 0));
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = self.cell.map(|(row, column)| (row, column + repeated(element, "number-columns-repeated")));
            }
            "text:p" | "text:h" if has_content => {
                self.paragraphs += 1;
                self.open += 1;
            }
            "text:s" => self.text.push(' '),
            "text:tab" | "text:line-break" => self.text.push('\t'),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.open = self.open.saturating_sub(1);
        let text = std::mem::take(&mut self.text);
        match self.cell {
            Some((row, column)) => self.passage.mark_cell(row, column),
            None => self.passage.mark(self.paragraphs, 1),
        }
        self.passage.push_str(&text);
        self.passage.push('\n');
    }
}

/// How many rows or columns an element stands for: one, where it does not say.
fn repeated(element: &BytesStart<'_>, name: &str) -> usize {
    attribute(element, name).and_then(|count| count.parse().ok()).map_or(1, |count: usize| count.clamp(1, 1 << 20))
}
