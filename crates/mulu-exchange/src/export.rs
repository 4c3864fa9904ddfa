//! A table → bytes: CSV, XLSX, JSON, NDJSON. The same records, day and language give the same bytes.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, FormatAlign, Workbook, XlsxError};
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use serde_json::Value;

use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::registry::Registry;

use super::cell::{Cell, CellForm};
use super::columns::{Column, KindTable, RowStream, SheetKind};
use super::spreadsheet::LONGEST_CELL;
use super::{csv, dropdown};

/// The formats of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// RFC 4180, UTF-8 with a byte order mark, so that Excel opens it as it is.
    Csv,
    /// Office Open XML, its header frozen, its dates real.
    Xlsx,
    /// One document, `mulu.export/1`.
    Json,
    /// A record a line.
    Ndjson,
}

/// Why a table cannot be written as a spreadsheet.
#[derive(Debug)]
pub struct ExportError(String);

impl std::fmt::Display for ExportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ExportError {}

/// The records of a kind on a day, as a file of a format; headers and words in a language.
///
/// # Errors
/// When a text is longer than a cell of XLSX holds (32,767 characters).
pub fn export(
    registry: &Registry,
    kind: SheetKind,
    on: Day,
    format: TableFormat,
    lang: Lang,
) -> Result<Vec<u8>, ExportError> {
    table(&KindTable::of(registry, kind, on), on, format, lang)
}

/// A table as a file of a format: what [`export`] does, for rows that were chosen or counted elsewhere.
///
/// # Errors
/// As [`export`].
pub fn table(table: &KindTable, on: Day, format: TableFormat, lang: Lang) -> Result<Vec<u8>, ExportError> {
    if format == TableFormat::Xlsx {
        return workbook(table.stream(), on, lang);
    }
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = text(table.stream(), on, format, lang, &mut bytes);
    Ok(bytes)
}

/// Writes a table in a format that is text, each row as it comes; a workbook is none: [`workbook`].
///
/// # Errors
/// When the output cannot be written.
pub fn text(table: RowStream<'_>, on: Day, format: TableFormat, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    match format {
        TableFormat::Json => to_json(table, on, out),
        TableFormat::Csv | TableFormat::Ndjson | TableFormat::Xlsx => {
            out.write_all(&header(table.kind, format, lang))?;
            let mut writer = LineWriter::of(table.kind, format, lang);
            table.rows.into_iter().try_for_each(|row| out.write_all(writer.line(&row)))
        }
    }
}

/// A table as a workbook to be edited.
///
/// # Errors
/// When a text is longer than a cell of XLSX holds (32,767 characters), or there are more rows than a sheet has.
pub fn workbook(table: RowStream<'_>, on: Day, lang: Lang) -> Result<Vec<u8>, ExportError> {
    to_xlsx(table, on, lang).map_err(|error| explain(&error))
}

impl KindTable {
    /// The table with a word in place of each text that a cell of XLSX cannot hold, for who must publish it whatever the records say:
    /// the text itself is in the other formats.
    #[must_use]
    pub fn shortened(&self, lang: Lang) -> Cow<'_, KindTable> {
        let is_long = |column: &Column, cell: &Cell| {
            // No text has more UTF-16 units than bytes.
            cell.may_be_longer(LONGEST_CELL) && cell.shown(column.form, lang).encode_utf16().count() > LONGEST_CELL
        };
        let columns = self.kind.columns();
        let has_long = |row: &Vec<Cell>| columns.iter().zip(row).any(|(column, cell)| is_long(column, cell));
        if !self.rows.iter().any(has_long) {
            return Cow::Borrowed(self);
        }
        let mut table = self.clone();
        for row in &mut table.rows {
            for (_, cell) in columns.iter().zip(row).filter(|(column, cell)| is_long(column, cell)) {
                *cell = Cell::Text("（过长，见 CSV）too long: see the CSV".to_owned());
            }
        }
        Cow::Owned(table)
    }
}

fn explain(error: &XlsxError) -> ExportError {
    match error {
        XlsxError::RowColumnLimitError => ExportError::too_many_rows(),
        XlsxError::MaxStringLengthExceeded => ExportError::too_long(),
        other => ExportError(format!("cannot make the spreadsheet: {other}")),
    }
}

impl ExportError {
    pub(super) fn too_long() -> Self {
        ExportError(
            "有记录的文字超过 XLSX 单元格的上限 32767 字，请用 --format csv 或 json\n  a text is longer than a cell of XLSX holds (32,767 characters): use --format csv or json".to_owned(),
        )
    }

