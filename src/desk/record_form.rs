//! A record as a page: its form, findings beside the fields, the choice where the file changed meanwhile, and new records.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use mulu_core::edit::{Edit, RecordValues, values};
use mulu_core::message;
use mulu_core::message::{Lang, Message};
use mulu_core::model::Kind;
use mulu_core::registry::Registry;
use mulu_core::source::{Source, SourceEntry};

use super::fields::{FormContent, FormPart, form};
use super::merging::{Conflict, merge};
use super::pages::{AdmittedRequest, json, missing, problem};
use super::preview;
use super::record_edit::{FormValues, edited};
use super::start::record_address;
use super::task_form::how;
use super::templates::PageHead;
use super::views::{ListView, RemarkView};
use super::{DeskResponse, Work, WorkMode, WorkRemark};
use crate::scaffold::{self, ScaffoldError};

#[derive(Serialize)]
struct RecordView<'r> {
    path: &'r str,
    /// The text that the form was made from, as JSON has it: a browser changes the line ends of what is not.
    base: String,
    /// The kind of a new record.
    new_kind: Option<&'r str>,
    id: &'r str,
    kind: &'static str,
    parts: Vec<FormPart>,
    lists: Vec<ListView>,
    remarks: Vec<RemarkView>,
    conflicts: Vec<ConflictView>,
    lost: Vec<LostView>,
    is_refused: bool,
    was_tried: bool,
    was_saved: bool,
    /// Whether the form answers one that was sent: what was typed is in it.
    is_answer: bool,
    has_page: bool,
    open: &'r str,
}

/// What was typed into an entry that is gone.
#[derive(Serialize)]
struct LostView {
    path: String,
    text: String,
}

#[derive(Serialize)]
struct ConflictView {
    path: String,
    was: String,
    now: String,
    mine: String,
    choice: String,
}

/// A form as it is to be shown.
#[derive(Default)]
struct FormView {
    typed: FormValues,
    remarks: Vec<RemarkView>,
    conflicts: Vec<(Conflict, String)>,
    lost: Vec<(String, String)>,
    is_refused: bool,
    was_tried: bool,
    was_saved: bool,
}

/// Shows the form of a record.
pub fn show(visit: &AdmittedRequest<'_>) -> DeskResponse {
    let path = visit.asked.query.text("path");
    match read(visit, path) {
        Ok(base) => {
            let was_saved = visit.asked.query.get("saved").is_some();
            page(visit, (path, &base), None, &FormView { was_saved, ..FormView::default() })
        }
        Err(reply) => reply,
    }
}

/// Tries, previews or saves what a form says.
pub fn save(visit: &AdmittedRequest<'_>) -> DeskResponse {
    let asked = &visit.asked.form;
    let path = asked.text("path");
    let Ok(base) = serde_json::from_str::<String>(asked.get("base").unwrap_or_default()) else {
        return missing(visit);
    };
    let now = match read(visit, path) {
        Ok(now) => now,
        Err(reply) => return reply,
    };
    let typed = FormValues::of(asked);
    if now != base {
        return changed_meanwhile(visit, (path, &base, &now), &typed);
    }
    match chosen(visit, &typed) {
        Ok(typed) => carry_out(visit, (path, &base), None, typed),
        Err(open) => {
            let remarks = vec![RemarkView::refusal(CHOOSE.get(visit.lang))];
            page(visit, (path, &base), None, &FormView { typed, remarks, conflicts: open, ..FormView::default() })
        }
    }
}

const CHOOSE: mulu_core::message::StaticMessage = mulu_core::message::StaticMessage {
    zh: "请在下面逐项选择用哪一个，再保存",
    en: "choose below which of the two to keep, then save",
};

