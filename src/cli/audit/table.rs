//! An audit that a reviewer can read aloud.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

use mulu_core::audit::{
    Gate, Obligation, OrderState, ProjectAudit, Recommended, Requirement, WaiverStanding, demand_words, stage_of,
};
use mulu_core::condition::UnknownFact;
use mulu_core::message;
use mulu_core::message::{Lang, Message, StaticMessage};
use mulu_core::model::{ConformanceStatus, Stage};
use mulu_core::printable::line as one_line;
use mulu_core::registry::Registry;

use super::super::table::TextTable;
use super::{AuditEntry, AuditReport};

/// Every project: what it is, whether it passes, each obligation, and what comes next.
///
/// # Errors
/// When the output cannot be written.
pub fn table(page: &AuditReport<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = String::new();
    for (index, entry) in page.entries().enumerate() {
        let entry = &entry;
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
        out.write_all(text.as_bytes())?;
        text.clear();
    }
    Ok(())
}

/// A project's name and id; what was asked, of one that does not exist.
pub fn title(page: &AuditReport<'_>, entry: &AuditEntry<'_>) -> String {
    let project = entry.project;
    let region = project.jurisdiction.as_ref().map_or("", |code| &code.value);
    if project.id.is_empty() {
        let traits: Vec<&str> = project.traits.iter().map(|word| word.value.as_str()).collect();
        let words = message!("设想的项目（{region}）{0}", "a hypothetical project ({region}) {0}", traits.join(" "));
        return words.get(page.opened.lang).trim_end().to_owned();
    }
    let english = project.name_en.as_ref().filter(|_| page.opened.lang == Lang::En);
    let name = english.map_or(project.display_name(), |name| &name.value);
    format!("{name}  [{}]", project.id)
}

/// The stage and the conclusion, in a sentence: what is held back is said only where a clause says so.
pub fn headline(entry: &AuditEntry<'_>) -> Message {
    let audit = &entry.audit;
    let stage = audit.stage.phrase();
    let count = audit.holding().count();
    let ordered = audit.orders.iter().filter(|order| order.holds).count();
    let all = audit.obligations.len();
    if audit.stage == Stage::Retired && all == 0 {
        return message!("已停用，没有义务。", "Retired: nothing binds it.");
    }
    let (stage_zh, stage_en) = (stage.zh, stage.en);
    let at = if stage_of(entry.project) == audit.stage { ("处在", "is at") } else { ("设在", "held to") };
    let (zh, en) = (format!("{}{stage_zh}阶段", at.0), format!("{} {stage_en}", at.1));
    if audit.gate() == Gate::Pass {
        let missing: Vec<&str> = audit.missing_facts().iter().map(UnknownFact::id).collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            return Message {
                zh: format!("{zh}，尚不能作出结论：没有写 {missing}。"),
                en: format!("It {en}: no conclusion yet; not given: {missing}."),
            };
        }
        return Message {
            zh: format!("{zh}，符合：{all} 项义务，没有一项不合要求。"),
            en: format!("It {en}: pass; none of {all} obligations blocks it."),
        };
    }
    let mut reasons = Vec::new();
    if count > 0 {
        reasons
            .push(message!("{all} 项义务中有 {count} 项不合要求", "of {all} obligations {count} not as they must be"));
    }
    if ordered > 0 {
        reasons.push(message!("{ordered} 项责令整改没有完成", "orders not obeyed: {ordered}"));
    }
    let join = |lang, comma| reasons.iter().map(|reason| reason.get(lang)).collect::<Vec<_>>().join(comma);
    let withheld = withheld(audit);
    Message {
        zh: format!("{zh}，不符合：{}。{}", join(Lang::Zh, "，"), withheld.zh),
        en: format!("It {en}: hold; {}.{}", join(Lang::En, "; "), withheld.en),
    }
}

/// What clauses hold back, clause by clause.
fn withheld(audit: &ProjectAudit) -> Message {
    let mut words = Message::default();
    let clauses: BTreeSet<&str> = audit.withheld.iter().map(|held| held.clause.as_str()).collect();
    for clause in clauses {
        let what: Vec<StaticMessage> =
            audit.withheld.iter().filter(|held| held.clause == clause).map(|held| held.what.phrase()).collect();
        let zh: Vec<&str> = what.iter().map(|what| what.zh).collect();
        let en: Vec<&str> = what.iter().map(|what| what.en).collect();
        let _ = write!(words.zh, "依 {clause} 暂缓{}。", zh.join("、"));
        let _ = write!(words.en, " Held back by {clause}: {}.", en.join(", "));
    }
    words
}