    pub(super) fn too_many_rows() -> Self {
        ExportError(
            "记录超过 XLSX 工作表的上限 1048576 行，请用 --format csv 或 json\n  there are more records than a sheet of XLSX has rows (1,048,576): use --format csv or json".to_owned(),
        )
    }

    pub(super) fn too_large() -> Self {
        ExportError(
            "表格超过 XLSX 文件的上限 4 GiB，请用 --format csv 或 json\n  the table is larger than a file of XLSX may be (4 GiB): use --format csv or json".to_owned(),
        )
    }
}

/// What a table begins with in a format that is text: of CSV the header.
#[must_use]
pub fn header(kind: SheetKind, format: TableFormat, lang: Lang) -> Vec<u8> {
    let mut text = String::new();
    if format == TableFormat::Csv {
        text.push('\u{feff}');
        csv::write_row(&mut text, kind.columns().iter().map(|column| column.header(lang)));
    }
    text.into_bytes()
}

/// Some rows of a table as CSV or NDJSON, as they stand in the whole.
#[must_use]
pub fn lines(table: &KindTable, format: TableFormat, lang: Lang) -> Vec<u8> {
    let mut writer = LineWriter::of(table.kind, format, lang);
    let mut text = Vec::new();
    for (line, row) in table.rows.iter().enumerate() {
        if line == SAMPLE {
            text.reserve(room_for_rest(text.len(), table));
        }
        text.extend_from_slice(writer.line(row));
    }
    text
}

/// Makes rows into lines of CSV or NDJSON.
pub(super) struct LineWriter {
    columns: &'static [Column],
    /// Of NDJSON the columns sorted by key.
    keys: Option<Vec<(usize, &'static Column)>>,
    lang: Lang,
    text: String,
    bytes: Vec<u8>,
}

impl LineWriter {
    pub(super) fn of(kind: SheetKind, format: TableFormat, lang: Lang) -> Self {
        let keys = (format == TableFormat::Ndjson).then(|| by_key(kind));
        LineWriter { columns: kind.columns(), keys, lang, text: String::new(), bytes: Vec::new() }
    }

    /// A row as a line.
    pub(super) fn line(&mut self, row: &[Cell]) -> &[u8] {
        if let Some(columns) = &self.keys {
            self.bytes.clear();
            // Writing to memory cannot fail.
            let _ = serde_json::to_writer(&mut self.bytes, &RecordRow { columns, cells: row });
            self.bytes.push(b'\n');
            return &self.bytes;
        }
        self.text.clear();
        let shown = self.columns.iter().zip(row).map(|(column, cell)| cell.shown(column.form, self.lang));
        csv::write_row(&mut self.text, shown);
        self.text.as_bytes()
    }
}

/// From so many rows on, those of a workbook pass through a file: a sheet of a million takes more memory than a machine has.
const LONG_SHEET: usize = 1 << 16;

fn to_xlsx(table: RowStream<'_>, on: Day, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let RowStream { kind, count, rows, choices, .. } = table;
    let columns = kind.columns();
    let mut workbook = Workbook::new();
    // The writer would put the time of writing into the file: the day that was asked about stands there instead.
    if let Some(created) = excel_day(on) {
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    }
    let sheet =
        if count < LONG_SHEET { workbook.add_worksheet() } else { workbook.add_worksheet_with_constant_memory()? };
    sheet.set_name(kind.name(lang))?;
    sheet.set_freeze_panes(1, 0)?;
    let header = Style::new().set_bold().set_align(FormatAlign::Center);
    let date = Style::new().set_num_format("yyyy-mm-dd");
    for (at, column) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, at, column.header(lang), &header)?;
        sheet.set_column_width(at, width(column))?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (at, (column, cell)) in (0_u16..).zip(columns.iter().zip(&*row)) {
            match cell {
                cell if cell.is_empty() => {}
                Cell::Number(number) => drop(sheet.write_number(line, at, *number)?),
                Cell::Day(day) => match excel_day(*day) {
                    Some(day) => drop(sheet.write_datetime_with_format(line, at, &day, &date)?),
                    None => drop(sheet.write_string(line, at, day.to_string())?),
                },
                other => drop(sheet.write_string(line, at, other.shown(column.form, lang).into_owned())?),
            }
        }
    }
    dropdown::write(&mut workbook, (kind, count), &choices, lang)?;
    workbook.save_to_buffer()
}

