//! What agencies do with a registry: citations, filings, new records, their form and schema.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod agency_support;

use agency_support::{Registry, docx};

/// The clause of the measure as it was published, with the dash that it was printed with.
const CLAUSE: &str = "第六章  附则\n\n  第四十条 所有上云系统均应根据《信息系统安全等级保护基本要求》(GB/T22239—2008)标准的要求自主定级。\n";

#[test]
fn a_clause_is_cited_with_its_successor() {
    let registry = Registry::ours();
    let file = registry.file("clause.txt", CLAUSE);
    let said = registry.run(&["cite", &file, "--format", "json"]);
    let expected = format!(
        r#"{{
  "schema": "mulu.cite/1",
  "as_of": "2026-11-21",
  "citations": [
    {{
      "file": "{file}",
      "line": 3,
      "column": 35,
      "text": "GB/T22239—2008",
      "number": "GB/T 22239-2008",
      "known": true,
      "status": "replaced",
      "current": [
        "GB/T 22239-2019"
      ],
      "since": "2019-12-01"
    }}
  ]
}}
"#
    );
    assert_eq!((said.code, said.out.as_str()), (0, expected.as_str()));
}

#[test]
fn states_can_fail_a_run() {
    let registry = Registry::ours();
    let file = registry.file("clause.txt", CLAUSE);
    assert_eq!(registry.run(&["cite", &file, "--fail-on", "unknown,withdrawn"]).code, 0);
    assert_eq!(registry.run(&["cite", &file, "--fail-on", "unknown,replaced"]).code, 1);
    assert_eq!(registry.run(&["cite", &file, "--fail-on", "nonsense"]).code, 2);
    assert_eq!(registry.run(&["cite", "no-such-file"]).code, 2);
}

