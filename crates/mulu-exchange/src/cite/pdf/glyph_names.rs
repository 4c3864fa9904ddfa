//! The names of glyphs (Adobe Glyph List) that stand in numbers; letters are named by themselves.

/// The names that are no letters, each with its character.
const NAMES: [(&str, char); 52] = [
    ("space", ' '),
    ("nbspace", ' '),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("hyphen", '-'),
    ("minus", '-'),
    ("sfthyphen", '\u{AD}'),
    ("softhyphen", '\u{AD}'),
    ("endash", '–'),
    ("emdash", '—'),
    ("figuredash", '‒'),
    ("slash", '/'),
    ("fraction", '/'),
    ("backslash", '\\'),
    ("period", '.'),
    ("periodcentered", '·'),
    ("comma", ','),
    ("colon", ':'),
    ("semicolon", ';'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("bracketleft", '['),
    ("bracketright", ']'),
    ("braceleft", '{'),
    ("braceright", '}'),
    ("underscore", '_'),
    ("plus", '+'),
    ("equal", '='),
    ("ampersand", '&'),
    ("asciitilde", '~'),
    ("numbersign", '#'),
    ("percent", '%'),
    ("at", '@'),
    ("quotesingle", '\''),
    ("quotedbl", '"'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("asterisk", '*'),
    ("exclam", '!'),
    ("question", '?'),
    ("less", '<'),
    ("greater", '>'),
];

/// The characters of a glyph, by its name: `slash`, `G`, `uni4E00`, `u20BB7`, `f_i`, `zero.tab`.
pub(super) fn text(name: &str) -> Option<String> {
    let stem = name.split_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(name, |(stem, _)| stem);
    stem.split('_').map(character).collect()
}

fn character(name: &str) -> Option<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter);
    }
    if let Some((_, ch)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*ch);
    }
    let code = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let is_code = (4..=6).contains(&code.len()) && code.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_code.then(|| u32::from_str_radix(code, 16).ok()).flatten().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn glyphs_are_known_by_their_names() {
        let read = |name| text(name).unwrap_or_default();
        assert_eq!(["slash", "G", "uni4E00", "u20BB7", "f_i", "zero.tab"].map(read), ["/", "G", "一", "𠮷", "fi", "0"]);
        assert_eq!(["g123", "cid00234", "union", ".notdef", "", "uniD800"].map(text), [const { None }; 6]);
    }
}