/// A day of Excel's calendar; none before March 1900, where that calendar has a day too many.
fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let date = chrono::NaiveDate::from(day);
    let (month, of_month) = (chrono::Datelike::month(&date), chrono::Datelike::day(&date));
    let year = u16::try_from(day.year()).ok().filter(|year| (*year, month) >= (1900, 3))?;
    ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(of_month).ok()?).ok()
}

fn width(column: &Column) -> f64 {
    match column.form {
        CellForm::Day | CellForm::Flag | CellForm::Word(_) | CellForm::Whole | CellForm::Amount => 13.0,
        CellForm::Number | CellForm::Numbers | CellForm::Ics => 22.0,
        CellForm::Text | CellForm::List | CellForm::Rows(_) => 32.0,
    }
}

/// All of a table as one document, its keys sorted.
#[derive(Serialize)]
struct TableDocument<'t> {
    as_of: Day,
    kind: &'static str,
    records: RecordRows<'t>,
    revision: Option<&'t str>,
    schema: &'static str,
    total: usize,
}

/// The rows as they come: a document is written once.
struct RecordRows<'t> {
    columns: Vec<(usize, &'static Column)>,
    rows: RefCell<Box<dyn Iterator<Item = Cow<'t, [Cell]>> + 't>>,
}

impl Serialize for RecordRows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = self.rows.borrow_mut();
        let mut list = serializer.serialize_seq(None)?;
        for row in rows.by_ref() {
            list.serialize_element(&RecordRow { columns: &self.columns, cells: &row })?;
        }
        list.end()
    }
}

fn to_json(table: RowStream<'_>, on: Day, out: &mut dyn Write) -> io::Result<()> {
    let document = TableDocument {
        as_of: on,
        kind: table.kind.id(),
        records: RecordRows { columns: by_key(table.kind), rows: RefCell::new(table.rows) },
        revision: table.revision,
        schema: "mulu.export/1",
        total: table.count,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// After so many rows it is known how long the others are about.
const SAMPLE: usize = 256;

/// About as many bytes as are still to come of a table whose first rows took so many: a text that grew would be copied again and
/// again.
fn room_for_rest(so_far: usize, table: &KindTable) -> usize {
    (table.rows.len() - SAMPLE) * (so_far / SAMPLE + 1) / 8 * 9
}

/// The columns of a kind, sorted by key, each with its place in a row.
fn by_key(kind: SheetKind) -> Vec<(usize, &'static Column)> {
    let mut columns: Vec<(usize, &Column)> = kind.columns().iter().enumerate().collect();
    columns.sort_unstable_by_key(|(_, column)| column.key);
    columns
}

/// A row as an object, its keys sorted. Every key is always present; what is not known is null, a list that is empty is `[]`.
struct RecordRow<'t> {
    columns: &'t [(usize, &'static Column)],
    cells: &'t [Cell],
}

impl Serialize for RecordRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entry = |(place, column): &(usize, &'static Column)| {
            let cell = self.cells.get(*place)?;
            Some((column.key, Inner { form: column.form, cell }))
        };
        serializer.collect_map(self.columns.iter().filter_map(entry))
    }
}

/// A cell as a value.
struct Inner<'t> {
    form: CellForm,
    cell: &'t Cell,
}

impl Serialize for Inner<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.cell, self.form) {
            (Cell::Empty, CellForm::List | CellForm::Numbers | CellForm::Ics | CellForm::Rows(_)) => {
                serializer.collect_seq(std::iter::empty::<&str>())
            }
            (Cell::Text(text), _) => serializer.serialize_str(text),
            (Cell::Day(day), _) => serializer.collect_str(day),
            (Cell::Number(number), _) => whole(*number).serialize(serializer),
            (Cell::Flag(flag), _) => serializer.serialize_bool(*flag),
            (Cell::List(items), _) => serializer.collect_seq(items),
            (Cell::Rows(rows), CellForm::Rows(fields)) => {
                serializer.collect_seq(rows.iter().map(|row| Fields { fields, row }))
            }
            (Cell::Empty | Cell::Rows(_), _) => serializer.serialize_unit(),
        }
    }
}

/// One table of a list of them, its keys sorted.
struct Fields<'t> {
    fields: &'t [&'t str],
    row: &'t [String],
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entries: Vec<(&&str, &String)> = self.fields.iter().zip(self.row).collect();
        entries.sort_unstable();
        serializer.collect_map(entries.into_iter().map(|(key, text)| (key, Some(text).filter(|text| !text.is_empty()))))
    }
}

/// A number without a fraction is written without one.
fn whole(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and smaller than 2^53")]
        return Value::from(number as i64);
    }
    Value::from(number)
}
