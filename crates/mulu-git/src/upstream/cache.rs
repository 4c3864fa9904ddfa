//! The repositories of upstreams, as far as they were fetched: one bare repository each, in git's own folder.

use std::path::{Path, PathBuf};

use git2::{Commit, ErrorCode, ObjectType, Oid, Repository, RepositoryInitOptions};
use sha2::{Digest, Sha256};

use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::output::hex;
use mulu_core::slice::slice_lossy;

use crate::repository::{Located, unreadable};

/// What brings the objects of a repository here. It is the one thing that uses the network, so it is handed in.
pub trait Fetch {
    /// Fetches all branches and tags of a repository into a bare one, each under its own name, and its `HEAD` as `refs/mulu/HEAD` where
    /// that is wanted.
    ///
    /// # Errors
    /// A sentence that says what went wrong.
    fn fetch(&self, into: &Path, url: &str, head: bool) -> Result<(), Message>;
}

/// The fetched repository of one upstream.
pub struct Cache {
    pub repository: Repository,
}

/// Where what was fetched of all upstreams is kept.
pub fn folder(root: &Path) -> Result<PathBuf, Message> {
    let own = Located::find(root).map_err(|_| {
        message!(
            "登记簿不在 git 仓库中，所依据的登记簿无处存放：先运行 git init",
            "the registry is in no git repository, so there is no place to keep the registries that it depends on: run `git init` first"
        )
    })?;
    Ok(own.repository.commondir().join("mulu").join("upstreams"))
}

/// Where the repository of an upstream is kept. By its address too: one that was moved to another is not the same.
fn place(root: &Path, id: &str, url: &str) -> Result<PathBuf, Message> {
    let sum = hex(&Sha256::digest(url.as_bytes()));
    Ok(folder(root)?.join(format!("{id}-{}.git", slice_lossy(&sum, ..16))))
}

impl Cache {
    /// What was fetched of an upstream; none: nothing was.
    ///
    /// # Errors
    /// When the registry is in no repository, or what was fetched cannot be read.
    pub fn open(root: &Path, id: &str, url: &str) -> Result<Option<Cache>, Message> {
        match Repository::open_bare(place(root, id, url)?) {
            Ok(repository) => Ok(Some(Cache { repository })),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(unreadable(&error)),
        }
    }

    /// The same, made where there is none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make(root: &Path, id: &str, url: &str) -> Result<Cache, Message> {
        let mut options = RepositoryInitOptions::new();
        // Templates may bring hooks.
        options.bare(true).mkpath(true).external_template(false);
        let made = Repository::init_opts(place(root, id, url)?, &options);
        made.map(|repository| Cache { repository }).map_err(|error| unreadable(&error))
    }

    /// A commit, if its objects are here.
    pub fn commit(&self, id: &str) -> Option<Commit<'_>> {
        self.repository.find_commit(Oid::from_str(id).ok()?).ok()
    }

    /// What a requested revision is: the commit, and the tag where it is one.
    ///
    /// # Errors
    /// When there is no such revision, or a tag and a branch of the name lead to different commits.
    pub fn requested(&self, rev: Option<&str>) -> Result<(Oid, RevisionKind), Message> {
        let peeled = |name: &str| {
            let reference = self.repository.find_reference(name).ok()?;
            Some(reference.peel(ObjectType::Commit).ok()?.id())
        };
        let Some(rev) = rev else {
            let head = peeled("refs/mulu/HEAD");
            return head.map(|commit| (commit, RevisionKind::Branch)).ok_or_else(|| {
                message!("它没有默认分支；在 rev 中写明", "it has no default branch; name one in `rev`")
            });
        };
        let (tag, branch) = (peeled(&format!("refs/tags/{rev}")), peeled(&format!("refs/heads/{rev}")));
        match (tag, branch) {
            (Some(tag), Some(branch)) if tag != branch => Err(message!(
                "{rev} 既是标签又是分支，指向不同的提交：在 rev 中写提交",
                "`{rev}` is a tag and a branch, of different commits: name the commit in `rev`"
            )),
            (Some(tag), _) => Ok((tag, RevisionKind::Tag)),
            (None, Some(branch)) => Ok((branch, RevisionKind::Branch)),
            (None, None) => {
                let commit = self.commit(rev).filter(|_| rev.len() == 40);
                commit.map(|commit| (commit.id(), RevisionKind::Commit)).ok_or_else(|| {
                    message!("它没有 {rev} 这个标签、分支或提交", "it has no tag, branch or commit `{rev}`")
                })
            }
        }
    }

    /// Whether one commit follows another, or is the same.
    pub fn follows(&self, later: Oid, earlier: Oid) -> bool {
        later == earlier || self.repository.graph_descendant_of(later, earlier).unwrap_or(false)
    }

    /// Keeps a commit from being swept away when the names that led to it are gone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, commit: Oid) -> Result<(), Message> {
        let name = format!("refs/mulu/pinned/{commit}");
        self.repository.reference(&name, commit, true, "mulu update").map(drop).map_err(|error| unreadable(&error))
    }
}

/// What a revision is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevisionKind {
    /// A tag: it does not move.
    Tag,
    /// A branch: it moves forward.
    Branch,
    /// A commit.
    Commit,
}
