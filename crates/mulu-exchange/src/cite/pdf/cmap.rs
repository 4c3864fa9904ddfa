//! Character maps (Adobe technical note 5014), as far as texts need them: how long codes are, and which characters they stand for.

#![allow(clippy::match_same_arms)] // each case of the format has a line of its own

use std::collections::BTreeMap;

/// The most entries of one map: a font shows at most 65,536 characters.
const MOST: usize = 1 << 17;

/// Which characters the codes of a font stand for.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// The lengths of codes, in bytes, with the least and greatest code of each.
    spaces: Vec<(usize, u32, u32)>,
    single: BTreeMap<u32, String>,
    /// By the first code of each range: the last, and the characters of the first.
    ranges: BTreeMap<u32, (u32, String)>,
}

enum Token<'a> {
    Hex(Vec<u8>),
    Word(&'a [u8]),
    Open,
    Close,
}

impl CMap {
    /// Reads a map. What is no map in it is passed over.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut map = CMap::default();
        let mut tokens = Tokens { rest: bytes };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"begincodespacerange") => map.read_spaces(&mut tokens),
                Token::Word(b"beginbfchar") => map.read_characters(&mut tokens),
                Token::Word(b"beginbfrange") => map.read_ranges(&mut tokens),
                _ => {}
            }
        }
        map
    }

    /// How long the code at the beginning of bytes is; none where the map has no code space for it.
    pub fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=4).find(|length| {
            let Some(code) = bytes.get(..*length).map(number) else { return false };
            self.spaces.iter().any(|(of, low, high)| of == length && (*low..=*high).contains(&code))
        })
    }

    /// The characters that a code stands for.
    pub fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let (low, (high, first)) = self.ranges.range(..=code).next_back()?;
        if code > *high {
            return None;
        }
        // The codes of a range count up in the last character.
        let last = first.chars().next_back()?;
        let head = first.strip_suffix(last)?;
        let last = char::from_u32(u32::from(last).checked_add(code - low)?)?;
        Some(format!("{head}{last}"))
    }

    fn is_full(&self) -> bool {
        self.single.len() + self.ranges.len() + self.spaces.len() >= MOST
    }

    fn read_spaces(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(low)) = tokens.next() {
            let Some(Token::Hex(high)) = tokens.next() else { return };
            if self.is_full() {
                return;
            }
            self.spaces.push((low.len(), number(&low), number(&high)));
        }
    }

    fn read_characters(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(code)) = tokens.next() {
            let Some(Token::Hex(text)) = tokens.next() else { return };
            if self.is_full() {
                return;
            }
            self.single.insert(number(&code), utf16(&text));
        }
    }

    fn read_ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(low)) = tokens.next() {
            let Some(Token::Hex(high)) = tokens.next() else { return };
            let (low, high) = (number(&low), number(&high));
            match tokens.next() {
                Some(Token::Hex(text)) if !self.is_full() => {
                    self.ranges.insert(low, (high, utf16(&text)));
                }
                Some(Token::Open) => {
                    let mut code = low;
                    while let Some(Token::Hex(text)) = tokens.next() {
                        if self.is_full() {
                            return;
                        }
                        self.single.insert(code, utf16(&text));
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }
}

/// The number that bytes write, the first the highest.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The text of bytes in UTF-16, the first the higher.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|pair| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        [one] => u16::from(*one),
        _ => 0,
    });
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The words of a map.
struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match self.rest {
                [] => return None,
                [b' ' | b'\t' | b'\r' | b'\n' | 0x0C | 0, rest @ ..] => self.rest = rest,
                [b'%', ..] => self.take(|byte| !matches!(byte, b'\r' | b'\n')).map(|_| ())?,
                [b'<', b'<', rest @ ..] | [b'>', b'>', rest @ ..] => self.rest = rest,
                [b'[', rest @ ..] => {
                    self.rest = rest;
                    return Some(Token::Open);
                }
                [b']', rest @ ..] => {
                    self.rest = rest;
                    return Some(Token::Close);
                }
                [b'<', rest @ ..] => {
                    self.rest = rest;
                    return Some(Token::Hex(hex(self.take(|byte| byte != b'>')?)));
                }
                _ => {
                    let word = self.take(|byte| {
                        !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'<' | b'>' | b'[' | b']' | b'%')
                    })?;
                    if word.is_empty() {
                        self.rest = self.rest.get(1..)?;
                        continue;
                    }
                    return Some(Token::Word(word));
                }
            }
        }
    }

    /// The bytes that satisfy a condition; the `>` behind a string is passed over.
    fn take(&mut self, is_inside: impl Fn(u8) -> bool) -> Option<&'a [u8]> {
        let end = self.rest.iter().position(|byte| !is_inside(*byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(taken)
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = digits
        .iter()
        .filter_map(|digit| char::from(*digit).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit) << (4 * (2 - pair.len())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::CMap;

    #[test]
    fn a_map_of_a_browser_is_read() {
        let map = CMap::parse(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
              /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
              1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              2 beginbfchar <0003> <0020> <0A1B> <D842DFB7> endbfchar\n\
              2 beginbfrange <0010> <0019> <0030> <0100><0102>[<4E00> <4E8C> <00660069>] endbfrange endcmap",
        );
        let text = |code| map.text(code).unwrap_or_default();
        assert_eq!(
            (text(3), text(0xA1B), text(0x12), text(0x101), text(0x102)),
            (" ".into(), "𠮷".into(), "2".into(), "二".into(), "fi".into())
        );
        assert_eq!((map.text(0x20), map.text(0x103), map.code_length(&[0, 3, 0])), (None, None, Some(2)));
    }

    #[test]
    fn whatever_is_no_map_says_nothing() {
        for bytes in
            [&b"<"[..], b"beginbfchar <", b"beginbfrange <01> <02> [", b"begincodespacerange <> <>", b"%", b"\xFF(>"]
        {
            let map = CMap::parse(bytes);
            assert!(map.single.is_empty() && map.ranges.is_empty());
        }
        assert_eq!(CMap::parse(b"beginbfrange <00> <FFFFFFFF> <D7FF> endbfrange").text(1), None);
    }
}
