//! `/standards/SLUG.html` and `/standards/SLUG/LIST-N.html` → `standard.html`, key `standard`.

use serde::Serialize;

use super::parts::{
    ClauseLink, Code, FindingView, Link, Long, PlaceLink, RecordFile, RecordText, SourceLink, StandardRef,
};
use crate::picture::Lanes;

/// One edition of one standard, with everything derived for the day.
#[derive(Clone, Debug, Serialize)]
pub struct StandardPage {
    /// Printed form, with the em dash: `GB/T 22239—2019`.
    pub number: String,
    pub title: String,
    pub title_lang: Option<String>,
    /// The title in the other language, if it has one.
    pub title_other: Option<RecordText>,
    /// An example and no real standard: said in a banner.
    pub sample: bool,
    /// `draft`, `upcoming`, `current`, `replaced`, `withdrawn`.
    pub status: Code,
    /// Sentence under the badge, e.g. `自 2019-12-01 起被 GB/T 22239—2019 代替`; absent when the badge says it all.
    pub status_note: Option<String>,
    /// Newest editions in force that replace this one, at the end of the chain; empty unless `replaced`.
    pub successors: Vec<StandardRef>,

    // Bibliography. Dates are ISO.
    pub issued: Option<String>,
    pub effective: Option<String>,
    pub withdrawn: Option<String>,
    pub issuer: Option<String>,
    pub ics: Vec<String>,
    pub ccs: Vec<String>,
    /// `national`, `industry`, `local`, `municipal`, `group`, `international`.
    pub level: Code,
    /// `levels/national.html`.
    pub level_href: String,
    /// By its number: `mandatory`, `recommended`, `guidance`; `none` where the number does not say.
    pub nature: Code,
    /// Municipal documents only: `specification`, `guidance`.
    pub form: Option<Code>,
    pub classes: Vec<Link>,
    /// Topics it covers, linked to the class page that lists them.
    pub topics: Vec<Link>,
    pub keywords: Vec<String>,
    pub adopts: Vec<AdoptedView>,
    pub replaces: Vec<StandardRef>,
    pub partly_replaces: Vec<StandardRef>,
    pub replaced_by: Vec<StandardRef>,
    pub partly_replaced_by: Vec<StandardRef>,

    /// Absent: known, not considered for the catalogue.
    pub catalogue: Option<CatalogueView>,
    pub binding: BindingView,
    /// Absent: no review duty.
    pub review: Option<NextReviewView>,
    /// Newest first.
    pub reviews: Vec<PastReview>,
    /// Oldest first, with what is still to come.
    pub timeline: Vec<LifeEvent>,
    /// The same as a picture.
    pub life: Option<Lanes>,
    /// Oldest first, this one among them; fewer than two are not shown.
    pub editions: Vec<EditionLink>,
    /// The same as a picture, of those whose dates are known.
    pub chain: Option<Lanes>,
    /// Municipal documents only, the six steps of Art. 14 in order; else empty.
    pub drafting: Vec<DraftingStep>,
    pub cited_by: Vec<CitedBy>,
    pub filings: Long<FilingRow>,
    pub projects: Long<UsedBy>,
    pub sources: Vec<SourceLink>,
    pub findings: Long<FindingView>,
    /// GB/T 7714 reference, ready to copy.
    pub citation: String,
    /// The same as BibTeX and as RIS.
    pub bibtex: String,
    pub ris: String,
    /// What the files are called that those are saved as, without an ending.
    pub citation_key: String,
    /// Its facts in the words of schema.org: JSON without `<`, `>` and `&`.
    pub json_ld_html: String,
    pub body_html: Option<String>,
    /// Where the text can be read.
    pub text_url: Option<String>,
    /// What takes its place soon, and when.
    pub superseded_soon: Option<SupersededSoon>,
    /// Its amendments, or what it amends.
    pub amendments: Vec<StandardRef>,
    pub record: RecordFile,
}

/// An international standard it was made from.
#[derive(Clone, Debug, Serialize)]
pub struct AdoptedView {
    pub number: String,
    pub href: Option<String>,
    /// `idt`, `mod`, `neq`.
    pub degree: Code,
}

/// Its place in the implementation catalogue.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueView {
    /// `proposed`, `listed`, `delisted`.
    pub status: Code,
    /// Day of the status: listed or delisted.
    pub since: Option<String>,
}

