//! Git, as the person has set it up: the program itself, so that signing keys, hooks and stored passwords work as they do elsewhere.
//! Nobody is asked at a terminal.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::source::kind_of;

/// What git leaves in its folder while something is under way, and what that is.
const UNDERWAY: [(&str, &str); 5] = [
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
];

/// A git repository that holds a registry.
pub struct Git {
    root: PathBuf,
    /// The registry's folder in the work tree, with a `/` behind it; empty where it is the work tree.
    prefix: String,
}

/// A record that is not as it was committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path in the registry.
    pub path: String,
    /// Whether it is there.
    pub is_there: bool,
    /// Whether it was committed before.
    pub is_known: bool,
}

/// What is handed in.
pub struct HandIn<'h> {
    /// The records.
    pub paths: &'h [String],
    /// The branch.
    pub branch: &'h str,
    /// What the commit says.
    pub message: &'h str,
    /// The person's name and address.
    pub who: (&'h str, &'h str),
}

impl Git {
    /// The repository of a registry; none where it is in none, or there is no git.
    pub fn of(root: &Path) -> Option<Git> {
        let git = Git { root: root.to_owned(), prefix: String::new() };
        let prefix = git.run(&["rev-parse", "--show-prefix"]).ok()?;
        Some(Git { prefix: prefix.trim_end_matches('\n').to_owned(), ..git })
    }

    /// The records that are not as they were committed.
    ///
    /// # Errors
    /// What git says.
    pub fn changed(&self) -> Result<Vec<ChangedFile>, String> {
        let status = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", "."];
        let listed = self.run(&status)?;
        let files = listed.split('\0').filter_map(|line| {
            let (state, path) = line.split_at_checked(3)?;
            let path = path.strip_prefix(&self.prefix)?.to_owned();
            kind_of(&path)?;
            let is_there = self.root.join(&path).symlink_metadata().is_ok();
            Some(ChangedFile { path, is_there, is_known: !(state.starts_with('?') || state.starts_with('A')) })
        });
        Ok(files.collect())
    }

    /// What keeps anything from being handed in.
    pub fn obstacle(&self) -> Option<Message> {
        let unmerged = self.run(&["ls-files", "--unmerged", "-z"]).unwrap_or_default();
        let files: BTreeSet<&str> =
            unmerged.split('\0').filter_map(|line| line.split_once('\t')).map(|(_, path)| path).collect();
        if !files.is_empty() {
            let files = files.into_iter().collect::<Vec<_>>().join("、");
            return Some(message!(
                "git 中有没有解决的冲突：{files}。请先解决冲突（或请管理员解决），再提交",
                "git has conflicts that are not resolved: {files}. Resolve them first, or have them resolved, then hand in"
            ));
        }
        let lies = |name: &str| {
            let place = self.run(&["rev-parse", "--git-path", name]).unwrap_or_default();
            !place.trim().is_empty() && self.root.join(place.trim()).exists()
        };
        let (_, what) = UNDERWAY.into_iter().find(|(name, _)| lies(name))?;
        Some(message!(
            "git 正在进行 {what}，还没有完成。请先完成或放弃它，再提交",
            "a {what} is under way in git. Finish or abort it first, then hand in"
        ))
    }

    /// The branch that is checked out, also where it has no commit yet; none where no branch is.
    pub fn branch(&self) -> Option<String> {
        self.run(&["symbolic-ref", "--short", "-q", "HEAD"]).ok().map(|name| name.trim().to_owned())
    }

    /// Whether anything is committed.
    pub fn has_commit(&self) -> bool {
        self.run(&["rev-parse", "--verify", "-q", "HEAD"]).is_ok()
    }

    /// A setting; nothing where there is none.
    pub fn setting(&self, name: &str) -> String {
        self.run(&["config", "--get", name]).unwrap_or_default().trim().to_owned()
    }

    /// Where the branch is pushed to: a remote's name and address.
    pub fn remote(&self) -> Option<(String, String)> {
        let names = self.run(&["remote"]).ok()?;
        let names: Vec<&str> = names.lines().collect();
        let set = self.setting("remote.pushDefault");
        let name = [set.as_str(), "origin"].into_iter().find(|name| names.contains(name));
        let name = name.or_else(|| names.first().copied())?;
        let address = self.run(&["remote", "get-url", "--push", name]).ok()?;
        Some((name.to_owned(), address.trim().to_owned()))
    }

    /// The branch that others work from on a remote.
    pub fn target(&self, remote: &str) -> String {
        let head =
            self.run(&["symbolic-ref", "--short", "-q", &format!("refs/remotes/{remote}/HEAD")]).unwrap_or_default();
        let named = head.trim().strip_prefix(&format!("{remote}/")).map(str::to_owned);
        let has =
            |name: &&str| self.run(&["rev-parse", "--verify", "-q", &format!("refs/remotes/{remote}/{name}")]).is_ok();
        let usual = || ["main", "master"].into_iter().find(has).map(str::to_owned);
        named.or_else(usual).unwrap_or_else(|| "main".to_owned())
    }

