//! An audit that a reviewer can read aloud.

use std::fmt::Write as _;

use crate::audit::{
    Asked, Gate, Obligation, OrderState, Refusal, WaiverStanding, demand_words, stage_of, stage_words, verdict_words,
};
use crate::model::Stage;
use crate::printable::line as one_line;
use crate::say;
use crate::words::{Lang, Words};

use super::super::table::Table;
use super::{Entry, Page};

/// Every project: what it is, whether it passes, each obligation, and what comes next.
pub fn table(page: &Page<'_>) -> String {
    let mut text = String::new();
    for (index, entry) in page.entries.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let _ = writeln!(text, "{}", one_line(&title(page, entry)));
        let _ = writeln!(text, "{}", headline(entry).get(page.opened.lang));
        if !entry.audit.obligations.is_empty() {
            let _ = write!(text, "\n{}", obligations(page, entry));
        }
        for line in remarks(page, entry) {
            let _ = writeln!(text, "\n{}", one_line(line.get(page.opened.lang)));
        }
        if let Some(next) = next(page, entry) {
            let _ = write!(text, "\n{next}");
        }
    }
    text
}

/// A project's name and id; what was asked, of one that does not exist.
pub fn title(page: &Page<'_>, entry: &Entry<'_>) -> String {
    let project = entry.project;
    let region = project.jurisdiction.as_ref().map_or("", |code| &code.value);
    if project.id.is_empty() {
        let traits: Vec<&str> = project.traits.iter().map(|word| word.value.as_str()).collect();
        let words = say!("设想的项目（{region}）{0}", "an imagined project ({region}) {0}", traits.join(" "));
        return words.get(page.opened.lang).trim_end().to_owned();
    }
    let english = project.name_en.as_ref().filter(|_| page.opened.lang == Lang::En);
    let name = english.map_or(project.display_name(), |name| &name.value);
    format!("{name}  [{}]", project.id)
}

/// The stage and the conclusion, in a sentence.
pub fn headline(entry: &Entry<'_>) -> Words {
    let stage = stage_words(entry.audit.stage);
    let count = entry.audit.holding().count();
    let overdue = entry.audit.orders.iter().filter(|state| **state == OrderState::Overdue).count();
    let all = entry.audit.obligations.len();
    if entry.audit.stage == Stage::Retired {
        return say!("已停用，没有义务。", "Retired: nothing binds it.");
    }
    let (stage_zh, stage_en) = (stage.zh, stage.en);
    let at = if stage_of(entry.project) == entry.audit.stage { ("处在", "is at") } else { ("设在", "held to") };
    let (zh, en) = (format!("{}{stage_zh}阶段", at.0), format!("{} {stage_en}", at.1));
    if entry.audit.gate() == Gate::Pass {
        return Words {
            zh: format!("{zh}，通过：{all} 项义务，没有一项不合要求。"),
            en: format!("It {en}: pass; of {all} obligations none stands in its way."),
        };
    }
    let mut reasons = Vec::new();
    if count > 0 {
        reasons.push(say!("{all} 项义务中有 {count} 项不合要求", "of {all} obligations {count} not as they must be"));
    }
    if overdue > 0 {
        reasons.push(say!("{overdue} 项责令整改逾期未改", "orders overdue: {overdue}"));
    }
    let join = |lang, comma| reasons.iter().map(|reason| reason.get(lang)).collect::<Vec<_>>().join(comma);
    Words {
        zh: format!("{zh}，暂缓：{}。不予安排建设和运维经费。", join(Lang::Zh, "，")),
        en: format!("It {en}: hold; {}. No funds for building or operation.", join(Lang::En, "; ")),
    }
}

fn obligations(page: &Page<'_>, entry: &Entry<'_>) -> Table {
    let zh = page.opened.lang == Lang::Zh;
    let headers = if zh {
        ["", "结论", "时点", "要求", "依据", "答复"]
    } else {
        ["", "verdict", "gate", "what is asked", "by", "answer"]
    };
    let mut table = Table::new(&headers);
    for obligation in &entry.audit.obligations {
        let mark = if obligation.holds { "✗" } else { "·" };
        let cells = cells(page, obligation);
        table.row([mark.to_owned(), cells.verdict, cells.gate, cells.asked, cells.by, cells.answer]);
    }
    table
}

/// One obligation in words.
pub struct Cells {
    /// The verdict, with its day.
    pub verdict: String,
    /// The stage by which it must be met.
    pub gate: String,
    /// What is asked, and how the clause cites it.
    pub asked: String,
    /// Who asks.
    pub by: String,
    /// Where the project's file answers.
    pub answer: String,
}