/// Shows what both have changed. Nothing is written.
fn changed_meanwhile(
    visit: &AdmittedRequest<'_>,
    (path, base, now): (&str, &str, &str),
    typed: &FormValues,
) -> DeskResponse {
    if visit.asked.form.text("_as") == "json" {
        let text = if visit.lang == Lang::Zh {
            "文件刚被别人改过：保存时会让您选择"
        } else {
            "the file was changed by somebody else: you will be asked when you save"
        };
        return json(&[RemarkView { level: "warn", ..RemarkView::refusal(text) }]);
    }
    match merge(path, base, now, typed) {
        Ok(merged) => {
            let conflicts = merged.conflicts.into_iter().map(|conflict| (conflict, String::new())).collect();
            let shown = FormView {
                typed: merged.typed,
                conflicts,
                lost: merged.lost,
                was_tried: true,
                remarks: vec![meanwhile(visit.lang)],
                ..FormView::default()
            };
            page(visit, (path, now), None, &shown)
        }
        Err(why) => problem(visit, 409, why.get(visit.lang)),
    }
}

fn meanwhile(lang: Lang) -> RemarkView {
    let zh = "您填写期间，这个文件被改过（编辑器、另一个标签页，或 git）。没有写入，也没有丢失：别人的修改已经并入下面的表单，两边都改了的请选择";
    let en = "While you were filling in, this file was changed (by an editor, another tab, or git). Nothing was written and nothing is lost: their changes are in the form below; where both changed the same, choose";
    RemarkView { level: "warn", ..RemarkView::refusal(if lang == Lang::Zh { zh } else { en }) }
}

/// The form with each conflict decided as the person chose; those that are still open, where there are some.
fn chosen(visit: &AdmittedRequest<'_>, typed: &FormValues) -> Result<FormValues, Vec<(Conflict, String)>> {
    let asked = &visit.asked.form;
    let mut decided = typed.clone();
    let mut conflicts = Vec::new();
    let mut is_open = false;
    for path in asked.all("_conflict") {
        let choice = asked.text(&format!("take.{path}"));
        match choice {
            "mine" => {}
            "theirs" => drop(decided.fields.remove(path)),
            _ => is_open = true,
        }
        let of = |what: &str| asked.get(&format!("_{what}.{path}")).unwrap_or_default().to_owned();
        conflicts.push((Conflict { path: path.to_owned(), was: of("was"), now: of("now") }, choice.to_owned()));
    }
    if is_open { Err(conflicts) } else { Ok(decided) }
}

fn carry_out(
    visit: &AdmittedRequest<'_>,
    (path, base): (&str, &str),
    new: Option<(&str, &str)>,
    typed: FormValues,
) -> DeskResponse {
    let asked = &visit.asked.form;
    let wants_preview = asked.text("_do") == "preview";
    let how = if wants_preview { WorkMode::Try } else { how(asked) };
    let edit = match edited(path, base, &typed) {
        Ok(edit) => edit,
        Err(refusals) => {
            let remarks: Vec<RemarkView> = refusals
                .into_iter()
                .map(|(field, why)| RemarkView { field, ..RemarkView::refusal(why.get(visit.lang)) })
                .collect();
            return answered(visit, (path, base), new, &FormView { typed, remarks, ..FormView::default() });
        }
    };
    if edit.text == base && new.is_none() && how != WorkMode::Try {
        return DeskResponse::see(format!("{}&saved=0", record_address(path)));
    }
    let make = |registry: &Registry, source: &dyn Source| {
        unless_changed(&edit, (path, base), new.is_some(), (registry, source))
    };
    let work = Work::Edits { name: "mulu serve --edit", make: &make };
    // As one types only what is said counts.
    if asked.text("_as") == "json" && how == WorkMode::Try && !wants_preview {
        let judged = visit.desk.editing.judge(&work, visit.lang);
        return json(&match judged {
            Ok(judged) => remarks((&judged.edits, &judged.remarks), path, visit.lang),
            Err(why) => vec![RemarkView::refusal(why.get(visit.lang))],
        });
    }
    match visit.desk.editing.carry_out(&work, how, visit.lang) {
        Ok(outcome) if outcome.is_written => DeskResponse::see(format!("{}&saved=1", record_address(path))),
        Ok(outcome) if wants_preview => preview::keep(visit, path, outcome),
        Ok(outcome) => {
            let remarks = remarks((&outcome.edits, &outcome.remarks), path, visit.lang);
            answered(
                visit,
                (path, base),
                new,
                &FormView {
                    typed,
                    remarks,
                    is_refused: how == WorkMode::Write,
                    was_tried: true,
                    ..FormView::default()
                },
            )
        }
        Err(why) => {
            let remarks = vec![RemarkView::refusal(why.get(visit.lang))];
            answered(visit, (path, base), new, &FormView { typed, remarks, ..FormView::default() })
        }
    }
}

