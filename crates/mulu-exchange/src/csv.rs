//! CSV, read and written (RFC 4180).
//!
//! A reader of our own, since a row's number must be the one that a spreadsheet shows: blank lines count, a quoted line break does
//! not; and a quote that never closes must be refused, not read on to the end of the file.
//!
//! A cell that begins with `=`, `+`, `-`, `@` or one of their kin is taken for a formula by spreadsheets, which then may run it.
//! Written, such a cell gets an apostrophe before it; read, that apostrophe is taken off again. All CSV that the program writes is
//! written here.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use mulu_core::message;

use super::sheet::UnreadableSheet;

/// What begins a formula in one spreadsheet or another.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Writes a row, its line break included.
pub fn write_row<T: AsRef<str>>(out: &mut String, cells: impl Iterator<Item = T>) {
    for (at, cell) in cells.enumerate() {
        let cell = cell.as_ref();
        if at > 0 {
            out.push(',');
        }
        let apostrophe = if needs_apostrophe(cell) { "'" } else { "" };
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(apostrophe);
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(apostrophe);
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

fn needs_apostrophe(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    bare.starts_with(FORMULA) && !is_number(bare)
}

/// Whether a text is a number below zero, which is not a formula: a sign, digits and at most one point.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or_default();
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.split_once('.').map_or(is_digits(digits), |(whole, part)| is_digits(whole) && is_digits(part))
}

/// The rows of a file, each with its cells' texts, without the apostrophes of [`write_row`].
///
/// # Errors
/// When the bytes are neither UTF-8 nor GB18030 nor UTF-16 with a mark, or a quote never closes.
pub fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, UnreadableSheet> {
    let text = decode(bytes)?;
    let delimiter = delimiter(&text);
    let mut reader = RowReader { rows: Vec::new(), row: Vec::new(), cell: String::new() };
    let mut chars = text.chars().peekable();
    let mut quoted = None;
    let mut line = 1_usize;
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        match c {
            '"' if quoted.is_some() => match chars.next_if_eq(&'"') {
                Some(_) => reader.cell.push('"'),
                None => quoted = None,
            },
            c if quoted.is_some() => reader.cell.push(c),
            '"' if reader.cell.is_empty() => quoted = Some(line),
            c if c == delimiter => reader.end_cell(),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => reader.end_row(),
            c => reader.cell.push(c),
        }
    }
    if let Some(line) = quoted {
        return Err(UnreadableSheet(message!("第 {line} 行的引号没有结束", "the quote on line {line} never closes")));
    }
    if !reader.cell.is_empty() || !reader.row.is_empty() {
        reader.end_row();
    }
    Ok(reader.rows)
}

struct RowReader {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    cell: String,
}

impl RowReader {
    fn end_cell(&mut self) {
        let mut cell = std::mem::take(&mut self.cell);
        if cell.starts_with('\'') && needs_apostrophe(&cell) {
            cell.remove(0);
        }
        self.row.push(cell);
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.rows.push(std::mem::take(&mut self.row));
    }
}

fn decode(bytes: &[u8]) -> Result<String, UnreadableSheet> {
    let utf16 = [(&[0xFF, 0xFE], UTF_16LE), (&[0xFE, 0xFF], UTF_16BE)];
    for (mark, encoding) in utf16 {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
            return text.map(std::borrow::Cow::into_owned).ok_or_else(undecodable);
        }
    }
    let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(unmarked) {
        return Ok(text.to_owned());
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned).ok_or_else(undecodable)
}

fn undecodable() -> UnreadableSheet {
    UnreadableSheet(message!(
        "文件既不是 UTF-8，也不是 GB18030（GBK）编码：请另存为“CSV UTF-8”",
        "the file is neither UTF-8 nor GB18030 (GBK): save it as “CSV UTF-8”"
    ))
}

/// How many lines tell what parts the cells.
const TELLING: usize = 20;

/// What parts the cells: of comma, tab and semicolon the one that most of the first lines have outside quotes, for a title above may
/// have another; of those that as many lines have, the one that the first of them has most of.
fn delimiter(text: &str) -> char {
    const KNOWN: [char; 3] = [',', '\t', ';'];
    let mut quoted = false;
    let mut lines = vec![[0_usize; KNOWN.len()]];
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted && lines.len() == TELLING => break,
            '\n' | '\r' if !quoted => lines.push([0; KNOWN.len()]),
            c if !quoted => {
                for (known, line) in KNOWN.iter().zip(lines.iter_mut().next_back().into_iter().flatten()) {
                    *line += usize::from(*known == c);
                }
            }
            _ => {}
        }
    }
    let first = lines.iter().find(|line| line.iter().any(|count| *count > 0)).copied().unwrap_or_default();
    let having = |at: usize| lines.iter().filter(|line| line.get(at).is_some_and(|count| *count > 0)).count();
    let rank = |at: usize| (having(at), first.get(at).copied().unwrap_or_default());
    // The earlier of two that rank alike.
    (0..KNOWN.len()).rev().max_by_key(|at| rank(*at)).and_then(|at| KNOWN.get(at)).copied().unwrap_or(',')
}
