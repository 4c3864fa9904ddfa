//! Numbers and editions as the field writes them: each document is of a kind that a citation check met in practice.

use serde_json::Value;

use super::workspace::{Workspace, docx, package};

const BOOK: (&str, &str) = ("book.toml", "[book]\ntitle = \"t\"\n[check]\nunknown-reference = \"allow\"\n");

/// A registry of records: their paths, and the lines of each.
fn workspace(book: &str, records: &[(&str, &str)]) -> Workspace {
    let texts: Vec<(String, String)> = records
        .iter()
        .map(|(path, lines)| {
            let source = "source = [{ title = \"t\", checked = 2026-11-21 }]";
            (format!("standards/{path}.md"), format!("+++\n{}\ntitle = \"示例\"\n{source}\n+++\n", lines.trim()))
        })
        .collect();
    let book = format!("{}{book}", BOOK.1);
    let mut files = vec![("book.toml", book.as_str())];
    files.extend(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    Workspace::with(&files)
}

fn citations(workspace: &Workspace, file: &str) -> Vec<Value> {
    let said = workspace.run(&["cite", file, "--format", "json", "--lang", "en"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let document: Value = serde_json::from_str(&said.out).unwrap();
    document["citations"].as_array().unwrap().clone()
}

/// Each citation of a text in a line: number, state, what is in force.
fn cited(workspace: &Workspace, text: &str) -> Vec<String> {
    let file = workspace.file("doc.txt", text);
    let line = |citation: &Value| {
        let state = match (&citation["status"], &citation["known"]) {
            (Value::String(status), _) => status.clone(),
            (_, Value::Bool(true)) => "known".to_owned(),
            _ => "unknown".to_owned(),
        };
        let current: Vec<&str> = citation["current"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        format!("{} {state} {}", citation["number"].as_str().unwrap(), current.join("、")).trim_end().to_owned()
    };
    citations(workspace, &file).iter().map(line).collect()
}

const DATED: &str = "issued = 2017-06-30\neffective = 2017-06-30";

fn record(number: &str, lines: &str) -> String {
    format!("number = \"{number}\"\n{lines}")
}

#[test]
fn file_names_in_a_listing_are_numbers() {
    let workspace = workspace("", &[]);
    let listing = "GB_T 29264-2012《服务分类》.pdf\nISO20000-1_体系要求.pdf\nGBT 28827.1-2012 通用要求.pdf\n标准/DB43_T 1234-2017.docx\n";
    let expected =
        ["GB/T 29264-2012 unknown", "ISO 20000-1 unknown", "GB/T 28827.1-2012 unknown", "DB43/T 1234-2017 unknown"];
    assert_eq!(cited(&workspace, listing), expected);
}

#[test]
fn a_recorded_number_is_found_as_it_stands_and_a_declared_series_also_where_it_is_not_recorded() {
    let zwfw = record("ZWFW C0109.1-2018", DATED);
    let text = "[1] ZWFW C0109.1—2018 编码要求\n[2] ZWFW C0109.1-2018\n[3] ZWFW C0109.2—2018 要素";
    let recorded = workspace("", &[("industry/zwfw-c0109.1-2018", &zwfw)]);
    let found = "ZWFW C0109.1-2018 current ZWFW C0109.1-2018";
    assert_eq!(cited(&recorded, text), [found, found, "ZWFW C0109.2-2018 unknown"]);
    let series = "[[number-series]]\nprefix = \"ZWFW\"\nlevel = \"national\"\nnature = \"recommended\"\n";
    let declared = workspace(series, &[("national/zwfw-c0109.1-2018", &zwfw)]);
    assert_eq!(cited(&declared, text), [found, found, "ZWFW C0109.2-2018 unknown"]);
    let check = declared.run(&["check", "--lang", "en"]);
    assert_eq!(check.code, 0, "{}", check.out);
    let document = workspace(
        "",
        &[("municipal/doc", "number = \"长政办发〔2018〕22号\"\nissued = 2018-05-12\neffective = 2018-06-12")],
    );
    assert_eq!(cited(&document, "按长政办发[2018] 22号执行"), ["长政办发〔2018〕22号 current 长政办发〔2018〕22号"]);
}

#[test]
fn series_of_other_ministries_are_found() {
    let workspace = workspace("", &[]);
    let text = "静力触探技术规程: JTS/T 242-2020[S]. 见 JTG 3362-2018、JTG/T 3650-2020、TSG 21—2016、GW 0101-2014、Q/GDW 1234—2013。";
    let numbers =
        ["JTS/T 242-2020", "JTG 3362-2018", "JTG/T 3650-2020", "TSG 21-2016", "GW 0101-2014", "Q/GDW 1234-2013"];
    assert_eq!(cited(&workspace, text), numbers.map(|number| format!("{number} unknown")));
}

#[test]
fn an_amendment_sheet_belongs_to_its_edition() {
    let edition = record("GB 15629.11-2003", "issued = 2003-05-12\neffective = 2003-05-12");
    let sheet = record("GB 15629.11-2003/XG1-2006", "issued = 2006-01-27\neffective = 2006-01-27");
    let workspace =
        workspace("", &[("national/gb-15629.11-2003", &edition), ("national/gb-15629.11-2003-xg1-2006", &sheet)]);
    let own = "GB 15629.11-2003/XG1-2006 current GB 15629.11-2003/XG1-2006";
    assert_eq!(cited(&workspace, "见 (GB 15629.11-2003-XG1-2006.)。"), [own]);
    assert_eq!(
        cited(&workspace, "GB 15629.11-2003（含第1号修改单），GB 15629.11-2003第2号修改单"),
        ["GB 15629.11-2003/XG1 current GB 15629.11-2003/XG1-2006", "GB 15629.11-2003/XG2 unknown"]
    );
    assert_eq!(cited(&workspace, "按 GB 15629.11 执行"), ["GB 15629.11 current GB 15629.11-2003"]);
    let show = |what: &str| -> Value {
        let said = workspace.run(&["show", what, "--format", "json"]);
        serde_json::from_str(&said.out).unwrap()
    };
    let shown = show("GB 15629.11-2003/XG1-2006");
    assert_eq!(shown["part_of"], "GB 15629.11-2003");
    let shown = show("GB 15629.11-2003");
    assert_eq!(shown["amended_by"][0]["number"], "GB 15629.11-2003/XG1-2006");
}

#[test]
fn a_partial_revision_is_its_edition_revised() {
    let plain = record("GB 50016-2014", "issued = 2014-08-27\neffective = 2015-05-01");
    let revised =
        record("GB 50016-2014(2018)", "issued = 2018-03-30\neffective = 2018-10-01\nreplaces = [\"GB 50016-2014\"]");
    let workspace = workspace("", &[("national/gb-50016-2014", &plain), ("national/gb-50016-2014-r2018", &revised)]);
    let text = "符合 GB50016-2014（2018年版）第5.5.18条；又见 GB 50016-2014(2018)；GB 50016-2014；GB 50016。";
    assert_eq!(
        cited(&workspace, text),
        [
            "GB 50016-2014(2018) current GB 50016-2014(2018)",
            "GB 50016-2014(2018) current GB 50016-2014(2018)",
            "GB 50016-2014 current GB 50016-2014(2018)",
            "GB 50016 current GB 50016-2014(2018)",
        ]
    );
}

#[test]
fn a_language_mark_is_the_same_edition_and_a_consolidated_one_is_not() {
    let records = [
        ("international/iso-44001-2017", record("ISO 44001:2017", DATED)),
        ("international/iec-61850-7-4-2010", record("IEC 61850-7-4:2010", DATED)),
        ("national/gb-t-22239-2019", record("GB/T 22239-2019", "issued = 2019-05-10\neffective = 2019-12-01")),
    ];
    let records: Vec<(&str, &str)> = records.iter().map(|(path, lines)| (*path, lines.as_str())).collect();
    let workspace = workspace("", &records);
    let text = "ISO 44001:2017(E)\nISO 44001:2017 (E)\nGB/T 22239-2019E\nIEC 61850-7-4:2010+AMD1:2020 CSV\n";
    assert_eq!(
        cited(&workspace, text),
        [
            "ISO 44001:2017(E) current ISO 44001:2017",
            "ISO 44001:2017(E) current ISO 44001:2017",
            "GB/T 22239-2019E current GB/T 22239-2019",
            "IEC 61850-7-4:2010+AMD1:2020 CSV unknown",
        ]
    );
    let file = workspace.file("a.txt", "GB/T 22239-2018、GB 22239-2019、GB/T 2223");
    let nearest: Vec<Value> = citations(&workspace, &file).iter().map(|citation| citation["nearest"].clone()).collect();
    assert_eq!(
        nearest,
        [
            serde_json::json!(["GB/T 22239-2019"]),
            serde_json::json!(["GB/T 22239-2019"]),
            serde_json::json!(["GB/T 22239-2019"])
        ]
    );
}

#[test]
fn a_lost_hyphen_is_read_and_said_to_be_doubtful() {
    let old = record("GB 29921-2013", "issued = 2013-12-26\neffective = 2014-07-01");
    let new = record("GB 29921-2021", "issued = 2021-09-07\neffective = 2021-11-22\nreplaces = [\"GB 29921-2013\"]");
    let workspace = workspace("", &[("national/gb-29921-2013", &old), ("national/gb-29921-2021", &new)]);
    let file = workspace.file("doc.txt", "GB 29921 2013 致病菌限量.pdf");
    let found = citations(&workspace, &file);
    assert_eq!((&found[0]["status"], &found[0]["doubtful"]), (&"replaced".into(), &true.into()));
    let table = workspace.run(&["cite", &file, "--lang", "en"]).out;
    assert!(table.contains("doubtful"), "{table}");
}

#[test]
fn european_numbers_have_versions() {
    let text = "ETSI EN 301 549 V3.2.1 (2021-03)；EN 301 549";
    assert_eq!(cited(&workspace("", &[]), text), ["EN 301 549 V3.2.1 (2021-03) unknown", "EN 301 549 unknown"]);
    let version = record("EN 301 549 V3.2.1 (2021-03)", DATED);
    let workspace = workspace("", &[("international/en-301-549-v3.2.1-2021-03", &version)]);
    let own = "current EN 301 549 V3.2.1 (2021-03)";
    assert_eq!(cited(&workspace, text), [format!("EN 301 549 V3.2.1 (2021-03) {own}"), format!("EN 301 549 {own}")]);
}

#[test]
fn a_renumbered_standard_leads_to_its_number() {
    let lines = "issued = 1981-05-01\neffective = 1981-05-01\nformer_numbers = [{ number = \"GB 2312-1980\", until = 2017-03-23 }]";
    let workspace = workspace("", &[("national/gb-t-2312-1980", &record("GB/T 2312-1980", lines))]);
    let file = workspace.file("doc.txt", "GB 2312-1980");
    let found = citations(&workspace, &file);
    assert_eq!(found[0]["renumbered"], serde_json::json!({ "to": "GB/T 2312-1980", "since": "2017-03-23" }));
    let before = workspace.program(
        &[
            "cite",
            &file,
            "--format",
            "json",
            "--root",
            &workspace.path("").display().to_string(),
            "--as-of",
            "2017-03-22",
        ],
        "",
    );
    assert!(!before.out.contains("renumbered"), "{}", before.out);
}

#[test]
fn an_undated_number_of_the_past_is_the_edition_then_in_force() {
    let lines = "issued = 2019-05-10\neffective = 2019-12-01\nreplaces = [\"GB/T 22239-2008\"]";
    let workspace = workspace("", &[("national/gb-t-22239-2019", &record("GB/T 22239-2019", lines))]);
    let file = workspace.file("doc.txt", "GB/T 22239");
    let root = workspace.path("").display().to_string();
    let said = workspace.program(&["cite", &file, "--root", &root, "--as-of", "2018-06-01", "--format", "json"], "");
    let document: Value = serde_json::from_str(&said.out).unwrap();
    let found = &document["citations"][0];
    assert_eq!((&found["status"], &found["current"][0]), (&"current".into(), &"GB/T 22239-2008".into()));
}

#[test]
fn parts_are_named_one_by_one_or_all() {
    let records: Vec<(String, String)> = ["1-2021", "2-2021", "3-2021"]
        .map(|part| (format!("national/gb-t-33133.{part}"), record(&format!("GB/T 33133.{part}"), DATED)))
        .into();
    let records: Vec<(&str, &str)> = records.iter().map(|(path, lines)| (path.as_str(), lines.as_str())).collect();
    let workspace = workspace("", &records);
    let parts = ["1", "2", "3"].map(|part| format!("GB/T 33133.{part} current GB/T 33133.{part}-2021"));
    assert_eq!(cited(&workspace, "GB/T 33133.1/2/3"), parts);
    let all = "GB/T 33133(所有部分) current GB/T 33133.1-2021、GB/T 33133.2-2021、GB/T 33133.3-2021";
    assert_eq!(cited(&workspace, "GB/T 33133（所有部分）"), [all]);
    let shown = workspace.run(&["show", "GB/T 33133.1～33133.3-2021"]).out;
    assert!(["33133.1-2021", "33133.2-2021", "33133.3-2021"].iter().all(|part| shown.contains(part)), "{shown}");
}

#[test]
fn keys_may_stand_in_quotation_marks() {
    let workspace = workspace("", &[("national/gb-t-22239-2019", &record("GB/T 22239-2019", DATED))]);
    for what in ["“GB/T 22239-2019”", "《GB/T 22239》", "GB%2FT%2022239-2019", "GB/T 22239-2019《基本要求》"]
    {
        let said = workspace.run(&["show", what, "--format", "json"]);
        assert!(said.out.contains("\"known\": true"), "{what}: {}", said.out);
    }
}

#[test]
fn word_documents_hide_dashes_in_symbols_and_soft_hyphens() {
    let workspace = workspace("", &[]);
    let body = |runs: &str| format!("<w:document xmlns:w=\"x\"><w:body><w:p>{runs}</w:p></w:body></w:document>");
    let symbol = "<w:r><w:t>GB/T 22239</w:t></w:r><w:r><w:sym w:font=\"Symbol\" w:char=\"F02D\"/></w:r><w:r><w:t>2019</w:t></w:r>";
    let soft = "<w:r><w:t>GB/T 22239</w:t><w:softHyphen/><w:t>2019，</w:t></w:r>";
    for runs in [symbol, soft] {
        let file = workspace.bytes("a.docx", &docx(body(runs).as_bytes()));
        assert_eq!(citations(&workspace, &file)[0]["number"], "GB/T 22239-2019", "{runs}");
    }
}

#[test]
fn sheets_and_public_documents_are_read() {
    let workspace = workspace("", &[]);
    let content = "<office:document-content><office:spreadsheet><table:table table:name=\"清单\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row><table:table-row><table:table-cell><text:p>序号</text:p></table:table-cell><table:table-cell><text:p>GB/T 22239<text:span>—2019</text:span></text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:document-content>";
    let file = workspace.bytes("a.ods", &package(&[("content.xml", content.as_bytes())]));
    let found = citations(&workspace, &file);
    let place = (&found[0]["number"], &found[0]["part"], &found[0]["line"], &found[0]["column"]);
    assert_eq!(place, (&"GB/T 22239-2019".into(), &"清单".into(), &3.into(), &2.into()));
    let page = "<ofd:Page xmlns:ofd=\"x\"><ofd:TextObject Boundary=\"20 30 14 5\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">GB/T</ofd:TextCode></ofd:TextObject><ofd:TextObject Boundary=\"36 30 30 5\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">22239—2019</ofd:TextCode></ofd:TextObject><ofd:TextObject Boundary=\"20 40 30 5\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">GB 17859-1999</ofd:TextCode></ofd:TextObject></ofd:Page>";
    let parts: [(&str, &[u8]); 2] = [("OFD.xml", b"<ofd:OFD/>"), ("Doc_0/Pages/Page_0/Content.xml", page.as_bytes())];
    let file = workspace.bytes("a.ofd", &package(&parts));
    let found = citations(&workspace, &file);
    let numbers: Vec<&str> = found.iter().filter_map(|citation| citation["number"].as_str()).collect();
    assert_eq!(
        (numbers, &found[1]["part"], &found[1]["line"]),
        (vec!["GB/T 22239-2019", "GB 17859-1999"], &"page1".into(), &2.into())
    );
    for name in ["a.doc", "a.wps"] {
        let file = workspace.bytes(name, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        let said = workspace.run(&["cite", &file, "--lang", "en"]);
        assert!(said.code == 2 && said.err.contains(".docx"), "{}", said.err);
    }
}

#[test]
fn a_baseline_lets_only_new_citations_fail() {
    let workspace = workspace("", &[]);
    let file = workspace.file("doc.txt", "GB/T 1-2000 和 GB/T 2-2000");
    let baseline = workspace.path("baseline.json").display().to_string();
    let failing = ["--fail-on", "unknown", "--lang", "en"];
    assert_eq!(
        workspace.run(&[&["cite", file.as_str(), "--write-baseline", &baseline][..], &failing].concat()).code,
        0
    );
    let against = |text: &str, format: &str| {
        workspace.file("doc.txt", text);
        workspace.run(&[&["cite", file.as_str(), "--baseline", &baseline, "--format", format][..], &failing].concat())
    };
    assert_eq!(against("GB/T 2-2000、GB/T 1-2000", "table").code, 0);
    let more = against("GB/T 1-2000、GB/T 2-2000、GB/T 3-2000", "github");
    assert_eq!(more.code, 1);
    assert!(more.out.starts_with("::error file=") && more.out.lines().count() == 1, "{}", more.out);
    assert!(more.out.contains("GB/T 3-2000"));
}

#[test]
fn a_source_that_is_no_address_is_a_title() {
    let workspace = workspace("", &[]);
    let new = [
        "new",
        "standard",
        "GB/T 15834-2011",
        "--title",
        "标点",
        "--issued",
        "2011-12-30",
        "--effective",
        "2012-06-01",
    ];
    assert_eq!(workspace.run(&[&new[..], &["--source", "公告2011年第23号"]].concat()).code, 0);
    assert!(workspace.read("standards/national/gb-t-15834-2011.md").contains("title = \"公告2011年第23号\""));
    let check = workspace.run(&["check", "--lang", "en"]);
    assert_eq!(check.code, 0, "{}", check.out);
}

#[test]
fn a_corrected_sheet_is_taken_over_where_that_is_asked_for() {
    let lines = "number = \"GB/T 37988-2019\" # 编号\nissued = 2019-08-30\neffective = 2020-03-01";
    let workspace = workspace("", &[("national/gb-t-37988-2019", lines)]);
    let sheet = workspace.file("rt.csv", "number,title,source\nGB/T 37988-2019,新题（2016年11月13日起废止）,t\n");
    let said = workspace.run(&["import", &sheet, "--write", "--lang", "en"]);
    assert!(said.out.contains("--update") && said.out.contains("the title says"), "{}", said.out);
    workspace.run(&["import", &sheet, "--write", "--update", "--lang", "en"]);
    let text = workspace.read("standards/national/gb-t-37988-2019.md");
    assert!(text.contains("title = \"新题（2016年11月13日起废止）\"") && text.contains("# 编号"), "{text}");
    assert!(text.contains("was = \"示例\"") && text.contains("rt.csv"), "{text}");
}

#[test]
fn all_parts_and_lists_of_parts_are_shown_part_by_part() {
    let part = |at: u32| (format!("national/gb-t-21062.{at}-2007"), record(&format!("GB/T 21062.{at}-2007"), DATED));
    let parts: Vec<(String, String)> = [1, 2, 4].into_iter().map(part).collect();
    let records: Vec<(&str, &str)> = parts.iter().map(|(path, lines)| (path.as_str(), lines.as_str())).collect();
    let workspace = workspace("", &records);
    let shown = |what: &str| -> Vec<String> {
        let said = workspace.run(&["show", what, "--lang", "en"]).out;
        said.lines().filter_map(|line| line.strip_prefix("GB/T 21062.")).map(|rest| rest[..1].to_owned()).collect()
    };
    assert_eq!(shown("GB/T 21062（所有部分）"), ["1", "2", "4"]);
    assert_eq!(shown("GB/T 21062.1/2"), ["1", "2"]);
    assert_eq!(shown("GB/T 21062.2-2007"), ["2"]);
}

#[test]
fn a_bullet_or_a_dot_in_the_place_of_the_hyphen_is_read() {
    let workspace = workspace("", &[("national/gb-t-36073-2018", &record("GB/T 36073-2018", DATED))]);
    for text in ["GB/T 36073⁃2018", "GB/T 36073·2018", "GB/T 36073⸺2018"] {
        assert_eq!(cited(&workspace, text), ["GB/T 36073-2018 current GB/T 36073-2018"], "{text}");
    }
}

/// Without an address, registries of two titles share no id: neither in feeds nor in calendars.
#[test]
fn ids_of_two_registries_without_an_address_differ() {
    let reviewed = format!(
        "{}\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-01\nbinding = \"recommended\"",
        record("GB/T 22239-2019", DATED)
    );
    let ids = |title: &str| -> Vec<String> {
        let workspace = Workspace::with(&[
            ("book.toml", &format!("[book]\ntitle = \"{title}\"\n")),
            ("standards/national/gb-t-22239-2019.md", &format!("+++\ntitle = \"示例\"\n{reviewed}\n+++\n")),
        ]);
        let out = workspace.path("s").display().to_string();
        assert_eq!(workspace.run(&["build", "--out", &out, "--no-pdf"]).code, 0);
        let feed = workspace.read("s/feeds/reviews.atom");
        let calendar = workspace.read("s/calendar/reviews.ics");
        let id = feed.split("<id>").nth(1).and_then(|rest| rest.split("</id>").next()).unwrap().to_owned();
        let uid = calendar.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
        vec![id, uid]
    };
    let (one, other) = (ids("某市"), ids("另一市"));
    assert!(one[0].starts_with("urn:") && one[0] != other[0], "{one:?} {other:?}");
    assert_ne!(one[1], other[1]);
    assert_eq!(one, ids("某市"));
}
