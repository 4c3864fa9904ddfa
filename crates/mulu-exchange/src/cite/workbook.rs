//! Spreadsheets: each cell with a text.

use crate::xlsx;
use mulu_core::message::Message;

use super::passage::Passage;

/// Reads an `.xlsx`. Each sheet is a part; the line of a place is its row, and the column that of its cell.
///
/// # Errors
/// When it is not a workbook, unzips to more than is allowed, or has too many cells.
pub fn xlsx(bytes: &[u8]) -> Result<Passage, Message> {
    let sheets = xlsx::read(bytes, None).map_err(|refusal| refusal.0)?;
    let mut passage = Passage::default();
    for sheet in sheets {
        passage.begin_part(sheet.name.as_deref().unwrap_or_default());
        for (row, cells) in &sheet.rows {
            for (column, cell) in cells {
                passage.mark_cell(*row as usize, *column as usize + 1);
                passage.push_str(&cell.text());
                passage.push('\n');
            }
        }
    }
    Ok(passage)
}
