//! What is told of small pasts.

mod cache;
mod checkout;
mod editions;
mod log;
mod proposals;
mod trees;
mod walk;

use git2::Oid;

use crate::tests::Past;
use mulu_core::changes::{Change, RecordChange};

use super::Walker;

fn day(text: &str) -> mulu_core::day::Day {
    text.parse().unwrap()
}

/// What a commit did, told of a registry at the top of the tree.
fn told(past: &Past, commit: Oid) -> Vec<RecordChange> {
    Walker::new(&past.repository, "").unwrap().commit(commit).unwrap().changes
}

fn change(path: &str, change: Change) -> RecordChange {
    RecordChange { path: path.to_owned(), change }
}

fn edited(path: &str, keys: &[&str]) -> RecordChange {
    change(path, Change::Edited { keys: keys.iter().map(|key| (*key).to_owned()).collect() })
}
