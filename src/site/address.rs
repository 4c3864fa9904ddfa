//! Addresses within the site, counted from the root of a language.

use std::fmt::Write as _;

/// A standard's page.
#[must_use]
pub fn standard(id: &str) -> String {
    format!("standards/{}.html", encode(id))
}

/// A policy's page.
#[must_use]
pub fn policy(id: &str) -> String {
    format!("policies/{}.html", encode(id))
}

/// An agency's page.
#[must_use]
pub fn agency(id: &str) -> String {
    format!("agencies/{}.html", encode(id))
}

/// A project's page.
#[must_use]
pub fn project(id: &str) -> String {
    format!("projects/{}.html", encode(id))
}

/// A class's page.
#[must_use]
pub fn class(id: &str) -> String {
    format!("classes/{}.html", encode(id))
}

/// A level's page.
#[must_use]
pub fn level(id: &str) -> String {
    format!("levels/{id}.html")
}

/// A rule's page.
#[must_use]
pub fn rule(id: &str) -> String {
    format!("rules/{id}.html")
}

/// Percent-encodes what a part of a path or a fragment may not hold (RFC 3986); letters of other scripts are left to be read.
#[must_use]
pub fn encode(part: &str) -> String {
    let mut encoded = String::with_capacity(part.len());
    for c in part.chars() {
        let plain =
            c.is_ascii_alphanumeric() || "-._~".contains(c) || (!c.is_ascii() && !c.is_control() && !c.is_whitespace());
        if plain {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// Percent-encodes each part of a path.
#[must_use]
pub fn encode_path(path: &str) -> String {
    path.split('/').map(encode).collect::<Vec<_>>().join("/")
}

/// Percent-encodes a relative address for a document that allows ASCII only, such as a sitemap.
#[must_use]
pub fn ascii(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii() {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The way from a page up to the folder its address is counted from.
#[must_use]
pub fn up(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}
