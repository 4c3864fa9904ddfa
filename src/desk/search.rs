//! The search that leads to forms: records by id, number, title or name, and tasks by what they are called.

use serde::Serialize;

use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::registry::Registry;

use super::DeskResponse;
use super::choices::folded;
use super::pages::{AdmittedRequest, problem};
use super::task::TASKS;
use super::templates::PageHead;

/// The most records that are listed.
const MOST: usize = 60;

/// A record that was found.
#[derive(Serialize)]
pub struct FoundRecord {
    /// What it is called.
    pub title: String,
    /// Its number or id.
    pub name: String,
    /// What kind of record it is.
    pub kind: String,
    /// The kind's word.
    pub kind_id: &'static str,
    /// Its file.
    pub path: String,
}

#[derive(Serialize)]
struct FoundTask {
    id: &'static str,
    title: &'static str,
    about: &'static str,
}

#[derive(Serialize)]
struct SearchView<'s> {
    query: &'s str,
    tasks: Vec<FoundTask>,
    records: Vec<FoundRecord>,
    is_cut: bool,
}

/// Shows what was found.
pub fn show(visit: &AdmittedRequest<'_>) -> DeskResponse {
    let (lang, query) = (visit.lang, visit.asked.query.text("q"));
    let made = visit.desk.with_registry(|registry, _, day| {
        let meant = if query.is_empty() { Vec::new() } else { registry.called(query, day) };
        let meant = meant.into_iter().filter_map(|(kind, place)| found(registry, kind, place, lang));
        let mut records: Vec<FoundRecord> = meant.collect();
        if !query.is_empty() {
            let first = records.len();
            let more = having(registry, query, lang);
            let is_new = |more: &FoundRecord| !records.iter().take(first).any(|own| own.path == more.path);
            let more: Vec<FoundRecord> = more.into_iter().filter(is_new).collect();
            records.extend(more);
        }
        let is_cut = records.len() > MOST;
        records.truncate(MOST);
        let view = SearchView { query, tasks: tasks(query, lang), records, is_cut };
        let title = if lang == Lang::Zh { "查找" } else { "Search" };
        let head = PageHead { lang, section: "search", title, address: &visit.address };
        visit.desk.page(200, "search.html", &head, &view)
    });
    made.unwrap_or_else(|why| problem(visit, 500, &why))
}

fn tasks(query: &str, lang: Lang) -> Vec<FoundTask> {
    let wanted = folded(query);
    let has = |text: &str| folded(text).contains(&wanted);
    let meant = TASKS.iter().filter(|task| {
        !wanted.is_empty() && (has(task.words.zh) || has(task.words.en) || has(task.about.zh) || has(task.id))
    });
    meant.map(|task| FoundTask { id: task.id, title: task.words.get(lang), about: task.about.get(lang) }).collect()
}

/// The records that have a text in their id, number, title or name.
fn having(registry: &Registry, query: &str, lang: Lang) -> Vec<FoundRecord> {
    let wanted = folded(query);
    let kinds = Kind::ALL.iter().copied().filter(|kind| kind.is_many());
    let all = kinds.flat_map(|kind| (0..registry.count(kind)).map(move |place| (kind, place)));
    let has = |text: &str| folded(text).contains(&wanted);
    all.filter(|(kind, place)| {
        registry.record_at(*kind, *place).is_some_and(|record| {
            let titles = [record.title(), record.title_en()];
            has(record.id()) || titles.into_iter().flatten().any(has) || has(&name_of(registry, *kind, *place))
        })
    })
    .filter_map(|(kind, place)| found(registry, kind, place, lang))
    .take(MOST + 1)
    .collect()
}

fn found(registry: &Registry, kind: Kind, place: usize, lang: Lang) -> Option<FoundRecord> {
    let record = registry.record_at(kind, place)?;
    let english = record.title_en().filter(|_| lang == Lang::En);
    Some(FoundRecord {
        title: english.or(record.title()).unwrap_or_default().to_owned(),
        name: name_of(registry, kind, place),
        kind: kind.declaration().name.get(lang).to_owned(),
        kind_id: kind.id(),
        path: registry.path(record.file()).to_owned(),
    })
}

/// A standard's number; of others the id.
fn name_of(registry: &Registry, kind: Kind, place: usize) -> String {
    let standard = registry.standards.get(place).filter(|_| kind == Kind::Standard);
    let id = || registry.record_at(kind, place).map_or(String::new(), |record| record.id().to_owned());
    standard.map_or_else(id, |standard| standard.name().to_owned())
}
