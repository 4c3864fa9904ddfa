//! Files that nobody would write, as each kind of file: nothing panics, and whatever can be built is built.

use std::sync::LazyLock;

use mulu_core::check::check;
use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::output::Output;
use mulu_core::registry::Registry;
use mulu_core::report::{FindingsFormat, Report, fingerprints};
use mulu_core::source::Memory;
use mulu_site::{Site, Theme};
use proptest::prelude::*;

const PATHS: [&str; 9] = [
    "book.toml",
    "standards/taxonomy.toml",
    "standards/national/gb-t-22239-2019.md",
    "standards/municipal/x.md",
    "policies/evidence.toml",
    "policies/changsha-cloud-2018.md",
    "agencies/data-authority.toml",
    "projects/sample-furong-hall.toml",
    "projects/a.toml",
];

/// Real records to be mutated, by their path.
static REAL: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let home = crate::harness::home();
    let read = |path: &&str| Some(((*path).to_owned(), std::fs::read(home.join(path)).ok()?));
    PATHS.iter().filter_map(read).collect()
});

/// Pieces that mean something to a parser of ours.
const PIECES: [&str; 24] = [
    "+++\n",
    "[[review]]\n",
    "[[clause]]\n",
    "[[class]]\n",
    "[[class.topic]]\n",
    "\"",
    "\"\"\"",
    "= ",
    "\n",
    "[",
    "]",
    "{ url = \"javascript:x\" }",
    "date = 9999-12-31\n",
    "date = 0000-01-01\n",
    "number = \"GB/T 1-2020\"\n",
    "replaces = [\"GB/T 1-2020\"]\n",
    "cycle = \"P999999999Y\"\n",
    "id = \"1\"\n",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[2J",
    "\\u0000",
    "title = \"<script>\"\n",
    "mlps_level = 99999999999999999999\n",
];

/// One change of a text: where, how much goes, what comes.
fn change() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    let piece = prop::sample::select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec());
    let bytes = prop_oneof![3 => piece, 1 => prop::collection::vec(any::<u8>(), 0..8), 1 => Just(Vec::new())];
    (any::<prop::sample::Index>(), 0..40_usize, bytes)
}

/// A registry of real records, some of them changed, some of them noise.
fn registry() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let mutated = (0..REAL.len(), prop::collection::vec(change(), 0..6)).prop_map(|(at, changes)| {
        let (path, mut bytes) = REAL[at].clone();
        for (place, gone, come) in changes {
            let from = place.index(bytes.len() + 1);
            let to = (from + gone).min(bytes.len());
            bytes.splice(from..to, come);
        }
        (path, bytes)
    });
    let noise = (prop::sample::select(&PATHS[..]), prop::collection::vec(prop::sample::select(&PIECES[..]), 0..30))
        .prop_map(|(path, pieces)| (path.to_owned(), pieces.concat().into_bytes()));
    let random = (prop::sample::select(&PATHS[..]), prop::collection::vec(any::<u8>(), 0..200))
        .prop_map(|(path, bytes)| (path.to_owned(), bytes));
    prop::collection::vec(prop_oneof![4 => mutated, 2 => noise, 1 => random], 1..8)
}

fn day() -> Day {
    Day::new(2026, 11, 21).unwrap()
}

/// Everything that reads a registry and writes no file.
fn read(files: Vec<(String, Vec<u8>)>) {
    let source = Memory::new(files);
    let registry = Registry::load(&source).unwrap();
    let findings = check(&registry, day());
    let prints = fingerprints(&registry, &findings);
    for format in [
        FindingsFormat::Text,
        FindingsFormat::Json,
        FindingsFormat::Sarif,
        FindingsFormat::Junit,
        FindingsFormat::Github,
        FindingsFormat::Gitlab,
    ] {
        for lang in [Lang::Zh, Lang::En] {
            let report = Report {
                registry: &registry,
                day: day(),
                revision: None,
                findings: &findings,
                fingerprints: &prints,
                baseline: None,
                prefix: "",
                lang,
                colour: false,
            };
            let mut out = Vec::new();
            report.write(format, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(!text.contains(['\u{1b}', '\u{0}', '\u{7}']), "control characters reach the terminal: {text:?}");
        }
    }
}

fn build(files: Vec<(String, Vec<u8>)>) {
    let source = Memory::new(files);
    let registry = Registry::load(&source).unwrap();
    let theme = Theme::load(None).unwrap();
    let site = Site { registry: &registry, day: day(), revision: None, history: None, theme: &theme, printer: None };
    let folder = tempfile::tempdir().unwrap();
    site.build(Output::open(folder.path()).unwrap(), None, &|_, _| {}).unwrap();
    let built = crate::harness::pages::Built::read(folder.path());
    let faults: Vec<String> = built.pages.values().flat_map(crate::harness::pages::Page::faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_registry_can_be_checked(files in registry()) {
        read(files);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 64, ..ProptestConfig::default() })]
    #[test]
    fn any_registry_can_be_built(files in registry()) {
        build(files);
    }
}
