//! Chinese within sentences of another language, marked as such: whoever reads them aloud must know how (WCAG 3.1.2).

/// What opens a stretch of Chinese.
const OPEN: &str = "<span lang=\"zh-CN\">";

/// HTML with the Chinese of its text marked. Digits between two pieces of Chinese belong to it: 长政办发〔2018〕22号.
pub fn mark_chinese(html: &str) -> String {
    if !html.chars().any(is_part) {
        return html.to_owned();
    }
    let mut marked = String::with_capacity(html.len() + 64);
    // What may go on a stretch, if Chinese follows.
    let mut held = String::new();
    let (mut is_tag, mut is_open) = (false, false);
    for c in html.chars() {
        if is_open && !is_part(c) {
            if is_joint(c) {
                held.push(c);
                continue;
            }
            marked.push_str("</span>");
            is_open = false;
        }
        marked.push_str(&held);
        held.clear();
        if !is_tag && !is_open && is_part(c) {
            marked.push_str(OPEN);
            is_open = true;
        }
        is_tag = c == '<' || (is_tag && c != '>');
        marked.push(c);
    }
    if is_open {
        marked.push_str("</span>");
    }
    marked.push_str(&held);
    marked
}

/// What a stretch of Chinese consists of: characters, and their marks.
fn is_part(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{301f}' | '\u{ff00}'..='\u{ffef}')
}

/// What stands between pieces of Chinese without ending it.
fn is_joint(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '-' | '—' | '“' | '”' | '·' | '…')
}

#[cfg(test)]
mod tests {
    use super::mark_chinese;

    #[test]
    fn stretches_of_chinese_are_marked_and_tags_are_not() {
        let zh = |text: &str| format!("<span lang=\"zh-CN\">{text}</span>");
        assert_eq!(mark_chinese("its owner is 漯河市 (411100)"), format!("its owner is {} (411100)", zh("漯河市")));
        assert_eq!(mark_chinese("示例：年度、计划"), zh("示例：年度、计划"));
        let tagged = "<time title=\"日\">2026</time> 云";
        assert_eq!(mark_chinese(tagged), format!("<time title=\"日\">2026</time> {}", zh("云")));
        assert_eq!(mark_chinese("长政办发〔2018〕22号 (2018)"), format!("{} (2018)", zh("长政办发〔2018〕22号")));
        assert_eq!(mark_chinese("第22 b"), format!("{}22 b", zh("第")));
        assert_eq!(mark_chinese("第22"), format!("{}22", zh("第")));
        assert_eq!(mark_chinese("cloud，<b>云</b>"), format!("cloud{}<b>{}</b>", zh("，"), zh("云")));
        assert_eq!(mark_chinese("plain &lt;b&gt;"), "plain &lt;b&gt;");
    }
}
