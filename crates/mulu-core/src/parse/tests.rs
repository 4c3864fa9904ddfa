//! What reading promises of any file: it ends, it tells every fault at once, and each has a place in the text.

use proptest::prelude::*;

use super::{Diagnostic, Diagnostics, Reading, nearest};
use crate::model::FileId;
use crate::registry::Registry;
use crate::source::{LARGEST_RECORD, Memory, Source, SourceEntry, Unreadable};

/// A path for each kind of record.
const PATHS: [&str; 8] = [
    "book.toml",
    "standards/taxonomy.toml",
    "standards/national/gb-t-22240-2020.md",
    "standards/municipal/sample.md",
    "policies/evidence.toml",
    "policies/sample.md",
    "agencies/sample.toml",
    "projects/sample.toml",
];

fn load(path: &str, bytes: &[u8]) -> Registry {
    Registry::load(&Memory::new([(path.to_owned(), bytes.to_vec())])).unwrap()
}

fn diagnostics(path: &str, text: &str) -> Vec<Diagnostic> {
    load(path, text.as_bytes()).diagnostics.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// The rule and the text of each fault, in the file's order.
fn faulty<'t>(path: &str, text: &'t str) -> Vec<(&'static str, &'t str)> {
    let place = |diagnostic: &Diagnostic| &text[diagnostic.span.start as usize..diagnostic.span.end as usize];
    diagnostics(path, text).iter().map(|diagnostic| (diagnostic.rule.id(), place(diagnostic))).collect()
}

/// Every fault lies within the text as it is shown, on whole characters.
fn assert_placed(path: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let registry = load(path, bytes);
    for (file, diagnostic) in registry.diagnostics.iter().filter(|(file, _)| registry.path(*file) == path) {
        let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
        assert!(start <= end && end <= text.len(), "{file:?} {diagnostic:?} of {}", text.len());
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{diagnostic:?}");
        assert!(!diagnostic.message.zh.is_empty() && !diagnostic.message.en.is_empty());
    }
}