/// The edit, where the file still says what the form was made from: now that nobody else writes.
fn unless_changed(
    edit: &Edit,
    (path, base): (&str, &str),
    is_new: bool,
    (registry, source): (&Registry, &dyn Source),
) -> Result<Vec<Edit>, Message> {
    let changed = || {
        message!(
            "{path} 刚被改动，没有写入：再保存一次",
            "{path} has just been changed, and nothing was written: save again"
        )
    };
    if is_new {
        let is_taken = registry.files.iter().any(|own| own == path) || source.read(path).is_ok();
        return if is_taken {
            Err(message!("{path} 已存在，没有写入", "{path} is there already, and nothing was written"))
        } else {
            Ok(vec![edit.clone()])
        };
    }
    match source.read(path) {
        Ok(SourceEntry::Bytes(bytes)) if bytes == base.as_bytes() => Ok(vec![edit.clone()]),
        _ => Err(changed()),
    }
}

/// What is said of a form, each at its field.
fn remarks((edits, remarks): (&[Edit], &[WorkRemark]), path: &str, lang: Lang) -> Vec<RemarkView> {
    let text = edits.iter().find(|edit| edit.path == path).map_or("", |edit| edit.text.as_str());
    let said = values(path, text).unwrap_or_default();
    let field = |file: &str, place: usize| said.at(place).filter(|_| file == path);
    remarks.iter().map(|remark| RemarkView::of(remark, lang, field)).collect()
}

fn answered(
    visit: &AdmittedRequest<'_>,
    of: (&str, &str),
    new: Option<(&str, &str)>,
    shown: &FormView,
) -> DeskResponse {
    if visit.asked.form.text("_as") == "json" { json(&shown.remarks) } else { page(visit, of, new, shown) }
}