fn obligations(page: &AuditReport<'_>, entry: &AuditEntry<'_>) -> TextTable {
    let zh = page.opened.lang == Lang::Zh;
    let headers = if zh {
        ["", "结论", "时点", "要求", "依据", "答复"]
    } else {
        ["", "verdict", "gate", "what is asked", "by", "answer"]
    };
    let mut table = TextTable::new(&headers);
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
pub fn cells(page: &AuditReport<'_>, obligation: &Obligation) -> Cells {
    let lang = page.opened.lang;
    let verdict = obligation.verdict.phrase().get(lang).to_owned();
    let until = obligation.until.map(|until| message!("（至 {until}）", " (to {until})"));
    let until = until.map(|until| until.get(lang).to_owned()).unwrap_or_default();
    let registry = &page.opened.registry;
    let name = demand_words(registry, &obligation.asked);
    let mut asked = name.get(lang).to_owned();
    let own = match &obligation.asked {
        Requirement::Standard(index) => registry.standards[*index].name(),
        Requirement::Evidence(_) => "",
    };
    if let Some(cited) = obligation.cited_as.as_ref().filter(|cited| *cited != own) {
        asked.push_str(message!("（引作 {cited}）", " (cited as {cited})").get(lang));
    }
    let by: Vec<&str> = obligation.demanded_by.iter().map(|demand| demand.reference.as_str()).collect();
    let answer = obligation.answer.map(|answer| {
        let at = page.texts.position(answer);
        format!("{}:{}", registry.path(answer.file), at.line)
    });
    Cells {
        verdict: format!("{verdict}{until}"),
        gate: obligation.gate.phrase().get(lang).to_owned(),
        asked,
        by: by.join(" "),
        answer: answer.unwrap_or_else(|| "—".to_owned()),
    }
}

/// The orders that are not closed, and the waivers that excuse nothing or no longer, a sentence each.
pub fn remarks(page: &AuditReport<'_>, entry: &AuditEntry<'_>) -> Vec<Message> {
    let mut remarks = Vec::new();
    for (order, state) in entry.project.orders.iter().zip(&entry.audit.orders) {
        let (Some(deadline), false) = (&order.deadline, state.state == OrderState::Closed) else { continue };
        let (day, about) = (deadline.value, order.about.as_ref().map_or("", |about| &about.value));
        remarks.push(if state.holds && state.state == OrderState::Open {
            message!("✗ 高风险责令整改（{day} 到期）：{about}", "✗ Order about a high risk, due {day}: {about}")
        } else if state.state == OrderState::Overdue {
            message!("✗ 责令整改逾期：应于 {day} 前完成：{about}", "✗ Order overdue since {day}: {about}")
        } else {
            message!("· 责令整改：{day} 前完成：{about}", "· Order, to be complied with by {day}: {about}")
        });
    }
    for (waiver, standing) in entry.project.waivers.iter().zip(&entry.audit.waivers) {
        let WaiverStanding::Refused(refusal) = standing else { continue };
        let clause = waiver.clause.as_ref().map(|clause| clause.value.clone());
        let standard = || waiver.standard.as_ref().map(|cited| cited.number.canonical().to_owned());
        let (what, why) = (clause.or_else(standard).unwrap_or_default(), refusal.phrase());
        let lang = page.opened.lang;
        remarks.push(message!("· 例外无效：{what}：{0}", "· No waiver of {what}: {0}", why.get(lang)));
    }
    remarks.extend(declined(page, entry));
    remarks.extend(beside(&page.opened.registry, &entry.audit));
    remarks
}

/// What is mandatory by its number and declared not to apply: the reason is for the reviewer to judge.
fn declined(page: &AuditReport<'_>, entry: &AuditEntry<'_>) -> Vec<Message> {
    let registry = &page.opened.registry;
    let remark = |obligation: &Obligation| {
        let (name, reason) = (demand_words(registry, &obligation.asked), obligation.declined.as_ref()?);
        Some(Message {
            zh: format!("· 强制性标准，项目声明不适用，请审查理由：{}：{reason}", name.zh),
            en: format!("· Mandatory, and declared not to apply: see whether the reason holds: {}: {reason}", name.en),
        })
    };
    entry.audit.obligations.iter().filter_map(remark).collect()
}

/// How many names a remark gives.
const NAMES: usize = 5;

/// What stands beside the verdicts and is never part of the gate: what is undecided, and what the catalogue recommends.
fn beside(registry: &Registry, audit: &ProjectAudit) -> Vec<Message> {
    let mut remarks = Vec::new();
    for open in &audit.undecided {
        let name = demand_words(registry, &open.asked);
        let facts: Vec<&str> = open.facts.iter().map(UnknownFact::id).collect();
        let by: Vec<&str> = open.demanded_by.iter().map(|demand| demand.reference.as_str()).collect();
        let (facts, by) = (facts.join(", "), by.join(" "));
        remarks.push(Message {
            zh: format!("? 未定：{}（{by}）：要看 {facts}", name.zh),
            en: format!("? Undecided: {} ({by}): it turns on {facts}", name.en),
        });
    }
    if !audit.unplaced.is_empty() {
        let names: Vec<&str> =
            audit.unplaced.iter().take(NAMES).map(|index| registry.standards[*index].name()).collect();
        let (count, names) = (audit.unplaced.len(), names.join("、"));
        remarks.push(message!(
            "? 未定：{count} 项强制性标准是否适用，主管部门尚未判定：{names} 等",
            "? Undecided: of {count} mandatory standards the office has not said whom they concern: {names} …"
        ));
    }
    remarks.extend(recommended(registry, &audit.recommended));
    remarks
}

/// What the catalogue recommends to a major project: what it says of each, and how many it says nothing of.
fn recommended(registry: &Registry, all: &[Recommended]) -> Option<Message> {
    let name = |one: &Recommended| registry.standards[one.standard].name().to_owned();
    let answered: Vec<(String, Message)> =
        all.iter().filter_map(|one| Some((name(one), met_words(one.declared?)))).collect();
    let silent: Vec<String> = all.iter().filter(|one| one.declared.is_none()).map(name).collect();
    let (count, left) = (all.len(), silent.len());
    let few = |separator: &str| silent.iter().take(NAMES).cloned().collect::<Vec<_>>().join(separator);
    let mut said = message!(
        "· 目录推荐 {count} 项，重大项目不采用须说明理由，不影响结论",
        "· {count} recommended by the catalogue; a major project says why it does not follow one, and nothing turns on it"
    );
    if !answered.is_empty() {
        let list = |lang: Lang, open: &str, close: &str, separator: &str| {
            let each = answered.iter().map(|(name, met)| format!("{name}{open}{}{close}", met.get(lang)));
            each.collect::<Vec<_>>().join(separator)
        };
        let (zh, en) = (list(Lang::Zh, "（", "）", "、"), list(Lang::En, " (", ")", ", "));
        said = Message { zh: format!("{}；已说明：{zh}", said.zh), en: format!("{}; declared: {en}", said.en) };
    }
    if left > 0 {
        let (zh, en) = (few("、"), few(", "));
        let (more_zh, more_en) = if left > NAMES { (" 等", " …") } else { ("", "") };
        said = Message {
            zh: format!("{}；未说明 {left} 项：{zh}{more_zh}", said.zh),
            en: format!("{}; {left} not mentioned: {en}{more_en}", said.en),
        };
    }
    (!all.is_empty()).then_some(said)
}

/// How far a standard is met, as a project declares it.
fn met_words(met: ConformanceStatus) -> Message {
    match met {
        ConformanceStatus::Planned => message!("已计划", "planned"),
        ConformanceStatus::Partial => message!("部分符合", "partial"),
        ConformanceStatus::Met => message!("符合", "met"),
        ConformanceStatus::NotApplicable => message!("不适用", "not applicable"),
    }
}

/// What the next gate will ask for.
fn next(page: &AuditReport<'_>, entry: &AuditEntry<'_>) -> Option<String> {
    let (stage, asks) = next_of(page, entry)?;
    let lang = page.opened.lang;
    let mut text = String::new();
    let name = stage.phrase().get(lang);
    if asks.is_empty() {
        let _ =
            writeln!(text, "{}", message!("到{name}阶段没有新的要求。", "At {name} nothing more is asked.").get(lang));
        return Some(text);
    }
    let line = message!("到{name}阶段还要落实 {0} 项：", "At {name} these are asked as well ({0}):", asks.len());
    let _ = writeln!(text, "{}", line.get(lang));
    let mut table =
        TextTable::new(if lang == Lang::Zh { &["", "要求", "依据"] } else { &["", "what is asked", "by"] });
    for obligation in &asks {
        let cells = cells(page, obligation);
        table.row(["·".to_owned(), cells.asked, cells.by]);
    }
    let _ = write!(text, "{table}");
    Some(text)
}

/// The next stage of a project that was held to its own.
pub fn next_of(page: &AuditReport<'_>, entry: &AuditEntry<'_>) -> Option<(Stage, Vec<Obligation>)> {
    let own = stage_of(entry.project) == entry.audit.stage;
    if own { page.audits.next(entry.project) } else { None }
}
