//! Tables out and in: the round trip, wrong sheets, and what is written. Days are pinned.

mod compare;
mod messy;
mod sheets;
mod update;

use std::collections::BTreeMap;

use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::registry::Registry;
use mulu_exchange::{self as exchange, Cell, ImportOptions, ImportPlan, KindTable, RowOutcome, SheetKind, TableFormat};
use proptest::prelude::*;

use crate::harness::registry::Registry as Folder;
use sheets::{ROOT, agency, csv, memory, standard, xlsx};

fn on() -> Day {
    "2026-11-21".parse().unwrap()
}

/// The plan of importing a file into a registry.
fn plan(files: &BTreeMap<String, String>, bytes: &[u8], source: Option<&str>) -> Result<ImportPlan, String> {
    let source_of = memory(files);
    let registry = Registry::load(&source_of).unwrap();
    let sheet = exchange::read(bytes, None, None).map_err(|refusal| refusal.0.en)?;
    let options =
        ImportOptions { source: source.map(str::to_owned), day: on(), update: false, reason: None, stubs: false };
    Ok(exchange::import(&registry, &source_of, &sheet, &options).unwrap())
}

/// A plan in lines: place, outcome, record, message.
fn said(plan: &ImportPlan) -> Vec<String> {
    let line = |entry: &exchange::PlanEntry| {
        format!("{} {} {}: {}", entry.place(), entry.outcome.id(), entry.record, entry.message.en)
    };
    plan.entries.iter().filter(|entry| entry.outcome != RowOutcome::Note).map(line).collect()
}

fn export(files: &BTreeMap<String, String>, kind: SheetKind, format: TableFormat, lang: Lang) -> Vec<u8> {
    exchange::export(&Registry::load(&memory(files)).unwrap(), kind, on(), format, lang).unwrap()
}

fn root() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        ROOT.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    files.insert("agencies/user.toml".to_owned(), agency());
    files
}

#[test]
fn a_platforms_sheet_is_understood() {
    let sheet = csv(&[
        "全国标准信息公共服务平台导出,,,,,,,",
        "标准编号,中文标准名称,发布日期,实施日期,标准状态,代替标准,国际标准分类号(ICS),归口部门",
        "GB/T22239—2019,信息安全技术 网络安全等级保护基本要求,2019/5/10,2019年12月1日,现行,代替GB/T 22239-2008,35.04,全国信安标委",
        "GA/T 1394-2017,信息安全技术 运维安全管理产品,20170405,43831,即将实施,,,",
    ]);
    let found = plan(&root(), &sheet, Some("https://example.org/")).unwrap();
    assert_eq!(
        said(&found),
        [
            "3 added GB/T 22239-2019: new: standards/national/gb-t-22239-2019.md",
            "4 added GA/T 1394-2017: new: standards/industry/ga-t-1394-2017.md",
        ]
    );
    assert_eq!(
        found.files["standards/national/gb-t-22239-2019.md"],
        "+++\nnumber = \"GB/T 22239-2019\"\ntitle = \"信息安全技术 网络安全等级保护基本要求\"\nissued = 2019-05-10\neffective = 2019-12-01\nreplaces = [\"GB/T 22239-2008\"]\nics = [\"35.040\"]\nissuer = \"全国信安标委\"\nsource = [{ url = \"https://example.org/\", checked = 2026-11-21 }]\n+++\n"
    );
}

#[test]
fn what_differs_is_reported_and_only_what_is_missing_is_filled() {
    let sheet = csv(&[
        "标准号,标准名称,英文名称,发布日期,实施日期,状态,CCS",
        "GB/T 7-2001,另一个名称,Seventh,2001-01-01,2001-06-01,废止,A01",
    ]);
    let found = plan(&root(), &sheet, None).unwrap();
    assert_eq!(
        said(&found),
        [
            "B2 differs GB/T 7-2001: `title` differs: the record has 第七, the sheet 另一个名称 (--update takes the sheet's)",
            "C2 filled GB/T 7-2001: fills `title_en`: Seventh",
            "F2 differs GB/T 7-2001: the status changed upstream: the record is current, the sheet says withdrawn",
            "G2 filled GB/T 7-2001: fills `ccs`: A01",
        ]
    );
    let before = &root()["standards/national/gb-t-7-2001.md"];
    let after = before
        .replace("title = \"第七\"   # 名称\r\n", "title = \"第七\"   # 名称\r\ntitle_en = \"Seventh\"\r\n")
        .replace("effective = 2001-06-01\r\n", "effective = 2001-06-01\r\nccs = [\"A01\"]\r\n");
    assert_eq!(found.files["standards/national/gb-t-7-2001.md"], after);
}

