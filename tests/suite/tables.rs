//! The tables to take away, compared with what describes them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value;

use crate::harness::pages::files;
use crate::harness::registry::Registry;

/// Every cell of the CSV is what the CSVW metadata says of its column.
#[test]
fn every_cell_is_what_the_metadata_says() {
    for language in ["zh-CN", "en"] {
        let registry = Registry::own();
        if language == "en" {
            registry.edit("book.toml", "languages = [\"zh-CN\", \"en\"]", "languages = [\"en\"]");
        }
        let files = files(&registry.build());
        let metadata: Value = serde_json::from_slice(&files["catalogue.csv-metadata.json"]).unwrap();
        assert_eq!(metadata["@context"][0], "http://www.w3.org/ns/csvw");
        assert_eq!(metadata["@context"][1]["@language"], language);
        let csv = &files[metadata["url"].as_str().unwrap()];
        let text = std::str::from_utf8(csv).unwrap().trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let columns = metadata["tableSchema"]["columns"].as_array().unwrap();
        let titles: Vec<&str> = columns.iter().map(|column| column["titles"].as_str().unwrap()).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), titles);
        let mut filled = vec![0; columns.len()];
        for row in reader.records().map(Result::unwrap) {
            assert_eq!(row.len(), columns.len());
            for (at, (column, cell)) in
                columns.iter().zip(row.iter()).enumerate().filter(|(_, (_, cell))| !cell.is_empty())
            {
                assert!(fits(column, cell), "{}: {cell:?}", column["name"]);
                filled[at] += 1;
            }
        }
        assert!(filled.iter().filter(|count| **count > 0).count() > 25, "{filled:?}");
    }
}

fn fits(column: &Value, cell: &str) -> bool {
    let datatype = &column["datatype"];
    let base = datatype.as_str().or(datatype["base"].as_str()).unwrap();
    let words = |format: &str| {
        format.trim_start_matches("^(").trim_end_matches(")$").split('|').map(str::to_owned).collect::<Vec<_>>()
    };
    match (base, datatype["format"].as_str()) {
        ("date", Some("yyyy-MM-dd")) => chrono::NaiveDate::parse_from_str(cell, "%Y-%m-%d").is_ok() && cell.len() == 10,
        ("boolean" | "string", Some(format)) => words(format).iter().any(|word| word == cell),
        ("decimal", None) => cell.parse::<f64>().is_ok_and(|number| number >= 0.0),
        ("integer", None) => cell.parse::<u64>().is_ok(),
        ("string", None) => true,
        _ => false,
    }
}

/// What describes a table can refuse one: a check that lets everything through is none.
#[test]
fn a_wrong_cell_does_not_fit() {
    let registry = Registry::sound();
    let files = files(&registry.build());
    let metadata: Value = serde_json::from_slice(&files["catalogue.csv-metadata.json"]).unwrap();
    let columns = metadata["tableSchema"]["columns"].as_array().unwrap();
    let column = |name: &str| columns.iter().find(|column| column["name"] == name).unwrap();
    for (name, wrong) in
        [("issued", "2019-5-10"), ("issued", "2019"), ("status", "current"), ("sample", "yes"), ("level", "国")]
    {
        assert!(!fits(column(name), wrong), "{name}: {wrong}");
    }
    assert_eq!(column("replaces")["separator"], "; ");
}

#[test]
fn every_line_of_ndjson_follows_its_schema() {
    let registry = Registry::own();
    let files = files(&registry.build());
    let schema: Value = serde_json::from_slice(&files["data/schema/catalogue-row.json"]).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let text = String::from_utf8(files["catalogue.ndjson"].clone()).unwrap();
    let mut lines = 0;
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let faults: Vec<String> = validator.iter_errors(&row).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", row["number"]);
        let mut lacking = row.clone();
        lacking.as_object_mut().unwrap().remove("issued");
        assert!(!validator.is_valid(&lacking));
        lines += 1;
    }
    let standards = registry.on_day("list standards --format json").json(0);
    assert_eq!(standards["total"], lines);
}

