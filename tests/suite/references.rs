//! References: what is written is read back by somebody else's reader.

use std::collections::BTreeMap;

use biblatex::{Bibliography, ChunksExt, EntryType};

use crate::harness::pages::{Built, files};
use crate::harness::registry::Registry;

/// A title with everything that means something to TeX, to BibTeX, to RIS or to HTML.
const HARD: &str = r#"A {b} } c{ $d$ 5% #1 x_y ~z ^2 \\end{d} \"q\" <i>&amp; @misc{e, title = {f}} 标准 ER  - "#;

fn hard() -> Registry {
    let registry = Registry::sound();
    let text = std::fs::read_to_string(registry.path("standards/national/gb-t-22239-2019.md")).unwrap();
    let text = text.replace(
        "title = \"信息安全技术 网络安全等级保护基本要求\"",
        &format!(
            "title = \"{HARD}\\nTY  - BOOK\"\nissuer = \"国家市场监督管理总局、甲 and 乙\"\npublisher = \"中国标准出版社\"\nplace = \"北京\""
        ),
    );
    registry.write("standards/national/gb-t-22239-2019.md", text);
    registry
}

fn title() -> String {
    HARD.replace("\\\\", "\\").replace("\\\"", "\"") + "TY - BOOK"
}

/// White space is one space in a reference.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn bibtex_is_read_back() {
    let files = files(&hard().build());
    let text = String::from_utf8(files["catalogue.bib"].clone()).unwrap();
    let read = Bibliography::parse(&text).unwrap();
    assert_eq!(read.keys().collect::<Vec<_>>(), ["gb-t-22239-2008", "gb-t-22239-2019"]);
    let old = read.get("gb-t-22239-2008").unwrap();
    assert_eq!(old.entry_type, EntryType::Unknown("standard".to_owned()));
    assert_eq!(old.title().unwrap().format_verbatim(), "信息安全技术 信息系统安全等级保护基本要求");
    assert_eq!(old.get("number").unwrap().format_verbatim(), "GB/T 22239-2008");
    assert_eq!(
        (old.get("year").unwrap().format_verbatim(), old.get("month").unwrap().format_verbatim()),
        ("2008".to_owned(), "6".to_owned())
    );
    assert_eq!(old.get("url").unwrap().format_verbatim(), "https://example.org/mulu/standards/gb-t-22239-2008.html");
    let new = read.get("gb-t-22239-2019").unwrap();
    assert_eq!(spaced(&new.title().unwrap().format_verbatim()), spaced(&title()));
    let authors: Vec<String> = new.author().unwrap().into_iter().map(|person| person.name).collect();
    assert_eq!(authors, ["国家市场监督管理总局", "甲 and 乙"]);
    let imprint = ["publisher", "address"].map(|field| new.get(field).map(ChunksExt::format_verbatim));
    assert_eq!(imprint, [Some("中国标准出版社".to_owned()), Some("北京".to_owned())]);
    assert!(old.get("publisher").is_none() && old.get("address").is_none(), "nothing is said that no record says");
}

/// The entries of RIS: the fields of each, by tag.
fn ris(text: &str) -> Vec<BTreeMap<String, Vec<String>>> {
    let mut entries = Vec::new();
    let mut entry: Option<BTreeMap<String, Vec<String>>> = None;
    for line in text.split_terminator("\r\n").filter(|line| !line.is_empty()) {
        let (tag, value) = (&line[..2], &line[6..]);
        assert!(tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && &line[2..6] == "  - ", "{line:?}");
        match tag {
            "TY" => assert!(entry.replace(BTreeMap::from([("TY".to_owned(), vec![value.to_owned()])])).is_none()),
            "ER" => entries.push(entry.take().unwrap()),
            tag => entry.as_mut().unwrap().entry(tag.to_owned()).or_default().push(value.to_owned()),
        }
    }
    assert!(entry.is_none());
    entries
}

#[test]
fn ris_is_read_back() {
    let files = files(&hard().build());
    let text = String::from_utf8(files["catalogue.ris"].clone()).unwrap();
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    let read = ris(&text);
    assert_eq!(read.len(), 2);
    let one = |entry: usize, tag: &str| read[entry][tag].join("|");
    assert_eq!((one(0, "TY"), one(0, "SN")), ("STAND".to_owned(), "GB/T 22239-2008".to_owned()));
    assert_eq!((one(0, "PY"), one(0, "DA")), ("2008".to_owned(), "2008/06/19/".to_owned()));
    assert_eq!(one(1, "TI"), spaced(&title()));
    assert_eq!(one(1, "TT"), "Baseline for classified protection of cybersecurity");
    assert_eq!(read[1]["AU"], ["国家市场监督管理总局", "甲 and 乙"]);
    assert_eq!((one(1, "PB"), one(1, "CY")), ("中国标准出版社".to_owned(), "北京".to_owned()));
    assert!(!read[0].contains_key("PB") && !read[0].contains_key("CY"), "nothing is said that no record says");
}

/// A page shows the same entry as the file of all, and nothing of a title becomes a part of the page.
#[test]
fn a_page_shows_what_the_file_holds() {
    for registry in [hard(), Registry::own()] {
        let built = Built::read(&registry.build());
        assert_eq!(built.faults(), Vec::<String>::new());
        let bib = std::fs::read_to_string(built.folder.join("catalogue.bib")).unwrap();
        let ris = std::fs::read_to_string(built.folder.join("catalogue.ris")).unwrap().replace("\r\n", "\n");
        for path in ["standards/gb-t-22239-2019.html", "en/standards/gb-t-22239-2008.html"] {
            let page = &built.pages[path];
            let entry = |text: &str, begins: &str, id: &str| {
                let from = text.find(&format!("{begins}{id}")).unwrap();
                let from = text[..from].rfind("\n\n").map_or(0, |at| at + 2);
                text[from..].split("\n\n").next().unwrap().trim_end().to_owned()
            };
            let id = path.rsplit('/').next().unwrap().trim_end_matches(".html");
            for entry in [entry(&bib, "@standard{", id), entry(&ris, "ID  - ", id)] {
                assert!(page.text.contains(&entry), "{path} lacks {entry}");
            }
        }
    }
}
