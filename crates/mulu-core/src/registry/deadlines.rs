//! Everything that falls due beside reviews: duties, steps of cases, papers and waivers that run out, orders, consultations that end.
//!
//! What the command, the calendars, the feeds and the pages list beside [`Due`](super::Due).

use crate::day::{Day, ReviewState, WorkingDay};
use crate::message::Message;
use crate::model::{Evidence, FileId, Kind, Order, Span, Spanned, Stage, day_words};
use crate::vocabulary;

use super::Registry;

vocabulary! {
    /// What happens on the day.
    pub enum Deadline {
        /// A recurring duty is to be done.
        Duty = "duty", "定期职责", "duty";
        /// A step of a case is to end.
        Step = "step", "办理时限", "step of a case";
        /// An order is to be obeyed.
        Order = "order", "责令整改", "order";
        /// A consultation ends.
        Consultation = "consultation", "征求意见截止", "consultation";
        /// A paper runs out.
        Evidence = "evidence", "材料到期", "evidence";
        /// A waiver runs out.
        Waiver = "waiver", "例外到期", "waiver";
    }
}

/// One thing that falls due.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Expiry {
    /// What.
    pub what: Deadline,
    /// The last day that is in time, or on which it holds.
    pub day: Day,
    /// Where it stands on the day that is asked about.
    pub state: ReviewState,
    /// Since when that is known: the day that it is counted from.
    pub since: Day,
    /// The agencies that are to see to it, by their places in [`Registry::agencies`].
    pub by: Vec<usize>,
    /// The record's file.
    pub file: FileId,
    /// The value in it that the day follows from.
    pub span: Span,
    /// What tells it apart from others of the record, for ever: part of its id in calendars and feeds.
    pub key: String,
    /// What it is, in a few words.
    pub title: Message,
    /// Why it falls due then, in a sentence.
    pub reason: Message,
    /// The clause that asks for it, as `policy#clause`.
    pub clause: Option<String>,
}

impl Registry {
    /// Everything of these kinds that is overdue or comes up to a day, sorted by day. `until` none: what is overdue or due soon, as
    /// `[review] due-soon` has it.
    #[must_use]
    pub fn expiries(&self, until: Option<Day>, day: Day) -> Vec<Expiry> {
        let mut list = Vec::new();
        self.duties_to_come(day, &mut list);
        self.steps_to_come(day, &mut list);
        self.papers_and_orders(day, &mut list);
        self.consultations_to_come(day, &mut list);
        list.retain(|one| until.map_or(one.state != ReviewState::Scheduled, |until| one.day <= until));
        list.sort_by(|a, b| {
            let key = |one: &Expiry| (one.day, one.what, one.file);
            key(a).cmp(&key(b)).then_with(|| a.key.cmp(&b.key))
        });
        list
    }

    /// The standard that a file holds.
    #[must_use]
    pub fn standard_in(&self, file: FileId) -> Option<usize> {
        let (kind, id) = self.record_of(file);
        self.standard(id).filter(|_| kind == Kind::Standard)
    }

    /// What the record in a file is called.
    #[must_use]
    pub fn title_of(&self, file: FileId) -> Option<&str> {
        let (kind, id) = self.record_of(file);
        self.records(kind).nth(self.find(kind, id)?)?.title()
    }

    fn duties_to_come(&self, day: Day, list: &mut Vec<Expiry>) {
        for owed in self.duties_owed(day) {
            let agency = &self.agencies[owed.agency];
            let reference = owed.reference();
            // What is asked was settled when it was last done, else by the measure.
            let known = owed.last_done.or_else(|| owed.clause.policy.since()).unwrap_or(day);
            let title = owed.duty.title.as_ref().map_or(reference.as_str(), |title| &title.value);
            let periods = owed.overdue().into_iter().chain(owed.next);
            for period in periods.map(|kept| kept.period) {
                let (begins, ends) = (period.begins, period.ends);
                list.push(Expiry {
                    what: Deadline::Duty,
                    day: ends,
                    state: self.state(ends, day),
                    since: known,
                    by: vec![owed.agency],
                    file: agency.file,
                    span: agency.name.as_ref().map_or_else(Span::default, |name| name.span),
                    key: format!("{} {begins}", self.as_first_called(&reference)),
                    title: Message { zh: title.to_owned(), en: reference.clone() },
                    reason: Message {
                        zh: format!("{reference} {title}：{begins} 至 {ends} 履行"),
                        en: format!("{reference}: to be done between {begins} and {ends}"),
                    },
                    clause: Some(owed.clause.reference()),
                });
            }
        }
    }

