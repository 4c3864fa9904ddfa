//! Everything that is at some stage on a day.

use crate::day::{Day, ReviewState, Status};
use crate::message::{Message, StaticMessage};
use crate::reasons;
use crate::registry::{Deadline, Due, Expiry, Registry};

use super::{NoticeStage, Transition};

/// What is simply over once its day has passed; everything else is overdue then.
const ENDING: [Deadline; 3] = [Deadline::Consultation, Deadline::Evidence, Deadline::Waiver];

/// Everything that is at some stage on a day. What ended is listed where it ended after `since`: before that it was over already.
#[must_use]
pub fn standing(registry: &Registry, since: Day, day: Day) -> Vec<Transition> {
    let mut list: Vec<Transition> = Vec::new();
    let due = registry.due(day);
    list.extend(due.iter().filter_map(|due| of_due(registry, due, day)));
    let expiries = registry.expiries(None, day);
    list.extend(expiries.iter().filter_map(|one| of_expiry(registry, one, day)));
    let ended = registry.expiries(Some(day), since.min(day));
    let is_over = |one: &&Expiry| ENDING.contains(&one.what) && one.day < day;
    list.extend(ended.iter().filter(is_over).map(|one| expiry(registry, one, NoticeStage::Ended)));
    list.extend((0..registry.standards.len()).filter_map(|standard| edition(registry, standard, day)));
    filings(registry, day, &mut list);
    list
}

/// The stage of what is to be done by a day, of which the registry says where it stands.
fn stage(state: ReviewState, due: Day, day: Day) -> Option<NoticeStage> {
    match state {
        ReviewState::Overdue => Some(NoticeStage::Overdue),
        ReviewState::DueSoon if due == day => Some(NoticeStage::DueToday),
        ReviewState::DueSoon => Some(NoticeStage::DueSoon),
        ReviewState::Scheduled => None,
    }
}

fn of_due(registry: &Registry, due: &Due, day: Day) -> Option<Transition> {
    let standard = &registry.standards[due.standard];
    let name = standard.name().to_owned();
    Some(Transition {
        key: format!("{} {} {}", standard.id, due.task.id(), due.due),
        stage: stage(due.state, due.due, day)?,
        what: due.task.id(),
        what_name: due.task.phrase(),
        day: Some(due.due),
        by: due.by.clone(),
        concerned: due.filed_by.clone(),
        file: standard.file,
        title: Message { zh: name.clone(), en: name },
        reason: reasons::due(registry, due, day),
        clause: None,
    })
}

fn of_expiry(registry: &Registry, one: &Expiry, day: Day) -> Option<Transition> {
    stage(one.state, one.day, day).map(|stage| expiry(registry, one, stage))
}

fn expiry(registry: &Registry, one: &Expiry, stage: NoticeStage) -> Transition {
    let (_, record) = registry.record_of(one.file);
    Transition {
        key: format!("{record} {} {} {}", one.what.id(), one.key, one.day),
        stage,
        what: one.what.id(),
        what_name: one.what.phrase(),
        day: Some(one.day),
        by: one.by.clone(),
        concerned: Vec::new(),
        file: one.file,
        title: one.title.clone(),
        reason: one.reason.clone(),
        clause: one.clause.clone(),
    }
}

/// An edition that is no longer in force, where somebody filed it, a project names it, or it stands in the catalogue.
fn edition(registry: &Registry, standard: usize, day: Day) -> Option<Transition> {
    let stage = match registry.status(standard, day) {
        Status::Replaced => NoticeStage::Replaced,
        Status::Withdrawn => NoticeStage::Withdrawn,
        Status::Draft | Status::Upcoming | Status::Current => return None,
    };
    let record = &registry.standards[standard];
    let mentions = registry.mentions(standard);
    let filings = mentions.filings.iter().map(|filing| filing.record);
    let projects = mentions.declarations.iter().map(|declared| &registry.projects[declared.record]);
    let mut concerned: Vec<usize> =
        filings.chain(projects.flat_map(|project| registry.agencies_behind(project, day))).collect();
    concerned.sort_unstable();
    concerned.dedup();
    let by = if registry.listing(standard, day).is_some() { registry.listers() } else { Vec::new() };
    if by.is_empty() && concerned.is_empty() {
        return None;
    }
    let name = record.name().to_owned();
    Some(Transition {
        key: format!("{} edition", record.id),
        stage,
        what: "edition",
        what_name: StaticMessage { zh: "版本", en: "edition" },
        day: None,
        by,
        concerned,
        file: record.file,
        title: Message { zh: name.clone(), en: name },
        reason: no_longer(registry, standard, stage),
        clause: None,
    })
}

fn no_longer(registry: &Registry, standard: usize, stage: NoticeStage) -> Message {
    let name = registry.standards[standard].name();
    let successors: Vec<&str> =
        registry.successors(standard).iter().map(|successor| registry.standards[*successor].name()).collect();
    if stage == NoticeStage::Withdrawn || successors.is_empty() {
        return Message { zh: format!("{name} 已废止"), en: format!("{name} was withdrawn") };
    }
    let (zh, en) = (successors.join("、"), successors.join(", "));
    Message {
        zh: format!("{name} 已由 {zh} 代替：登记或者引用的，改用现行版本"),
        en: format!("{en} took the place of {name}: whoever filed or cites it turns to the edition in force"),
    }
}

/// Filings that the office has not accepted by the day.
fn filings(registry: &Registry, day: Day, list: &mut Vec<Transition>) {
    let office = registry.who_may("register");
    for (index, agency) in registry.own_of(&registry.agencies).iter().enumerate() {
        let is_gone = agency.until.as_ref().is_some_and(|until| until.value <= day);
        for filing in agency.adoptions.iter().filter(|_| !is_gone) {
            let is_accepted = filing.filed.as_ref().is_some_and(|filed| filed.value <= day);
            let (Some(standard), false) = (&filing.standard, is_accepted) else { continue };
            let number = standard.value.number.canonical();
            list.push(Transition {
                key: format!("{} filing {number}", agency.id),
                stage: NoticeStage::Waiting,
                what: "filing",
                what_name: StaticMessage { zh: "备案登记", en: "filing" },
                day: None,
                by: office.clone(),
                concerned: vec![index],
                file: agency.file,
                title: Message { zh: number.to_owned(), en: number.to_owned() },
                reason: Message {
                    zh: format!("{} 采用 {number}，尚未受理备案", agency.display_name()),
                    en: format!("{} filed {number}; it is not accepted yet", agency.display_name()),
                },
                clause: None,
            });
        }
    }
}
