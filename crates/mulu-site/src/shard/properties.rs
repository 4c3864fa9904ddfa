//! Parts of a site, and putting them together.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{Shard, join};
use crate::input_hasher::InputHasher;
use crate::manifest;
use mulu_core::output::hex;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_path_belongs_to_exactly_one_of_so_many_parts(path in any::<String>(), of in 1..1_000_u32) {
        let owners = (1..=of).filter(|part| format!("{part}/{of}").parse::<Shard>().unwrap().owns(&path));
        prop_assert_eq!(owners.count(), 1);
    }

    #[test]
    fn a_part_is_written_as_k_of_n(text in "[0-9]{1,5}/[0-9]{1,5}") {
        let (part, of) = text.split_once('/').map(|(part, of)| (part.parse::<u32>().unwrap(), of.parse::<u32>().unwrap())).unwrap();
        let is_part = part >= 1 && part <= of && of <= 1_000;
        let parsed = text.parse::<Shard>();
        prop_assert_eq!(parsed.is_ok(), is_part);
        if let Ok(shard) = parsed {
            prop_assert_eq!(shard.list(), format!("manifest.{part}-of-{of}.json"));
        }
    }
}

/// A list of one file, as a part of a site of a day has it.
fn list(day: &str, path: &str, text: &str) -> String {
    let mut sum = InputHasher::default();
    std::io::Write::write_all(&mut sum, text.as_bytes()).unwrap();
    let (bytes, sum) = (text.len(), hex(&sum.key()));
    format!(
        r#"{{"schema":"mulu.manifest/1","version":"1","as_of":"{day}","revision":null,"changed":false,"files":[{{"path":"{path}","bytes":{bytes},"sha256":"{sum}"}}]}}"#
    )
}

/// Two parts in one folder.
fn two_parts() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (part, path) in [(1, "b.html"), (2, "a.html")] {
        fs::write(folder.path().join(path), path).unwrap();
        fs::write(folder.path().join(format!("manifest.{part}-of-2.json")), list("2026-11-21", path, path)).unwrap();
    }
    folder
}

fn refused(folder: &Path) -> String {
    join(folder).err().unwrap().to_string()
}

#[test]
fn parts_are_joined_to_one_list_by_path_and_their_own_lists_go() {
    let folder = two_parts();
    assert_eq!(join(folder.path()).unwrap().1, "2026-11-21");
    let whole: manifest::Manifest =
        serde_json::from_slice(&fs::read(folder.path().join("manifest.json")).unwrap()).unwrap();
    assert_eq!(whole.files.iter().map(|entry| entry.path.as_str()).collect::<Vec<_>>(), ["a.html", "b.html"]);
    assert!(!folder.path().join("manifest.1-of-2.json").exists());
}

#[test]
fn without_all_parts_nothing_is_joined() {
    let folder = two_parts();
    fs::remove_file(folder.path().join("manifest.2-of-2.json")).unwrap();
    assert!(refused(folder.path()).contains("manifest.2-of-2.json is missing"));
    assert!(refused(TempDir::new().unwrap().path()).contains("manifest.1-of-N.json is missing"));
    assert!(!folder.path().join("manifest.json").exists());
}

#[test]
fn parts_of_two_days_are_no_site() {
    let folder = two_parts();
    fs::write(folder.path().join("manifest.2-of-2.json"), list("2026-11-22", "a.html", "a.html")).unwrap();
    assert!(refused(folder.path()).contains("another version, day or revision"));
}

#[test]
fn a_file_that_is_not_as_its_part_lists_it_is_named() {
    let folder = two_parts();
    fs::write(folder.path().join("a.html"), "other").unwrap();
    assert!(refused(folder.path()).contains("a.html is not as its part lists it"));
    fs::remove_file(folder.path().join("a.html")).unwrap();
    assert!(refused(folder.path()).contains("a.html is not as its part lists it"));
}

#[test]
fn a_list_that_leads_out_of_the_folder_is_refused() {
    let folder = two_parts();
    let site = folder.path().join("site");
    fs::create_dir(&site).unwrap();
    fs::write(folder.path().join("outside.html"), "x").unwrap();
    fs::write(site.join("manifest.1-of-1.json"), list("2026-11-21", "../outside.html", "x")).unwrap();
    assert!(refused(&site).contains("../outside.html is not as its part lists it"));
}

#[test]
fn a_list_that_is_none_is_named() {
    let folder = two_parts();
    fs::write(folder.path().join("manifest.1-of-2.json"), "{").unwrap();
    assert!(refused(folder.path()).contains("manifest.1-of-2.json is not the list of a part"));
}