#[test]
fn wrong_cells_have_a_row_a_column_and_a_reason() {
    let sheet = csv(&[
        "标准号,标准名称,发布日期,实施日期,状态,代替标准",
        "GB/T 1-2001,甲,2001,2001-06-01,现行,",
        "GB/T 2-2001,乙,1900-01-01,2001-06-01,现行,",
        "GB/T 3-2001,丙,2001-02-30,2001-06-01,现行,",
        "GB/T 4-2001,丁,2001-01-01,2001-06-01,现行,被 GB/T 5-2002 代替",
        "GB/T 5,戊,2001-01-01,2001-06-01,现行,",
        "某某某,己,2001-01-01,2001-06-01,现行,",
        "GB/T 8-2001,庚,2001-01-01,2001-06-01,现行,",
        "",
        "GB/T 8-2001,庚,2001-01-01,2001-06-01,现行,",
        ",,2001-01-01,,,",
        "GB/T 9-2001,辛,2001-01-01,2001-06-01,废止,",
        "GB/T 10-2001,壬,2001-01-01,2001-06-01,试行,",
    ]);
    let found = plan(&root(), &sheet, None).unwrap();
    assert_eq!(
        said(&found),
        [
            "C2 unclear : 2001 is a year without month and day",
            "C3 unclear : 1900-01-01 is a placeholder, not a fact: find the day, or leave it empty",
            "C4 unclear : “2001-02-30” is not a date: write 2019-05-10, 2019/5/10, 2019.05.10, 20190510 or 2019年5月10日",
            "F5 unclear : “被 GB/T 5-2002 代替” says more than a number: write numbers only; what is partly replaced, and what replaces, have columns of their own",
            "A6 unclear GB/T 5: the number has no year, so which edition it is is not said",
            "A7 unclear 某某某: this number is not known to any series: correct it, or say its level in a column `level`",
            "8 added GB/T 8-2001: new: standards/national/gb-t-8-2001.md",
            "A10 unclear GB/T 8-2001: it repeats row 8",
            "A11 unclear : it has neither a number nor a title",
            "E12 unclear GB/T 9-2001: the sheet says withdrawn, its dates and successors say current: add the day it was issued, effective or withdrawn, or what replaces it",
            "E13 unclear : “试行” is not known; use one of: draft, upcoming, current, replaced, withdrawn",
        ]
    );
    assert_eq!(found.files.keys().collect::<Vec<_>>(), ["standards/national/gb-t-8-2001.md"]);
    assert_eq!(found.without_source, [8]);
}

