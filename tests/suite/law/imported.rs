//! A sheet of mandatory standards on everything under the sun, as a platform exports it, and what comes of it: nobody is held, the
//! office is told once, and decides by one column.

use crate::harness::registry::{OFFICE, Registry as Folder};

const BOOK: &str =
    "[book]\ntitle = \"试点\"\n\n[catalogue]\njurisdiction = \"430100\"\n\n[traits]\ncloud = \"依托政务云\"\n";
const COUNT: usize = 400;

/// What mandatory national standards are about. The numbers are made up, their shape is that of real ones: parts, amended serials,
/// years of two decades.
const SUBJECTS: [&str; 8] = [
    "农林机械 安全 第{n}部分：马铃薯收获机",
    "食品安全国家标准 食品添加剂 第{n}类",
    "家用和类似用途电器的安全 第{n}部分",
    "危险货物运输包装 第{n}类",
    "民用爆炸物品 通用安全要求 {n}",
    "玩具安全 第{n}部分",
    "消防应急照明和疏散指示系统 第{n}部分",
    "机动车运行安全技术条件 第{n}部分",
];

fn number(n: usize) -> String {
    let (serial, year) = (20_000 + n * 7 % 9_000, 2008 + n % 17);
    if n.is_multiple_of(3) { format!("GB {serial}.{}-{year}", 1 + n % 40) } else { format!("GB {serial}-{year}") }
}

fn sheet(columns: &str, cells: impl Fn(usize) -> String) -> String {
    let row = |n: usize| {
        let title = SUBJECTS[n % SUBJECTS.len()].replace("{n}", &n.to_string());
        let year = 2008 + n % 17;
        format!("{n},{},{title},{year}-06-0{},{year}-12-01,现行{}\n", number(n), 1 + n % 9, cells(n))
    };
    let head = format!("序号,标准编号,标准名称,发布日期,实施日期,状态{columns}\n");
    (1..=COUNT).fold(head, |sheet, n| sheet + &row(n))
}

fn imports(folder: &Folder, sheet: &str, more: &[&str]) {
    folder.write("sheet.csv", sheet);
    let args = [&["import", "sheet.csv", "--source", "国家标准目录", "--write"], more].concat();
    let ran = folder.on(super::TODAY, &args);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn a_sheet_of_mandatory_standards_holds_nobody_and_is_decided_by_one_column() {
    let project = "name = \"试点项目\"\nagency = \"office\"\nstage = \"operation\"\napproved = 2024-03-01\n";
    let folder = Folder::bare().file("book.toml", BOOK).file("agencies/office.toml", OFFICE);
    let folder = folder.file("projects/p.toml", project);
    imports(&folder, &sheet("", |_| String::new()), &[]);

    let audit = folder.on(super::TODAY, &["audit", "--format", "json"]).json(0);
    let project = &audit["projects"][0];
    assert_eq!((project["gate"].as_str(), project["obligations"].as_array().map(Vec::len)), (Some("pass"), Some(0)));
    assert_eq!(project["undecided"].as_array().map(Vec::len), Some(COUNT));
    let undecided = || {
        let check = folder.on(super::TODAY, &["check", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&check.out).unwrap();
        let findings = json["findings"].as_array().unwrap().clone();
        findings.into_iter().filter(|finding| finding["rule"] == "applicability-undecided").collect::<Vec<_>>()
    };
    let notes = undecided();
    assert_eq!(folder.on(super::TODAY, &["check"]).code, 0, "nothing is denied");
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0]["level"], "note");
    assert!(notes[0]["message"].as_str().unwrap().contains("400"), "{}", notes[0]["message"]);
    // The list to decide by, as the note has it.
    let list = || {
        let list = ["list", "standards", "--where", "binding.force == \"undecided\"", "--format", "json"];
        folder.on(super::TODAY, &list).json(0)["records"].as_array().unwrap().len()
    };
    assert_eq!(list(), COUNT);

    // The office decides by one column: one concerns every project, the rest none.
    let decided =
        |n: usize| if n == 5 { ",收集,*,".to_owned() } else { ",不适用,,与电子政务无关".to_owned() };
    imports(&folder, &sheet(",目录状态,适用特征,不适用理由", decided), &[]);
    assert_eq!((list(), undecided().len()), (0, 0));
    let audit = folder.on(super::TODAY, &["audit", "--format", "json"]);
    assert_eq!(audit.code, 1, "the one that concerns it binds");
    let json: serde_json::Value = serde_json::from_str(&audit.out).unwrap();
    assert_eq!(json["projects"][0]["obligations"].as_array().unwrap().len(), 1);
    assert_eq!(json["projects"][0]["obligations"][0]["number"], number(5));
}
