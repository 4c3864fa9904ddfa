//! `book.lock`: which commit of each upstream is read, and the sum of its content.
//!
//! Only `mulu update` writes it. It holds what was asked for beside what was found, so that a reader can tell one that has changed
//! since from one that
//! was kept, and it pins upstreams of upstreams too: nothing that is read moves unless this file does.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::output::hex;
use crate::parse::checked_word;
use crate::printable::excerpt;

/// The file's name.
pub const BOOK_LOCK: &str = "book.lock";

/// The form of the file that is written and read.
const VERSION: u32 = 1;

/// What upstreams are pinned to, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookLock {
    /// The pins, sorted by id.
    pub pins: Vec<Pin>,
}

/// One upstream, pinned.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// What it is called.
    pub id: String,
    /// Where its repository is, as `book.toml` has it; of an upstream of an upstream, as that registry has it.
    pub url: String,
    /// The revision that was asked for.
    pub rev: String,
    /// The commit, forty hexadecimal digits.
    pub commit: String,
    /// The SHA-256 of its records ([`content_sum`]).
    pub sum: String,
    /// The day on which the pin was moved.
    pub locked: String,
    /// The upstream that depends on it, where this registry does not name it itself.
    #[serde(default)]
    pub via: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    #[serde(default)]
    upstream: Vec<Pin>,
}

impl BookLock {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong, with the line, and what to do.
    pub fn parse(text: &str) -> Result<BookLock, Message> {
        let written: Written = toml::from_str(text).map_err(|error| at(text, &error))?;
        let bad = |zh: String, en: String| {
            message!(
                "{BOOK_LOCK}：{zh}；运行 mulu update 重新写出",
                "{BOOK_LOCK}: {en}; run `mulu update` to rewrite it"
            )
        };
        if written.version != VERSION {
            let version = written.version;
            return Err(bad(
                format!("版本 {version} 读不懂"),
                format!("its version {version} is not one that is read here"),
            ));
        }
        let mut pins = written.upstream;
        for pin in &pins {
            let id = crate::printable::excerpt(&pin.id, 80);
            if checked_word(&pin.id).is_err() {
                return Err(bad(format!("“{id}”不能作为 id"), format!("`{id}` cannot be an id")));
            }
            let is_hex =
                |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_hexdigit());
            if !is_hex(&pin.commit, 40) {
                return Err(bad(
                    format!("{id} 的 commit 不是提交"),
                    format!("the `commit` of `{id}` is not a commit hash"),
                ));
            }
            if !pin.sum.strip_prefix("sha256:").is_some_and(|sum| is_hex(sum, 64)) {
                return Err(bad(format!("{id} 的 sum 不是 SHA-256"), format!("the `sum` of `{id}` is not a SHA-256")));
            }
            if pin.locked.parse::<Day>().is_err() {
                return Err(bad(format!("{id} 的 locked 不是日期"), format!("the `locked` of `{id}` is not a date")));
            }
        }
        pins.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some([twice, _]) =
            pins.windows(2).find_map(|two| <&[Pin; 2]>::try_from(two).ok().filter(|two| two[0].id == two[1].id))
        {
            let id = &twice.id;
            return Err(bad(format!("{id} 写了两次"), format!("`{id}` is there twice")));
        }
        Ok(BookLock { pins })
    }

    /// The pin of an upstream.
    #[must_use]
    pub fn pin(&self, id: &str) -> Option<&Pin> {
        self.pins.iter().find(|pin| pin.id == id)
    }

    /// The file: sorted by id, the keys in one order, so that equal pins are equal bytes.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!(
            "# 由 mulu update 写出，请勿手改 · written by `mulu update`, not to be edited\nversion = {VERSION}\n"
        );
        let mut pins: Vec<&Pin> = self.pins.iter().collect();
        pins.sort_by(|a, b| a.id.cmp(&b.id));
        for pin in pins {
            let mut line = |key: &str, value: &str| {
                text.extend([key, " = ", &toml::Value::from(value).to_string(), "\n"]);
            };
            line("\n[[upstream]]\nid", &pin.id);
            line("url", &pin.url);
            line("rev", &pin.rev);
            line("commit", &pin.commit);
            line("sum", &pin.sum);
            line("locked", &pin.locked);
            if let Some(via) = &pin.via {
                line("via", via);
            }
        }
        text
    }
}

/// A fault of the file as TOML, with its line.
fn at(text: &str, error: &toml::de::Error) -> Message {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let why = excerpt(error.message(), 200);
    message!(
        "{BOOK_LOCK}:{line} 读不懂（{why}）；运行 mulu update 重新写出",
        "{BOOK_LOCK}:{line} cannot be read ({why}); run `mulu update` to rewrite it"
    )
}

/// The sum of what a registry says: of its files' paths and the sums of their bytes.
#[must_use]
pub fn content_sum<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8; 32])>) -> String {
    let mut sum = Sha256::new();
    for (path, digest) in files {
        sum.update(path.as_bytes());
        sum.update([0]);
        sum.update(digest);
    }
    format!("sha256:{}", hex(&sum.finalize()))
}

/// What tells one repository from another: its address without what does not matter.
#[must_use]
pub fn url_key(url: &str) -> &str {
    let url = url.trim_end_matches('/');
    url.strip_suffix(".git").unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(id: &str) -> Pin {
        Pin {
            id: id.to_owned(),
            url: "https://example.org/\"x\".git".to_owned(),
            rev: "catalogue/2026".to_owned(),
            commit: "0123456789abcdef0123456789abcdef01234567".to_owned(),
            sum: content_sum([("book.toml", &[0; 32])]),
            locked: "2026-11-21".to_owned(),
            via: (id == "national").then(|| "changsha".to_owned()),
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_is_the_same_bytes_in_whatever_order() {
        let lock = BookLock { pins: vec![pin("changsha"), pin("national")] };
        let turned = BookLock { pins: vec![pin("national"), pin("changsha")] };
        assert_eq!(lock.text(), turned.text());
        assert_eq!(BookLock::parse(&lock.text()).unwrap(), lock);
    }

    #[test]
    fn a_bad_lock_is_told_with_its_line_and_the_remedy() {
        let good = BookLock { pins: vec![pin("changsha")] }.text();
        for (from, to, says) in [
            ("version = 1", "version = 2", "version 2"),
            ("commit = \"0123", "commit = \"x123", "`commit`"),
            ("sha256:", "md5:", "`sum`"),
            ("id = \"changsha\"", "id = \"../x\"", "cannot be an id"),
            ("2026-11-21", "soon", "`locked`"),
            ("rev = ", "ref = ", "book.lock:7"),
            ("url = ", "url ", "book.lock:6"),
        ] {
            let text = good.replacen(from, to, 1);
            assert_ne!(text, good, "{from}");
            let why = BookLock::parse(&text).unwrap_err();
            assert!(why.en.contains(says) && why.en.contains("mulu update"), "{from}: {}", why.en);
        }
        let twice = format!("{good}{}", good.split_once("1\n").unwrap().1);
        assert!(BookLock::parse(&twice).unwrap_err().en.contains("twice"));
    }
}
