//! Requests in, files out, without a server.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};

use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::serve::changes::WatchedChanges;
use mulu_core::config::Config;
use mulu_core::day::Day;

use super::{FileResponse, Request, answer, run, settle};

fn changed(path: &str) -> WatchedChanges {
    WatchedChanges::Paths(BTreeSet::from([path.to_owned()]))
}

/// Asks for a file: where its answer will be.
fn ask(requests: &Sender<Request>, path: &str) -> oneshot::Receiver<FileResponse> {
    let (reply, answer) = oneshot::channel();
    requests.send(Request::File(path.to_owned(), reply)).unwrap();
    answer
}

/// What was made, as a text.
fn text(mut answer: oneshot::Receiver<FileResponse>) -> (&'static str, String) {
    match answer.try_recv().unwrap() {
        FileResponse::File(bytes) => ("file", String::from_utf8(bytes).unwrap()),
        FileResponse::Missing(bytes) => ("missing", String::from_utf8(bytes).unwrap()),
        FileResponse::Failed(why) => ("failed", why),
    }
}

#[test]
fn a_burst_of_changes_is_one_and_who_asks_meanwhile_waits() {
    let (requests, inbox) = mpsc::channel();
    requests.send(Request::Changed(changed("b"))).unwrap();
    let first = ask(&requests, "one.html");
    requests.send(Request::Changed(changed("c"))).unwrap();
    let second = ask(&requests, "two.html");
    drop(requests);
    let mut waiting = Vec::new();
    let all = settle(&inbox, &mut waiting, changed("a"));
    assert_eq!(all, WatchedChanges::Paths(["a", "b", "c"].map(str::to_owned).into()));
    assert_eq!(waiting.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["one.html", "two.html"]);
    drop((first, second));
}

#[test]
fn who_waits_is_answered_first_then_the_news_are_told_then_others_until_a_change() {
    let (requests, inbox) = mpsc::channel();
    let (reply, waited) = oneshot::channel();
    let mut waiting = vec![("waited".to_owned(), reply)];
    let later = ask(&requests, "later");
    requests.send(Request::Changed(changed("a"))).unwrap();
    let mut after = ask(&requests, "after the change");
    drop(requests);
    let order = Mutex::new(Vec::new());
    let make = |path: &str| {
        order.lock().unwrap().push(path.to_owned());
        FileResponse::File(path.into())
    };
    let found = answer(&inbox, &mut waiting, &make, &|| order.lock().unwrap().push("news".to_owned()), &|| false);
    assert_eq!(found, Some(changed("a")));
    assert_eq!(*order.lock().unwrap(), ["waited", "news", "later"]);
    assert_eq!((text(waited).1, text(later).1), ("waited".to_owned(), "later".to_owned()));
    assert!(after.try_recv().is_err(), "it waits for what was changed");
    assert_eq!(waiting.len(), 1);
}

#[test]
fn while_nobody_asks_what_may_be_asked_for_is_prepared_part_by_part() {
    let (requests, inbox) = mpsc::channel();
    let asked = ask(&requests, "asked");
    let order = Mutex::new(Vec::new());
    let make = |path: &str| {
        order.lock().unwrap().push(path.to_owned());
        FileResponse::File(path.into())
    };
    let prepare = || {
        let mut order = order.lock().unwrap();
        order.push("prepared".to_owned());
        // Who asks between two parts is answered between them.
        if order.len() == 2 {
            drop(ask(&requests, "between"));
        }
        if order.len() == 4 {
            requests.send(Request::Changed(changed("a"))).unwrap();
        }
        true
    };
    let found = answer(&inbox, &mut Vec::new(), &make, &|| {}, &prepare);
    assert_eq!(found, Some(changed("a")));
    assert_eq!(*order.lock().unwrap(), ["asked", "prepared", "between", "prepared"]);
    drop(asked);
}

#[test]
fn when_nobody_is_left_to_ask_the_worker_ends() {
    let (requests, inbox) = mpsc::channel();
    drop(ask(&requests, "nobody waits for the answer"));
    drop(requests);
    assert_eq!(answer(&inbox, &mut Vec::new(), &|_| FileResponse::File(Vec::new()), &|| {}, &|| false), None);
}

/// Runs a worker over a folder until everything in `ask` is answered: how often pages were told to reload, and what was told.
fn made<T>(folder: &TempDir, ask: impl FnOnce(&Sender<Request>) -> T) -> (T, u64, Vec<String>) {
    let (requests, inbox) = mpsc::channel();
    let asked = ask(&requests);
    drop(requests);
    let reloads = tokio::sync::watch::Sender::new(0);
    let told = Mutex::new(Vec::new());
    let day = |_: &Config| "2026-11-21".parse::<Day>().unwrap();
    run(folder.path(), &day, &inbox, &reloads, &|event| told.lock().unwrap().push(format!("{event:?}")));
    (asked, *reloads.borrow(), told.into_inner().unwrap())
}

fn registry() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("book.toml"), "[book]\ntitle = \"试验目录\"\n").unwrap();
    fs::create_dir_all(folder.path().join("agencies")).unwrap();
    fs::write(folder.path().join("agencies/a.toml"), "name = \"数据局\"\njurisdiction = \"430100\"\n").unwrap();
    folder
}

#[test]
fn files_of_the_site_are_made_and_no_path_leads_out_of_it() {
    let folder = registry();
    fs::write(folder.path().join("secret.html"), "secret").unwrap();
    let paths =
        ["index.html", "agencies/a.html", "../secret.html", "secret.html", "agencies/../index.html", "/index.html", ""];
    let (answers, reloads, told) = made(&folder, |requests| paths.map(|path| ask(requests, path)));
    let answers = answers.map(text);
    assert_eq!(
        answers.each_ref().map(|(kind, _)| *kind),
        ["file", "file", "missing", "missing", "missing", "missing", "missing"]
    );
    assert!(answers[0].1.contains("试验目录") && answers[1].1.contains("数据局"));
    assert!(answers[2].1.contains("<html"), "the site's own page says that there is none");
    assert!(answers.iter().all(|(_, text)| text != "secret"));
    assert_eq!((reloads, told), (1, vec!["Loaded(2, 0)".to_owned()]));
}

#[test]
fn what_cannot_be_loaded_is_said_to_whoever_asks_and_at_the_terminal() {
    let folder = registry();
    fs::create_dir_all(folder.path().join("templates")).unwrap();
    fs::write(folder.path().join("templates/page.html"), "{% if %}").unwrap();
    let (answer, reloads, told) = made(&folder, |requests| ask(requests, "index.html"));
    let (kind, why) = text(answer);
    assert_eq!(kind, "failed");
    assert!(why.contains("page.html"), "{why}");
    assert_eq!((reloads, told.len()), (1, 1));
    assert!(told[0].starts_with("Failed"), "{}", told[0]);
}

#[test]
fn after_a_change_that_is_none_open_pages_are_left_alone() {
    let ((), reloads, told) =
        made(&registry(), |requests| requests.send(Request::Changed(changed("agencies/4913"))).unwrap());
    assert_eq!((reloads, told), (1, vec!["Loaded(2, 0)".to_owned()]));
}

#[test]
fn a_file_that_changed_is_named_with_what_is_wrong_in_it() {
    let ((), reloads, told) =
        made(&registry(), |requests| requests.send(Request::Changed(changed("agencies/a.toml"))).unwrap());
    assert_eq!((reloads, told), (2, vec!["Loaded(2, 0)".to_owned(), "Changed(\"agencies/a.toml\", 0)".to_owned()]));
}
