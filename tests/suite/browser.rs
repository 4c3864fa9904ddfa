//! The site in a real browser, from a disk.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::pages::Page;
use crate::registry::Registry;

/// A browser on this machine. A continuous-integration run installs one, so there its absence is a failure.
pub fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let found = names.iter().find_map(|name| folders.iter().map(|dir| dir.join(name)).find(|path| path.is_file()));
    let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(found.is_some() || !ci, "CI=true, and no chromium is on the PATH");
    if found.is_none() {
        eprintln!("no chromium is on the PATH: the site is not opened in a browser");
    }
    found
}

/// What a browser makes of an address: the document after its scripts ran, and what it logged.
fn opened(browser: &Path, url: &str) -> (Page, String) {
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-dev-shm-usage", "--enable-logging=stderr", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(url)
        .env("HOME", profile.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let dom = String::from_utf8(output.stdout).unwrap();
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(dom.contains("<main"), "{url}: the browser gave no page: {log}");
    (Page::parse(url, &dom), log)
}

/// What pages themselves log; the browser's own troubles with a machine that has no screen are not theirs.
fn complaints(log: &str) -> Vec<&str> {
    log.lines().filter(|line| line.contains(":CONSOLE") || line.contains("Content Security Policy")).collect()
}

const PAGES: [&str; 15] = [
    "index.html",
    "standards/index.html",
    "standards/gb-t-22239-2019.html",
    "standards/changsha-resource-catalogue-rules.html",
    "classes/index.html",
    "classes/general.security.html",
    "levels/national.html",
    "reviews/index.html",
    "policies/changsha-cloud-2018.html",
    "agencies/data-authority.html",
    "projects/sample-furong-hall.html",
    "rules/index.html",
    "rules/review-overdue.html",
    "print/catalogue.html",
    "guide/office.html",
];

#[test]
fn pages_run_without_a_complaint_and_the_filter_works_from_the_address() {
    let Some(browser) = browser() else { return };
    let registry = Registry::own();
    let folder = registry.build();
    let url = |path: &str| format!("file://{}/{path}", folder.display());
    for (at, path) in PAGES.iter().enumerate() {
        // One language each, in turn: both are made by the same templates.
        let path = if at % 2 == 0 { (*path).to_owned() } else { format!("en/{path}") };
        let (_, log) = opened(&browser, &url(&path));
        assert_eq!(complaints(&log), Vec::<&str>::new(), "{path}");
    }
    for folder in ["", "en/"] {
        let (all, log) = opened(&browser, &url(&format!("{folder}standards/index.html?q=22239")));
        assert_eq!(complaints(&log), Vec::<&str>::new());
        let rows: Vec<_> = all.all("tr").filter(|row| row.get("data-level").is_some()).collect();
        assert!(rows.len() > 100, "{}", rows.len());
        let shown = rows.iter().filter(|row| row.get("hidden").is_none()).count();
        assert_eq!(shown, 2, "the editions of 2008 and 2019");
        let form = all.all("form").find(|form| form.get("id") == Some("filters")).unwrap();
        assert_eq!(form.get("hidden"), None, "the filter is offered where scripts run");
        let (one, _) =
            opened(&browser, &url(&format!("{folder}standards/index.html?q=gb/t22239—2019&status=current&sort=-1")));
        let rows = one.all("tr").filter(|row| row.get("data-level").is_some());
        assert_eq!(rows.filter(|row| row.get("hidden").is_none()).count(), 1);
    }
}
