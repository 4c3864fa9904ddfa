//! What is kept of commits, and when it is as good as none.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use crate::history::{Commit, cache};
use mulu_core::changes::{Change, RecordChange};

/// So many commits, each with a change.
fn commits(subjects: &[String]) -> Vec<Commit> {
    let commit = |(at, subject): (usize, &String)| Commit {
        id: format!("{at:040x}"),
        seconds: i64::try_from(at).ok().filter(|at| at % 2 == 0),
        subject: subject.clone(),
        changes: vec![RecordChange {
            path: format!("agencies/{subject}.toml"),
            change: Change::Filed { standard: subject.clone(), day: None },
        }],
        ..Commit::default()
    };
    subjects.iter().enumerate().map(commit).collect()
}

fn by_id(commits: &[Commit]) -> HashMap<String, Commit> {
    commits.iter().map(|commit| (commit.id.clone(), commit.clone())).collect()
}

/// A file of two commits, and a folder for others.
fn kept() -> (TempDir, Vec<u8>) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("kept");
    cache::write(&path, &commits(&["甲".to_owned(), "乙".to_owned()]));
    let bytes = fs::read(&path).unwrap();
    (folder, bytes)
}

fn read(folder: &Path, bytes: &[u8]) -> HashMap<String, Commit> {
    let path = folder.join("damaged");
    fs::write(&path, bytes).unwrap();
    cache::read(&path)
}

#[test]
fn without_a_file_nothing_is_known() {
    let folder = TempDir::new().unwrap();
    assert_eq!(cache::read(&folder.path().join("none")), HashMap::new());
    assert_eq!(cache::read(folder.path()), HashMap::new(), "a folder is not a file");
}

#[test]
fn a_file_cut_off_anywhere_is_as_good_as_none() {
    let (folder, bytes) = kept();
    assert_eq!(read(folder.path(), &bytes).len(), 2);
    for length in 0..bytes.len() {
        assert_eq!(read(folder.path(), &bytes[..length]), HashMap::new(), "after {length} bytes");
    }
}

#[test]
fn a_file_with_one_wrong_byte_or_one_more_is_as_good_as_none() {
    let (folder, bytes) = kept();
    for at in 0..bytes.len() {
        for wrong in [bytes[at] ^ 1, 0xff] {
            let mut damaged = bytes.clone();
            damaged[at] = wrong;
            assert_eq!(read(folder.path(), &damaged), HashMap::new(), "byte {at}");
        }
    }
    assert_eq!(read(folder.path(), &[&bytes[..], b" "].concat()), HashMap::new());
}

#[test]
fn a_sound_file_of_another_format_is_as_good_as_none() {
    use sha2::{Digest, Sha256};
    let (folder, bytes) = kept();
    let text = String::from_utf8(bytes).unwrap();
    let (heading, rest) = text.split_once('\n').unwrap();
    let sum = mulu_core::output::hex(&Sha256::digest(rest.as_bytes()));
    assert!(heading.starts_with("mulu.history/") && heading.ends_with(&sum), "{heading}");
    let version = env!("CARGO_PKG_VERSION");
    for other in
        [format!("mulu.history/0 {version} {sum}"), format!("{} 0.0.0 {sum}", heading.split(' ').next().unwrap())]
    {
        assert_eq!(read(folder.path(), format!("{other}\n{rest}").as_bytes()), HashMap::new(), "{other}");
    }
    let other_rest = r#"{"not": "commits"}"#;
    let sum = mulu_core::output::hex(&Sha256::digest(other_rest.as_bytes()));
    let kind = heading.rsplit_once(' ').unwrap().0;
    assert_eq!(read(folder.path(), format!("{kind} {sum}\n{other_rest}").as_bytes()), HashMap::new());
}

#[test]
fn two_registries_of_one_repository_keep_two_files() {
    let git = Path::new("/repository/.git");
    assert_eq!(cache::path(git, "a"), cache::path(git, "a"));
    assert_ne!(cache::path(git, "a"), cache::path(git, "b"));
    assert_ne!(cache::path(git, ""), cache::path(git, "a"));
    assert!(cache::path(git, "../../etc").starts_with(git.join("mulu")));
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    cache::write(&file.join("below/kept"), &commits(&["甲".to_owned()]));
    // A folder stands where the file would be put.
    let taken = folder.path().join("taken");
    fs::create_dir_all(taken.join("full")).unwrap();
    cache::write(&taken, &commits(&["甲".to_owned()]));
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort_unstable();
    assert_eq!(names, ["file", "taken"]);
    assert_eq!(fs::read_to_string(file).unwrap(), "in the way");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_kept_is_read_again(subjects in prop::collection::vec(any::<String>(), 0..6)) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("new/folder/kept");
        let commits = commits(&subjects);
        cache::write(&path, &[]);
        cache::write(&path, &commits);
        prop_assert_eq!(cache::read(&path), by_id(&commits));
    }
}
