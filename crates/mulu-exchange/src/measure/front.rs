//! What stands before and behind the articles: title, number, issuer, the day of issue.

use mulu_core::day::Day;
use mulu_core::message;

use super::Measure;
use super::lines::{cleaned, ends_sentence, heading, is_page_number, words};
use super::numeral::{days, is_numeral};

/// What the title of a measure ends with.
const TITLES: [&str; 22] = [
    "办法", "辦法", "规定", "規定", "条例", "條例", "细则", "細則", "规范", "规则", "規則", "制度", "方案", "意见",
    "意見", "指南", "指引", "通则", "决定", "通知", "规程", "计划",
];

/// What may stand behind the word that ends a title.
const TITLE_TAILS: [&str; 6] = ["试行", "試行", "暂行", "暫行", "修订", "草案"];

/// What the name of an organ ends with.
const ORGANS: [&str; 16] = [
    "办公厅",
    "办公室",
    "人民政府",
    "委员会",
    "国务院",
    "局",
    "厅",
    "部",
    "中心",
    "管委会",
    "辦公廳",
    "辦公室",
    "委員會",
    "國務院",
    "廳",
    "领导小组",
];

/// Fills in what the document says around the articles: `document` stands before the first measure, `preface` before this one,
/// `behind` after it.
pub fn fill(measure: &mut Measure, document: &str, preface: &str, behind: &str) {
    measure.title = title(preface).or_else(|| announced(document));
    let around = [preface, document, behind];
    measure.number = around.iter().find_map(|text| number(text));
    measure.issuer = around
        .iter()
        .find_map(|text| labelled(text, &ISSUER_LABELS).filter(|name| is_organ(name)))
        .or_else(|| around.iter().find_map(|text| signature(text).map(|(organ, _)| organ)))
        .or_else(|| announcer(document));
    issued(measure, &around);
    if measure.title.is_none() {
        measure.notes.push(message!("没有找到名称", "no title was found"));
    }
}

const ISSUER_LABELS: [&str; 9] =
    ["发文单位", "发文机关", "发文机构", "发布机关", "发布机构", "发布单位", "制定机关", "印发机关", "公布机关"];
/// The labels of the day of issue, those that mean it first: a page's own day of publication may be another.
const DAY_LABELS: [&str; 6] = ["发布日期", "公布日期", "印发日期", "成文日期", "发文日期", "公开日期"];

fn issued(measure: &mut Measure, around: &[&str; 3]) {
    let label = around.iter().find_map(|text| labelled_day(text, &DAY_LABELS));
    let signed = around.iter().find_map(|text| signature(text).map(|(_, day)| day));
    let announced = around.iter().find_map(|text| announced_day(text));
    let alone = || around.iter().find_map(|text| text.lines().find_map(day_alone));
    let published = || around.iter().find_map(|text| labelled_day(text, &["发布时间", "公布时间", "印发时间"]));
    measure.issued = label.or(signed).or(announced).or_else(alone).or_else(published);
    let others = [signed, announced, alone()];
    let Some(is) = measure.issued else { return };
    if let Some(other) = others.into_iter().flatten().find(|other| *other != is) {
        measure.notes.push(message!(
            "发布日期取 {is}，文中另有 {other}：请核对",
            "it was issued on {is}; the text also has {other}: verify it"
        ));
    }
}

