//! What records say that is told as it stands: each key under the name that the file has for it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, Duration};
use crate::model::{
    Adopts, Basis, Cited, ClauseExample, Complaint, DoneDuty, Drafting, Erratum, Evidence, FactSource, FormerName,
    FormerNumber, InformationItem, NamedPost, Objection, Order, Policy, ProcedureStep, RecordedReview, RecurringDuty,
    Spanned, Sweep, Training, Waiver,
};
use crate::vocabulary::Vocabulary;

use super::{day, number, numbers, text, texts};

/// How a value that a record may leave out is told, without its place.
pub(super) trait Tell<Told> {
    /// The value as JSON has it.
    fn tell(&self) -> Told;
}

impl Tell<Option<String>> for Option<Spanned<String>> {
    fn tell(&self) -> Option<String> {
        text(self)
    }
}

impl Tell<Option<Day>> for Option<Spanned<Day>> {
    fn tell(&self) -> Option<Day> {
        day(self)
    }
}

/// A duration as it is written: `P2Y`.
impl Tell<Option<String>> for Option<Spanned<Duration>> {
    fn tell(&self) -> Option<String> {
        self.as_ref().map(|duration| duration.value.to_string())
    }
}

impl Tell<Option<i64>> for Option<Spanned<i64>> {
    fn tell(&self) -> Option<i64> {
        self.as_ref().map(|number| number.value)
    }
}

/// A number, canonical.
impl Tell<Option<String>> for Option<Spanned<Cited>> {
    fn tell(&self) -> Option<String> {
        number(self)
    }
}

impl Tell<Vec<String>> for Vec<Spanned<Cited>> {
    fn tell(&self) -> Vec<String> {
        numbers(self)
    }
}

impl Tell<Vec<String>> for Vec<Spanned<String>> {
    fn tell(&self) -> Vec<String> {
        texts(self)
    }
}

/// A word of a closed list, by its id.
impl<V: Vocabulary> Tell<Option<String>> for Option<Spanned<V>> {
    fn tell(&self) -> Option<String> {
        self.as_ref().map(|word| word.value.id().to_owned())
    }
}

