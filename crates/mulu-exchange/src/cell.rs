//! Cells: one value of a record, and how a spreadsheet writes it.
//!
//! A list stands in one cell, its items apart by `; `. A list of tables (sources, reviews, waivers) stands in one cell too: a
//! line each, its fields apart by ` | `. A separator inside an item has a backslash before it.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::{Lang, Message};
use mulu_core::number::{self, Number};
use mulu_core::slice::slice_lossy;

use super::dates;
use super::sheet::RawCell;

/// One value of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Not known, or not said.
    Empty,
    /// A text; for a word of a fixed list its id.
    Text(String),
    /// A calendar day.
    Day(Day),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A list of texts.
    List(Vec<String>),
    /// A list of tables: the fields of each in the order of [`CellForm::Rows`].
    Rows(Vec<Vec<String>>),
}

impl Hash for Cell {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Cell::Empty => {}
            Cell::Text(text) => text.hash(state),
            Cell::Day(day) => day.hash(state),
            // -0, which equals 0, becomes it.
            Cell::Number(number) => (number + 0.0).to_bits().hash(state),
            Cell::Flag(flag) => flag.hash(state),
            Cell::List(items) => items.hash(state),
            Cell::Rows(rows) => rows.hash(state),
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub enum CellForm {
    /// Any text.
    Text,
    /// A standard's number.
    Number,
    /// A calendar day.
    Day,
    /// An amount, zero or more.
    Amount,
    /// A whole number.
    Whole,
    /// Yes or no.
    Flag,
    /// One of these words: the id, then what people write for it; the first of those is printed.
    Word(&'static [(&'static str, &'static [&'static str])]),
    /// A list of texts.
    List,
    /// A list of standards' numbers.
    Numbers,
    /// A list of ICS codes, whose groups have three digits.
    Ics,
    /// A list of tables with these fields.
    Rows(&'static [&'static str]),
}

/// What parts the items of a list when it is written.
const JOIN: &str = "; ";
/// What parts them when it is read.
const SEPARATORS: &[char] = &[';', '；', '、', ',', '，', '\n', '\r'];
/// What parts the fields of a table's line.
const FIELD: &[char] = &['|', '\n', '\r'];
/// The fields of tables that hold days.
pub const DAYS: [&str; 9] = ["date", "due", "checked", "issued", "expires", "approved", "until", "deadline", "closed"];
/// What people write where there is nothing to write.
const NOTHING: [&str; 9] = ["-", "—", "——", "/", "无", "暂无", "N/A", "n/a", "null"];

impl Cell {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.is_empty(),
            Cell::List(items) => items.is_empty(),
            Cell::Rows(rows) => rows.is_empty(),
            Cell::Day(_) | Cell::Number(_) | Cell::Flag(_) => false,
        }
    }

    /// Whether the cell may be shown in more than so many bytes, told without showing it: each byte may be escaped, and each item
    /// has what parts it from the next.
    #[must_use]
    pub fn may_be_longer(&self, bytes: usize) -> bool {
        let most = |text: &String| 2 * text.len() + 3;
        let shown: usize = match self {
            Cell::Empty | Cell::Day(_) | Cell::Number(_) | Cell::Flag(_) => return false,
            Cell::Text(text) => text.len(),
            Cell::List(items) => items.iter().map(most).sum(),
            Cell::Rows(rows) => rows.iter().flatten().map(most).sum(),
        };
        shown > bytes
    }

    /// The cell as a spreadsheet shows it; words and flags in a language.
    #[must_use]
    pub fn shown(&self, form: CellForm, lang: Lang) -> Cow<'_, str> {
        match (self, form) {
            (Cell::Empty, _) => Cow::Borrowed(""),
            (Cell::Text(id), CellForm::Word(words)) if lang == Lang::Zh => {
                let word = words.iter().find(|(known, _)| known == id).and_then(|(_, names)| names.first());
                Cow::Borrowed(word.map_or(id.as_str(), |word| word))
            }
            (Cell::Text(text), _) => Cow::Borrowed(text),
            (Cell::Day(day), _) => Cow::Owned(day.to_string()),
            (Cell::Number(number), _) => Cow::Owned(number.to_string()),
            (Cell::Flag(flag), _) => Cow::Borrowed(match (flag, lang) {
                (true, Lang::Zh) => "是",
                (false, Lang::Zh) => "否",
                (true, Lang::En) => "yes",
                (false, Lang::En) => "no",
            }),
            (Cell::List(items), _) => Cow::Owned(join(items, JOIN, SEPARATORS)),
            (Cell::Rows(rows), _) => {
                Cow::Owned(rows.iter().map(|fields| join(fields, " | ", FIELD)).collect::<Vec<_>>().join("\n"))
            }
        }
    }

    /// Whether two cells say the same. Spaces in a text and the order of a list do not matter: both differ between platforms.
    #[must_use]
    pub fn says_the_same(&self, other: &Cell) -> bool {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let sorted = |items: &[String]| {
            let mut items: Vec<String> = items.iter().map(|item| bare(item)).collect();
            items.sort();
            items
        };
        match (self, other) {
            (Cell::Text(one), Cell::Text(other)) => bare(one) == bare(other),
            (Cell::List(one), Cell::List(other)) => sorted(one) == sorted(other),
            (Cell::Rows(one), Cell::Rows(other)) => {
                let flat = |rows: &[Vec<String>]| rows.iter().map(|row| bare(&row.join("|"))).collect::<Vec<_>>();
                flat(one) == flat(other)
            }
            _ => self == other || (self.is_empty() && other.is_empty()),
        }
    }

    /// Reads what a spreadsheet's cell holds.
    ///
    /// # Errors
    /// Why it cannot be this column's value.
    pub fn read(raw: &RawCell, form: CellForm) -> Result<Cell, Message> {
        if let RawCell::Unusable(why) = raw {
            return Err(why.clone());
        }
        if matches!(raw, RawCell::Empty) {
            return Ok(Cell::Empty);
        }
        if let (CellForm::Day, RawCell::Day(day)) = (form, raw) {
            return dates::plausible(*day).map(Cell::Day);
        }
        if let (CellForm::Day, RawCell::Number(number)) = (form, raw) {
            return dates::from_number(*number).map(Cell::Day);
        }
        if let (CellForm::Ics, RawCell::Number(number)) = (form, raw) {
            return Ok(Cell::List(vec![ics(&number.to_string())]));
        }
        let text = raw.text();
        let text = text.trim();
        let nothing = text.is_empty()
            || (NOTHING.contains(&text) && !matches!(form, CellForm::Text | CellForm::List | CellForm::Rows(_)));
        if nothing { Ok(Cell::Empty) } else { read_text(text, form) }
    }
}

