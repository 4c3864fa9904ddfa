//! A change as a sentence, in both languages.

use crate::message;
use crate::message::Message;
use crate::model::{Binding, Conclusion, ConformanceStatus, Kind, Progress, Stage};
use crate::schema::about;
use crate::vocabulary::called;

use super::key_names::{in_sentences, key_name};
use super::{Change, RecordChange};

/// How many keys a sentence names of one edit.
const NAMED: usize = 6;

impl RecordChange {
    /// What happened, as a short sentence without its subject; the keys of an edit as the record's kind calls them.
    #[must_use]
    pub fn words(&self) -> Message {
        match &self.change {
            Change::Edited { keys } if !keys.is_empty() => edited(self.kind(), keys),
            change => change.words(),
        }
    }
}

/// An edit of some keys: 修改备案登记、联系人.
fn edited(kind: Kind, keys: &[String]) -> Message {
    let mut called: Vec<(String, String)> = keys.iter().map(|key| of_kind(kind, key)).collect();
    called.dedup();
    let more = called.len().saturating_sub(NAMED);
    called.truncate(NAMED);
    let zh: Vec<&str> = called.iter().map(|(zh, _)| zh.as_str()).collect();
    let en: Vec<&str> = called.iter().map(|(_, en)| en.as_str()).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    if more == 0 {
        return message!("修改{zh}", "edited {en}");
    }
    let all = keys.len();
    message!("修改{zh}等 {all} 处", "edited {en} and {more} more")
}

/// What a key of a kind is called in a sentence: its name without the explanation behind it, in English the key itself, spelt out.
fn of_kind(kind: Kind, key: &str) -> (String, String) {
    if key == "text" {
        return ("正文".to_owned(), "the text".to_owned());
    }
    let about = about(&format!("{}.{key}", kind.id())).map(|(zh, _)| zh);
    let own = in_sentences(key).map(|name| name.zh);
    let zh = own.or(about).map_or(key, |zh| zh.split(['：', '；', '，', '（']).next().unwrap_or(zh));
    // A word of letters stands off from Chinese.
    let zh = if zh.is_ascii() { format!(" {zh} ") } else { zh.to_owned() };
    (zh, key.replace(['.', '_'], " "))
}

impl Change {
    /// What happened, as a short sentence without its subject: "listed from 2019-12-01".
    #[must_use]
    pub fn words(&self) -> Message {
        match self {
            Change::Added => message!("新增", "added"),
            Change::Removed => message!("删除", "removed"),
            Change::Moved { from } => message!("改名，原为 {from}", "renamed from {from}"),
            Change::Renumbered { was: None, now } => message!("编号为 {now}", "given the number {now}"),
            Change::Renumbered { was: Some(was), now } => message!("编号由 {was} 改为 {now}", "number {was} → {now}"),
            Change::Corrected { key, was, reason } => {
                let key_zh = chinese_name(key);
                message!("勘误：{key_zh}原为 {was}（{reason}）", "corrected: {key} was {was} ({reason})")
            }
            Change::Reviewed { day, conclusion, by } => {
                let (zh, _) = called::<Conclusion>(conclusion);
                let (on, by_zh) = (known(day), if by.is_empty() { String::new() } else { format!("（{by}）") });
                let by_en = if by.is_empty() { String::new() } else { format!(" by {by}") };
                message!("{0} 复审：{zh}{by_zh}", "reviewed {0}: {conclusion}{by_en}", on)
            }
            Change::ReviewRewritten { day } => {
                let on = known(day);
                message!("改动了 {on} 的复审记录", "the recorded review of {on} was rewritten")
            }
            Change::Proposed => message!("拟列入目录", "proposed for the catalogue"),
            Change::Listed { day } => since(day, ("列入目录", "listed")),
            Change::Delisted { day } => since(day, ("移出目录", "delisted")),
            Change::Bound { was, now } => {
                let (was, now) = (known(was), known(now));
                let [was_zh, now_zh] = [was, now].map(|force| called::<Binding>(force).0);
                message!("约束力由{was_zh}改为{now_zh}", "binding {was} → {now}")
            }
            Change::DateChanged { key, was, now } => {
                let (was, now) = (known(was), known(now));
                let key_zh = chinese_name(key);
                message!("{key_zh}由 {was} 改为 {now}", "{key} {was} → {now}")
            }
            Change::Replaces { standard, partly: false } => message!("代替 {standard}", "replaces {standard}"),
            Change::Replaces { standard, partly: true } => {
                message!("部分代替 {standard}", "replaces {standard} in part")
            }
            Change::Withdrawn { day } => since(day, ("废止", "withdrawn")),
            Change::Filed { standard, day } => {
                let on = known(day);
                message!("备案 {standard}（{on}）", "filed {standard} on {on}")
            }
            Change::Adopted { standard, status } => {
                let (zh, _) = called::<Progress>(status);
                message!("采用 {standard}：{zh}，未备案", "adopted {standard}: {status}, not filed")
            }
            Change::FilingRemoved { standard } => message!("不再采用 {standard}", "no longer adopts {standard}"),
            Change::Trained { day } => {
                let on = known(day);
                message!("{on} 培训", "training on {on}")
            }
            Change::Declared { standard, status } => {
                let (zh, _) = called::<ConformanceStatus>(status);
                message!("申报 {standard}：{zh}", "declared {standard}: {status}")
            }
            Change::EvidenceAdded { what } => message!("新增证明材料 {what}", "evidence: {what}"),
            Change::Waived { standard, by, until } => {
                let until = known(until);
                message!("{by} 批准例外：{standard}，至 {until}", "{standard} waived by {by} until {until}")
            }
            Change::WaiverRemoved { standard } => message!("撤销例外：{standard}", "the waiver of {standard} is gone"),
            Change::Ordered { day } => {
                let by = known(day);
                message!("责令限期改正，期限 {by}", "ordered to correct by {by}")
            }
            Change::OrderClosed { day } => {
                let on = known(day);
                message!("{on} 改正完毕", "the order was closed on {on}")
            }
            Change::StageChanged { was, now } => {
                let (was, now) = (known(was), known(now));
                let [was_zh, now_zh] = [was, now].map(|stage| called::<Stage>(stage).0);
                message!("阶段由{was_zh}进入{now_zh}", "stage {was} → {now}")
            }
            Change::Edited { keys } if keys.is_empty() => message!("修改", "edited"),
            Change::Edited { keys } => {
                let keys = keys.join(", ");
                message!("修改 {keys}", "edited {keys}")
            }
        }
    }
}

/// What a key is called in Chinese; one that nothing declares stands for itself.
fn chinese_name(key: &str) -> &str {
    key_name(key).map_or(key, |name| name.zh)
}

fn known(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("—")
}

fn since(day: &Option<String>, (zh, en): (&str, &str)) -> Message {
    match day {
        Some(day) => message!("{day} {zh}", "{en} from {day}"),
        None => message!("{zh}", "{en}"),
    }
}