    /// A name for a branch that no other has: this one, else with a number behind it.
    pub fn free_branch(&self, wanted: &str) -> String {
        let current = self.branch();
        let is_free = |name: &String| {
            current.as_ref() == Some(name)
                || self.run(&["rev-parse", "--verify", "-q", &format!("refs/heads/{name}")]).is_err()
        };
        let numbered = (2..1000).map(|count| format!("{wanted}-{count}"));
        std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_else(|| wanted.to_owned())
    }

    /// How a record differs from what is committed, as git shows it.
    pub fn difference(&self, file: &ChangedFile) -> String {
        if file.is_known {
            self.run(&["diff", "--no-color", "--no-ext-diff", "HEAD", "--", &file.path]).unwrap_or_default()
        } else {
            std::fs::read_to_string(self.root.join(&file.path))
                .unwrap_or_default()
                .lines()
                .map(|line| format!("+{line}\n"))
                .collect()
        }
    }

    /// Commits records to a branch of their own. What else is changed stays as it is, staged or not.
    ///
    /// # Errors
    /// Why nothing was committed: all is as before then.
    pub fn commit(&self, hand_in: &HandIn<'_>) -> Result<String, Message> {
        if let Some(obstacle) = self.obstacle() {
            return Err(obstacle);
        }
        let branch = hand_in.branch;
        if self.run(&["check-ref-format", "--branch", branch]).is_err() || branch.starts_with('-') {
            return Err(message!(
                "{branch} 不能作分支名：用字母、数字、- 和 /",
                "`{branch}` is not a valid name for a branch: use letters, digits, - and /"
            ));
        }
        let before = self.branch();
        let moves = before.as_deref() != Some(branch);
        if moves {
            let made = if self.has_commit() {
                self.run(&["switch", "--quiet", "--create", branch])
            } else {
                self.run(&["symbolic-ref", "HEAD", &format!("refs/heads/{branch}")])
            };
            made.map_err(|why| stopped(&why))?;
        }
        let committed = self.commit_paths(hand_in);
        if committed.is_err() {
            self.go_back(hand_in, before.filter(|_| moves));
        }
        committed.map_err(|why| stopped(&why))
    }

    fn commit_paths(&self, hand_in: &HandIn<'_>) -> Result<String, String> {
        let (name, address) = hand_in.who;
        let own = [format!("user.name={name}"), format!("user.email={address}")];
        let listed: Vec<&str> = hand_in.paths.iter().map(String::as_str).collect();
        let add = [&["add", "--all", "--"][..], &listed].concat();
        self.run(&add)?;
        let [name, address] = &own;
        let commit = ["-c", name, "-c", address, "commit", "--quiet", "--only", "-m", hand_in.message, "--"];
        self.run(&[&commit[..], &listed].concat())?;
        self.run(&["rev-parse", "HEAD"]).map(|commit| commit.trim().to_owned())
    }

    /// After a commit that did not come about: the branch and the index are as they were.
    fn go_back(&self, hand_in: &HandIn<'_>, before: Option<String>) {
        let listed: Vec<&str> = hand_in.paths.iter().map(String::as_str).collect();
        if self.has_commit() {
            let _ = self.run(&[&["reset", "--quiet", "--"][..], &listed].concat());
        } else {
            let _ = self.run(&[&["rm", "--cached", "--quiet", "--ignore-unmatch", "--"][..], &listed].concat());
        }
        if let Some(before) = before {
            let _ = self.run(&["symbolic-ref", "HEAD", &format!("refs/heads/{before}")]);
            let _ = self.run(&["branch", "--quiet", "-D", hand_in.branch]);
        }
    }

    /// Whether the last commit is signed.
    pub fn is_signed(&self) -> bool {
        self.run(&["cat-file", "commit", "HEAD"])
            .is_ok_and(|commit| commit.lines().any(|line| line.starts_with("gpgsig")))
    }

    /// Pushes a branch, and hands over what the other side said.
    ///
    /// # Errors
    /// What git says.
    pub fn push(&self, remote: &str, branch: &str) -> Result<String, String> {
        let refs = format!("refs/heads/{branch}:refs/heads/{branch}");
        let ran =
            self.command(&["push", "--set-upstream", remote, &refs]).output().map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        if ran.status.success() { Ok(said) } else { Err(said.trim().to_owned()) }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.root).args(["--literal-pathspecs", "-c", "core.quotePath=false"]).args(args);
        // Nobody sits at the server's terminal: what would be asked there fails, and says so.
        command.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        if ssh_is_free() {
            command.env("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        }
        command
    }

    fn run(&self, args: &[&str]) -> Result<String, String> {
        let ran = self.command(args).output().map_err(|error| format!("git: {error}"))?;
        if ran.status.success() {
            return Ok(String::from_utf8_lossy(&ran.stdout).into_owned());
        }
        let said =
            [String::from_utf8_lossy(&ran.stderr).into_owned(), String::from_utf8_lossy(&ran.stdout).into_owned()];
        Err(said.concat().trim().to_owned())
    }
}

/// Whether nobody has chosen another way to reach servers.
fn ssh_is_free() -> bool {
    std::env::var_os("GIT_SSH_COMMAND").is_none() && std::env::var_os("GIT_SSH").is_none()
}

fn stopped(why: &str) -> Message {
    message!("git 没有提交：{why}", "git did not commit: {why}")
}
