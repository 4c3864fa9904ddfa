//! A spreadsheet as it stands: rows of raw cells, before anyone asks what they mean.

use std::collections::BTreeMap;

use mulu_core::day::Day;
use mulu_core::limits::{SHEET_BYTES, SHEET_COLUMNS, SHEET_MERGED_CELLS, SHEET_ROWS};
use mulu_core::message;
use mulu_core::message::Message;

use super::columns::SheetKind;
use super::dropdown::CHOICES;
use super::{csv, json_sheet, xlsx};

/// In how many rows from the top the header is looked for: titles and notes often stand above it.
const HEADER_WITHIN: usize = 20;

/// Why a file cannot be read at all. Nothing of it was taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableSheet(pub Message);

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum RawCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number; in a column of days a serial.
    Number(f64),
    /// A cell that is formatted as a day.
    Day(Day),
    /// True or false.
    Flag(bool),
    /// A value that cannot be taken: an error, a formula without a result, a time of day, a cell merged with others.
    Unusable(Message),
}

impl RawCell {
    /// The cell as a text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            RawCell::Empty | RawCell::Unusable(_) => String::new(),
            RawCell::Text(text) => text.clone(),
            RawCell::Number(number) => number.to_string(),
            RawCell::Day(day) => day.to_string(),
            RawCell::Flag(flag) => flag.to_string(),
        }
    }
}

/// A sheet with a header that was understood.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name; none for CSV.
    pub name: Option<String>,
    /// What its rows are.
    pub kind: SheetKind,
    /// By column of the sheet, from 0: the column of the kind that its header means.
    pub columns: BTreeMap<u32, usize>,
    /// The rows below the header, by their number in the sheet, from 1; blank rows are left out.
    pub rows: Vec<(u32, BTreeMap<u32, RawCell>)>,
    /// What was passed over: columns without a known header, other sheets.
    pub notes: Vec<(Option<u32>, Message)>,
}

/// A sheet before its header is looked for.
pub struct Grid {
    /// Its name; none for CSV.
    pub name: Option<String>,
    /// Its rows by their number from 1; blank rows may be left out.
    pub rows: Vec<(u32, BTreeMap<u32, RawCell>)>,
    /// Its merged areas.
    pub merged: Vec<MergedCells>,
}

/// An area of cells merged into one.
pub struct MergedCells {
    /// Its first and last row, from 1.
    pub rows: (u32, u32),
    /// Its first and last column, from 0.
    pub columns: (u32, u32),
}

/// Reads a spreadsheet, XLSX, JSON or CSV by what its bytes say, and finds its header.
///
/// `kind` is what its rows are, where the header leaves it open; `sheet` names the sheet of a workbook to read, else the first with
/// a header that is understood.
///
/// # Errors
/// Why nothing of it can be taken: not a spreadsheet, too large, no such sheet, no header.
pub fn read(bytes: &[u8], kind: Option<SheetKind>, sheet: Option<&str>) -> Result<Sheet, UnreadableSheet> {
    if bytes.len() > SHEET_BYTES {
        let most = SHEET_BYTES >> 20;
        return Err(UnreadableSheet(message!(
            "文件超过 {most} MiB，未读取",
            "the file is larger than {most} MiB and was not read"
        )));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return find(xlsx::read(bytes, sheet)?, kind);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(UnreadableSheet(message!(
            "这是旧版 .xls 或加密的文件：请另存为不加密的 .xlsx 或 CSV",
            "this is an old .xls or an encrypted file: save it as .xlsx without a password, or as CSV"
        )));
    }
    if bytes.contains(&0) && !bytes.starts_with(&[0xFF, 0xFE]) && !bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(UnreadableSheet(message!("文件既不是 XLSX 也不是 CSV", "the file is neither XLSX nor CSV")));
    }
    if json_sheet::is_json(bytes) {
        return find(vec![json_sheet::read(bytes)?], kind);
    }
    find(vec![csv_grid(bytes)?], kind)
}