/// The title: the line above the first chapter or article. Names of chapters, a note of its adoption in brackets, and blanks stand between.
fn title(preface: &str) -> Option<String> {
    let lines: Vec<String> = preface.lines().map(cleaned).collect();
    let passes = |line: &str| {
        let bare = words(line);
        bare.is_empty()
            || heading(line).is_some()
            || is_page_number(line)
            || matches!(bare.as_str(), "目录" | "目錄")
            || (bare.starts_with(['(', '（']) && bare.ends_with([')', '）']) && bare.chars().count() > 8)
    };
    let last = lines.iter().rposition(|line| !passes(line))?;
    let mut title = words(lines.get(last)?);
    // A long title takes two lines, its place or its first words above: `长沙市` / `政务云管理暂行办法`.
    let before = last.checked_sub(1).and_then(|at| lines.get(at)).map(|line| words(line)).unwrap_or_default();
    let is_part = |line: &str| {
        let ends_a_place = line.ends_with(['市', '省', '区', '县', '州', '盟']) && line.chars().count() <= 20;
        let goes_on = title.chars().count() < 8 && !ends_sentence(line) && day_alone(line).is_none() && !is_organ(line);
        !line.is_empty() && !line.starts_with("附件") && (ends_a_place || goes_on) && line.chars().count() <= 40
    };
    if is_part(&before) {
        title = format!("{before}{title}");
    }
    let title = title.trim_start_matches('#').trim_start();
    let bare = title
        .strip_prefix("附件")
        .map_or(title, |rest| rest.trim_start_matches(|ch: char| is_numeral(ch) || matches!(ch, '：' | ':')));
    let bare = bare.trim_matches(['《', '》', '"', '“', '”', '*']);
    looks_like_title(bare).then(|| bare.to_owned())
}

fn looks_like_title(text: &str) -> bool {
    let length = text.chars().count();
    let end = text.trim_end_matches([')', '）']);
    let end = TITLE_TAILS.iter().find_map(|tail| end.strip_suffix(tail)).unwrap_or(end).trim_end_matches(['(', '（']);
    (3..=60).contains(&length) && !ends_sentence(text) && TITLES.iter().any(|word| end.ends_with(word))
}

/// The title in `关于印发《…》的通知`.
fn announced(document: &str) -> Option<String> {
    let (_, rest) = document
        .split_once("关于印发")
        .or_else(|| document.split_once("关于发布"))
        .or_else(|| document.split_once("关于公布"))?;
    let name = rest.trim_start().strip_prefix('《')?;
    let mut depth = 0_usize;
    let end = name.char_indices().find_map(|(at, ch)| match ch {
        '《' | '〈' => {
            depth += 1;
            None
        }
        '》' | '〉' if depth == 0 => Some(at),
        '》' | '〉' => {
            depth -= 1;
            None
        }
        _ => None,
    })?;
    name.get(..end).map(words)
}

/// The document's number: behind its label, else the first that stands outside brackets or titles. Numbers in brackets are cited.
fn number(text: &str) -> Option<String> {
    let labelled = labelled(text, &["发文字号", "文号", "发文号", "文件编号"]);
    if let Some(found) = labelled.as_deref().and_then(|value| numbers(value).into_iter().next()) {
        return Some(found.0);
    }
    let own = |line: &str| {
        numbers(line).into_iter().find_map(|(number, at)| {
            let before = line.get(..at)?.trim_end();
            let whole = words(line);
            let alone = whole.trim_matches(['(', ')', '（', '）']) == number
                || whole.chars().count() < number.chars().count() + 6;
            let cited = before.ends_with(['(', '（', '》', '、', '”']) || before.contains('《');
            (alone || !cited).then_some(number)
        })
    };
    text.lines().map(cleaned).find_map(|line| own(&line)).or_else(|| order(text))
}

/// The numbers of documents in a text, brackets made 〔〕, each with the place where it begins.
fn numbers(text: &str) -> Vec<(String, usize)> {
    const OPEN: [char; 6] = ['〔', '[', '［', '(', '（', '【'];
    let mut found = Vec::new();
    for (at, open) in text.char_indices().filter(|(_, ch)| OPEN.contains(ch)) {
        let whole = || {
            let inner = text.get(at + open.len_utf8()..)?;
            let year: String = inner.chars().take(4).filter(char::is_ascii_digit).collect();
            let rest = inner.get(4..).filter(|_| year.len() == 4)?;
            let rest = rest.strip_prefix(['〕', ']', '］', ')', '）', '】'])?.trim_start();
            let rest = rest.strip_prefix('第').unwrap_or(rest);
            let end = rest.find(|ch: char| !ch.is_ascii_digit()).filter(|end| *end > 0)?;
            rest.get(end..)?.trim_start().strip_prefix('号')?;
            let head = text.get(..at)?;
            let start = head.char_indices().rev().take_while(|(_, ch)| matches!(ch, '\u{3400}'..='\u{9fff}')).last()?.0;
            let prefix = head.get(start..).filter(|prefix| (2..=14).contains(&prefix.chars().count()))?;
            Some((format!("{prefix}〔{year}〕{}号", rest.get(..end)?), start))
        };
        found.extend(whole());
    }
    found
}

