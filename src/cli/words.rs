//! The words of closed lists as a text for people has them: in its own language. JSON has the ids.

use mulu_core::message::Lang;
use mulu_core::vocabulary::{Vocabulary, called};

/// What a word of a closed list is called; one that a file has and the list does not, as it is.
#[must_use]
pub fn word<V: Vocabulary>(lang: Lang, id: &str) -> String {
    let (zh, en) = called::<V>(id);
    if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() }
}
