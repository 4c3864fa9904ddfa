//! What records say that is told as it stands: each key under the name that the file has for it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::Day;
use crate::model::{
    Adopts, ClauseExample, DoneDuty, Drafting, Erratum, Evidence, FormerName, FormerNumber, NamedPost, Order, Policy,
    ProcedureStep, RecurringDuty, Review, Source, Training, Waiver,
};

use super::{day, number, numbers, text, texts};

/// Declares what is told of an entry: each key, its type and where it comes from.
macro_rules! told {
    ($($(#[$about:meta])* $name:ident of $model:ty, $of:ident: { $($(#[$doc:meta])* $key:ident: $type:ty = $value:expr,)+ })+) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
        pub struct $name {
            $($(#[$doc])* pub $key: $type,)+
        }

        impl From<&$model> for $name {
            fn from($of: &$model) -> Self {
                $name { $($key: $value,)+ }
            }
        }
    )+};
}

told! {
    /// Where facts were read.
    SourceFacts of Source, source: {
        /// The page's address.
        url: Option<String> = text(&source.url),
        /// The document's name, where there is no address.
        title: Option<String> = text(&source.title),
        /// When it was read.
        checked: Option<Day> = day(&source.checked),
    }

    /// The correction of a published fact.
    ErratumFacts of Erratum, erratum: {
        /// When it was corrected.
        date: Option<Day> = day(&erratum.date),
        /// The key that was wrong.
        key: Option<String> = text(&erratum.key),
        /// What it said.
        was: Option<String> = text(&erratum.was),
        /// Why it was wrong.
        reason: Option<String> = text(&erratum.reason),
    }

    /// The adoption of an international document.
    AdoptsFacts of Adopts, adopts: {
        /// The document adopted.
        number: Option<String> = number(&adopts.number),
        /// `IDT`, `MOD`, `NEQ`.
        degree: Option<String> = text(&adopts.degree),
    }

    /// A number that a standard had.
    FormerNumberFacts of FormerNumber, former: {
        /// The number.
        number: Option<String> = number(&former.number),
        /// The day from which it has another.
        until: Option<Day> = day(&former.until),
    }

    /// The steps of making a municipal document.
    DraftingFacts of Drafting, drafting: {
        /// 项目申请.
        application: Option<Day> = day(&drafting.steps[0]),
        /// 批准立项.
        approval: Option<Day> = day(&drafting.steps[1]),
        /// 组织起草.
        drafting: Option<Day> = day(&drafting.steps[2]),
        /// 征求意见.
        consultation: Option<Day> = day(&drafting.steps[3]),
        /// The last day of the public consultation.
        consultation_until: Option<Day> = day(&drafting.consultation_until),
        /// 组织评审.
        evaluation: Option<Day> = day(&drafting.steps[4]),
        /// 批准发布.
        publication: Option<Day> = day(&drafting.steps[5]),
    }

    /// A recorded review.
    ReviewedFacts of Review, review: {
        /// When it was concluded.
        date: Option<Day> = day(&review.date),
        /// `continue`, `revise`, `abolish`.
        conclusion: Option<String> = review.conclusion.as_ref().map(|conclusion| conclusion.value.id().to_owned()),
        /// The agency that concluded it.
        by: Option<String> = text(&review.by),
        /// Why.
        reason: Option<String> = text(&review.reason),
        /// Minutes or a report.
        evidence: Option<String> = text(&review.evidence),
        /// By when a revision or an abolition must be done.
        due: Option<Day> = day(&review.due),
        /// When the revision was proposed to the standard's issuer.
        proposed: Option<Day> = day(&review.proposed),
    }

    /// A piece of evidence.
    PaperFacts of Evidence, paper: {
        /// Its kind.
        kind: Option<String> = text(&paper.kind),
        /// The document's number or address.
        r#ref: Option<String> = text(&paper.reference),
        /// When it was issued.
        issued: Option<Day> = day(&paper.issued),
        /// The last day on which it is good.
        expires: Option<Day> = day(&paper.expires),
        /// Who issued it.
        by: Option<String> = text(&paper.by),
        /// `pass`, `fail`, `conditional`.
        result: Option<String> = paper.result.as_ref().map(|result| result.value.id().to_owned()),
        /// The first day of the span that it covers.
        from: Option<Day> = day(&paper.from),
        /// The last day of that span.
        to: Option<Day> = day(&paper.to),
    }

    /// An order to correct within a time, as it was given.
    OrderedFacts of Order, order: {
        /// When it was given.
        issued: Option<Day> = day(&order.issued),
        /// The last day on which correcting is in time.
        deadline: Option<Day> = day(&order.deadline),
        /// What is to be corrected.
        about: Option<String> = text(&order.about),
        /// The clause under which it was given.
        clause: Option<String> = text(&order.clause),
        /// Who gave it.
        by: Option<String> = text(&order.by),
        /// `high`, `medium`, `low`.
        risk: Option<String> = order.risk.as_ref().map(|risk| risk.value.id().to_owned()),
        /// When it was done.
        closed: Option<Day> = day(&order.closed),
    }

    /// A waiver, as it was given.
    WaivedFacts of Waiver, waiver: {
        /// The standard.
        standard: Option<String> = number(&waiver.standard),
        /// The clause.
        clause: Option<String> = text(&waiver.clause),
        /// Why.
        reason: Option<String> = text(&waiver.reason),
        /// Who approved it.
        approved_by: Option<String> = text(&waiver.approved_by),
        /// When.
        approved: Option<Day> = day(&waiver.approved),
        /// Its last day.
        until: Option<Day> = day(&waiver.until),
    }

    /// A name that an agency had.
    FormerNameFacts of FormerName, former: {
        /// The name.
        name: Option<String> = text(&former.name),
        /// The last day on which it had it.
        until: Option<Day> = day(&former.until),
    }

    /// A function that a measure asks to be named.
    PostFacts of NamedPost, post: {
        /// The function.
        duty: Option<String> = text(&post.duty),
        /// The office or post that has it.
        name: Option<String> = text(&post.name),
    }

    /// A training on standards.
    TrainingFacts of Training, training: {
        /// When it was held.
        date: Option<Day> = day(&training.date),
        /// The standards that it covered.
        standards: Vec<String> = numbers(&training.standards),
        /// How many people attended.
        attendance: Option<i64> = training.attendance.as_ref().map(|attendance| attendance.value),
    }

    /// A recurring duty that was done.
    DoneFacts of DoneDuty, done: {
        /// The duty, as `policy#clause/duty`.
        duty: Option<String> = text(&done.duty),
        /// When.
        date: Option<Day> = day(&done.date),
        /// The paper that shows it.
        #[serde(rename = "ref")]
        reference: Option<String> = text(&done.reference),
    }

    /// A step of a procedure.
    StepFacts of ProcedureStep, step: {
        /// Its id.
        id: Option<String> = text(&step.id),
        /// The day before it, by name.
        from: Option<String> = text(&step.from),
        /// The day that ends it, by name.
        to: Option<String> = text(&step.to),
        /// How long it may take.
        within: Option<String> = step.within.as_ref().map(|within| within.value.to_string()),
        /// How long it must take at the least.
        at_least: Option<String> = step.at_least.as_ref().map(|least| least.value.to_string()),
        /// Who does it.
        by: Option<String> = text(&step.by),
        /// The kinds of evidence that it answers.
        answers: Vec<String> = texts(&step.answers),
    }

    /// A duty that comes again.
    DutyFacts of RecurringDuty, duty: {
        /// Its id.
        id: Option<String> = text(&duty.id),
        /// What it is called.
        title: Option<String> = text(&duty.title),
        /// How often.
        every: Option<String> = duty.every.as_ref().map(|every| every.value.to_string()),
        /// When within the year.
        window: Option<String> = duty.window.as_ref().map(|window| window.value.to_string()),
        /// By which day of the year.
        due: Option<String> = duty.due.as_ref().map(|due| due.value.to_string()),
        /// How often a year at the least.
        at_least: Option<i64> = duty.at_least.as_ref().map(|least| least.value),
        /// Who.
        by: Option<String> = text(&duty.by),
        /// Who sits on it.
        composition: Option<String> = text(&duty.composition),
    }

    /// What a clause must get of a project.
    ExampleFacts of ClauseExample, example: {
        /// What the example shows.
        says: Option<String> = text(&example.says),
        /// The recurring duty that it shows, by its id.
        duty: Option<String> = text(&example.duty),
        /// When that was done.
        done: Vec<Day> = example.done.iter().map(|done| done.value).collect(),
        /// The day; null: the day of the run.
        day: Option<Day> = day(&example.day),
        /// What the clause must get.
        expect: Option<String> = example.expect.as_ref().map(|expect| expect.value.id().to_owned()),
    }
}

/// Who, by a measure, does what: each organ's word, and its agency.
#[must_use]
pub fn organs(policy: &Policy) -> BTreeMap<String, String> {
    policy.organs.iter().map(|(organ, agency)| (organ.value.clone(), agency.value.clone())).collect()
}

/// Each entry as it is told.
pub fn all<'m, M, T: From<&'m M>>(entries: &'m [M]) -> Vec<T> {
    entries.iter().map(T::from).collect()
}
