//! Proposals made of git's objects alone, without a work tree: quick to make, and of any shape that git allows.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use git2::{FileMode, Oid, Repository, Signature, Time};

use mulu_core::check::check_history;
use mulu_core::finding::Severity;
use mulu_core::registry::Registry;
use mulu_git::RevisionTree;
use mulu_git::history;

/// What a path holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerEntry {
    /// A file.
    File(Vec<u8>),
    /// A symbolic link.
    Link(String),
    /// A submodule.
    Submodule,
    /// A file that is too large to be read.
    Large,
}

/// The files of a registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(pub BTreeMap<String, LedgerEntry>);

impl Files {
    pub fn put(&mut self, path: &str, text: impl AsRef<[u8]>) -> &mut Self {
        self.0.insert(path.to_owned(), LedgerEntry::File(text.as_ref().to_vec()));
        self
    }

    pub fn take(&mut self, path: &str) -> String {
        match self.0.remove(path) {
            Some(LedgerEntry::File(bytes)) => String::from_utf8(bytes).unwrap(),
            other => panic!("{path}: {other:?}"),
        }
    }

    pub fn text(&self, path: &str) -> String {
        self.clone().take(path)
    }

    /// Replaces a text of a file, which must be there.
    pub fn edit(&mut self, path: &str, from: &str, to: &str) -> &mut Self {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.put(path, text.replacen(from, to, 1))
    }

    pub fn append(&mut self, path: &str, more: &str) -> &mut Self {
        let text = self.text(path) + more;
        self.put(path, text)
    }

    /// Ends a chain of changes.
    #[expect(clippy::unused_self, reason = "what a chain ends with")]
    pub fn done(&mut self) {}

    /// The same with something done to it.
    pub fn with(&self, change: impl FnOnce(&mut Files)) -> Files {
        let mut other = self.clone();
        change(&mut other);
        other
    }
}

/// A bare repository in a folder that is removed with it.
pub struct Ledger {
    folder: tempfile::TempDir,
    git: Repository,
    large: OnceCell<Oid>,
}

/// When the first commit of a test is made: seconds since 1970.
const BEGIN: i64 = 1_767_297_600;

impl Ledger {
    pub fn new() -> Ledger {
        let folder = tempfile::tempdir().unwrap();
        let git = Repository::init_bare(folder.path()).unwrap();
        Ledger { folder, git, large: OnceCell::new() }
    }

