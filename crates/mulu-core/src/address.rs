//! Addresses within the site, counted from the root of a language. They are made here alone: a calendar, a feed and a page name the
//! same page alike.

use std::fmt::Write as _;

use crate::model::Kind;
use crate::number::is_device_name;

pub use crate::percent::{ascii, part as encode, path as encode_path};

/// The longest name of a page's file that a record's id gives, in bytes. File systems take 255, and a name needs some room.
const LONGEST: usize = 160;

/// The name of a page's file, without its ending, for a record's id. An id is a file's name and may be any text: what is no
/// letter, no digit and none of `._-` is written as `=` and its bytes in hexadecimal digits, so that no two ids share a page; a
/// very long one is cut and told apart by a number made of the whole.
#[must_use]
pub fn file_name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for (at, c) in id.chars().enumerate() {
        // What the section's own pages are called is left to them.
        let is_free = at > 0 || !is_reserved(id);
        if is_free && (c.is_alphanumeric() || "._-".contains(c)) {
            name.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(name, "={byte:02X}");
            }
        }
    }
    if name.len() > LONGEST {
        // FNV-1a, 64 bits.
        let hash =
            id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        let cut = name.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST).last().unwrap_or(0);
        name.truncate(cut);
        let _ = write!(name, "={hash:016x}");
    }
    name
}

/// The page of the record of a kind; none where the kind has no pages.
#[must_use]
pub fn record(kind: Kind, id: &str) -> Option<String> {
    kind.folder().map(|folder| page(folder, id))
}

/// The facts of a record for programs, from the root of the site; none where the kind has no pages.
#[must_use]
pub fn record_json(kind: Kind, id: &str) -> Option<String> {
    kind.folder().map(|folder| json(folder, id))
}

fn page(folder: &str, id: &str) -> String {
    format!("{folder}/{}.html", encode(&file_name(id)))
}

/// A file of the API for a record, from the root of the site, as a file system has it.
#[must_use]
pub fn json(folder: &str, id: &str) -> String {
    format!("api/v1/{folder}/{}.json", file_name(id))
}

/// Whether a name belongs to the pages of a section: `index`, and `index-2` and so on of a list that is long.
#[must_use]
pub fn is_reserved(id: &str) -> bool {
    let sheet = id.strip_prefix("index-").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    id == "index" || sheet
}

/// The longest name of a record's file, without its ending, in bytes: some fifty Chinese characters.
pub const LONGEST_NAME: usize = 150;

/// Whether a text can be the name of a record's file, without its ending: it becomes an address, it is cited by, and it must be the
/// same on every file system. Letters and digits of any script, `.`, `_` and `-`; no device of Windows, nothing that a section's own
/// pages are called.
#[must_use]
pub fn is_name(id: &str) -> bool {
    let is_plain = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "._-".contains(c));
    is_plain && !id.ends_with('.') && id.len() <= LONGEST_NAME && !is_reserved(id) && !is_device_name(id)
}

/// A standard's facts for programs, from the root of the site.
#[must_use]
pub fn standard_json(id: &str) -> String {
    json("standards", id)
}

/// A standard's page.
#[must_use]
pub fn standard(id: &str) -> String {
    page("standards", id)
}

/// A policy's page.
#[must_use]
pub fn policy(id: &str) -> String {
    page("policies", id)
}

/// An agency's page.
#[must_use]
pub fn agency(id: &str) -> String {
    page("agencies", id)
}

/// A docket's page.
#[must_use]
pub fn docket(id: &str) -> String {
    page("cases", id)
}

/// A project's page.
#[must_use]
pub fn project(id: &str) -> String {
    page("projects", id)
}

/// The review opinion on a project, from the root of the site.
#[must_use]
pub fn opinion(id: &str) -> String {
    page("opinions", id)
}

/// An information resource's page.
#[must_use]
pub fn resource(id: &str) -> String {
    page("resources", id)
}

/// The page of an edition of the catalogue, by its name.
#[must_use]
pub fn edition(name: &str) -> String {
    format!("changes/editions/{}.html", encode(&file_name(name)))
}

/// What an edition announces, for programs, from the root of the site.
#[must_use]
pub fn edition_json(name: &str) -> String {
    format!("api/v1/editions/{}.json", file_name(name))
}

/// A class's page.
#[must_use]
pub fn class(id: &str) -> String {
    format!("classes/{}.html", encode(&file_name(id)))
}

/// A level's page.
#[must_use]
pub fn level(id: &str) -> String {
    format!("levels/{id}.html")
}

/// The page of a choice of the catalogue table, such as `status/replaced.html`.
#[must_use]
pub fn facet(facet: &str, value: &str) -> String {
    format!("{facet}/{}.html", value.replace('_', "-"))
}

/// A rule's page.
#[must_use]
pub fn rule(id: &str) -> String {
    format!("rules/{id}.html")
}

/// The way from a page up to the folder its address is counted from.
#[must_use]
pub fn up(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

#[cfg(test)]
mod tests;
