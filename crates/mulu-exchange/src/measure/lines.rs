//! The lines of a measure: what they are, cleaned of the marks of layout, and joined to paragraphs.

use super::numeral::{is_numeral, leading};

/// What ends a sentence, and so perhaps a paragraph.
const ENDS: &[char] = &['。', '；', '：', '！', '？', ';', ':', '!', '?', '…'];

/// What may stand behind the end of a sentence.
const CLOSERS: &[char] = &['”', '’', '」', '』', '）', ')', '》', '"'];

/// Whether a character is one of those that layout leaves in a text: it says nothing.
fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{c}')
}

/// A line without the blanks around it and what cannot be seen.
pub fn cleaned(line: &str) -> String {
    let seen: String = line.chars().filter(|ch| !is_invisible(*ch)).collect();
    seen.trim().to_owned()
}

/// Words without the blanks of layout: those beside a character that is no ASCII go, others become one.
pub fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for ch in text.chars().filter(|ch| !is_invisible(*ch)) {
        if ch.is_whitespace() {
            blank = true;
            continue;
        }
        let beside = out.chars().next_back().is_some_and(|last| last.is_ascii()) && ch.is_ascii();
        if blank && beside {
            out.push(' ');
        }
        blank = false;
        out.push(ch);
    }
    out
}

/// Whether a line ends a sentence.
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(CLOSERS).ends_with(ENDS)
}

/// Whether a line begins an item: `（一）`, `(1)`, `一、`, `1.`, `①`.
pub fn begins_item(line: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with(|ch| matches!(ch, '①'..='⑳' | '⑴'..='⒇' | '㈠'..='㈩')) {
        return true;
    }
    if let Some(inner) = line.strip_prefix(['(', '（']) {
        return leading(inner.trim_start()).is_some_and(|(_, rest)| rest.trim_start().starts_with([')', '）']));
    }
    let Some((_, rest)) = leading(line) else { return false };
    let is_digit = |ch: char| ch.is_ascii_digit();
    rest.starts_with(['、', '．']) || rest.strip_prefix('.').is_some_and(|rest| !rest.starts_with(is_digit))
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemStyle {
    /// `①`, `㈠`.
    Circled,
    /// `（一）`, `(1)`: with Chinese numerals, or not.
    Bracketed(bool),
    /// `一、`, `1.`: with Chinese numerals, or not.
    Bare(bool),
}

/// How a line that begins an item is marked; none for another.
pub fn item_style(line: &str) -> Option<ItemStyle> {
    let line = line.trim_start();
    if !begins_item(line) {
        return None;
    }
    let is_chinese = |rest: &str| !rest.trim_start().starts_with(|ch: char| matches!(ch, '0'..='9' | '０'..='９'));
    Some(match line.strip_prefix(['(', '（']) {
        Some(inner) => ItemStyle::Bracketed(is_chinese(inner)),
        None if line.starts_with(|ch| matches!(ch, '①'..='⑳' | '⑴'..='⒇' | '㈠'..='㈩')) => {
            ItemStyle::Circled
        }
        None => ItemStyle::Bare(is_chinese(line)),
    })
}

/// Whether a line is what a page has at its edge, such as `- 3 -` or `第3页 共9页`.
pub fn is_page_number(line: &str) -> bool {
    let bare: String = line.chars().filter(|ch| !ch.is_whitespace()).collect();
    let digits = bare.trim_matches(['-', '—', '－', '–', '·']);
    let is_number = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let of_pages = || {
        let inner = bare.strip_prefix('第')?.strip_suffix('页')?;
        inner.chars().all(|ch| is_numeral(ch) || matches!(ch, '页' | '共' | '/' | '，' | ',')).then_some(())
    };
    is_number(digits) || of_pages().is_some()
}

/// A chapter's or section's heading, `第二章 职责分工`: its rank (编, 章, 节 from 0), and the heading as it is printed.
pub fn heading(line: &str) -> Option<(usize, String)> {
    let (_, rest) = leading(line.trim().strip_prefix('第')?.trim_start())?;
    let rest = rest.trim_start();
    let rank = ["编編", "章", "节節"].iter().position(|names| rest.starts_with(|ch| names.contains(ch)))?;
    let title = words(rest.get(rest.chars().next()?.len_utf8()..)?);
    // A sentence that begins with the name of a chapter is no heading.
    let cites = ["规定", "規定", "的", "所", "中"].iter().any(|word| title.starts_with(word));
    if cites || title.chars().count() > 30 || ends_sentence(&title) {
        return None;
    }
    let number = line.trim().get(..line.trim().len() - rest.len())?;
    let unit = rest.chars().next()?;
    Some((rank, format!("{}{unit} {title}", words(number)).trim_end().to_owned()))
}

/// Lines → paragraphs. A line that ends within a sentence goes on in the next; an item begins a paragraph of its own.
pub fn paragraphs<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut broken = true;
    for line in lines {
        let line = cleaned(line);
        if line.is_empty() {
            broken = true;
            continue;
        }
        if is_page_number(&line) {
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if !broken && !ends_sentence(last) && !begins_item(&line) => {
                // What stood at the end of a line and the beginning of the next may be two words of a Latin script.
                last.push(' ');
                last.push_str(&line);
            }
            _ => paragraphs.push(line),
        }
        broken = false;
    }
    paragraphs.iter().map(|paragraph| words(paragraph)).collect()
}

#[cfg(test)]
mod tests {
    use super::{begins_item, heading, is_page_number, paragraphs, words};

    #[test]
    fn blanks_of_layout_go_and_those_between_latin_words_stay() {
        assert_eq!(words("第一章 总   则"), "第一章总则");
        assert_eq!(words("政务云7 ×24小时,容量70% 时"), "政务云7×24小时,容量70%时");
        assert_eq!(words("按照 GB/T  22239-2019 执行"), "按照GB/T 22239-2019执行");
    }

    #[test]
    fn items_headings_and_page_numbers_are_known() {
        for item in ["(一)未按规定", "（ 二 ）未", "1.申请", "1、申请", "一、总则", "①申请"] {
            assert!(begins_item(item), "{item}");
        }
        for other in ["1.5倍", "一般情况", "(试行)", "2018年"] {
            assert!(!begins_item(other), "{other}");
        }
        assert_eq!(heading("  第十一章 附   则"), Some((1, "第十一章 附则".to_owned())));
        assert_eq!(heading("第二节 信息共享"), Some((2, "第二节 信息共享".to_owned())));
        assert_eq!(heading("第三章规定的程序，由市数据资源行政主管部门会同有关单位办理。"), None);
        assert!(is_page_number("— 12 —") && is_page_number("第 3 页 共 9 页") && !is_page_number("第3条"));
    }

    #[test]
    fn a_line_broken_within_a_sentence_goes_on() {
        let text = "为实现集约化建设,根据有关法律法规、\n  政策和技术标准,制定本办法。\n有下列情形之一的:\n(一)未备案\n(二)未审核";
        let joined = paragraphs(text.lines());
        assert_eq!(
            joined,
            [
                "为实现集约化建设,根据有关法律法规、政策和技术标准,制定本办法。",
                "有下列情形之一的:",
                "(一)未备案",
                "(二)未审核"
            ]
        );
    }
}
