//! Sheets as JSON: what the national, industry and local platforms answer, and lists of objects from elsewhere.
//!
//! The platforms wrap their rows (`{"total": …, "rows": […]}`, `{"current": …, "records": […]}`), so the longest list of objects is taken,
//! wherever it lies. It is read as it comes: a list with too many rows or columns is refused before it fills the memory.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, FixedOffset, Timelike, Utc};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use mulu_core::limits::{SHEET_COLUMNS, SHEET_ROWS};
use mulu_core::message;

use super::sheet::{Grid, RawCell, UnreadableSheet};

/// The keys by which a row of a platform is known.
const PLATFORM: [&str; 3] = ["C_C_NAME", "C_NAME", "chName"];

/// What the platforms call what we know: std.samr.gov.cn in capitals; hbba and dbba.sacinfo.org.cn in camel case.
const PLATFORM_KEYS: [(&str, &str); 13] = [
    ("C_STD_CODE", "number"),
    ("STD_CODE", "number"),
    ("code", "number"),
    ("C_C_NAME", "title"),
    ("C_NAME", "title"),
    ("chName", "title"),
    ("E_NAME", "title_en"),
    ("enName", "title_en"),
    ("STATE", "status"),
    ("ISSUE_DATE", "issued"),
    ("issueDate", "issued"),
    ("ACT_DATE", "effective"),
    ("actDate", "effective"),
];

/// Beyond this a number under the name of a day is a time in milliseconds; below, it counts days or reads as one.
const LEAST_TIME: i64 = 100_000_000;

type RawRow = BTreeMap<String, RawCell>;

/// Whether bytes are JSON rather than a table of lines.
pub fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// Reads JSON as a grid: the keys of its rows are the header, in the order in which they are first seen.
///
/// # Errors
/// Why nothing of it can be taken: not JSON, too many rows or columns, no list of objects.
pub fn read(bytes: &[u8]) -> Result<Grid, UnreadableSheet> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let found = Found::deserialize(&mut json).and_then(|found| json.end().map(|()| found));
    let Found(rows) = found.map_err(|error| {
        UnreadableSheet(message!(
            "JSON 有误，未读取：{error}",
            "the JSON cannot be read, so nothing was imported: {error}"
        ))
    })?;
    let is_platform = rows.iter().any(|row| PLATFORM.iter().any(|key| row.contains_key(*key)));
    let mut columns: Vec<String> = Vec::new();
    for key in rows.iter().flat_map(BTreeMap::keys) {
        if !columns.contains(key) {
            columns.push(key.clone());
        }
        if columns.len() > SHEET_COLUMNS as usize {
            return Err(UnreadableSheet(message!(
                "超过 {SHEET_COLUMNS} 列，未读取",
                "there are more than {SHEET_COLUMNS} columns, so nothing was read"
            )));
        }
    }
    let header = |key: &String| {
        let known = PLATFORM_KEYS.iter().find(|(name, _)| is_platform && name == key);
        RawCell::Text(known.map_or(key.clone(), |(_, own)| (*own).to_owned()))
    };
    let header = (0, (0_u32..).zip(columns.iter().map(header)).collect());
    let cells = |mut row: RawRow| {
        let cells = (0_u32..).zip(&columns).filter_map(|(at, key)| Some((at, row.remove(key)?)));
        cells.filter(|(_, raw)| *raw != RawCell::Empty).collect::<BTreeMap<_, _>>()
    };
    let rows = std::iter::once(header).chain((1_u32..).zip(rows.into_iter().map(cells)));
    Ok(Grid { name: None, rows: rows.collect(), merged: Vec::new() })
}

/// What a visitor makes of all that is neither a list nor an object.
macro_rules! scalars_are {
    ($value:ty, $nothing:expr) => {
        fn visit_str<E: Error>(self, _: &str) -> Result<$value, E> {
            Ok($nothing)
        }

        fn visit_bool<E: Error>(self, _: bool) -> Result<$value, E> {
            Ok($nothing)
        }

        fn visit_i64<E: Error>(self, _: i64) -> Result<$value, E> {
            Ok($nothing)
        }

        fn visit_u64<E: Error>(self, _: u64) -> Result<$value, E> {
            Ok($nothing)
        }

        fn visit_f64<E: Error>(self, _: f64) -> Result<$value, E> {
            Ok($nothing)
        }

        fn visit_unit<E: Error>(self) -> Result<$value, E> {
            Ok($nothing)
        }
    };
}

/// The longest list of objects in a value.
#[derive(Default)]
struct Found(Vec<RawRow>);

impl<'de> Deserialize<'de> for Found {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(FoundVisitor)
    }
}

struct FoundVisitor;

impl<'de> Visitor<'de> for FoundVisitor {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Found, A::Error> {
        let mut rows = Vec::new();
        while let Some(entry) = list.next_element::<Entry>()? {
            rows.extend(entry.0);
            if rows.len() > SHEET_ROWS as usize {
                return Err(A::Error::custom(format!("more than {SHEET_ROWS} rows")));
            }
        }
        Ok(Found(rows))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut longest = Found::default();
        while map.next_key::<IgnoredAny>()?.is_some() {
            let found: Found = map.next_value()?;
            if found.0.len() > longest.0.len() {
                longest = found;
            }
        }
        Ok(longest)
    }

    scalars_are!(Found, Found::default());
}

