//! How official documents write days, articles and clauses.

use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::model::Spanned;
use crate::registry::{ClauseRef, Registry};

/// A day as documents write it: 2026年11月21日.
pub fn date(day: Day) -> Message {
    let (year, month, of_month) = (day.year(), day.month(), day.day_of_month());
    message!("{year}年{month}月{of_month}日", "{day}")
}

/// An article by its id: `第四十条`, `Article 40`; `26-2` is the second duty of article 26.
#[must_use]
pub fn article(id: &str) -> Message {
    let (article, part) = id.split_once('-').unwrap_or((id, ""));
    let han = article.parse().ok().and_then(han_number).unwrap_or_else(|| article.to_owned());
    let part = if part.is_empty() { String::new() } else { format!(" ({part})") };
    message!("第{han}条{part}", "Article {article}{part}")
}

/// A clause as documents cite it, with the measure's own number: 《…》（长政办发〔2018〕22号）第四十条.
pub fn cited(clause: &ClauseRef<'_>) -> Message {
    let policy = clause.policy;
    let number = policy.number.as_ref().map(|number| number.value.as_str());
    let (zh, en) = (number.map(|number| format!("（{number}）")), number.map(|number| format!(" ({number})")));
    let (zh, en) = (zh.unwrap_or_default(), en.unwrap_or_default());
    let title = policy.title.as_ref().map_or(policy.id.as_str(), |title| &title.value);
    let title_en = policy.title_en.as_ref().map_or(title, |title| &title.value);
    // The parts of an article are the registry's own: 26-2 is cited as article 26.
    let id = clause.clause.id.as_ref().map_or("", |id| id.value.as_str());
    let article = article(id.split_once('-').map_or(id, |(article, _)| article));
    let (article_zh, article_en) = (article.zh, article.en);
    message!("《{title}》{zh}{article_zh}", "{title_en}{en}, {article_en}")
}

/// Who demands something: a clause by reference, or a standard that is mandatory by its number.
pub fn demanded(registry: &Registry, reference: &str) -> Message {
    match registry.clause(reference) {
        Some(clause) => cited(&clause),
        None => message!("强制性标准", "mandatory by its number"),
    }
}

/// The line on which an office writes its name where none is known.
pub fn blank() -> Message {
    message!("＿＿＿＿＿＿＿＿", "____________")
}

/// Several demands in one sentence.
pub fn joined(all: impl Iterator<Item = Message>) -> Message {
    let mut all: Vec<Message> = all.collect();
    all.dedup();
    let join = |of: fn(&Message) -> &str, comma: &str| all.iter().map(of).collect::<Vec<_>>().join(comma);
    Message { zh: join(|one| &one.zh, "、"), en: join(|one| &one.en, "; ") }
}

/// A record's name in both languages, else its id.
pub fn named(name: &Option<Spanned<String>>, name_en: &Option<Spanned<String>>, id: &str) -> Message {
    let zh = name.as_ref().map_or(id, |name| &name.value);
    let en = name_en.as_ref().map_or(zh, |name| &name.value);
    message!("{zh}", "{en}")
}

/// What an agency is called.
pub fn agency(registry: &Registry, id: &str) -> Message {
    match registry.agency(id).map(|index| &registry.agencies[index]) {
        Some(agency) => named(&agency.name, &agency.name_en, &agency.id),
        None => message!("{id}", "{id}"),
    }
}

/// A number up to 9,999 in Chinese numerals, as articles are counted: 四十, 一百零二.
#[must_use]
pub fn han_number(n: u32) -> Option<String> {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if n == 0 || n > 9_999 {
        return None;
    }
    let mut text = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = n / unit % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        // Ten to nineteen are 十 … 十九, without a leading 一.
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.push(DIGITS[digit as usize]);
        }
        text.push_str(name);
    }
    Some(text)
}
