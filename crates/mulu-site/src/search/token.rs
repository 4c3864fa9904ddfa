//! Text → the keys that an index knows it by.
//!
//! `site/assets/search.js` takes a query apart in the same way; the suite checks the two against each other in a browser. A text is
//! folded, then cut into runs of one kind of character each:
//!
//! - Chinese (and whatever else is written without spaces): each pair of neighbours is a key, and the last character by itself,
//!   so that a single one is found by the keys that begin with it. No dictionary cuts words wrongly.
//! - Digits: each three neighbours are a key, cut short at the end of the run, so that a part of a number is found.
//! - Letters: the word is a key, and found by its beginning.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use mulu_core::slice::slice_lossy;

/// The longest word that is kept whole, in characters: no word of a language is longer, and a hostile record may be.
const LONGEST_WORD: usize = 24;

/// What a run is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Chinese characters, kana and their like.
    Han,
    /// ASCII digits; NFKC makes full-width ones ASCII.
    Digits,
    /// Letters of words with spaces between them.
    Letters,
}

/// A text as it is compared: NFKC, lower case, `gbt` for GB/T and its kin however it is written, and `一` between digits taken for
/// the dash that it was misread from.
#[must_use]
pub fn fold(text: &str) -> String {
    // What is ASCII, as most numbers are, is NFKC already, and most Chinese can be told to be so at a glance.
    let folded = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        text.to_lowercase()
    } else {
        text.nfkc().collect::<String>().to_lowercase()
    };
    if !folded.contains(['一', '/', '-', ' ']) {
        return folded;
    }
    let chars: Vec<char> = folded.chars().collect();
    let is = |at: Option<usize>, what: fn(&char) -> bool| at.and_then(|at| chars.get(at)).is_some_and(what);
    let mut text = String::with_capacity(folded.len());
    for (at, c) in chars.iter().enumerate() {
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        let misread = *c == '一' && is(before, char::is_ascii_digit) && is(after, char::is_ascii_digit);
        let parts_nature = matches!(c, '/' | '-' | ' ')
            && is(before, char::is_ascii_lowercase)
            && is(at.checked_sub(2), char::is_ascii_lowercase)
            && is(after, |c| matches!(c, 't' | 'z'))
            && !is(Some(at + 2), char::is_ascii_lowercase);
        if misread {
            text.push('-');
        } else if !parts_nature {
            text.push(*c);
        }
    }
    text
}

/// The kind of a folded character; none for what only separates.
fn kind(c: char) -> Option<TokenKind> {
    if c.is_ascii_digit() {
        Some(TokenKind::Digits)
    } else if matches!(c, '\u{4e00}'..='\u{9fff}') {
        // Most of what is read here: told without a look into the tables of Unicode.
        Some(TokenKind::Han)
    } else if !c.is_alphanumeric() {
        None
    } else if c < '\u{2e80}' {
        Some(TokenKind::Letters)
    } else {
        Some(TokenKind::Han)
    }
}

/// The runs of a folded text, in order.
pub fn runs(folded: &str) -> impl Iterator<Item = (TokenKind, &str)> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        let from = rest.find(|c| kind(c).is_some())?;
        rest = slice_lossy(rest, from..);
        let own = rest.chars().next().and_then(kind)?;
        let end = rest.find(|c| kind(c) != Some(own)).unwrap_or(rest.len());
        let run = slice_lossy(rest, ..end);
        rest = slice_lossy(rest, end..);
        Some((own, run))
    })
}

/// How many characters a key of a kind spans.
fn span(kind: TokenKind) -> usize {
    match kind {
        TokenKind::Han => 2,
        TokenKind::Digits => 3,
        TokenKind::Letters => LONGEST_WORD,
    }
}

