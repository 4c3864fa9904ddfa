//! What was found out about commits, kept in the git directory.
//!
//! A commit never changes, so what it did never does either: only new commits are read. The file begins with its format and the
//! sum of the rest; one that is of another format, cut off or damaged is as good as none.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::walk::Commit;
use mulu_core::slice::slice_lossy;

/// Raised whenever the same commit would be told differently.
const FORMAT: &str = "mulu.history/3";

/// The largest file that is read.
const LARGEST: u64 = 1 << 30;

/// The file for a registry that lies in a folder of its repository.
pub fn path(git_directory: &Path, prefix: &str) -> PathBuf {
    let name = mulu_core::output::hex(&Sha256::digest(prefix.as_bytes()));
    git_directory.join("mulu").join(format!("history-{}", slice_lossy(&name, ..16)))
}

/// The commits that are known already, by id.
pub fn read(path: &Path) -> HashMap<String, Commit> {
    let known: Option<Vec<Commit>> = text(path).and_then(|text| {
        let (first, rest) = text.split_once('\n')?;
        (first == heading(rest)).then(|| serde_json::from_str(rest).ok())?
    });
    known.unwrap_or_default().into_iter().map(|commit| (commit.id.clone(), commit)).collect()
}

fn text(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

fn heading(rest: &str) -> String {
    let (version, sum) = (env!("CARGO_PKG_VERSION"), mulu_core::output::hex(&Sha256::digest(rest.as_bytes())));
    format!("{FORMAT} {version} {sum}")
}

/// Keeps commits for the next run. Written beside its place and renamed into it. Where it cannot be written, the next run reads
/// them again: that is not a fault.
pub fn write(path: &Path, commits: &[Commit]) {
    let Ok(rest) = serde_json::to_string(commits) else { return };
    let Some(folder) = path.parent() else { return };
    let text = format!("{}\n{rest}", heading(&rest));
    let _ = fs::create_dir_all(folder).and_then(|()| mulu_core::output::replace(path, text.as_bytes()));
}
