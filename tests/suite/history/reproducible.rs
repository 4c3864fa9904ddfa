//! The same revision and day give the same bytes, anywhere.

use std::path::Path;

use super::story::{begun, chronicle, storied};
use super::{Site, printed};
use crate::harness::program;
use crate::harness::repository::Repo;

/// Builds the site of a clone as another machine might: in another time zone, with another number of cores.
fn build(place: &Path, site: &Path, (zone, threads): (&str, &str), args: &[&str]) {
    let built = program::mulu(place, ["build", "--root"])
        .arg(place)
        .arg("--out")
        .arg(site)
        .args(args)
        .env("TZ", zone)
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}

#[test]
fn two_clones_build_the_same_bytes() {
    let repo = chronicle();
    for args in [&["--as-of", "2026-11-21"][..], &["--rev", "catalogue/2026-02", "--as-of", "2026-02-01"]] {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (out, machine) in [(&one, ("UTC", "1")), (&two, ("Asia/Shanghai", "3"))] {
            let place = out.path().join("some/where").join(machine.1).join("clone");
            repo.clone_to(&place);
            // Twice: the second time, what git says is known already.
            build(&place, &out.path().join("site"), machine, args);
            build(&place, &out.path().join("again"), machine, args);
        }
        let read = |out: &tempfile::TempDir, name: &str| crate::harness::pages::files(&out.path().join(name));
        let files = read(&one, "site");
        let told = ["feeds/changes.atom", "changes/index.html", "changes/editions/2026-02.html", "manifest.json"];
        for path in told {
            assert!(files.contains_key(path), "{path}");
        }
        for other in [read(&one, "again"), read(&two, "site"), read(&two, "again")] {
            let differ = files.iter().filter(|(path, bytes)| other.get(*path) != Some(*bytes)).map(|(path, _)| path);
            assert_eq!(differ.collect::<Vec<_>>(), [""; 0]);
            assert_eq!(files.len(), other.len());
        }
        let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        let listed: Vec<&str> =
            manifest["files"].as_array().unwrap().iter().filter_map(|file| file["path"].as_str()).collect();
        let published = files.keys().filter(|path| !path.starts_with('.') && *path != "manifest.json");
        assert_eq!(published.collect::<Vec<_>>(), listed);
    }
}

/// What came later — commits, tags, reviews — is not seen by who builds an old edition again.
#[test]
fn an_old_edition_is_built_again_byte_for_byte() {
    let args = ["--rev", "catalogue/2026-01", "--as-of", "2026-01-03"];
    let then = Site::of(begun().path(), &args);
    let later = Site::of(storied().path(), &args);
    assert_eq!(then.read("manifest.json"), later.read("manifest.json"));
    assert!(then.says("changes/index.html").contains("2026-01"));
    // A checkout is the same site as its revision read from git.
    let checked_out = Site::of(begun().path(), &args[2..]);
    let other = checked_out.files();
    let differ = |(path, bytes): &(String, Vec<u8>)| other.get(path) != Some(bytes);
    assert_eq!(then.files().into_iter().filter(differ).map(|(path, _)| path).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_bundle_is_the_same_wherever_it_is_packed() {
    let bundle = |repo: &Repo| {
        let beside = tempfile::tempdir().unwrap();
        let (place, file) = (beside.path().join("clone"), beside.path().join("release.tar.gz"));
        repo.clone_to(&place);
        let of = ["--rev", "catalogue/2026-01", "--as-of", "2026-02-01"];
        printed(&place, &[&["export", "--bundle", file.to_str().unwrap()], &of[..]].concat());
        std::fs::read(file).unwrap()
    };
    let repo = storied();
    let (one, two) = (bundle(&repo), bundle(&repo));
    assert!(!one.is_empty() && one == two);
    assert!(one == bundle(&storied()));
}
