//! What waits for an agency: everything that is due, as `mulu due` has it, each with the task that does it.

use serde::Serialize;

use mulu_core::day::Day;
use mulu_core::facts::DueFacts;
use mulu_core::message::Lang;
use mulu_core::percent;
use mulu_core::registry::{Deadline, Due, Expiry, Registry};

use super::DeskResponse;
use super::choices::{Choice, Choose};
use super::pages::{AdmittedRequest, problem};
use super::task::TASKS;
use super::templates::PageHead;
use mulu_core::references::ReferentKind;

/// The most lines that are shown at once.
const MOST: usize = 200;

/// One thing that waits.
#[derive(Serialize)]
struct PendingItem {
    due: Day,
    state: &'static str,
    state_words: &'static str,
    what: &'static str,
    name: String,
    title: String,
    reason: String,
    by: String,
    /// The task that does it.
    href: String,
    task: &'static str,
    record: String,
    /// The number of a standard whose review is due: several are reviewed at once.
    review: Option<String>,
}

#[derive(Serialize)]
struct TaskLink {
    id: &'static str,
    title: &'static str,
    about: &'static str,
}

#[derive(Serialize)]
struct StartView<'s> {
    agency: &'s str,
    agencies: Vec<Choice>,
    waiting: Vec<PendingItem>,
    count: usize,
    filings: Vec<PendingItem>,
    tasks: Vec<TaskLink>,
    changed: usize,
    last: Option<String>,
    day: Day,
}

/// Shows what waits.
pub fn show(visit: &AdmittedRequest<'_>) -> DeskResponse {
    let (lang, wanted) = (visit.lang, visit.asked.query.text("agency"));
    let changed =
        super::git::Git::of(&visit.desk.root).and_then(|git| git.changed().ok()).map_or(0, |files| files.len());
    let last = visit.desk.editing.last().map(|last| last.command);
    let made = visit.desk.with_registry(|registry, _, day| {
        let agency = registry.agency_called(wanted).filter(|_| !wanted.is_empty());
        let mut waiting = waiting(registry, agency, day, lang);
        let count = waiting.len();
        waiting.truncate(MOST);
        let view = StartView {
            agency: wanted,
            agencies: Choose::Named(ReferentKind::Agency).all(registry, day, lang),
            waiting,
            count,
            filings: filings(registry, agency, day, lang),
            tasks: TASKS
                .iter()
                .map(|task| TaskLink { id: task.id, title: task.words.get(lang), about: task.about.get(lang) })
                .collect(),
            changed,
            last,
            day,
        };
        let title = if lang == Lang::Zh { "待办" } else { "What waits for you" };
        let head = PageHead { lang, section: "start", title, address: &visit.address };
        visit.desk.page(200, "start.html", &head, &view)
    });
    made.unwrap_or_else(|why| problem(visit, 500, &why))
}

fn waiting(registry: &Registry, agency: Option<usize>, day: Day, lang: Lang) -> Vec<PendingItem> {
    let mut reviews = registry.due_within(None, day);
    let mut others = registry.expiries(None, day);
    if let Some(agency) = agency {
        reviews.retain(|due| due.by.contains(&agency));
        others.retain(|one| one.by.contains(&agency));
    }
    let reviews = reviews.iter().map(|due| of_review(registry, due, day, lang));
    let others = others.iter().map(|one| of_other(registry, one, day, lang));
    let mut all: Vec<PendingItem> = reviews.chain(others).collect();
    all.sort_by_key(|one| one.due);
    all
}

fn names(registry: &Registry, by: &[usize]) -> String {
    let names = by.iter().filter_map(|at| registry.agencies.get(*at)).map(mulu_core::model::Agency::display_name);
    names.collect::<Vec<_>>().join("、")
}

