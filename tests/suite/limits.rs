//! What of a stranger's making would fill the memory, overflow the stack or never end: refused, and the file is named.

#![allow(clippy::disallowed_methods, reason = "a bound that does not hold would run for hours: the test ends")]

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::program::Ran;
use crate::harness::registry::{BOOK, NEW_EDITION, Registry};

/// Runs within seconds and ends without a signal; a test that takes longer is a bound that does not hold.
#[track_caller]
fn soon(registry: &Registry, args: &str) -> Ran {
    let begun = Instant::now();
    let ran = registry.on_day(args);
    assert!(begun.elapsed() < Duration::from_mins(2), "{args} took {:?}", begun.elapsed());
    assert_ne!(ran.code, 101, "{args}: {}", ran.err);
    ran
}

fn english() -> String {
    std::fs::read_to_string(crate::harness::own("site/i18n/en.ftl")).unwrap()
}

#[test]
fn deep_translations_are_refused_by_name_and_line() {
    let selects = format!("{}x{}", "{ \"a\" ->\n *[a] ".repeat(120), "\n }".repeat(120));
    for deep in ["{".repeat(20_000), selects, format!("{{ {}", "A(".repeat(20_000)), "{".repeat(200_000)] {
        let registry = Registry::sound();
        registry.write("site/i18n/en.ftl", format!("{}\nzz = {deep}\n", english()));
        let ran = soon(&registry, "build --no-pdf");
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("site/i18n/en.ftl: ") && ran.err.contains("nest deeper"), "{}", ran.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_template_that_doubles_a_text_is_stopped_and_named() {
    let registry = Registry::sound();
    let doubled = "{% set x = x ~ x %}".repeat(40);
    registry.write("templates/404.html", format!("{{% set x = \"aaaaaaaaaaaaaaaa\" %}}{doubled}{{{{ x }}}}"));
    let ran = soon(&registry, "build --no-pdf");
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("templates/404.html: "), "{}", ran.err);
}

#[test]
fn a_template_that_never_ends_is_stopped_and_named() {
    let registry = Registry::sound();
    let open = "{% for a in range(end=100000) %}".repeat(4);
    registry.write("templates/404.html", format!("{open}{}", "{% endfor %}".repeat(4)));
    let ran = soon(&registry, "build --no-pdf");
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("templates/404.html: ") && ran.err.contains("20 s"), "{}", ran.err);
}

#[test]
fn a_very_long_tag_and_a_very_large_template_are_refused() {
    let registry = Registry::sound();
    for (text, said) in [
        (format!("{{{{ lang{} }}}}", " ~ lang".repeat(100_000)), "404.html: "),
        ("x".repeat((1 << 20) + 1), "templates/404.html"),
    ] {
        registry.write("templates/404.html", text);
        let ran = soon(&registry, "build --no-pdf");
        assert!(ran.code == 2 && ran.err.contains(said), "{}", ran.err);
    }
}

/// Nine trees of ten entries each, of which the deepest names a record: a hundred million files.
#[test]
fn trees_that_name_a_hundred_million_files_stop_nothing_else() {
    let folder = Registry::sound().into_folder();
    let git = git2::Repository::init(folder.path()).unwrap();
    let blob = git.blob(NEW_EDITION.as_bytes()).unwrap();
    let tree = |entries: &[(&str, git2::Oid, i32)]| {
        let mut tree = git.treebuilder(None).unwrap();
        entries.iter().for_each(|(name, id, mode)| drop(tree.insert(name, *id, *mode).unwrap()));
        tree.write().unwrap()
    };
    let names: Vec<String> = (0..10).map(|at| format!("{at}.md")).collect();
    let of = |id, mode| names.iter().map(|name| (name.as_str(), id, mode)).collect::<Vec<_>>();
    let mut deep = tree(&of(blob, 0o100_644));
    for _ in 0..8 {
        deep = tree(&of(deep, 0o040_000));
    }
    let book = git.blob(BOOK.as_bytes()).unwrap();
    let top = tree(&[("book.toml", book, 0o100_644), ("standards", deep, 0o040_000)]);
    let small = tree(&[("book.toml", book, 0o100_644)]);
    let who = git2::Signature::new("t", "t@example.org", &git2::Time::new(1_700_000_000, 0)).unwrap();
    let commit = |tree, parents: &[&git2::Commit<'_>]| {
        let tree = git.find_tree(tree).unwrap();
        git.find_commit(git.commit(None, &who, &who, "x", &tree, parents).unwrap()).unwrap()
    };
    let first = commit(small, &[]);
    let bomb = commit(top, &[&first]);
    let last = commit(small, &[&bomb]);
    git.reference("refs/heads/bomb", bomb.id(), true, "").unwrap();
    git.reference("refs/heads/main", last.id(), true, "").unwrap();
    git.set_head("refs/heads/main").unwrap();
    let mulu = |args: &str| {
        let args = args.split(' ').chain(["--as-of", "2026-11-21", "--lang", "en"]);
        let begun = Instant::now();
        let ran = crate::harness::program::run(crate::harness::program::mulu(folder.path(), args));
        assert!(begun.elapsed() < Duration::from_mins(2), "{:?}", begun.elapsed());
        ran
    };
    let base = mulu("check --base bomb");
    assert!(base.code == 2 && base.err.contains("2000000 files"), "{base:?}");
    let read = mulu("list standards --rev bomb");
    assert!(read.code == 2 && read.err.contains("2000000 files"), "{read:?}");
    assert_eq!(mulu("log GB/T22239-2019").code, 0);
    assert_eq!(mulu("build --no-pdf").code, 0);
    // Also where it is what is checked out.
    git.set_head("refs/heads/bomb").unwrap();
    assert_eq!(mulu("build --no-pdf").code, 0);
}

