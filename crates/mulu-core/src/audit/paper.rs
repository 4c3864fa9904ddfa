//! What a paper is worth: whether it is what its kind asks for, and was there when a clause asked for it.

use crate::day::Day;
use crate::model::{Agency, Evidence, EvidenceKind, FileId, Outcome, Place, Project, Span, Stage};
use crate::registry::Registry;

use super::Verdict;
use super::demand::Demand;
use super::derived::is_derived;
use super::gates::{DemandTiming, GatePassage, Gates};
use super::issuer;

/// What is wrong with a paper, or not known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flaw {
    /// It says failed.
    Failed,
    /// The span that it covers is shorter than its kind asks.
    TooShort,
    /// Whoever issued it is none of those that its kind takes.
    WrongIssuer,
    /// It was made before the gate after which its kind is made.
    TooEarly(Stage),
    /// It was made after the gate that asked for it, which was passed on the day.
    Late(Stage, Day),
    /// It speaks of the agency, whose file is the place for it.
    OfAgency,
    /// Resource records answer for its kind.
    Derived,
    /// It does not say what its kind asks to know: the key.
    Lacks(&'static str),
}

impl Flaw {
    /// A word for it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Flaw::Failed => "failed",
            Flaw::TooShort => "too-short",
            Flaw::WrongIssuer => "wrong-issuer",
            Flaw::TooEarly(_) => "too-early",
            Flaw::Late(..) => "late",
            Flaw::OfAgency => "of-agency",
            Flaw::Derived => "derived",
            Flaw::Lacks(key) => key,
        }
    }

    /// Whether a paper with it is not an answer.
    #[must_use]
    pub fn is_fatal(self) -> bool {
        matches!(self, Flaw::Failed | Flaw::TooShort | Flaw::WrongIssuer | Flaw::TooEarly(_))
    }
}

/// A flaw, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PaperFlaw {
    /// What is wrong.
    pub flaw: Flaw,
    /// The value that makes it wrong, or the paper that lacks it.
    pub place: Place,
}

/// What came of looking at a paper.
pub struct PaperAssessment {
    /// `Met`, `Expired` or `Invalid`.
    pub verdict: Verdict,
    /// The value that answers, or makes the answer wrong.
    pub answer: Place,
    /// Its last good day.
    pub until: Option<Day>,
    /// The day of its issue.
    pub issued: Option<Day>,
    /// What is wrong with it.
    pub flaws: Vec<PaperFlaw>,
}

/// The papers of a kind that answer for a project: its own, or its agency's where the kind is a fact about the agency.
pub fn papers<'r>(registry: &'r Registry, project: &'r Project, kind: &str, day: Day) -> Vec<(FileId, &'r Evidence)> {
    let of_kind = |own: &&Evidence| own.kind.as_ref().is_some_and(|own| own.value == kind);
    if registry.evidence_kind(kind).is_some_and(|kind| kind.of_agency) {
        let agencies = registry.agencies_behind(project, day).into_iter().map(|index| &registry.agencies[index]);
        let of = |agency: &'r Agency| agency.evidence.iter().filter(of_kind).map(|paper| (agency.file, paper));
        return agencies.flat_map(of).collect();
    }
    project.evidence.iter().filter(of_kind).map(|paper| (project.file, paper)).collect()
}

/// Looks at a paper for everyone who asks. It counts from the day of its issue.
pub fn weigh(
    registry: &Registry,
    (file, paper): (FileId, &Evidence),
    kind: &str,
    demands: &[&Demand],
    gates: &Gates<'_>,
    day: Day,
) -> Option<PaperAssessment> {
    if paper.issued.as_ref().is_some_and(|issued| issued.value > day) {
        return None;
    }
    let kind = registry.evidence_kind(kind);
    let mut flaws = kind.map_or_else(Vec::new, |kind| of_itself(paper, kind, gates, day));
    if let (Some(kind), Some(by)) = (kind, &paper.by)
        && !issuer::counts(registry, kind, by, demands)
    {
        flaws.push((Flaw::WrongIssuer, by.span));
    }
    let of_agency = kind.is_some_and(|kind| kind.of_agency);
    if !of_agency {
        flaws.extend(late(paper, kind, demands, gates));
    }
    let place = |span| Place { file, span };
    let until = paper.expires.as_ref().map(|expires| expires.value);
    let lapsed = until.is_some_and(|until| demands.iter().any(|demand| is_lapsed(demand, until, of_agency, day)));
    let fatal = flaws.iter().find(|(flaw, _)| flaw.is_fatal()).map(|(_, span)| *span);
    let named = paper.kind.as_ref().map_or(paper.span, |kind| kind.span);
    let expires = paper.expires.as_ref().map_or(paper.span, |expires| expires.span);
    let (verdict, span) = match fatal {
        Some(span) => (Verdict::Invalid, span),
        None if lapsed => (Verdict::Expired, expires),
        None => (Verdict::Met, named),
    };
    let flaws = flaws.into_iter().map(|(flaw, span)| PaperFlaw { flaw, place: place(span) }).collect();
    let issued = paper.issued.as_ref().map(|issued| issued.value);
    Some(PaperAssessment { verdict, answer: place(span), until, issued, flaws })
}

