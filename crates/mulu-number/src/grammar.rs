//! What counts as a number: the built-in series, and those that somebody declares beside them.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::find::{self, Match};
use crate::fold;
use crate::level::{Level, Nature};
use crate::{MAX_CHARS, Number, draft};

/// A series of numbers that the code tables do not have, such as `ZWFW`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What its numbers begin with, as it is printed.
    pub prefix: String,
    /// Who issues under it.
    pub level: Level,
    /// How far its standards bind; none where the series does not say.
    pub nature: Option<Nature>,
    /// What it is called.
    pub title: Option<String>,
}

/// The grammar of numbers, with declared series.
///
/// ```
/// use mulu_number::{Grammar, Level, Series};
///
/// let series = Series { prefix: "ZWFW".to_owned(), level: Level::National, nature: None, title: None };
/// let grammar = Grammar::with([series]);
/// let number = grammar.parse("zwfw C0109.1—2018");
/// assert_eq!((number.canonical(), number.level()), ("ZWFW C0109.1-2018", Some(Level::National)));
/// assert_eq!(grammar.find("见 ZWFW C0109.2—2018。").len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grammar {
    declared: Arc<[(String, Series)]>,
}

impl Grammar {
    /// The built-in series and these.
    #[must_use]
    pub fn with(series: impl IntoIterator<Item = Series>) -> Self {
        let folded = |series: Series| (fold::fold(series.prefix.trim()), series);
        let mut declared: Vec<(String, Series)> = series.into_iter().map(folded).collect();
        declared.retain(|(prefix, _)| prefix.starts_with(fold::is_letter));
        // Of two that a number could begin with, the longer one is meant.
        declared.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        Self { declared: declared.into() }
    }

    /// The declared series.
    pub fn declared(&self) -> impl Iterator<Item = &Series> {
        self.declared.iter().map(|(_, series)| series)
    }

    /// Each declared series with its prefix in capitals.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = (&str, &Series)> {
        self.declared.iter().map(|(prefix, series)| (prefix.as_str(), series))
    }

    /// Reads a number. Never fails: what the grammar does not know becomes an opaque number, trimmed.
    #[must_use]
    pub fn parse(&self, text: &str) -> Number {
        let text = text.trim();
        let bare = text.trim_matches(is_quote);
        self.recognise(bare).unwrap_or_else(|| Number::opaque(text))
    }

    /// Reads a number that the grammar knows.
    fn recognise(&self, text: &str) -> Option<Number> {
        let begins_like_a_number = text.chars().next().is_some_and(fold::is_letter);
        if !begins_like_a_number || text.chars().nth(MAX_CHARS).is_some() {
            return None;
        }
        let folded = fold::fold(text);
        let mut cursor = draft::Cursor::new(folded.trim_end_matches(' '));
        let draft = draft::read(&mut cursor, draft::DraftContext::Whole, self)?;
        cursor.at_end().then(|| Number::from_draft(draft))?
    }

    /// Finds the numbers in a text, in order and without overlap, in linear time: see [`find`](crate::find).
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Match> {
        find::find(text, self)
    }
}

/// What a number stands in: a title's brackets, quotation marks straight and curly.
fn is_quote(ch: char) -> bool {
    matches!(
        ch,
        '《' | '》' | '〈' | '〉' | '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」' | '『' | '』' | '＂' | '＇'
    )
}

impl Number {
    pub(crate) fn opaque(text: &str) -> Self {
        Self { canonical: text.to_owned().into_boxed_str(), shape: None, adopts: None }
    }

    pub(crate) fn from_draft(draft: draft::Draft) -> Option<Self> {
        let (canonical, shape, adopts) = draft.finish()?;
        Some(Self { canonical, shape: Some(shape), adopts })
    }
}