fn csv_grid(bytes: &[u8]) -> Result<Grid, UnreadableSheet> {
    let rows = csv::read(bytes)?;
    if rows.len() > SHEET_ROWS as usize {
        return Err(too_many_rows());
    }
    let cells = |row: Vec<String>| {
        let filled = (0_u32..).zip(row).filter(|(_, text)| !text.trim().is_empty());
        filled.take(SHEET_COLUMNS as usize).map(|(at, text)| (at, RawCell::Text(text))).collect::<BTreeMap<_, _>>()
    };
    Ok(Grid { name: None, rows: (1_u32..).zip(rows.into_iter().map(cells)).collect(), merged: Vec::new() })
}

/// The refusal of a sheet with too many rows.
pub fn too_many_rows() -> UnreadableSheet {
    UnreadableSheet(message!(
        "超过 {SHEET_ROWS} 行，未读取：请分成几个文件",
        "there are more than {SHEET_ROWS} rows, so nothing was read: split the file"
    ))
}

/// The first grid with a header, and its meaning.
fn find(grids: Vec<Grid>, kind: Option<SheetKind>) -> Result<Sheet, UnreadableSheet> {
    let mut seen = Vec::new();
    let mut chosen: Option<Sheet> = None;
    for grid in grids {
        if let Some(sheet) = &mut chosen {
            let name = grid.name.unwrap_or_default();
            if !grid.rows.is_empty() && !CHOICES.contains(&name.as_str()) {
                sheet.notes.push((None, message!("工作表“{name}”未读取", "the sheet “{name}” was not read")));
            }
            continue;
        }
        match header(&grid, kind) {
            Some((at, kind, columns)) => chosen = Some(understood(grid, at, kind, columns)?),
            None => seen.extend(grid.rows.first().map(|(_, row)| first_texts(row))),
        }
    }
    chosen.ok_or_else(|| {
        let seen = seen.join(" / ");
        let seen = if seen.is_empty() { "—".to_owned() } else { seen };
        UnreadableSheet(message!(
            "找不到表头（前 {HEADER_WITHIN} 行）：标准需有“标准号”和“标准名称”，备案需有“备案单位”和“标准号”，项目需有“项目名称”和“建设单位”。首行是：{seen}",
            "no header within the first {HEADER_WITHIN} rows: standards need `number` and `title`, adoptions `agency` and `standard`, projects `name` and `agency`. The first row is: {seen}"
        ))
    })
}

fn first_texts(row: &BTreeMap<u32, RawCell>) -> String {
    let texts = row.values().take(6).map(|raw| raw.text().chars().take(20).collect::<String>());
    texts.collect::<Vec<_>>().join(", ")
}

/// The header's last row, what its rows are, and what its columns mean.
type Header = (usize, SheetKind, BTreeMap<u32, usize>);

/// The row among the first that most headers are understood in, as the kind of which it has all required columns. A header of two
/// rows, groups above and columns below, is read as one: a column without a name below has its group's.
fn header(grid: &Grid, kind: Option<SheetKind>) -> Option<Header> {
    let mut best: Option<Header> = None;
    let mut consider = |at: usize, row: &BTreeMap<u32, RawCell>| {
        for candidate in kind.map_or_else(SheetKind::all, |kind| vec![kind]) {
            let columns = columns(row, candidate);
            let known = |key: &str| candidate.column(key).is_some_and(|at| columns.values().any(|known| *known == at));
            let whole = candidate.required().iter().all(|key| known(key));
            if whole && best.as_ref().is_none_or(|(_, _, found)| found.len() < columns.len()) {
                best = Some((at, candidate, columns));
            }
        }
    };
    let rows: Vec<&BTreeMap<u32, RawCell>> = grid.rows.iter().take(HEADER_WITHIN).map(|(_, row)| row).collect();
    for (at, row) in rows.iter().enumerate() {
        consider(at, row);
    }
    for (at, pair) in rows.windows(2).enumerate() {
        if let [above, below] = pair {
            consider(at + 1, &joined(above, below));
        }
    }
    best
}

