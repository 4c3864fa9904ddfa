//! An audit as Markdown: to be put into a merge request or an opinion.

use std::fmt::Write as _;
use std::io;

use mulu_core::message;
use mulu_core::message::{Lang, Message};

use super::super::open;
use super::AuditReport;
use super::table::{cells, headline, next_of, remarks, title};

/// A section for each project.
///
/// # Errors
/// When the output cannot be written.
pub fn markdown(page: &AuditReport<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let lang = page.opened.lang;
    let mut text = String::new();
    for (index, entry) in page.entries().enumerate() {
        let entry = &entry;
        let gap = if index == 0 { "" } else { "\n" };
        let _ = writeln!(text, "{gap}## {}\n\n{}", plain(&title(page, entry)), plain(headline(entry).get(lang)));
        if !entry.audit.obligations.is_empty() {
            let headers = if lang == Lang::Zh {
                "| | 结论 | 时点 | 要求 | 依据 | 答复 |"
            } else {
                "| | verdict | gate | what is asked | by | answer |"
            };
            let _ = writeln!(text, "\n{headers}\n|---|---|---|---|---|---|");
        }
        for obligation in &entry.audit.obligations {
            let mark = if obligation.holds { "✗" } else { "" };
            let cells = cells(page, obligation);
            let row = [mark, &cells.verdict, &cells.gate, &cells.asked, &cells.by, &cells.answer];
            let row: Vec<String> = row.into_iter().map(plain).collect();
            let _ = writeln!(text, "| {} |", row.join(" | "));
        }
        for remark in remarks(page, entry) {
            let _ = writeln!(text, "\n{}", plain(remark.get(lang)));
        }
        if let Some((stage, asks)) = next_of(page, entry).filter(|(_, asks)| !asks.is_empty()) {
            let name = stage.phrase().get(lang);
            let heading = if lang == Lang::Zh {
                format!("到{name}阶段还要落实")
            } else {
                format!("Asked at {name} as well")
            };
            let _ = writeln!(text, "\n### {heading}\n");
            for obligation in &asks {
                let cells = cells(page, obligation);
                let _ = writeln!(text, "- {} ({})", plain(&cells.asked), plain(&cells.by));
            }
        }
        out.write_all(text.as_bytes())?;
        text.clear();
    }
    let _ = writeln!(text, "\n{}", plain(made(page).get(lang)));
    out.write_all(text.as_bytes())
}

/// By what it was made, for which day, and from which commit: what an opinion is held to.
fn made(page: &AuditReport<'_>) -> Message {
    let opened = page.opened;
    let (version, day) = (env!("CARGO_PKG_VERSION"), opened.day);
    match open::revision(&opened.source, &opened.registry.files).map(|revision| revision.short()) {
        Some(commit) => message!(
            "生成工具 Mulu {version}；审查依据日期 {day}；提交 {commit}。",
            "Made with Mulu {version}; as of {day}; commit {commit}."
        ),
        None => message!("生成工具 Mulu {version}；审查依据日期 {day}。", "Made with Mulu {version}; as of {day}."),
    }
}

/// A record's text as plain words of Markdown: nothing in it is markup, and it stays in its cell.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '~' | '!' => plain.extend(['\\', c]),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}
