//! `changed.json`: what of a site differs from the one that lay there before, so that a mirror uploads just that.
//!
//! It tells of one place and of two builds of it. So it is none of the files that anybody who builds the same site gets: where no
//! site was before there is none, and the manifest does not list it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use mulu_core::output::hex;

use super::manifest::{self, Manifest};

/// Where it lies, from the site's root.
pub const PATH: &str = "changed.json";

/// What differs between two sites.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[schemars(rename = "Changed")]
pub struct SiteDifference {
    /// The form of this document.
    #[schemars(extend("const" = "mulu.changed/1"))]
    schema: String,
    /// The site before.
    before: SiteBefore,
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
pub struct SiteBefore {
    /// The SHA-256 of its manifest: who has another copy all files.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    manifest: String,
    /// The day that it was computed for.
    #[schemars(with = "mulu_core::day::Day")]
    as_of: String,
}

/// A manifest that was there before, as it stood. It lies in the bytes that it was read from: a large site has hundreds of thousands
/// of files.
pub struct PreviousManifest<'b> {
    bytes: &'b [u8],
    as_of: Cow<'b, str>,
    /// Every file, by path, with its sum.
    files: Vec<EntryAgain<'b>>,
}

/// What is read again of a manifest.
#[derive(Deserialize)]
struct ManifestAgain<'b> {
    #[serde(borrow)]
    as_of: Cow<'b, str>,
    #[serde(borrow)]
    files: Vec<EntryAgain<'b>>,
}

/// What is read again of an entry.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct EntryAgain<'b> {
    #[serde(borrow)]
    path: Cow<'b, str>,
    #[serde(borrow)]
    sha256: Cow<'b, str>,
}

impl<'b> PreviousManifest<'b> {
    /// Reads it; none where it is no manifest.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        let ManifestAgain { as_of, mut files } = serde_json::from_slice(bytes).ok()?;
        // Manifests are sorted; whoever wrote another one loses nothing but a moment.
        files.sort();
        Some(PreviousManifest { bytes, as_of, files })
    }

    /// The files that are there no more; `now` are those that are, sorted.
    pub fn gone<'f>(&'f self, now: &[&str]) -> Vec<&'f str> {
        let paths = self.files.iter().map(|own| own.path.as_ref());
        paths.filter(|path| now.binary_search(path).is_err()).collect()
    }

    /// What differs, as it is written; none where nothing does. `now` is the manifest of the new site, and `files` are those it
    /// lists, sorted by path, each with its sum.
    pub fn changed<'f, F>(
        &self,
        now: &Manifest<F>,
        files: impl Iterator<Item = (&'f str, Cow<'f, str>)>,
        manifest: &[u8],
    ) -> Option<Vec<u8>> {
        if manifest == self.bytes {
            return None;
        }
        let (mut written, mut removed) = (vec![manifest::PATH.to_owned()], Vec::new());
        let mut before = self.files.iter().peekable();
        for (path, sum) in files {
            while let Some(gone) = before.next_if(|earlier| earlier.path.as_ref() < path) {
                removed.push(gone.path.clone().into_owned());
            }
            let same = before.next_if(|earlier| earlier.path == path).is_some_and(|earlier| earlier.sha256 == sum);
            if !same {
                written.push(path.to_owned());
            }
        }
        removed.extend(before.map(|gone| gone.path.clone().into_owned()));
        written.sort();
        Some(manifest::bytes(&SiteDifference {
            schema: "mulu.changed/1".to_owned(),
            before: SiteBefore { manifest: hex(&Sha256::digest(self.bytes)), as_of: self.as_of.clone().into_owned() },
            as_of: now.as_of.clone(),
            revision: now.revision.clone(),
            removed,
            written,
        }))
    }
}
