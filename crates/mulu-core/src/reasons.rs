//! Why: the sentences that explain what the registry computed, in both languages.
//!
//! The command line, the findings and the site all take their sentences from here, so that they cannot disagree.

use crate::day::{Day, NoDuty, Review, Start, State, Status};
use crate::model::{Span, Standard};
use crate::registry::{Because, BindingForce, Due, Registry, Task, review_start_place};
use crate::say;
use crate::words::{Phrase, Words};

/// The rule whose clause sets the review cycle.
pub const REVIEW_RULE: &str = "review-overdue";

/// When a standard must next be reviewed and why, or why it need not be: "due 2022-12-01: listed 2019-12-01, cycle P3Y
/// (changsha-standards-2018#20)".
#[must_use]
pub fn review(registry: &Registry, standard: usize, day: Day) -> Words {
    let review = match registry.next_review(standard, day) {
        Ok(review) => review,
        Err(NoDuty::NotListed) => return say!("不在实施目录内，无须复审", "not listed, so no review is due"),
        Err(NoDuty::NotInForce) => return say!("已不现行，无须复审", "no longer in force, so no review is due"),
    };
    let clause = registry.clause_behind(REVIEW_RULE).map(|clause| (format!("（{clause}）"), format!(" ({clause})")));
    let (clause_zh, clause_en) = clause.unwrap_or_default();
    let due = review.due;
    let start = review_start(&review);
    Words {
        zh: format!("应于 {due} 前复审：{}{clause_zh}", start.zh),
        en: format!("due {due}: {}{clause_en}", start.en),
    }
}

/// What a review's due day is counted from: "listed 2019-12-01, cycle P3Y".
#[must_use]
pub fn review_start(review: &Review) -> Words {
    let start = start(review.start);
    let cycle = review.cycle;
    Words { zh: format!("{}，周期 {cycle}", start.zh), en: format!("{}, cycle {cycle}", start.en) }
}

fn start(start: Start) -> Words {
    match start {
        Start::Reviewed(day) => say!("{day} 复审", "reviewed {day}"),
        Start::Listed(day) => say!("{day} 列入目录", "listed {day}"),
        Start::Effective(day) => say!("{day} 实施", "effective {day}"),
    }
}

/// Why something is due by its day: the sentence of the review, or the conclusion that opened the duty, with the clause.
#[must_use]
pub fn due(registry: &Registry, due: &Due, day: Day) -> Words {
    let rule = match due.task {
        Task::Review => return review(registry, due.standard, day),
        Task::Revision => "revision-overdue",
        Task::Abolition => "abolition-overdue",
    };
    let clause = registry.clause_behind(rule).map(|clause| (format!("（{clause}）"), format!(" ({clause})")));
    let (clause_zh, clause_en) = clause.unwrap_or_default();
    let (by, concluded) = (due.due, due.since);
    let (zh, en) = match due.task {
        Task::Abolition => (
            format!("应于 {by} 前废止或移出目录：{concluded} 复审结论为予以废止"),
            format!("to be withdrawn or delisted by {by}: the review of {concluded} concluded that it be abolished"),
        ),
        _ => (
            format!("应于 {by} 前发布修订版：{concluded} 复审结论为需要修订"),
            format!("a revision is to be issued by {by}: the review of {concluded} concluded that it be revised"),
        ),
    };
    Words { zh: format!("{zh}{clause_zh}"), en: format!("{en}{clause_en}") }
}

/// What is to be done, in a word.
#[must_use]
pub fn task(task: Task) -> Phrase {
    match task {
        Task::Review => Phrase { zh: "复审", en: "review" },
        Task::Revision => Phrase { zh: "修订", en: "revision" },
        Task::Abolition => Phrase { zh: "废止", en: "abolition" },
    }
}

/// Where something that is due stands, in a word.
#[must_use]
pub fn state(state: State) -> Phrase {
    match state {
        State::Overdue => Phrase { zh: "逾期", en: "overdue" },
        State::DueSoon => Phrase { zh: "即将到期", en: "due soon" },
        State::Scheduled => Phrase { zh: "未到期", en: "scheduled" },
    }
}

/// Where in a record the due day of its review comes from: the date the cycle starts at, and the record's own cycle.
#[must_use]
pub fn review_places(standard: &Standard, review: &Review) -> (Span, Option<(Span, Words)>) {
    let cycle = standard.review_cycle.as_ref().filter(|own| own.value == review.cycle);
    let related = cycle.map(|cycle| (cycle.span, say!("周期 {0}", "cycle {0}", cycle.value)));
    (review_start_place(standard, review), related)
}

/// Why a standard binds or does not.
#[must_use]
pub fn binding(force: &BindingForce) -> Words {
    match &force.because {
        Because::Number => say!("强制性标准，一经发布必须执行", "mandatory by its number"),
        Because::NationalLaw => say!(
            "强制性国家标准，未列入目录也必须执行",
            "a mandatory national standard binds everywhere, listed or not"
        ),
        Because::Clauses(clauses) => {
            let list =
                |join: fn(&(String, Option<Day>)) -> String| clauses.iter().map(join).collect::<Vec<_>>().join("、");
            let zh = list(|(clause, since)| {
                since.map_or_else(|| clause.clone(), |since| format!("{clause}（{since} 起施行）"))
            });
            let en = list(|(clause, since)| {
                since.map_or_else(|| clause.clone(), |since| format!("{clause}, in force from {since}"))
            });
            say!("推荐性标准，由 {zh} 规定强制执行", "made mandatory by {en}")
        }
        Because::Listed => say!("列入目录，推荐采用", "listed as recommended"),
        Because::NoMandate => say!(
            "目录列为强制，但没有生效的依据，按推荐对待",
            "listed as mandatory, but no clause in force makes it so"
        ),
        Because::Guidance => say!("指导性文件，不具强制力", "guidance never binds"),
        Because::NotListed => say!("未列入实施目录", "not listed in the catalogue"),
        Because::NotInForce(status) => not_in_force(*status),
    }
}

fn not_in_force(status: Status) -> Words {
    match status {
        Status::Draft => say!("尚未发布", "not issued yet"),
        Status::Upcoming => say!("尚未实施", "not effective yet"),
        Status::Replaced => say!("已被代替", "replaced"),
        Status::Withdrawn => say!("已废止", "withdrawn"),
        Status::Current => Words::default(),
    }
}
