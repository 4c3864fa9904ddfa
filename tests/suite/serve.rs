//! `mulu serve` while files change under it: every page that is waited for comes, and in the end all are those of a server that
//! was started anew. Nothing is timed; a page that never comes fails after half a minute.

#![allow(clippy::disallowed_methods, reason = "a test gives up after a while")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use git2::{IndexAddOption, Repository, Signature, Time};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use crate::harness::DAY;
use crate::harness::program::mulu;

/// A server that ends with the test.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(root: &Path) -> Server {
        let mut process = mulu(root, ["serve", "--port", "0", "--as-of", DAY, "--lang", "en"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = lines.next().unwrap().unwrap();
        let address = line.trim_start_matches("http://").trim_end_matches('/').to_owned();
        // What else it says is read, so that it can go on saying it.
        std::thread::spawn(move || lines.for_each(drop));
        Server { process, address }
    }

    /// A file of the site as it is sent: its head and its body.
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// A page without the head, which has the time.
    fn body(&self, path: &str) -> String {
        self.get(path).split_once("\r\n\r\n").unwrap().1.to_owned()
    }

    fn wait_for(&self, path: &str, is_right: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let page = self.get(path);
            if is_right(&page) {
                return page;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "{path} never came right: {page}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn record(number: &str, title: &str, more: &str) -> String {
    format!(
        "+++\nnumber = \"{number}\"\ntitle = \"{title}\"\nissued = 2019-05-10\neffective = 2019-12-01\n{more}source = [{{ url = \"https://example.org/a\", checked = 2026-11-21 }}]\n+++\n"
    )
}

/// Three standards of three folders, a policy, an agency.
fn registry() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("registry");
    for below in ["standards/a", "standards/b", "policies", "agencies"] {
        fs::create_dir_all(root.join(below)).unwrap();
    }
    let put = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
    put(
        "book.toml",
        "[book]\ntitle = \"试验目录\"\nlanguage = \"zh-CN\"\n\n[catalogue]\nlanguages = [\"zh-CN\", \"en\"]\n",
    );
    put("agencies/office.toml", "name = \"标准办\"\n");
    put("standards/a/gb-1-2019.md", &record("GB/T 1001-2019", "甲", ""));
    put("standards/a/gb-2-2019.md", &record("GB/T 1002-2019", "乙", ""));
    put("standards/b/gb-3-2019.md", &record("GB/T 1003-2019", "丙", ""));
    (folder, root)
}

const FIRST: &str = "standards/gb-1-2019.html";
/// The page that says which build it is.
const BUILD: &str = "build.html";

#[test]
fn edits_of_every_kind_are_seen() {
    let (_folder, root) = registry();
    let server = Server::start(&root);
    let file = root.join("standards/a/gb-1-2019.md");
    server.wait_for(FIRST, |page| page.contains("甲"));

    fs::write(&file, record("GB/T 1001-2019", "写入", "")).unwrap();
    server.wait_for(FIRST, |page| page.contains("写入"));

    let beside = root.join("standards/a/.gb-1-2019.md.swp");
    fs::write(&beside, record("GB/T 1001-2019", "改名而来", "")).unwrap();
    fs::rename(&beside, &file).unwrap();
    server.wait_for(FIRST, |page| page.contains("改名而来"));

    fs::rename(root.join("standards/a"), root.join("standards/moved")).unwrap();
    let file = root.join("standards/moved/gb-1-2019.md");
    fs::write(&file, record("GB/T 1001-2019", "搬走以后", "")).unwrap();
    server.wait_for(FIRST, |page| page.contains("搬走以后"));

    fs::write(&file, "+++\nnumber = \"GB/T 1001-2019\"\ntitle = \n+++\n").unwrap();
    let page = server.wait_for(FIRST, |page| page.contains("syntax"));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    fs::write(&file, record("GB/T 1001-2019", "改好", "")).unwrap();
    server.wait_for(FIRST, |page| page.contains("改好") && !page.contains("syntax"));

    // Without its configuration there is no site, and with it there is one again.
    let book = fs::read(root.join("book.toml")).unwrap();
    fs::remove_file(root.join("book.toml")).unwrap();
    server.wait_for(FIRST, |page| page.starts_with("HTTP/1.1 500"));
    fs::write(root.join("book.toml"), book).unwrap();
    server.wait_for(FIRST, |page| page.contains("改好"));

    fs::remove_file(&file).unwrap();
    server.wait_for(FIRST, |page| page.starts_with("HTTP/1.1 404"));
}

#[test]
fn links_follow_an_edit() {
    let (_folder, root) = registry();
    let server = Server::start(&root);
    server.wait_for(FIRST, |page| page.contains("GB/T 1001—2019") && !page.contains("1002—2019"));
    let second = "standards/gb-2-2019.html";
    let link = |file: &str, number: &str| format!("href=\"../standards/{file}\">{number}</a>");
    let (older, newer) = (link("gb-1-2019.html", "GB/T 1001—2019"), link("gb-2-2019.html", "GB/T 1002—2019"));
    let file = root.join("standards/a/gb-2-2019.md");
    fs::write(&file, record("GB/T 1002-2019", "乙", "replaces = [\"GB/T 1001-2019\"]\n")).unwrap();
    server.wait_for(second, |page| page.contains(&older));
    server.wait_for(FIRST, |page| page.contains(&newer));
    fs::write(&file, record("GB/T 1002-2019", "乙", "")).unwrap();
    server.wait_for(second, |page| !page.contains(&older));
    server.wait_for(FIRST, |page| !page.contains(&newer));
}

#[test]
fn editors_that_save_by_renaming_are_followed() {
    let (_folder, root) = registry();
    let server = Server::start(&root);
    server.wait_for(FIRST, |page| page.contains("甲"));
    let file = root.join("standards/a/gb-1-2019.md");
    let backup = root.join("standards/a/gb-1-2019.md~");
    for title in ["头一回", "第二回", "第三回"] {
        // The old file goes out of the way, the new one comes in its place, the old one goes.
        fs::rename(&file, &backup).unwrap();
        fs::write(&file, record("GB/T 1001-2019", title, "")).unwrap();
        fs::remove_file(&backup).unwrap();
        server.wait_for(FIRST, |page| page.contains(title));
        // The new one is written beside it and takes its place.
        let beside = root.join("standards/a/4913");
        fs::write(&beside, record("GB/T 1001-2019", &format!("又{title}"), "")).unwrap();
        fs::rename(&beside, &file).unwrap();
        server.wait_for(FIRST, |page| page.contains(&format!("又{title}")));
    }
}

#[test]
fn a_folder_that_goes_and_comes_back_is_followed() {
    let (folder, root) = registry();
    let server = Server::start(&root);
    let third = "standards/gb-3-2019.html";
    server.wait_for(third, |page| page.contains("丙"));
    let (here, away) = (root.join("standards/b"), folder.path().join("away"));
    for title in ["头一回", "第二回"] {
        fs::rename(&here, &away).unwrap();
        server.wait_for(third, |page| page.starts_with("HTTP/1.1 404"));
        fs::rename(&away, &here).unwrap();
        server.wait_for(third, |page| page.starts_with("HTTP/1.1 200"));
        fs::write(here.join("gb-3-2019.md"), record("GB/T 1003-2019", title, "")).unwrap();
        server.wait_for(third, |page| page.contains(title));
    }
    fs::rename(root.join("standards"), &away).unwrap();
    server.wait_for(FIRST, |page| page.starts_with("HTTP/1.1 404"));
    fs::rename(&away, root.join("standards")).unwrap();
    server.wait_for(FIRST, |page| page.contains("甲"));
}

/// Commits all files of a repository; what pages call the commit.
fn commit(git: &Repository) -> String {
    let mut index = git.index().unwrap();
    index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
    index.update_all(["*"], None).unwrap();
    index.write().unwrap();
    let tree = git.find_tree(index.write_tree().unwrap()).unwrap();
    let who = Signature::new("Clerk", "clerk@example.org", &Time::new(1_767_500_000, 0)).unwrap();
    let parent = git.head().ok().map(|head| head.peel_to_commit().unwrap());
    let parents: Vec<_> = parent.iter().collect();
    let id = git.commit(Some("HEAD"), &who, &who, "变更", &tree, &parents).unwrap();
    shown(&id.to_string())
}

/// The revision as the page of the build shows it.
fn shown(commit: &str) -> String {
    format!("<code>{commit}</code>")
}

fn switch(git: &Repository, branch: &str) {
    let name = format!("refs/heads/{branch}");
    let tree = git.revparse_single(&name).unwrap();
    git.checkout_tree(&tree, Some(git2::build::CheckoutBuilder::new().force())).unwrap();
    git.set_head(&name).unwrap();
}

/// What a page shows while a record is edited, committed and edited again.
fn commits_are_seen(git: &Repository, root: &Path) {
    let first = commit(git);
    let server = Server::start(root);
    server.wait_for(BUILD, |page| page.contains(&first));
    fs::write(root.join("standards/a/gb-1-2019.md"), record("GB/T 1001-2019", "改过", "")).unwrap();
    server.wait_for(FIRST, |page| page.contains("改过"));
    server.wait_for(BUILD, |page| page.contains(&first) && page.contains("未提交"));
    let second = commit(git);
    assert_ne!(first, second);
    server.wait_for(BUILD, |page| page.contains(&second) && !page.contains("未提交"));
    server.wait_for(FIRST, |page| page.contains("改过"));
    // A commit of nothing moves the revision, too.
    let third = commit(git);
    server.wait_for(BUILD, |page| page.contains(&third));
}

#[test]
fn a_commit_is_seen() {
    let (_folder, root) = registry();
    commits_are_seen(&Repository::init(&root).unwrap(), &root);
}

#[test]
fn a_commit_is_seen_where_git_keeps_its_folder_elsewhere() {
    // Below the repository's root.
    let (folder, root) = registry();
    commits_are_seen(&Repository::init(folder.path()).unwrap(), &root);
    // In a work tree beside the repository.
    let (folder, root) = registry();
    let git = Repository::init(&root).unwrap();
    commit(&git);
    let beside = folder.path().join("beside");
    git.worktree("beside", &beside, None).unwrap();
    commits_are_seen(&Repository::open(&beside).unwrap(), &beside);
}

#[test]
fn a_switched_branch_is_seen() {
    let (_folder, root) = registry();
    let git = Repository::init(&root).unwrap();
    let old = commit(&git);
    let trunk = git.head().unwrap().shorthand().unwrap().to_owned();
    git.branch("draft", &git.head().unwrap().peel_to_commit().unwrap(), false).unwrap();
    switch(&git, "draft");
    fs::write(root.join("standards/a/gb-1-2019.md"), record("GB/T 1001-2019", "草案", "")).unwrap();
    fs::write(root.join("standards/b/gb-4-2019.md"), record("GB/T 1004-2019", "丁", "")).unwrap();
    fs::remove_file(root.join("standards/b/gb-3-2019.md")).unwrap();
    let new = commit(&git);
    switch(&git, &trunk);

    let server = Server::start(&root);
    let (third, fourth) = ("standards/gb-3-2019.html", "standards/gb-4-2019.html");
    for _ in 0..2 {
        server.wait_for(FIRST, |page| page.contains("甲"));
        server.wait_for(third, |page| page.contains("丙"));
        server.wait_for(fourth, |page| page.starts_with("HTTP/1.1 404"));
        server.wait_for(BUILD, |page| page.contains(&old));
        switch(&git, "draft");
        server.wait_for(FIRST, |page| page.contains("草案"));
        server.wait_for(third, |page| page.starts_with("HTTP/1.1 404"));
        server.wait_for(fourth, |page| page.contains("丁"));
        server.wait_for(BUILD, |page| page.contains(&new));
        switch(&git, &trunk);
    }
}

#[test]
fn what_is_kept_between_edits_is_what_a_whole_load_gives() {
    let (_folder, root) = registry();
    let server = Server::start(&root);
    server.wait_for(FIRST, |page| page.contains("甲"));
    let mut random = ChaCha8Rng::seed_from_u64(8);
    let files = ["standards/a/gb-1-2019.md", "standards/a/gb-2-2019.md", "standards/b/gb-3-2019.md"];
    for round in 0..12 {
        for file in files {
            let n = random.next_u32() % 4 + 1001;
            let replaced = random.next_u32() % 4 + 1001;
            let text = match random.next_u32() % 4 {
                0 => "+++\nnumber = 3\n".to_owned(),
                1 => record(&format!("GB/T {n}-2019"), "题", &format!("replaces = [\"GB/T {replaced}-2019\"]\n")),
                2 => record(&format!("GB/T {n}-2018"), "题", "abolished = 2025-01-01\n"),
                _ => record(&format!("GB/T {n}-2019"), "题", ""),
            };
            fs::write(root.join(file), text).unwrap();
        }
        // The last edit of a round is seen when all of it is.
        fs::write(root.join("agencies/office.toml"), format!("name = \"标准办{round}轮\"\n")).unwrap();
        server.wait_for("agencies/office.html", |page| page.contains(&format!("标准办{round}轮")));
        if round % 4 == 3 {
            compare(&root, &server);
        }
    }
}

#[test]
fn home_reviews_and_search_follow_edits_of_every_kind() {
    let (_folder, root) = registry();
    let server = Server::start(&root);
    // All that rests on all records is known before the first edit.
    compare(&root, &server);
    let put = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
    let listed = "[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-01\nbinding = \"recommended\"\n";
    let second = |title: &str, more: &str| {
        let whole = record("GB/T 1002-2019", title, "replaces = [\"GB/T 1001-2019\"]\n");
        whole.trim_end_matches("+++\n").to_owned() + more + "+++\n正文里的新词。\n"
    };
    let shows = |path: &str, what: &str| drop(server.wait_for(path, |page| page.contains(what)));
    put("standards/a/gb-2-2019.md", &second("改了题名", listed));
    shows("standards/gb-2-2019.html", "改了题名");
    compare(&root, &server);
    let review = "[[review]]\ndate = 2023-03-02\nconclusion = \"continue\"\nreason = \"仍适用\"\nby = \"office\"\n";
    put("standards/a/gb-2-2019.md", &second("又改题名", &format!("{review}{listed}")));
    shows("reviews/index.html", "2023-03-02");
    compare(&root, &server);
    put("standards/b/gb-4-2019.md", &record("GB/T 1004-2019", "新来的", ""));
    shows("standards/gb-4-2019.html", "新来的");
    compare(&root, &server);
    // What changes twice before anybody searches is found as it is in the end.
    put("standards/b/gb-4-2019.md", &record("GB/T 1004-2019", "头一回", ""));
    shows("standards/gb-4-2019.html", "头一回");
    put("standards/b/gb-4-2019.md", &record("GB/T 1004-2019", "第二回", "replaces = [\"GB/T 1003-2019\"]\n"));
    shows("standards/gb-4-2019.html", "第二回");
    compare(&root, &server);
    fs::remove_file(root.join("standards/b/gb-3-2019.md")).unwrap();
    server.wait_for("standards/gb-3-2019.html", |page| page.starts_with("HTTP/1.1 404"));
    compare(&root, &server);
    put("agencies/office.toml", "name = \"改名的标准办\"\nroles = [\"data-authority\"]\n");
    shows("agencies/office.html", "改名的标准办");
    compare(&root, &server);
}

/// All files of a site, from both servers.
fn compare(root: &Path, server: &Server) {
    let fresh = Server::start(root);
    let out = tempfile::tempdir().unwrap();
    let built = mulu(root, ["build", "--as-of", DAY, "--no-pdf", "--out"]).arg(out.path()).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut compared = 0;
    for entry in walkdir::WalkDir::new(out.path()) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(out.path()).unwrap().to_string_lossy().into_owned();
        if entry.file_type().is_file() && path.is_ascii() {
            assert!(server.body(&path) == fresh.body(&path), "{path} differs from a whole load");
            compared += 1;
        }
    }
    assert!(compared > 50, "only {compared} files were compared");
}
