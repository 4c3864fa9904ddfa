//! The git program: what fetches upstream registries.
//!
//! The library that reads repositories was built without a network. The program knows what a person has set up: keys, proxies, other
//! names of hosts. It is handed nothing that it could take for an option or run, and neither hooks nor submodules of what it fetches.

use std::path::Path;
use std::process::{Command, Stdio};

use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::printable::excerpt;
use mulu_git::upstream::Fetch;

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
const SETTINGS: [&str; 6] = [
    "fetch.fsckObjects=true",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "fetch.recurseSubmodules=false",
    "protocol.ext.allow=never",
    "gc.auto=0",
];

/// The git on the `PATH`.
pub struct GitProgram;

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
        let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output();
        let ended = ended.map_err(|error| {
            message!(
                "不能运行 git（{error}）：取回所依据的登记簿要用它，请先安装",
                "git cannot be run ({error}): it fetches the registries that this one stands on; install it first"
            )
        })?;
        if ended.status.success() {
            return Ok(());
        }
        let said = said(&ended.stderr);
        Err(message!(
            "取不到 {url}（{said}）：检查网址、网络和权限；book.lock 没有改动，已取回的照常可用",
            "{url} cannot be fetched ({said}): see to the address, the network and the rights; book.lock is as it was, and what was fetched before still serves"
        ))
    }
}

/// The first line that git said, without what a terminal would obey.
fn said(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let line =
        text.lines().find(|line| line.contains("fatal") || line.contains("error")).or_else(|| text.lines().next());
    excerpt(line.unwrap_or_default(), 200)
}