    pub fn path(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// A commit that holds files, by an author, on parents.
    pub fn commit(&self, files: &Files, email: &str, parents: &[Oid]) -> Oid {
        let (who, tree, parents) = self.parts(files, email, parents);
        let tree = self.git.find_tree(tree).unwrap();
        let parents: Vec<git2::Commit<'_>> = parents.iter().map(|id| self.git.find_commit(*id).unwrap()).collect();
        self.git.commit(None, &who, &who, "x", &tree, &parents.iter().collect::<Vec<_>>()).unwrap()
    }

    /// The same, signed.
    pub fn commit_signed(&self, files: &Files, email: &str, parents: &[Oid], sign: impl Fn(&[u8]) -> String) -> Oid {
        let (who, tree, parents) = self.parts(files, email, parents);
        let tree = self.git.find_tree(tree).unwrap();
        let parents: Vec<git2::Commit<'_>> = parents.iter().map(|id| self.git.find_commit(*id).unwrap()).collect();
        let content =
            self.git.commit_create_buffer(&who, &who, "x", &tree, &parents.iter().collect::<Vec<_>>()).unwrap();
        self.git.commit_signed(std::str::from_utf8(&content).unwrap(), &sign(&content), None).unwrap()
    }

    /// What git makes of two commits without asking anybody; none where it would have to ask.
    pub fn merge(&self, one: Oid, other: Oid, email: &str) -> Option<Oid> {
        let parents = [self.git.find_commit(one).unwrap(), self.git.find_commit(other).unwrap()];
        let mut index = self.git.merge_commits(&parents[0], &parents[1], None).unwrap();
        if index.has_conflicts() {
            return None;
        }
        let tree = self.git.find_tree(index.write_tree_to(&self.git).unwrap()).unwrap();
        let seconds = parents.iter().map(|commit| commit.time().seconds() + 60).max().unwrap();
        let who = Signature::new("a", email, &Time::new(seconds, 0)).unwrap();
        Some(self.git.commit(None, &who, &who, "x", &tree, &[&parents[0], &parents[1]]).unwrap())
    }

    /// Whether git merged well: nothing of the result is unreadable, and no project was lost on the way.
    pub fn is_whole(&self, commit: Oid) -> bool {
        let tree = RevisionTree::open(self.path(), &commit.to_string()).unwrap();
        let registry = Registry::load(&tree).unwrap();
        let has = |name: &str| registry.projects.iter().any(|project| project.display_name() == name);
        registry.diagnostics.iter().all(|(_, fault)| fault.rule != mulu_core::parse::Reading::Syntax)
            && has("M项目")
            && has("V项目")
    }

    fn parts(&self, files: &Files, email: &str, parents: &[Oid]) -> (Signature<'static>, Oid, Vec<Oid>) {
        let seconds = parents.iter().map(|id| self.git.find_commit(*id).unwrap().time().seconds() + 60).max();
        let who = Signature::new("a", email, &Time::new(seconds.unwrap_or(BEGIN), 0)).unwrap();
        let entries: Vec<(&str, &LedgerEntry)> = files.0.iter().map(|(path, entry)| (path.as_str(), entry)).collect();
        (who, self.tree(&entries), parents.to_vec())
    }

    fn tree(&self, entries: &[(&str, &LedgerEntry)]) -> Oid {
        let mut folders: BTreeMap<&str, Vec<(&str, &LedgerEntry)>> = BTreeMap::new();
        let mut builder = self.git.treebuilder(None).unwrap();
        for (path, entry) in entries {
            match (path.split_once('/'), entry) {
                (Some((folder, rest)), entry) => folders.entry(folder).or_default().push((rest, entry)),
                (None, LedgerEntry::File(bytes)) => {
                    let blob = self.git.blob(bytes).unwrap();
                    builder.insert(path, blob, FileMode::Blob.into()).unwrap();
                }
                (None, LedgerEntry::Link(target)) => {
                    let blob = self.git.blob(target.as_bytes()).unwrap();
                    builder.insert(path, blob, FileMode::Link.into()).unwrap();
                }
                (None, LedgerEntry::Large) => {
                    let large = || self.git.blob(&vec![b'#'; (1 << 20) + 1]).unwrap();
                    let blob = *self.large.get_or_init(large);
                    builder.insert(path, blob, FileMode::Blob.into()).unwrap();
                }
                (None, LedgerEntry::Submodule) => {
                    let commit = Oid::from_str("0123456789abcdef0123456789abcdef01234567").unwrap();
                    builder.insert(path, commit, FileMode::Commit.into()).unwrap();
                }
            }
        }
        for (folder, entries) in folders {
            builder.insert(folder, self.tree(&entries), FileMode::Tree.into()).unwrap();
        }
        builder.write().unwrap()
    }

    /// The rules of history and the records that `mulu check --base` denies of merging one commit into another, each once.
    pub fn faults(&self, base: Oid, head: Oid) -> Vec<String> {
        let mut faults = self.told(base, head);
        for fault in &mut faults {
            fault.truncate(fault.find(':').unwrap());
        }
        faults.sort();
        faults.dedup();
        faults
    }

    /// The same, each with what it says.
    pub fn told(&self, base: Oid, head: Oid) -> Vec<String> {
        let tree = RevisionTree::open(self.path(), &head.to_string()).unwrap();
        let registry = Registry::load(&tree).unwrap();
        let base = history::base(self.path(), &base.to_string(), Some(&head.to_string())).unwrap();
        let found = check_history(&registry, "2026-11-21".parse().unwrap(), &base);
        let denied = found.into_iter().filter(|finding| finding.level == Severity::Deny);
        denied.map(|finding| format!("{} {}: {}", finding.rule, finding.record, finding.message.en)).collect()
    }
}

pub const BOSS: &str = "boss@data.example";
pub const MALLORY: &str = "mallory@m.example";
pub const VICTIM: &str = "victim@v.example";
pub const STRANGER: &str = "stranger@evil.example";

pub const STANDARD: &str = "standards/national/gb-t-22239-2019.md";

/// A small registry: a data authority, an agency that tries, an agency that it tries on, a project of each.
pub fn registry() -> Files {
    let mut files = Files::default();
    files.put("book.toml", BOOK);
    let agency = |name: &str, role: &str, mail: &str, more: &str| {
        format!(
            "name = \"{name}\"\njurisdiction = \"430100\"\nroles = [\"{role}\"]\nmaintainers = [\"{mail}\"]\n{more}"
        )
    };
    files.put("agencies/data-authority.toml", agency("数据局", "data-authority", BOSS, ""));
    files.put("agencies/m.toml", agency("M局", "member", MALLORY, ""));
    files.put("agencies/v.toml", agency("V局", "member", VICTIM, FILED));
    files.put("projects/pm.toml", project("M项目", "m"));
    files.put("projects/pv.toml", project("V项目", "v") + WAIVED + ORDERED);
    files.put("standards/taxonomy.toml", TAXONOMY);
    files.put(STANDARD, LISTED);
    files.put("policies/cloud.md", CLOUD);
    files
}

fn project(name: &str, agency: &str) -> String {
    format!(
        "name = \"{name}\"\nagency = \"{agency}\"\njurisdiction = \"430100\"\nstage = \"construction\"\napproved = 2024-03-01\ninvestment = 1200\ntraits = [\"cloud\"]\n\n[[conformance]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"planned\"\n"
    )
}

const BOOK: &str = "[book]\ntitle = \"t\"\nlanguage = \"zh-CN\"\n\n[catalogue]\nlanguages = [\"zh-CN\", \"en\"]\njurisdiction = \"430100\"\n\n[review]\ncycle = \"P3Y\"\n\n[roles]\nreview = [\"data-authority\"]\nlist = [\"data-authority\"]\nregister = [\"data-authority\"]\npublish = [\"data-authority\"]\norder = [\"data-authority\"]\nwaive = [\"data-authority\"]\n\n[traits]\ncloud = \"c\"\n";

const FILED: &str = "\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"implemented\"\nsince = 2020-01-01\nfiled = 2020-03-15\n";

pub const WAIVED: &str = "\n[[waiver]]\nstandard = \"GB/T 22239-2019\"\nreason = \"过渡\"\napproved_by = \"data-authority\"\napproved = 2024-02-01\nuntil = 2025-01-31\n";

pub const ORDERED: &str = "\n[[order]]\nissued = 2024-05-01\ndeadline = 2024-08-01\nabout = \"补办备案\"\n";

const TAXONOMY: &str = "[[class]]\nid = \"general.security\"\ntitle = \"安全\"\ngroup = \"general\"\n[[class.topic]]\nid = \"mlps\"\ntitle = \"等保\"\n";

const LISTED: &str = "+++\nnumber = \"GB/T 22239-2019\"\ntitle = \"等级保护\"\nissued = 2019-05-10\neffective = 2019-12-01\nclasses = [\"general.security\"]\ntopics = [\"mlps\"]\nsource = [{ url = \"https://a.example/\", checked = 2026-11-21 }]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2019-12-01\nbinding = \"recommended\"\n\n[[review]]\ndate = 2022-11-20\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"ok\"\n\n[[review]]\ndate = 2025-11-10\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"fine again\"\n+++\nprose\n";

const CLOUD: &str = "+++\ntitle = \"云办法\"\nnumber = \"长政办发〔2018〕22号\"\njurisdiction = \"430100\"\nissued = 2018-05-12\neffective = 2018-06-12\nsource = [{ title = \"长政办发〔2018〕22号\", checked = 2026-11-21 }]\n\n[[clause]]\nid = \"40\"\ntext = \"所有上云系统均应符合等级保护要求\"\nsubject = \"project\"\nwhen = '\"cloud\" in traits'\ngate = \"operation\"\n+++\nprose\n";