fn page(
    visit: &AdmittedRequest<'_>,
    (path, base): (&str, &str),
    new: Option<(&str, &str)>,
    shown: &FormView,
) -> DeskResponse {
    let Some(kind) = Kind::of_path(path) else { return missing(visit) };
    let lang = visit.lang;
    let said: RecordValues = match values(path, base) {
        Ok(said) => said,
        Err(why) => {
            let (zh, en) = (&why.zh, &why.en);
            let hint = message!(
                "{path}：{zh}。这个文件不能用表单修改，请在编辑器里改正",
                "{path}: {en}. No form can change this file: correct it in an editor"
            );
            return problem(visit, 200, hint.get(lang));
        }
    };
    let open = visit.asked.query.text("entry");
    let open = if open.is_empty() { visit.asked.form.text("entry") } else { open };
    let others: BTreeMap<String, String> =
        shown.conflicts.iter().map(|(conflict, _)| (conflict.path.clone(), conflict.now.clone())).collect();
    let made = visit.desk.with_registry(|registry, _, day| {
        let content = FormContent {
            kind,
            path,
            values: &said,
            typed: &shown.typed.fields,
            removed: &shown.typed.removed,
            remarks: &shown.remarks,
            others: &others,
            open,
        };
        let (parts, lists) = form(&content, (registry, day, lang));
        let names: BTreeSet<&str> = parts
            .iter()
            .filter_map(|part| if let FormPart::Field { field } = part { field.name.strip_prefix("f.") } else { None })
            .collect();
        // What is said of no field of the page is said above them all.
        let remarks =
            shown.remarks.iter().filter(|remark| remark.field.as_deref().is_none_or(|field| !names.contains(field)));
        let conflict = |(conflict, choice): &(Conflict, String)| ConflictView {
            path: conflict.path.clone(),
            was: conflict.was.clone(),
            now: conflict.now.clone(),
            mine: shown.typed.fields.get(&conflict.path).cloned().unwrap_or_default(),
            choice: choice.clone(),
        };
        let record = registry.files.iter().any(|own| own == path);
        let title = title(registry, kind, path, lang);
        let view = RecordView {
            path,
            base: serde_json::to_string(base).unwrap_or_default(),
            new_kind: new.map(|(kind, _)| kind),
            id: new.map_or("", |(_, id)| id),
            kind: kind.declaration().name.get(lang),
            remarks: remarks.cloned().collect(),
            conflicts: shown.conflicts.iter().map(conflict).collect(),
            lost: shown.lost.iter().map(|(path, text)| LostView { path: path.clone(), text: text.clone() }).collect(),
            parts,
            lists,
            is_refused: shown.is_refused,
            was_tried: shown.was_tried,
            was_saved: shown.was_saved,
            is_answer: visit.asked.is_post,
            has_page: kind.is_many() && (record || new.is_some()),
            open,
        };
        let address = new.map_or_else(|| record_address(path), |(kind, _)| format!("/desk/new/{kind}"));
        let head = PageHead { lang, section: "record", title: &title, address: &address };
        let status = if shown.conflicts.is_empty() { 200 } else { 409 };
        visit.desk.page(status, "record.html", &head, &view)
    });
    made.unwrap_or_else(|why| problem(visit, 500, &why))
}

fn title(registry: &Registry, kind: Kind, path: &str, lang: Lang) -> String {
    let record = registry.records(kind).find(|record| registry.path(record.file()) == path);
    let title = record.and_then(|record| record.title_en().filter(|_| lang == Lang::En).or(record.title()));
    title.map_or_else(|| path.to_owned(), str::to_owned)
}

/// The text of a record of the registry; an answer where there is none.
fn read(visit: &AdmittedRequest<'_>, path: &str) -> Result<String, DeskResponse> {
    let found = visit.desk.with_registry(|registry, source, _| {
        let is_known = registry.files.binary_search_by(|own| own.as_str().cmp(path)).is_ok();
        if is_known { source.read(path).ok() } else { None }
    });
    match found {
        Ok(Some(SourceEntry::Bytes(bytes))) => String::from_utf8(bytes).map_err(|_| missing(visit)),
        Ok(_) => Err(missing(visit)),
        Err(why) => Err(problem(visit, 500, &why)),
    }
}

/// The records that are begun with more than their id, or under another name than their kind's: how each is begun, by the provider
/// and the id that were given.
type NewRecordBuilder = for<'a> fn(&'a str, &'a str) -> scaffold::NewRecord<'a>;
const BEGUN: [(&str, Kind, NewRecordBuilder); 6] = [
    ("standard", Kind::Standard, |_, id| scaffold::NewRecord::Standard(id)),
    ("draft", Kind::Standard, |_, id| scaffold::NewRecord::Draft(id)),
    ("policy", Kind::Policy, |_, id| scaffold::NewRecord::Policy(id)),
    ("agency", Kind::Agency, |_, id| scaffold::NewRecord::Agency(id)),
    ("project", Kind::Project, |_, id| scaffold::NewRecord::Project(id)),
    ("resource", Kind::Resource, |provider, id| scaffold::NewRecord::Resource(provider, id)),
];

/// What a form makes new records of, as pages ask for it: those above, then every kind whose pages are derived from its keys.
fn new_kinds() -> impl Iterator<Item = (&'static str, Kind)> {
    BEGUN
        .into_iter()
        .map(|(name, kind, _)| (name, kind))
        .chain(Kind::with_derived_pages().map(|kind| (kind.id(), kind)))
}