/// Hands out the keys of a run.
pub fn keys(kind: TokenKind, run: &str, mut each: impl FnMut(&str)) {
    let ends = |from: usize| slice_lossy(run, from..).char_indices().map(move |(at, c)| from + at + c.len_utf8());
    for (from, _) in run.char_indices() {
        if let Some(end) = ends(from).take(span(kind)).last() {
            each(slice_lossy(run, from..end));
        }
        if kind == TokenKind::Letters {
            break;
        }
    }
}

/// Hands out the characters of a Chinese run that stand one apart, as a key each: 等保 of 等级保护. Abbreviations are made so, of
/// the first characters of two words of two.
pub fn skips(run: &str, mut each: impl FnMut(&str)) {
    let mut pair = String::with_capacity(8);
    for (first, third) in run.chars().zip(run.chars().skip(2)) {
        pair.clear();
        pair.push(first);
        pair.push(third);
        each(&pair);
    }
}

/// The shard that a key lies in: told by its first character, or of letters and digits by the first two, so that whatever begins
/// alike lies together. `shards` is a power of two.
#[must_use]
pub fn shard(key: &str, shards: usize) -> usize {
    const SPREAD: u32 = 0x9e37_79b1;
    let mut chars = key.chars();
    let first = chars.next().map_or(0, u32::from);
    let second = chars.next().filter(|c| first < 0x2e80 && c.is_alphanumeric()).map_or(0, u32::from);
    let mixed = first.wrapping_mul(SPREAD).wrapping_add(second).wrapping_mul(SPREAD);
    (mixed >> 16) as usize % shards
}

#[cfg(test)]
mod tests {
    use super::{fold, keys, runs, shard, skips};

    fn all(text: &str) -> Vec<String> {
        let folded = fold(text);
        let mut all = Vec::new();
        for (kind, run) in runs(&folded) {
            keys(kind, run, |key| all.push(key.to_owned()));
        }
        all
    }

    #[test]
    fn a_number_is_known_by_its_parts() {
        let number = ["gbt", "222", "223", "239", "39", "9", "201", "019", "19", "9"];
        assert_eq!(all("GB/T 22239-2019"), number);
        for written in
            ["ＧＢ／Ｔ ２２２３９－２０１９", "gb/t22239—2019", "GB/T 22239一2019", "gbt22239-2019", "gb-t-22239-2019"]
        {
            assert_eq!(all(written), number, "{written}");
        }
    }

    #[test]
    fn only_a_nature_is_joined() {
        assert_eq!(all("T/CESA 12"), ["t", "cesa", "12", "2"]);
        assert_eq!(all("ISO/IEC 27001"), ["iso", "iec", "270", "700", "001", "01", "1"]);
        assert_eq!(all("fit to text"), ["fit", "to", "text"]);
    }

    #[test]
    fn chinese_is_known_by_pairs_and_words_by_themselves() {
        assert_eq!(all("等级保护"), ["等级", "级保", "保护", "护"]);
        assert_eq!(all("云"), ["云"]);
        assert_eq!(all("IPv6 网络, Cloud"), ["ipv", "6", "网络", "络", "cloud"]);
        assert_eq!(all("第Ⅱ部分"), ["第", "ii", "部分", "分"]);
        assert_eq!(all("𠮷野家"), ["𠮷野", "野家", "家"]);
        assert_eq!(all(&"x".repeat(99)), ["x".repeat(24)]);
        assert_eq!(all("—— \u{0} 。"), Vec::<String>::new());
    }

    #[test]
    fn abbreviations_are_of_characters_one_apart() {
        let mut all = Vec::new();
        skips("等级保护", |key| all.push(key.to_owned()));
        assert_eq!(all, ["等保", "级护"]);
    }

    #[test]
    fn what_begins_alike_lies_together() {
        for (one, other) in [("等级", "等"), ("222", "22"), ("222^", "22."), ("cloud", "cl"), ("2", "2.")] {
            assert_eq!(shard(one, 256), shard(other, 256), "{one} {other}");
        }
    }
}
