//! What a finding is known by from one run to the next.
//!
//! A fingerprint does not change when lines are added above the finding, when a day passes, when the file moves to another folder,
//! or when a message is worded anew. It changes with what is wrong: another rule, another record, another key, another value or
//! another argument.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::finding::Finding;
use crate::model::{FileId, Place, Span};
use crate::registry::Registry;
use crate::rights::{VersionContent, read};
use crate::source::kind_of;

/// The fingerprints of findings, in their order. They are made of the rule, the record, the key and the text at the place, the
/// arguments of the finding, and a count where two findings agree in all of these; so no two are the same.
///
/// Take them of all findings of a run, before any is left out.
#[must_use]
pub fn fingerprints(registry: &Registry, findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<u128, usize> = HashMap::new();
    let mut keys = FileKeys { registry, of_files: HashMap::new() };
    findings
        .iter()
        .map(|finding| {
            let value = registry.written(finding.place.file, finding.place.span);
            let mut hash = Fnv::new();
            hash.field("mulu/v2");
            hash.field(finding.rule);
            hash.field(finding.kind.id());
            hash.field(&finding.record);
            hash.field(keys.at(finding.place));
            // Line ends are not what is wrong: a checkout on another system may change them.
            hash.field(&value.replace('\r', ""));
            let mut args: Vec<&(&str, String)> = finding.args.iter().collect();
            args.sort_unstable();
            for (name, value) in args {
                hash.field(name);
                hash.field(value);
            }
            let count = seen.entry(hash.0).or_default();
            *count += 1;
            hash.field(&count.to_string());
            format!("{:032x}", hash.0)
        })
        .collect()
}

/// The keys of files, each with its place.
struct FileKeys<'r> {
    registry: &'r Registry,
    of_files: HashMap<FileId, Vec<KeyPlace>>,
}

/// A key and where its value stands.
struct KeyPlace {
    span: Span,
    key: String,
    /// The key whose value holds this one, by its place in the list.
    around: Option<usize>,
}

impl FileKeys<'_> {
    /// The innermost key whose value holds a place; nothing where there is none.
    fn at(&mut self, place: Place) -> &str {
        let registry = self.registry;
        let keys = self.of_files.entry(place.file).or_insert_with(|| keys_of(registry, place.file));
        if place.span.end == 0 {
            return "";
        }
        // The last that begins before the place, or one around it: values lie within each other or apart.
        let mut next = keys.partition_point(|own| own.span.start <= place.span.start).checked_sub(1);
        while let Some(own) = next.and_then(|at| keys.get(at)) {
            if place.span.end <= own.span.end {
                return &own.key;
            }
            next = own.around;
        }
        ""
    }
}

/// The keys of a file by where their values begin, those around others first; of two with one place the first.
fn keys_of(registry: &Registry, file: FileId) -> Vec<KeyPlace> {
    let path = registry.path(file);
    let content = kind_of(path).map(|kind| read(kind, path, registry.text(file).as_bytes()));
    let Some(VersionContent::Fields(fields)) = content else { return Vec::new() };
    let mut spans: Vec<(Span, String)> = fields.into_iter().map(|(field, said)| (said.span, field.key)).collect();
    spans.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
    spans.dedup_by_key(|(span, _)| *span);
    let mut keys: Vec<KeyPlace> = Vec::with_capacity(spans.len());
    let mut open: Vec<usize> = Vec::new();
    for (span, key) in spans {
        while open.last().and_then(|at| keys.get(*at)).is_some_and(|around| around.span.end < span.end) {
            open.pop();
        }
        let around = open.last().copied();
        open.push(keys.len());
        keys.push(KeyPlace { span, key, around });
    }
    keys
}

/// FNV-1a, 128 bits: small, and the same on every machine. It guards against chance, not against malice; whoever could forge a
/// fingerprint in a baseline could as well write the entry itself.
struct Fnv(u128);

impl Fnv {
    fn new() -> Self {
        Fnv(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Adds a field with its length, so that `ab`, `c` and `a`, `bc` differ.
    fn field(&mut self, text: &str) {
        for byte in (text.len() as u64).to_le_bytes().iter().chain(text.as_bytes()) {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::check;
    use crate::source::Memory;

    /// What a registry with one faulty record is found guilty of: its fingerprints.
    fn found(path: &str, comments: usize, newline: &str, day: &str) -> Vec<String> {
        let above = "# a comment\n".repeat(comments);
        let text = format!(
            "+++\n{above}number = \"GB/T 22239-2019\"\ntitle = \"t\"\nissued = 2019-05-10\neffective = 2019-12-01\n\
             colour = 1\nflavour = 2\n[catalogue]\nstatus = \"listed\"\nlisted = 2019-12-01\nbinding = \"recommended\"\n\
             [[review]]\nconclusion = \"nonsense\"\n+++\n"
        );
        let source = Memory::new([(path.to_owned(), text.replace('\n', newline).into_bytes())]);
        let registry = Registry::load(&source).unwrap();
        let findings = check(&registry, day.parse().unwrap());
        assert!(findings.iter().any(|finding| finding.rule == "review-overdue"));
        fingerprints(&registry, &findings)
    }

    proptest! {
        #[test]
        fn neither_lines_nor_days_nor_folders_change_them(comments in 0_usize..50, days in 0_u32..300, crlf in any::<bool>()) {
            let path = "standards/national/gb-t-22239-2019.md";
            let day = crate::day::Duration::days(days).after("2023-01-01".parse().unwrap()).to_string();
            let before = found(path, 0, "\n", "2023-01-01");
            let newline = if crlf { "\r\n" } else { "\n" };
            prop_assert_eq!(&found(path, comments, newline, &day), &before);
            let mut unique = before.clone();
            unique.sort();
            unique.dedup();
            prop_assert_eq!(unique.len(), before.len());
        }
    }

    #[test]
    fn other_words_change_nothing_and_another_argument_does() {
        let text = "name = \"n\"\njurisdiction = \"430100\"\nroles = [\"a\"]\n";
        let source = Memory::new([("agencies/a.toml".to_owned(), text.as_bytes().to_vec())]);
        let registry = Registry::load(&source).unwrap();
        let rule = crate::check::rule("unknown-reference").unwrap();
        let at = registry.agencies[0].jurisdiction.as_ref().unwrap().span;
        let one = |words: crate::message::Message, about: &str| {
            let mut findings = crate::check::Findings::of(rule, &registry);
            findings
                .report(registry.agencies[0].file, at, words, crate::message::Message::default())
                .about("what", about);
            fingerprints(&registry, &findings.finish())
        };
        let first = one(crate::message!("没有", "there is no `x`"), "x");
        assert_eq!(first, one(crate::message!("换个说法", "`y` is what is missing: `x`"), "x"));
        assert_ne!(first, one(crate::message!("没有", "there is no `x`"), "z"));
    }
}
