//! The site in a real browser, from a disk.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::harness::pages::Page;
use crate::harness::registry::Registry;

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
        .args(["--disable-dev-shm-usage", "--enable-logging=stderr", "--dump-dom", "--virtual-time-budget=10000"])
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

const PAGES: [&str; 17] = [
    "index.html",
    "search.html",
    "status/replaced.html",
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
        let rows = |query: &str| {
            let (page, log) = opened(&browser, &url(&format!("{folder}standards/index.html{query}")));
            assert_eq!(complaints(&log), Vec::<&str>::new(), "{query}");
            let form = page.all("form").find(|form| form.get("id") == Some("filters")).unwrap();
            assert_eq!(form.get("hidden"), None, "the filter is offered where scripts run");
            let numbers = page.all("a").filter(|link| link.get("class") == Some("num"));
            numbers.filter_map(|link| link.get("href").map(str::to_owned)).collect::<Vec<_>>()
        };
        assert_eq!(rows("").len(), 100, "the page's own rows");
        let both = ["../standards/gb-t-22239-2019.html", "../standards/gb-t-22239-2008.html"];
        assert_eq!(rows("?q=22239"), both, "the editions of 2019 and 2008");
        assert_eq!(rows("?q=22239&sort=-0"), [both[1], both[0]], "the other way round");
        // That of 2008 has no day from which it took effect: what is not known stays at the end.
        assert_eq!(rows("?q=22239&sort=4"), both);
        assert_eq!(rows("?q=22239&sort=-4"), both);
        assert_eq!(rows("?q=gb/t22239—2019&status=current&sort=-1"), both[..1]);
        // What stands on a later page of the catalogue is filtered from the first.
        let later = "../standards/changsha-resource-catalogue-rules.html".to_owned();
        assert!(!rows("").contains(&later));
        assert!(rows("?level=municipal").contains(&later));
    }
}

/// What the search page shows for a query: the addresses of the results.
fn results(browser: &Path, folder: &Path, page: &str, query: &str) -> Vec<String> {
    let (page, log) = opened(browser, &format!("file://{}/{page}?q={query}", folder.display()));
    assert_eq!(complaints(&log), Vec::<&str>::new(), "{query}");
    let links = page.all("a").filter(|link| link.get("class") == Some("result-link"));
    links.filter_map(|link| link.get("href").map(str::to_owned)).filter(|href| !href.is_empty()).collect()
}

#[test]
fn the_search_finds_chinese_words_and_parts_of_numbers() {
    let Some(browser) = browser() else { return };
    let registry = Registry::own();
    let folder = registry.build();
    let found = |query: &str| results(&browser, &folder, "search.html", query);
    let number = "standards/gb-t-22239-2019.html";
    for query in
        ["22239", "2239", "gbt22239", "GB/T 22239", "ＧＢ／Ｔ ２２２３９", "gb 22239", "网络安全等级保护基本要求"]
    {
        assert_eq!(found(query).first().map(String::as_str), Some(number), "{query}");
    }
    assert_eq!(found("GB/T22239—2008").first().map(String::as_str), Some("standards/gb-t-22239-2008.html"));
    assert!(found("等保").iter().any(|href| href == number), "an abbreviation");
    let clouds = found("政务云 安全");
    assert!(clouds.contains(&"standards/db41-t-2736-2024.html".to_owned()), "{clouds:?}");
    assert!(found("第四十条").contains(&"policies/changsha-cloud-2018.html#art-40".to_owned()), "a clause");
    assert_eq!(found("review-overdue").first().map(String::as_str), Some("rules/review-overdue.html"));
    assert_eq!(found("魑魅魍魉"), Vec::<String>::new());
    let english = results(&browser, &folder, "en/search.html", "overd");
    assert!(english.contains(&"rules/review-overdue.html".to_owned()), "{english:?}");
    for href in found("数据").iter().chain(&clouds) {
        let file = href.split('#').next().unwrap();
        assert!(folder.join(file).is_file(), "{href}");
    }
}

/// Text that is folded and cut in many ways: what the index was made from in Rust is found when it is asked for in JavaScript.
#[test]
fn the_index_and_the_browser_take_texts_apart_alike() {
    let Some(browser) = browser() else { return };
    let odd = [
        "ＧＢ／Ｔ①Ⅱ㎡½ｶﾀｶﾅ",
        "İSTANBUL ΣΑΣ Straße ﬁn",
        "𠮷野家 〇一二 々〆",
        "2019一2020 1一2一3 一9 GB T 22 ab-t ab-tz",
        "ไทย العربية १२३ हिन्दी 한국어 ひらがな",
        "e\u{301}tude Å ǅ ŉ ﷺ",
        "a\u{200b}b·c…d——e「f」g《h》",
        "㍿ ㈱ 🄐 ⅷ ²³ ⓩ",
    ];
    let mut registry = Registry::sound();
    for (at, title) in odd.iter().enumerate() {
        let number = 90_001 + at;
        let text = format!(
            "+++\nnumber = \"GB/T {number}-2019\"\ntitle = \"{title}\"\nissued = 2019-01-01\neffective = 2019-06-01\n\
             source = [{{ url = \"https://example.org/{number}\", checked = 2026-11-21 }}]\n+++\n"
        );
        registry = registry.file(&format!("standards/national/gb-t-{number}-2019.md"), &text);
    }
    let folder = registry.build();
    for (at, title) in odd.iter().enumerate() {
        let own = format!("standards/gb-t-{}-2019.html", 90_001 + at);
        let encoded = title.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        assert_eq!(results(&browser, &folder, "search.html", &encoded).first(), Some(&own), "{title}");
    }
}
