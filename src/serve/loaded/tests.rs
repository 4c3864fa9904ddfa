//! What is kept from one change to the next is what would be read anew.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;

use git2::{IndexAddOption, Repository, Signature, Time};
use tempfile::TempDir;

use crate::serve::changes::WatchedChanges;
use mulu_core::config::Config;
use mulu_core::day::Day;
use mulu_core::model::FileId;

use super::{Loaded, ReloadOutcome};

const ONE: &str = "standards/national/one.md";
const AGENCY: &str = "agencies/a.toml";

fn on(text: &str) -> Day {
    text.parse().unwrap()
}

/// A day that does not change.
fn fixed(_: &Config) -> Day {
    on("2026-11-21")
}

struct Files(TempDir);

impl Files {
    fn new() -> Files {
        let files = Files(TempDir::new().unwrap());
        files.write("book.toml", "[book]\ntitle = \"试验\"\n[catalogue]\nsite-url = \"https://example.org/\"\n");
        files.write(ONE, "+++\nnumber = \"GB/T 1-2020\"\ntitle = \"甲\"\n+++\n");
        files.write(AGENCY, "name = \"数据局\"\njurisdiction = \"430100\"\n");
        files
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn load(&self) -> Loaded {
        Loaded::whole(self.0.path(), &fixed).unwrap()
    }

    fn commit(&self, seconds: i64) {
        let repository = Repository::init(self.0.path()).unwrap();
        let mut index = repository.index().unwrap();
        index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
        index.write().unwrap();
        let tree = repository.find_tree(index.write_tree().unwrap()).unwrap();
        let clerk = Signature::new("Clerk", "clerk@example.org", &Time::new(seconds, 0)).unwrap();
        let parent = repository.head().ok().and_then(|head| head.peel_to_commit().ok());
        let parents: Vec<_> = parent.iter().collect();
        repository.commit(Some("HEAD"), &clerk, &clerk, "an edit", &tree, &parents).unwrap();
    }
}

fn paths(paths: &[&str]) -> WatchedChanges {
    WatchedChanges::Paths(own(paths))
}

fn own(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

/// All that was read, to compare.
fn told(loaded: &Loaded) -> String {
    let registry = &loaded.registry;
    let records = (&registry.standards, &registry.policies, &registry.agencies, &registry.projects);
    let history: Vec<_> = loaded.history.entries().map(|entry| (entry.stable_id(), entry.day)).collect();
    let texts: Vec<_> = (0..).map(FileId).map(|file| registry.text(file)).take(registry.files.len()).collect();
    let read = (&registry.files, &registry.digests, texts, &registry.diagnostics, records);
    format!("{read:?} {:?} {:?} {history:?}", loaded.day, loaded.revision)
}

#[test]
fn pages_are_served_from_the_root_wherever_they_will_be_published() {
    assert_eq!(Files::new().load().registry.config.site_url, None);
}

#[test]
fn an_edit_of_a_record_is_news_of_that_file_alone() {
    let files = Files::new();
    let mut loaded = files.load();
    files.write(ONE, "+++\nnumber = \"GB/T 1-2020\"\ntitle = \"乙\"\n+++\n");
    assert_eq!(loaded.again(&paths(&[ONE]), &fixed), Ok(ReloadOutcome::Files(own(&[ONE]))));
    assert_eq!(loaded.registry.standards[0].title.as_ref().unwrap().value, "乙");
    assert_eq!(told(&loaded), told(&files.load()));
}

#[test]
fn what_came_and_went_is_no_news() {
    let mut loaded = Files::new().load();
    assert_eq!(loaded.again(&paths(&["agencies/4913"]), &fixed), Ok(ReloadOutcome::Files(BTreeSet::new())));
}

#[test]
fn a_record_that_came_or_went_may_concern_all() {
    let files = Files::new();
    let mut loaded = files.load();
    files.write("projects/p.toml", "name = \"项目\"\n");
    assert_eq!(loaded.again(&paths(&["projects/p.toml"]), &fixed), Ok(ReloadOutcome::All));
    assert_eq!(told(&loaded), told(&files.load()));
    fs::remove_file(files.0.path().join(ONE)).unwrap();
    assert_eq!(loaded.again(&paths(&[ONE]), &fixed), Ok(ReloadOutcome::All));
    assert_eq!((told(&loaded), loaded.registry.standards.len()), (told(&files.load()), 0));
}

#[test]
fn the_theme_is_read_again_with_everything() {
    let files = Files::new();
    let mut loaded = files.load();
    files.write("site/assets/own.css", "body {}");
    assert_eq!(loaded.again(&WatchedChanges::Everything, &fixed), Ok(ReloadOutcome::All));
    assert_eq!(loaded.theme.assets["own.css"], b"body {}");
}

#[test]
fn a_record_edited_and_put_back_differs_from_its_commit_and_then_does_not() {
    let files = Files::new();
    files.commit(1_600_000_000);
    let mut loaded = files.load();
    let text = fs::read_to_string(files.0.path().join(ONE)).unwrap();
    let changed = |loaded: &Loaded| loaded.revision.as_ref().unwrap().changed;
    assert!(!changed(&loaded));
    // Of another length, since git may trust the time of a file that is as long as before.
    files.write(ONE, &format!("{text}更多"));
    loaded.again(&paths(&[ONE]), &fixed).unwrap();
    assert!(changed(&loaded));
    files.write(AGENCY, "name = \"另一数据局\"\njurisdiction = \"430100\"\n");
    loaded.again(&paths(&[AGENCY]), &fixed).unwrap();
    files.write(ONE, &text);
    loaded.again(&paths(&[ONE]), &fixed).unwrap();
    assert!(changed(&loaded), "the agency still differs");
    files.write(AGENCY, "name = \"数据局\"\njurisdiction = \"430100\"\n");
    loaded.again(&paths(&[AGENCY]), &fixed).unwrap();
    assert!(!changed(&loaded));
}

#[test]
fn another_commit_is_another_revision_and_more_history() {
    let files = Files::new();
    files.commit(1_600_000_000);
    let mut loaded = files.load();
    let before = loaded.revision.clone();
    files.write(ONE, "+++\nnumber = \"GB/T 1-2020\"\ntitle = \"另一名\"\n+++\n");
    files.commit(1_700_000_000);
    assert_eq!(loaded.again(&paths(&[ONE, ".git/HEAD"]), &fixed), Ok(ReloadOutcome::All));
    assert_ne!(loaded.revision, before);
    assert_eq!(told(&loaded), told(&files.load()));
}

#[test]
fn another_day_may_concern_all() {
    let files = Files::new();
    let today = Cell::new(on("2026-11-21"));
    let day = |_: &Config| today.get();
    let mut loaded = Loaded::whole(files.0.path(), &day).unwrap();
    assert_eq!(loaded.again(&paths(&[]), &day), Ok(ReloadOutcome::Files(BTreeSet::new())));
    today.set(on("2026-11-22"));
    assert_eq!(loaded.again(&paths(&[]), &day), Ok(ReloadOutcome::All));
    assert_eq!(loaded.day, on("2026-11-22"));
}

#[test]
fn what_stops_a_load_is_said_and_names_the_file() {
    let files = Files::new();
    files.write("templates/page.html", "{% if %}");
    let said = Loaded::whole(files.0.path(), &fixed).err().unwrap();
    assert!(said.contains("page.html"), "{said}");
    assert!(Loaded::whole(&files.0.path().join("none"), &fixed).is_err());
}
