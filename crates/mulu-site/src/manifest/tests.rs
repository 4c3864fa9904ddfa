//! What a site was built from.

use super::{Manifest, ManifestEntry, bytes};

fn manifest() -> Manifest {
    Manifest {
        schema: "mulu.manifest/1".to_owned(),
        version: "0.1.0".to_owned(),
        as_of: "2026-11-21".to_owned(),
        revision: Some("0123".to_owned()),
        changed: false,
        prepared: None,
        files: vec![ManifestEntry { path: "index.html".to_owned(), bytes: 3, sha256: "00".repeat(32) }],
    }
}

#[test]
fn what_is_written_is_read_again() {
    let written = bytes(&manifest());
    assert!(written.ends_with(b"}\n"));
    let read: Manifest = serde_json::from_slice(&written).unwrap();
    assert_eq!(bytes(&read), written);
    assert_eq!(read.files[0].path, "index.html");
}

#[test]
fn parts_are_of_one_site_whatever_files_they_have() {
    let whole = manifest();
    assert!(whole.is_of_same_site(&whole.without_files()));
    assert_eq!(whole.without_files().files.len(), 0);
}

#[test]
fn parts_of_two_preparations_are_of_two_sites_and_the_whole_tells_of_none() {
    let prepared = |from: &str| Manifest { prepared: Some(from.to_owned()), ..manifest() };
    assert!(prepared("a").is_of_same_site(&prepared("a")));
    assert!(!prepared("a").is_of_same_site(&prepared("b")));
    assert!(!prepared("a").is_of_same_site(&manifest()));
    assert_eq!(bytes(&prepared("a").without_files()), bytes(&manifest().without_files()));
}

#[test]
fn another_form_version_day_revision_or_change_is_another_site() {
    let others: [fn(&mut Manifest); 5] = [
        |other| other.schema.push('2'),
        |other| other.version.push('1'),
        |other| other.as_of = "2026-11-22".to_owned(),
        |other| other.revision = None,
        |other| other.changed = true,
    ];
    for (at, edit) in others.into_iter().enumerate() {
        let mut other = manifest();
        edit(&mut other);
        assert!(!manifest().is_of_same_site(&other), "{at}");
    }
}
