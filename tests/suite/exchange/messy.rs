//! Sheets as offices keep them: what is meant is read, what is no record is told, nothing is dropped in silence.

use mulu_exchange::{ImportPlan, RowOutcome};
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::{plan, root};

const SOURCE: Option<&str> = Some("国家标准目录");

/// The plan of a sheet for the registry of these tests.
fn of(bytes: &[u8]) -> ImportPlan {
    plan(&root(), bytes, SOURCE).unwrap()
}

/// Asserts how many records a sheet adds, that nothing of it is unclear, and what is told.
#[track_caller]
fn reads(name: &str, bytes: &[u8], added: usize, told: &[&str]) -> ImportPlan {
    let plan = of(bytes);
    let lines: Vec<String> =
        plan.entries.iter().map(|entry| format!("{} {}", entry.outcome.id(), entry.message.en)).collect();
    assert_eq!((plan.count(RowOutcome::Added), plan.count(RowOutcome::Unclear)), (added, 0), "{name}: {lines:#?}");
    for words in told {
        assert!(lines.iter().any(|line| line.contains(words)), "{name}: “{words}” is not told: {lines:#?}");
    }
    plan
}

fn csv(lines: &str) -> Vec<u8> {
    lines.as_bytes().to_vec()
}

/// A workbook whose first sheet is filled by somebody.
fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

const ROW: &str = "GB/T 31-2019,甲,2019.5.10,2019年12月1日\n";

#[test]
fn titles_serial_numbers_and_remarks_around_the_table() {
    reads("a title above", &csv(&format!("某市标准清单,,,\n标准号,标准名称,发布日期,实施日期\n{ROW}")), 1, &[]);
    reads(
        "a title and a unit above",
        &csv(&format!("清单,,,\n单位：某局,,,2026年1月\n\n标准号,标准名称,发布日期,实施日期\n{ROW}")),
        1,
        &[],
    );
    reads("serial numbers", &csv("序号,标准号,标准名称\n1,GB/T 31-2019,甲\n"), 1, &["“序号” is not known"]);
    let kept = reads("remarks", &csv("标准号,标准名称,备注\nGB/T 31-2019,甲,代替旧版\n"), 1, &[]);
    assert!(kept.files["standards/national/gb-t-31-2019.md"].ends_with("+++\n代替旧版\n"), "a remark is kept");
    reads(
        "a total below",
        &csv(&format!("标准号,标准名称,发布日期,实施日期\n{ROW}合  计,1项,,\n")),
        1,
        &["row 3, “合  计”"],
    );
    reads(
        "a total in the column of serial numbers",
        &csv("序号,标准号,标准名称\n1,GB/T 31-2019,甲\n总计：1,,\n"),
        1,
        &["“总计：1”"],
    );
    reads(
        "signatures below",
        &csv(&format!("标准号,标准名称,发布日期,实施日期\n{ROW}填表人：张三,,审核人：李四,\n")),
        1,
        &["填表人"],
    );
    reads(
        "a note below",
        &csv(&format!("标准号,标准名称,发布日期,实施日期\n{ROW}注：以官方网站为准,,,\n")),
        1,
        &["注："],
    );
    reads(
        "headings between",
        &csv(&format!("标准号,标准名称,发布日期,实施日期\n一、国家标准,,,\n{ROW}（二）行业标准,,,\n")),
        1,
        &["一、国家标准", "（二）行业标准"],
    );
    reads(
        "a header that pages repeat",
        &csv(&format!("标准号,标准名称,发布日期,实施日期\n{ROW}标准号,标准名称,发布日期,实施日期\n")),
        1,
        &["row 3"],
    );
    reads("blank rows and columns", &csv("标准号,,标准名称,,\n,,,,\nGB/T 31-2019,,甲,,\n,,,,\n"), 1, &[]);
    reads(
        "a column without a header",
        &csv("标准号,标准名称,\nGB/T 31-2019,甲,x\n"),
        1,
        &["this column has no header"],
    );
}

#[test]
fn headers_as_people_write_them() {
    reads("blanks and stars", &csv("标 准 号 *,标准名称：,发布日期（年-月-日）\nGB/T 31-2019,甲,2019/5/10\n"), 1, &[]);
    reads("a break within", &csv("\"标准号\n(必填)\",标准名称\nGB/T 31-2019,甲\n"), 1, &[]);
    let two = reads(
        "two rows",
        &csv("标准号,标准名称,日期,\n,,发布日期,实施日期\nGB/T 31-2019,甲,2019-5-10,2019-12-1\n"),
        1,
        &[],
    );
    assert!(two.files["standards/national/gb-t-31-2019.md"].contains("issued = 2019-05-10\neffective = 2019-12-01\n"));
    reads(
        "names of the platforms",
        &csv("标准编号,中文名称,标准状态,归口部门\nGB/T 31-2019,甲,现行,信安标委\n"),
        1,
        &[],
    );
    reads("English names", &csv("standard no,name,issue date\nGB/T 31-2019,甲,2019-05-10\n"), 1, &[]);
}