/// What is to be made; none where no form makes it.
fn begun<'a>(name: &str, provider: &'a str, id: &'a str) -> Option<scaffold::NewRecord<'a>> {
    let written = BEGUN.into_iter().find(|(own, ..)| *own == name).map(|(.., begin)| begin(provider, id));
    let derived = || Kind::with_derived_pages().find(|kind| kind.id() == name);
    written.or_else(|| Some(scaffold::NewRecord::OfKind(derived()?, id)))
}

#[derive(Serialize)]
struct KindView {
    id: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
struct NewView {
    kinds: Vec<KindView>,
    kind: String,
    error: Option<String>,
    id: String,
    provider: String,
    agencies: Vec<super::choices::Choice>,
}

/// Asks what kind of record is to be made, and what it is called.
pub fn choose_kind(visit: &AdmittedRequest<'_>) -> DeskResponse {
    ask_name(visit, visit.asked.query.text("kind"), None)
}

fn ask_name(visit: &AdmittedRequest<'_>, kind: &str, error: Option<String>) -> DeskResponse {
    let lang = visit.lang;
    let name = |(id, kind): (&'static str, Kind)| {
        let draft = if lang == Lang::Zh { "本市标准文件（编制中）" } else { "a document of the city" };
        KindView { id, title: if id == "draft" { draft } else { kind.declaration().name.get(lang) } }
    };
    let made = visit.desk.with_registry(|registry, _, day| {
        let agencies =
            super::choices::Choose::Named(mulu_core::references::ReferentKind::Agency).all(registry, day, lang);
        let view = NewView {
            kinds: new_kinds().map(name).collect(),
            kind: kind.to_owned(),
            error,
            id: visit.asked.query.text("id").to_owned(),
            provider: visit.asked.query.text("provider").to_owned(),
            agencies,
        };
        let title = if lang == Lang::Zh { "新建记录" } else { "New record" };
        let head = PageHead { lang, section: "new", title, address: &visit.address };
        visit.desk.page(200, "new.html", &head, &view)
    });
    made.unwrap_or_else(|why| problem(visit, 500, &why))
}

/// Shows the form of a new record.
pub fn show_new(visit: &AdmittedRequest<'_>, kind: &str) -> DeskResponse {
    match blank(visit, kind) {
        Ok((path, text, id)) => page(visit, (&path, &text), Some((kind, &id)), &FormView::default()),
        Err(reply) => reply,
    }
}

/// Tries or saves a new record.
pub fn save_new(visit: &AdmittedRequest<'_>, kind: &str) -> DeskResponse {
    match blank(visit, kind) {
        Ok((path, text, id)) => carry_out(visit, (&path, &text), Some((kind, &id)), FormValues::of(&visit.asked.form)),
        Err(reply) => reply,
    }
}

/// The path and the text of a new record before anything is filled in, and what it is called.
fn blank(visit: &AdmittedRequest<'_>, kind: &str) -> Result<(String, String, String), DeskResponse> {
    let given = if visit.asked.is_post { &visit.asked.form } else { &visit.asked.query };
    let (id, provider) = (given.text("id").to_owned(), given.text("provider").to_owned());
    if id.is_empty() {
        return Err(ask_name(visit, kind, None));
    }
    let made = visit.desk.with_registry(|registry, _, _| {
        let what = begun(kind, &provider, &id)?;
        Some(scaffold::new_record(what, &BTreeMap::new(), &registry.config.grammar).and_then(|(path, text)| {
            let there = registry.files.contains(&path);
            if there {
                return Err(ScaffoldError(message!("{path} 已存在", "{path} is there already")));
            }
            Ok((path, text))
        }))
    });
    match made {
        Ok(Some(Ok((path, text)))) => {
            Ok((path, text, if kind == "resource" { format!("{provider}/{id}") } else { id }))
        }
        Ok(Some(Err(ScaffoldError(why)))) => Err(ask_name(visit, kind, Some(why.get(visit.lang).to_owned()))),
        Ok(None) => Err(missing(visit)),
        Err(why) => Err(problem(visit, 500, &why)),
    }
}
