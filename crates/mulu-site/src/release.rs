//! `bundle.json`: what a release holds, which edition of the catalogue it is, and which one came before, so that none is replaced
//! unseen.

use std::collections::BTreeMap;
use std::io::{self, Read};

use flate2::read::GzDecoder;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use mulu_core::output::hex;
use mulu_core::source::{Source, SourceEntry, Unreadable};

/// Where the manifest lies in a bundle.
pub const MANIFEST: &str = "bundle.json";

/// Where the signature of the manifest lies.
pub const SIGNATURE: &str = "bundle.json.sig";

/// The form of the manifest.
const SCHEMA: &str = "mulu.bundle/1";

/// The largest manifest that is read, in bytes, and the most that is unpacked of a bundle: it comes from anyone.
const LARGEST_MANIFEST: u64 = 256 << 20;
const LARGEST: u64 = 16 << 30;

/// What a bundle holds, and where it stands among the editions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The form of this document.
    #[schemars(extend("const" = "mulu.bundle/1"))]
    pub schema: String,
    /// The day that the site was computed for.
    pub as_of: String,
    /// The commit; none outside git, or where the records differ from it.
    pub revision: Option<String>,
    /// The edition of the catalogue that the commit is tagged as.
    pub edition: Option<String>,
    /// The sum of the records.
    pub records: String,
    /// The edition before.
    pub before: Option<PreviousEdition>,
    /// Every other file of the bundle, by path.
    pub files: Vec<ReleaseFile>,
}

