//! A change as a sentence, in both languages.

use crate::say;
use crate::words::Words;

use super::Change;

impl Change {
    /// What happened, as a short sentence without its subject: "listed from 2019-12-01".
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Change::Added => say!("新增", "added"),
            Change::Removed => say!("删除", "removed"),
            Change::Moved { from } => say!("改名，原为 {from}", "renamed from {from}"),
            Change::Corrected { key, was, reason } => {
                say!("勘误：{key} 原为 {was}（{reason}）", "corrected: {key} was {was} ({reason})")
            }
            Change::Reviewed { day, conclusion, by } => {
                let zh = match conclusion.as_str() {
                    "continue" => "继续有效",
                    "revise" => "需要修订",
                    "abolish" => "予以废止",
                    other => other,
                };
                let (on, by_zh) = (known(day), if by.is_empty() { String::new() } else { format!("（{by}）") });
                let by_en = if by.is_empty() { String::new() } else { format!(" by {by}") };
                say!("{0} 复审：{zh}{by_zh}", "reviewed {0}: {conclusion}{by_en}", on)
            }
            Change::ReviewRewritten { day } => {
                let on = known(day);
                say!("改动了 {on} 的复审记录", "the recorded review of {on} was rewritten")
            }
            Change::Proposed => say!("拟列入目录", "proposed for the catalogue"),
            Change::Listed { day } => since(day, ("列入目录", "listed")),
            Change::Delisted { day } => since(day, ("移出目录", "delisted")),
            Change::Bound { was, now } => {
                let (was, now) = (known(was), known(now));
                say!("约束力由 {was} 改为 {now}", "binding {was} → {now}")
            }
            Change::Redated { key, was, now } => {
                let (was, now) = (known(was), known(now));
                say!("{key} 由 {was} 改为 {now}", "{key} {was} → {now}")
            }
            Change::Replaces { standard, partly: false } => say!("代替 {standard}", "replaces {standard}"),
            Change::Replaces { standard, partly: true } => say!("部分代替 {standard}", "replaces {standard} in part"),
            Change::Withdrawn { day } => since(day, ("废止", "withdrawn")),
            Change::Filed { standard, day } => {
                let on = known(day);
                say!("备案 {standard}（{on}）", "filed {standard} on {on}")
            }
            Change::Adopted { standard, status } => {
                say!("采用 {standard}：{status}，未备案", "adopted {standard}: {status}, not filed")
            }
            Change::Unfiled { standard } => say!("不再采用 {standard}", "no longer adopts {standard}"),
            Change::Trained { day } => {
                let on = known(day);
                say!("{on} 培训", "training on {on}")
            }
            Change::Declared { standard, status } => {
                say!("申报 {standard}：{status}", "declared {standard}: {status}")
            }
            Change::Evidenced { what } => say!("新增证明材料 {what}", "evidence: {what}"),
            Change::Waived { standard, by, until } => {
                let until = known(until);
                say!("{by} 批准例外：{standard}，至 {until}", "{standard} waived by {by} until {until}")
            }
            Change::Unwaived { standard } => say!("撤销例外：{standard}", "the waiver of {standard} is gone"),
            Change::Ordered { day } => {
                let by = known(day);
                say!("责令限期改正，期限 {by}", "ordered to correct by {by}")
            }
            Change::Obeyed { day } => {
                let on = known(day);
                say!("{on} 改正完毕", "the order was closed on {on}")
            }
            Change::Staged { was, now } => {
                let (was, now) = (known(was), known(now));
                say!("阶段由 {was} 进入 {now}", "stage {was} → {now}")
            }
            Change::Edited { keys } if keys.is_empty() => say!("修改", "edited"),
            Change::Edited { keys } => {
                let keys = keys.join(", ");
                say!("修改 {keys}", "edited {keys}")
            }
        }
    }
}

fn known(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("—")
}

fn since(day: &Option<String>, (zh, en): (&str, &str)) -> Words {
    match day {
        Some(day) => say!("{day} {zh}", "{en} from {day}"),
        None => say!("{zh}", "{en}"),
    }
}