const RECORD: &str = "+++
number = \"GB/T 22240-2020\"
title = \"信息安全技术 网络安全等级保护定级指南\"
issued = 2020-04-28
effective = 2020-11-01
replaces = [\"GB/T 22240-2008\"]
source = [{ url = \"https://example.org/\", checked = 2026-11-21 }]

[catalogue]
status = \"listed\"
listed = 2020-11-01
binding = \"recommended\"

[[review]]
date = 2023-10-20
conclusion = \"continue\"
by = \"data-authority\"
reason = \"示例\"
+++
定级的**方法**和流程。
";

const STANDARD: &str = PATHS[2];

#[test]
fn a_sound_record_has_no_fault() {
    assert!(faulty(STANDARD, RECORD).is_empty());
}

#[test]
fn every_fault_of_a_file_is_told_in_one_run() {
    let text = "+++
number = \"GB/T 22240-2020\"
isued = 2020-04-28
effective = \"2020-11-01\"

[[review]]
date = 2023-10-20
conclusion = \"continued\"

[catalogue]
status = \"listed\"
+++
**定级。**方法和流程。
";
    let found: Vec<&str> = faulty(STANDARD, text).into_iter().map(|(rule, _)| rule).collect();
    let expected = [
        "missing-key",     // title
        "unknown-key",     // isued
        "invalid-value",   // a day in quotes
        "missing-key",     // by
        "invalid-value",   // continued
        "missing-key",     // listed
        "missing-key",     // binding
        "broken-emphasis", // **定级。**方法
    ];
    assert_eq!(found, expected);
}

#[test]
fn every_syntax_error_is_told_and_the_rest_is_read() {
    let text = "+++\nnumber = GB/T 1\ntitle = \"示例\"\nissued = 2020.04.28\nefective = 2020-11-01\n+++\n";
    let found: Vec<&str> = faulty(STANDARD, text).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(found.iter().filter(|rule| **rule == "syntax").count(), 2, "{found:?}");
    assert!(found.contains(&"unknown-key"));
    assert!(!found.contains(&"missing-key"), "a key that seems missing stands on a broken line");
    assert_eq!(load(STANDARD, text.as_bytes()).standards[0].title.as_ref().unwrap().value, "示例");
}

#[test]
fn a_fault_points_at_the_value_itself() {
    let text = "name = \"示例\"\njurisdiction = 430100\n";
    assert_eq!(faulty("agencies/sample.toml", text), [("invalid-value", "430100")]);
    let text = "\u{feff}name = \"示例\"\njurisdiction = 430100\n";
    assert_eq!(faulty("agencies/sample.toml", text), [("invalid-value", "430100")]);
}

#[test]
fn a_missing_key_is_told_at_the_fence() {
    for start in ["+++\n", "+++\r\n", "+++  \n", "\u{feff}+++\r\n", "\n\n+++\n"] {
        let text = format!("{start}number = \"GB/T 22240-2020\"\n+++\n");
        assert_eq!(faulty(STANDARD, &text), [("missing-key", "+++")], "{start:?}");
    }
}

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing() {
    let windows = format!("\u{feff}{}", RECORD.replace('\n', "\r\n"));
    let (here, there) = (load(STANDARD, RECORD.as_bytes()), load(STANDARD, windows.as_bytes()));
    assert!(there.diagnostics.is_empty());
    let said = |registry: &Registry| {
        let standard = &registry.standards[0];
        (standard.name().to_owned(), registry.written(standard.file, standard.body).into_owned())
    };
    assert_eq!(said(&here), said(&there));
    assert!(!said(&here).1.is_empty());
    let (here, there) = (&here.standards[0], &there.standards[0]);
    assert_eq!(here.reviews[0].date.as_ref().unwrap().value, there.reviews[0].date.as_ref().unwrap().value);
}

#[test]
fn a_file_of_another_encoding_is_one_fault_and_the_rest_is_read() {
    let bytes = b"name = \"\xCA\xBE\xC0\xFD\"\njurisdiction = \"430100\"\nrole = []\n";
    let registry = load("agencies/sample.toml", bytes);
    let rules: Vec<Reading> = registry.diagnostics.iter().map(|(_, diagnostic)| diagnostic.rule).collect();
    assert_eq!(rules, [Reading::Syntax, Reading::UnknownKey]);
    assert_eq!(registry.agencies[0].jurisdiction.as_ref().unwrap().value, "430100");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let large = vec![b'#'; usize::try_from(LARGEST_RECORD).unwrap() + 1];
    let registry = load("agencies/sample.toml", &large);
    assert!(registry.agencies.is_empty());
    assert_eq!(registry.diagnostics.len(), 1);
    assert!(
        load("agencies/sample.toml", &large[1..])
            .diagnostics
            .iter()
            .all(|(_, diagnostic)| diagnostic.rule == Reading::MissingKey)
    );
}

/// A registry whose one agency is a symbolic link.
struct Linked;

impl Source for Linked {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        Ok(vec!["agencies/sample.toml".to_owned(), "book.toml".to_owned()])
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        Ok(if path == "book.toml" { SourceEntry::Bytes(Vec::new()) } else { SourceEntry::NotAFile })
    }
}

#[test]
fn a_link_is_not_followed() {
    let registry = Registry::load(&Linked).unwrap();
    assert!(registry.agencies.is_empty());
    let (file, diagnostic) = &registry.diagnostics[0];
    assert_eq!((registry.path(*file), diagnostic.rule), ("agencies/sample.toml", Reading::Syntax));
}

#[test]
fn the_nearest_key_is_named_if_one_is_near() {
    let known = || ["issued", "issuer", "effective", "replaces"].into_iter();
    assert_eq!(nearest("efective", known()), Some("effective"));
    assert_eq!(nearest("replace", known()), Some("replaces"));
    assert_eq!(nearest("isued", known()), Some("issued"));
    assert_eq!(nearest("ics", known()), None);
    assert_eq!(nearest("备注", known()), None);
    assert_eq!(nearest(&"e".repeat(1 << 20), known()), None);
    assert_eq!(nearest("issued", std::iter::empty()), None);
}

#[test]
fn a_fault_on_every_line_is_counted_and_the_first_hundred_are_told() {
    let told = diagnostics("agencies/sample.toml", &"x\n".repeat(50_000));
    assert_eq!(told.len(), 101);
    assert!(told[100].message.en.starts_with("49900 more errors"), "{}", told[100].message.en);
}

#[test]
fn hostile_depth_is_a_fault_not_a_crash() {
    let depth = 100_000;
    let texts = [
        format!("a = {}", "[".repeat(depth)),
        format!("a = {}{}", "[".repeat(depth), "]".repeat(depth)),
        format!("a = {}", "{ a = ".repeat(depth)),
        format!("{}a = 1", "a.".repeat(depth)),
        format!("[{}a]", "a.".repeat(depth)),
    ];
    for text in &texts {
        assert!(!diagnostics("agencies/sample.toml", text).is_empty(), "{}", &text[..20]);
    }
    for prose in ["> ".repeat(depth), "**a".repeat(depth), "- ".repeat(depth), "[".repeat(depth), "`".repeat(depth)] {
        let _ = diagnostics(STANDARD, &format!("{RECORD}{prose}"));
    }
}

/// Text made of the pieces of records, so that most of it comes close to being one.
fn record_like() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<Vec<u8>> = [
        "+++",
        "\n",
        "\r\n",
        "\u{feff}",
        " = ",
        "\"",
        "\"\"\"",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ", ",
        "#",
        "\\",
        "\\u",
        "**",
        "。",
        "number",
        "title",
        "issued",
        "review",
        "catalogue",
        "status",
        "listed",
        "source",
        "class",
        "topic",
        "clause",
        "id",
        "adoption",
        "standard",
        "waiver",
        "mlps_level",
        "investment",
        "major",
        "check",
        "traits",
        "roles",
        "book",
        "syntax",
        "\"GB/T 22240-2020\"",
        "\"示例\"",
        "2026-11-21",
        "2026-02-30",
        "2026-11-21T08:00:00Z",
        "1e999",
        "-1",
        "0xFF",
        "true",
        "99999999999999999999",
        "\"P3Y\"",
        "\"deny\"",
        "\"continue\"",
        "`",
        "```",
        "> ",
    ]
    .iter()
    .map(|piece| piece.as_bytes().to_vec())
    .chain([vec![0xFF], vec![0xC0], vec![0], vec![0xE4, 0xB8]])
    .collect();
    proptest::collection::vec(proptest::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

/// A sound record with a few bytes of it overwritten, taken out or put in.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let slip = (0..RECORD.len(), 0..4_usize, proptest::collection::vec(any::<u8>(), 0..4));
    proptest::collection::vec(slip, 1..4).prop_map(|slips| {
        let mut bytes = RECORD.as_bytes().to_vec();
        for (at, removed, put) in slips {
            let at = at.min(bytes.len());
            let end = (at + removed).min(bytes.len());
            bytes.splice(at..end, put);
        }
        bytes
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_as_any_kind_of_record(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for path in PATHS {
            assert_placed(path, &bytes);
        }
    }

    #[test]
    fn anything_like_a_record_is_read(bytes in record_like()) {
        for path in PATHS {
            assert_placed(path, &bytes);
        }
    }

    #[test]
    fn a_damaged_record_is_read(bytes in damaged()) {
        assert_placed(STANDARD, &bytes);
        assert_placed("standards/municipal/sample.md", &bytes);
    }
}

/// Every key that measures, agencies, projects and kinds of evidence have for saying what binds whom.
#[test]
fn what_the_law_needs_to_be_said_can_be_said() {
    let policy = r#"+++
title = "办法"
jurisdiction = "430100"
reach = "own"
when = "!classified"
issued = 2018-05-12
effective = 2018-06-12

[organs]
examines = "data-authority"
approves = "data-committee"

[[clause]]
id = "40"
text = "……"
subject = "project"
reach = "below"
when = '"cloud" in traits'
gate = "operation"
mandates_where = 'form == "specification"'
requires = ["filing"]
reading = "……"
waivable = false
approved_by = "approves"
lasting = true
sanction = "不予安排项目建设和运维经费"
withholds = ["construction-funds", "operation-funds", "approval", "acceptance"]
reaches_back = true

[[clause.example]]
says = "区县的项目不受约束"
project = { jurisdiction = "430104", traits = ["cloud"], mlps_level = 2 }
day = 2026-11-21
expect = "not-bound"

[[clause.step]]
id = "acceptance"
from = "applied"
to = "accepted"
within = "3 working days"
by = "data-office"

[[clause.duty]]
id = "plan"
every = "P1Y"
window = "--06-01/--08-31"
by = "agency"
composition = "authority:3 expert:3 unit:4"
+++
"#;
    let diagnostics = Diagnostics::default();
    let policy = super::policy("policies/p.md", FileId(0), policy, &diagnostics).expect("a policy");
    assert!(diagnostics.finish().is_empty());
    let clause = &policy.clauses[0];
    assert_eq!(policy.organ("approves"), "data-committee");
    assert_eq!(policy.organ("agency-id"), "agency-id");
    assert_eq!((policy.reach_of(clause).id(), clause.withholds.len()), ("below", 4));
    assert_eq!(clause.waivable.as_ref().map(|waivable| waivable.value), Some(false));
    let example = &clause.examples[0];
    let project = example.project.as_ref().expect("a project in place");
    assert_eq!((project.traits.len(), project.mlps_level.as_ref().map(|level| level.value)), (1, Some(2)));
    assert_eq!(example.expect.as_ref().map(|expected| expected.value.id()), Some("not-bound"));
    assert_eq!((clause.steps.len(), clause.duties.len()), (1, 1));

    let diagnostics = Diagnostics::default();
    let agency = "name = \"局\"\njurisdiction = \"430100\"\nuntil = 2024-03-31\nsucceeded_by = [\"data-office\"]\nnames = [{ name = \"旧名\", until = 2020-01-01 }]\npeople = [{ duty = \"catalogue-registrar\", name = \"科室\" }]\n\n[[evidence]]\nkind = \"access\"\nref = \"1\"\nby = \"data-authority\"\nresult = \"conditional\"\nfrom = 2024-01-01\nto = 2024-02-01\n\n[[order]]\nissued = 2024-05-01\ndeadline = 2024-08-01\nabout = \"……\"\nclause = \"p#40\"\nby = \"quality-supervision\"\nrisk = \"high\"\n";
    let agency = super::agency("agencies/a.toml", FileId(0), agency, &diagnostics);
    assert!(diagnostics.finish().is_empty());
    assert_eq!((agency.evidence.len(), agency.orders.len(), agency.names.len(), agency.people.len()), (1, 1, 1, 1));

    let diagnostics = Diagnostics::default();
    let project = "name = \"p\"\nagency = \"a\"\njurisdiction = \"430100\"\nstage = \"operation\"\napproved = 2024-03-01\nstarted = 2024-04-01\naccepted = 2024-09-01\noperating = 2024-10-01\n\n[[conformance]]\nclause = \"p#40\"\nstatus = \"not-applicable\"\nreason = \"……\"\n";
    let project = super::project("projects/p.toml", FileId(0), project, &diagnostics);
    assert!(diagnostics.finish().is_empty());
    assert!(project.operating.is_some() && project.conformance[0].clause.is_some());

    let diagnostics = Diagnostics::default();
    let kinds = "[[evidence]]\nid = \"trial\"\ntitle = \"试运行\"\nissuers = [\"data-office\"]\nbefore = \"operation\"\nafter = \"construction\"\nat_least = \"P30D\"\nresult = true\nderived = true\nof = \"agency\"\n";
    let kinds = super::evidence_kinds(FileId(0), kinds, &diagnostics);
    assert!(diagnostics.finish().is_empty());
    assert!(kinds[0].of_agency && kinds[0].result && kinds[0].derived && kinds[0].at_least.is_some());
}

#[test]
fn words_that_the_law_does_not_know_are_faults_that_name_those_it_does() {
    let wrong = "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\nreach = \"all\"\nissued = 2018-05-12\neffective = 2018-06-12\n[[clause]]\nid = \"1\"\ntext = \"…\"\nsubject = \"project\"\nwithholds = [\"money\"]\n[[clause.example]]\nsays = \"…\"\nproject = { jurisdiction = \"430100\", trait = [] }\nexpect = \"bind\"\n+++\n";
    let diagnostics = Diagnostics::default();
    super::policy("policies/p.md", FileId(0), wrong, &diagnostics);
    let said: Vec<String> = diagnostics
        .finish()
        .into_iter()
        .map(|diagnostic| format!("{} {}", diagnostic.message.en, diagnostic.help.en))
        .collect();
    let said = said.join("\n");
    for expected in ["own, below", "construction-funds", "did you mean `bound`", "`traits`"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn the_marks_of_a_chinese_keyboard_are_named() {
    for line in ["number = “GB/T 1-2020”", "“number” = \"GB/T 1-2020\"", "title ＝ \"t\"", "ics = [\"1\"，\"2\"]"]
    {
        let diagnostics = Diagnostics::default();
        drop(super::toml_text::parse(line, 0, &diagnostics));
        let found = diagnostics.finish();
        let help = found
            .first()
            .map(|diagnostic| diagnostic.help.get(crate::message::Lang::En).to_owned())
            .unwrap_or_default();
        assert!(help.contains("ASCII"), "{line}: {help}");
    }
}
