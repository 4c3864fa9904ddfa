//! The documents that the office signs: by command, as pages and as Word documents, which say the same.

use std::fs;
use std::path::Path;

use super::{does, run};
use crate::harness::registry::Registry;

const MEASURE: &str = "+++\ntitle = \"办法\"\nnumber = \"长发〔2020〕1号\"\njurisdiction = \"430100\"\nissued = 2020-01-01\neffective = 2020-02-01\n\
    [organs]\norders = \"office\"\nassesses = \"office\"\n\
    [[clause]]\nid = \"24\"\ntext = \"责令其限期改正。\"\nsubject = \"agency\"\nsanction = \"通报批评。\"\nassesses = [\"orders\"]\nenforced_by = [\"order-overdue\"]\n+++\n";

const OFFICE: &str = "name = \"标准办\"\njurisdiction = \"430100\"\nroles = [\"authority\"]\n";

const OWNER: &str = "name = \"住建局\"\njurisdiction = \"430100\"\n\
    [[order]]\nissued = 2026-03-02\ndeadline = 2026-05-31\nabout = \"目录没有更新\"\nclause = \"m#24\"\nby = \"office\"\n";

fn registry() -> Registry {
    Registry::empty()
        .file("policies/m.md", MEASURE)
        .file("agencies/office.toml", OFFICE)
        .file("agencies/owner.toml", OWNER)
        .file("projects/platform.toml", "name = \"平台\"\nagency = \"owner\"\nstage = \"planning\"\ntraits = []\n")
}

/// The lines of a Word document that have something in them.
fn lines(path: &Path) -> Vec<String> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let passage = mulu_exchange::cite::read("document.docx", &bytes).unwrap();
    let lines = passage.text().lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

#[test]
fn a_document_says_the_same_as_text_as_a_word_document_and_on_its_page() {
    let registry = registry();
    for (command, page) in [
        ("document rectification owner", "notices/agencies/owner-1"),
        ("document assessment owner", "assessments/owner"),
        ("document opinion platform", "opinions/platform"),
    ] {
        let text = does(&registry, &format!("{command} --lang zh-CN"));
        does(&registry, &format!("{command} --output out.docx --lang zh-CN"));
        let said = lines(&registry.path("out.docx"));
        let as_text: Vec<&str> =
            text.lines().flat_map(|line| line.split(" | ")).filter(|line| !line.is_empty()).collect();
        assert_eq!(said, as_text, "{command}");
        if page == "notices/agencies/owner-1" {
            assert_eq!((as_text[0], as_text[2]), ("责令限期整改通知书", "住建局："));
            let folder = registry.build();
            let html = fs::read_to_string(folder.join(format!("{page}.html"))).unwrap();
            assert!(said.iter().all(|line| html.contains(line.as_str())), "{html}");
            assert_eq!(lines(&folder.join(format!("{page}.docx"))), said);
            let agency = fs::read_to_string(folder.join("agencies/owner.html")).unwrap();
            assert!(agency.contains(&format!("../{page}.html")) && agency.contains("../assessments/owner.html"));
            let english = fs::read_to_string(folder.join("en/agencies/owner.html")).unwrap();
            assert!(english.contains("../../assessments/owner.html\" hreflang=\"zh-CN\""));
        } else {
            assert!(lines(&registry.path(&format!("public/{page}.docx"))).contains(&said[0]), "{page}");
        }
    }
}

#[test]
fn what_cannot_be_drawn_up_is_refused_with_what_to_do() {
    let registry = registry();
    for (command, why) in [
        ("document rectification platform", "没有这样的整改事项"),
        ("document rectification owner --clause m#24", "--clause 只用于项目"),
        ("document rectification platform --clause m#24", "不适用或未施行"),
        ("document rectification platform --clause m#99", "没有条款 m#99"),
        ("document assessment office", "没有可以考核的事项"),
        ("document opinion nobody", "没有项目 nobody"),
    ] {
        let ran = run(&registry, command);
        assert!(ran.code == 2 && ran.err.contains(why), "{command}: {} {}", ran.code, ran.err);
    }
}
