//! Closed lists of words that records use: each word is spelt once, with what it is called in Chinese and English.
//!
//! Readers take the words that files may have from here, JSON and command lines their ids, sentences their names, and spreadsheets
//! what people write in their cells.

use crate::message::StaticMessage;
use crate::number::{Level, Nature};

/// A word of a closed list.
pub trait Vocabulary: Copy + 'static {
    /// Every word with its id, in order.
    const WORDS: &'static [(&'static str, Self)];

    /// The ids, each with what cells of a spreadsheet call it; the first is written, all are read.
    const CELLS: &'static [(&'static str, &'static [&'static str])];

    /// The word that files and JSON use.
    fn id(self) -> &'static str;

    /// What it is called.
    fn phrase(self) -> StaticMessage;

    /// The word with an id.
    #[must_use]
    fn from_id(id: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(own, _)| *own == id).map(|(_, word)| *word)
    }
}

impl Vocabulary for Level {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("national", Level::National),
        ("industry", Level::Industry),
        ("local", Level::Local),
        ("municipal", Level::Municipal),
        ("group", Level::Group),
        ("international", Level::International),
    ];

    const CELLS: &'static [(&'static str, &'static [&'static str])] = &[
        ("national", &["国家标准", "国标", "国家"]),
        ("industry", &["行业标准", "行标", "行业"]),
        ("local", &["地方标准", "地标", "地方"]),
        ("municipal", &["本市标准文件", "市级标准文件", "市级"]),
        ("group", &["团体标准", "团标", "团体"]),
        ("international", &["国际标准", "国际"]),
    ];

    fn id(self) -> &'static str {
        Level::id(self)
    }

    fn phrase(self) -> StaticMessage {
        let (zh, en) = match self {
            Level::National => ("国家标准", "national"),
            Level::Industry => ("行业标准", "industry"),
            Level::Local => ("地方标准", "local"),
            Level::Municipal => ("本市标准文件", "municipal"),
            Level::Group => ("团体标准", "association"),
            Level::International => ("国际标准", "international"),
        };
        StaticMessage { zh, en }
    }
}

impl Vocabulary for Nature {
    const WORDS: &'static [(&'static str, Self)] =
        &[("mandatory", Nature::Mandatory), ("recommended", Nature::Recommended), ("guidance", Nature::Guidance)];

    const CELLS: &'static [(&'static str, &'static [&'static str])] = &[
        ("mandatory", &["强制性", "强制"]),
        ("recommended", &["推荐性", "推荐"]),
        ("guidance", &["指导性技术文件", "指导性"]),
    ];

    fn id(self) -> &'static str {
        Nature::id(self)
    }

    fn phrase(self) -> StaticMessage {
        let (zh, en) = match self {
            Nature::Mandatory => ("强制性", "mandatory"),
            Nature::Recommended => ("推荐性", "recommended"),
            Nature::Guidance => ("指导性技术文件", "guidance"),
        };
        StaticMessage { zh, en }
    }
}

/// What a word is called that a file has: one that is not of the list stays as it stands.
#[must_use]
pub fn called<V: Vocabulary>(id: &str) -> (&str, &str) {
    V::from_id(id).map_or((id, id), |word| (word.phrase().zh, word.phrase().en))
}

/// The ids of a list, as the schema of a key names them.
#[must_use]
pub fn ids<V: Vocabulary>() -> Vec<&'static str> {
    V::WORDS.iter().map(|(id, _)| *id).collect()
}

/// The ids of a list and null, for a key that may say nothing.
#[must_use]
pub fn ids_or_null<V: Vocabulary>() -> Vec<Option<&'static str>> {
    V::WORDS.iter().map(|(id, _)| Some(*id)).chain([None]).collect()
}

/// Declares a closed list of words: `Name = "id", "中文", "English"`, and what else cells of a spreadsheet call it. What is written
/// there is the Chinese.
#[macro_export]
macro_rules! vocabulary {
    (
        $(#[$about:meta])*
        pub enum $name:ident {
            $($(#[$of_word:meta])* $word:ident = $id:literal, $zh:literal, $en:literal $(, [$($cell:literal),+])?;)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$of_word])* $word,)+
        }

        impl $name {
            /// Every word, in order.
            pub const ALL: [$name; [$($id),+].len()] = [$($name::$word),+];

            /// The word that files and JSON use.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $($name::$word => $id,)+
                }
            }

            /// What it is called.
            #[must_use]
            pub const fn phrase(self) -> $crate::message::StaticMessage {
                match self {
                    $($name::$word => $crate::message::StaticMessage { zh: $zh, en: $en },)+
                }
            }
        }

        impl $crate::vocabulary::Vocabulary for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($id, $name::$word)),+];

            const CELLS: &'static [(&'static str, &'static [&'static str])] =
                &[$(($id, $crate::vocabulary!(@cells $zh $(, [$($cell),+])?))),+];

            fn id(self) -> &'static str {
                $name::id(self)
            }

            fn phrase(self) -> $crate::message::StaticMessage {
                $name::phrase(self)
            }
        }
    };
    (@cells $zh:literal) => { &[$zh] };
    (@cells $zh:literal, [$($cell:literal),+]) => { &[$zh $(, $cell)+] };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Vocabulary, called};
    use crate::model::{Listing, Progress, Stage};

    #[test]
    fn a_word_is_found_by_its_id_and_has_its_names() {
        assert_eq!(Progress::from_id("implemented"), Some(Progress::Implemented));
        assert_eq!(Progress::from_id("done"), None);
        assert_eq!(called::<Stage>("acceptance"), ("验收", "acceptance"));
        assert_eq!(called::<Stage>("demolition"), ("demolition", "demolition"));
        assert_eq!(Listing::CELLS[2], ("listed", &["列入", "已列入"][..]));
    }

    #[test]
    fn no_two_words_of_a_list_share_an_id() {
        let ids: BTreeSet<&str> = Stage::WORDS.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids.len(), Stage::ALL.len());
    }
}
