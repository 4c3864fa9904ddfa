//! A table as a spreadsheet (Office Open XML, ISO/IEC 29500): its header frozen, its dates real.
//!
//! Texts stand in their cells, and a stretch of rows is packed by itself: so a spreadsheet of which few rows changed is put
//! together of the stretches that it had and of those few. What is packed ends on a whole byte, so that the stretches follow each
//! other as one stream (RFC 1951, 3.2.4), and their sums (CRC-32) make the sum of the whole. That is why no library writes it; what is exported to be edited is written
//! by one (`export`).

use std::fmt::Write as _;

use chrono::Datelike;
use flate2::FlushCompress;
use quick_xml::escape::partial_escape;

use mulu_core::day::Day;
use mulu_core::message::Lang;

use super::archive::{Archive, Packed, pack};
use super::cell::{Cell, CellForm};
use super::columns::{Column, SheetKind};
use super::export::ExportError;

/// The longest text that a cell holds, in UTF-16 units.
pub const LONGEST_CELL: usize = 32_767;

/// The most rows that a sheet holds.
const MOST_ROWS: usize = 1 << 20;

/// Some rows of a table; `first` is the place of the first of them in the table.
///
/// # Errors
/// When a text is longer than a cell holds, or there are more rows than a sheet holds.
pub fn rows(kind: SheetKind, rows: &[Vec<Cell>], first: usize, lang: Lang) -> Result<Packed, ExportError> {
    if first + rows.len() >= MOST_ROWS {
        return Err(ExportError::too_many_rows());
    }
    let mut xml = String::new();
    for (place, row) in rows.iter().enumerate() {
        // The header is the first line.
        let line = first + place + 2;
        let _ = write!(xml, "<row r=\"{line}\">");
        for (at, (column, cell)) in kind.columns().iter().zip(row).enumerate() {
            put_cell(&mut xml, (at, line), (column, cell), lang)?;
        }
        xml.push_str("</row>");
    }
    Ok(pack(xml.as_bytes(), FlushCompress::Full))
}

/// The whole file: `sheet` are the stretches of its rows, in order, `count` in all; `made` is the day that it says it was made on.
/// Also told is where each stretch begins in the file.
///
/// # Errors
/// When it would be larger than an archive of this form can be.
pub fn workbook<'p>(
    (kind, count): (SheetKind, usize),
    made: Day,
    lang: Lang,
    sheet: impl Iterator<Item = Packed<&'p [u8]>>,
) -> Result<(Vec<u8>, Vec<u64>), ExportError> {
    let mut archive = Archive::default();
    let name = kind.name(lang);
    for (path, text) in [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", properties(made)),
        ("xl/workbook.xml", BOOK.replace("NAME", &escaped(name))),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.to_owned()),
        ("xl/styles.xml", STYLES.to_owned()),
    ] {
        let packed = pack(text.as_bytes(), FlushCompress::Finish);
        archive.add(path, std::iter::once(packed.lent()))?;
    }
    let begin = pack(beginning(kind, count, lang).as_bytes(), FlushCompress::Full);
    let end = pack(b"</sheetData></worksheet>", FlushCompress::Finish);
    let all = std::iter::once(begin.lent()).chain(sheet.map(|own| Packed { ..own })).chain([end.lent()]);
    let mut places = archive.add("xl/worksheets/sheet1.xml", all)?;
    // What begins the sheet and what ends it are no stretches of rows.
    places.pop();
    places.remove(0);
    Ok((archive.finish()?, places))
}

/// What stands before the rows: the frozen header, the widths of the columns, and the header itself.
fn beginning(kind: SheetKind, count: usize, lang: Lang) -> String {
    let columns = kind.columns();
    let (last, lines) = (letters(columns.len().saturating_sub(1)), count + 1);
    let mut xml = format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:{last}{lines}\"/><sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
    );
    for (at, column) in (1..).zip(columns) {
        let _ = write!(xml, "<col min=\"{at}\" max=\"{at}\" width=\"{}\" customWidth=\"1\"/>", width(column));
    }
    xml.push_str("</cols><sheetData><row r=\"1\">");
    for (at, column) in columns.iter().enumerate() {
        put_text(&mut xml, (at, 1), column.header(lang), " s=\"1\"");
    }
    xml.push_str("</row>");
    xml
}

fn put_cell(
    xml: &mut String,
    (at, line): (usize, usize),
    (column, cell): (&Column, &Cell),
    lang: Lang,
) -> Result<(), ExportError> {
    let place = || format!("{}{line}", letters(at));
    match cell {
        cell if cell.is_empty() => {}
        Cell::Number(number) => drop(write!(xml, "<c r=\"{}\"><v>{number}</v></c>", place())),
        Cell::Day(day) => match serial(*day) {
            Some(serial) => drop(write!(xml, "<c r=\"{}\" s=\"2\"><v>{serial}</v></c>", place())),
            None => put_text(xml, (at, line), &day.to_string(), ""),
        },
        other => {
            let shown = other.shown(column.form, lang);
            // No text has more UTF-16 units than bytes.
            if shown.len() > LONGEST_CELL && shown.encode_utf16().count() > LONGEST_CELL {
                return Err(ExportError::too_long());
            }
            put_text(xml, (at, line), &shown, "");
        }
    }
    Ok(())
}