fn workbook(strings: &str, sheet: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let files = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\">{strings}</sst>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>")),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}").as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const HEADER: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>";
const NAMES: &str = "<si><t>标准号</t></si><si><t>标准名称</t></si>";

/// One text of a hundred thousand characters, named by ten thousand cells: a small file, and a gigabyte once it is read.
#[test]
fn a_text_that_many_cells_name_is_counted_each_time() {
    let rows: String =
        (2..10_002).map(|row| format!("<row r=\"{row}\"><c r=\"B{row}\" t=\"s\"><v>2</v></c></row>")).collect();
    let strings = format!("{NAMES}<si><t>{}</t></si>", "a".repeat(100_000));
    let registry = Registry::sound();
    registry.write("in.xlsx", workbook(&strings, &format!("<sheetData>{HEADER}{rows}</sheetData>")));
    let ran = soon(&registry, "import --lang en --source x in.xlsx");
    assert!(ran.code == 2 && ran.err.contains("in.xlsx: ") && ran.err.contains("256 MiB"), "{}", ran.err);
}

/// Ten thousand merged areas over as many rows are a hundred million cells.
#[test]
fn merged_areas_over_many_rows_are_refused() {
    let rows: String =
        (2..10_002).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let merges = "<mergeCell ref=\"A2:B10000\"/>".repeat(9_000);
    let sheet = format!("<sheetData>{HEADER}{rows}</sheetData><mergeCells>{merges}</mergeCells>");
    let registry = Registry::sound();
    registry.write("in.xlsx", workbook(NAMES, &sheet));
    let ran = soon(&registry, "import --lang en --source x in.xlsx");
    assert!(ran.code == 2 && ran.err.contains("merged"), "{}", ran.err);
}

/// A link in a folder's place may lead to anybody's files: none of their lines is shown, and none is published.
#[cfg(unix)]
#[test]
fn no_link_is_followed_in_the_place_of_a_folder() {
    let strange = tempfile::tempdir().unwrap();
    std::fs::write(strange.path().join("credentials.toml"), "token = \"SECRET\"\n").unwrap();
    std::fs::write(strange.path().join("404.html"), "SECRET").unwrap();
    for folder in ["projects", "agencies/inner", "templates", "site"] {
        let registry = Registry::sound();
        std::os::unix::fs::symlink(strange.path(), registry.path(folder)).unwrap();
        let ran = registry.on_day("check");
        assert!(!ran.out.contains("SECRET") && !ran.err.contains("SECRET"), "{folder}");
        let built = registry.on_day("build --no-pdf");
        let page = std::fs::read_to_string(registry.path("public/404.html")).unwrap_or_default();
        assert!(!built.err.contains("SECRET") && !page.contains("SECRET"), "{folder}");
        if folder == "templates" || folder == "site" {
            assert!(built.code == 2 && built.err.contains(folder), "{}", built.err);
        }
    }
}

