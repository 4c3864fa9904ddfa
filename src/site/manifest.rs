//! `manifest.json`: what a site was built from, and every file of it with its SHA-256, so that anyone can build it again and
//! compare.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::Day;
use crate::output::Written;

use super::Site;

/// Where it lies, from the site's root.
pub const PATH: &str = "manifest.json";

/// The manifest.
#[derive(JsonSchema, Serialize)]
pub struct Manifest<'a> {
    /// The form of this document.
    #[schemars(extend("const" = "mulu.manifest/1"))]
    schema: &'static str,
    /// The program's version.
    version: &'static str,
    /// The day it was computed for.
    as_of: Day,
    /// The commit; none outside git.
    revision: Option<&'a str>,
    /// Whether the records differed from that commit: such a site cannot be built again from it.
    changed: bool,
    /// Every other file.
    files: Vec<Entry<'a>>,
}

#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ManifestEntry")]
struct Entry<'a> {
    /// Its path, from the site's root.
    path: &'a str,
    /// Its size.
    bytes: usize,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    sha256: &'a str,
}

impl<'a> Entry<'a> {
    fn of(path: &'a str, written: &'a Written) -> Self {
        Entry { path, bytes: written.bytes, sha256: &written.sha256 }
    }
}

/// The manifest of a site whose other files are all written.
pub fn manifest<'f>(site: &'f Site<'_>, files: &'f BTreeMap<String, Written>) -> Vec<u8> {
    let entry = |(path, written): (&'f String, &'f Written)| Entry::of(path, written);
    let manifest = Manifest {
        schema: "mulu.manifest/1",
        version: env!("CARGO_PKG_VERSION"),
        as_of: site.day,
        revision: site.revision.map(|revision| revision.commit.as_str()),
        changed: site.revision.is_some_and(|revision| revision.changed),
        files: files.iter().filter(|(path, _)| *path != PATH).map(entry).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
