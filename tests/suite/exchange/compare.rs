//! `mulu compare`: a platform's export against this repository's own registry, with changes planted and nothing else told; what is
//! written, and what is refused.

use std::collections::BTreeSet;

use mulu_core::registry::Registry;
use mulu_core::source::WorkTree;
use mulu_core::vocabulary::Vocabulary;
use mulu_exchange::compare::{Comparison, DifferenceKind, compare};
use mulu_exchange::{self as exchange, Cell, KindTable, SheetKind};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use super::{mulu, on, on_disk};
use crate::harness::home;
use crate::harness::registry::{BOOK, NEW_EDITION, OLD_EDITION, Registry as Folder};

/// What a platform's list has, and by which key we call it.
const COLUMNS: [(&str, &str, &str); 8] = [
    ("number", "标准号", "C_STD_CODE"),
    ("title", "标准名称", "C_C_NAME"),
    ("title_en", "英文名称", "E_NAME"),
    ("status", "标准状态", "STATE"),
    ("issued", "发布日期", "ISSUE_DATE"),
    ("effective", "实施日期", "ACT_DATE"),
    ("withdrawn", "废止日期", "废止日期"),
    ("replaces", "代替标准", "代替标准"),
];

type Row = Vec<String>;

/// This repository's registry, and what a platform would export of it: with more standards that are none of ours.
fn export() -> (Registry, Vec<Row>) {
    let registry = Registry::load(&WorkTree::open(home()).unwrap()).unwrap();
    let table = KindTable::of(&registry, SheetKind::Standards, on());
    let column = |key: &str| SheetKind::Standards.column(key).unwrap();
    let cell = |row: &Vec<Cell>, key: &str| {
        let at = column(key);
        row[at].shown(SheetKind::Standards.columns()[at].form, mulu_core::message::Lang::Zh).into_owned()
    };
    let numbered = table.rows.iter().filter(|row| !row[column("number")].is_empty());
    let own = numbered.map(|row| COLUMNS.iter().map(|(key, _, _)| cell(row, key)).collect::<Row>());
    let others = (1..=200).map(|at| {
        let texts = [&format!("QC/T {at}-2020"), "汽车某部件", "", "现行", "2020-01-01", "2020-07-01", "", ""];
        texts.iter().map(|text| (*text).to_string()).collect()
    });
    let rows = own.chain(others).collect();
    (registry, rows)
}

fn csv(rows: &[Row]) -> Vec<u8> {
    let mut text = String::from("全国标准信息公共服务平台\r\n");
    exchange::write_row(&mut text, COLUMNS.iter().map(|(_, zh, _)| *zh));
    rows.iter().for_each(|row| exchange::write_row(&mut text, row.iter()));
    text.into_bytes()
}

