//! Where a registry lies in its git repository.

use std::path::Path;

use git2::{Commit, ErrorCode, Oid, Repository};

use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::printable::excerpt;

/// A git repository, and where in it the registry is.
pub struct Located {
    /// The repository.
    pub repository: Repository,
    /// The registry's folder from the top of the tree, its parts with `/` between them; empty where it is the top itself.
    pub prefix: String,
}

impl Located {
    /// Finds the repository that holds the registry at `root`. A bare repository is its own registry's root.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn find(root: &Path) -> Result<Located, Message> {
        let repository = Repository::discover(root).map_err(|error| match error.code() {
            ErrorCode::NotFound => message!("这个目录不在 git 仓库中", "this folder is not in a git repository"),
            ErrorCode::Owner => message!(
                "git 仓库属于另一用户；信任它请运行 git config --global --add safe.directory",
                "the git repository belongs to another user; to trust it, run `git config --global --add safe.directory`"
            ),
            _ => unreadable(&error),
        })?;
        let Some(top) = repository.workdir() else {
            return Ok(Located { repository, prefix: String::new() });
        };
        let outside = || message!("登记簿不在 git 工作树之内", "the registry is not inside git's work tree");
        let inside = root.canonicalize().ok().zip(top.canonicalize().ok());
        let (root, top) = inside.ok_or_else(outside)?;
        let parts: Option<Vec<&str>> =
            root.strip_prefix(&top).map_err(|_| outside())?.iter().map(std::ffi::OsStr::to_str).collect();
        let prefix = parts.ok_or_else(outside)?.join("/");
        Ok(Located { repository, prefix })
    }

    /// The commit that a revision names; none given: the one that is checked out.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn commit(&self, revision: Option<&str>) -> Result<Commit<'_>, Message> {
        let Some(revision) = revision else {
            return self.repository.head().and_then(|head| head.peel_to_commit()).map_err(|error| match error.code() {
                ErrorCode::UnbornBranch | ErrorCode::NotFound => {
                    message!("git 仓库还没有提交", "the git repository has no commit yet")
                }
                _ => unreadable(&error),
            });
        };
        let shown = excerpt(revision, 80);
        if self.is_ambiguous(revision) {
            return Err(message!(
                "{shown} 既是分支又是标签，指向不同的提交：请写全名，如 refs/heads/{shown}",
                "`{shown}` is a branch and a tag, of different commits: write its full name, such as refs/heads/{shown}"
            ));
        }
        let found = self.repository.revparse_single(revision).and_then(|object| object.peel_to_commit());
        found
            .map_err(|_| message!("git 仓库中没有版本 {shown}", "there is no revision `{shown}` in the git repository"))
    }

    /// Whether a name is that of several references to different commits. Git would take the tag, which whoever may push one can
    /// give the name of a branch that others are compared with.
    fn is_ambiguous(&self, name: &str) -> bool {
        let of = |folder: &str| {
            let reference = self.repository.find_reference(&format!("{folder}{name}")).ok()?;
            Some(reference.peel_to_commit().ok()?.id())
        };
        let mut named = ["refs/tags/", "refs/heads/", "refs/remotes/"].into_iter().filter_map(of);
        named.next().is_some_and(|first| named.any(|other| other != first))
    }

    /// The tree of the registry's folder in a commit; none where the commit does not have it.
    ///
    /// # Errors
    /// When git cannot read it.
    pub fn tree(&self, commit: &Commit<'_>) -> Result<Option<Oid>, git2::Error> {
        if self.prefix.is_empty() {
            return Ok(Some(commit.tree_id()));
        }
        match commit.tree()?.get_path(Path::new(&self.prefix)) {
            Ok(entry) => Ok(Some(entry.id()).filter(|_| entry.kind() == Some(git2::ObjectType::Tree))),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// What git said, as a sentence of ours.
pub fn unreadable(error: &git2::Error) -> Message {
    let message = excerpt(error.message(), 200);
    message!("git 仓库不能读取：{message}", "the git repository cannot be read: {message}")
}
