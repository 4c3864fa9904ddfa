//! `manifest.json`: what a site was built from, and every file of it with its SHA-256, so that anyone can build it again and
//! compare.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use mulu_core::output::{WrittenFile, hex};

use super::Site;

/// Where it lies, from the site's root.
pub const PATH: &str = "manifest.json";

/// What a site was built from, and its files.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[schemars(rename = "Manifest")]
pub struct Manifest<F = Vec<ManifestEntry>> {
    /// The form of this document.
    #[schemars(extend("const" = "mulu.manifest/1"))]
    schema: String,
    /// The program's version.
    version: String,
    /// The day it was computed for.
    #[schemars(with = "mulu_core::day::Day")]
    pub as_of: String,
    /// The commit; none outside git.
    pub revision: Option<String>,
    /// Whether the records differed from that commit: such a site cannot be built again from it.
    changed: bool,
    /// Of a part that was made from what was prepared for it: the sum of what that was prepared from. No whole site has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(skip)]
    prepared: Option<String>,
    /// Every other file of the site, by path.
    pub files: F,
}

/// What a site is built from, as its manifest says it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct BuiltFrom {
    /// The day, `YYYY-MM-DD`.
    pub as_of: String,
    /// The commit; none outside git.
    pub revision: Option<String>,
    /// Whether the records differ from that commit.
    pub changed: bool,
    /// Where a part is made from what was prepared for it, the sum of what that was prepared from, in hexadecimal digits.
    pub prepared: Option<String>,
}

impl BuiltFrom {
    /// What a site is built from by who reads the registry.
    pub fn registry(site: &Site<'_>) -> Self {
        BuiltFrom {
            as_of: site.day.to_string(),
            revision: site.revision.map(|revision| revision.commit.clone()),
            changed: site.revision.is_some_and(|revision| revision.changed),
            prepared: None,
        }
    }
}

/// One file.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[schemars(rename = "ManifestEntry")]
pub struct ManifestEntry {
    /// Its path, from the site's root.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    pub sha256: String,
}

impl Manifest {
    /// The list of the whole that a part belongs to, still of no files.
    pub fn without_files(&self) -> Manifest {
        Manifest { prepared: None, files: Vec::new(), ..self.clone() }
    }

    /// Whether two parts are of one site.
    pub fn is_of_same_site(&self, other: &Manifest) -> bool {
        let facts = |of: &Manifest| {
            (
                of.schema.clone(),
                of.version.clone(),
                of.as_of.clone(),
                of.revision.clone(),
                of.changed,
                of.prepared.clone(),
            )
        };
        facts(self) == facts(other)
    }
}

/// A file that was written, as an entry.
#[derive(Serialize)]
struct WrittenEntry<'f> {
    path: &'f str,
    bytes: u64,
    sha256: String,
}

/// Files that were written, as entries: of each no more is kept in memory than where it is told.
pub struct WrittenFiles<'f>(&'f [(&'f str, &'f WrittenFile)]);

impl Serialize for WrittenFiles<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn entry<'f>((path, written): &(&'f str, &WrittenFile)) -> WrittenEntry<'f> {
            WrittenEntry { path, bytes: written.bytes, sha256: hex(&written.sha256) }
        }
        serializer.collect_seq(self.0.iter().map(entry))
    }
}

/// The manifest of a site whose other files are all written.
pub fn manifest<'f>(from: BuiltFrom, files: &'f [(&'f str, &'f WrittenFile)]) -> Manifest<WrittenFiles<'f>> {
    Manifest {
        schema: "mulu.manifest/1".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: from.as_of,
        revision: from.revision,
        changed: from.changed,
        prepared: from.prepared,
        files: WrittenFiles(files),
    }
}

/// Writes a manifest.
///
/// # Errors
/// When it cannot be written.
pub fn write(manifest: &impl Serialize, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, manifest)?;
    out.write_all(b"\n")
}

/// A manifest as it is written.
pub fn bytes(manifest: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = write(manifest, &mut bytes);
    bytes
}

#[cfg(test)]
mod tests;
