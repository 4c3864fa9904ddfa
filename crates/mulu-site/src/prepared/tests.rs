//! Prepared parts, whole and damaged.

use std::fs;
use std::path::Path;

use serde::Serialize;
use tempfile::TempDir;

use super::packed::{pack_value, unpack, unpack_value};
use super::prepare::PartWriter;
use super::read::is_filled;
use super::{MAGIC, PartIndex, PreparedAs, PreparedFile, PreparedPart, part_file};
use crate::cache_keys::PROGRAM;
use crate::manifest::BuiltFrom;
use crate::shard::Shard;
use mulu_core::output::Output;

const DAY: &str = "2026-11-21";

#[derive(Serialize)]
enum Choice {
    Plain,
    With(u8),
    Of { x: i64 },
}

#[derive(Serialize)]
struct Everything {
    text: &'static str,
    none: Option<u8>,
    some: Option<&'static str>,
    yes: bool,
    below: i64,
    above: u64,
    share: f64,
    unit: (),
    letter: char,
    list: Vec<(u8, String)>,
    by_number: std::collections::BTreeMap<u32, i8>,
    choices: Vec<Choice>,
}

fn everything() -> Everything {
    Everything {
        text: "标准 & <b>",
        none: None,
        some: Some("there"),
        yes: true,
        below: -3,
        above: u64::MAX,
        share: 0.125,
        unit: (),
        letter: '字',
        list: vec![(1, "one".to_owned()), (2, "two".to_owned())],
        by_number: [(7, -7), (70, 70)].into(),
        choices: vec![Choice::Plain, Choice::With(3), Choice::Of { x: -1 }],
    }
}

#[test]
fn what_is_packed_is_seen_by_templates_as_what_was_not() {
    let seen = unpack_value(&pack_value(&everything()).unwrap()).unwrap();
    assert_eq!(seen, tera::Value::from_serializable(&everything()));
    assert!(seen.get_from_path("none").is_some_and(tera::Value::is_none), "it is there, and says nothing");
}

#[test]
fn what_nests_too_deep_or_claims_too_much_is_no_view() {
    assert!(unpack_value(&vec![0x91; 100_000]).is_err(), "a list in a list, and so on");
    assert!(unpack_value(&[0xdd, 0xff, 0xff, 0xff, 0xff, 0xc0]).is_err(), "a list of four thousand million");
    assert!(unpack_value(&[0xdf, 0xff, 0xff, 0xff, 0xff]).is_err(), "a map");
    assert!(unpack_value(&[0xdb, 0xff, 0xff, 0xff, 0xff, b'x']).is_err(), "a text");
    assert!(unpack_value(&[0x81, 0x90, 0xc0]).is_err(), "a map that is asked by a list");
    assert!(unpack(&[0xa1, b'x', 0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], tera::Value::none()).is_err());
}

fn shard() -> Shard {
    "1/1".parse().unwrap()
}

/// What a part of one page, one opinion and one other file is prepared from.
fn index() -> PartIndex {
    let theme = [
        ("templates/a.html", "{{ site.title }}: {{ shown }}"),
        ("templates/o.html", "<time datetime=\"{{ day }}\">{{ day }}</time>"),
    ];
    PartIndex {
        program: PROGRAM.to_owned(),
        from: BuiltFrom { as_of: DAY.to_owned(), revision: None, changed: false, prepared: Some("ab".to_owned()) },
        languages: vec!["zh-CN".to_owned()],
        theme: theme.map(|(path, text)| (path.to_owned(), text.to_owned())).into(),
        frames: vec![pack_value(&std::collections::BTreeMap::from([("title", "目录")])).unwrap()],
        files: Vec::new(),
    }
}

/// A template and one view, as they are packed.
fn page(template: &str, name: &str, view: &str) -> Vec<u8> {
    let mut out = Vec::new();
    rmp_serde::encode::write(&mut out, template).unwrap();
    rmp_serde::encode::write(&mut out, &1).unwrap();
    rmp_serde::encode::write(&mut out, name).unwrap();
    rmp_serde::encode::write(&mut out, view).unwrap();
    out
}

fn part(index: PartIndex, paths: [&str; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = PartWriter::begin(&mut bytes).unwrap();
    let put = [
        (PreparedAs::Page(0), page("a.html", "shown", "<b>")),
        (PreparedAs::Bytes, b"<svg/>".to_vec()),
        (PreparedAs::Opinion(0), page("o.html", "day", crate::opinions::OPEN_DAY)),
    ];
    for (path, (how, bytes)) in paths.iter().zip(put) {
        writer.put(path, how, |out| out.write_all(&bytes)).unwrap();
    }
    writer.end(index).unwrap();
    bytes
}

const PATHS: [&str; 3] = ["a.html", "b.svg", "o.html"];

fn laid(bytes: &[u8]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(part_file(shard())), bytes).unwrap();
    folder
}

fn refused(bytes: &[u8]) -> String {
    PreparedPart::open(laid(bytes).path(), shard(), None).unwrap_err().to_string()
}

fn built(bytes: &[u8], to: &Path) -> Result<(), String> {
    let part = PreparedPart::open(laid(bytes).path(), shard(), None).map_err(|error| error.to_string())?;
    let built = part.build(Output::open(to).unwrap(), &|_, _| {});
    built.map(drop).map_err(|error| error.to_string())
}

