//! Makes statics of the code tables in `data/`: the crate has neither to allocate them nor to wait for them.

#![allow(clippy::disallowed_macros, reason = "a build script speaks to Cargo by printing")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Error;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let out = env::var_os("OUT_DIR").ok_or_else(|| Error::other("Cargo sets OUT_DIR"))?;
    let mut code = String::new();
    write_tables(&mut code).map_err(Error::other)?;
    fs::write(Path::new(&out).join("tables.rs"), code)
}

/// Columns that a row is read into; what a row lacks is empty.
const COLUMNS: usize = 8;

type Row = [String; COLUMNS];
type Written = Result<(), Box<dyn std::error::Error + Send + Sync>>;

fn write_tables(code: &mut String) -> Written {
    let mut regions = rows("regions")?;
    regions.sort_unstable();
    let region_at: BTreeMap<&str, usize> = regions.iter().enumerate().map(|(at, row)| (&*row[0], at)).collect();
    writeln!(code, "static REGIONS: [Region; {}] = [", regions.len())?;
    for [region, name, _, status, ..] in &regions {
        writeln!(code, "Region {{ code: {region:?}, name: {name:?}, current: {} }},", status == "current")?;
    }
    let mut industries = rows("industry-codes")?;
    industries.sort_unstable();
    let named = || industries.iter().filter(|row| !row[1].is_empty());
    let industry_at: BTreeMap<&str, usize> = named().enumerate().map(|(at, row)| (&*row[0], at)).collect();
    writeln!(code, "];\nstatic INDUSTRIES: [Industry; {}] = [", industry_at.len())?;
    for [industry, name, name_en, authority, ..] in named() {
        let (name_en, authority) = (given(name_en), given(authority));
        writeln!(
            code,
            "Industry {{ code: {industry:?}, name: {name:?}, name_en: {name_en:?}, authority: {authority:?} }},"
        )?;
    }
    let (regional, plain): (Vec<Row>, Vec<Row>) = rows("prefixes")?.into_iter().partition(|row| row[1] == "region");
    let prefix = |row: &Row| (row[0].to_ascii_uppercase(), prefix_series(row, &region_at));
    let mut series: Vec<(String, String)> = plain.iter().map(prefix).collect();
    series.extend(industries.iter().map(|[code, ..]| (code.clone(), industry_series(code, &industry_at))));
    series.sort_unstable();
    writeln!(code, "];\nstatic SERIES: [CodeSeries; {}] = [", series.len())?;
    for (_, series) in &series {
        writeln!(code, "{series},")?;
    }
    writeln!(code, "];\nstatic REGIONAL_SERIES: [CodeSeries; {}] = [", regional.len())?;
    for row in &regional {
        writeln!(code, "{},", prefix_series(row, &region_at))?;
    }
    writeln!(code, "];")?;
    let codes = series.iter().map(|(code, _)| code.as_str()).chain(regional.iter().map(|row| row[0].as_str()));
    let masks = beginnings(codes).map(|mask| format!("0x{:04x}_{:04x}", mask >> 16, mask & 0xffff));
    writeln!(code, "static BEGINNINGS: [u32; 26] = [{}];", masks.join(", "))?;
    Ok(())
}

/// For each first letter of a code a bit for each second one.
fn beginnings<'c>(codes: impl Iterator<Item = &'c str>) -> [u32; 26] {
    let mut beginnings = [0; 26];
    for code in codes {
        let mut letters = code.bytes().map(|byte| usize::from(byte.to_ascii_uppercase().wrapping_sub(b'A')));
        if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
            beginnings[first] |= 1 << second;
        }
    }
    beginnings
}

fn prefix_series(row: &Row, region_at: &BTreeMap<&str, usize>) -> String {
    let [code, level, unmarked, suffixes, form, region, ..] = row;
    let level = if level == "region" { "local" } else { level };
    let (level, unmarked, form) = (variant(level), variant(unmarked), variant(form));
    let region = at("REGIONS", region_at.get(&**region));
    format!(
        "CodeSeries {{ code: {code:?}, level: Level::{level}, unmarked: Unmarked::{unmarked}, suffixes: {suffixes:?}, \
         form: SerialForm::{form}, region: {region}, industry: None, is_industry: false }}"
    )
}

fn industry_series(code: &str, industry_at: &BTreeMap<&str, usize>) -> String {
    let industry = at("INDUSTRIES", industry_at.get(code));
    format!(
        "CodeSeries {{ code: {code:?}, level: Level::Industry, unmarked: Unmarked::Mandatory, suffixes: \"T Z\", \
         form: SerialForm::Hyphens, region: None, industry: {industry}, is_industry: true }}"
    )
}

/// The name of a variant: a word of the table in upper camel case.
fn variant(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn at(table: &str, place: Option<&usize>) -> String {
    place.map_or("None".to_owned(), |place| format!("Some(&{table}[{place}])"))
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The rows of a table below its heading.
fn rows(table: &str) -> io::Result<Vec<Row>> {
    let path = format!("data/{table}.csv");
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(&path)?;
    Ok(text.lines().skip(1).map(fields).collect())
}

fn fields(line: &str) -> Row {
    let mut row = Row::default();
    let mut rest = line;
    for field in &mut row {
        let (first, others) = split_field(rest);
        first.clone_into(field);
        rest = others;
    }
    row
}

/// The first field of a CSV line and what follows its comma. The tables quote, but never hold a quote or a line break inside a
/// field; a test holds them to it.
fn split_field(line: &str) -> (&str, &str) {
    if let Some((field, rest)) = line.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        return (field, rest.strip_prefix(',').unwrap_or(rest));
    }
    line.split_once(',').unwrap_or((line, ""))
}
