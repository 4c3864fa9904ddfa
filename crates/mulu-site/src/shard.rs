//! A site built in parts, by several machines, and put together.
//!
//! Each file of a site belongs to one part, by the sum of its path. A part has its own list of what it made; when all parts lie in
//! one folder, [`join`] checks every file against these lists and writes the list of the whole: the same bytes that one build
//! writes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::path::Path;
use std::str::FromStr;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use mulu_core::message;
use mulu_core::output::{Output, Tally, Unwritable, hex};

use super::SiteError;
use super::changed::{self, PreviousManifest};
use super::input_hasher::InputHasher;
use super::manifest::{self, Manifest};

/// The most parts that a site is built in.
pub const MOST: u32 = 1_000;

/// One part of a site: the `part`th, from 1, of `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    part: u32,
    of: u32,
}

impl Shard {
    /// All parts of a site in so many.
    pub fn all(of: u32) -> impl Iterator<Item = Shard> {
        (1..=of).map(move |part| Shard { part, of })
    }

    /// Whether a file belongs to this part.
    #[must_use]
    pub fn owns(self, path: &str) -> bool {
        place_in(path, self.of) == u64::from(self.part - 1)
    }

    /// The file that lists what the part made.
    #[must_use]
    pub fn list(self) -> String {
        format!("manifest.{self}.json")
    }
}

/// The place of the part that a file belongs to, of so many.
fn place_in(path: &str, of: u32) -> u64 {
    let sum = Sha256::digest(path.as_bytes());
    let first = sum.first_chunk().map_or(0, |first| u64::from_le_bytes(*first));
    first.checked_rem(u64::from(of)).unwrap_or(0)
}

/// Which of these files belong to each of so many parts, by their places; one pass over all.
pub fn divided<'f>(paths: impl Iterator<Item = &'f str>, of: u32) -> Vec<Vec<usize>> {
    let mut parts = vec![Vec::new(); of as usize];
    for (at, path) in paths.enumerate() {
        let part = usize::try_from(place_in(path, of)).ok().and_then(|place| parts.get_mut(place));
        part.into_iter().for_each(|own: &mut Vec<usize>| own.push(at));
    }
    parts
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-of-{}", self.part, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((part, of)) if (1..=of).contains(&part) && of <= MOST => Ok(Shard { part, of }),
            _ => Err(format!("写作 K/N，如 1/4，N 不超过 {MOST} · write K/N, such as 1/4, with N at most {MOST}")),
        }
    }
}

/// Puts together the parts that lie in a folder; also says the day that they were built for.
///
/// # Errors
/// When a part is missing, the parts are not of one site, a file is not as its part lists it, or the folder cannot be written.
pub fn join(folder: &Path) -> Result<(Tally, String), SiteError> {
    let parts = parts(folder)?;
    let Some(first) = parts.values().next() else { return Err(missing("1-of-N")) };
    let mut whole = first.without_files();
    for (name, part) in &parts {
        if !first.is_of_same_site(part) {
            return Err(SiteError::Refused(message!(
                "{name} 与其他各份不是同一版本、同一天、同一修订的网站，或不是一次备好的",
                "{name} is of another version, day or revision than the other parts, or was not prepared with them"
            )));
        }
        whole.files.extend(part.files.iter().cloned());
    }
    whole.files.sort_by(|a, b| a.path.cmp(&b.path));
    whole.files.par_iter().try_for_each(|entry| as_listed(folder, entry))?;
    let manifest = manifest::bytes(&whole);
    let paths: Vec<&str> = whole.files.iter().map(|entry| entry.path.as_str()).collect();
    let sums = whole.files.iter().map(|entry| (entry.path.as_str(), Cow::Borrowed(entry.sha256.as_str())));
    let manifest_before = plain_file(&folder.join(manifest::PATH));
    let before = manifest_before.as_deref().and_then(PreviousManifest::read);
    let told = before.as_ref().and_then(|before| before.changed(&whole, sums, &manifest));
    // Where nothing differs, what differed before stays told.
    let told = before.as_ref().and_then(|_| told.or_else(|| plain_file(&folder.join(changed::PATH))));
    let mut own = vec![(manifest::PATH, manifest.as_slice())];
    own.extend(told.as_ref().map(|told| (changed::PATH, told.as_slice())));
    let gone = before.as_ref().map(|before| before.gone(&paths)).unwrap_or_default();
    let gone = gone.into_iter().chain(parts.keys().map(String::as_str));
    let tally = Output::adopt(folder, &paths, &own, gone)?;
    Ok((tally, whole.as_of))
}

/// The lists of all parts, by file name.
fn parts(folder: &Path) -> Result<BTreeMap<String, Manifest>, SiteError> {
    let unreadable = |error| SiteError::Unwritable(Unwritable { path: folder.to_owned(), error });
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
        let middle = name.strip_prefix("manifest.").and_then(|rest| rest.strip_suffix(".json"));
        if let Some(shard) = middle.and_then(|middle| middle.replacen("-of-", "/", 1).parse::<Shard>().ok()) {
            found.insert(name, shard);
        }
    }
    let of = found.values().next().map_or(0, |shard| shard.of);
    for part in 1..=of {
        let wanted = Shard { part, of };
        if !found.values().any(|shard| *shard == wanted) {
            return Err(missing(&wanted.to_string()));
        }
    }
    let read = |name: String| {
        let text = std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
        let manifest = serde_json::from_str(&text);
        manifest.map(|manifest| (name.clone(), manifest)).map_err(|error| {
            SiteError::Refused(message!("{name} 不是一份清单：{error}", "{name} is not the list of a part: {error}"))
        })
    };
    found.into_keys().map(read).collect()
}

/// The bytes of a file that lies in the folder; none where it is a link, or nothing.
fn plain_file(path: &Path) -> Option<Vec<u8>> {
    let is_plain = std::fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    is_plain.then(|| std::fs::read(path).ok()).flatten()
}

fn as_listed(folder: &Path, entry: &manifest::ManifestEntry) -> Result<(), SiteError> {
    let path = &entry.path;
    let differs = || {
        SiteError::Refused(message!(
            "{path} 与清单不符：重新生成该份",
            "{path} is not as its part lists it: build that part again"
        ))
    };
    if !mulu_core::output::is_plain(path) {
        return Err(differs());
    }
    let mut sum = InputHasher::default();
    let read = File::open(folder.join(path)).and_then(|mut file| std::io::copy(&mut file, &mut sum));
    if read.is_ok() && hex(&sum.key()) == entry.sha256 { Ok(()) } else { Err(differs()) }
}

fn missing(part: &str) -> SiteError {
    SiteError::Refused(message!(
        "缺少 manifest.{part}.json：各份都放进同一文件夹再合并",
        "manifest.{part}.json is missing: put all parts into one folder, then join them"
    ))
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn every_file_belongs_to_one_part() {
        let parts: Vec<Shard> = ["1/3", "2/3", "3/3"].iter().map(|text| text.parse().expect(text)).collect();
        for path in ["index.html", "standards/gb-t-22239-2019.html", "api/v1/目录.json"] {
            assert_eq!(parts.iter().filter(|part| part.owns(path)).count(), 1, "{path}");
        }
        for text in ["", "0/3", "4/3", "1/0", "1", "a/b", "1/1001", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
