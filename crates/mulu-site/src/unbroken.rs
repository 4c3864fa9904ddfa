//! Sentences whose dates and standard numbers stay on one line: a browser would break both behind a hyphen.

use std::str::FromStr as _;

use tera::escape_html;

use mulu_core::day::Day;
use mulu_core::number;

/// How long a number may be and still be kept together, in bytes: a longer one would leave a small screen.
const LONGEST: usize = 32;

/// How an ISO date is written: so many bytes.
const DATE: usize = 10;

/// A sentence as HTML.
pub fn unbroken(text: &str) -> String {
    let mut html = Vec::with_capacity(text.len() + 64);
    let mut at = 0;
    for (start, end, is_date) in kept(text) {
        let (before, piece) = (text.get(at..start).unwrap_or_default(), text.get(start..end).unwrap_or_default());
        escape(before, &mut html);
        let (open, close) = if is_date { ("<time>", "</time>") } else { ("<span class=\"num\">", "</span>") };
        html.extend_from_slice(open.as_bytes());
        escape(piece, &mut html);
        html.extend_from_slice(close.as_bytes());
        at = end;
    }
    escape(text.get(at..).unwrap_or_default(), &mut html);
    String::from_utf8(html).unwrap_or_default()
}

/// A text as HTML.
pub fn escaped(text: &str) -> String {
    let mut html = Vec::with_capacity(text.len() + 16);
    escape(text, &mut html);
    String::from_utf8(html).unwrap_or_default()
}

/// Writing into memory cannot fail.
fn escape(text: &str, html: &mut Vec<u8>) {
    let _ = escape_html(text, html);
}

/// The places of dates and numbers, in order and without overlap.
fn kept(text: &str) -> Vec<(usize, usize, bool)> {
    if !text.contains('-') {
        return Vec::new();
    }
    let mut kept: Vec<(usize, usize, bool)> = dates(text).map(|start| (start, start + DATE, true)).collect();
    let numbers = number::find(text).into_iter().map(|found| (found.start, found.end, false));
    kept.extend(numbers.filter(|(start, end, _)| end - start <= LONGEST));
    kept.sort_unstable();
    let mut end = 0;
    kept.retain(|place| {
        let is_free = place.0 >= end;
        if is_free {
            end = place.1;
        }
        is_free
    });
    kept
}

/// Where ISO dates begin: real days, with no digit or hyphen at their sides.
fn dates(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let is_part =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-');
    text.match_indices('-').filter_map(move |(hyphen, _)| {
        let start = hyphen.checked_sub(4)?;
        let day = text.get(start..start + DATE)?;
        let alone = !is_part(start.checked_sub(1)) && !is_part(Some(start + DATE));
        (alone && Day::from_str(day).is_ok()).then_some(start)
    })
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::unbroken;

    #[test]
    fn dates_and_numbers_stay_whole() {
        assert_eq!(
            unbroken("GB/T 22239-2008 已于 2019-12-01 被代替，<b>应于 2026-13-01 前"),
            "<span class=\"num\">GB/T 22239-2008</span> 已于 <time>2019-12-01</time> 被代替，&lt;b&gt;应于 2026-13-01 前"
        );
        assert_eq!(unbroken("没有 & 无"), "没有 &amp; 无");
        assert_eq!(unbroken("12026-11-21、2026-11-211、a-b、2026-11-2"), "12026-11-21、2026-11-211、a-b、2026-11-2");
        assert_eq!(unbroken("二〇二六-11-21"), "二〇二六-11-21");
    }
}