#[test]
fn csv_comes_in_many_forms() {
    let text = "标准号;标准名称;发布日期\r\nGB/T 1-2001;\"甲;乙\n丙\";2001-01-01\r\n";
    let (gb18030, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.replace(';', "\t").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in
        [text.as_bytes(), text.replace(';', "\t").as_bytes(), &gb18030, &utf16, text.replace("\r\n", "\r").as_bytes()]
    {
        let found = plan(&root(), bytes, None).unwrap();
        assert_eq!(said(&found), ["2 added GB/T 1-2001: new: standards/national/gb-t-1-2001.md"], "{bytes:?}");
    }
}

#[test]
fn what_is_no_sheet_is_refused() {
    let refused = |bytes: &[u8]| plan(&root(), bytes, None).unwrap_err();
    assert_eq!(refused(b"a,b\n\"c"), "the quote on line 2 never closes");
    assert!(refused(b"").starts_with("no header within the first 20 rows"));
    assert!(refused("标准号,状态\n".as_bytes()).starts_with("no header"), "a title is needed");
    assert_eq!(
        refused(&[0xD0, 0xCF, 0x11, 0xE0]),
        "this is an old .xls or an encrypted file: save it as .xlsx without a password, or as CSV"
    );
    assert_eq!(refused(b"\x7fELF\0\0"), "the file is neither XLSX nor CSV");
    assert!(refused(b"PK\x03\x04 and nothing more").starts_with("this is not an XLSX file, or it is damaged"));
    assert_eq!(refused(&sheets::bomb()), "it unzips to more than 192 MiB, perhaps on purpose, and was not read");
    assert_eq!(refused(&vec![b'x'; (64 << 20) + 1]), "the file is larger than 64 MiB and was not read");
    let long: String = "\n".repeat(200_001);
    assert_eq!(
        refused(format!("标准号,标准名称{long}").as_bytes()),
        "there are more than 200000 rows, so nothing was read: split the file"
    );
}

#[test]
fn a_broken_workbook_never_stops_the_program() {
    let whole = xlsx();
    for at in (0..whole.len()).step_by(7) {
        let mut broken = whole.clone();
        broken[at] ^= 0x55;
        let _ = exchange::read(&broken, None, None);
        let _ = exchange::read(&whole[..at], None, None);
    }
}

#[test]
fn a_workbook_with_merges_formulas_serials_and_two_cells_far_apart() {
    let found = plan(&root(), &xlsx(), None).unwrap();
    assert_eq!(
        said(&found),
        [
            "3 added GB/T 1-2001: new: standards/national/gb-t-1-2001.md",
            "4 added GB/T 2-2001: new: standards/national/gb-t-2-2001.md",
            "C5 unclear : merged cells C5:C6“2001-01-01”: split them and fill each row",
            "C6 unclear : merged cells C5:C6: split them and fill each row",
            "C7 unclear : “2001-01-01 12:00:00” is a time, not a day",
            "B8 unclear : the cell holds the error #N/A",
            "B9 unclear : the formula has no stored result: open and save the file in a spreadsheet program, or write the value",
            "150001 added GB/T 9-2001: new: standards/national/gb-t-9-2001.md",
        ]
    );
    let text = &found.files["standards/national/gb-t-2-2001.md"];
    assert_eq!(text, "+++\nnumber = \"GB/T 2-2001\"\ntitle = \"乙\"\nissued = 2019-05-10\nics = [\"35.040\"]\n+++\n");
}

#[test]
fn formulas_are_neutralised_in_csv_and_come_back_as_they_were() {
    let mut files = root();
    let title = "=HYPERLINK(\"http://evil.example\";\"x\")";
    files.insert(
        "standards/national/gb-t-1-2001.md".to_owned(),
        format!("+++\nnumber = \"GB/T 1-2001\"\ntitle = '{title}'\ntitle_en = \"'+1\"\n+++\n"),
    );
    let text = String::from_utf8(export(&files, SheetKind::Standards, TableFormat::Csv, Lang::En)).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert!(text.contains("\r\nGB/T 1-2001,\"'=HYPERLINK(\"\"http://evil.example\"\";\"\"x\"\")\",''+1,"), "{text}");
    let found = plan(&files, text.as_bytes(), None).unwrap();
    assert_eq!((said(&found), found.unchanged), (Vec::new(), 2));
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    for kind in [
        SheetKind::Standards,
        SheetKind::Adoptions,
        SheetKind::Projects,
        SheetKind::Agencies,
        SheetKind::Policies,
        SheetKind::Topics,
    ] {
        for format in [TableFormat::Csv, TableFormat::Xlsx, TableFormat::Json, TableFormat::Ndjson] {
            assert_eq!(export(&root(), kind, format, Lang::Zh), export(&root(), kind, format, Lang::Zh));
        }
    }
}

#[test]
fn json_has_every_key() {
    let text = String::from_utf8(export(&root(), SheetKind::Adoptions, TableFormat::Ndjson, Lang::Zh)).unwrap();
    assert_eq!(
        text,
        "{\"agency\":\"user\",\"agency_name\":\"用户局\",\"edition\":\"current\",\"evidence\":null,\"filed\":null,\"since\":\"2020-01-01\",\"standard\":\"GB/T 7-2001\",\"status\":\"implemented\",\"systems\":[],\"title\":\"第七\"}\n"
    );
}

#[test]
fn filings_are_appended_and_filled_in_their_own_table() {
    let sheet = csv(&[
        "备案单位,标准号,实施情况,备案日期,系统",
        "用户局,GB/T 7-2001,已实施,2020-02-01,甲；乙",
        "user,GB/T 8-2001,已实施,2020-02-01,",
        "usr,GB/T 7-2001,已实施,,",
        "user,GB/T 7-2001,拟实施,,",
        "user,GB/T 7-2001,拟实施,,",
    ]);
    let mut files = root();
    files.insert("standards/national/gb-t-6-2001.md".to_owned(), standard("GB/T 6-2001"));
    let found = plan(&files, &sheet, None).unwrap();
    assert_eq!(
        said(&found),
        [
            "D2 filled user GB/T 7-2001: fills `filed`: 2020-02-01",
            "E2 filled user GB/T 7-2001: fills `systems`: 甲; 乙",
            "B3 unclear user GB/T 8-2001: the registry has no standard GB/T 8-2001; the nearest is GB/T 6-2001",
            "A4 unclear GB/T 7-2001: the registry has no agency “usr”; did you mean “user”?",
            "B5 unclear user GB/T 7-2001: it repeats row 2",
            "B6 unclear user GB/T 7-2001: it repeats row 2",
        ]
    );
    let expected = agency().replace(
        "since = 2020-01-01 # 起\n",
        "since = 2020-01-01 # 起\nfiled = 2020-02-01\nsystems = [\"甲\", \"乙\"]\n",
    );
    assert_eq!(found.files["agencies/user.toml"], expected);
    let sheet = csv(&["agency,standard,status,since", "user,GB/T 6-2001,planned,"]);
    let found = plan(&files, &sheet, None).unwrap();
    let appended = "\n[[adoption]]\nstandard = \"GB/T 6-2001\"\nstatus = \"planned\"\n";
    assert_eq!(found.files["agencies/user.toml"], format!("{}{appended}", agency()));
}

fn mulu(registry: &Folder, arguments: &[&str]) -> (i32, String, String) {
    let ran = registry.mulu(["--as-of", "2026-11-21", "--lang", "en"].iter().chain(arguments));
    (ran.code, ran.out, ran.err)
}

fn on_disk(files: &BTreeMap<String, String>) -> Folder {
    files.iter().fold(Folder::bare(), |folder, (path, text)| folder.file(path, text))
}

#[test]
fn nothing_is_written_unless_all_is_clear_and_has_a_source() {
    let root = on_disk(&root());
    let sheet = root.path("in.csv");
    let file = sheet.to_str().unwrap();
    let new = root.path("standards/national/gb-t-1-2001.md");
    std::fs::write(&sheet, "number,title,issued\nGB/T 1-2001,甲,2001-01-01\nGB/T 2-2001,乙,2001\n").unwrap();
    let (code, _, error) = mulu(&root, &["import", file, "--write", "--source", "平台"]);
    assert_eq!(
        (code, error.as_str()),
        (
            2,
            "mulu: 1 cells or rows are unclear, so nothing was written: correct the sheet, or write the other rows with --skip-unclear\n"
        )
    );
    let (code, _, error) = mulu(&root, &["import", file, "--write", "--skip-unclear"]);
    assert_eq!(code, 2);
    assert!(error.starts_with("mulu: missing-source: 1 new standards name no source (the first in row 2)"), "{error}");
    assert!(!new.exists());
    let (code, text, _) = mulu(&root, &["import", file, "--write", "--skip-unclear", "--source", "平台"]);
    assert_eq!(
        (code, text.as_str()),
        (
            1,
            "cell  outcome  record       what\n2     added    GB/T 1-2001  new: standards/national/gb-t-1-2001.md\nC3    unclear               2001 is a year without month and day\nstandards: 2 rows: 1 added, 0 filled, 0 differ, 1 unclear, 0 unchanged; 1 file written\n"
        )
    );
    let text = "+++\nnumber = \"GB/T 1-2001\"\ntitle = \"甲\"\nissued = 2001-01-01\nsource = [{ title = \"平台\", checked = 2026-11-21 }]\n+++\n";
    assert_eq!(std::fs::read_to_string(&new).unwrap(), text);
    let names = std::fs::read_dir(new.parent().unwrap()).unwrap().count();
    assert_eq!(names, 2, "nothing is left beside");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let root = on_disk(&root());
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), root.path("standards/industry")).unwrap();
    let sheet = root.path("in.csv");
    std::fs::write(&sheet, "number,title\nGA/T 1-2001,甲\nGB/T 1-2001,甲\n").unwrap();
    let (code, _, error) = mulu(&root, &["import", sheet.to_str().unwrap(), "--write", "--source", "x"]);
    assert_eq!(code, 2);
    assert!(error.ends_with("the path passes through a link or a file\n"), "{error}");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(root.path("standards/national")).unwrap().count(), 1);
}

