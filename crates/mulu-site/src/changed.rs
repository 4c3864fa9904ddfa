//! `changed.json`: what of a site differs from the one that lay there before, so that a mirror uploads just that.
//!
//! It tells of one place and of two builds of it. So it is none of the files that anybody who builds the same site gets: where no
//! site was before there is none, and the manifest does not list it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use mulu_core::output::{Written, hex};

use super::Site;
use super::manifest::{self, Manifest};

/// Where it lies, from the site's root.
pub const PATH: &str = "changed.json";

/// What differs between two sites.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub struct Changed {
    /// The form of this document.
    #[schemars(extend("const" = "mulu.changed/1"))]
    schema: String,
    /// The site before.
    before: Before,
    /// The day that this site was computed for.
    #[schemars(with = "mulu_core::day::Day")]
    as_of: String,
    /// Its commit; null outside git.
    revision: Option<String>,
    /// The files that are new or not as they were, by path; the manifest is one of them.
    pub written: Vec<String>,
    /// The files that are there no more, by path.
    pub removed: Vec<String>,
}

/// The site that lay there before.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[schemars(rename = "ChangedBefore")]
pub struct Before {
    /// The SHA-256 of its manifest: who has another copy all files.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    manifest: String,
    /// The day that it was computed for.
    #[schemars(with = "mulu_core::day::Day")]
    as_of: String,
}

/// A manifest that was there before, as it stood.
pub struct Earlier {
    bytes: Vec<u8>,
    manifest: Manifest,
}

impl Earlier {
    /// Reads it; none where it is no manifest.
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let manifest = serde_json::from_slice(&bytes).ok()?;
        Some(Earlier { bytes, manifest })
    }

    /// What differs, as it is written; none where nothing does. `files` are those of the new manifest.
    pub fn changed(&self, site: &Site<'_>, files: &[(&str, &Written)], manifest: &[u8]) -> Option<Vec<u8>> {
        if manifest == self.bytes {
            return None;
        }
        let files: BTreeMap<&str, String> = files.iter().map(|(path, file)| (*path, hex(&file.sha256))).collect();
        let before: BTreeMap<&str, &str> =
            self.manifest.files.iter().map(|entry| (entry.path.as_str(), entry.sha256.as_str())).collect();
        let differs = |(path, sum): &(&&str, &String)| before.get(**path) != Some(&sum.as_str());
        let mut written: Vec<String> = files.iter().filter(differs).map(|(path, _)| (*path).to_owned()).collect();
        written.push(manifest::PATH.to_owned());
        written.sort();
        let removed = before.keys().filter(|path| !files.contains_key(*path));
        Some(manifest::bytes(&Changed {
            schema: "mulu.changed/1".to_owned(),
            before: Before { manifest: hex(&Sha256::digest(&self.bytes)), as_of: self.manifest.as_of.clone() },
            as_of: site.day.to_string(),
            revision: site.revision.map(|revision| revision.commit.clone()),
            removed: removed.map(|path| (*path).to_owned()).collect(),
            written,
        }))
    }
}
