//! Numbers and days as documents of state write them: `第四十条`, `第40条`, `2018年5月12日`, `二〇一八年五月十二日`.

use mulu_core::day::Day;

/// The figure that a character is, in any of the scripts that measures are written in.
fn figure(ch: char) -> Option<u32> {
    Some(match ch {
        '0'..='9' => u32::from(ch) - u32::from('0'),
        '０'..='９' => u32::from(ch) - u32::from('０'),
        '〇' | '○' | 'Ｏ' | '零' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether a character may stand in a number.
pub fn is_numeral(ch: char) -> bool {
    figure(ch).is_some() || matches!(ch, '十' | '百')
}

/// The value of a number up to 999: `四十`, `一百零二`, `40`, `二〇一八` digit by digit.
pub fn value(text: &str) -> Option<u32> {
    if text.is_empty() || !text.chars().all(is_numeral) || text.chars().count() > 9 {
        return None;
    }
    if !text.contains(['十', '百']) {
        return text.chars().try_fold(0_u32, |sum, ch| sum.checked_mul(10)?.checked_add(figure(ch)?));
    }
    let (mut total, mut last) = (0, None);
    for ch in text.chars() {
        match (ch, figure(ch)) {
            ('百', _) => total += last.take().unwrap_or(1) * 100,
            ('十', _) => total += last.take().unwrap_or(1) * 10,
            (_, Some(0)) => {}
            (_, Some(digit)) if last.is_none() => last = Some(digit),
            _ => return None,
        }
    }
    Some(total + last.unwrap_or(0))
}

/// The number that a text begins with, and what follows it.
pub fn leading(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|ch| !is_numeral(ch)).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    Some((value(number)?, rest))
}

/// The days that a text names in words (`2018年5月12日`), each with the bytes that it takes up. Blanks within are passed over.
pub fn days(text: &str) -> Vec<(Day, std::ops::Range<usize>)> {
    let mut days = Vec::new();
    for (at, _) in text.match_indices('年') {
        let Some(before) = text.get(..at) else { continue };
        let year = before.trim_end().rfind(|ch| !is_numeral(ch)).map_or(0, |last| {
            let width = before.get(last..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            last + width
        });
        let whole = || {
            let digits = before.get(year..)?.trim_end();
            let year = value(digits).filter(|_| digits.chars().count() == 4)?;
            let rest = text.get(at + '年'.len_utf8()..)?;
            let (month, rest) = leading(rest.trim_start())?;
            let (day, rest) = leading(rest.trim_start().strip_prefix('月')?.trim_start())?;
            let rest = rest.trim_start().strip_prefix('日')?;
            Some((Day::new(i32::try_from(year).ok()?, month, day)?, text.len() - rest.len()))
        };
        if let Some((day, end)) = whole() {
            days.push((day, year..end));
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::{days, value};

    #[test]
    fn numbers_are_read_in_every_script() {
        let numbers = [
            ("四十", 40),
            ("十", 10),
            ("十一", 11),
            ("二十一", 21),
            ("一百零二", 102),
            ("一百一十", 110),
            ("40", 40),
            ("４０", 40),
            ("二〇一八", 2018),
            ("两", 2),
        ];
        for (text, number) in numbers {
            assert_eq!(value(text), Some(number), "{text}");
        }
        for text in ["", "第", "四四十", "40条"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_found_with_their_places() {
        let text = "自 2018 年 6 月 12 日起施行，二〇二一年四月三十日止；2018年13月1日不是日期";
        let found: Vec<String> = days(text).iter().map(|(day, _)| day.to_string()).collect();
        assert_eq!(found, ["2018-06-12", "2021-04-30"]);
        let (_, place) = days(text).remove(0);
        assert_eq!(text.get(place), Some("2018 年 6 月 12 日"));
    }
}