/// Five thousand rows go in, come out and go in again without a change, as CSV and as a workbook.
#[test]
fn five_thousand_rows_there_and_back() {
    let mut sheet = String::from("标准号,标准名称,发布日期,实施日期,状态,代替标准,ICS,CCS,发布单位\n");
    for at in 0..5_000 {
        let (year, month) = (1990 + at % 30, 1 + at % 12);
        let prefix = ["GB/T", "GB", "GA/T", "DB43/T", "YD/T"][at % 5];
        let replaces = if at % 7 == 0 { format!("代替{prefix} {}-1985", at + 1) } else { String::new() };
        sheet.push_str(&format!(
            "{prefix} {}-{year},第{at}项“标准”,{year}-{month:02}-01,{}/{month}/1,现行,{replaces},35.{:03},L{:02},发布单位{}\n",
            at + 1, year + 1, 20 + at % 900, at % 90, at % 11
        ));
    }
    let mut files: BTreeMap<String, String> = BTreeMap::from([("book.toml".to_owned(), String::new())]);
    let found = plan(&files, sheet.as_bytes(), Some("https://example.org/")).unwrap();
    // Every seventh replaces one that has no record, which is said.
    assert_eq!((found.count(RowOutcome::Added), found.count(RowOutcome::Note)), (5_000, 5_000_usize.div_ceil(7)));
    assert_eq!(found.entries.len(), 5_000 + found.count(RowOutcome::Note));
    files.extend(found.files);
    assert!(Registry::load(&memory(&files)).unwrap().diagnostics.is_empty());
    for format in [TableFormat::Csv, TableFormat::Xlsx] {
        let again = plan(&files, &export(&files, SheetKind::Standards, format, Lang::Zh), None).unwrap();
        assert_eq!((said(&again), again.unchanged, again.files.len()), (Vec::new(), 5_000, 0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// What export writes, import reads, into an empty registry and to the last cell.
    #[test]
    fn the_round_trip_loses_nothing(files in sheets::registries(), lang in prop_oneof![Just(Lang::Zh), Just(Lang::En)]) {
        let original = Registry::load(&memory(&files)).unwrap();
        prop_assert!(original.diagnostics.is_empty(), "{:?}", original.diagnostics);
        for format in [TableFormat::Csv, TableFormat::Xlsx] {
            let mut copy: BTreeMap<String, String> =
                files.iter().filter(|(path, _)| !path.starts_with("standards/") && !path.starts_with("projects/"))
                    .map(|(path, text)| (path.clone(), text.split("\n[[adoption]]").next().unwrap_or_default().to_owned())).collect();
            for kind in [SheetKind::Standards, SheetKind::Adoptions, SheetKind::Projects] {
                let table = KindTable::of(&original, kind, on());
                if table.rows.is_empty() {
                    continue;
                }
                let bytes = exchange::table(&table, on(), format, lang).unwrap();
                let found = plan(&copy, &bytes, None).unwrap();
                prop_assert_eq!(found.count(RowOutcome::Added), table.rows.len(), "{:?}", said(&found));
                copy.extend(found.files);
                let back = KindTable::of(&Registry::load(&memory(&copy)).unwrap(), kind, on());
                let sorted = |table: &KindTable| { let mut rows: Vec<String> = table.rows.iter().map(|row| format!("{row:?}")).collect(); rows.sort(); rows };
                prop_assert_eq!(sorted(&back), sorted(&table));
                let again = plan(&copy, &bytes, None).unwrap();
                prop_assert_eq!((said(&again), again.files.len()), (Vec::new(), 0));
            }
        }
    }

    /// Whatever a file holds, reading it ends, and with an answer.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = exchange::read(&bytes, None, None);
    }

    /// A cell that was shown and read again says the same.
    #[test]
    fn lists_survive_their_separators(items in prop::collection::vec("[a;；、,|\\\\\n=甲']{1,6}", 1..4)) {
        let items: Vec<String> = items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
        prop_assume!(!items.is_empty());
        let cell = Cell::List(items);
        let shown = cell.shown(exchange::CellForm::List, Lang::Zh);
        prop_assert_eq!(Cell::read(&exchange::RawCell::Text(shown.into_owned()), exchange::CellForm::List).unwrap(), cell);
    }
}
