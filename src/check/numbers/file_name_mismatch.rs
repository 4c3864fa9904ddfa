//! `file-name-mismatch`: a file that is not named after its number.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "file-name-mismatch",
    group: Group::Numbers,
    level: Level::Deny,
    summary: Phrase { zh: "文件名与编号不符", en: "a file that is not named after its number" },
    document: include_str!("file_name_mismatch.md"),
    run: Run::Registry(check),
};

/// A standard's file stem is its number's slug: links and addresses are made of it. A document without a number is named freely.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    for standard in &cx.registry.standards {
        let Some(cited) = &standard.number else { continue };
        let slug = cited.number.slug();
        if slug == standard.id {
            continue;
        }
        let path = cx.registry.path(standard.file);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let number = &cited.number;
        findings.report(
            standard.file,
            cited.span,
            say!("{number} 的文件名应为 {slug}.md", "the file of {number} is named {slug}.md"),
            say!("git mv {path} {folder}/{slug}.md", "git mv {path} {folder}/{slug}.md"),
        );
    }
}
