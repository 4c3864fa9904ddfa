//! What a build writes: calendars, feeds, tables and documents of the API as texts, and a sum of every file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::commands::{Said, workbook};
use super::subject::Subject;
use crate::harness::pages::files;

/// Files whose texts are kept: what other programs read.
const READ: [&str; 4] = [".ics", ".atom", ".csv", ".json"];

/// Of files that are alike, in one folder and with one ending, so many are kept; the others have their sums.
const ALIKE: usize = 3;

/// Builds the site for a day.
pub fn built(subject: &Subject, day: &str) -> Said {
    let out = folder(subject.name, day, "new");
    let _ = fs::remove_dir_all(&out);
    let to = out.to_str().unwrap();
    let ran = subject.ask(["build", "--out", to, "--no-pdf", "--lang", "en", "--as-of", day], "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "the build of {} for {day}", subject.name);
    let texts: BTreeMap<String, Text> =
        files(&out).into_par_iter().map(|(path, bytes)| (path.clone(), read(subject, &path, &bytes))).collect();
    let sums =
        texts.iter().map(|(path, text)| format!("{} {}\n", text.sum, path.escape_debug())).collect::<Vec<_>>().concat();
    let mut said = Said::from([("site.sums".to_owned(), sums)]);
    let mut alike: BTreeMap<(PathBuf, &str), usize> = BTreeMap::new();
    for (path, text) in texts {
        let Some(ending) = READ.into_iter().find(|ending| path.ends_with(ending)) else { continue };
        let kept = alike.entry((Path::new(&path).parent().unwrap().to_owned(), ending)).or_default();
        *kept += 1;
        if let Some(text) = text.text.filter(|_| *kept <= ALIKE || path.matches('/').count() < 3) {
            said.insert(format!("site/{path}"), text);
        }
    }
    said
}

/// A file of the site: its text, and the sum of that; of one that is not text, the sum of its bytes.
struct Text {
    text: Option<String>,
    sum: String,
}

fn read(subject: &Subject, path: &str, bytes: &[u8]) -> Text {
    let text = if path == "manifest.json" {
        Some(without_files(bytes))
    } else if path.ends_with(".xlsx") {
        Some(workbook(bytes))
    } else {
        String::from_utf8(bytes.to_vec()).ok()
    };
    let text = text.map(|text| subject.nameless(text));
    let sum = sum(text.as_deref().map_or(bytes, str::as_bytes));
    Text { text, sum }
}

/// The manifest without its list of files, whose sums have the ids of commits in them: they stand in a list of our own.
fn without_files(bytes: &[u8]) -> String {
    let mut manifest: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    let files = manifest["files"].as_array_mut().unwrap();
    for file in &*files {
        assert!(file["path"].is_string() && file["bytes"].is_u64() && file["sha256"].as_str().unwrap().len() == 64);
    }
    manifest["files"] = format!("{} files", files.len()).into();
    serde_json::to_string_pretty(&manifest).unwrap()
        + "
"
}

/// The beginning of a sum, long enough to tell any two files of a site apart.
pub fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Where Cargo keeps the sites of the last run, and of the last one that was as it should be: the one can be held against the
/// other.
pub fn folder(name: &str, day: &str, which: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden").join(which).join(name).join(day)
}