/// Two rows of a header as one.
fn joined(above: &BTreeMap<u32, RawCell>, below: &BTreeMap<u32, RawCell>) -> BTreeMap<u32, RawCell> {
    let mut row = above.clone();
    row.extend(below.iter().filter(|(_, raw)| !raw.text().trim().is_empty()).map(|(place, raw)| (*place, raw.clone())));
    row
}

/// What the headers of a row mean. Where two mean the same column, its own name goes before an alias, else the left one.
fn columns(row: &BTreeMap<u32, RawCell>, kind: SheetKind) -> BTreeMap<u32, usize> {
    let mut ranked: Vec<(usize, usize, u32)> = Vec::new();
    for (place, raw) in row {
        let header = plain(&raw.text());
        for (at, column) in kind.columns().iter().enumerate() {
            let names = [column.key, column.zh].into_iter().chain(column.names.iter().copied());
            let rank = names.into_iter().position(|name| plain(name) == header);
            ranked.extend(rank.map(|rank| (at, rank, *place)));
        }
    }
    ranked.sort_unstable();
    let mut columns: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, _, place) in ranked {
        if !columns.values().any(|taken| *taken == at) {
            columns.entry(place).or_insert(at);
        }
    }
    columns
}

/// A header without what people put around it: spaces, stars, units and hints in brackets, capitals.
fn plain(header: &str) -> String {
    let bare = header.trim().trim_end_matches(['*', '＊', ':', '：']);
    let bare = bare.split(['(', '（', '\n']).next().unwrap_or(bare).trim().trim_start_matches(['*', '＊']);
    let kept = bare.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.'));
    kept.flat_map(char::to_lowercase).collect()
}

fn understood(
    grid: Grid,
    header: usize,
    kind: SheetKind,
    columns: BTreeMap<u32, usize>,
) -> Result<Sheet, UnreadableSheet> {
    let mut notes = Vec::new();
    let empty = BTreeMap::new();
    let own = grid.rows.get(header).map_or(&empty, |(_, row)| row);
    // Of a header of two rows the upper one names the columns that the lower one leaves blank.
    let is_split = columns.keys().any(|place| !own.contains_key(place));
    let above = header.checked_sub(1).and_then(|at| grid.rows.get(at)).filter(|_| is_split);
    let headers = &above.map_or_else(|| own.clone(), |(_, above)| joined(above, own));
    let mut used: BTreeMap<u32, usize> = BTreeMap::new();
    for (_, row) in grid.rows.iter().skip(header + 1) {
        for place in row.keys() {
            *used.entry(*place).or_default() += 1;
        }
    }
    let mut empty_columns = Vec::new();
    for (place, raw) in headers {
        let name = raw.text();
        if !columns.contains_key(place) && !name.trim().is_empty() {
            notes.push((
                Some(*place),
                message!("不认识列“{name}”，未读取", "the column “{name}” is not known and was not read"),
            ));
        } else if !used.contains_key(place) {
            empty_columns.push(name);
        }
    }
    if !empty_columns.is_empty() {
        let (zh, en) = (empty_columns.join("、"), empty_columns.join(", "));
        notes.push((None, message!("空列：{zh}", "empty columns: {en}")));
    }
    for (place, count) in used.iter().filter(|(place, _)| !headers.contains_key(place)) {
        notes.push((
            Some(*place),
            message!("此列没有表头，{count} 个值未读取", "this column has no header: {count} values were not read"),
        ));
    }
    notes.sort_by_key(|(place, _)| *place);
    // What stands only in columns without a name is told above.
    let rows = grid
        .rows
        .into_iter()
        .skip(header + 1)
        .filter(|(_, row)| row.keys().any(|at| columns.contains_key(at) || headers.contains_key(at)));
    let mut rows: Vec<_> = rows.collect();
    passed_over(&mut rows, headers, &mut notes);
    refuse_merged(&mut rows, &grid.merged, &columns)?;
    Ok(Sheet { name: grid.name, kind, rows, columns, notes })
}

