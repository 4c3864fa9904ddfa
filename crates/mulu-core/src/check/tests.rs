//! Every rule's document is its test: each example is a registry, and the findings in it are what the rule must say.
//!
//! `MULU_BLESS=1 cargo test --lib check::tests` writes what the rules say into the documents; read the difference before you
//! commit it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::document::{Expectation, RuleDocument, RuleExample};
use super::{Base, ProposalCommit, Rule, Signature, check, check_file, check_files_at_once, check_proposal, rules};
use crate::audit::Audits;
use crate::finding::Finding;
use crate::message::Lang;
use crate::model::FileId;
use crate::registry::Registry;
use crate::report::Texts;
use crate::rights::{self, FileChange, VersionContent};
use crate::source::{Memory, kind_of};

#[test]
fn every_rule_says_what_its_document_says() {
    let mut wrong = String::new();
    for rule in rules() {
        let document = RuleDocument::parse(rule.document);
        for example in &document.examples {
            let said = findings_of(rule, example);
            if said != example.findings {
                let (id, title) = (rule.id, &example.title);
                let _ = writeln!(wrong, "{id}: {title}\n  says:\n{said}\n  document:\n{}", example.findings);
            }
        }
        if std::env::var_os("MULU_BLESS").is_some() {
            bless(rule, &document);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_document_is_whole() {
    for rule in rules() {
        let document = RuleDocument::parse(rule.document);
        let id = rule.id;
        assert!(!document.zh.is_empty() && !document.en.is_empty(), "{id}: an explanation is missing");
        for expectation in [Expectation::Fails, Expectation::Passes] {
            let shown = document.examples.iter().any(|example| example.expectation == expectation);
            assert!(shown, "{id}: no example {expectation:?}");
        }
        for example in &document.examples {
            let title = &example.title;
            assert!(!example.files.is_empty(), "{id}: {title}: no files");
            let found = !example.findings.is_empty();
            assert_eq!(
                found,
                example.expectation == Expectation::Fails,
                "{id}: {title}: findings and heading disagree"
            );
        }
    }
}

#[test]
fn ids_are_kebab_case_and_unique() {
    let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    for id in &ids {
        assert!(id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{id}");
        assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{id}");
    }
}

#[test]
fn every_rule_document_belongs_to_a_rule() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/check");
    let mut stems: Vec<String> = Vec::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        if entry.path().extension().is_some_and(|extension| extension == "md") {
            stems.push(entry.path().file_stem().unwrap_or_default().to_string_lossy().replace('_', "-"));
        }
    }
    stems.sort();
    let mut ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    ids.sort_unstable();
    assert_eq!(stems, ids);
}

/// Whoever edits a file and waits is told what the whole check says of it.
#[test]
fn one_file_by_itself_has_the_findings_that_it_has_among_all() {
    let mut found = 0;
    for rule in rules() {
        for example in &RuleDocument::parse(rule.document).examples {
            let source = Memory::new(files_now(example));
            let mut registry = Registry::load(&source).expect("memory can be read");
            registry.look_for_papers(&source);
            let day = example.day.parse().expect("a day");
            let whole = check(&registry, day);
            let mut in_parts = Vec::new();
            check_files_at_once(1, &registry, (day, None), &mut |mut part| in_parts.append(&mut part));
            assert_eq!(in_parts, whole, "{}: file by file", rule.id);
            for file in 0..registry.files.len() {
                let file = FileId(u32::try_from(file).expect("few files"));
                let own: Vec<&Finding> = whole.iter().filter(|finding| finding.place.file == file).collect();
                let alone = check_file(&Audits::lazy_table(&registry, day), file);
                assert_eq!(alone.iter().collect::<Vec<_>>(), own, "{}: {}", rule.id, registry.path(file));
                found += own.len();
            }
        }
    }
    assert!(found > 100, "the examples are wrong in many ways");
}

/// What a rule says of an example, a line for each finding and an indented one for each other place.
fn findings_of(rule: &Rule, example: &RuleExample) -> String {
    let source = Memory::new(files_now(example));
    let mut registry = Registry::load(&source).expect("memory can be read");
    registry.look_for_papers(&source);
    let day = example.day.parse().unwrap_or_else(|error| panic!("{}: {}: {error}", rule.id, example.title));
    let texts = Texts::new(&registry);
    let mut said = String::new();
    for finding in
        check_proposal(&registry, day, base_of(example).as_ref()).iter().filter(|finding| finding.rule == rule.id)
    {
        let Finding { place, level, .. } = finding;
        let at = texts.position(*place);
        let (file, message) = (registry.path(place.file), finding.message.get(Lang::En));
        assert!(!finding.message.get(Lang::Zh).is_empty() && !finding.help.get(Lang::Zh).is_empty());
        let _ = writeln!(said, "{file}:{}:{} {}: {message}", at.line, at.column, level.id());
        for related in &finding.related {
            let at = texts.position(related.place);
            let (file, message) = (registry.path(related.place.file), related.message.get(Lang::En));
            let _ = writeln!(said, "  {file}:{}:{} {message}", at.line, at.column);
        }
    }
    said
}

/// The files of an example: those of its base that it does not change, then its own.
fn files_now(example: &RuleExample) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_before(example);
    for (path, text) in example.files.iter().filter(|(path, _)| !path.starts_with("base:")) {
        match path.strip_prefix("gone:") {
            Some(path) => drop(files.remove(path)),
            None => drop(files.insert(path.clone(), example_bytes(text))),
        }
    }
    files
}

fn files_before(example: &RuleExample) -> BTreeMap<String, Vec<u8>> {
    let before = |(path, text): &(String, String)| Some((path.strip_prefix("base:")?.to_owned(), example_bytes(text)));
    example.files.iter().filter_map(before).collect()
}

/// What an example started from, what it changes, and its commits.
fn base_of(example: &RuleExample) -> Option<Base> {
    if !example.has_base() {
        return None;
    }
    let before = files_before(example);
    let registry = Registry::load(&Memory::new(before.clone())).expect("memory can be read");
    let commits: Vec<(ProposalCommit, Vec<&str>)> =
        example.commits.iter().flat_map(|commits| commits.lines()).map(commit).collect();
    let mut changed = changed(&before, &files_now(example));
    for changed in &mut changed {
        let paths: Vec<&str> = changed.old.iter().chain(&changed.new).map(|(path, _)| path.as_str()).collect();
        let did = |(_, touched): &(ProposalCommit, Vec<&str>)| touched.iter().any(|path| paths.contains(path));
        let by: Vec<usize> = (0..commits.len()).filter(|at| did(&commits[*at])).collect();
        changed.uncommitted = by.is_empty();
        for field in &mut changed.fields {
            field.by.clone_from(&by);
        }
    }
    // A key's text, without the name at its end, stands for its fingerprint.
    let bare = |key: &str| key.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let keys = registry.agencies.iter().flat_map(|agency| &agency.signing_keys).map(|key| key.value.clone());
    let fingerprints = keys.map(|key| (key.clone(), bare(&key))).collect();
    Some(Base::new(registry, changed, commits.into_iter().map(|(commit, _)| commit).collect(), fingerprints))
}

fn changed(before: &BTreeMap<String, Vec<u8>>, now: &BTreeMap<String, Vec<u8>>) -> Vec<FileChange> {
    let read = |path: &String, bytes: &Vec<u8>| {
        let content = kind_of(path).map(|kind| rights::read(kind, path, bytes));
        (path.clone(), content.unwrap_or_else(|| VersionContent::Opaque(format!("{bytes:?}"))))
    };
    let only = |these: &BTreeMap<String, Vec<u8>>, others: &BTreeMap<String, Vec<u8>>| {
        these.iter().filter(|(path, _)| !others.contains_key(*path)).map(|(path, bytes)| read(path, bytes)).collect()
    };
    let both = before.iter().filter_map(|(path, old)| {
        let new = now.get(path).filter(|new| *new != old)?;
        Some((Some(read(path, old)), Some(read(path, new))))
    });
    let renamed = rights::pair(only(before, now), only(now, before));
    both.chain(renamed).map(|(old, new)| FileChange::of(old, new)).collect()
}

/// `ADDRESS [(SIGNATURE)]: PATH…`
fn commit(line: &str) -> (ProposalCommit, Vec<&str>) {
    let (who, paths) = line.split_once(": ").expect("a commit is an address and its paths");
    let (email, signature) = who.split_once(" (").unwrap_or((who, "unsigned"));
    let signature = match signature.trim_end_matches(')') {
        "unsigned" => Signature::None,
        "bad" => Signature::Bad,
        "unknown" => Signature::Unknown,
        key => Signature::By(key.trim_start_matches("signed ").to_owned()),
    };
    let paths: Vec<&str> = paths.split_whitespace().collect();
    let touched = paths.first().map(|path| (*path).to_owned());
    let id = "0123456789abcdef0123456789abcdef01234567".to_owned();
    (ProposalCommit { id, email: email.to_owned(), signature, touched }, paths)
}

/// A document is text, so a byte that is not UTF-8 is written `\xNN` in it.
fn example_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend_from_slice(before.as_bytes());
        match after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.extend_from_slice(b"\\x");
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// Writes what the rule says into its document, fence by fence.
fn bless(rule: &Rule, document: &RuleDocument) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/check").join(rule.group.id());
    let path = folder.join(format!("{}.md", rule.id.replace('-', "_")));
    let mut text = String::new();
    let mut examples = document.examples.iter();
    let mut inside = false;
    for line in rule.document.lines() {
        if line.starts_with("```findings ") {
            let said = examples.next().map(|example| findings_of(rule, example)).unwrap_or_default();
            let _ = write!(text, "{line}\n{said}");
            inside = true;
        } else if inside && line == "```" {
            inside = false;
            let _ = writeln!(text, "{line}");
        } else if !inside {
            let _ = writeln!(text, "{line}");
        }
    }
    std::fs::write(path, text).expect("the document can be written");
}
