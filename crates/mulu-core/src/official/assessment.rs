//! The yearly assessment of an agency (年度考核) as a form: the score, its grounds measure by measure, what fell short, what to do better.

use crate::day::Day;
use crate::message;
use crate::message::{Lang, Message};
use crate::registry::{ClauseRef, Registry};
use crate::scorecard::{AgencyScore, AssessedMeasure, FigureSource, assessing};

use super::wording::{agency, blank, cited, date, joined};
use super::{DocumentBlock, Draft, Role};

/// The form of one agency's year, as it stands on the day that ends the period. None where nothing is assessed.
#[must_use]
pub fn assessment(
    registry: &Registry,
    score: &AgencyScore,
    (year, period, to): (i32, &Message, Day),
    lang: Lang,
) -> Option<Vec<DocumentBlock>> {
    let points = score.score?;
    let mut draft = Draft::titled(
        lang,
        &message!("{year}年度标准实施情况考核表", "Assessment of the implementation of standards, {year}"),
    );
    let own = agency(registry, &score.id);
    let pair = |zh: &str, en: &str, value: Message| vec![message!("{zh}", "{en}"), value];
    let mut facts = vec![pair("被考核单位", "Agency", own)];
    let record = registry.agency(&score.id).map(|index| &registry.agencies[index]);
    if let Some(uscc) = record.and_then(|agency| agency.uscc.as_ref()).map(|uscc| &uscc.value) {
        facts.push(pair("统一社会信用代码", "Unified social credit code", message!("{uscc}", "{uscc}")));
    }
    facts.push(pair("考核期间", "Period", period.clone()));
    draft.table(&[], &facts);
    draft.heading(&message!("考核结果", "Result"));
    let formula = score.formula.clone().unwrap_or_default();
    draft.say(Role::Item, &message!("得分 {points:.1} 分（{formula}）。", "{points:.1} points ({formula})."));
    let own = |found: &ClauseRef<'_>| {
        let at = found.policy.jurisdiction.as_ref().map(|at| &at.value);
        at.is_some() && at == score.jurisdiction.as_ref()
    };
    let clauses: Vec<ClauseRef<'_>> = assessing(registry, to).filter(own).collect();
    let grounds = if clauses.is_empty() {
        message!(
            "没有现行条款要求这项考核，结果供单位自查。",
            "No clause in force asks for this assessment: it serves the agency's own review."
        )
    } else {
        let Message { zh, en } = joined(clauses.iter().map(cited));
        message!("依据：{zh}。", "Grounds: {en}.")
    };
    draft.say(Role::Item, &grounds);
    draft.heading(&message!("各项指标", "Measures"));
    measures(registry, score, &mut draft);
    shortfalls(score, &mut draft);
    if !score.suggestions.is_empty() {
        draft.heading(&message!("改进意见", "What to do better"));
        let items: Vec<Message> = score.suggestions.iter().map(|one| message!("{0}。", "{0}.", one.text)).collect();
        draft.items(&items);
    }
    let organ =
        clauses.iter().find_map(|clause| clause.policy.organs.iter().find(|(organ, _)| organ.value == "assesses"));
    let office = organ.map_or_else(blank, |(_, id)| agency(registry, &id.value));
    draft.signed(&office, None);
    Some(draft.parts)
}

/// A period between two days, in words.
#[must_use]
pub fn period(from: Day, to: Day) -> Message {
    let (from, to) = (date(from), date(to));
    Message { zh: format!("{}至{}", from.zh, to.zh), en: format!("{} to {}", from.en, to.en) }
}

fn assessed(score: &AgencyScore) -> impl Iterator<Item = &AssessedMeasure> {
    score.measures.iter().filter(|measure| measure.of > 0)
}

fn measures(registry: &Registry, score: &AgencyScore, draft: &mut Draft) {
    let row = |measure: &AssessedMeasure| {
        let clause = measure.clause.as_ref().and_then(|reference| registry.clause(reference));
        let (met, of, title, about) = (measure.met, measure.of, &measure.title, &measure.about);
        vec![
            message!("{title}", "{title}"),
            message!("{about}", "{about}"),
            message!("{met} / {of}", "{met} / {of}"),
            clause.map_or_else(|| message!("—", "—"), |clause| cited(&clause)),
        ]
    };
    let head = [
        message!("指标", "Measure"),
        message!("算法", "What counts"),
        message!("完成数 / 应完成数", "Done / to be done"),
        message!("依据", "Grounds"),
    ];
    let rows: Vec<Vec<Message>> = assessed(score).map(row).collect();
    draft.table(&head, &rows);
}

fn shortfalls(score: &AgencyScore, draft: &mut Draft) {
    let short = |measure: &AssessedMeasure| -> Vec<Message> {
        let title = measure.title.clone();
        measure.short.iter().map(|behind| shortfall(&title, behind)).collect()
    };
    let all: Vec<Message> = assessed(score).flat_map(short).collect();
    if !all.is_empty() {
        draft.heading(&message!("未完成的事项", "What fell short"));
        draft.items(&all);
    }
}

fn shortfall(title: &str, behind: &FigureSource) -> Message {
    // What an agency itself did not do, such as a training, is about no other record.
    let itself = behind.kind == "agency" && behind.what == behind.record;
    let what = &behind.what;
    let mut said =
        if itself { message!("{title}", "{title}") } else { message!("{title}：{what}", "{title}: {what}") };
    if let Some(Message { zh, en }) = behind.due.map(date) {
        said = Message { zh: format!("{}，应于{zh}完成", said.zh), en: format!("{}, due {en}", said.en) };
    }
    // One that was done in time fell short of something else.
    let late = behind.done.filter(|done| behind.due.is_none_or(|due| *done > due));
    if let Some(Message { zh, en }) = late.map(date) {
        said = Message { zh: format!("{}，{zh}完成", said.zh), en: format!("{}, done {en}", said.en) };
    }
    Message { zh: format!("{}。", said.zh), en: format!("{}.", said.en) }
}
