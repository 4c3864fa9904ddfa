//! A registry's files at a revision.

use git2::Oid;

use crate::RevisionTree;
use mulu_core::source::{LARGEST_RECORD, Source, SourceEntry};

use super::{BOOK, ONE, Past, one};

/// A link, and a submodule, as git's trees have them.
const LINK: &str = "120000";
const SUBMODULE: &str = "160000";
const FOLDER: &str = "40000";
const FILE: &str = "100644";

fn open(past: &Past, commit: Oid) -> RevisionTree {
    RevisionTree::open(&past.root(), &commit.to_string()).unwrap()
}

/// A revision whose folder `policies` has these entries.
fn with_policies(past: &Past, entries: &[(&str, &[u8], Oid)]) -> RevisionTree {
    let policies = past.raw_tree(entries);
    let book = past.blob(b"");
    let top = past.raw_tree(&[(FILE, b"book.toml", book), (FOLDER, b"policies", policies)]);
    open(past, past.commit_tree(&Past::clerk(), "an edit", &[], top))
}

#[test]
fn only_records_are_listed_in_order_and_each_is_read() {
    let past = Past::new();
    let text = one("甲", "");
    let commit = past.commit(
        &[],
        &[
            BOOK,
            (ONE, Some(&text)),
            ("README.md", Some("")),
            ("src/main.rs", Some("")),
            ("agencies/a.toml", Some("")),
            ("agencies/readme.md", Some("")),
        ],
    );
    let tree = open(&past, commit);
    assert_eq!(tree.list().unwrap(), ["agencies/a.toml", "book.toml", ONE]);
    assert_eq!(tree.read(ONE).unwrap(), SourceEntry::Bytes(text.into_bytes()));
    assert_eq!(tree.commit(), commit.to_string());
    assert_eq!(tree.read("src/main.rs").unwrap(), SourceEntry::NotAFile, "what no registry is read from");
}

#[test]
fn a_revision_stays_what_it_was_whatever_came_later() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK, (ONE, Some(&one("甲", "")))]);
    let second = past.commit(&[first], &[(ONE, None), ("policies/p.md", Some("+++\n+++\n"))]);
    past.head(second);
    assert_eq!(open(&past, first).list().unwrap(), ["book.toml", ONE]);
    assert_eq!(open(&past, second).list().unwrap(), ["book.toml", "policies/p.md"]);
}

#[test]
fn the_registry_may_lie_in_a_folder() {
    let past = Past::new();
    let commit = past.commit(
        &[],
        &[("docs/book.toml", Some("")), ("docs/agencies/a.toml", Some("甲")), ("agencies/b.toml", Some(""))],
    );
    let root = past.root().join("docs");
    std::fs::create_dir(&root).unwrap();
    let tree = RevisionTree::open(&root, &commit.to_string()).unwrap();
    assert_eq!(tree.list().unwrap(), ["agencies/a.toml", "book.toml"]);
    assert_eq!(tree.read("agencies/a.toml").unwrap(), SourceEntry::Bytes("甲".into()));
}

#[test]
fn links_and_submodules_are_known_and_never_followed() {
    let past = Past::new();
    let target = past.blob(b"../../secret");
    let elsewhere = Oid::from_str("0123456789012345678901234567890123456789").unwrap();
    let tree = with_policies(&past, &[(LINK, b"link.md", target), (SUBMODULE, b"module.md", elsewhere)]);
    assert_eq!(tree.list().unwrap(), ["book.toml", "policies/link.md", "policies/module.md"]);
    for path in ["policies/link.md", "policies/module.md"] {
        assert_eq!(tree.read(path).unwrap(), SourceEntry::NotAFile, "{path}");
        assert_eq!(tree.fingerprint(path), None, "{path}");
    }
}

#[test]
fn a_name_that_is_no_text_is_known_as_such_and_so_is_all_below_it() {
    let past = Past::new();
    let text = past.blob(b"+++\n+++\n");
    let below = past.raw_tree(&[(FILE, b"fine.md", text)]);
    let tree = with_policies(&past, &[(FILE, b"a\xff.md", text), (FOLDER, b"b\xfe", below), (FILE, b"c.md", text)]);
    for path in ["policies/a\u{fffd}.md", "policies/b\u{fffd}/fine.md"] {
        assert_eq!(tree.read(path).unwrap(), SourceEntry::BadName, "{path}");
    }
    assert_eq!(tree.read("policies/c.md").unwrap(), SourceEntry::Bytes(b"+++\n+++\n".to_vec()));
}

#[test]
fn a_record_of_the_largest_size_is_read_and_a_larger_one_is_not() {
    let past = Past::new();
    let size = usize::try_from(LARGEST_RECORD).unwrap();
    let (fits, large) = (past.blob(&vec![b'a'; size]), past.blob(&vec![b'a'; size + 1]));
    let tree = with_policies(&past, &[(FILE, b"fits.md", fits), (FILE, b"large.md", large)]);
    assert_eq!(tree.read("policies/fits.md").unwrap(), SourceEntry::Bytes(vec![b'a'; size]));
    assert_eq!(tree.read("policies/large.md").unwrap(), SourceEntry::TooLarge(LARGEST_RECORD + 1));
}

#[test]
fn a_folder_below_the_deepest_that_is_looked_into_is_told_of_and_not_entered() {
    let past = Past::new();
    // So many folders, `policies` not counted, before the file: what is told of that is not a file.
    let nested = |folders: usize| {
        let mut tree = past.raw_tree(&[(FILE, b"deep.md", past.blob(b""))]);
        for _ in 0..folders {
            tree = past.raw_tree(&[(FOLDER, b"d", tree)]);
        }
        let top = past.raw_tree(&[(FILE, b"book.toml", past.blob(b"")), (FOLDER, b"policies", tree)]);
        open(&past, past.commit_tree(&Past::clerk(), "an edit", &[], top))
    };
    let told = |folders: usize| {
        let tree = nested(folders);
        let deepest = tree.list().unwrap().pop().unwrap();
        (deepest.ends_with("deep.md"), tree.read(&deepest).unwrap() == SourceEntry::NotAFile)
    };
    assert_eq!((told(31), told(32)), ((true, false), (false, true)));
}

#[test]
fn equal_files_have_equal_fingerprints_and_others_have_not() {
    let past = Past::new();
    let commit = past.commit(
        &[],
        &[BOOK, ("agencies/a.toml", Some("1")), ("agencies/b.toml", Some("1")), ("agencies/c.toml", Some("2"))],
    );
    let tree = open(&past, commit);
    let of = |id: &str| tree.fingerprint(&format!("agencies/{id}.toml"));
    assert!(of("a").is_some());
    assert_eq!(of("a"), of("b"));
    assert_ne!(of("a"), of("c"));
    assert_eq!(of("d"), None);
}

#[test]
fn the_theme_is_what_lies_below_its_folders_but_for_hidden_files() {
    let past = Past::new();
    let commit = past.commit(
        &[],
        &[
            BOOK,
            ("templates/page.html", Some("甲")),
            ("site/assets/a.css", Some("乙")),
            ("site/.hidden", Some("")),
            ("sites/b.css", Some("")),
        ],
    );
    let files = open(&past, commit).theme_files().unwrap();
    let expected = [("site/assets/a.css", "乙"), ("templates/page.html", "甲")];
    assert_eq!(files, expected.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
}
