//! `file-name-mismatch`: a file that is not named after its number.

use std::hash::{DefaultHasher, Hash, Hasher};

use unicode_normalization::UnicodeNormalization;

use crate::address::{LONGEST_NAME, is_name};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{FileId, Kind, Span};
use crate::number::is_device_name;
use crate::registry::Registry;
use crate::source::{kind_of, stem};

use super::level_mismatch::home;

/// The rule.
pub static RULE: Rule = Rule {
    id: "file-name-mismatch",
    group: RuleGroup::Numbers,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "文件名与编号不符，或不能作网址",
        en: "a file that is not named after its number, or whose name cannot be an address",
    },
    document: include_str!("file_name_mismatch.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
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
/// `_` and `-`. `index` is the name of a section's own page.
fn addressable(registry: &Registry, file: FileId, findings: &mut Findings<'_>) {
    let (_, id) = registry.record_of(file);
    if is_name(id) {
        return;
    }
    if is_device_name(id) {
        findings.report(
            file,
            Span::default(),
            message!("{id} 是 Windows 的设备名，不能作文件名", "`{id}` is the name of a device on Windows"),
            message!(
                "换一个文件名：这样的文件在 Windows 上签不出来",
                "choose another name: on Windows this file cannot be checked out"
            ),
        );
        return;
    }
    let shown: String = id.chars().take(LONGEST_NAME).collect::<String>().escape_debug().to_string();
    findings.report(
        file,
        Span::default(),
        message!("“{shown}”不能作文件名", "`{shown}` cannot be the name of a record"),
        message!(
            "文件名即网址：只用字母（含汉字）、数字和 . _ -，不以点结尾，不超过 {LONGEST_NAME} 字节，且不是 index、index-2",
            "the name becomes an address: use letters, digits and . _ -, no point at its end, at most {LONGEST_NAME} bytes, and neither `index` nor `index-2`"
        ),
    );
}

/// Two records of a kind whose ids differ by the case of their letters or their Unicode form only, or not at all: on Windows and macOS one file, and one
/// page, would take the other's place.
fn alike(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let name = |file: FileId| folded(stem(registry.path(file)));
    let files = registry.file_ids();
    // Sums of the names, not the names: there may be a million.
    let mut sums: Vec<(u64, FileId)> =
        files.filter_map(|file| Some((sum_of(kind_of(registry.path(file))?, &name(file)), file))).collect();
    sums.sort_unstable();
    for same in sums.chunk_by(|(one, _), (other, _)| one == other).filter(|same| same.len() > 1) {
        for (at, (_, file)) in same.iter().enumerate().skip(1).filter(|(_, (_, file))| cx.asks_of(*file)) {
            let is_alike = |other: FileId| {
                kind_of(registry.path(other)) == kind_of(registry.path(*file)) && name(other) == name(*file)
            };
            if let Some((_, other)) = same.iter().take(at).find(|(_, other)| is_alike(*other)) {
                report_alike(registry, *file, *other, findings);
            }
        }
    }
}

fn report_alike(registry: &Registry, file: FileId, other: FileId, findings: &mut Findings<'_>) {
    let id = stem(registry.path(file));
    let finding = findings.report(
        file,
        Span::default(),
        message!(
            "文件名 {id} 与另一记录的只有大小写之别，或相同",
            "another record is named `{id}` too, or differs by the case of its letters only"
        ),
        message!(
            "给其中一个改名：在 Windows 和 macOS 上两者是同一个文件",
            "rename one of them: on Windows and macOS both are one file"
        ),
    );
    let path = registry.path(other).to_owned();
    finding.because(other, Span::default(), message!("另一记录：{path}", "the other record: {path}"));
}

/// A sum of a record's name, the same in every run: those of two names may be the same by chance.
fn sum_of(kind: Kind, name: &str) -> u64 {
    let mut sum = DefaultHasher::new();
    (kind, name).hash(&mut sum);
    sum.finish()
}

/// A name as a file system takes it that tells neither case nor the form of characters apart.
fn folded(id: &str) -> String {
    if id.is_ascii() { id.to_ascii_lowercase() } else { id.to_lowercase().nfc().collect() }
}

/// A standard's file stem is its number's slug: links and addresses are made of it. A document without a number is named freely.
fn numbered(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        let Some(cited) = &standard.number else { continue };
        let slug = cited.number.slug();
        if slug == standard.id {
            continue;
        }
        let path = cx.registry.path(standard.file);
        let here = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        // Where the folder is another level's, too, one move corrects both.
        let folder = home(cx.registry, standard).map_or(here, |level| format!("standards/{}", level.id()));
        let number = &cited.number;
        findings.report(
            standard.file,
            cited.span,
            message!("{number} 的文件名应为 {slug}.md", "the file of {number} is named {slug}.md"),
            message!("git mv {path} {folder}/{slug}.md", "git mv {path} {folder}/{slug}.md"),
        );
    }
}
