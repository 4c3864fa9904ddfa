//! The registries and spreadsheets of the tests.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use mulu_core::source::Memory;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

/// A registry with one standard, whose file has carriage returns and comments.
pub const ROOT: [(&str, &str); 2] = [
    ("book.toml", ""),
    (
        "standards/national/gb-t-7-2001.md",
        "+++\r\nnumber = \"GB/T 7-2001\"\r\ntitle = \"第七\"   # 名称\r\nissued = 2001-01-01\r\neffective = 2001-06-01\r\nclasses = []\r\n\r\n[catalogue]\r\nstatus = \"proposed\"\r\n+++\r\n正文\r\n",
    ),
];

/// An agency with one filing.
pub fn agency() -> String {
    "# 单位\nname = \"用户局\"\njurisdiction = \"430100\"\n\n[[adoption]]\nstandard = \"GB/T7—2001\"\nstatus = \"implemented\"\nsince = 2020-01-01 # 起\n".to_owned()
}

/// A standard's file.
pub fn standard(number: &str) -> String {
    format!("+++\nnumber = \"{number}\"\ntitle = \"标准\"\n+++\n")
}

/// A registry in memory.
pub fn memory(files: &BTreeMap<String, String>) -> Memory {
    Memory::new(files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())))
}

/// A CSV of lines.
pub fn csv(lines: &[&str]) -> Vec<u8> {
    lines.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect()
}

/// A workbook with what goes wrong in workbooks.
pub fn xlsx() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let cover = workbook.add_worksheet();
    cover.set_name("封面").unwrap();
    cover.write_string(0, 0, "说明").unwrap();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 3, "标准目录", &plain).unwrap();
    for (at, header) in (0_u16..).zip(["标准号*", "标准名称", "发布日期（年月日）", "ICS", "空列", ""])
    {
        sheet.write_string(1, at, header).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2001, 1, 1).unwrap();
    sheet.write_formula(2, 0, Formula::new("=A1").set_result("GB/T 1-2001")).unwrap();
    sheet.write_string(2, 1, "甲").unwrap();
    sheet.write_datetime_with_format(2, 2, &day, &date).unwrap();
    sheet.write_string(3, 0, "GB/T 2-2001").unwrap();
    sheet.write_string(3, 1, "乙").unwrap();
    sheet.write_number(3, 2, 43_595).unwrap();
    sheet.write_number(3, 3, 35.04).unwrap();
    for row in [4, 5] {
        sheet.write_string(row, 0, format!("GB/T {row}-2001")).unwrap();
        sheet.write_string(row, 1, "丙").unwrap();
    }
    sheet.merge_range(4, 2, 5, 2, "2001-01-01", &plain).unwrap();
    sheet.write_string(6, 0, "GB/T 6-2001").unwrap();
    sheet.write_string(6, 1, "丁").unwrap();
    let noon = ExcelDateTime::from_ymd(2001, 1, 1).unwrap().and_hms(12, 0, 0).unwrap();
    let time = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.write_datetime_with_format(6, 2, &noon, &time).unwrap();
    sheet.write_string(7, 0, "GB/T 8-2001").unwrap();
    sheet.write_formula(7, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write_string(8, 0, "GB/T 8-2002").unwrap();
    sheet.write_formula(8, 1, Formula::new("=B1")).unwrap();
    sheet.write_string(150_000, 0, "GB/T 9-2001").unwrap();
    sheet.write_string(150_000, 1, "末").unwrap();
    without_results(&workbook.save_to_buffer().unwrap())
}

