//! What is told of two versions of a record.

mod announced;
mod lists;
mod pairs;
mod properties;
mod sentences;
mod standards;

use crate::model::Kind;

use super::{Change, Version, compare};

/// A version of a standard or a policy with these keys.
fn prose(keys: &str, text: &str) -> Version {
    Version::read(Kind::Standard, format!("+++\n{keys}\n+++\n{text}").as_bytes())
}

/// What changed in a record of a kind whose keys went from one to the other.
fn told(kind: Kind, was: &str, now: &str) -> Vec<Change> {
    let version = |keys: &str| match kind {
        Kind::Standard | Kind::Policy => prose(keys, ""),
        _ => Version::read(kind, keys.as_bytes()),
    };
    let (was, now) = (version(was), version(now));
    assert!(was.readable && now.readable, "the test's own records can be read");
    compare(kind, Some(&was), Some(&now))
}

fn edited(keys: &[&str]) -> Change {
    Change::Edited { keys: keys.iter().map(|key| (*key).to_owned()).collect() }
}

#[expect(clippy::unnecessary_wraps, reason = "a value that is there, where one may be missing")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn date_changed(key: &str, was: Option<&str>, now: Option<&str>) -> Change {
    Change::DateChanged { key: key.to_owned(), was: was.map(str::to_owned), now: now.map(str::to_owned) }
}