fn of_review(registry: &Registry, due: &Due, day: Day, lang: Lang) -> PendingItem {
    let facts = DueFacts::of(registry, due, day, lang);
    let number = percent::part(&facts.number);
    let is_review = facts.task == "review";
    let by = due.by.first().and_then(|at| registry.agencies.get(*at)).map_or("", |agency| agency.id.as_str());
    let task = if is_review { "review" } else { "record" };
    PendingItem {
        due: due.due,
        state: due.state.id(),
        state_words: due.state.phrase().get(lang),
        what: due.task.phrase().get(lang),
        name: facts.number.clone(),
        title: facts.title.unwrap_or_default(),
        reason: facts.reason,
        by: names(registry, &due.by),
        href: if is_review {
            format!("/desk/task/review?number={number}&by={by}")
        } else {
            record_address(&facts.file)
        },
        task,
        review: is_review.then_some(facts.number),
        record: facts.file,
    }
}

fn of_other(registry: &Registry, one: &Expiry, day: Day, lang: Lang) -> PendingItem {
    let facts = DueFacts::of_expiry(registry, one, day, lang);
    let by = one.by.first().and_then(|at| registry.agencies.get(*at)).map_or("", |agency| agency.id.as_str());
    let id = percent::part(&facts.record);
    let (task, href) = match one.what {
        Deadline::Duty => {
            let duty = one.key.clone();
            let duty = registry
                .duties_owed(day)
                .iter()
                .map(mulu_core::registry::OwedDuty::reference)
                .find(|own| duty.contains(own.as_str()));
            ("done", format!("/desk/task/done?duty={}&agency={by}", percent::part(&duty.unwrap_or_default())))
        }
        Deadline::Order => ("close-order", format!("/desk/task/close-order?record={id}")),
        Deadline::Step => {
            let case = registry
                .dockets
                .iter()
                .filter(|docket| docket.file == one.file)
                .flat_map(|docket| &docket.cases)
                .find(|case| case.name_span() == one.span)
                .map_or("", |case| case.name());
            ("case-step", format!("/desk/task/case-step?case={}", percent::part(case)))
        }
        Deadline::Consultation => ("step", format!("/desk/task/step?draft={id}&step=evaluation")),
        Deadline::Evidence => ("evidence", format!("/desk/task/evidence?record={id}")),
        Deadline::Waiver => ("record", record_address(&facts.file)),
    };
    PendingItem {
        due: one.day,
        state: one.state.id(),
        state_words: one.state.phrase().get(lang),
        what: one.what.phrase().get(lang),
        name: one.title.get(lang).to_owned(),
        title: registry.title_of(one.file).unwrap_or_default().to_owned(),
        reason: one.reason.get(lang).to_owned(),
        by: names(registry, &one.by),
        href,
        task,
        record: facts.file,
        review: None,
    }
}

/// The filings that nobody has accepted yet.
fn filings(registry: &Registry, agency: Option<usize>, day: Day, lang: Lang) -> Vec<PendingItem> {
    let may = |at: usize| registry.agencies.get(at).is_some_and(|agency| registry.may(agency, "register"));
    if agency.is_some_and(|at| !may(at)) {
        return Vec::new();
    }
    let all = registry.agencies.iter().flat_map(|agency| agency.adoptions.iter().map(move |filing| (agency, filing)));
    let open = all.filter(|(_, filing)| filing.filed.is_none());
    let planned = mulu_core::model::Progress::Planned;
    open.filter(|(_, filing)| filing.status.as_ref().is_some_and(|status| status.value != planned))
        .filter_map(|(agency, filing)| Some((agency, filing.standard.as_ref()?)))
        .map(|(agency, standard)| {
            let number = standard.number.canonical().to_owned();
            PendingItem {
                due: day,
                state: "waiting",
                state_words: if lang == Lang::Zh { "待受理" } else { "to be accepted" },
                what: if lang == Lang::Zh { "备案" } else { "filing" },
                title: agency.display_name().to_owned(),
                reason: String::new(),
                by: String::new(),
                href: format!("/desk/task/accept?number={}&agency={}", percent::part(&number), agency.id),
                name: number,
                task: "accept",
                record: registry.path(agency.file).to_owned(),
                review: None,
            }
        })
        .take(MOST)
        .collect()
}

/// The form of a record.
pub fn record_address(path: &str) -> String {
    format!("/desk/record?path={}", percent::part(path))
}