fn read_text(text: &str, form: CellForm) -> Result<Cell, Message> {
    match form {
        CellForm::Text => Ok(Cell::Text(text.to_owned())),
        CellForm::Number => Ok(Cell::Text(Number::parse(text).canonical().to_owned())),
        CellForm::Day => dates::from_text(text).map(Cell::Day),
        CellForm::Amount | CellForm::Whole => {
            let text = &dates::half_width(text);
            let whole = matches!(form, CellForm::Whole);
            let number = if whole { level(text) } else { ten_thousands(text) };
            let number = number.filter(|number| number.is_finite() && *number >= 0.0);
            number
                .filter(|number| !whole || number.fract() == 0.0)
                .map(Cell::Number)
                .ok_or_else(|| message!("“{text}”不是数", "“{text}” is not a number"))
        }
        CellForm::Flag => match dates::half_width(text).to_lowercase().as_str() {
            "是" | "true" | "yes" | "y" | "1" | "√" | "✓" | "有" => Ok(Cell::Flag(true)),
            "否" | "false" | "no" | "n" | "0" | "×" | "x" => Ok(Cell::Flag(false)),
            _ => Err(message!("“{text}”既不是“是”也不是“否”", "“{text}” is neither yes nor no")),
        },
        CellForm::Word(words) => {
            let found = words.iter().find(|(id, names)| *id == text || names.contains(&text));
            found.map(|(id, _)| Cell::Text((*id).to_owned())).ok_or_else(|| {
                let zh = words.iter().map(|(id, names)| *names.first().unwrap_or(id)).collect::<Vec<_>>().join("、");
                let en = words.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
                Message {
                    zh: format!("不认识“{text}”，可用：{zh}"),
                    en: format!("“{text}” is not known; use one of: {en}"),
                }
            })
        }
        CellForm::List => Ok(Cell::List(split(text, SEPARATORS))),
        CellForm::Ics => Ok(Cell::List(split(text, SEPARATORS).iter().map(|code| ics(code)).collect())),
        CellForm::Numbers => numbers(text).map(Cell::List),
        CellForm::Rows(fields) => rows(text, fields),
    }
}

/// An amount in 10,000 yuan, as people write it: `1,200`, `800万元`, `1.2亿元`.
fn ten_thousands(text: &str) -> Option<f64> {
    let bare: String = text.chars().filter(|c| !matches!(c, ',' | '，') && !c.is_whitespace()).collect();
    let bare = bare.trim_start_matches(['¥', '￥']);
    let figure = |text: &str| text.parse::<f64>().ok();
    if let Some(hundred_millions) = bare.strip_suffix("亿元").or_else(|| bare.strip_suffix('亿')) {
        return figure(hundred_millions).map(|number| number * 10_000.0);
    }
    // 元 alone would be another unit: what means ten thousandths is not taken for the whole.
    figure(bare.strip_suffix("万元").or_else(|| bare.strip_suffix('万')).unwrap_or(bare))
}