    fn steps_to_come(&self, day: Day, list: &mut Vec<Expiry>) {
        // What the office alone sees is not told: a request to share it would name it.
        for found in self.cases_in_order().filter(|found| !self.is_kept_back(found.file)) {
            for step in found.steps(day) {
                let (Some(begun), None, true) = (step.begun, step.ended, found.is_asked(&step, day)) else { continue };
                let within = step.step.within.as_ref();
                let Some((within, last)) = within.zip(step.limit.and_then(WorkingDay::day)) else { continue };
                let provisional = matches!(step.limit, Some(WorkingDay::Provisional(_)));
                let (note_zh, note_en) = if provisional {
                    ("（次年放假安排公布前暂定）", ", provisional until the next notice")
                } else {
                    ("", "")
                };
                let (case, limit) = (found.case.name(), within.value.words());
                let id = step.step.id.as_ref().map_or_else(String::new, |id| id.value.clone());
                let from = step.step.from.as_ref().map_or("", |from| &from.value);
                let from = day_words(from).map_or(Message { zh: from.to_owned(), en: from.to_owned() }, |words| {
                    Message { zh: words.zh.to_owned(), en: words.en.to_owned() }
                });
                let to = step.step.to.as_ref().and_then(|to| day_words(&to.value));
                let to = to.map_or_else(
                    || Message { zh: id.clone(), en: id.clone() },
                    |to| Message { zh: to.zh.to_owned(), en: to.en.to_owned() },
                );
                let procedure = found.clause.reference();
                list.push(Expiry {
                    what: Deadline::Step,
                    day: last,
                    state: self.state(last, day),
                    since: begun,
                    by: found.done_by(self, step.step).into_iter().collect(),
                    file: found.file,
                    span: found.case.name_span(),
                    key: format!("{} {case} {id}", self.as_first_called(&procedure)),
                    title: Message { zh: format!("{case} {}", to.zh), en: format!("{case} {}", to.en) },
                    reason: Message {
                        zh: format!("{procedure}：{} {begun}，时限 {}{note_zh}", from.zh, limit.zh),
                        en: format!("{procedure}: {} {begun}, within {}{note_en}", from.en, limit.en),
                    },
                    clause: Some(procedure),
                });
            }
        }
    }

    fn papers_and_orders(&self, day: Day, list: &mut Vec<Expiry>) {
        for project in
            self.projects.iter().filter(|project| project.stage.as_ref().is_none_or(|s| s.value != Stage::Retired))
        {
            let by = self.agencies_behind(project, day);
            self.papers(&project.evidence, (project.file, &by), day, list);
            self.orders(&project.orders, (project.file, &by), day, list);
            for waiver in &project.waivers {
                let what = waiver.standard.as_ref().map(|cited| cited.value.number.canonical().to_owned());
                let what = what.or_else(|| waiver.clause.as_ref().map(|clause| clause.value.clone()));
                let (Some(until), Some(what)) = (waiver.until.as_ref().filter(|until| until.value >= day), what) else {
                    continue;
                };
                let approved = waiver.approved.as_ref().map_or(until.value, |approved| approved.value);
                let last = until.value;
                list.push(Expiry {
                    what: Deadline::Waiver,
                    day: last,
                    state: self.state(last, day),
                    since: approved,
                    by: by.clone(),
                    file: project.file,
                    span: until.span,
                    key: self.as_first_called(&what),
                    title: Message { zh: what.clone(), en: what.clone() },
                    reason: Message {
                        zh: format!("{what} 的例外 {last} 到期"),
                        en: format!("the waiver of {what} runs out on {last}"),
                    },
                    clause: waiver.clause.as_ref().map(|clause| clause.value.clone()),
                });
            }
        }
        let there = |until: &Option<Spanned<Day>>| until.as_ref().is_none_or(|until| until.value > day);
        for (index, agency) in self.own_of(&self.agencies).iter().enumerate().filter(|(_, agency)| there(&agency.until))
        {
            self.papers(&agency.evidence, (agency.file, &[index]), day, list);
            self.orders(&agency.orders, (agency.file, &[index]), day, list);
        }
    }