/// The edition before another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Before")]
pub struct PreviousEdition {
    /// Its name.
    pub edition: String,
    /// Its commit.
    pub revision: String,
    /// The sum of its records.
    pub records: String,
}

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseFile {
    /// Its path in the bundle.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// The place of a release: what is not in its files.
#[derive(Clone, Debug, Default)]
pub struct ReleasePlace {
    /// The day.
    pub as_of: String,
    /// The commit.
    pub revision: Option<String>,
    /// The edition.
    pub edition: Option<String>,
    /// The edition before.
    pub before: Option<PreviousEdition>,
}

impl Release {
    /// The manifest of these files.
    #[must_use]
    pub fn of(files: &BTreeMap<String, Vec<u8>>, standing: ReleasePlace) -> Release {
        let one = |(path, bytes): (&String, &Vec<u8>)| ReleaseFile {
            path: path.clone(),
            bytes: bytes.len() as u64,
            sha256: hex(&Sha256::digest(bytes)),
        };
        let files: Vec<ReleaseFile> = files.iter().map(one).collect();
        let ReleasePlace { as_of, revision, edition, before } = standing;
        Release { schema: SCHEMA.to_owned(), as_of, revision, edition, records: sum_of_records(&files), before, files }
    }
}

/// The sum of the records among the files of a bundle, as `sha256sum` would list them in their folder.
fn sum_of_records(files: &[ReleaseFile]) -> String {
    let mut sum = Sha256::new();
    for file in files {
        if let Some(path) = file.path.strip_prefix("registry/") {
            sum.update(format!("{}  {path}\n", file.sha256));
        }
    }
    hex(&sum.finalize())
}

/// The sum of the records of a source: what a bundle of it has as `records`.
///
/// # Errors
/// When a file or a directory cannot be read.
pub fn records(source: &dyn Source) -> Result<String, Unreadable> {
    let mut sum = Sha256::new();
    for path in source.list()? {
        if let SourceEntry::Bytes(bytes) = source.read(&path)? {
            sum.update(format!("{}  {path}\n", hex(&Sha256::digest(&bytes))));
        }
    }
    Ok(hex(&sum.finalize()))
}

/// A bundle that was read.
#[derive(Clone, Debug)]
pub struct OpenedBundle {
    /// Its manifest, as it was signed.
    pub manifest: Vec<u8>,
    /// What the manifest says.
    pub release: Release,
    /// The signature of the manifest.
    pub signature: Option<Vec<u8>>,
    /// The files that differ from the manifest, are not in it, or are missing; sorted.
    pub differing: Vec<String>,
}

/// Reads a bundle whole and checks its files against its manifest.
///
/// # Errors
/// When it is not a bundle, or cannot be read.
pub fn open(archive: impl Read) -> io::Result<OpenedBundle> {
    let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let mut tar = tar::Archive::new(GzDecoder::new(archive).take(LARGEST));
    let (mut manifest, mut signature) = (None, None);
    let mut sums: BTreeMap<String, (u64, String)> = BTreeMap::new();
    let mut differing = Vec::new();
    for entry in tar.entries()? {
        let mut entry = entry?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() {
            differing.push(path);
            continue;
        }
        if path == MANIFEST || path == SIGNATURE {
            let mut bytes = Vec::new();
            entry.take(LARGEST_MANIFEST).read_to_end(&mut bytes)?;
            let place = if path == MANIFEST { &mut manifest } else { &mut signature };
            if place.replace(bytes).is_some() {
                differing.push(path);
            }
            continue;
        }
        let mut sum = Sha256::new();
        let mut size = 0;
        let mut part = vec![0; 1 << 16];
        loop {
            let read = entry.read(&mut part)?;
            if read == 0 {
                break;
            }
            size += read as u64;
            sum.update(part.get(..read).unwrap_or_default());
        }
        // The same path twice: whoever unpacks it has the second.
        if sums.insert(path.clone(), (size, hex(&sum.finalize()))).is_some() {
            differing.push(path);
        }
    }
    let manifest = manifest.ok_or_else(|| wrong("it has no bundle.json"))?;
    let release: Release = serde_json::from_slice(&manifest)?;
    if release.schema != SCHEMA {
        return Err(wrong("its bundle.json is of another form"));
    }
    for file in &release.files {
        match sums.remove(&file.path) {
            Some((size, sum)) if size == file.bytes && sum == file.sha256 => {}
            _ => differing.push(file.path.clone()),
        }
    }
    differing.extend(sums.into_keys());
    if release.records != sum_of_records(&release.files) {
        differing.push(MANIFEST.to_owned());
    }
    differing.sort();
    differing.dedup();
    Ok(OpenedBundle { manifest, release, signature, differing })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{MANIFEST, OpenedBundle, Release, ReleasePlace, open};

    fn files() -> BTreeMap<String, Vec<u8>> {
        let files = [
            ("site/index.html", "page"),
            ("registry/book.toml", "[book]"),
            ("registry/agencies/a.toml", "name = \"甲\""),
        ];
        files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
    }

    /// The bundle of these files, some of them other than its manifest says.
    fn packed(change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> OpenedBundle {
        let manifest = serde_json::to_vec(&Release::of(&files(), ReleasePlace::default())).expect("JSON");
        let mut all: Vec<(String, Vec<u8>)> = files().into_iter().collect();
        all.push((MANIFEST.to_owned(), manifest));
        change(&mut all);
        let gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let mut tar = tar::Builder::new(gzip);
        for (path, bytes) in &all {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            tar.append_data(&mut header, path, bytes.as_slice()).expect("memory");
        }
        let bytes = tar.into_inner().and_then(flate2::write::GzEncoder::finish).expect("memory");
        open(bytes.as_slice()).expect("a bundle")
    }

    #[test]
    fn a_bundle_is_what_its_manifest_says() {
        assert_eq!(packed(|_| ()).differing, [""; 0]);
        assert_eq!(packed(|files| files[1].1.push(b' ')).differing, ["registry/book.toml"]);
        assert_eq!(packed(|files| drop(files.remove(0))).differing, ["registry/agencies/a.toml"]);
        let more = |files: &mut Vec<(String, Vec<u8>)>| files.push(("site/more.html".to_owned(), Vec::new()));
        assert_eq!(packed(more).differing, ["site/more.html"]);
        let twice = |files: &mut Vec<(String, Vec<u8>)>| files.push(("site/index.html".to_owned(), b"page".to_vec()));
        assert_eq!(packed(twice).differing, ["site/index.html"]);
    }

    #[test]
    fn what_is_no_bundle_is_an_error() {
        assert!(open(&b"no archive"[..]).is_err());
        assert!(open(&b""[..]).is_err());
    }
}