/// Dates are dates, also to a program, and the header stays in view.
#[test]
fn the_spreadsheet_has_real_dates_and_a_frozen_header() {
    let registry = Registry::own();
    let files = files(&registry.build());
    let bytes = &files["catalogue.xlsx"];
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let csv = String::from_utf8(files["catalogue.csv"].clone()).unwrap();
    let mut reader = csv::ReaderBuilder::new().from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let shown: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(shown, header);
    let dated: BTreeMap<usize, &String> = header
        .iter()
        .enumerate()
        .filter(|(_, name)| ["发布日期", "实施日期", "列入日期", "下次复审"].contains(&name.as_str()))
        .collect();
    assert_eq!(dated.len(), 4);
    let mut found = 0;
    for (row, same) in sheet.rows().skip(1).zip(reader.records().map(Result::unwrap)) {
        for at in dated.keys() {
            match &row[*at] {
                Data::Empty => assert_eq!(&same[*at], ""),
                Data::DateTime(date) => {
                    let (year, month, day, ..) = date.to_ymd_hms_milli();
                    assert_eq!(format!("{year:04}-{month:02}-{day:02}"), same[*at]);
                    found += 1;
                }
                other => panic!("{other:?} is no date"),
            }
        }
    }
    assert!(found > 300, "{found}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
    let sheet = roxmltree::Document::parse(&xml).unwrap();
    let pane = sheet.descendants().find(|node| node.tag_name().name() == "pane").unwrap();
    assert_eq!(
        (pane.attribute("ySplit"), pane.attribute("state"), pane.attribute("xSplit")),
        (Some("1"), Some("frozen"), None)
    );
}

/// What the databases hold, their types and the queries of the handbook are held by `tests/tables/check.py`; here that every kind is in them,
/// that the same day gives the same bytes, and that a name of the wrong kind is refused.
#[test]
fn databases_hold_everything_and_are_the_same_bytes_every_time() {
    let registry = Registry::sound();
    let export =
        |format: &str, output: &str| registry.on_day(&format!("export --format {format} --output {output} --lang en"));
    for name in ["one.sqlite", "other.sqlite"] {
        let ran = export("sqlite", registry.path(name).to_str().unwrap());
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        let ran = export("parquet", registry.path(&format!("{name}-tables")).to_str().unwrap());
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    }
    let bytes = |name: &str| std::fs::read(registry.path(name)).unwrap();
    assert!(bytes("one.sqlite").starts_with(b"SQLite format 3\0"));
    assert_eq!(bytes("one.sqlite"), bytes("other.sqlite"));
    let (one, other) = (files(&registry.path("one.sqlite-tables")), files(&registry.path("other.sqlite-tables")));
    assert_eq!(one, other);
    assert!(one.values().all(|bytes| bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1")));
    for kind in mulu_exchange::SheetKind::all() {
        assert!(one.contains_key(&format!("{}.parquet", kind.id())), "{kind:?}");
    }
    for name in ["about", "findings", "gates", "verdicts", "verdicts_demanded_by", "history", "standards_review"] {
        assert!(one.contains_key(&format!("{name}.parquet")), "{name}");
    }
    let ran = export("parquet", registry.path("one.parquet").to_str().unwrap());
    assert!(ran.code == 2 && ran.err.contains("names a folder"), "{}", ran.err);
    let references = registry.on_day("export --format csl");
    let references: Value = serde_json::from_str(&references.out).unwrap();
    assert_eq!(references[1]["type"], "standard");
    assert_eq!(references[1]["issued"]["date-parts"], serde_json::json!([[2019, 5, 10]]));
    assert_eq!(references[1]["URL"], "https://example.org/mulu/standards/gb-t-22239-2019.html");
    let ran = registry.on_day("export projects --format csl --lang en");
    assert!(ran.code == 2 && ran.err.contains("only standards"), "{}", ran.err);
    let ran = registry.on_day("export --format sqlite --lang en");
    assert!(ran.code == 2 && ran.err.contains("--output"), "{}", ran.err);
}
