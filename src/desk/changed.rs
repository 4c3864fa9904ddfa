//! What is saved and not committed, in the field's terms and as git shows it; and the last edit, which can be taken back.

use std::collections::BTreeMap;

use serde::Serialize;

use mulu_core::changes::{Announcement, announce, between};
use mulu_core::message::Lang;
use mulu_core::registry::Registry;
use mulu_core::source::kind_of;
use mulu_git::RevisionTree;

use super::git::{ChangedFile, Git};
use super::pages::{AdmittedRequest, problem};
use super::templates::PageHead;
use super::{Desk, DeskResponse};

/// The longest difference that a page shows, in bytes.
const LONGEST: usize = 20_000;

/// A line of a difference.
#[derive(Serialize)]
pub struct LineView {
    /// `+`, `-`, or a blank.
    pub mark: char,
    /// What it says.
    pub text: String,
}

/// A record that is not as it was committed.
#[derive(Serialize)]
pub struct ChangedView {
    /// Its file.
    pub path: String,
    /// The kind of record.
    pub kind: &'static str,
    /// Whether it is new, changed or gone.
    pub state: &'static str,
    /// What changed of it, in the field's terms.
    pub words: Vec<String>,
    /// How the file differs, line by line.
    pub lines: Vec<LineView>,
}

#[derive(Serialize)]
struct ChangedPage<'c> {
    files: Vec<ChangedView>,
    has_git: bool,
    last: Option<&'c super::LastEdit>,
    saved: &'c str,
    undone: &'c str,
    error: Option<&'c str>,
}

/// Shows what is not committed.
pub fn show(visit: &AdmittedRequest<'_>) -> DeskResponse {
    page(visit, None)
}

/// Takes the last edit back.
pub fn undo(visit: &AdmittedRequest<'_>) -> DeskResponse {
    match visit.desk.editing.undo(visit.lang) {
        Ok(last) => DeskResponse::see(format!("/desk/changed?undone={}", last.files.len())),
        Err(why) => page(visit, Some(why.get(visit.lang))),
    }
}

fn page(visit: &AdmittedRequest<'_>, error: Option<&str>) -> DeskResponse {
    let lang = visit.lang;
    let git = Git::of(&visit.desk.root);
    let files = git.as_ref().map_or(Ok(Vec::new()), Git::changed);
    let files = match files {
        Ok(files) => files,
        Err(why) => return problem(visit, 500, &why),
    };
    let words = told(visit.desk, lang);
    let shown = files.iter().map(|file| view(git.as_ref(), file, &words, lang)).collect();
    let last = visit.desk.editing.last();
    let (saved, undone) = (visit.asked.query.text("saved"), visit.asked.query.text("undone"));
    let body = ChangedPage { files: shown, has_git: git.is_some(), last: last.as_ref(), saved, undone, error };
    let title = if lang == Lang::Zh { "已保存、未提交的修改" } else { "Saved, not handed in" };
    let head = PageHead { lang, section: "changed", title, address: "/desk/changed" };
    visit.desk.page(200, "changed.html", &head, &body)
}

/// A record as the page lists it.
pub fn view(git: Option<&Git>, file: &ChangedFile, words: &BTreeMap<String, Vec<String>>, lang: Lang) -> ChangedView {
    let state = match (file.is_there, file.is_known) {
        (false, _) => "gone",
        (true, false) => "new",
        (true, true) => "changed",
    };
    let mut difference = git.map_or(String::new(), |git| git.difference(file));
    if difference.len() > LONGEST {
        difference = mulu_core::slice::slice_lossy(&difference, ..LONGEST).to_owned() + "\n…";
    }
    let body = difference.lines().skip_while(|line| file.is_known && !line.starts_with("@@"));
    let line = |line: &str| {
        let mut rest = line.chars();
        let mark = rest.next().filter(|mark| "+-@".contains(*mark)).unwrap_or(' ');
        LineView { mark, text: mulu_core::printable::line(if mark == '@' { "" } else { rest.as_str() }) }
    };
    ChangedView {
        path: file.path.clone(),
        kind: kind_of(&file.path).map_or("", |kind| kind.declaration().name.get(lang)),
        state,
        words: words.get(&file.path).cloned().unwrap_or_default(),
        lines: body.map(line).collect(),
    }
}

/// What changed since the last commit; none where nothing is committed, or it cannot be read.
pub fn announced(desk: &Desk) -> Option<(Announcement, BTreeMap<String, Vec<mulu_core::message::Message>>)> {
    let before = RevisionTree::open(&desk.root, "HEAD").ok()?;
    let old = Registry::load(&before).ok()?;
    desk.with_registry(|registry, source, _| {
        let changes = between(&before, source).ok()?;
        let mut by_path: BTreeMap<String, Vec<mulu_core::message::Message>> = BTreeMap::new();
        for change in &changes {
            by_path.entry(change.path.clone()).or_default().push(change.change.words());
        }
        Some((announce(&old, registry, &changes), by_path))
    })
    .ok()?
}

/// What changed of each record, in a language.
pub fn told(desk: &Desk, lang: Lang) -> BTreeMap<String, Vec<String>> {
    let found = announced(desk).map(|(_, by_path)| by_path).unwrap_or_default();
    let words = |all: Vec<mulu_core::message::Message>| all.iter().map(|words| words.get(lang).to_owned()).collect();
    found.into_iter().map(|(path, all)| (path, words(all))).collect()
}