fn put_text(xml: &mut String, (at, line): (usize, usize), text: &str, style: &str) {
    let (column, text) = (letters(at), escaped(text));
    let _ =
        write!(xml, "<c r=\"{column}{line}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
}

/// A column by its letters: A to Z, then AA.
fn letters(at: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at)) }
}

/// A day by its number in the calendar of spreadsheets; none before March 1900, where that calendar has a day too many.
fn serial(day: Day) -> Option<i64> {
    let date = chrono::NaiveDate::from(day);
    let zero = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
    ((1900, 3)..(10_000, 1)).contains(&(date.year(), date.month())).then(|| (date - zero).num_days())
}

/// A text as a cell has it: what XML cannot hold stands by its number, and so does what looks like that.
fn escaped(text: &str) -> String {
    let mut numbered = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\t' => numbered.push(c),
            '_' if is_number(text.get(at..)) => numbered.push_str("_x005F_"),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => drop(write!(numbered, "_x{:04X}_", u32::from(c))),
            c => numbered.push(c),
        }
    }
    partial_escape(numbered).into_owned()
}

/// Whether a text begins with what stands for a character: `_x000A_`.
fn is_number(text: Option<&str>) -> bool {
    let digits = text.and_then(|text| text.strip_prefix("_x")).and_then(|rest| rest.split_at_checked(4));
    digits.is_some_and(|(digits, rest)| digits.bytes().all(|b| b.is_ascii_hexdigit()) && rest.starts_with('_'))
}

fn width(column: &Column) -> f64 {
    match column.form {
        CellForm::Day | CellForm::Flag | CellForm::Word(_) | CellForm::Whole | CellForm::Amount => 13.7,
        CellForm::Number | CellForm::Numbers | CellForm::Ics => 22.7,
        CellForm::Text | CellForm::List | CellForm::Rows(_) => 32.7,
    }
}

fn properties(made: Day) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}T00:00:00Z</dcterms:created></cp:coreProperties>"
    )
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
const BOOK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"NAME\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const BOOK_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
/// Plain cells, the header (bold, centred), days.
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\"/></xf><xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use calamine::{Data, Reader, Xlsx};

    use super::{escaped, letters, rows, workbook};
    use crate::archive::Packed;
    use crate::cell::Cell;
    use crate::columns::SheetKind;
    use mulu_core::message::Lang;

    fn table() -> Vec<Vec<Cell>> {
        let text = |text: &str| Cell::Text(text.to_owned());
        let row = |n: usize| {
            let mut row: Vec<Cell> = SheetKind::Agencies.columns().iter().map(|_| Cell::Empty).collect();
            row[0] = text(&format!("单位 {n} <&> \u{1} _x0041_"));
            row[1] = Cell::Number(1.5);
            row[2] = Cell::Day("2026-11-24".parse().unwrap());
            row
        };
        (0..50).map(row).collect()
    }

    /// A spreadsheet whose rows are packed in stretches of so many.
    fn made(at_once: usize) -> (Vec<u8>, Vec<u64>, Vec<Packed>) {
        let all = table();
        let packed = all.chunks(at_once).enumerate();
        let packed: Vec<Packed> =
            packed.map(|(n, some)| rows(SheetKind::Agencies, some, n * at_once, Lang::Zh).unwrap()).collect();
        let lent = packed.iter().map(Packed::lent);
        let day = "2026-11-24".parse().unwrap();
        let (bytes, places) = workbook((SheetKind::Agencies, all.len()), day, Lang::Zh, lent).unwrap();
        (bytes, places, packed)
    }

    #[test]
    fn stretches_follow_each_other_as_one_sheet() {
        for at_once in [1, 7, 50] {
            let (bytes, places, packed) = made(at_once);
            for (place, own) in places.iter().zip(&packed) {
                let from = usize::try_from(*place).unwrap();
                assert_eq!(bytes[from..from + own.bytes.len()], own.bytes);
            }
            let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
            for at in 0..archive.len() {
                // Whoever reads to the end has the sum checked.
                archive.by_index(at).unwrap().read_to_end(&mut Vec::new()).unwrap();
            }
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            assert_eq!(
                book.sheet_names(),
                ["agencies".to_owned()].map(|_| SheetKind::Agencies.name(Lang::Zh).to_owned())
            );
            let range = book.worksheet_range_at(0).unwrap().unwrap();
            assert_eq!((range.height(), range.width()), (51, SheetKind::Agencies.columns().len()));
            assert_eq!(range.get_value((50, 1)), Some(&Data::Float(1.5)));
            assert!(
                matches!(range.get_value((1, 2)), Some(Data::DateTime(day)) if (day.as_f64() - 46_350.0).abs() < 0.001)
            );
            assert!(range.get_value((8, 0)).unwrap().to_string().starts_with("单位 7 <&> "));
        }
    }

    #[test]
    fn columns_are_called_by_letters() {
        assert_eq!([0, 25, 26, 51, 52].map(letters), ["A", "Z", "AA", "AZ", "BA"]);
    }

    #[test]
    fn what_xml_cannot_hold_stands_by_its_number() {
        assert_eq!(escaped("a\r\u{1}<_x0041_ _x41"), "a_x000D__x0001_&lt;_x005F_x0041_ _x41");
    }

    #[test]
    fn a_text_that_no_cell_holds_is_refused() {
        let mut all = table();
        all[3][0] = Cell::Text("长".repeat(32_768));
        assert!(rows(SheetKind::Agencies, &all, 0, Lang::Zh).is_err());
    }
}