    /// Papers that run out, but for those that a newer one of their kind has taken the place of.
    fn papers(&self, papers: &[Evidence], (file, by): (FileId, &[usize]), day: Day, list: &mut Vec<Expiry>) {
        for paper in papers {
            let (Some(kind), Some(expires)) = (&paper.kind, paper.expires.as_ref().filter(|last| last.value >= day))
            else {
                continue;
            };
            let outlives = |other: &&Evidence| {
                let same = other.kind.as_ref().is_some_and(|other| other.value == kind.value);
                same && other.expires.as_ref().is_none_or(|other| other.value > expires.value)
            };
            if papers.iter().any(|other| outlives(&other)) {
                continue;
            }
            let title = self.evidence_kind(&kind.value).and_then(|kind| kind.title.as_ref());
            let title = title.map_or(&kind.value, |title| &title.value);
            let last = expires.value;
            list.push(Expiry {
                what: Deadline::Evidence,
                day: last,
                state: self.state(last, day),
                since: paper.issued.as_ref().map_or(last, |issued| issued.value),
                by: by.to_vec(),
                file,
                span: expires.span,
                key: format!("{} {last}", kind.value),
                title: Message { zh: title.clone(), en: kind.value.clone() },
                reason: Message {
                    zh: format!("{title} {last} 到期"),
                    en: format!("{} is good until {last}", kind.value),
                },
                clause: None,
            });
        }
    }

    fn orders(&self, orders: &[Order], (file, by): (FileId, &[usize]), day: Day, list: &mut Vec<Expiry>) {
        for order in orders {
            let is_by = |date: &Option<Spanned<Day>>| date.as_ref().is_some_and(|date| date.value <= day);
            let open = !is_by(&order.closed) && (order.issued.is_none() || is_by(&order.issued));
            let Some(deadline) = order.deadline.as_ref().filter(|_| open) else { continue };
            let about = order.about.as_ref().map_or("", |about| &about.value);
            let last = deadline.value;
            list.push(Expiry {
                what: Deadline::Order,
                day: last,
                state: self.state(last, day),
                since: order.issued.as_ref().map_or(last, |issued| issued.value),
                by: by.to_vec(),
                file,
                span: deadline.span,
                key: format!("{last} {about}"),
                title: Message { zh: about.to_owned(), en: about.to_owned() },
                reason: Message {
                    zh: format!("责令整改，{last} 前完成：{about}"),
                    en: format!("ordered, to be complied with by {last}: {about}"),
                },
                clause: order.clause.as_ref().map(|clause| clause.value.clone()),
            });
        }
    }

    fn consultations_to_come(&self, day: Day, list: &mut Vec<Expiry>) {
        let reviewers = self.reviewers();
        for standard in &self.standards {
            let ends = standard.drafting.as_ref().and_then(|drafting| drafting.consultation_until.as_ref());
            if let Some(ends) = ends.filter(|ends| ends.value >= day) {
                let last = ends.value;
                let begun = standard.drafting.as_ref().and_then(|drafting| drafting.steps[3].as_ref());
                list.push(Expiry {
                    what: Deadline::Consultation,
                    day: last,
                    state: self.state(last, day),
                    since: begun.map_or(last, |begun| begun.value),
                    by: reviewers.clone(),
                    file: standard.file,
                    span: ends.span,
                    key: last.to_string(),
                    title: Message { zh: standard.name().to_owned(), en: standard.name().to_owned() },
                    reason: Message {
                        zh: format!("征求意见至 {last}"),
                        en: format!("opinions may be given until {last}"),
                    },
                    clause: None,
                });
            }
        }
    }
}