/// Place and number of each citation in a document.
fn cited(registry: &Registry, file: &str) -> String {
    let said = registry.run(&["cite", file, "--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let citations = document["citations"].as_array().unwrap().iter();
    let line = |citation: &serde_json::Value| {
        let word = |key: &str| citation[key].as_str().unwrap_or_default().to_owned();
        format!("{}:{} {} | {}\n", citation["line"], citation["column"], word("number"), word("text"))
    };
    citations.map(line).collect()
}

#[test]
fn ranges_and_lists_are_written_out() {
    let registry = Registry::ours();
    let text = "GB/T 21062.1～21062.4-2007。\n\
                见 GB/T 21062.1、21062.2—2007 和 GB 32100-2015\n\
                GB/T 21062.1~4-2007\n\
                GB/T 21062.1-2007至GB/T 21062.3-2007\n\
                GB/T 22239-2019、2020年\n\
                GB/T 21062.1～21062.9999-2007\n\
                GB/T 22239-2019，22240-2020\n";
    let expected = "\
1:1 GB/T 21062.1-2007 | GB/T 21062.1
1:1 GB/T 21062.2-2007 | GB/T 21062.1～21062.4-2007
1:1 GB/T 21062.3-2007 | GB/T 21062.1～21062.4-2007
1:14 GB/T 21062.4-2007 | 21062.4-2007
2:3 GB/T 21062.1-2007 | GB/T 21062.1
2:16 GB/T 21062.2-2007 | 21062.2—2007
2:31 GB 32100-2015 | GB 32100-2015
3:1 GB/T 21062.1-2007 | GB/T 21062.1
3:1 GB/T 21062.2-2007 | GB/T 21062.1~4-2007
3:1 GB/T 21062.3-2007 | GB/T 21062.1~4-2007
3:14 GB/T 21062.4-2007 | 4-2007
4:1 GB/T 21062.1-2007 | GB/T 21062.1-2007
4:1 GB/T 21062.2-2007 | GB/T 21062.1-2007至GB/T 21062.3-2007
4:19 GB/T 21062.3-2007 | GB/T 21062.3-2007
5:1 GB/T 22239-2019 | GB/T 22239-2019
6:1 GB/T 21062.1-2007 | GB/T 21062.1
6:14 GB/T 21062.9999-2007 | 21062.9999-2007
7:1 GB/T 22239-2019 | GB/T 22239-2019
7:17 GB/T 22240-2020 | 22240-2020
";
    assert_eq!(cited(&registry, &registry.file("ranges.md", text)), expected);
}

#[test]
fn html_keeps_the_places_of_its_source() {
    let registry = Registry::ours();
    let page = "<!doctype html>\n<script>GB 1-2001</script><!-- GB 2-2002 -->\n<p title='GB 3-2003'>见<b>GB/T&nbsp;22239</b>&mdash;2008\n<td>GB</td><td>/T 1</td> GB/T\n  22240-2020";
    let expected = "3:26 GB/T 22239-2008 | GB/T\u{a0}22239—2008\n4:26 GB/T 22240-2020 | GB/T   22240-2020\n";
    assert_eq!(cited(&registry, &registry.file("page.html", page)), expected);
}

#[test]
fn word_documents_count_paragraphs_and_join_runs() {
    let registry = Registry::ours();
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body><w:p>{}</w:p><w:p/><w:p>{}{}<w:r><w:noBreakHyphen/></w:r>{}<w:del><w:r><w:delText>GB 1-2001</w:delText></w:r></w:del></w:p></w:body></w:document>",
        run("一"),
        run("见 GB/T222"),
        run("39"),
        run("2008 &amp; 其他"),
    );
    let file = registry.bytes("a.docx", &docx(xml.as_bytes()));
    assert_eq!(cited(&registry, &file), "3:3 GB/T 22239-2008 | GB/T22239-2008\n");
}

#[test]
fn word_documents_are_read_to_their_last_comment() {
    let registry = Registry::ours();
    let part = |text: &str| format!("<w:x xmlns:w=\"w\"><w:p/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:x>");
    let boxed = "<w:x xmlns:w=\"w\"><w:p><w:r><w:t>见</w:t><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>GB 17859-1999</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict><w:t> GB/T 22239-</w:t></w:r></w:p></w:x>";
    let texts =
        ["2008", "GB/T 22239-2008", "GB/T 22239—2008", "GB/T 22239（2008）", "GB/T22239-2008", "GB/T22239—2008"];
    let texts = texts.map(part);
    let names =
        ["word/header10.xml", "word/header2.xml", "word/footer1.xml", "word/footnotes.xml", "word/endnotes.xml"];
    let mut parts: Vec<(&str, &[u8])> = vec![("word/comments.xml", texts[5].as_bytes())];
    parts.extend(names.iter().zip(&texts).map(|(name, text)| (*name, text.as_bytes())));
    parts.push(("word/document.xml", boxed.as_bytes()));
    parts.push(("word/styles.xml", b"not read"));
    let file = registry.bytes("parts.docx", &agency_support::package(&parts));
    let said = registry.run(&["cite", &file, "--lang", "en"]);
    let places: Vec<&str> = said.out.lines().skip(1).filter_map(|line| line.split("  ").next()).collect();
    let expected = [":1:3", ":2:1", "#header2:2:1", "#footer1:2:1", "#footnotes:2:1", "#endnotes:2:1", "#comments:2:1"];
    assert_eq!(places, expected.map(|place| format!("{file}{place}")), "{}", said.out);
    let said = registry.run(&["cite", &file, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(document["citations"][0].get("part"), None);
    assert_eq!(document["citations"][2]["part"], "header2");
}

#[test]
fn a_number_is_read_over_the_end_of_a_line() {
    let registry = Registry::ours();
    let text = "见GB/T 22239—\n2008，GB/T\r\n  22239-2008。\nGB/T 22239(2008)、GB/T 22239（2008）\nGB/T 21062.1～\n21062.2-2007、\n21062.3-2007\n- 2019\n";
    let expected = "\
1:2 GB/T 22239-2008 | GB/T 22239—\n2008
2:6 GB/T 22239-2008 | GB/T\r\n  22239-2008
4:1 GB/T 22239-2008 | GB/T 22239(2008)
4:18 GB/T 22239-2008 | GB/T 22239（2008）
5:1 GB/T 21062.1-2007 | GB/T 21062.1
6:1 GB/T 21062.2-2007 | 21062.2-2007
7:1 GB/T 21062.3-2007 | 21062.3-2007
";
    let file = registry.file("lines.txt", text);
    assert_eq!(cited(&registry, &file), expected);
    let said = registry.run(&["cite", &file, "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let region = &log["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"];
    let expected = serde_json::json!({ "startLine": 2, "startColumn": 6, "endLine": 3, "endColumn": 13 });
    assert_eq!(region, &expected);
}

#[test]
fn a_zip_bomb_and_what_is_no_document_are_refused() {
    let registry = Registry::ours();
    let bomb = registry.bytes("bomb.docx", &docx(&vec![b' '; 65 << 20]));
    let said = registry.run(&["cite", &bomb, "--lang", "en"]);
    let refused = "it unpacks to more than 64 MiB and was not read: it may be a zip bomb\n";
    assert_eq!((said.code, said.out.as_str(), said.err), (2, "", format!("mulu: {bomb}: {refused}")));
    let blank = vec![b' '; 33 << 20];
    let parts =
        [("word/document.xml", b"<w:p/>".as_slice()), ("word/header1.xml", &blank), ("word/header2.xml", &blank)];
    let spread = registry.bytes("spread.docx", &agency_support::package(&parts));
    assert!(registry.run(&["cite", &spread, "--lang", "en"]).err.ends_with(refused), "the parts are counted together");
    for (name, bytes) in [
        ("broken.docx", b"PK\x03\x04 and no more".as_slice()),
        ("broken-xml.docx", &docx(b"<w:p><w:t>GB")),
        ("latin.txt", b"caf\xe9 \xff"),
        ("binary.pdf", b"%PDF\0\0"),
    ] {
        let file = registry.bytes(name, bytes);
        let said = registry.run(&["cite", &file]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{name}: {}", said.err);
    }
}

#[test]
fn other_encodings_and_standard_input_are_read() {
    let registry = Registry::ours();
    let (gbk, _, _) = encoding_rs::GB18030.encode("根据GB/T 22239—2008的要求");
    assert_eq!(cited(&registry, &registry.bytes("gbk.txt", &gbk)), "1:3 GB/T 22239-2008 | GB/T 22239—2008\n");
    let mut utf16 = vec![0xff, 0xfe];
    "见 GB 32100-2015".encode_utf16().for_each(|unit| utf16.extend(unit.to_le_bytes()));
    assert_eq!(cited(&registry, &registry.bytes("utf16.txt", &utf16)), "1:3 GB 32100-2015 | GB 32100-2015\n");
    let said = registry.run_with(&["cite", "-", "--lang", "en"], "\u{feff}GB/T 22239-2008|");
    let expected = "place  number           status    since       in force\n-:1:1  GB/T 22239-2008  replaced  2019-12-01  GB/T 22239-2019\n";
    assert_eq!(said.out, expected);
}

const BOOK: (&str, &str) = ("book.toml", "[book]\ntitle = \"目录\"\n[catalogue]\njurisdiction = \"430100\"\n");
const OLD: (&str, &str) = (
    "standards/national/gb-t-22239-2008.md",
    "+++\nnumber = \"GB/T 22239-2008\"\ntitle = \"基本要求\"\nissued = 2008-06-19\neffective = 2008-11-01\n+++\n",
);
const NEW: (&str, &str) = (
    "standards/national/gb-t-22239-2019.md",
    "+++\nnumber = \"GB/T 22239-2019\"\ntitle = \"基本要求\"\nissued = 2019-05-10\neffective = 2019-12-01\nreplaces = [\"GB/T 22239-2008\", \"GB/T 1-1999\"]\n+++\n",
);

fn small(agency: &str) -> Registry {
    Registry::with(&[BOOK, OLD, NEW, ("agencies/office.toml", agency)])
}

#[test]
fn an_edition_that_only_its_successor_names_is_known() {
    let registry = small("");
    let said =
        registry.run_with(&["cite", "-", "--format", "markdown", "--lang", "en"], "GB/T 1-1999 GB/T 2-1999 GB/T 22239");
    let expected = "\
| place | number | status | since | in force |
| --- | --- | --- | --- | --- |
| -:1:1 | GB/T 1-1999 | replaced | 2019-12-01 | GB/T 22239-2019 |
| -:1:13 | GB/T 2-1999 | unknown |  |  |
| -:1:25 | GB/T 22239 | current |  | GB/T 22239-2019 |
";
    assert_eq!(said.out, expected);
    let said = registry.run_with(&["cite", "-", "--format", "sarif", "--fail-on", "replaced"], "GB/T 22239-2008");
    let log: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let expected = serde_json::json!([{
        "ruleId": "cites-replaced",
        "ruleIndex": 0,
        "level": "error",
        "message": { "text": "GB/T 22239-2008: The cited edition has been replaced, since 2019-12-01; in force: GB/T 22239-2019" },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": "stdin" },
            "region": { "startLine": 1, "startColumn": 1, "endColumn": 16 },
        } }],
    }]);
    assert_eq!((said.code, &log["runs"][0]["results"]), (1, &expected));
}

#[test]
fn register_appends_and_moves_nothing() {
    let head = "\u{feff}# kept\r\nname = \"办\"   # kept too\r\njurisdiction = \"430100\"\r\n\r\n[[adoption]]\r\nstandard = \"GB 1-2020\"\r\nstatus = \"planned\"\r\nsystems = [\r\n  \"a\", # b\r\n]\r\n";
    let tail = "\r\n# training\r\n[[training]]\r\ndate = 2025-01-01";
    let registry = small(&format!("{head}{tail}"));
    let args = ["register", "--agency", "office", "gb/t22239", "--status", "implemented", "--since", "2020-01-01"];
    let more = ["--filed", "2020-03-15", "--system", "一\"\\\n[x]", "--system", "二", "--evidence", "件"];
    let said = registry.run(&[args.as_slice(), &more].concat());
    let added = "\r\n[[adoption]]\r\nstandard = \"GB/T 22239-2019\"\r\nstatus = \"implemented\"\r\nsince = 2020-01-01\r\nfiled = 2020-03-15\r\nsystems = [\"一\\\"\\\\\\n[x]\", \"二\"]\r\nevidence = \"件\"\r\n";
    assert_eq!((said.code, registry.read("agencies/office.toml")), (0, format!("{head}{added}{tail}")), "{}", said.err);
    let shown = format!("agencies/office.toml\n\n{}\n", added.trim().replace("\r\n", "\n"));
    assert_eq!(said.out, shown);
}

#[test]
fn register_adds_to_a_record_without_a_last_line_end() {
    let registry = small("name = \"办\"\njurisdiction = \"430100\"");
    let said = registry.run(&["register", "--agency", "office", "GB/T 22239-2019", "--status", "planned"]);
    let expected = "name = \"办\"\njurisdiction = \"430100\"\n\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"planned\"\n";
    assert_eq!((said.code, registry.read("agencies/office.toml").as_str()), (0, expected));
}

#[test]
fn register_refuses_what_an_agency_should_not_file() {
    let text = "name = \"办\"\njurisdiction = \"430100\"\n\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"planned\"\n";
    let registry = small(text);
    let none = "nothing was written; to register it all the same, add --force\n";
    for (number, why) in [
        ("GB/T 22239-2019", "office has registered GB/T 22239-2019 already\n"),
        ("GB/T22239—2008", "GB/T 22239-2008 has been replaced; in force: GB/T 22239-2019\n"),
        ("GB/T 22239-2018", "the registry has no GB/T 22239-2018; the nearest is GB/T 22239-2019\n"),
    ] {
        let said = registry.run(&["register", "--agency", "office", number, "--status", "planned", "--lang", "en"]);
        assert_eq!((said.code, said.out.as_str(), said.err), (1, "", format!("{why}{none}")));
        assert_eq!(registry.read("agencies/office.toml"), text);
    }
    let unknown = registry.run(&["register", "--agency", "offcie", "GB/T 22239-2019", "--status", "planned"]);
    assert_eq!((unknown.code, unknown.err.contains("office?")), (2, true));
    let missing = registry.run(&["register", "--agency", "office", "GB/T 22239-2008", "--force"]);
    assert_eq!(missing.code, 2, "without a terminal nothing is asked");
    let forced = registry.run(&["register", "--agency", "office", "GB/T 22239-2008", "--force", "--status", "planned"]);
    assert_eq!((forced.code, registry.read("agencies/office.toml").starts_with(text)), (0, true));
}

#[test]
fn register_goes_on_in_brackets_where_a_record_has_them() {
    let (head, tail) = (
        "name = \"办\"\njurisdiction = \"430100\"\nadoption = [\n  # 甲\n  { standard = \"GB 1-2020\", status = \"planned\" }, # kept\n",
        "]\n\n[[training]]\ndate = 2025-01-01\n",
    );
    let registry = small(&format!("{head}{tail}"));
    let said = registry.run(&["register", "--agency", "office", "GB/T 22239-2019", "--status", "planned"]);
    let added = "  { standard = \"GB/T 22239-2019\", status = \"planned\" },\n";
    assert_eq!((said.code, registry.read("agencies/office.toml")), (0, format!("{head}{added}{tail}")), "{}", said.err);
}

#[test]
fn register_leaves_a_record_alone_that_it_cannot_append_to() {
    let text = "name = \"办\"\njurisdiction = \"430100\"\n\n[adoption]\nstandard = \"GB 1-2020\"\n";
    let registry = small(text);
    let said =
        registry.run(&["register", "--agency", "office", "GB/T 22239-2019", "--status", "planned", "--lang", "en"]);
    assert_eq!((said.code, registry.read("agencies/office.toml").as_str()), (2, text), "{}", said.out);
    assert!(said.err.contains("write a table [[adoption]] for each"), "{}", said.err);
}

#[test]
fn register_records_nothing_that_is_still_to_come() {
    let text = "name = \"办\"\njurisdiction = \"430100\"\n";
    let registry = small(text);
    let register = ["register", "--agency", "office", "GB/T 22239-2019", "--lang", "en", "--status"];
    for (status, more) in [
        ("implemented", ["--filed", "2026-11-22"]),
        ("planned", ["--filed", "2027-01-01"]),
        ("implementing", ["--since", "2026-11-22"]),
    ] {
        let said = registry.run(&[register.as_slice(), &[status], &more].concat());
        assert_eq!((said.code, registry.read("agencies/office.toml").as_str()), (1, text), "{}", said.err);
        assert!(said.err.contains("is after 2026-11-21"), "{}", said.err);
    }
    let said = registry.run(&[register.as_slice(), &["planned", "--since", "2027-01-01"]].concat());
    assert_eq!((said.code, said.err.as_str()), (0, ""), "a plan may lie ahead");
    let registry = small(text);
    let said = registry.run(&[register.as_slice(), &["implemented", "--since", "2026-11-21"]].concat());
    assert_eq!(said.code, 0);
    assert!(said.err.contains("not filed yet") && said.err.contains("adoption-not-filed"), "{}", said.err);
}

#[test]
fn new_records_pass_check_once_their_blanks_are_filled() {
    let registry = Registry::with(&[]);
    let begun = agency_support::program(&registry.path(""), &["init", "--lang", "en"], "");
    assert_eq!((begun.code, begun.out.as_str()), (0, ".: 13 files written, 0 kept; next, run mulu check\n"));
    assert_eq!(registry.run(&["check"]).code, 0);
    let fill = |path: &str, blanks: &[(&str, &str)]| {
        let mut text = registry.read(path);
        for (blank, filled) in blanks {
            assert!(text.contains(blank), "{path}: {blank}\n{text}");
            text = text.replacen(blank, filled, 1);
        }
        registry.file(path, &text);
    };
    let source = ("url = \"\"", "url = \"https://example.org/\"");
    let title = ("\ntitle = \"\"", "\ntitle = \"名称\"");
    let place = ("\njurisdiction = \"\"", "\njurisdiction = \"430100\"");
    let issued = ("# issued = YYYY-MM-DD", "issued = 2019-05-10");
    let effective = ("# effective = YYYY-MM-DD", "effective = 2019-12-01");
    let make = |args: &[&str], path: &str| {
        let said = registry.run(args);
        assert_eq!((said.code, said.out), (0, format!("{path}\n")), "{}", said.err);
        assert_eq!(registry.run(&["fmt", "--check", path]).code, 0, "{path} is not canonical");
    };
    make(&["new", "agency", "office", "--name", "办\"公室"], "agencies/office.toml");
    fill("agencies/office.toml", &[place]);
    make(&["new", "standard", "gb/t22239—2019"], "standards/national/gb-t-22239-2019.md");
    assert_eq!(registry.run(&["check"]).code, 1, "blanks are found");
    fill("standards/national/gb-t-22239-2019.md", &[title, issued, effective, source]);
    make(&["new", "policy", "measure"], "policies/measure.md");
    let clause = [
        ("\nid = \"\"", "\nid = \"1\""),
        ("\ntext = \"\"", "\ntext = \"条\""),
        ("\nsubject = \"\"", "\nsubject = \"project\""),
    ];
    fill("policies/measure.md", &[[title, place, issued, effective, source].as_slice(), &clause].concat());
    make(&["new", "project", "platform", "--agency", "office", "--name", "平台"], "projects/platform.toml");
    fill("projects/platform.toml", &[place]);
    make(&["new", "draft", "cloud", "--title", "规范", "--application", "2026-01-05"], "standards/municipal/cloud.md");
    fill("standards/municipal/cloud.md", &[source]);
    let said = registry.run(&["check", "--lang", "en"]);
    assert_eq!(said.code, 0, "{}", said.out);
    for again in [["new", "agency", "office"], ["new", "standard", "GB/T 22239-2019"]] {
        assert_eq!(registry.run(&again).code, 2, "nothing is overwritten");
    }
    for wrong in ["../x", "A", ".hidden", "con..x", ""] {
        assert_eq!(registry.run(&["new", "project", wrong]).code, 2, "{wrong}");
    }
    assert_eq!(registry.run(&["init", &registry.path("").display().to_string()]).code, 2);
}

#[test]
fn the_template_of_changsha_is_this_registry_without_its_examples() {
    let registry = Registry::with(&[(".gitignore", "mine\n")]);
    let said = registry.run(&["init", "--template", "changsha", "--lang", "en"]);
    assert_eq!((said.code, said.out.contains("1 kept")), (0, true), "{}", said.err);
    assert_eq!(registry.read(".gitignore"), "mine\n");
    let listed = registry.run(&["list", "standards", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert!(listed["total"].as_u64() > Some(100));
    assert!(!registry.path("agencies/sample-housing.toml").exists());
    let errors = registry.run(&["check", "--format", "json"]).out;
    assert!(!errors.contains("\"syntax\"") && !errors.contains("\"missing-key\""));
}

#[test]
fn records_are_brought_into_form_and_keep_their_comments() {
    let text = "# head\n\nroles=[\"a\"]   \n\n\n\n# the name\nname =    \"办\"   # beside\njurisdiction = \"430100\"\n[[training]] # t\ndate = 2025-01-01\n\n# of the filing\n[[adoption]]\nstatus = \"planned\"\nstandard = \"GB/T 22239-2019\"\n# end\n";
    let expected = "# head\n\n# the name\nname = \"办\"   # beside\njurisdiction = \"430100\"\nroles = [\"a\"]\n\n# of the filing\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"planned\"\n\n[[training]] # t\ndate = 2025-01-01\n# end\n";
    let registry = small(text);
    let said = registry.run(&["fmt", "--check", "agencies"]);
    assert_eq!((said.code, said.out.as_str()), (1, "agencies/office.toml\n"));
    assert_eq!(registry.read("agencies/office.toml"), text, "--check writes nothing");
    assert_eq!(registry.run(&["fmt", "agencies"]).code, 0);
    assert_eq!(registry.read("agencies/office.toml"), expected);
    assert_eq!(registry.run(&["fmt", "--check", "agencies"]).code, 0);
    registry.file("agencies/broken.toml", "name = \n");
    assert_eq!(registry.run(&["fmt", "--check"]).code, 2);
}

#[test]
fn this_registry_is_in_the_canonical_form() {
    let said = Registry::ours().run(&["fmt", "--check"]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
}

/// A record's TOML as JSON, as editors hand it to a schema: days are strings.
fn as_json(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, as_json(value))).collect(),
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
    }
}

#[test]
fn every_record_fits_its_schema_and_a_slip_does_not() {
    let registry = Registry::ours();
    let validator = |kind: &str| {
        let schema = serde_json::from_str(&registry.run(&["schema", kind]).out).unwrap();
        jsonschema::draft202012::meta::validate(&schema).expect("it is a schema");
        jsonschema::validator_for(&schema).unwrap()
    };
    let kinds = ["config", "taxonomy", "standard", "municipal", "evidence", "policy", "agency", "project"];
    let validators: Vec<_> = kinds.iter().map(|kind| (*kind, validator(kind))).collect();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in ["book.toml", "standards", "policies", "agencies", "projects"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).into_iter().flatten().filter(|e| e.file_type().is_file())
        {
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            let kind = match path.as_str() {
                "book.toml" => "config",
                "standards/taxonomy.toml" => "taxonomy",
                "policies/evidence.toml" => "evidence",
                path if path.starts_with("standards/municipal/") => "municipal",
                path if path.starts_with("standards/") => "standard",
                path if path.starts_with("policies/") => "policy",
                path if path.starts_with("agencies/") => "agency",
                _ => "project",
            };
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let toml = text.strip_prefix("+++\n").map_or(text.as_str(), |rest| rest.split("\n+++").next().unwrap());
            let mut record = as_json(toml::Value::Table(toml.parse().unwrap()));
            let (_, validator) = validators.iter().find(|(name, _)| *name == kind).unwrap();
            let errors: Vec<String> = validator.iter_errors(&record).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{path}: {errors:?}");
            record.as_object_mut().unwrap().insert("tilte".to_owned(), "x".into());
            assert!(!validator.is_valid(&record), "{path}: a key that no record has");
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn completions_and_pages_come_from_the_definition() {
    let registry = Registry::with(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = agency_support::program(&registry.path(""), &["completions", shell], "");
        assert!(said.code == 0 && said.out.contains("register"), "{shell}");
    }
    let man = agency_support::program(&registry.path(""), &["man", "cite"], "");
    assert!(man.code == 0 && man.out.contains("mulu\\-cite") && man.out.contains("fail\\-on"), "{}", man.out);
    assert_eq!(agency_support::program(&registry.path(""), &["man", "nothing"], "").code, 2);
    let all = agency_support::program(&registry.path(""), &["man", "--out", "man"], "");
    assert!(all.code == 0 && registry.path("man/mulu-register.1").exists(), "{}", all.err);
}

#[test]
fn fmt_says_why_it_leaves_a_file_alone() {
    let registry = small("name = \"办\"\njurisdiction = \"430100\"\n");
    let (gbk, _, _) = encoding_rs::GB18030.encode("name = \"长沙\"\n");
    registry.bytes("agencies/gbk.toml", &gbk);
    let said = registry.run(&["fmt", "--check", "--lang", "en"]);
    assert_eq!(said.code, 2);
    assert!(said.err.starts_with("agencies/gbk.toml: it is not UTF-8 (at byte 8), and may be GBK"), "{}", said.err);
}

#[test]
fn a_registry_is_not_made_among_the_records_of_another() {
    let registry = small("");
    let init = |dir: &str| agency_support::program(&registry.path(""), &["init", dir, "--lang", "en"], "");
    assert_eq!(init(".").code, 2, "it is a registry already");
    for dir in ["standards/national", "policies/x", "public", "site"] {
        let said = init(dir);
        assert!(said.code == 2 && said.err.contains("a folder of its own"), "{dir}: {}", said.err);
        assert!(!registry.path(dir).join("book.toml").exists());
    }
    let said = init("examples/other");
    assert!(said.code == 0 && said.err.contains("lies within the registry"), "{}", said.err);
    assert!(registry.path("examples/other/book.toml").exists());
}