/// Leaves out what a later failure overtakes: of two tests, one passed and one failed, the later counts. A failure after the gate that
/// asked, or by somebody whose papers do not count, overtakes nothing.
pub fn without_overtaken(papers: Vec<PaperAssessment>) -> Vec<PaperAssessment> {
    let counts = |paper: &&PaperAssessment| {
        let has = |wanted: fn(Flaw) -> bool| paper.flaws.iter().any(|found| wanted(found.flaw));
        has(|flaw| flaw == Flaw::Failed) && !has(|flaw| matches!(flaw, Flaw::WrongIssuer | Flaw::Late(..)))
    };
    let Some(failed) = papers.iter().filter(counts).filter_map(|paper| paper.issued).max() else { return papers };
    papers.into_iter().filter(|paper| paper.issued.is_none_or(|issued| issued >= failed)).collect()
}

/// What a paper's kind asks of it, whoever demands it.
fn of_itself(paper: &Evidence, kind: &EvidenceKind, gates: &Gates<'_>, day: Day) -> Vec<(Flaw, Span)> {
    let mut flaws = Vec::new();
    match &paper.result {
        Some(result) if result.value == Outcome::Fail => flaws.push((Flaw::Failed, result.span)),
        None if kind.result => flaws.push((Flaw::Lacks("result"), paper.span)),
        _ => {}
    }
    if paper.by.is_none() && !kind.issuers.is_empty() {
        flaws.push((Flaw::Lacks("by"), paper.span));
    }
    if let Some(at_least) = &kind.at_least {
        match (&paper.from, &paper.to) {
            // What is still to come has not been covered, nor what came after the paper.
            (Some(from), Some(to)) if covered_until(paper, to.value, day) < at_least.after(from.value) => {
                flaws.push((Flaw::TooShort, to.span));
            }
            (Some(_), Some(_)) => {}
            (from, to) => {
                let lacks = |key, there: bool| (!there).then_some((Flaw::Lacks(key), paper.span));
                flaws.extend(lacks("from", from.is_some()));
                flaws.extend(lacks("to", to.is_some()));
            }
        }
    }
    if let (Some(after), Some(issued)) = (&kind.after, &paper.issued) {
        let before_it = match gates.passed(after.value) {
            GatePassage::Not => true,
            GatePassage::Between(between) => between.from.is_some_and(|from| issued.value < from),
        };
        if before_it {
            flaws.push((Flaw::TooEarly(after.value), issued.span));
        }
    }
    flaws
}

/// The last day of a span that a paper can speak of.
fn covered_until(paper: &Evidence, to: Day, day: Day) -> Day {
    let issued = paper.issued.as_ref().map_or(day, |issued| issued.value);
    to.min(day).min(issued)
}

/// A gate that is passed once asked for the paper by its day; the kind may name an earlier one. At operation a paper counts from
/// its own day.
fn late(paper: &Evidence, kind: Option<&EvidenceKind>, demands: &[&Demand], gates: &Gates<'_>) -> Option<(Flaw, Span)> {
    let issued = paper.issued.as_ref()?;
    let asked = demands.iter().filter_map(|demand| match demand.asked_on {
        DemandTiming::Then(Some(day)) => Some((demand.gate, day)),
        _ => None,
    });
    let before = kind.and_then(|kind| kind.before.as_ref()).and_then(|gate| match gates.passed(gate.value) {
        GatePassage::Between(between) if between.from == between.to => Some((gate.value, between.to?)),
        _ => None,
    });
    let (gate, day) = asked.chain(before).min_by_key(|(_, day)| *day)?;
    (issued.value > day).then_some((Flaw::Late(gate, day), issued.span))
}

/// Whether a paper had run out when it was needed. After a gate that is passed once that does not matter any more.
fn is_lapsed(demand: &Demand, until: Day, of_agency: bool, today: Day) -> bool {
    match demand.asked_on {
        DemandTiming::Then(Some(_) | None) if of_agency => until < today,
        DemandTiming::Then(Some(day)) => until < day,
        DemandTiming::Then(None) => false,
        DemandTiming::EveryDay | DemandTiming::ToCome => until < today,
    }
}

/// Papers in the file of a project that answer nothing there: those about its agency, and those for which resource records stand.
pub fn misplaced<'r>(registry: &'r Registry, project: &'r Project) -> impl Iterator<Item = PaperFlaw> + use<'r> {
    project.evidence.iter().filter_map(|paper| {
        let kind = paper.kind.as_ref()?;
        let of_agency = registry.evidence_kind(kind).is_some_and(|kind| kind.of_agency);
        let flaw = if is_derived(registry, kind) {
            Flaw::Derived
        } else if of_agency {
            Flaw::OfAgency
        } else {
            return None;
        };
        Some(PaperFlaw { flaw, place: Place { file: project.file, span: kind.span } })
    })
}
