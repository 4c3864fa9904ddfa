//! The catalogue as a formal document: what it holds, and what a browser prints of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use crate::harness::pages::{Built, Page};
use crate::harness::registry::Registry;

const PAGES: [&str; 2] = ["print/catalogue.html", "en/print/catalogue.html"];

/// The codes of the lines, in order.
fn codes(page: &Page) -> Vec<&str> {
    page.all("tr").filter_map(|row| row.get("id")?.strip_prefix("n-")).collect()
}

#[test]
fn every_listed_standard_stands_in_the_table_once() {
    let registry = Registry::own();
    let built = Built::read(&registry.build());
    let ours = listed_on_day(&registry);
    for path in PAGES {
        let page = &built.pages[path];
        let codes = codes(page);
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "{path}: a code is there twice");
        let linked = page.all("a").filter_map(|link| link.get("href")?.strip_prefix("../standards/"));
        let linked = linked.filter_map(|file| file.strip_suffix(".html")).filter(|id| *id != "index");
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        linked.for_each(|id| *counted.entry(id).or_default() += 1);
        assert_eq!(counted.keys().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>(), ours, "{path}");
        assert!(counted.values().all(|n| *n == 1), "{path}: {counted:?}");
        assert_eq!(codes.len(), ours.len(), "{path}");
    }
}

