//! Why: the sentences that explain what the registry computed, in both languages.
//!
//! The command line, the findings and the site all take their sentences from here, so that they cannot disagree.

use crate::day::{CycleStart, Day, NextReview, NoDuty, Status, TriggerCause};
use crate::message;
use crate::message::Message;
use crate::model::{Span, Standard};
use crate::number::Level;
use crate::registry::{BindingForce, Due, DueTask, ForceReason, Registry, review_start_place};

/// When a standard must next be reviewed and why, or why it need not be: "due 2022-12-01: listed 2019-12-01, cycle P3Y
/// (changsha-standards-2018#20)".
#[must_use]
pub fn review(registry: &Registry, standard: usize, day: Day) -> Message {
    let review = match registry.next_review(standard, day) {
        Ok(review) => review,
        Err(NoDuty::NotListed) => return message!("不在实施目录内，无须复审", "not listed, so no review is due"),
        Err(NoDuty::NotInForce) => return message!("已不现行，无须复审", "no longer in force, so no review is due"),
    };
    let clause =
        registry.review_clause_of(standard, day).map(|clause| (format!("（{clause}）"), format!(" ({clause})")));
    let (clause_zh, clause_en) = clause.unwrap_or_default();
    let due = review.due;
    let start = review_start(registry, &review);
    Message {
        zh: format!("应于 {due} 前复审：{}{clause_zh}", start.zh),
        en: format!("due {due}: {}{clause_en}", start.en),
    }
}

/// What a review's due day is counted from: "listed 2019-12-01, cycle P3Y", or what it was built on and what became of that.
#[must_use]
pub fn review_start(registry: &Registry, review: &NextReview) -> Message {
    if let Some(trigger) = review.trigger {
        let name = registry.standards[trigger.by].name();
        let (since, within) = (trigger.since, trigger.within);
        return match trigger.what {
            TriggerCause::Reference => message!(
                "所引用的标准于 {since} 变动（{name}），{within} 内复审",
                "what it is built on changed on {since} ({name}), to be reviewed within {within}"
            ),
            TriggerCause::Topic => message!(
                "{name} 于 {since} 实施，主题相同，{within} 内复审",
                "{name} on the same topic is in force from {since}, to be reviewed within {within}"
            ),
        };
    }
    let start = start(review.start);
    let cycle = review.cycle;
    Message { zh: format!("{}，周期 {cycle}", start.zh), en: format!("{}, cycle {cycle}", start.en) }
}

fn start(start: CycleStart) -> Message {
    match start {
        CycleStart::Reviewed(day) => message!("{day} 复审", "reviewed {day}"),
        CycleStart::Listed(day) => message!("{day} 列入目录", "listed {day}"),
        CycleStart::Effective(day) => message!("{day} 实施", "effective {day}"),
    }
}

/// Why something is due by its day: the sentence of the review, or the conclusion that opened the duty, whose time is the office's
/// own.
#[must_use]
pub fn due(registry: &Registry, due: &Due, day: Day) -> Message {
    if due.task == DueTask::Review {
        return review(registry, due.standard, day);
    }
    if due.task == DueTask::Supersession {
        let (on, new) = (due.due, registry.supersession(due.standard, day));
        let new = new.map_or("", |(successor, _)| registry.standards[successor].name());
        return message!(
            "{on} 起由 {new} 代替：准备改列，通知采用单位",
            "{new} takes its place on {on}: list it then, and tell who filed this one"
        );
    }
    let own = registry.standards[due.standard].is_municipal();
    let (by, concluded) = (due.due, due.since);
    match (due.task, own) {
        (DueTask::Abolition, true) => message!(
            "应于 {by} 前废止：{concluded} 复审结论为予以废止",
            "to be withdrawn by {by}: the review of {concluded} concluded that it be abolished"
        ),
        (DueTask::Abolition, false) => message!(
            "应于 {by} 前移出目录：{concluded} 复审结论为予以废止",
            "to be delisted by {by}: the review of {concluded} concluded that it be abolished"
        ),
        (_, true) => message!(
            "应于 {by} 前发布修订版：{concluded} 复审结论为需要修订",
            "a revision is to be issued by {by}: the review of {concluded} concluded that it be revised"
        ),
        (_, false) => message!(
            "应于 {by} 前向发布机关提出修订建议：{concluded} 复审结论为需要修订",
            "a revision is to be proposed to its issuer by {by}: the review of {concluded} concluded that it be revised"
        ),
    }
}

