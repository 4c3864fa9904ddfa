//! A policy cut from the text of its measure, whatever the text comes in.

use std::io::Write;

use crate::harness::registry::Registry;

use super::{does, run};

const TEXT: &str = "湘江市人民政府办公室关于印发《湘江市政务云管理办法》的通知\n\n湘政办发〔2026〕7号\n\n湘江市人民政府办公室\n2026年3月2日\n\n湘江市政务云管理办法\n第一章 总则\n第一条 本办法适用于市直各单位。\n第二章 管理\n第二条 上云系统根据 GB/T22239—2019 定级，并：\n(一)备案;\n(二)测评。\n第三条 本办法自2026年4月1日起施行，有效期五年。\n";

fn office() -> Registry {
    let registry = Registry::bare();
    does(&registry, "init --title 目录 --jurisdiction 430400 --authority 数据局");
    registry
}

/// The record without the line that names the document it was cut from.
fn cut(registry: &Registry, id: &str) -> String {
    let text = registry.read(&format!("policies/{id}.md"));
    text.lines().filter(|line| !line.starts_with("# 由 ")).map(|line| format!("{line}\n")).collect()
}

fn docx() -> Vec<u8> {
    let paragraphs: String = TEXT.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let xml = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}</w:body></w:document>"
    );
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    package.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    package.write_all(xml.as_bytes()).unwrap();
    package.finish().unwrap().into_inner()
}

#[test]
fn every_kind_of_document_is_cut_alike_and_the_record_passes() {
    let registry = office();
    let (gbk, _, lost) = encoding_rs::GBK.encode(TEXT);
    assert!(!lost);
    let html: String = TEXT.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    registry.write("a.txt", TEXT);
    registry.write("b.txt", &gbk);
    registry.write("c.html", format!("<!DOCTYPE html><html><body>{html}</body></html>"));
    registry.write("d.docx", docx());
    for (id, file) in [("a", "a.txt"), ("b", "b.txt"), ("c", "c.html"), ("d", "d.docx")] {
        does(&registry, &format!("new policy {id} --from {file} --jurisdiction 430400"));
        assert_eq!(cut(&registry, id), cut(&registry, "a"), "{file}");
    }
    let record = cut(&registry, "a");
    for line in [
        "title = \"湘江市政务云管理办法\"",
        "number = \"湘政办发〔2026〕7号\"",
        "issuer = \"湘江市人民政府办公室\"",
        "issued = 2026-03-02",
        "effective = 2026-04-01",
        "expires = 2031-03-31",
        "source = [{ title = \"湘政办发〔2026〕7号\", checked = 2026-11-21 }]",
        "# 第二章 管理",
        "text = \"\"\"\n上云系统根据GB/T22239—2019定级，并：\n(一)备案;\n(二)测评。\"\"\"",
        "# mandates = [\"GB/T 22239-2019\"]",
    ] {
        assert!(record.contains(line), "{line}\n{record}");
    }
    assert_eq!(record.matches("[[clause]]").count(), 3);
    does(&registry, "check");
    assert_eq!(does(&registry, "fmt --check"), "", "what is made is in order");
}

#[test]
fn of_several_measures_one_is_chosen_and_a_text_without_articles_is_refused() {
    let registry = office();
    registry.write("two.txt", "甲办法\n第一条 自2020年1月1日起施行。\n\n乙办法\n第一条 自2021年1月1日起施行。\n");
    registry.write("none.txt", "没有条文。\n");
    let unsaid = run(&registry, "new policy x --from two.txt");
    assert!(
        unsaid.code == 2 && unsaid.err.contains("1 甲办法（1）") && unsaid.err.contains("--measure"),
        "{}",
        unsaid.err
    );
    let wrong = run(&registry, "new policy x --from two.txt --measure 丙");
    assert!(wrong.code == 2 && wrong.err.contains("没有“丙”"), "{}", wrong.err);
    does(&registry, "new policy x --from two.txt --measure 乙办法 --issued 2020-12-01 --jurisdiction 430400");
    assert!(registry.read("policies/x.md").contains("effective = 2021-01-01"));
    let none = run(&registry, "new policy y --from none.txt");
    assert!(none.code == 2 && none.err.contains("没有条文"), "{}", none.err);
}

#[test]
fn items_are_clauses_of_their_own_where_that_is_asked_for() {
    let registry = office();
    let text = TEXT.replace("(二)测评。\n", "(二)测评：\n1.等级测评；\n2.密码评估。\n前款的费用列入预算。\n");
    registry.write("a.txt", &text);
    does(&registry, "new policy a --from a.txt --items --jurisdiction 430400");
    let record = registry.read("policies/a.md");
    for clause in [
        "id = \"2\"\ntext = \"\"\"\n上云系统根据GB/T22239—2019定级，并：\n……前款的费用列入预算。\"\"\"",
        "id = \"2.1\"\ntext = \"(一)备案;\"",
        "id = \"2.2\"\ntext = \"\"\"\n(二)测评：\n1.等级测评；\n2.密码评估。\"\"\"",
        "id = \"3\"\n",
    ] {
        assert!(record.contains(clause), "{clause}\n{record}");
    }
    assert_eq!(record.matches("[[clause]]").count(), 5);
    does(&registry, "check");
    assert!(does(&registry, "show a#2.2").contains("密码评估"));
}
