//! A git repository made in a test: fixed times, fixed names, never the user's configuration.

use std::path::{Path, PathBuf};

use git2::{IndexEntry, IndexTime, Oid, Repository, Signature, Time};
use pgp::composed::{
    ArmorOptions, DetachedSignature, KeyType, SecretKeyParamsBuilder, SignedSecretKey, SubpacketConfig,
};
use pgp::crypto::hash::HashAlgorithm;
use pgp::packet::{Subpacket, SubpacketData};
use pgp::types::{KeyDetails, Password, Timestamp};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{HashAlg, LineEnding, PrivateKey};

/// A listing in the catalogue.
pub const CATALOGUE: &str = "\n[catalogue]\nstatus = \"listed\"\nlisted = 2019-12-01\nbinding = \"recommended\"\n";

/// A filing.
pub const FILING: &str = "\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"implemented\"\nsince = 2020-01-01\nfiled = 2020-03-15\n";

/// A standard's record.
pub fn standard(number: &str, issued: &str, replaces: &[&str], more: &str) -> String {
    format!(
        "+++\nnumber = \"{number}\"\ntitle = \"信息安全技术\"\nissued = {issued}\nreplaces = {replaces:?}\n{more}+++\n"
    )
}

/// A review.
pub fn review(day: &str, reason: &str) -> String {
    format!("\n[[review]]\ndate = {day}\nconclusion = \"continue\"\nby = \"authority\"\nreason = \"{reason}\"\n")
}

/// An ed25519 key, always the same for a seed.
pub fn key(seed: u8) -> PrivateKey {
    PrivateKey::new(KeypairData::Ed25519(Ed25519Keypair::from_seed(&[seed; 32])), "test").unwrap()
}

/// Signs as git does with `gpg.format = ssh`.
pub fn ssh(key: &PrivateKey) -> impl Fn(&[u8]) -> String {
    move |content| key.sign("git", HashAlg::Sha512, content).unwrap().to_pem(LineEnding::LF).unwrap()
}

/// When OpenPGP keys of tests are made, and when they sign: seconds since 1970.
const MADE: u32 = 1_700_000_000;
const SIGNED: u32 = 1_767_500_000;

/// An OpenPGP key for signing, always the same for a seed but for what it says of its own making.
pub fn openpgp_key(seed: u8) -> SignedSecretKey {
    let mut params = SecretKeyParamsBuilder::default();
    params
        .key_type(KeyType::Ed25519Legacy)
        .can_certify(true)
        .can_sign(true)
        .created_at(Timestamp::from_secs(MADE))
        .primary_user_id("Clerk <clerk@example.org>".into());
    params.build().unwrap().generate(ChaCha8Rng::from_seed([seed; 32])).unwrap()
}

/// The public key as an agency's file lists it.
pub fn openpgp_public(key: &SignedSecretKey) -> String {
    key.to_public_key().to_armored_string(ArmorOptions::default()).unwrap()
}

/// Signs as git does with `gpg.format = openpgp`.
pub fn openpgp(key: &SignedSecretKey) -> impl Fn(&[u8]) -> String {
    move |content| {
        let subpacket = |data| Subpacket::regular(data).unwrap();
        let hashed = vec![
            subpacket(SubpacketData::IssuerFingerprint(key.fingerprint())),
            subpacket(SubpacketData::SignatureCreationTime(Timestamp::from_secs(SIGNED))),
        ];
        let subpackets = SubpacketConfig::UserDefined { hashed, unhashed: Vec::new() };
        let signature = DetachedSignature::sign_binary_data_with_subpackets(
            ChaCha8Rng::from_seed([0; 32]),
            &key.primary_key,
            &Password::empty(),
            HashAlgorithm::Sha512,
            content,
            subpackets,
        );
        signature.unwrap().to_armored_string(ArmorOptions::default()).unwrap()
    }
}

/// A repository in a folder that is removed with it.
pub struct Repo {
    folder: tempfile::TempDir,
    git: Repository,
}

impl Repo {
    /// An empty repository, whose first commit is still to come.
    pub fn new() -> Repo {
        Repo::of(tempfile::tempdir().unwrap())
    }

    /// A repository of what lies in a folder, whose first commit is still to come.
    pub fn of(folder: tempfile::TempDir) -> Repo {
        let git = Repository::init(folder.path()).unwrap();
        git.config().unwrap().set_bool("core.autocrlf", false).unwrap();
        Repo { folder, git }
    }

    /// The folder alone.
    pub fn into_folder(self) -> tempfile::TempDir {
        self.folder
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    fn file(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.file(path).parent().unwrap()).unwrap();
        std::fs::write(self.file(path), text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.file(path)).unwrap();
    }