/// Where in a record the due day of its review comes from: the date the cycle starts at, and the record's own cycle.
#[must_use]
pub fn review_places(standard: &Standard, review: &NextReview) -> (Span, Option<(Span, Message)>) {
    let cycle = standard.review_cycle.as_ref().filter(|own| own.value == review.cycle);
    let related = cycle.map(|cycle| (cycle.span, message!("周期 {0}", "cycle {0}", cycle.value)));
    (review_start_place(standard, review), related)
}

/// Why a standard binds or does not.
#[must_use]
pub fn binding(force: &BindingForce) -> Message {
    match &force.because {
        ForceReason::Number(level) => Message {
            zh: format!("强制性标准，在其适用范围内一经发布必须执行{}", law_of_2018(*level).zh),
            en: format!(
                "mandatory by its number, for those whom its subject matter concerns{}",
                law_of_2018(*level).en
            ),
        },
        ForceReason::Unplaced(level) => Message {
            zh: format!("强制性标准，适用于哪些项目尚未判定{}", law_of_2018(*level).zh),
            en: format!(
                "mandatory by its number, but not yet decided whom its subject matter concerns{}",
                law_of_2018(*level).en
            ),
        },
        ForceReason::Excluded => {
            message!("强制性标准，经判定在此不适用", "mandatory by its number, and found not to apply here")
        }
        ForceReason::Clauses(clauses) => {
            let list =
                |join: fn(&(String, Option<Day>)) -> String| clauses.iter().map(join).collect::<Vec<_>>().join("、");
            let zh = list(|(clause, since)| {
                since.map_or_else(|| clause.clone(), |since| format!("{clause}（{since} 起施行）"))
            });
            let en = list(|(clause, since)| {
                since.map_or_else(|| clause.clone(), |since| format!("{clause}, in force from {since}"))
            });
            message!("推荐性标准，由 {zh} 规定强制执行", "made mandatory by {en}")
        }
        ForceReason::Listed => message!("列入目录，推荐采用", "listed as recommended"),
        ForceReason::NoMandate => message!(
            "目录列为强制，但没有生效的依据，按推荐对待",
            "listed as mandatory, but no clause in force makes it so"
        ),
        ForceReason::Guidance => message!("指导性文件，不具强制力", "guidance never binds"),
        ForceReason::NotListed => message!("未列入实施目录", "not listed in the catalogue"),
        ForceReason::NotInForce(status) => not_in_force(*status),
    }
}

/// Since the Standardisation Law of 2018 only national standards are mandatory, save exceptions.
fn law_of_2018(level: Option<Level>) -> Message {
    match level {
        Some(Level::Industry | Level::Local) => message!(
            "（2018 年《标准化法》施行后，行业标准、地方标准除法定例外均为推荐性，请核对其现行性质）",
            " (since the Standardisation Law of 2018 industry and local standards are recommended, save exceptions: check its nature)"
        ),
        _ => Message::default(),
    }
}

fn not_in_force(status: Status) -> Message {
    match status {
        Status::Draft => message!("尚未发布", "not issued yet"),
        Status::Upcoming => message!("尚未实施", "not effective yet"),
        Status::Replaced => message!("已被代替", "replaced"),
        Status::Withdrawn => message!("已废止", "withdrawn"),
        Status::Current => Message::default(),
    }
}
