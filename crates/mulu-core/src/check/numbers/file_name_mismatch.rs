//! `file-name-mismatch`: a file that is not named after its number.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::address::{LONGEST_NAME, is_name};
use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::model::{FileId, Kind, Span};
use crate::registry::Registry;
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "file-name-mismatch",
    group: Group::Numbers,
    level: Level::Deny,
    summary: Phrase {
        zh: "文件名与编号不符，或不能作网址",
        en: "a file that is not named after its number, or whose name cannot be an address",
    },
    document: include_str!("file_name_mismatch.md"),
    run: Run::Registry(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let of = |standard: &crate::model::Standard| (standard.file, standard.number.is_some());
    let standards =
        cx.standards().map(|(_, standard)| of(standard)).filter(|(_, numbered)| !numbered).map(|(file, _)| file);
    let others = cx.policies().map(|policy| policy.file);
    let others = others.chain(cx.agencies().map(|agency| agency.file));
    for file in standards.chain(others).chain(cx.projects().map(|project| project.file)) {
        addressable(registry, file, findings);
    }
    numbered(cx, findings);
    alike(cx, findings);
}

/// A record's file stem is its id, its page's address, and what other records cite it by: letters and digits of any script, `.`,
/// `_` and `-`. What a device or a section's own page is called is no name of a record.
fn addressable(registry: &Registry, file: FileId, findings: &mut Findings<'_>) {
    let (_, id) = registry.record_of(file);
    if is_name(id) {
        return;
    }
    let shown: String = id.chars().take(LONGEST_NAME).collect::<String>().escape_debug().to_string();
    findings.report(
        file,
        Span::default(),
        say!("“{shown}”不能作文件名", "`{shown}` cannot be the name of a record"),
        say!(
            "文件名即网址：只用字母（含汉字）、数字和 . _ -，不以点结尾，不超过 {LONGEST_NAME} 字节，且不是 index、index-2，也不是 Windows 的设备名（con、nul、com1 等）",
            "the name becomes an address: use letters, digits and . _ -, no point at its end, at most {LONGEST_NAME} bytes, and neither `index` or `index-2` nor a device of Windows (con, nul, com1 and so on)"
        ),
    );
}

/// Two records of a kind whose names differ by case or by Unicode form only: on Windows and macOS one is checked out over the other, and
/// one page written over the other.
fn alike(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let folded = |file: FileId| {
        let (kind, id) = registry.record_of(file);
        let folded = if id.is_ascii() { id.to_ascii_lowercase() } else { id.to_lowercase().nfc().collect() };
        (kind, folded)
    };
    let all = registry.standards.iter().map(|record| record.file);
    let all = all.chain(registry.policies.iter().map(|record| record.file));
    let all = all.chain(registry.agencies.iter().map(|record| record.file));
    let mut first: HashMap<(Kind, String), FileId> = HashMap::new();
    for file in all.chain(registry.projects.iter().map(|record| record.file)) {
        first.entry(folded(file)).or_insert(file);
    }
    let asked = cx.standards().map(|(_, record)| record.file).chain(cx.policies().map(|record| record.file));
    let asked = asked.chain(cx.agencies().map(|record| record.file)).chain(cx.projects().map(|record| record.file));
    for file in asked {
        let (_, id) = registry.record_of(file);
        let Some(other) = first.get(&folded(file)).copied().filter(|other| *other != file) else { continue };
        // The same name in two folders is what `duplicate-number` finds.
        if registry.record_of(other).1 == id {
            continue;
        }
        let (shown, path) = (id.escape_debug(), registry.path(other));
        findings
            .report(
                file,
                Span::default(),
                say!(
                    "“{shown}”与 {path} 只有大小写或字符形式不同",
                    "`{shown}` differs from {path} by case or by the form of its characters only"
                ),
                say!(
                    "改用另一个名字：在 Windows 和 macOS 上这两个文件是同一个",
                    "choose another name: on Windows and macOS the two are one file"
                ),
            )
            .because(other, Span::default(), say!("另一个在此", "the other is here"));
    }
}

/// A standard's file stem is its number's slug: links and addresses are made of it. A document without a number is named freely.
fn numbered(cx: &Context<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
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
