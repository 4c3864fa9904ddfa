//! The git program: what fetches upstream registries.
//!
//! The library that reads repositories was built without a network. The program knows what a person has set up: keys, proxies, other
//! names of hosts. It is handed nothing that it could take for an option or run, and neither hooks nor submodules of what it fetches.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::printable::excerpt;
use mulu_git::upstream::Fetch;

use super::fetch_bounds::FetchBounds;

/// What of the surroundings would lead git to another repository than the one that is named.
const LEFT_OUT: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
];

/// Settings of the run: what comes is checked, and nothing of it is run.
const SETTINGS: [&str; 7] = [
    "fetch.fsckObjects=true",
    // What comes stays the one file that it came as, whose size and count of objects can be seen while it comes.
    "fetch.unpackLimit=1",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "fetch.recurseSubmodules=false",
    "protocol.ext.allow=never",
    "gc.auto=0",
];

/// The git on the `PATH`.
pub struct GitProgram {
    /// How much it may bring, and how long that may take.
    pub bounds: FetchBounds,
}

impl Fetch for GitProgram {
    fn fetch(&self, into: &Path, url: &str, head: bool) -> Result<(), Message> {
        let mut command = Command::new("git");
        for name in LEFT_OUT {
            command.env_remove(name);
        }
        command.env("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command.arg("--git-dir").arg(into).args([
            "fetch",
            "--quiet",
            "--force",
            "--prune",
            "--no-tags",
            "--no-write-fetch-head",
        ]);
        command.args(["--", url, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]);
        if head {
            command.arg("+HEAD:refs/mulu/HEAD");
        }
        let cannot_run = |error: std::io::Error| {
            message!(
                "不能运行 git（{error}）：取回所依据的登记簿要用它，请先安装",
                "git cannot be run ({error}): it fetches the registries that this one depends on; install it first"
            )
        };
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(cannot_run)?;
        let stderr = child.stderr.take();
        // It is read while git runs, which would wait for whoever reads it.
        let listener = std::thread::spawn(move || heard(stderr));
        // Of one that was stopped, what it started may still hold the line: it is not waited for.
        let status = self.bounds.watch(&mut child, into).map_err(cannot_run)?.map_err(|beyond| beyond.told(url))?;
        let stderr = listener.join().unwrap_or_default();
        if status.success() {
            return Ok(());
        }
        let said = said(&stderr);
        Err(message!(
            "取不到 {url}（{said}）：检查网址、网络和权限；book.lock 没有改动，已取回的照常可用",
            "{url} cannot be fetched ({said}): see to the address, the network and the rights; book.lock is as it was, and what was fetched before still serves"
        ))
    }
}

/// How much of what git says of an error is kept, in bytes.
const MOST_HEARD: u64 = 64 << 10;

/// What git says of errors, to its end, and of that the beginning.
fn heard(stderr: Option<std::process::ChildStderr>) -> Vec<u8> {
    let mut heard = Vec::new();
    if let Some(mut stderr) = stderr {
        let _ = stderr.by_ref().take(MOST_HEARD).read_to_end(&mut heard);
        let _ = std::io::copy(&mut stderr, &mut std::io::sink());
    }
    heard
}

/// The first line that git said, without what a terminal would obey.
fn said(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let line =
        text.lines().find(|line| line.contains("fatal") || line.contains("error")).or_else(|| text.lines().next());
    excerpt(line.unwrap_or_default(), 200)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn git(folder: &Path, args: &[&str]) {
        let named = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        let ended = Command::new("git").current_dir(folder).args(named).args(args).output().unwrap();
        assert!(ended.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ended.stderr));
    }

    #[test]
    fn what_is_beyond_a_bound_is_not_taken_and_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("from");
        // Each has a folder of its own: what a git that was stopped had started may write for a moment yet.
        let into = |name: &str| {
            git(folder.path(), &["init", "--quiet", "--bare", name]);
            folder.path().join(name)
        };
        fs::create_dir_all(&from).unwrap();
        fs::write(from.join("book.toml"), "x".repeat(4000)).unwrap();
        git(&from, &["init", "--quiet"]);
        git(&from, &["add", "--all"]);
        git(&from, &["commit", "--quiet", "--message", "one"]);
        let well = FetchBounds::default();
        for (name, bounds, says) in [
            ("bytes.git", FetchBounds { bytes: 10, ..well }, "more than 10 bytes came"),
            ("objects.git", FetchBounds { objects: 2, ..well }, "more than 2 objects"),
            ("seconds.git", FetchBounds { seconds: 0, ..well }, "more than 0 seconds"),
        ] {
            let why = GitProgram { bounds }.fetch(&into(name), &from.to_string_lossy(), true).unwrap_err();
            assert!(why.en.contains(says) && why.en.contains("book.lock is as it was"), "{}", why.en);
        }
        GitProgram { bounds: well }.fetch(&into("whole.git"), &from.to_string_lossy(), true).unwrap();
    }
}