/// Declares what is told of an entry: each key and its type, and where it does not come from the key of the same name, where it does.
macro_rules! told {
    ($($(#[$about:meta])* $name:ident of $model:ty, $of:ident: { $($(#[$doc:meta])* $key:ident: $type:ty $(= $value:expr)?,)+ })+) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
        pub struct $name {
            $($(#[$doc])* pub $key: $type,)+
        }

        impl From<&$model> for $name {
            fn from($of: &$model) -> Self {
                $name { $($key: told!(@value $of.$key $(, $value)?),)+ }
            }
        }
    )+};
    (@value $of:ident.$key:ident) => { Tell::tell(&$of.$key) };
    (@value $of:ident.$key:ident, $value:expr) => { $value };
}

told! {
    /// Where facts were read.
    SourceFacts of FactSource, source: {
        /// The page's address.
        url: Option<String>,
        /// The document's name, where there is no address.
        title: Option<String>,
        /// When it was read.
        checked: Option<Day>,
    }

    /// The correction of a published fact.
    ErratumFacts of Erratum, erratum: {
        /// When it was corrected.
        date: Option<Day>,
        /// The key that was wrong.
        key: Option<String>,
        /// What it said.
        was: Option<String>,
        /// Why it was wrong.
        reason: Option<String>,
    }

    /// The adoption of an international document.
    AdoptsFacts of Adopts, adopts: {
        /// The document adopted.
        number: Option<String>,
        /// `IDT`, `MOD`, `NEQ`.
        degree: Option<String>,
    }

    /// A number that a standard had.
    FormerNumberFacts of FormerNumber, former: {
        /// The number.
        number: Option<String>,
        /// The day from which it has another.
        until: Option<Day>,
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
        consultation_until: Option<Day>,
        /// 组织评审.
        evaluation: Option<Day> = day(&drafting.steps[4]),
        /// 批准发布.
        publication: Option<Day> = day(&drafting.steps[5]),
    }

    /// A recorded review.
    ReviewedFacts of RecordedReview, review: {
        /// When it was concluded.
        date: Option<Day>,
        /// `continue`, `revise`, `abolish`.
        conclusion: Option<String>,
        /// The agency that concluded it.
        by: Option<String>,
        /// Why.
        reason: Option<String>,
        /// Minutes or a report.
        evidence: Option<String>,
        /// By when a revision or an abolition must be done.
        due: Option<Day>,
        /// When the revision was proposed to the standard's issuer.
        proposed: Option<Day>,
    }

    /// A piece of evidence.
    PaperFacts of Evidence, paper: {
        /// Its kind.
        kind: Option<String>,
        /// The document's number or address.
        r#ref: Option<String> = text(&paper.reference),
        /// When it was issued.
        issued: Option<Day>,
        /// The last day on which it is good.
        expires: Option<Day>,
        /// Who issued it.
        by: Option<String>,
        /// `pass`, `fail`, `conditional`.
        result: Option<String>,
        /// The first day of the span that it covers.
        from: Option<Day>,
        /// The last day of that span.
        to: Option<Day>,
    }

    /// An order to correct within a time, as it was given.
    OrderedFacts of Order, order: {
        /// When it was given.
        issued: Option<Day>,
        /// The last day on which correcting is in time.
        deadline: Option<Day>,
        /// What is to be corrected.
        about: Option<String>,
        /// The clause under which it was given.
        clause: Option<String>,
        /// Who gave it.
        by: Option<String>,
        /// `high`, `medium`, `low`.
        risk: Option<String>,
        /// When it was done.
        closed: Option<Day>,
    }

    /// A waiver, as it was given.
    WaivedFacts of Waiver, waiver: {
        /// The standard.
        standard: Option<String>,
        /// The clause.
        clause: Option<String>,
        /// Why.
        reason: Option<String>,
        /// Who approved it.
        approved_by: Option<String>,
        /// When.
        approved: Option<Day>,
        /// Its last day.
        until: Option<Day>,
    }

    /// A name that an agency had.
    FormerNameFacts of FormerName, former: {
        /// The name.
        name: Option<String>,
        /// The last day on which it had it.
        until: Option<Day>,
    }

    /// A function that a measure asks to be named.
    PostFacts of NamedPost, post: {
        /// The function.
        duty: Option<String>,
        /// The office or post that has it.
        name: Option<String>,
    }

    /// A training on standards.
    TrainingFacts of Training, training: {
        /// When it was held.
        date: Option<Day>,
        /// The standards that it covered.
        standards: Vec<String>,
        /// How many people attended.
        attendance: Option<i64>,
    }

    /// A day on which resources were gone through.
    SweptFacts of Sweep, sweep: {
        /// The day.
        date: Option<Day>,
        /// What was found or done.
        result: Option<String>,
    }

    /// A ground for withholding.
    BasisFacts of Basis, basis: {
        /// The title of the text.
        title: Option<String>,
        /// The article.
        article: Option<String>,
        /// What kind of text it is.
        kind: Option<String>,
        /// Its last day in force, where it no longer is.
        until: Option<Day>,
    }

    /// An item of a resource.
    ItemFacts of InformationItem, item: {
        /// Its name.
        name: Option<String>,
        /// Its English name.
        name_en: Option<String>,
        /// The type and length of its values.
        r#type: Option<String> = text(&item.kind),
        /// By what it identifies, if it does.
        identifier: Option<String>,
        /// The resource that it is taken from.
        from: Option<String>,
    }

    /// An objection to shared data.
    ObjectionFacts of Objection, objection: {
        /// Who raised it.
        by: Option<String>,
        /// When.
        date: Option<Day>,
        /// What is doubted.
        about: Option<String>,
        /// When it was answered.
        answered: Option<Day>,
        /// `corrected`, `upheld`.
        result: Option<String>,
        /// When those who use the resource were notified.
        told: Option<Day>,
    }

    /// A complaint about sharing: no more of it than its number, its days and its result.
    ComplaintFacts of Complaint, complaint: {
        /// Its number.
        #[serde(rename = "ref")]
        reference: Option<String> = text(&complaint.reference),
        /// When it was received.
        received: Option<Day>,
        /// When it was answered in writing.
        answered: Option<Day>,
        /// What came of it.
        result: Option<String>,
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
        /// Who sat.
        composition: Option<String> = done.composition.as_ref().map(|own| own.value.to_string()),
    }

    /// A step of a procedure.
    StepFacts of ProcedureStep, step: {
        /// Its id.
        id: Option<String>,
        /// The day before it, by name.
        from: Option<String>,
        /// The day that ends it, by name.
        to: Option<String>,
        /// How long it may take.
        within: Option<String> = step.within.as_ref().map(|within| within.value.to_string()),
        /// How long it must take at the least.
        at_least: Option<String>,
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
        every: Option<String>,
        /// When within the year.
        window: Option<String> = duty.window.as_ref().map(|window| window.value.to_string()),
        /// By which day of the year.
        due: Option<String> = duty.due.as_ref().map(|due| due.value.to_string()),
        /// How often a year at the least.
        at_least: Option<i64>,
        /// Who.
        by: Option<String>,
        /// Who sits on it.
        composition: Option<String> = duty.composition.as_ref().map(|own| own.value.to_string()),
    }

    /// What a clause must get of a record.
    ExampleFacts of ClauseExample, example: {
        /// What the example shows.
        says: Option<String> = text(&example.says),
        /// The recurring duty that it shows, by its id.
        duty: Option<String> = text(&example.duty),
        /// When that was done.
        done: Vec<Day> = example.done.iter().map(|done| done.value).collect(),
        /// The day; null: the day of the run.
        day: Option<Day>,
        /// What the clause must get.
        expect: Option<String> = example.expect.as_ref().map(|expect| expect.value.id().to_owned()),
        /// The rules that must find something.
        finds: Vec<String> = texts(&example.finds),
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
