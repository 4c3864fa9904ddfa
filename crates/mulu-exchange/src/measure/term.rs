//! From when a measure binds and until when, as its last articles say: `自2018年5月1日起施行`, `自发布之日起施行`, `有效期五年`.

use mulu_core::day::{Day, Duration};
use mulu_core::message;

use super::Measure;
use super::numeral::{days, leading};

/// How many articles from the end are searched: what is in force, and what yields, is said in the supplementary provisions.
const LAST: usize = 6;

/// The longest term, in years or months: more is a slip.
const LONGEST: u32 = 120;

/// Fills in the days of force, and notes what a person should look at.
pub fn fill(measure: &mut Measure) {
    let last = measure.articles.iter().rev().take(LAST).rev();
    let text: String = last.map(super::Article::text).collect::<Vec<_>>().join("\n");
    measure.effective = named(&text).or_else(|| from_issue(&text, measure.issued));
    match (expiry_named(&text), validity(&text)) {
        (Some(day), _) => measure.expires = Some(day),
        (None, Some(term)) => {
            measure.expires = measure.effective.map(|from| Duration::days(1).before(term.after(from)));
        }
        (None, None) => {}
    }
    if measure.effective.is_none() {
        measure.notes.push(message!("没有找到施行日期", "no day of force was found"));
    }
    if measure.issued.is_none() {
        measure.notes.push(message!("没有找到发布日期", "no day of issue was found"));
    }
    let repeals = text.lines().flat_map(|line| line.split(['。', '；'])).find(|sentence| sentence.contains("同时废止"));
    if let Some(sentence) = repeals {
        let sentence = sentence.trim().to_owned();
        measure.notes.push(message!(
            "“{sentence}”：被废止的文件若在册，请在其中写 repealed",
            "“{sentence}”: a measure on record that this one repeals needs `repealed`"
        ));
    }
}

/// A sentence says that something is in force from somewhere on.
fn begins_to_bind(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['起', '始', '开']).trim_start();
    ["施行", "实施", "實施", "执行", "執行", "生效"].iter().any(|word| rest.starts_with(word))
}

/// The day in `自2018年5月1日起施行`.
fn named(text: &str) -> Option<Day> {
    days(text).into_iter().rev().find_map(|(day, place)| begins_to_bind(text.get(place.end..)?).then_some(day))
}

/// The day of issue, where it binds from then on; so many days later, where the text says so.
fn from_issue(text: &str, issued: Option<Day>) -> Option<Day> {
    let (_, rest) = text.rsplit_once("之日起")?;
    if begins_to_bind(rest) {
        return issued;
    }
    // 自公布之日起30日后施行.
    let (count, rest) = leading(rest.trim_start_matches(['满', '滿']))?;
    let rest = rest.strip_prefix('日').or_else(|| rest.strip_prefix('天'))?;
    let rest = rest.trim_start_matches(['后', '後', '起']);
    let later = Duration::days(count);
    begins_to_bind(rest).then(|| issued.map(|day| later.after(day))).flatten()
}

/// The term in `有效期五年`.
fn validity(text: &str) -> Option<Duration> {
    let (_, rest) = text.rsplit_once("有效期")?;
    let rest = rest.trim_start_matches(['限', '为', '為', '是', '：', ':']);
    let (count, rest) = leading(rest)?;
    let count = count.min(LONGEST);
    if rest.starts_with('年') {
        Some(Duration::years(count))
    } else {
        rest.starts_with("个月").then(|| Duration::months(count))
    }
}

/// The day in `有效期至2021年4月30日`.
fn expiry_named(text: &str) -> Option<Day> {
    let (_, rest) = text.rsplit_once("有效期")?;
    let sentence = rest.split(['。', '\n']).next()?;
    let (_, until) = sentence.rsplit_once('至')?;
    days(until).into_iter().next().map(|(day, _)| day)
}
