//! `import --update`: what was exported and edited changes exactly the edited cells, for every kind.

use std::collections::BTreeMap;

use mulu_core::message::Lang;
use mulu_core::registry::Registry;
use mulu_exchange::{self as exchange, ImportOptions, ImportPlan, RowOutcome, SheetKind, TableFormat};

use super::sheets::memory;
use super::{export, on, said};

/// A registry with a record of every kind, written as people write: comments, blanks, lists over several lines.
fn files() -> BTreeMap<String, String> {
    let files = [
        ("book.toml", "[catalogue]\njurisdiction = \"430100\"\n\n[traits]\ncloud = \"云\"\n"),
        (
            "standards/taxonomy.toml",
            "# 体系\n[[class]]\nid = \"general.security\"\ntitle = \"信息安全标准\"\ngroup = \"general\"\n\n[[class.topic]]\nid = \"baseline\"\ntitle = \"基本要求\" # 主题\n\n[[class.topic]]\nid = \"filing\"\ntitle = \"备案\"\n",
        ),
        (
            "standards/national/gb-t-1-2019.md",
            "+++\n# 事实\nnumber = \"GB/T 1-2019\"\ntitle = \"甲\" # 名称\nissued = 2019-05-10\neffective = 2019-12-01\nclasses = [\"general.security\"]\nsource = [\n  { url = \"https://example.org/1\", checked = 2026-11-01 },\n]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-01\nbinding = \"recommended\"\napplies_to = [\"cloud\"]\n\n[[review]]\ndate = 2022-01-10\nconclusion = \"continue\"\nby = \"office\"\nreason = \"逐条核对\" # 纪要\n+++\n第一段。\n\n第二段。\n",
        ),
        (
            "policies/cloud.md",
            "+++\n# 办法\ntitle = \"云办法\"\nnumber = \"长政办发〔2018〕22号\"\njurisdiction = \"430100\"\nissued = 2018-05-12\neffective = 2018-06-12\nsource = [{ title = \"公报\", checked = 2026-11-01 }]\n\n# 第一章\n[[clause]]\nid = \"1\"\ntext = \"上云。\"\nsubject = \"project\"\ngate = \"operation\" # 关口\nmandates = [\"GB/T1—2019\"]\n\n[[clause]]\nid = \"2\"\ntext = \"\"\"\n报告:\n(一)甲;\n(二)乙。\"\"\"\nsubject = \"agency\"\n+++\n",
        ),
        (
            "agencies/office.toml",
            "# 单位\nname = \"数据局\"\njurisdiction = \"430100\"\ncontact = \"12345\" # 电话\n\n[[adoption]]\nstandard = \"GB/T1—2019\"\nstatus = \"implementing\" # 进度\nsince = 2020-01-01\n",
        ),
        (
            "projects/hall.toml",
            "name = \"大厅\"\nagency = \"office\"\nstage = \"construction\" # 阶段\ninvestment = 800\n\n[[conformance]]\nstandard = \"GB/T 1-2019\"\nstatus = \"partial\"\n\n[[evidence]]\nkind = \"filing\"\nref = \"回执\"\nissued = 2024-01-01\n",
        ),
        ("cases/cloud-2026.toml", "[[case]]\nprocedure = \"cloud#1\"\nref = \"1\"\napplied = 2026-03-02 # 申请\n"),
        (
            "resources/office/titles.toml",
            "name = \"不动产登记信息\"\nprovider = \"office\"\nformat = \"database\"\nsharing = \"unconditional\" # 共享\nmode = [\"platform\"]\n\n[[item]]\nname = \"单元号\"\ntype = \"C28\"\n",
        ),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn updated(files: &BTreeMap<String, String>, kind: SheetKind, bytes: &[u8]) -> ImportPlan {
    let source = memory(files);
    let registry = Registry::load(&source).unwrap();
    let sheet = exchange::read(bytes, None, None).unwrap();
    assert_eq!(sheet.kind, kind, "the header tells what the rows are");
    let options =
        ImportOptions { source: None, day: on(), update: true, reason: Some("抄错".to_owned()), stubs: false };
    exchange::import(&registry, &source, &sheet, &options).unwrap()
}

#[test]
fn what_is_exported_and_imported_changes_nothing() {
    let files = files();
    for kind in SheetKind::all() {
        for format in [TableFormat::Csv, TableFormat::Xlsx] {
            for lang in [Lang::Zh, Lang::En] {
                let plan = updated(&files, kind, &export(&files, kind, format, lang));
                assert_eq!((said(&plan), plan.files.len()), (Vec::new(), 0), "{kind:?} {format:?}");
                assert!(plan.rows > 0 && plan.unchanged == plan.rows, "{kind:?}: {} of {}", plan.unchanged, plan.rows);
            }
        }
    }
}

/// One cell of a kind's sheet: what stands there, what is typed, the record's file, and what that has in the old place and the new.
struct Edit(SheetKind, &'static str, &'static str, &'static str, &'static str, &'static str);

/// What an erratum looks like, before what follows it.
fn erratum(key: &str, was: &str) -> String {
    format!("\n[[erratum]]\ndate = 2026-11-21\nkey = \"{key}\"\nwas = {was}\nreason = \"抄错\"\n")
}

#[test]
fn one_edited_cell_changes_exactly_its_key() {
    let resources = SheetKind::from_id("resources").unwrap();
    let standard = "standards/national/gb-t-1-2019.md";
    let edits = [
        Edit(
            SheetKind::Standards,
            ",推荐,,cloud,",
            ",强制,,cloud,",
            standard,
            "binding = \"recommended\"",
            "binding = \"mandatory\"",
        ),
        Edit(SheetKind::Standards, "第二段。", "第二段，改。", standard, "第二段。", "第二段，改。"),
        Edit(
            SheetKind::Standards,
            "https://example.org/1",
            "https://example.org/2",
            standard,
            "example.org/1",
            "example.org/2",
        ),
        Edit(
            SheetKind::Adoptions,
            "正在实施",
            "已实施",
            "agencies/office.toml",
            "\"implementing\" #",
            "\"implemented\" #",
        ),
        Edit(SheetKind::Projects, ",建设,", ",验收,", "projects/hall.toml", "\"construction\" #", "\"acceptance\" #"),
        Edit(SheetKind::Projects, ",800,", ",900,", "projects/hall.toml", "investment = 800", "investment = 900"),
        Edit(SheetKind::Projects, "回执", "备案回执", "projects/hall.toml", "\"回执\"", "\"备案回执\""),
        Edit(SheetKind::Agencies, "12345", "12366", "agencies/office.toml", "\"12345\" #", "\"12366\" #"),
        Edit(
            SheetKind::Policies,
            ",operation,",
            ",construction,",
            "policies/cloud.md",
            "\"operation\" #",
            "\"construction\" #",
        ),
        Edit(SheetKind::Cases, "2026-03-02", "2026-03-03", "cases/cloud-2026.toml", "2026-03-02 #", "2026-03-03 #"),
        Edit(
            SheetKind::Topics,
            "基本要求",
            "保护基本要求",
            "standards/taxonomy.toml",
            "\"基本要求\" #",
            "\"保护基本要求\" #",
        ),
        Edit(SheetKind::Reviews, "逐条核对", "逐条核对过", standard, "\"逐条核对\" #", "\"逐条核对过\" #"),
        Edit(resources, "C28", "C30", "resources/office/titles.toml", "\"C28\"", "\"C30\""),
    ];
    for Edit(kind, typed, instead, path, old, new) in edits {
        let files = files();
        let sheet = String::from_utf8(export(&files, kind, TableFormat::Csv, Lang::Zh)).unwrap();
        assert_eq!(sheet.matches(typed).count(), 1, "{kind:?} {typed}\n{sheet}");
        let plan = updated(&files, kind, sheet.replace(typed, instead).as_bytes());
        assert_eq!(plan.count(RowOutcome::Changed), 1, "{kind:?}: {:?}", said(&plan));
        assert_eq!(
            plan.entries.iter().filter(|entry| entry.outcome != RowOutcome::Note).count(),
            1,
            "{:?}",
            said(&plan)
        );
        let expected: Vec<(String, String)> = vec![(path.to_owned(), files[path].replacen(old, new, 1))];
        assert_eq!(plan.files.into_iter().collect::<Vec<_>>(), expected, "{kind:?} {typed}");
    }
}

#[test]
fn published_facts_change_with_an_erratum_or_not_at_all() {
    let files = files();
    let change = |kind: SheetKind, typed: &str, instead: &str, reason: Option<&str>| {
        let source = memory(&files);
        let registry = Registry::load(&source).unwrap();
        let sheet =
            String::from_utf8(export(&files, kind, TableFormat::Csv, Lang::Zh)).unwrap().replacen(typed, instead, 1);
        let sheet = exchange::read(sheet.as_bytes(), None, None).unwrap();
        let options =
            ImportOptions { source: None, day: on(), update: true, reason: reason.map(str::to_owned), stubs: false };
        exchange::import(&registry, &source, &sheet, &options).unwrap()
    };
    let without = change(SheetKind::Standards, "2019-05-10", "2019-05-11", None);
    assert!(said(&without)[0].contains("add --reason TEXT"), "{:?}", said(&without));
    assert_eq!((without.count(RowOutcome::Unclear), without.files.len()), (1, 0));

    let path = "standards/national/gb-t-1-2019.md";
    let day = change(SheetKind::Standards, "2019-05-10", "2019-05-11", Some("抄错"));
    let after = &day.files[path];
    assert!(after.contains("issued = 2019-05-11\n") && after.contains(&erratum("issued", "2019-05-10")), "{after}");

    let text = change(SheetKind::Policies, "上云。", "均应上云。", Some("抄错"));
    let after = &text.files["policies/cloud.md"];
    assert!(
        after.contains("text = \"均应上云。\"\n") && after.contains(&erratum("clause.1.text", "\"上云。\"")),
        "{after}"
    );

    let sheet = String::from_utf8(export(&files, SheetKind::Policies, TableFormat::Csv, Lang::Zh)).unwrap();
    let two = sheet.replacen("云办法", "甲办法", 1);
    let at = two.rfind("云办法").unwrap();
    let two = format!("{}乙办法{}", &two[..at], &two[at + "云办法".len()..]);
    let plan = updated(&files, SheetKind::Policies, two.as_bytes());
    assert_eq!((plan.count(RowOutcome::Changed), plan.count(RowOutcome::Unclear)), (1, 1), "{:?}", said(&plan));
}

#[test]
fn new_lines_of_a_list_are_appended_and_lines_that_are_gone_are_told() {
    let files = files();
    let sheet = String::from_utf8(export(&files, SheetKind::Projects, TableFormat::Csv, Lang::Zh)).unwrap();
    let more =
        sheet.replace("filing | 回执 | 2024-01-01 | ", "filing | 回执 | 2024-01-01 | \ntest | 报告 | 2025-01-01 | ");
    assert_ne!(more, sheet, "{sheet}");
    let more = more.replace(
        "filing | 回执 | 2024-01-01 | \ntest | 报告 | 2025-01-01 | ",
        "\"filing | 回执 | 2024-01-01 | \ntest | 报告 | 2025-01-01 | \"",
    );
    let plan = updated(&files, SheetKind::Projects, more.as_bytes());
    let expected = format!(
        "{}\n[[evidence]]\nkind = \"test\"\nref = \"报告\"\nissued = 2025-01-01\n",
        files["projects/hall.toml"]
    );
    assert_eq!(plan.files["projects/hall.toml"], expected, "{:?}", said(&plan));
}

#[test]
fn new_rows_are_records_or_entries_of_their_kind() {
    let files = files();
    let added = |kind: SheetKind, sheet: &str| {
        let plan = updated(&files, kind, sheet.as_bytes());
        assert_eq!(plan.count(RowOutcome::Added), 1, "{:?}", said(&plan));
        plan
    };
    let agency = added(SheetKind::Agencies, "代码,名称,地区代码\nunit,市民中心,430100\n");
    assert_eq!(agency.files["agencies/unit.toml"], "name = \"市民中心\"\njurisdiction = \"430100\"\n");
    let clause = added(SheetKind::Policies, "办法代码,条款,条文,约束对象\ncloud,3,新条。,程序\n");
    let expected = files["policies/cloud.md"].replace(
        "subject = \"agency\"\n+++",
        "subject = \"agency\"\n\n[[clause]]\nid = \"3\"\ntext = \"新条。\"\nsubject = \"procedure\"\n+++",
    );
    assert_eq!(clause.files["policies/cloud.md"], expected);
    let review = added(SheetKind::Reviews, "标准号,结论,理由,单位,日期\nGB/T1-2019,继续有效,再核,数据局,2025.1.9\n");
    let text = &review.files["standards/national/gb-t-1-2019.md"];
    assert!(
        text.contains(
            "\n[[review]]\ndate = 2025-01-09\nconclusion = \"continue\"\nby = \"office\"\nreason = \"再核\"\n"
        ),
        "{text}"
    );
}

#[test]
fn what_new_standards_replace_gets_a_stub_where_that_is_asked_for() {
    let files = files();
    let source = memory(&files);
    let registry = Registry::load(&source).unwrap();
    let sheet = "标准号,标准名称,发布日期,实施日期,代替标准\nGB/T 5-2020,新,2020-01-01,2020-06-01,GB/T 5-2010\n";
    let sheet = exchange::read(sheet.as_bytes(), None, None).unwrap();
    let plan = |stubs: bool| {
        let source_of = Some("国家标准目录".to_owned());
        let options = ImportOptions { source: source_of, day: on(), update: false, reason: None, stubs };
        exchange::import(&registry, &source, &sheet, &options).unwrap()
    };
    assert_eq!((plan(false).files.len(), plan(false).count(RowOutcome::Note)), (1, 1));
    let with = plan(true);
    assert_eq!((with.files.len(), with.count(RowOutcome::Note), with.count(RowOutcome::Added)), (2, 0, 2));
    assert_eq!(
        with.files["standards/national/gb-t-5-2010.md"],
        "+++\nnumber = \"GB/T 5-2010\"\ntitle = \"新\" # 取自 GB/T 5-2020，待核\nsource = [{ title = \"国家标准目录\", checked = 2026-11-21 }]\n+++\n"
    );
}

#[test]
fn a_workbook_has_choices_where_a_column_has_words() {
    use std::io::Read;
    let files = files();
    let registry = Registry::load(&memory(&files)).unwrap();
    let mut table = exchange::KindTable::of(&registry, SheetKind::Adoptions, on());
    table.choices = exchange::choices(&registry, SheetKind::Adoptions, Lang::Zh);
    let bytes = exchange::table(&table, on(), TableFormat::Xlsx, Lang::Zh).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("<formula1>\"计划实施,") || sheet.contains("已实施"), "{sheet}");
    assert!(sheet.contains("<formula1>\"office\"</formula1>"), "{sheet}");
    let plan = updated(&files, SheetKind::Adoptions, &bytes);
    assert_eq!((said(&plan), plan.rows), (Vec::new(), 1), "the choices are no rows");
    assert!(plan.entries.iter().all(|entry| !entry.message.zh.contains("选项")), "{:?}", plan.entries);
}