/// An obligation's cells, in the page's language.
pub fn cells(page: &Page<'_>, obligation: &Obligation) -> Cells {
    let lang = page.opened.lang;
    let verdict = verdict_words(obligation.verdict).get(lang).to_owned();
    let until = obligation.until.map(|until| say!("（至 {until}）", " (to {until})"));
    let until = until.map(|until| until.get(lang).to_owned()).unwrap_or_default();
    let registry = &page.opened.registry;
    let name = demand_words(registry, obligation);
    let mut asked = name.get(lang).to_owned();
    let own = match &obligation.asked {
        Asked::Standard(index) => registry.standards[*index].name(),
        Asked::Evidence(_) => "",
    };
    if let Some(cited) = obligation.cited_as.as_ref().filter(|cited| *cited != own) {
        asked.push_str(say!("（引作 {cited}）", " (cited as {cited})").get(lang));
    }
    let by: Vec<&str> = obligation.demanded_by.iter().map(|demand| demand.reference.as_str()).collect();
    let answer = obligation.answer.map(|answer| {
        let at = page.texts.position(answer);
        format!("{}:{}", registry.path(answer.file), at.line)
    });
    Cells {
        verdict: format!("{verdict}{until}"),
        gate: stage_words(obligation.gate).get(lang).to_owned(),
        asked,
        by: by.join(" "),
        answer: answer.unwrap_or_else(|| "—".to_owned()),
    }
}

/// The orders that are not closed, and the waivers that excuse nothing or no longer, a sentence each.
pub fn remarks(page: &Page<'_>, entry: &Entry<'_>) -> Vec<Words> {
    let mut remarks = Vec::new();
    for (order, state) in entry.project.orders.iter().zip(&entry.audit.orders) {
        let (Some(deadline), false) = (&order.deadline, *state == OrderState::Closed) else { continue };
        let (day, about) = (deadline.value, order.about.as_ref().map_or("", |about| &about.value));
        remarks.push(if *state == OrderState::Overdue {
            say!("✗ 责令整改逾期：应于 {day} 前完成：{about}", "✗ Order overdue since {day}: {about}")
        } else {
            say!("· 责令整改：{day} 前完成：{about}", "· Order, to be obeyed by {day}: {about}")
        });
    }
    for (waiver, standing) in entry.project.waivers.iter().zip(&entry.audit.waivers) {
        let WaiverStanding::Refused(refusal) = standing else { continue };
        let clause = waiver.clause.as_ref().map(|clause| clause.value.clone());
        let standard = || waiver.standard.as_ref().map(|cited| cited.number.canonical().to_owned());
        let (what, why) = (clause.or_else(standard).unwrap_or_default(), refusal_words(*refusal));
        let lang = page.opened.lang;
        remarks.push(say!("· 例外无效：{what}：{0}", "· No waiver of {what}: {0}", why.get(lang)));
    }
    remarks
}

fn refusal_words(refusal: Refusal) -> Words {
    match refusal {
        Refusal::NationalLaw => say!("强制性国家标准不能例外", "a mandatory national standard cannot be waived"),
        Refusal::Elsewhere => say!("批准单位不管辖此项目", "whoever approved it acts in another jurisdiction"),
        Refusal::NoRole => say!("批准单位无权", "whoever approved it may not"),
        Refusal::Own => say!("项目单位自己批准", "the project's own agency approved it"),
        Refusal::Incomplete => say!("没有写明谁、何时、到何时", "it does not say by whom, when or until when"),
    }
}

/// What the next gate will ask for.
fn next(page: &Page<'_>, entry: &Entry<'_>) -> Option<String> {
    let (stage, asks) = next_of(page, entry)?;
    let lang = page.opened.lang;
    let mut text = String::new();
    let name = stage_words(stage).get(lang);
    if asks.is_empty() {
        let _ = writeln!(text, "{}", say!("到{name}阶段没有新的要求。", "At {name} nothing more is asked.").get(lang));
        return Some(text);
    }
    let line = say!("到{name}阶段还要落实 {0} 项：", "At {name} these are asked as well ({0}):", asks.len());
    let _ = writeln!(text, "{}", line.get(lang));
    let mut table = Table::new(if lang == Lang::Zh { &["", "要求", "依据"] } else { &["", "what is asked", "by"] });
    for obligation in &asks {
        let cells = cells(page, obligation);
        table.row(["·".to_owned(), cells.asked, cells.by]);
    }
    let _ = write!(text, "{table}");
    Some(text)
}

/// The next stage of a project that was held to its own.
pub fn next_of(page: &Page<'_>, entry: &Entry<'_>) -> Option<(Stage, Vec<Obligation>)> {
    let own = stage_of(entry.project) == entry.audit.stage;
    if own { page.audits.next(entry.project) } else { None }
}