fn xlsx(rows: &[Row]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, (_, zh, _)) in (0_u16..).zip(COLUMNS) {
        sheet.write_string(0, at, zh).unwrap();
        for (line, row) in (1_u32..).zip(rows) {
            sheet.write_string(line, at, &row[usize::from(at)]).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn json_of(rows: &[Row]) -> Vec<u8> {
    let object = |row: &Row| {
        let keys = COLUMNS.iter().map(|(_, _, platform)| (*platform).to_string());
        let values = row.iter().map(|text| if text.is_empty() { Value::Null } else { json!(text) });
        Value::Object(keys.zip(values).collect())
    };
    json!({ "total": rows.len(), "rows": rows.iter().map(object).collect::<Vec<_>>() }).to_string().into_bytes()
}

/// As hbba and dbba answer: in camel case, days as milliseconds of Beijing's midnight, words that were searched for marked.
fn camel_case_of(rows: &[Row]) -> Vec<u8> {
    const KEYS: [&str; 8] = ["code", "chName", "enName", "status", "issueDate", "actDate", "废止日期", "代替标准"];
    let midnight = |text: &str| {
        let day: chrono::NaiveDate = text.parse().unwrap();
        json!(day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis() - 8 * 3_600_000)
    };
    let value = |(key, text): (&str, &String)| match key {
        _ if text.is_empty() => Value::Null,
        "issueDate" | "actDate" => midnight(text),
        "chName" => json!(text.replacen("信息", "<sacinfo>信息</sacinfo>", 1)),
        _ => json!(text),
    };
    let object = |row: &Row| -> Value {
        let cells = KEYS.into_iter().zip(row).map(|(key, text)| (key.to_owned(), value((key, text))));
        let others = [("pk".to_owned(), json!("00ff")), ("recordNo".to_owned(), json!("79801-2021"))];
        Value::Object(cells.chain(others).collect())
    };
    json!({ "current": 1, "size": 15, "records": rows.iter().map(object).collect::<Vec<_>>() }).to_string().into_bytes()
}

/// As pages of the platforms are copied: between tabs, under other headers, with em dashes, some numbers in full width, days without
/// dashes, and with columns that say nothing here.
fn copied(rows: &[Row]) -> Vec<u8> {
    const HEADERS: [&str; 10] = [
        "序号",
        "标准编号",
        "中文标准名称",
        "英文标准名称",
        "状态",
        "批准日期",
        "实施时间",
        "作废日期",
        "全部代替标准",
        "操作",
    ];
    let wide = |text: &str| -> String {
        let widened = |c: char| match c {
            '!'..='~' if !"-.".contains(c) => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            c => c,
        };
        text.chars().map(widened).collect()
    };
    let mut text = HEADERS.join("\t") + "\r\n";
    for (at, row) in rows.iter().enumerate() {
        let number = if at % 5 == 0 { wide(&row[0]) } else { row[0].replace('-', "—") };
        let days = row[4..7].iter().map(|day| day.replace('-', ""));
        let cells =
            [vec![at.to_string(), number], row[1..4].to_vec(), days.collect(), vec![row[7].clone(), "查看".into()]];
        text += &(cells.concat().join("\t") + "\r\n");
    }
    text.into_bytes()
}

/// The export in each shape.
fn shapes(rows: &[Row]) -> [Vec<u8>; 5] {
    [csv(rows), xlsx(rows), json_of(rows), camel_case_of(rows), copied(rows)]
}

fn compared(registry: &Registry, bytes: &[u8]) -> Comparison {
    let sheet = exchange::read(bytes, Some(SheetKind::Standards), None).unwrap_or_else(|why| panic!("{}", why.0.en));
    compare(registry, &sheet, on()).unwrap()
}

/// Kind, standard on record, and what the export says.
fn told(registry: &Registry, comparison: &Comparison) -> BTreeSet<(String, String, String)> {
    let line = |difference: &exchange::compare::Difference| {
        let name = registry.standards[difference.standard].name().to_owned();
        (difference.kind.id().to_owned(), name, difference.now.clone())
    };
    comparison.differences.iter().map(line).collect()
}

#[test]
fn an_export_that_says_what_is_on_record_differs_in_nothing() {
    let (registry, rows) = export();
    for bytes in shapes(&rows) {
        let found = compared(&registry, &bytes);
        assert_eq!(told(&registry, &found), BTreeSet::new());
        let unclear: Vec<_> = found.unclear.iter().map(|cell| (&cell.number, &cell.message.en)).collect();
        assert_eq!(unclear, []);
        assert_eq!(
            (found.compared.len(), found.agreeing(), found.not_on_record),
            (rows.len() - 200, rows.len() - 200, 200)
        );
    }
}

#[test]
fn twenty_planted_changes_are_named_and_nothing_else() {
    let (registry, mut rows) = export();
    let mut planted: BTreeSet<(String, String, String)> = BTreeSet::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    // A standard in force that is the newest of its family, replaced by nothing and not touched yet.
    let mut next = |registry: &Registry, rows: &[Row]| {
        let is_free = |at: &usize| {
            let row = &rows[*at];
            let Some(standard) = registry.find_standard(&row[0], on()) else { return false };
            let alone = registry.family(standard).len() == 1 && registry.successors(standard).is_empty();
            let plain = registry.number(&row[0]).year().is_some() && !registry.number(&row[0]).is_amendment();
            let whole = row[2..6].iter().all(|text| !text.is_empty());
            row[3] == "现行" && alone && plain && whole && row[6].is_empty() && !taken.contains(at)
        };
        let at = (0..rows.len() - 200).find(is_free).expect("enough records for the test");
        taken.insert(at);
        at
    };
    let mut plant = |kind: &str, of: &Row, now: &str| {
        planted.insert((kind.to_owned(), of[0].clone(), now.to_owned()));
    };
    for (kind, column, values) in [
        ("title", 1, &["信息技术 另一个名称", "改了的名称", "＝名称＝"][..]),
        ("title_en", 2, &["Another title"][..]),
        ("issued", 4, &["1999-01-02", "1999-01-03", "1999-01-04"][..]),
        ("effective", 5, &["2025-03-01", "2025-03-02", "2025-03-03"][..]),
    ] {
        for value in values {
            let at = next(&registry, &rows);
            plant(kind, &rows[at], value);
            (*value).clone_into(&mut rows[at][column]);
        }
    }
    for (kind, status, day, now) in [
        ("withdrawn", "废止", "", "withdrawn"),
        ("withdrawn", "作废", "", "withdrawn"),
        ("withdrawn", "废止", "2026-06-30", "2026-06-30"),
        ("status", "被代替", "", "replaced"),
        ("status", "正在起草", "", "draft"),
    ] {
        let at = next(&registry, &rows);
        plant(kind, &rows[at], now);
        (rows[at][3], rows[at][6]) = (status.to_owned(), day.to_owned());
    }
    let row = |number: &str, status: &str, replaces: &str| {
        [number, "新的标准", "", status, "2026-08-01", "2026-10-01", "", replaces].map(str::to_owned).to_vec()
    };
    // Successors: one that the old row agrees with, one that replaces two standards, and an edition of which nobody says what it replaces.
    let at = next(&registry, &rows);
    plant("successor", &rows[at], "GB/T 99001-2026");
    "被代替".clone_into(&mut rows[at][3]);
    let old = rows[at][0].clone();
    rows.push(row("GB/T 99001-2026", "现行", &old));
    let (one, other) = (next(&registry, &rows), next(&registry, &rows));
    plant("successor", &rows[one], "GB/T 99002-2026");
    plant("successor", &rows[other], "GB/T 99002-2026");
    let both = format!("{}；{}", rows[one][0], rows[other][0]);
    rows.push(row("GB/T 99002—2026", "即将实施", &both));
    let at = next(&registry, &rows);
    let newer = format!("{}-2026", registry.number(&rows[at][0]).undated().canonical());
    plant("edition", &rows[at], &newer);
    rows.push(row(&newer, "现行", ""));
    let at = next(&registry, &rows);
    let sheet = format!("{}/XG1-2026", rows[at][0]);
    plant("amendment", &rows[at], &sheet);
    rows.push(row(&sheet, "现行", ""));
    assert_eq!(planted.len(), 20);
    for bytes in shapes(&rows) {
        let found = compared(&registry, &bytes);
        assert_eq!(told(&registry, &found), planted);
        assert_eq!((found.differences.len(), found.unclear.len(), found.not_on_record), (20, 0, 200));
        assert!(
            found
                .differences
                .iter()
                .all(|difference| !difference.remedy.zh.is_empty() && !difference.remedy.en.is_empty())
        );
    }
}

/// A whole export is full of faults that are nobody's business here.
#[test]
fn what_cannot_be_read_is_told_of_standards_on_record_alone() {
    let (registry, mut rows) = export();
    let foreign = rows.len() - 1;
    "1900-01-01".clone_into(&mut rows[foreign][4]);
    rows.push(rows[foreign].clone());
    let own = rows.iter().position(|row| row[0] == "GB/T 22239-2019").unwrap();
    "1900-01-01".clone_into(&mut rows[own][4]);
    let found = compared(&registry, &csv(&rows));
    let unclear: Vec<&str> = found.unclear.iter().map(|cell| cell.number.as_str()).collect();
    assert_eq!(unclear, ["GB/T 22239-2019"]);
    assert_eq!((found.differences.len(), found.not_on_record), (0, 200));
}

#[test]
fn every_kind_of_difference_has_both_languages() {
    for kind in DifferenceKind::ALL {
        assert!(!kind.phrase().zh.is_ascii() && kind.phrase().en.is_ascii(), "{}", kind.id());
        assert_eq!(DifferenceKind::from_id(kind.id()), Some(kind));
    }
}

/// A registry of two editions whose sources are a platform's pages, and what that platform says today.
fn workspace() -> (Folder, String) {
    let of = |text: &str| text.replace("https://example.org/", "https://std.example.org/page/");
    let lone = "+++\nnumber = \"GB/T 5-2001\"\ntitle = \"第五\" # 名称\nissued = 2001-01-01\neffective = 2001-06-01\nsource = [{ title = \"公报\", checked = 2020-01-01 }]\n+++\n正文\n";
    let registry = Folder::bare()
        .file("book.toml", BOOK)
        .file("standards/national/gb-t-22239-2008.md", &of(OLD_EDITION).replace("2026-11-21", "2020-01-01"))
        .file(
            "standards/national/gb-t-22239-2019.md",
            &of(NEW_EDITION).replace("checked = 2026-11-21", "checked = 2020-01-01"),
        )
        .file("standards/national/gb-t-5-2001.md", lone)
        .file("agencies/office.toml", crate::harness::registry::OFFICE);
    let export = "标准号,标准名称,标准状态,发布日期,实施日期,代替标准\n\
        GB/T 22239-2008,信息安全技术 信息系统安全等级保护基本要求,被代替,2008-06-19,2008-11-01,\n\
        GB/T 22239-2019,信息安全技术 网络安全等级保护基本要求,现行,2019-05-11,2019-12-01,\n\
        GB/T 5-2001,第五,被代替,2001-01-01,2001-06-01,\n\
        GB/T 5-2026,第五 新,现行,2026-01-01,2026-06-01,代替GB/T 5-2001、GB/T 6-2001\n\
        GB/T 77-2026,无关,现行,2026-01-01,2026-06-01,\n";
    registry.write("export.csv", export);
    let path = registry.path("export.csv").to_str().unwrap().to_owned();
    (registry, path)
}

#[test]
fn facts_get_errata_successors_records_and_the_day_of_the_source_moves() {
    let (registry, export) = workspace();
    let (code, out, err) = mulu(&registry, &["compare", &export]);
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    assert_eq!(
        out,
        "cell  kind           what                                                                       remedy\n\
         D3    issued         GB/T 22239-2019, issued: the record has 2019-05-10, the export 2019-05-11  verify it, then mulu correct gb-t-22239-2019 issued \"2019-05-11\"; --write does, with an erratum\n\
         F5    new successor  GB/T 5-2026 replaces GB/T 5-2001, which the registry does not say          record GB/T 5-2026, with \"GB/T 5-2001\" in its `replaces`; --write makes the record\n\
         5 rows: 3 standards compared, 1 agree; 2 differences, 0 unclear; 1 rows concern no standard on record; nothing written; --write --source would settle 2 of them\n"
    );
    let (code, _, err) = mulu(&registry, &["compare", &export, "--write"]);
    assert_eq!(code, 2, "a source is needed: {err}");
    let (code, out, _) = mulu(
        &registry,
        &["compare", &export, "--write", "--source", "https://std.example.org/list", "--format", "json"],
    );
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &document["summary"]["settled"], &document["summary"]["checked"]),
        (0, &json!(2), &json!(2)),
        "{out}"
    );
    assert_eq!((&document["schema"], &document["summary"]["files"]), (&json!("mulu.compare/1"), &json!(4)));
    let corrected = registry.read("standards/national/gb-t-22239-2019.md");
    assert!(
        corrected.contains("issued = 2019-05-11\n")
            && corrected.contains("https://std.example.org/page/2019\", checked = 2026-11-21"),
        "{corrected}"
    );
    assert!(corrected.contains("[[erratum]]\ndate = 2026-11-21\nkey = \"issued\"\nwas = 2019-05-10\nreason = \"按平台导出 export.csv 更正\"\n"), "{corrected}");
    assert!(registry.read("standards/national/gb-t-22239-2008.md").contains("checked = 2026-11-21"), "it agrees");
    // What was replaced took nothing of its own from the export, and names another source: that source was not looked at.
    assert!(registry.read("standards/national/gb-t-5-2001.md").ends_with("checked = 2020-01-01 }]\n+++\n正文\n"));
    let new = "+++\nnumber = \"GB/T 5-2026\"\ntitle = \"第五 新\"\nissued = 2026-01-01\neffective = 2026-06-01\nreplaces = [\"GB/T 5-2001\", \"GB/T 6-2001\"]\nsource = [{ url = \"https://std.example.org/list\", checked = 2026-11-21 }]\n+++\n";
    assert_eq!(registry.read("standards/national/gb-t-5-2026.md"), new);
    assert!(registry.read("standards/national/gb-t-6-2001.md").contains("# 取自 GB/T 5-2026，待核"));
    let (code, out, _) = mulu(&registry, &["compare", &export]);
    assert_eq!(code, 0, "{out}");
}