/// What begins a row that sums up, signs or remarks.
const FOOTERS: [&str; 16] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "填表人",
    "填报人",
    "制表",
    "审核人",
    "负责人",
    "联系人",
    "填表日期",
    "注：",
    "注:",
    "说明：",
    "total",
];

/// Takes out the rows that are no records: totals and signatures below, headings between, the header where a page repeats it. Each
/// is told.
fn passed_over(
    rows: &mut Vec<(u32, BTreeMap<u32, RawCell>)>,
    headers: &BTreeMap<u32, RawCell>,
    notes: &mut Vec<(Option<u32>, Message)>,
) {
    rows.retain(|(number, row)| {
        let texts: Vec<String> =
            row.values().map(|raw| raw.text().trim().to_owned()).filter(|text| !text.is_empty()).collect();
        let Some(first) = texts.first() else { return true };
        let is_footer = FOOTERS.iter().any(|word| bare(first).to_lowercase().starts_with(word));
        let is_heading = texts.len() == 1 && begins_part(first);
        let is_header = texts.len() > 1
            && row.iter().all(|(place, raw)| {
                headers.get(place).is_some_and(|header| plain(&header.text()) == plain(&raw.text()))
            });
        if !(is_footer || is_heading || is_header) {
            return true;
        }
        let shown: String = first.chars().take(20).collect();
        notes.push((
            None,
            message!(
                "第 {number} 行“{shown}”不是记录，未读取",
                "row {number}, “{shown}”, is not a record and was skipped"
            ),
        ));
        false
    });
}

/// A text without its blanks: 合  计.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a text begins a part of a list: `一、国家标准`, `（二）行业标准`.
fn begins_part(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < text.len() && rest.starts_with(['、', '）', ')', '．', '.'])
}

/// Marks every cell below the header that is merged with others: for which rows its value is meant, nobody can say. A row that is
/// blank but for a merge stays blank.
fn refuse_merged(
    rows: &mut [(u32, BTreeMap<u32, RawCell>)],
    merged: &[MergedCells],
    columns: &BTreeMap<u32, usize>,
) -> Result<(), UnreadableSheet> {
    let mut left = SHEET_MERGED_CELLS;
    for area in merged {
        let from = rows.partition_point(|(number, _)| *number < area.rows.0);
        for (number, row) in rows.iter_mut().skip(from).take_while(|(number, _)| *number <= area.rows.1) {
            for (column, _) in columns.range(area.columns.0..=area.columns.1.max(area.columns.0)) {
                left = left.checked_sub(1).ok_or_else(too_much_merged)?;
                let first = (*number, *column) == (area.rows.0, area.columns.0);
                let value =
                    row.get(column).filter(|_| first).map(|raw| format!("“{}”", raw.text())).unwrap_or_default();
                row.insert(*column, RawCell::Unusable(merged_words(area, &value)));
            }
        }
    }
    Ok(())
}

fn too_much_merged() -> UnreadableSheet {
    UnreadableSheet(message!(
        "合并单元格超过 {SHEET_MERGED_CELLS} 格，未读取：请先拆分",
        "more than {SHEET_MERGED_CELLS} cells are merged with others, so nothing was read: split them first"
    ))
}

fn merged_words(area: &MergedCells, value: &str) -> Message {
    let from = super::plan::address(area.columns.0, area.rows.0);
    let to = super::plan::address(area.columns.1, area.rows.1);
    message!(
        "合并单元格 {from}:{to}{value}：请拆分并逐行填写",
        "merged cells {from}:{to}{value}: split them and fill each row"
    )
}
