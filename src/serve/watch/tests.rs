//! What events say of the site.

use std::path::{Path, PathBuf};

use notify::event::{AccessKind, CreateKind, Flag, ModifyKind, RemoveKind};
use notify::{Error, Event, EventKind};

use super::{WatchedChanges, WatchedFolders, changes};

fn places() -> WatchedFolders {
    WatchedFolders {
        root: PathBuf::from("/registry"),
        git: vec!["/main/.git/worktrees/registry".into(), "/main/.git".into()],
    }
}

fn modified(paths: &[&str]) -> Event {
    paths.iter().fold(Event::new(EventKind::Modify(ModifyKind::Any)), |event, path| event.add_path(PathBuf::from(path)))
}

fn seen(paths: &[&str]) -> Option<WatchedChanges> {
    changes(&places(), Ok(modified(paths)))
}

#[expect(clippy::unnecessary_wraps, reason = "what is seen may be nothing")]
fn paths(paths: &[&str]) -> Option<WatchedChanges> {
    Some(WatchedChanges::Paths(paths.iter().map(|path| (*path).to_owned()).collect()))
}

#[test]
fn records_are_told_as_from_the_root() {
    for path in ["standards/national/a.md", "policies/p.md", "agencies/a.toml", "projects/deep/er/b.toml", "standards"]
    {
        assert_eq!(seen(&[&format!("/registry/{path}")]), paths(&[path]));
    }
}

#[test]
fn what_no_page_is_made_from_says_nothing() {
    for path in
        ["public/index.html", "src/main.rs", "standards.md", ".git/index", ".git/objects/01/23", ".git/mulu/history"]
    {
        assert_eq!(seen(&[&format!("/registry/{path}")]), None, "{path}");
    }
    assert_eq!(seen(&["/elsewhere/standards/a.md"]), None);
    assert_eq!(seen(&[]), None);
}

#[test]
fn configuration_theme_and_the_root_itself_concern_everything() {
    for path in ["/book.toml", "/book.lock", "/templates/page.html", "/templates", "/site/i18n/en.ftl", ""] {
        assert_eq!(seen(&[&format!("/registry{path}")]), Some(WatchedChanges::Everything), "{path}");
    }
    assert_eq!(seen(&["/registry/standards/national/a.md", "/registry/book.toml"]), Some(WatchedChanges::Everything));
}

#[test]
fn another_commit_is_told_wherever_gits_folder_lies() {
    assert_eq!(seen(&["/registry/.git/HEAD"]), paths(&[".git/HEAD"]));
    assert_eq!(seen(&["/registry/.git/packed-refs"]), paths(&[".git/packed-refs"]));
    assert_eq!(seen(&["/main/.git/refs/heads/main"]), paths(&[".git/refs/heads/main"]));
    assert_eq!(seen(&["/main/.git/worktrees/registry/HEAD"]), paths(&[".git/HEAD"]), "the nearer one counts");
    assert_eq!(seen(&["/main/.git/index"]), None);
}

#[test]
fn of_several_paths_only_those_that_matter_are_told() {
    let all = ["/registry/public/a.html", "/registry/projects/b.toml", "/registry/agencies/a.toml", "/tmp/x"];
    assert_eq!(seen(&all), paths(&["agencies/a.toml", "projects/b.toml"]));
}

#[test]
fn reading_a_file_is_no_change_and_coming_or_going_is() {
    let of = |kind: EventKind| changes(&places(), Ok(Event::new(kind).add_path("/registry/agencies/a.toml".into())));
    assert_eq!(of(EventKind::Access(AccessKind::Any)), None);
    for kind in [EventKind::Create(CreateKind::File), EventKind::Remove(RemoveKind::File), EventKind::Any] {
        assert_eq!(of(kind), paths(&["agencies/a.toml"]), "{kind:?}");
    }
}

#[test]
fn what_the_system_lost_track_of_may_be_anything() {
    assert_eq!(
        changes(&places(), Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))),
        Some(WatchedChanges::Everything)
    );
    assert_eq!(changes(&places(), Err(Error::generic("too many files"))), Some(WatchedChanges::Everything));
}

#[cfg(unix)]
#[test]
fn a_record_whose_name_is_no_text_is_reason_to_read_all() {
    use std::os::unix::ffi::OsStrExt as _;
    let name = std::ffi::OsStr::from_bytes(b"/registry/agencies/\xff.toml");
    let event = Event::new(EventKind::Any).add_path(Path::new(name).to_owned());
    assert_eq!(changes(&places(), Ok(event)), Some(WatchedChanges::Everything));
}