    pub fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.file(from), self.file(to)).unwrap();
    }

    /// Commits the whole work tree on what is checked out.
    pub fn commit(&self, subject: &str, email: &str, seconds: i64) -> Oid {
        self.add_all();
        self.commit_index(subject, email, seconds)
    }

    fn add_all(&self) {
        let mut index = self.git.index().unwrap();
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).unwrap();
        index.update_all(["*"], None).unwrap();
        index.write().unwrap();
    }

    /// Commits what the index holds.
    pub fn commit_index(&self, subject: &str, email: &str, seconds: i64) -> Oid {
        let parents: Vec<Oid> = self.git.head().ok().and_then(|head| head.target()).into_iter().collect();
        self.write_commit(subject, email, seconds, &parents)
    }

    /// Commits the whole work tree on given parents.
    pub fn commit_on(&self, subject: &str, email: &str, seconds: i64, parents: &[Oid]) -> Oid {
        self.add_all();
        self.write_commit(subject, email, seconds, parents)
    }

    fn tree(&self) -> git2::Tree<'_> {
        let tree = self.git.index().unwrap().write_tree().unwrap();
        self.git.find_tree(tree).unwrap()
    }

    fn write_commit(&self, subject: &str, email: &str, seconds: i64, parents: &[Oid]) -> Oid {
        let who = Signature::new("Clerk", email, &Time::new(seconds, 0)).unwrap();
        let parents: Vec<git2::Commit<'_>> = parents.iter().map(|id| self.git.find_commit(*id).unwrap()).collect();
        let id = self.git.commit(None, &who, &who, subject, &self.tree(), &parents.iter().collect::<Vec<_>>()).unwrap();
        self.move_head(id);
        id
    }

    /// Commits the whole work tree, signed.
    pub fn commit_signed(&self, subject: &str, email: &str, seconds: i64, sign: impl Fn(&[u8]) -> String) -> Oid {
        self.add_all();
        let who = Signature::new("Clerk", email, &Time::new(seconds, 0)).unwrap();
        let parent = self.git.head().unwrap().peel_to_commit().unwrap();
        let content = self.git.commit_create_buffer(&who, &who, subject, &self.tree(), &[&parent]).unwrap();
        let id = self.git.commit_signed(std::str::from_utf8(&content).unwrap(), &sign(&content), None).unwrap();
        self.move_head(id);
        id
    }

    /// Points what is checked out, a branch or a detached head, at a commit.
    fn move_head(&self, id: Oid) {
        if self.git.head_detached().unwrap() {
            self.git.set_head_detached(id).unwrap();
        } else {
            let head = self.git.find_reference("HEAD").unwrap();
            let branch = head.symbolic_target().unwrap().unwrap().to_owned();
            self.git.reference(&branch, id, true, "test").unwrap();
        }
    }

    /// Writes what is checked out again, with a text in the commit's header replaced, as no git would.
    pub fn rewrite_head(&self, from: &str, to: &str) {
        let odb = self.git.odb().unwrap();
        let commit = odb.read(self.git.head().unwrap().target().unwrap()).unwrap();
        let text = String::from_utf8(commit.data().to_vec()).unwrap().replacen(from, to, 1);
        let id = odb.write(git2::ObjectType::Commit, text.as_bytes()).unwrap();
        let branch = self.git.head().unwrap().name().unwrap().to_owned();
        std::fs::write(self.git.path().join(branch), format!("{id}\n")).unwrap();
    }

    /// The ids of all commits that lead to what is checked out, the oldest first.
    pub fn commits(&self) -> Vec<String> {
        let mut walk = self.git.revwalk().unwrap();
        walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::REVERSE).unwrap();
        walk.push_head().unwrap();
        walk.map(|id| id.unwrap().to_string()).collect()
    }

    pub fn head(&self) -> String {
        self.git.head().unwrap().peel_to_commit().unwrap().id().to_string()
    }

    pub fn tag(&self, name: &str) {
        let head = self.git.head().unwrap().peel_to_commit().unwrap();
        self.git.tag_lightweight(name, head.as_object(), true).unwrap();
    }

    /// An annotated tag of a revision, by a clock that says anything.
    pub fn tag_at(&self, name: &str, revision: &str, seconds: &str) {
        let commit = self.git.revparse_single(revision).unwrap().peel_to_commit().unwrap().id();
        let text = format!(
            "object {commit}\ntype commit\ntag {name}\ntagger Clerk <clerk@example.org> {seconds} +0000\n\ntagged\n"
        );
        let id = self.git.odb().unwrap().write(git2::ObjectType::Tag, text.as_bytes()).unwrap();
        self.git.reference(&format!("refs/tags/{name}"), id, true, "test").unwrap();
    }

    /// An annotated tag of what is checked out, signed.
    pub fn tag_signed(&self, name: &str, seconds: i64, sign: impl Fn(&[u8]) -> String) {
        let commit = self.head();
        let text = format!(
            "object {commit}\ntype commit\ntag {name}\ntagger Clerk <clerk@example.org> {seconds} +0000\n\ntagged\n"
        );
        let signed = format!("{text}{}", sign(text.as_bytes()));
        let id = self.git.odb().unwrap().write(git2::ObjectType::Tag, signed.as_bytes()).unwrap();
        self.git.reference(&format!("refs/tags/{name}"), id, true, "test").unwrap();
    }

    /// Checks a revision out, detached.
    pub fn checkout(&self, revision: &str) {
        let commit = self.git.revparse_single(revision).unwrap().peel_to_commit().unwrap();
        let mut force = git2::build::CheckoutBuilder::new();
        self.git.checkout_tree(commit.as_object(), Some(force.force().remove_untracked(true))).unwrap();
        self.git.set_head_detached(commit.id()).unwrap();
    }

    /// Puts a submodule into the index: a commit where a file would be.
    pub fn submodule(&self, path: &str, commit: Oid) {
        let zero = IndexTime::new(0, 0);
        let entry = IndexEntry {
            ctime: zero,
            mtime: zero,
            dev: 0,
            ino: 0,
            mode: 0o160_000,
            uid: 0,
            gid: 0,
            file_size: 0,
            id: commit,
            flags: 0,
            flags_extended: 0,
            path: path.as_bytes().to_vec(),
        };
        let mut index = self.git.index().unwrap();
        index.add(&entry).unwrap();
        index.write().unwrap();
    }

    pub fn worktree(&self, name: &str, place: &Path) {
        self.git.worktree(name, place, None).unwrap();
    }

    pub fn clone_to(&self, place: &Path) {
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        Repository::clone(self.path().to_str().unwrap(), place).unwrap();
    }

    pub fn clone_bare(&self, place: &Path) {
        git2::build::RepoBuilder::new().bare(true).clone(self.path().to_str().unwrap(), place).unwrap();
    }
}