/// The ids of the standards that are listed on the day, as `show` says.
fn listed_on_day(registry: &Registry) -> BTreeSet<String> {
    let out = registry.on_day("list standards --format json").out;
    let all: serde_json::Value = serde_json::from_str(&out).unwrap();
    let listed = all["records"].as_array().unwrap().iter().filter(|record| {
        let entry = &record["catalogue"];
        entry["status"] == "listed" && entry["listed"].as_str().is_some_and(|day| day <= "2026-11-21")
    });
    listed.map(|record| record["slug"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_document_has_its_parts_in_order() {
    let registry = Registry::own();
    let built = Built::read(&registry.build());
    for (path, title, day, parts) in [
        (
            PAGES[0],
            "长沙市电子政务服务标准实施目录",
            "2026年11月21日",
            ["目次", "编制说明", "标准明细表", "标准统计表", "标准号索引"],
        ),
        (
            PAGES[1],
            "Implementation Catalogue of E-government Service Standards, Changsha",
            "21 November 2026",
            ["Contents", "Explanation", "Table of standards", "Figures", "Index by number"],
        ),
    ] {
        let page = &built.pages[path];
        assert_eq!(page.faults(), Vec::<String>::new());
        let mut at = 0;
        for word in [title, day].into_iter().chain(parts) {
            let found = page.text[at..].find(word);
            at += found.unwrap_or_else(|| panic!("{path}: {word} is not there, or not in order"));
        }
        let heads = page.all("thead").count();
        assert_eq!(heads, page.all("table").count(), "every table has a head that is repeated on the next sheet");
        assert!(page.all("link").any(|link| link.get("href").is_some_and(|href| href.ends_with("assets/print.css"))));
        let anchors: BTreeSet<String> = codes(page).into_iter().map(|code| format!("#n-{code}")).collect();
        let index: BTreeSet<String> = page
            .all("a")
            .filter_map(|link| link.get("href"))
            .filter(|href| href.starts_with("#n-"))
            .map(str::to_owned)
            .collect();
        assert_eq!(index, anchors, "the index leads to every line and to nothing else");
    }
    // The columns of the detail table of GB/T 13016.
    let html = std::fs::read_to_string(built.folder.join(PAGES[0])).unwrap();
    let detail = html.split("doc-detail").nth(1).unwrap().split("</thead>").next().unwrap();
    let columns: Vec<&str> = detail.split("<th ").skip(1).map(|cell| cell.split(['>', '<']).nth(1).unwrap()).collect();
    assert_eq!(
        columns,
        [
            "序号",
            "体系编号",
            "标准号",
            "标准名称",
            "宜定级别",
            "实施日期",
            "国际国外标准号及采用程度",
            "被代替标准号或作废",
            "备注"
        ]
    );
    let serials: Vec<&str> = html.split("<td class=\"n\">").skip(1).filter_map(|cell| cell.split('<').next()).collect();
    let lines = codes(&built.pages[PAGES[0]]).len();
    assert_eq!(serials[..lines], (1..=lines).map(|n| n.to_string()).collect::<Vec<_>>());
    let clauses = &built.pages[PAGES[0]].text;
    assert!(
        clauses.contains("《长沙市电子政务服务标准化管理暂行办法》第十条、第十二条、第十七条")
            && clauses.contains("第二十条")
    );
}

#[test]
fn a_pdf_that_is_wanted_and_cannot_be_made_is_spoken_of() {
    let registry = Registry::sound();
    let ran = registry.on_day("build --pdf --lang en");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("no PDF was made: there is no Chromium on the PATH"), "{ran:?}");
    assert!(!registry.path("public/catalogue.pdf").exists());
    let missing = registry.on_day("build --pdf-engine nowhere/chromium --lang en");
    assert_eq!(missing.code, 2, "{missing:?}");
    assert!(missing.err.contains("nowhere/chromium made no PDF"), "{missing:?}");
    assert_eq!(registry.on_day("build --lang en").err, "", "nobody asked for a PDF");
    registry.edit("book.toml", "jurisdiction =", "pdf = true\njurisdiction =");
    assert!(registry.on_day("build --lang en").err.contains("no PDF was made"));
    assert_eq!(registry.on_day("build --no-pdf --lang en").err, "");
}

/// A tool of poppler; its absence is a failure where everything is installed.
fn poppler(tool: &str, file: &Path, more: &[&str]) -> Option<String> {
    let output = match Command::new(tool).args(more).arg(file).args((tool == "pdftotext").then_some("-")).output() {
        Ok(output) => output,
        Err(error) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "CI=true, and there is no {tool}: {error}");
            eprintln!("there is no {tool}: the PDF is not read");
            return None;
        }
    };
    assert!(output.status.success(), "{tool} {}", file.display());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_browser_prints_the_document_on_a4_with_page_numbers() {
    let Some(browser) = crate::browser::browser() else { return };
    let registry = Registry::own();
    let engine = browser.to_str().unwrap();
    let build = |out: &str| {
        let ran =
            registry.mulu(["build", "--as-of", "2026-11-21", "--lang", "en", "--out", out, "--pdf-engine", engine]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
        ["catalogue.pdf", "catalogue.en.pdf"].map(|name| std::fs::read(registry.path(out).join(name)).unwrap())
    };
    let first = build("one");
    // Built again, the same bytes: the tally of a build of the same folder says so too.
    let again =
        registry.mulu(["build", "--as-of", "2026-11-21", "--lang", "en", "--out", "one", "--pdf-engine", engine]);
    assert!(again.out.contains(": 0 written"), "{}", again.out);
    let page = std::fs::read_to_string(registry.path("one/print/catalogue.html")).unwrap();
    assert!(page.contains("href=\"../catalogue.pdf\""));
    let manifest = std::fs::read_to_string(registry.path("one/manifest.json")).unwrap();
    assert!(!manifest.contains(".pdf\""), "the manifest promises only what any machine makes again");
    for (bytes, (name, title, row)) in first.iter().zip([
        ("catalogue.pdf", "标准明细表", "GB/T 22239—2019"),
        ("catalogue.en.pdf", "Table of standards", "GB/T 22239—2019"),
    ]) {
        assert!(bytes.starts_with(b"%PDF-"));
        let file = registry.path("one").join(name);
        let Some(info) = poppler("pdfinfo", &file, &[]) else { return };
        let field =
            |key: &str| info.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim().to_owned();
        assert!(field("Page size:").contains("A4"), "{info}");
        let pages: usize = field("Pages:").parse().unwrap();
        assert!((10..60).contains(&pages), "{pages}");
        assert!(field("CreationDate:").contains("Nov 21") && field("ModDate:").contains("2026"), "{info}");
        // Readers aloud find their way, and the letters are in the file: the table lies on sheets of their own.
        assert_eq!(field("Tagged:"), "yes", "{info}");
        let Some(fonts) = poppler("pdffonts", &file, &[]) else { return };
        let embedded: Vec<&str> =
            fonts.lines().skip(2).map(|font| font.split_whitespace().rev().nth(4).unwrap_or_default()).collect();
        assert!(!embedded.is_empty() && embedded.iter().all(|word| *word == "yes"), "{fonts}");
        let Some(sizes) = poppler("pdfinfo", &file, &["-f", "1", "-l", "99"]) else { return };
        let lying = |line: &&str| line.contains("size:") && line.contains("841.") && line.contains("x 59");
        let (wide, all) =
            (sizes.lines().filter(lying).count(), sizes.lines().filter(|line| line.contains("size:")).count());
        assert!(wide > 3 && all - wide > 3, "{sizes}");
        let Some(text) = poppler("pdftotext", &file, &["-layout"]) else { return };
        assert!(text.contains(title) && text.contains(row), "{name}");
        assert!(
            !text.contains("file:/") && !String::from_utf8_lossy(bytes).contains("file:/"),
            "{name} names a folder of this machine"
        );
        let sheets: Vec<&str> = text.split('\u{c}').collect();
        let number = |sheet: &str, n: usize| {
            let squeezed: String = sheet.chars().filter(|c| !c.is_whitespace()).collect();
            squeezed.contains(&format!("—{n}/{pages}—"))
        };
        assert!(!number(sheets[0], 1), "the cover has no number");
        for n in 2..=pages {
            assert!(number(sheets[n - 1], n), "{name}: page {n} has no number:\n{}", sheets[n - 1]);
        }
    }
}