#[test]
fn what_takes_judgement_is_left_open_and_its_source_unmoved() {
    let (registry, _) = workspace();
    let export = registry.path("more.csv");
    // A newer edition without a word of what it replaces, and a day that cannot be read.
    std::fs::write(&export, "标准号,标准名称,标准状态,实施日期\nGB/T 5-2001,第五,废止,2001-06-01\nGB/T 5-2026,第五,现行,2026-06-01\nGB/T 22239-2019,信息安全技术 网络安全等级保护基本要求,现行,2019\n").unwrap();
    let before = registry.read("standards/national/gb-t-22239-2019.md");
    let (code, out, _) =
        mulu(&registry, &["compare", export.to_str().unwrap(), "--write", "--source", "https://std.example.org/"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("find out whether GB/T 5-2026 replaces it") && out.contains("D4    unclear"), "{out}");
    assert!(out.contains("2 differences, 1 unclear") && out.contains("0 files written"), "{out}");
    assert_eq!(registry.read("standards/national/gb-t-22239-2019.md"), before);
    assert!(!registry.read("standards/national/gb-t-5-2001.md").contains("withdrawn"));
}

#[test]
fn what_is_no_list_of_standards_is_refused_and_named() {
    let registry = on_disk(&super::root());
    let (code, _, err) = mulu(&registry, &["compare", "nothing.csv"]);
    assert!(code == 2 && err.contains("nothing.csv"), "{err}");
    let many = format!("[{}{{}}]", "{},".repeat(200_000));
    let deep = "[".repeat(200_000);
    for (name, bytes) in [
        ("deep.json", deep.as_bytes()),
        ("many.json", many.as_bytes()),
        ("half.json", b"{\"rows\": [{"),
        ("zip.xlsx", &super::sheets::bomb()),
        ("other.csv", "单位,电话\n甲,1\n".as_bytes()),
    ] {
        registry.write(name, bytes);
        let (code, out, err) = mulu(&registry, &["compare", registry.path(name).to_str().unwrap()]);
        assert!(code == 2 && out.is_empty() && err.contains(name), "{name}: {err}");
    }
}