/// A whole number, as people write a level: `3`, `3级`, `第三级`, `三级`.
fn level(text: &str) -> Option<f64> {
    let bare = text.trim();
    let bare = bare.strip_prefix('第').unwrap_or(bare);
    let bare = bare.strip_suffix('级').unwrap_or(bare).trim();
    let words = ["一", "二", "三", "四", "五"];
    let by_word = (1_u8..).zip(words).find(|(_, word)| *word == bare).map(|(level, _)| f64::from(level));
    by_word.or_else(|| bare.replace([',', '，'], "").parse::<f64>().ok())
}

fn rows(text: &str, fields: &'static [&'static str]) -> Result<Cell, Message> {
    let mut rows = Vec::new();
    for line in split_keeping_escapes(text, &['\n']) {
        let mut row: Vec<String> = split_keeping_escapes(&line, &['|']).iter().map(|field| unescape(field)).collect();
        if row.len() > fields.len() {
            let (known, found) = (fields.join(" | "), row.len());
            return Err(message!(
                "一行应为 {known}，此处有 {found} 段",
                "a line is {known}; this one has {found} fields"
            ));
        }
        row.resize(fields.len(), String::new());
        for (key, field) in fields.iter().zip(&mut row).filter(|(key, field)| DAYS.contains(key) && !field.is_empty()) {
            *field = dates::from_text(field)
                .map_err(|why| Message { zh: format!("{key}：{}", why.zh), en: format!("{key}: {}", why.en) })?
                .to_string();
        }
        if row.iter().any(|field| !field.is_empty()) {
            rows.push(row);
        }
    }
    Ok(Cell::Rows(rows))
}

/// The numbers in a cell. People write them with words around, and apart by spaces: `代替 GB/T 1-1990 GB/T 2-1990`.
fn numbers(text: &str) -> Result<Vec<String>, Message> {
    let mut all = Vec::new();
    for piece in split(text, SEPARATORS) {
        if NOTHING.contains(&piece.as_str()) {
            continue;
        }
        let number = Number::parse(&piece);
        if !number.is_opaque() {
            all.push(number.canonical().to_owned());
            continue;
        }
        let found = number::find(&piece);
        let ends = std::iter::once(0).chain(found.iter().map(|found| found.end));
        let starts = found.iter().map(|found| found.start).chain([piece.len()]);
        let around = ends.zip(starts).map(|(end, start)| slice_lossy(&piece, end..start));
        let around: String = around.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
        match around.as_str() {
            _ if found.is_empty() && names_a_document(&piece) => all.push(number.canonical().to_owned()),
            "" | "代替" | "替代" | "全部代替" | "代替：" | "替代：" => {
                all.extend(found.into_iter().map(|found| found.number.canonical().to_owned()));
            }
            _ => {
                return Err(message!(
                    "“{piece}”里除标准编号外还有别的话：每列只写编号，部分代替、被代替各有其列",
                    "“{piece}” says more than a number: write numbers only; what is partly replaced, and what replaces, have columns of their own"
                ));
            }
        }
    }
    Ok(all)
}

/// Whether a text that is not a number can still name a document, as a city's own are named: not a remark, not a single word.
fn names_a_document(text: &str) -> bool {
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    !text.contains(['：', ':']) && (has_digit || text.chars().count() >= 6)
}

/// An ICS code as it is written: spreadsheets take `35.040` for a number and drop the zeros that its three-digit group ends with.
fn ics(code: &str) -> String {
    let parts: Vec<&str> = code.trim().split('.').collect();
    let digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    match parts.as_slice() {
        [field, group] if digits && field.len() <= 2 && group.len() <= 3 => format!("{field:0>2}.{group:0<3}"),
        _ => code.trim().to_owned(),
    }
}

fn join(items: &[String], between: &str, separators: &[char]) -> String {
    let mut text = String::with_capacity(items.iter().map(|item| item.len() + between.len()).sum());
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push_str(between);
        }
        for c in item.chars() {
            if c == '\\' || separators.contains(&c) {
                text.push('\\');
            }
            text.push(c);
        }
    }
    text
}

fn unescape(item: &str) -> String {
    let mut text = String::with_capacity(item.len());
    let mut chars = item.trim().chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = |next: &char| *next == '\\' || SEPARATORS.contains(next) || FIELD.contains(next);
        match chars.next_if(|next| c == '\\' && escapes(next)) {
            Some(next) => text.push(next),
            None => text.push(c),
        }
    }
    text
}

/// The items of a list, without those that are blank.
fn split(text: &str, separators: &[char]) -> Vec<String> {
    let items = split_keeping_escapes(text, separators);
    items.iter().map(|item| unescape(item)).filter(|item| !item.trim().is_empty()).collect()
}

fn split_keeping_escapes(text: &str, separators: &[char]) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if separators.contains(&c) && !escaped {
            items.push(String::new());
            continue;
        }
        escaped = c == '\\' && !escaped;
        if let Some(item) = items.last_mut() {
            item.push(c);
        }
    }
    items
}
