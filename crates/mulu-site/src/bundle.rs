//! A release bundle: the site, the records it was built from and the manifest, in one archive.
//!
//! The same files give the same bytes: entries are sorted, and have no times, owners or machine in them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use flate2::{Compression, GzBuilder};

use crate::release::{self, Release, ReleasePlace};
use mulu_core::message::Message;
use mulu_core::output::LIST;
use mulu_core::source::{Source, SourceEntry, Unreadable};

/// Byte 9 of a gzip header (RFC 1952): an unknown system, so that every system writes the same.
const UNKNOWN_SYSTEM: u8 = 255;

/// What stops a bundle.
#[derive(Debug)]
pub enum BundleError {
    /// A file of the site or of the registry cannot be read.
    Unreadable(Unreadable),
    /// The archive cannot be written.
    Output(io::Error),
    /// The manifest cannot be signed.
    Unsigned(Message),
}

impl std::fmt::Display for BundleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BundleError::Unreadable(error) => error.fmt(f),
            BundleError::Output(error) => write!(f, "cannot write the bundle: {error}"),
            BundleError::Unsigned(why) => write!(f, "{} · {}", why.zh, why.en),
        }
    }
}

impl std::error::Error for BundleError {}

impl From<Unreadable> for BundleError {
    fn from(error: Unreadable) -> Self {
        BundleError::Unreadable(error)
    }
}

impl From<io::Error> for BundleError {
    fn from(error: io::Error) -> Self {
        BundleError::Output(error)
    }
}

/// Signs the manifest of a bundle.
pub type Sign<'s> = &'s dyn Fn(&[u8]) -> Result<Option<String>, Message>;

/// Writes a tar archive, compressed with gzip, of a built site and the records it was built from: `site/…` holds what the build
/// wrote, its `manifest.json` included, `registry/…` the records, and `bundle.json` names them all with their sums. Returns how many
/// files it holds.
///
/// # Errors
/// When a file cannot be read, the manifest not signed or the archive not written.
pub fn bundle(
    site: &Path,
    records: &dyn Source,
    standing: ReleasePlace,
    sign: Sign<'_>,
    to: &mut dyn Write,
) -> Result<usize, BundleError> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for path in built(site)? {
        let full = site.join(&path);
        let bytes = fs::read(&full).map_err(|error| Unreadable { path: full, error })?;
        files.insert(format!("site/{path}"), bytes);
    }
    for path in records.list()? {
        if let SourceEntry::Bytes(bytes) = records.read(&path)? {
            files.insert(format!("registry/{path}"), bytes);
        }
    }
    let release = Release::of(&files, standing);
    let mut manifest = serde_json::to_vec_pretty(&release).map_err(io::Error::from)?;
    manifest.push(b'\n');
    if let Some(signature) = sign(&manifest).map_err(BundleError::Unsigned)? {
        files.insert(release::SIGNATURE.to_owned(), signature.into_bytes());
    }
    files.insert(release::MANIFEST.to_owned(), manifest);
    archive(&files, to)?;
    Ok(files.len())
}

/// The files that a build wrote, by the list it left; other things in the folder are not the site's.
fn built(site: &Path) -> Result<Vec<String>, Unreadable> {
    let list = site.join(LIST);
    let text = fs::read_to_string(&list).map_err(|error| Unreadable { path: list, error })?;
    let is_plain =
        |path: &&str| Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    Ok(text.lines().filter(|path| !path.is_empty()).filter(is_plain).map(str::to_owned).collect())
}

fn archive(files: &BTreeMap<String, Vec<u8>>, to: &mut dyn Write) -> io::Result<()> {
    let gzip = GzBuilder::new().mtime(0).operating_system(UNKNOWN_SYSTEM).write(to, Compression::best());
    let mut tar = tar::Builder::new(gzip);
    for (path, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        header.set_uid(0);
        header.set_gid(0);
        tar.append_data(&mut header, path, bytes.as_slice())?;
    }
    tar.into_inner()?.finish()?;
    Ok(())
}
