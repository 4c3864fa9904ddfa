//! `examples/federation/build`: three registries of this repository's own records.

use std::process::Command;

use crate::harness::own;
use crate::harness::program::run;

#[test]
fn the_district_stands_on_its_city_and_the_city_on_a_national_collection() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("three");
    let mut build = Command::new("bash");
    build.arg(own("examples/federation/build")).arg(&to);
    // A part of the site shows that there is one; its pages are other tests' business.
    build.args(["--as-of", "2026-11-21", "--no-pdf", "--shard", "1/100"]);
    build.env("MULU", env!("CARGO_BIN_EXE_mulu")).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let built = run(build);
    assert_eq!(built.code, 0, "{}{}", built.out, built.err);
    let lock = std::fs::read_to_string(to.join("furong/book.lock")).unwrap();
    assert!(lock.contains("id = \"changsha\"") && lock.contains("via = \"changsha\""), "{lock}");
    let checked = super::over(&to.join("furong"), &["check", "--as-of", "2026-11-21"]);
    // The district's own measure on sharing lapsed in 2021; the city's binds it by its reach.
    assert!(checked.out.contains("policy-expired") && checked.out.contains("furong-sharing-2019"), "{}", checked.out);
    assert!(!checked.out.contains("error[unknown-reference]"), "{}", checked.out);
    let shown = super::over(&to.join("furong"), &["show", "GB/T 22239-2019"]);
    assert!(shown.out.contains("changsha  长沙市"), "{}", shown.out);
}