#[test]
fn values_as_people_write_them() {
    let days = [
        "2019.5.10",
        "2019年5月10日",
        "２０１９年５月１０日",
        "2019/05/10",
        "20190510",
        "43595",
        "2019-05-10 00:00:00",
        "2019 年 5 月 10 日",
    ];
    for day in days {
        let read = reads(day, &csv(&format!("标准号,标准名称,发布日期\nGB/T 31-2019,甲,{day}\n")), 1, &[]);
        assert!(read.files["standards/national/gb-t-31-2019.md"].contains("issued = 2019-05-10\n"), "{day}");
    }
    for number in ["GB/T31—2019", "ＧＢ／Ｔ ３１－２０１９", "gb/t 31–2019", "GB/T  31-2019"] {
        let read = reads(number, &csv(&format!("标准号,标准名称\n{number},甲\n")), 1, &[]);
        assert!(read.files.contains_key("standards/national/gb-t-31-2019.md"), "{number}");
    }
    reads("what is not there", &csv("标准号,标准名称,实施日期,代替标准\nGB/T 31-2019,甲,—,无\n"), 1, &[]);
    let project = reads(
        "amounts, levels and yes",
        &csv("项目名称,建设单位,项目阶段,投资（万元）,等保级别,涉密\n大厅,用户局,建设,８００万元,三级,否\n"),
        1,
        &[],
    );
    let text = project.files.values().next().unwrap();
    assert!(text.contains("investment = 800\n") && text.contains("mlps_level = 3\n"), "{text}");
}

#[test]
fn text_files_of_every_kind() {
    let sheet = "标准号,标准名称\nGB/T 31-2019,甲\n";
    let (gb18030, _, _) = encoding_rs::GB18030.encode(sheet);
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(sheet.encode_utf16().flat_map(bytes)).collect()
    };
    reads("GB 18030", &gb18030, 1, &[]);
    reads("UTF-16, little end first", &utf16([0xFF, 0xFE], u16::to_le_bytes), 1, &[]);
    reads("UTF-16, big end first", &utf16([0xFE, 0xFF], u16::to_be_bytes), 1, &[]);
    reads("a byte order mark", &[&[0xEF, 0xBB, 0xBF], sheet.as_bytes()].concat(), 1, &[]);
    reads("semicolons", &csv(&sheet.replace(',', ";")), 1, &[]);
    reads("tabs", &csv(&sheet.replace(',', "\t")), 1, &[]);
    reads("old line ends", &csv(&sheet.replace('\n', "\r")), 1, &[]);
    reads("semicolons below a title with a comma", &csv("清单,2026年\n标准号;标准名称\nGB/T 31-2019;甲\n"), 1, &[]);
}

#[test]
fn workbooks_with_merges_formulas_hidden_rows_and_other_sheets() {
    let plain = Format::new();
    let merged = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 0, 3, "标准清单", &plain).unwrap();
        sheet.merge_range(1, 0, 2, 0, "标准号", &plain).unwrap();
        sheet.merge_range(1, 1, 2, 1, "标准名称", &plain).unwrap();
        sheet.merge_range(1, 2, 1, 3, "日期", &plain).unwrap();
        sheet.write_string(2, 2, "发布日期").unwrap().write_string(2, 3, "实施日期").unwrap();
        sheet.write_string(3, 0, "GB/T 31-2019").unwrap().write_string(3, 1, "甲").unwrap();
        sheet.write_number(3, 2, 43_595).unwrap().write_string(3, 3, "2019.12.1").unwrap();
        sheet.merge_range(4, 0, 4, 3, "二、行业标准", &plain).unwrap();
        sheet.write_string(5, 0, "GA/T 31-2019").unwrap().write_string(5, 1, "乙").unwrap();
        sheet.set_row_hidden(5).unwrap();
    });
    let read = reads("merged headers, a merged heading, a hidden row", &merged, 2, &["二、行业标准"]);
    let text = &read.files["standards/national/gb-t-31-2019.md"];
    assert!(text.contains("issued = 2019-05-10\neffective = 2019-12-01\n"), "{text}");
    let formulas = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "标准号").unwrap().write_string(0, 1, "标准名称").unwrap();
        sheet.write_formula(1, 0, Formula::new("=\"GB/T 31-\"&2019").set_result("GB/T 31-2019")).unwrap();
        sheet.write_string(1, 1, "甲").unwrap();
    });
    reads("formulas", &formulas, 1, &[]);
    let sheets = workbook(|book| {
        book.add_worksheet().write_string(0, 0, "封面").unwrap();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "标准号").unwrap().write_string(0, 1, "标准名称").unwrap();
        sheet.write_string(1, 0, "GB/T 31-2019").unwrap().write_string(1, 1, "甲").unwrap();
        let other = book.add_worksheet();
        other.set_name("备案").unwrap();
        other.write_string(0, 0, "备案单位").unwrap().write_string(0, 1, "标准号").unwrap();
    });
    reads("several sheets", &sheets, 1, &["“备案” was not read"]);
}

#[test]
fn what_cannot_be_meant_is_asked_about_and_never_guessed() {
    let asked = |sheet: &str| {
        let plan = of(sheet.as_bytes());
        assert_eq!(
            (plan.count(RowOutcome::Added), plan.count(RowOutcome::Unclear)),
            (0, 1),
            "{:?}",
            super::said(&plan)
        );
    };
    asked("标准号,标准名称,发布日期\nGB/T 31-2019,甲,2019年\n");
    asked("标准号,标准名称,发布日期\nGB/T 31-2019,甲,2019-13-01\n");
    asked("标准号,标准名称,状态\nGB/T 31-2019,甲,待定\n");
    asked("标准号,标准名称\nGB/T 31,甲\n");
    asked("项目名称,建设单位,项目阶段,投资（万元）\n大厅,用户局,建设,八百万\n");
}