#[test]
fn a_part_is_made_from_its_file_alone() {
    let to = TempDir::new().unwrap();
    built(&part(index(), PATHS), to.path()).unwrap();
    let made = |path: &str| fs::read_to_string(to.path().join(path)).unwrap();
    assert_eq!(PATHS.map(made), ["目录: &lt;b&gt;", "<svg/>", "<time datetime=\"2026-11-21\">2026-11-21</time>"]);
    let list = made("manifest.1-of-1.json");
    assert!(list.contains("\"prepared\": \"ab\"") && PATHS.iter().all(|path| list.contains(path)), "{list}");
}

#[test]
fn whatever_byte_is_damaged_is_noticed() {
    let whole = part(index(), PATHS);
    let before_index = whole.windows(PROGRAM.len()).position(|bytes| bytes == PROGRAM.as_bytes()).unwrap();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        let folder = laid(&damaged);
        match PreparedPart::open(folder.path(), shard(), None) {
            Err(error) => assert!(error.to_string().contains("is damaged"), "{at}: {error}"),
            Ok(part) => {
                assert!(at < before_index, "{at}");
                assert!(part.index.files.iter().any(|file| part.read(file).is_err()), "{at}");
            }
        }
        if at % 64 == 0 {
            assert!(refused(&whole[..at]).contains("is damaged"), "cut off at {at}");
        }
    }
    let mut damaged = whole.clone();
    damaged[super::MAGIC.len()] ^= 1;
    let to = TempDir::new().unwrap();
    assert!(built(&damaged, to.path()).unwrap_err().contains("part.1-of-1.prepared is damaged"));
    assert!(!to.path().join("b.svg").exists(), "nothing of it is published");
}

#[test]
fn a_long_file_is_copied_some_of_it_at_a_time_and_its_damage_noticed() {
    let long: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[0]).collect();
    let mut bytes = Vec::new();
    let mut writer = PartWriter::begin(&mut bytes).unwrap();
    writer.put("long.csv", PreparedAs::Bytes, |out| out.write_all(&long)).unwrap();
    writer.end(index()).unwrap();
    let to = TempDir::new().unwrap();
    built(&bytes, to.path()).unwrap();
    assert!(fs::read(to.path().join("long.csv")).unwrap() == long);
    bytes[2_500_000] ^= 1;
    let damaged = built(&bytes, to.path()).unwrap_err();
    assert!(damaged.contains("long.csv") && damaged.contains("part.1-of-1.prepared is damaged"), "{damaged}");
    assert!(fs::read(to.path().join("long.csv")).unwrap() == long, "what was there stays");
}

#[test]
fn what_does_not_fit_is_refused_with_what_to_do() {
    let other = PartIndex { program: "0.0.1".to_owned(), ..index() };
    assert!(refused(&part(other, PATHS)).contains("was prepared by another program"));
    let folder = laid(&part(index(), PATHS));
    let on = |day: &str| PreparedPart::open(folder.path(), shard(), Some(day.parse().unwrap()));
    assert!(on(DAY).is_ok());
    assert!(on("2026-11-22").unwrap_err().to_string().contains("for 2026-11-21, not for 2026-11-22"));
    let missing = PreparedPart::open(folder.path(), "2/3".parse().unwrap(), None).unwrap_err().to_string();
    assert!(missing.contains("part.2-of-3.prepared") && missing.contains("--prepare"), "{missing}");
    // It holds files of other parts.
    fs::copy(folder.path().join(part_file(shard())), folder.path().join("part.2-of-3.prepared")).unwrap();
    let misplaced = PreparedPart::open(folder.path(), "2/3".parse().unwrap(), None).unwrap_err().to_string();
    assert!(misplaced.contains("was not prepared for this part"), "{misplaced}");
}

#[test]
fn an_index_that_was_made_to_harm_is_refused() {
    let harmful: [PartIndex; 5] = [
        // A frame of more than is ever made of it in memory.
        PartIndex { frames: vec![vec![0; 2 << 20]], ..index() },
        PartIndex { languages: Vec::new(), frames: Vec::new(), ..index() },
        PartIndex { languages: vec!["zh-CN".to_owned(); 2], frames: vec![Vec::new(); 2], ..index() },
        PartIndex { languages: vec!["tlh".to_owned()], ..index() },
        PartIndex { frames: Vec::new(), ..index() },
    ];
    for index in harmful {
        assert!(refused(&part(index, PATHS)).contains("is damaged"));
    }
    assert!(refused(&part(index(), ["b", "a", "c"])).contains("is damaged"), "not by path");
    let file = |from, length| PreparedFile { path: "a".to_owned(), how: PreparedAs::Bytes, from, length, crc: 0 };
    let begin = MAGIC.len() as u64;
    assert!(is_filled(&[file(begin, 5), file(begin + 5, 0), file(begin + 5, 3)], begin + 8));
    for (files, end) in [
        (vec![file(begin, 8), file(begin, 8)], begin + 8),
        (vec![file(begin, 5), file(begin + 6, 2)], begin + 8),
        (vec![file(begin, 5)], begin + 8),
        (vec![file(begin, u64::MAX)], begin + 8),
        (vec![file(0, 8)], begin + 8),
    ] {
        assert!(!is_filled(&files, end), "{files:?}");
    }
    assert!(refused(&part(index(), ["a", "a", "c"])).contains("is damaged"), "two of one path");
    let to = TempDir::new().unwrap();
    let out = built(&part(index(), ["../outside.html", "b", "c"]), to.path()).unwrap_err();
    assert!(out.contains("the path leaves the output folder"), "{out}");
    let unreadable = PartIndex { frames: vec![vec![0xc1]], ..index() };
    assert!(built(&part(unreadable, PATHS), to.path()).unwrap_err().contains("is damaged"));
}