/// An entry of a list: a row where it is an object.
struct Entry(Option<RawRow>);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry, A::Error> {
        let mut row = RawRow::new();
        while let Some(key) = map.next_key::<String>()? {
            let is_day = key.to_ascii_lowercase().contains("date");
            let raw = map.next_value_seed(CellSeed { is_day })?;
            row.insert(key, raw);
            if row.len() > SHEET_COLUMNS as usize {
                return Err(A::Error::custom(format!("a row has more than {SHEET_COLUMNS} columns")));
            }
        }
        Ok(Entry(Some(row)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entry, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Entry(None))
    }

    scalars_are!(Entry, Entry(None));
}

/// A value of a row as a cell.
#[derive(Clone, Copy)]
struct CellSeed {
    /// Whether its key speaks of a day, so that a large number is a time.
    is_day: bool,
}

impl<'de> DeserializeSeed<'de> for CellSeed {
    type Value = RawCell;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<RawCell, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CellSeed {
    type Value = RawCell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<RawCell, E> {
        // The national platform marks in its answers what was searched for.
        Ok(RawCell::Text(text.replace("<sacinfo>", "").replace("</sacinfo>", "")))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<RawCell, E> {
        Ok(RawCell::Flag(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<RawCell, E> {
        if self.is_day && !(0..LEAST_TIME).contains(&number) {
            return Ok(day_of_time(number));
        }
        #[expect(clippy::cast_precision_loss, reason = "a larger number is not valid in a record")]
        Ok(RawCell::Number(number as f64))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<RawCell, E> {
        i64::try_from(number).map_or_else(
            |_| Ok(RawCell::Unusable(message!("数 {number} 过大", "the number {number} is too large"))),
            |number| self.visit_i64(number),
        )
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<RawCell, E> {
        Ok(RawCell::Number(number))
    }

    fn visit_unit<E: Error>(self) -> Result<RawCell, E> {
        Ok(RawCell::Empty)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawCell, A::Error> {
        let mut items = Vec::new();
        let mut whole = true;
        while let Some(item) = list.next_element_seed(self)? {
            match item {
                RawCell::Empty => {}
                RawCell::Unusable(_) => whole = false,
                item => items.push(item.text()),
            }
        }
        Ok(match (whole, items.is_empty()) {
            (false, _) => nested(),
            (true, true) => RawCell::Empty,
            (true, false) => RawCell::Text(items.join("; ")),
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawCell, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(nested())
    }
}

fn nested() -> RawCell {
    RawCell::Unusable(message!(
        "单元格里是对象，不是值：请用 CSV 或 XLSX",
        "the cell holds an object and not a value: use CSV or XLSX"
    ))
}

/// The day on which a time in milliseconds is midnight in China. From 1986 to 1991 the clocks there were put forward in summer.
fn day_of_time(milliseconds: i64) -> RawCell {
    let at = |hours: i32| {
        let offset = FixedOffset::east_opt(hours * 3600)?;
        let time = DateTime::<Utc>::from_timestamp_millis(milliseconds)?.with_timezone(&offset);
        (time.num_seconds_from_midnight() == 0).then(|| time.date_naive())
    };
    match at(8).or_else(|| at(9)) {
        Some(day) => RawCell::Day(day.into()),
        None => RawCell::Unusable(message!(
            "{milliseconds} 不是北京时间某日零时",
            "{milliseconds} is not the midnight of a day in Beijing"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(json: &str) -> Vec<Vec<String>> {
        let grid = read(json.as_bytes()).unwrap_or_else(|why| panic!("{}", why.0.en));
        grid.rows.iter().map(|(_, row)| row.values().map(RawCell::text).collect()).collect()
    }

    #[test]
    fn the_answers_of_the_platforms_are_sheets() {
        let national = r#"{"total":1,"rows":[{"C_STD_CODE":"<sacinfo>GB/T</sacinfo> 1-2020","C_C_NAME":"甲","STATE":"现行","ISSUE_DATE":"2020-03-31","ACT_DATE":null}]}"#;
        assert_eq!(
            cells(national),
            [vec!["effective", "title", "number", "issued", "status"], vec!["甲", "GB/T 1-2020", "2020-03-31", "现行"]]
        );
        // 2021-03-05 and, when clocks were an hour ahead, 1989-07-01, both at midnight in Beijing.
        let local = r#"{"current":1,"records":[{"code":"DB43/T 1-2021","chName":"乙","status":"现行","issueDate":1614873600000,"actDate":615222000000}]}"#;
        assert_eq!(cells(local)[1], ["1989-07-01", "乙", "DB43/T 1-2021", "2021-03-05", "现行"]);
    }

    #[test]
    fn what_is_no_list_of_objects_or_too_much_is_refused_or_empty() {
        assert!(read(b"{\"rows\": [1, \"a\", [2]]}").is_ok_and(|grid| grid.rows.len() == 1));
        let many = format!("[{}{{}}]", "{},".repeat(SHEET_ROWS as usize));
        let wide: String = (0..300).map(|at| format!("\"k{at}\":1,")).collect();
        let deep = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
        for hostile in [many, format!("[{{{wide}\"k\":1}}]"), deep, "[{\"a\":1}".to_owned(), "[] []".to_owned()] {
            assert!(read(hostile.as_bytes()).is_err());
        }
    }

    #[test]
    fn lists_are_cells_and_objects_are_not() {
        let grid = read(r#"[{"replaces":["GB 1-1990","GB 2-1990"],"source":[{"url":"x"}]}]"#.as_bytes()).unwrap();
        let row = &grid.rows[1].1;
        assert_eq!(row[&0], RawCell::Text("GB 1-1990; GB 2-1990".to_owned()));
        assert!(matches!(row[&1], RawCell::Unusable(_)));
    }
}
