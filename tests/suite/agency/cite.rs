//! `mulu cite`: numbers found in documents of every kind, with their places.

use super::small;
use super::workspace::{Workspace, docx, package};

/// The clause of the measure as it was published, with the dash that it was printed with.
const CLAUSE: &str = "第六章  附则\n\n  第四十条 所有上云系统均应根据《信息系统安全等级保护基本要求》(GB/T22239—2008)标准的要求自主定级。\n";

#[test]
fn a_clause_is_cited_with_its_successor() {
    let registry = Workspace::ours();
    let file = registry.file("clause.txt", CLAUSE);
    let said = registry.run(&["cite", &file, "--format", "json"]);
    let expected = format!(
        r#"{{
  "schema": "mulu.cite/1",
  "as_of": "2026-11-21",
  "revision": null,
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
    let registry = Workspace::ours();
    let file = registry.file("clause.txt", CLAUSE);
    assert_eq!(registry.run(&["cite", &file, "--fail-on", "unknown,withdrawn"]).code, 0);
    assert_eq!(registry.run(&["cite", &file, "--fail-on", "unknown,replaced"]).code, 1);
    assert_eq!(registry.run(&["cite", &file, "--fail-on", "nonsense"]).code, 2);
    assert_eq!(registry.run(&["cite", "no-such-file"]).code, 2);
}

/// Place and number of each citation in a document.
fn cited(registry: &Workspace, file: &str) -> String {
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
    let registry = Workspace::ours();
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
    let registry = Workspace::ours();
    let page = "<!doctype html>\n<script>GB 1-2001</script><!-- GB 2-2002 -->\n<p title='GB 3-2003'>见<b>GB/T&nbsp;22239</b>&mdash;2008\n<td>GB</td><td>/T 1</td> GB/T\n  22240-2020";
    let expected = "3:26 GB/T 22239-2008 | GB/T\u{a0}22239—2008\n4:26 GB/T 22240-2020 | GB/T   22240-2020\n";
    assert_eq!(cited(&registry, &registry.file("page.html", page)), expected);
}

#[test]
fn word_documents_count_paragraphs_and_join_runs() {
    let registry = Workspace::ours();
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
    let registry = Workspace::ours();
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
    let file = registry.bytes("parts.docx", &package(&parts));
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
    let registry = Workspace::ours();
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
fn a_tail_is_read_over_the_end_of_a_line() {
    let registry = Workspace::ours();
    let text = "GB/T 21062.1-2007、21062.4-\n2007，\n\
                GB/T 21062.1、21062.2——\r\n\t2007\n\
                GB/T 22239-2019、22240\u{ad}\n2020\n\
                GB/T 21062.1-2007至3-\n2007\n\
                GB/T 21062.1、210\u{ad}62.4-2007\n";
    let expected = "\
1:1 GB/T 21062.1-2007 | GB/T 21062.1-2007
1:19 GB/T 21062.4-2007 | 21062.4-\n2007
3:1 GB/T 21062.1-2007 | GB/T 21062.1
3:14 GB/T 21062.2-2007 | 21062.2——\r\n\t2007
5:1 GB/T 22239-2019 | GB/T 22239-2019
5:17 GB/T 22240-2020 | 22240\u{ad}\n2020
7:1 GB/T 21062.1-2007 | GB/T 21062.1-2007
7:1 GB/T 21062.2-2007 | GB/T 21062.1-2007至3-\n2007
7:19 GB/T 21062.3-2007 | 3-\n2007
9:1 GB/T 21062.1-2007 | GB/T 21062.1
9:14 GB/T 21062.4-2007 | 210\u{ad}62.4-2007
";
    assert_eq!(cited(&registry, &registry.file("tails.txt", text)), expected);
    // What the next line begins with is not a year, or goes on: the line is read alone.
    for next in ["\n\n2007", "\n1948", "\n20071", "\n2007年", "\n2007-03-01", "\n207", "\n- 2007", "a2007"] {
        let text = format!("GB/T 21062.1-2007、21062.4-{next}");
        let expected = "1:1 GB/T 21062.1-2007 | GB/T 21062.1-2007\n1:19 GB/T 21062.4 | 21062.4\n";
        assert_eq!(cited(&registry, &registry.file("lines.txt", &text)), expected, "{text}");
    }
}

#[test]
fn a_tail_is_read_over_the_line_breaks_of_pages_and_word_documents() {
    let registry = Workspace::ours();
    let page = "<p>GB/T 21062.1-2007、21062.4-\n2007\n<p>GB/T 21062.1～21062.2-<br>\n2007\n<p>GB/T 22239-2019、22240&shy;<br>2020\n<p>GB/T 21062.1、210&shy;62.4&mdash;&shy;2007";
    let expected = "\
1:4 GB/T 21062.1-2007 | GB/T 21062.1-2007
1:22 GB/T 21062.4-2007 | 21062.4- 2007
3:4 GB/T 21062.1-2007 | GB/T 21062.1
3:17 GB/T 21062.2-2007 | 21062.2-\n 2007
5:4 GB/T 22239-2019 | GB/T 22239-2019
5:20 GB/T 22240-2020 | 22240\u{ad}\n2020
6:4 GB/T 21062.1-2007 | GB/T 21062.1
6:17 GB/T 21062.4-2007 | 210\u{ad}62.4—\u{ad}2007
";
    assert_eq!(cited(&registry, &registry.file("tails.html", page)), expected);
    let paragraphs = [
        "<w:t>GB/T 21062.1-2007、21062.4-</w:t><w:br/><w:t>2007</w:t>",
        "<w:t>GB/T 21062.1～21062.2-</w:t></w:r><w:r><w:br/><w:t>2007</w:t>",
        "<w:t>GB/T 21062.1、210</w:t><w:softHyphen/><w:t>62.4</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>2007</w:t>",
    ];
    let body = paragraphs.map(|runs| format!("<w:p><w:r>{runs}</w:r></w:p>")).concat();
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let expected = "\
1:1 GB/T 21062.1-2007 | GB/T 21062.1-2007
1:19 GB/T 21062.4-2007 | 21062.4-\t2007
2:1 GB/T 21062.1-2007 | GB/T 21062.1
2:14 GB/T 21062.2-2007 | 21062.2-\t2007
3:1 GB/T 21062.1-2007 | GB/T 21062.1
3:14 GB/T 21062.4-2007 | 21062.4-2007
";
    assert_eq!(cited(&registry, &registry.bytes("tails.docx", &docx(xml.as_bytes()))), expected);
}

#[test]
fn a_zip_bomb_and_what_is_no_document_are_refused() {
    let registry = Workspace::ours();
    let bomb = registry.bytes("bomb.docx", &docx(&vec![b' '; 65 << 20]));
    let said = registry.run(&["cite", &bomb, "--lang", "en"]);
    let refused = "it unpacks to more than 64 MiB and was not read: it may be a zip bomb\n";
    assert_eq!((said.code, said.out.as_str(), said.err), (2, "", format!("mulu: {bomb}: {refused}")));
    let blank = vec![b' '; 33 << 20];
    let parts =
        [("word/document.xml", b"<w:p/>".as_slice()), ("word/header1.xml", &blank), ("word/header2.xml", &blank)];
    let spread = registry.bytes("spread.docx", &package(&parts));
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
    let registry = Workspace::ours();
    let (gbk, _, _) = encoding_rs::GB18030.encode("根据GB/T 22239—2008的要求");
    assert_eq!(cited(&registry, &registry.bytes("gbk.txt", &gbk)), "1:3 GB/T 22239-2008 | GB/T 22239—2008\n");
    let mut utf16 = vec![0xff, 0xfe];
    "见 GB 32100-2015".encode_utf16().for_each(|unit| utf16.extend(unit.to_le_bytes()));
    assert_eq!(cited(&registry, &registry.bytes("utf16.txt", &utf16)), "1:3 GB 32100-2015 | GB 32100-2015\n");
    let said = registry.run_with(&["cite", "-", "--lang", "en"], "\u{feff}GB/T 22239-2008|");
    let expected = "place  number           status    since       in force\n-:1:1  GB/T 22239-2008  replaced  2019-12-01  GB/T 22239-2019\n";
    assert_eq!(said.out, expected);
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
