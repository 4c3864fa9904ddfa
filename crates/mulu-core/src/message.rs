//! What the tool says, in both of its languages.
//!
//! A message is written once, beside the code that knows the facts, in Chinese and in English; which of the two is shown is
//! decided where it is printed. So a finding never depends on who reads it.

use std::str::FromStr;

pub use crate::printable::{is_odd, visible};

/// A language of the tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Chinese, simplified (`zh-CN`).
    Zh,
    /// English (`en`).
    En,
}

impl Lang {
    /// The BCP 47 tag, as in HTML's `lang` and in `book.toml`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }
}

impl FromStr for Lang {
    type Err = String;

    /// Reads a BCP 47 tag by its primary language: `zh`, `zh-CN`, `en`, `en-GB`.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        match tag.split(['-', '_']).next().unwrap_or_default() {
            "zh" => Ok(Lang::Zh),
            "en" => Ok(Lang::En),
            _ => Err(format!("`{tag}` is not a language of mulu: use zh-CN or en")),
        }
    }
}

/// One message in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Message {
    /// The message in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// A fixed message in both languages.
#[derive(Clone, Copy, Debug)]
pub struct StaticMessage {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl StaticMessage {
    /// The phrase in one language.
    #[must_use]
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

impl From<StaticMessage> for Message {
    fn from(phrase: StaticMessage) -> Self {
        Message { zh: phrase.zh.to_owned(), en: phrase.en.to_owned() }
    }
}

/// A number of days in English: "1 day", "2 days".
#[must_use]
pub fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// A number of things in English: "1 policy", "2 policies".
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Says one thing in Chinese and in English: `message!("缺少 `{key}`", "`{key}` is missing")`.
#[macro_export]
macro_rules! message {
    ($zh:literal, $en:literal $(, $arg:expr)* $(,)?) => {
        $crate::message::Message { zh: format!($zh $(, $arg)*), en: format!($en $(, $arg)*) }
    };
}