/// The workbook as a program writes it that does not compute: the formula that yields nothing has no stored result.
fn without_results(workbook: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let from_names: Vec<String> = from.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (at, name) in from_names.into_iter().enumerate() {
        let mut text = String::new();
        let mut file = from.by_index(at).unwrap();
        file.read_to_string(&mut text).unwrap();
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(text.replace("<f>B1</f><v>0</v>", "<f>B1</f>").as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A small archive that unzips to more than is allowed.
pub fn bomb() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..200 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Texts that try what spreadsheets do to texts.
fn text() -> impl Strategy<Value = String> {
    "[甲乙=+@'\"|;；、,\\\\_x0D\t\n -]{0,7}[甲a1]".prop_map(|text| text.trim().to_owned())
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}

fn day() -> impl Strategy<Value = String> {
    (1950..2040, 1..=12, 1..=28).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

fn key(key: &'static str, value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::option::of(value).prop_map(move |value| value.map_or_else(String::new, |value| format!("{key} = {value}\n")))
}

fn words(key_name: &'static str) -> impl Strategy<Value = String> {
    key(
        key_name,
        prop::collection::vec(text(), 1..3).prop_map(|texts| {
            let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            format!("[{}]", texts.join(", "))
        }),
    )
}

fn word(text_of: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    text_of.prop_map(|text| quoted(&text))
}

/// A standard: issued and in force, so that its status follows from its dates.
fn standard_text() -> impl Strategy<Value = String> {
    let top = (
        text(),
        key("title_en", word(text())),
        key("withdrawn", day()),
        key("ics", Just("[\"35.040\", \"03.080.01\"]".to_owned())),
        words("ccs"),
        key("issuer", word(text())),
        words("classes"),
        words("keywords"),
        key("adopts", Just("[{ number = \"ISO/IEC 27001:2013\", degree = \"NEQ\" }]".to_owned())),
        (text().prop_map(|path| quoted(&format!("https://example.org/{path}"))), word(text()), day()),
    );
    let catalogue = prop::option::of((day(), words("mandated_by"), words("applies_to"), key("when", word(text()))));
    let review = prop::option::of((day(), word(text()), word(text())));
    (top, catalogue, review, prop::option::of("[甲\n|]{0,9}甲")).prop_map(|(top, catalogue, review, body)| {
        let (title, title_en, withdrawn, ics, ccs, issuer, classes, keywords, adopts, (url, name, checked)) = top;
        let mut text = format!(
            "title = {}\n{title_en}issued = 1949-01-01\neffective = 1949-06-01\n{withdrawn}{ics}{ccs}{issuer}{classes}{adopts}{keywords}source = [{{ url = {url}, title = {name}, checked = {checked} }}, {{ title = \"二\", checked = 2026-01-01 }}]\n",
            quoted(&title)
        );
        if let Some((listed, mandated, applies, when)) = catalogue {
            text.push_str(&format!("\n[catalogue]\nstatus = \"listed\"\nlisted = {listed}\nbinding = \"mandatory\"\n{mandated}{applies}{when}"));
        }
        if let Some((date, by, reason)) = review {
            text.push_str(&format!("\n[[review]]\ndate = {date}\nconclusion = \"continue\"\nby = {by}\nreason = {reason}\n"));
        }
        format!("{text}+++\n{}\n", body.unwrap_or_default().trim())
    })
}

fn filing() -> impl Strategy<Value = String> {
    (key("since", day()), key("filed", day()), words("systems"), key("evidence", word(text()))).prop_map(
        |(since, filed, systems, evidence)| format!("status = \"implemented\"\n{since}{filed}{systems}{evidence}"),
    )
}

fn project() -> impl Strategy<Value = String> {
    let tables = (
        word(text()),
        day(),
        word(text()),
        any::<bool>(),
        key("investment", (0_u32..99_999).prop_map(|n| format!("{n}.5"))),
    );
    (word(text()), words("traits"), key("mlps_level", (1..=5).prop_map(|level: i32| level.to_string())), tables).prop_map(
        |(name, traits, level, (text, day, other, major, investment))| {
            format!(
                "name = {name}\nagency = \"user\"\njurisdiction = \"430100\"\nstage = \"operation\"\n{investment}major = {major}\n{traits}{level}\n[[conformance]]\nstandard = \"GB/T 1-1949\"\nstatus = \"not-applicable\"\nreason = {text}\n\n[[evidence]]\nkind = {other}\nissued = {day}\n\n[[waiver]]\nstandard = \"GB/T 1-1949\"\nreason = {other}\napproved_by = {text}\napproved = {day}\nuntil = {day}\n\n[[order]]\nissued = {day}\ndeadline = {day}\nabout = {text}\n"
            )
        },
    )
}

/// Registries without faults: standards of every level, an agency with filings, projects.
pub fn registries() -> impl Strategy<Value = BTreeMap<String, String>> {
    let standards = prop::collection::vec(standard_text(), 0..5);
    (standards, prop::collection::vec(filing(), 0..4), prop::collection::vec(project(), 0..3)).prop_map(
        |(standards, filings, projects)| {
            let numbers = ["GB/T 1-1949", "GB 2-1949", "GA/T 3.1-1949", "DB43/T 4-1949", ""];
            let paths = [
                "national/gb-t-1-1949",
                "national/gb-2-1949",
                "industry/ga-t-3.1-1949",
                "local/db43-t-4-1949",
                "municipal/a-guide",
            ];
            let mut files = BTreeMap::from([("book.toml".to_owned(), String::new())]);
            for (at, text) in standards.iter().enumerate() {
                let number =
                    if numbers[at].is_empty() { String::new() } else { format!("number = \"{}\"\n", numbers[at]) };
                files.insert(format!("standards/{}.md", paths[at]), format!("+++\n{number}{text}"));
            }
            let mut agency = "name = \"用户局\"\njurisdiction = \"430100\"\n".to_owned();
            for (number, filing) in numbers.iter().zip(&filings).take(standards.len()) {
                agency.push_str(&format!("\n[[adoption]]\nstandard = \"{number}\"\n{filing}"));
            }
            files.insert("agencies/user.toml".to_owned(), agency);
            for (at, text) in projects.iter().enumerate() {
                files.insert(format!("projects/p-{at}.toml"), text.clone());
            }
            files
        },
    )
}
