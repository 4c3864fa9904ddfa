//! Days as people write them in spreadsheets, and as spreadsheets count them.

use chrono::NaiveDate;

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Message;

/// The last serial of Excel's calendar: 9999-12-31.
const LAST_SERIAL: f64 = 2_958_465.0;

/// The day that a text names: `2019-05-10`, `2019/5/10`, `2019.05.10`, `20190510`, `2019年5月10日`, a time of midnight behind
/// it, or a serial number of five digits; full-width digits are read as well.
///
/// # Errors
/// Why it names no day.
pub fn from_text(text: &str) -> Result<Day, Message> {
    let text = &half_width(text);
    let unknown = || {
        message!(
            "“{text}”不是日期：写作 2019-05-10、2019/5/10、2019.05.10、20190510 或 2019年5月10日",
            "“{text}” is not a date: write 2019-05-10, 2019/5/10, 2019.05.10, 20190510 or 2019年5月10日"
        )
    };
    let date = ["T00:00:00Z", "T00:00:00", " 00:00:00.0", " 00:00:00", " 0:00:00", " 00:00", " 0:00"]
        .iter()
        .find_map(|midnight| text.strip_suffix(midnight))
        .unwrap_or(text)
        .trim();
    if date.len() <= 8 && date.bytes().all(|byte| byte.is_ascii_digit()) {
        return date.parse::<f64>().map_err(|_| unknown()).and_then(from_number);
    }
    let date = date.strip_suffix('日').unwrap_or(date);
    let parts: Vec<&str> = date.split(['-', '/', '.', '年', '月', '－', '—']).map(str::trim).collect();
    let [year, month, day] = parts.as_slice() else { return Err(unknown()) };
    let digits = |part: &str, most: usize| {
        let right = !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| part.parse::<u32>().ok()).flatten()
    };
    let year = digits(year, 4).filter(|_| year.len() == 4).and_then(|year| i32::try_from(year).ok());
    let day = match (year, digits(month, 2), digits(day, 2)) {
        (Some(year), Some(month), Some(day)) => Day::new(year, month, day),
        _ => None,
    };
    plausible(day.ok_or_else(unknown)?)
}

/// Full-width digits and marks (U+FF01 to U+FF5E) as the half-width ones that they stand for: an input method left them so.
pub fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    text.chars().map(half).collect::<String>().trim().to_owned()
}

/// The day that a number means: `20190510` as it reads, else a serial number, which counts days from 1900.
///
/// # Errors
/// Why it means no day: a year alone, a time of day, a day outside the calendar.
pub fn from_number(number: f64) -> Result<Day, Message> {
    let unknown = || message!("数 {number} 不是日期", "the number {number} is not a date");
    if !number.is_finite() || number < 1.0 || number.fract() != 0.0 || number > 99_991_231.0 {
        return Err(unknown());
    }
    if (1000.0..3000.0).contains(&number) {
        return Err(message!("{number} 只有年份，没有月日", "{number} is a year without month and day"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 99,991,231, and whole")]
    let whole = number as u32;
    if number > LAST_SERIAL {
        let year = i32::try_from(whole / 10_000).unwrap_or(0);
        return plausible(Day::new(year, whole / 100 % 100, whole % 100).ok_or_else(unknown)?);
    }
    // Excel counts 1900-02-29, a day that never was, as 60.
    let offset = if whole < 60 { whole + 1 } else { whole };
    let start = NaiveDate::from_ymd_opt(1899, 12, 30).filter(|_| whole != 60);
    let day = start.and_then(|start| start.checked_add_days(chrono::Days::new(u64::from(offset))));
    plausible(day.ok_or_else(unknown)?.into())
}

/// Refuses the day that platforms write where they know none.
///
/// # Errors
/// When the day is 1900-01-01 or earlier than 1901: no Chinese standard is that old.
pub fn plausible(day: Day) -> Result<Day, Message> {
    if day.year() > 1900 {
        return Ok(day);
    }
    Err(message!(
        "{day} 是占位的日期，不是事实：查明后再填，或留空",
        "{day} is a placeholder, not a fact: find the day, or leave it empty"
    ))
}
