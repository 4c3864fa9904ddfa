//! Radicals in the place of the characters that they look like: a PDF that a browser printed says `⼀` (U+2F00) for 一.

use unicode_normalization::UnicodeNormalization;

/// Radicals of the supplement that Unicode maps to no character, and the character that is printed alike.
const SUPPLEMENT: [(char, char); 34] = [
    ('⺁', '厂'),
    ('⺇', '几'),
    ('⺌', '小'),
    ('⺎', '兀'),
    ('⺏', '尣'),
    ('⺐', '尢'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺛', '旡'),
    ('⺝', '月'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺩', '王'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻰', '龙'),
];

/// The text with characters where it had radicals.
pub fn folded(text: &str) -> String {
    let fold = |ch: char| match ch {
        '\u{2f00}'..='\u{2fd5}' => std::iter::once(ch).nfkc().next().unwrap_or(ch),
        '\u{2e80}'..='\u{2eff}' => SUPPLEMENT.iter().find(|(radical, _)| *radical == ch).map_or(ch, |(_, like)| *like),
        ch => ch,
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn radicals_become_the_characters_that_they_look_like() {
        assert_eq!(folded("第⼀条 ⻓沙市⼈⺠政府，⻚、⼩计"), "第一条 长沙市人民政府，页、小计");
        assert_eq!(folded("第一条 GB/T 22239—2019"), "第一条 GB/T 22239—2019");
    }
}