/// Whether it binds, why, and whom.
#[derive(Clone, Debug, Serialize)]
pub struct BindingView {
    /// `mandatory`, `undecided`, `recommended`, `guidance`, `none`.
    pub force: Code,
    /// One sentence in the page's language.
    pub because: String,
    /// The only clauses of it that are mandatory; empty: all are.
    pub parts: Vec<String>,
    /// Clauses that make it binding, and whom each binds.
    pub clauses: Vec<Mandating>,
    /// Wording of the project traits it applies to, any of; empty: every project.
    pub traits: Vec<String>,
    /// What narrows it further.
    pub when: Option<super::policy::ConditionView>,
    /// Whether `traits` and `when` are worth showing: `false` where it binds nobody.
    pub scoped: bool,
}

/// A clause that makes a standard binding.
#[derive(Clone, Debug, Serialize)]
pub struct Mandating {
    pub clause: ClauseLink,
    /// The government whose clause it is.
    pub place: PlaceLink,
    /// `own`, `below`.
    pub reach: Code,
    /// The measure's scope and the clause's condition, in words or as programs read them.
    pub whom: Vec<String>,
}

/// The next review.
#[derive(Clone, Debug, Serialize)]
pub struct NextReviewView {
    /// `scheduled`, `due_soon`, `overdue`.
    pub state: Code,
    pub due: String,
    /// `自 2022-12-02 起逾期` or `至 2027-03-01 仍算按时`.
    pub in_time: String,
    /// One sentence in the page's language, without the clause.
    pub reason: String,
    pub clause: Option<ClauseLink>,
    /// An open duty that an earlier conclusion left: `revise` or `abolish`.
    pub duty: Option<DutyView>,
}

/// Revision or abolition that a review demanded and nobody has done.
#[derive(Clone, Debug, Serialize)]
pub struct DutyView {
    /// `revise`, `abolish`.
    pub kind: Code,
    pub due: String,
    /// `open`, `overdue`.
    pub state: Code,
}

/// A review that has been held (Art. 20).
#[derive(Clone, Debug, Serialize)]
pub struct PastReview {
    pub date: String,
    /// `continue`, `revise`, `abolish`.
    pub conclusion: Code,
    pub by: Option<Link>,
    pub reason: Option<String>,
    pub evidence: Option<SourceLink>,
    pub due: Option<String>,
}

/// One day in its life.
#[derive(Clone, Debug, Serialize)]
pub struct LifeEvent {
    pub date: String,
    /// `issued`, `effective`, `listed`, `delisted`, `reviewed`, `due`, `duty`, `replaced`, `withdrawn`:
    /// worded by `t["event_" ~ code]`.
    pub code: Code,
    /// What the word leaves open: the conclusion, the successor.
    pub note: Option<String>,
    pub note_href: Option<String>,
    /// After the day of the page.
    pub future: bool,
    /// Past and not done: an overdue review.
    pub missed: bool,
}

/// One edition in the chain.
#[derive(Clone, Debug, Serialize)]
pub struct EditionLink {
    pub standard: StandardRef,
    pub issued: Option<String>,
    pub effective: Option<String>,
    pub this: bool,
}

/// One of the six steps of making a municipal document (Art. 14).
#[derive(Clone, Debug, Serialize)]
pub struct DraftingStep {
    /// `application`, `approval`, `drafting`, `consultation`, `evaluation`, `publication`.
    pub code: Code,
    pub date: Option<String>,
    /// Consultation only: its last day.
    pub until: Option<String>,
    /// `done`, `current`, `todo`.
    pub state: Code,
}

/// A clause that names it.
#[derive(Clone, Debug, Serialize)]
pub struct CitedBy {
    pub clause: ClauseLink,
    /// As the policy writes it, printed form.
    pub cited_as: String,
    /// The policy cites an edition that has been replaced.
    pub replaced: bool,
    /// The policy is in force on the day.
    pub in_force: bool,
}

/// An agency that has adopted it (Art. 9).
#[derive(Clone, Debug, Serialize)]
pub struct FilingRow {
    pub agency: Link,
    /// `planned`, `implementing`, `implemented`, `suspended`.
    pub status: Code,
    pub since: Option<String>,
    /// Absent: adopted, not filed yet.
    pub filed: Option<String>,
}

/// A project that declares conformance with it.
#[derive(Clone, Debug, Serialize)]
pub struct UsedBy {
    /// What the project's own audit says of the standard in force, where it was declared for an edition that is not: the words of a
    /// verdict.
    pub verdict: Option<Code>,
    pub project: Link,
    /// `planned`, `partial`, `met`, `not_applicable`.
    pub status: Code,
    /// `planning`, `approval`, `construction`, `acceptance`, `operation`, `retired`.
    pub stage: Code,
}

/// An edition that is about to take the place of this one.
#[derive(Clone, Debug, Serialize)]
pub struct SupersededSoon {
    pub by: StandardRef,
    /// ISO date.
    pub on: String,
}