/// A record named like the second page of a long list has a page of its own.
#[test]
fn what_a_section_calls_its_pages_is_kept_from_records() {
    let registry = Registry::sound();
    for id in ["index", "index-2"] {
        registry.write(&format!("agencies/{id}.toml"), format!("name = \"机构{id}\"\njurisdiction = \"430100\"\n"));
    }
    let ran = registry.on_day("check --lang en");
    assert!(ran.code == 1 && ran.out.contains("agencies/index-2.toml"), "{}", ran.out);
    let built = crate::harness::pages::files(&registry.build());
    for path in ["agencies/=69ndex.html", "agencies/=69ndex-2.html"] {
        let page = String::from_utf8_lossy(&built[path]);
        assert!(page.contains("机构index"), "{path}");
    }
    assert!(built.contains_key("agencies/index.html"));
    for id in ["con", "index", "index-2", "nul.x"] {
        assert_eq!(registry.mulu(["new", "agency", id, "--name", "甲"]).code, 2, "{id}");
    }
}

/// `--out` names any place, but none that the site is made from.
#[test]
fn no_site_is_built_into_what_it_is_made_from() {
    let registry = Registry::sound();
    for out in ["templates", "site/assets", "standards", ".git/refs/heads", "projects/x"] {
        let ran = registry.on_day(&format!("build --no-pdf --out {out}"));
        assert!(ran.code == 2 && !registry.path(out).join("index.html").exists(), "{out}: {}", ran.err);
    }
}

#[test]
fn every_bound_is_listed() {
    let ran = Registry::bare().mulu(["check", "--limits", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for row in ["a record", "files named by a revision", "cells that are merged", "time for a page"] {
        assert!(ran.out.contains(row), "{}", ran.out);
    }
}

/// A bound that is declared is printed.
#[test]
fn every_bound_is_in_the_table() {
    let declared = std::fs::read_to_string(crate::harness::own("crates/mulu-core/src/limits.rs")).unwrap();
    let printed = std::fs::read_to_string(crate::harness::own("src/cli/limits.rs")).unwrap();
    let rows = printed.split("const ROWS").nth(1).unwrap();
    let names = declared.lines().filter_map(|line| line.strip_prefix("pub const ")?.split(':').next());
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert!(rows.contains(&format!(" {name}")), "{name} is declared and not printed");
    }
}

/// One line, one record or one ring of records with tens of thousands of faults: read in seconds, each told once.
#[test]
fn what_has_very_many_faults_is_checked_in_time_that_grows_with_them() {
    let words =
        |letter: &str, count: usize| (0..count).map(|at| format!("\"{letter}{at}\"")).collect::<Vec<_>>().join(", ");
    let project =
        format!("name = \"甲\"\njurisdiction = \"430100\"\nstage = \"planning\"\ntraits = [{}]\n", words("w", 20_000));
    let clause = "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\nissued = 2018-01-01\neffective = 2018-02-01\n\n[[clause]]\nid = \"1\"\ntext = \"条\"\nsubject = \"project\"\nwhen = 'traits.exists(t, t in traits && t == \"x\")'\n+++\n";
    let reviews = "[[review]]\ndate = 2020-01-01\n".repeat(12_000);
    let standard = format!(
        "+++\nnumber = \"GB/T 9-2019\"\ntitle = \"丙\"\nissued = 2019-01-01\neffective = 2019-06-01\nclasses = [{}]\n\n{reviews}+++\n",
        words("c", 10_000)
    );
    let registry = Registry::empty()
        .file("projects/p.toml", &project)
        .file("policies/p.md", clause)
        .file("standards/national/gb-t-9-2019.md", &standard);
    for n in 1..=150 {
        let others: Vec<String> = (1..=150).filter(|own| *own != n).map(|own| format!("\"GB/T {own}-2001\"")).collect();
        let own = format!(
            "+++\nnumber = \"GB/T {n}-2001\"\ntitle = \"标准{n}\"\nissued = 2001-01-01\neffective = 2001-06-01\nreplaces = [{}]\n+++\n",
            others.join(", ")
        );
        registry.write(&format!("standards/national/gb-t-{n}-2001.md"), own);
    }
    let ran = soon(&registry, "check --lang en --format json");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(ran.out.matches("\"replacement-cycle\"").count(), 1, "one ring, though all replace each other");
    assert!(ran.out.matches("\"unknown-trait\"").count() >= 20_000);
}