/// `长沙市人民政府令第123号`, `国务院令 第809号`.
fn order(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let line = words(line);
        let (before, rest) = line.split_once("令第")?;
        let end = rest.find('号')?;
        let number = rest.get(..end).filter(|number| !number.is_empty() && number.chars().all(is_numeral))?;
        let start = before
            .rfind(|ch: char| ch == '日' || !matches!(ch, '\u{3400}'..='\u{9fff}'))
            .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let organ = before.get(start..).filter(|organ| is_organ(organ))?;
        Some(format!("{organ}令第{number}号"))
    })
}

/// What stands behind a label, `发文单位: 湖北省人民政府办公厅 发布日期: …`: up to the next wide blank, label or line.
fn labelled(text: &str, labels: &[&str]) -> Option<String> {
    labels.iter().find_map(|label| {
        text.lines().find_map(|line| {
            let (_, rest) = line.split_once(label)?;
            let value = rest.trim_start().strip_prefix([':', '：'])?.trim_start();
            let value = value.split(['\t', '\u{3000}', ' ', '【', '|']).next()?.trim();
            (!value.is_empty()).then(|| value.to_owned())
        })
    })
}

fn labelled_day(text: &str, labels: &[&str]) -> Option<Day> {
    labelled(text, labels).and_then(|value| {
        let in_words = days(&value).into_iter().next().map(|(day, _)| day);
        in_words.or_else(|| crate::dates::from_text(&value).ok())
    })
}

/// Whether a text is the name of an organ of state.
fn is_organ(text: &str) -> bool {
    let is_name = |ch: char| matches!(ch, '\u{3400}'..='\u{9fff}' | '、' | ' ');
    (3..=40).contains(&text.chars().count())
        && text.chars().all(is_name)
        && ORGANS.iter().any(|end| text.ends_with(end))
}

/// The organ that signs, and the day below it.
fn signature(text: &str) -> Option<(String, Day)> {
    let lines: Vec<String> = text.lines().map(|line| words(&cleaned(line))).filter(|line| !line.is_empty()).collect();
    let pairs = lines.iter().zip(lines.iter().skip(1));
    pairs.filter(|(organ, _)| is_organ(organ)).find_map(|(organ, day)| Some((organ.clone(), day_alone(day)?)))
}

/// The day that a line is, with nothing beside it.
fn day_alone(line: &str) -> Option<Day> {
    let line = words(line);
    let (day, place) = days(&line).into_iter().next()?;
    (place == (0..line.len())).then_some(day)
}

/// The organ before `关于印发`.
fn announcer(document: &str) -> Option<String> {
    let line = document.lines().find(|line| line.contains("关于印发") || line.contains("关于发布"))?;
    let organ = words(line.split("关于").next()?);
    is_organ(&organ).then_some(organ)
}

/// The day in `（2018年5月12日长沙市人民政府令第1号公布 …）`.
fn announced_day(text: &str) -> Option<Day> {
    text.lines().map(words).filter(|line| line.starts_with(['(', '（'])).find_map(|line| {
        let is_announced = ["公布", "发布", "印发"].iter().any(|word| line.contains(word));
        days(&line).into_iter().next().map(|(day, _)| day).filter(|_| is_announced)
    })
}
