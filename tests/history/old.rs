//! The past: revisions, the log of a record, the announcement between two, and what a proposal may not do.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod repository;

use std::path::Path;
use std::process::{Command, Output};

use mulu::changes::{Version, announce, between, compare, verdict_changes};
use mulu::check::check_proposal;
use mulu::history::{self, Entry, History, Subject};
use mulu::model::Kind;
use mulu::registry::Registry;
use mulu::report::Announced;
use mulu::source::{Found, RevisionTree, Source, WorkTree};
use mulu::words::Lang;

use repository::{CATALOGUE, Repo, standard};

const EIGHT: i32 = 8 * 60;
const NEW: &str = "standards/national/gb-t-22239-2019.md";
const OLD: &str = "standards/national/gb-t-22239-2008.md";

/// A registry with a past: two editions, a listing, a review, a filing, a waiver, a rename.
fn storied() -> Repo {
    let repo = Repo::new();
    repo.write(
        "book.toml",
        "[catalogue]\nutc-offset = \"+08:00\"\n[roles]\nreview = [\"authority\"]\nregister = [\"authority\"]\n",
    );
    repo.write(OLD, &standard("GB/T 22239-2008", "2008-06-19", &[], ""));
    repo.write("agencies/police.toml", "name = \"公安\"\njurisdiction = \"430100\"\n");
    // 2026-01-01 20:00 UTC is the second of January in Changsha.
    repo.commit("Begin", "clerk@example.org", 1_767_297_600);
    repo.write(NEW, &standard("GB/T 22239-2019", "2019-05-10", &["GB/T 22239-2008"], CATALOGUE));
    repo.commit("The new edition", "clerk@example.org", 1_767_400_000);
    repo.tag("catalogue/2026-01");
    let reviewed = format!("{CATALOGUE}{}", repository::review("2022-11-20", "继续适用。"));
    repo.write(NEW, &standard("GB/T 22239-2019", "2019-05-10", &["GB/T 22239-2008"], &reviewed));
    repo.commit("Review", "clerk@example.org", 1_767_500_000);
    repo.write("agencies/police.toml", &format!("name = \"公安\"\njurisdiction = \"430100\"\n{}", repository::FILING));
    repo.commit("File", "clerk@example.org", 1_767_600_000);
    repo.rename("agencies/police.toml", "agencies/public-security.toml");
    repo.commit("Rename", "clerk@example.org", 1_767_700_000);
    repo.tag("catalogue/2026-02");
    repo
}

fn told(entries: &[Entry<'_>]) -> Vec<String> {
    let line = |entry: &Entry<'_>| {
        let day = entry.day.map_or_else(String::new, |day| day.to_string());
        format!("{day} {} {}", entry.commit.subject, entry.words().en)
    };
    entries.iter().map(line).collect()
}

fn everything(root: &Path) -> Vec<String> {
    told(&History::read(root, None, EIGHT).entries().collect::<Vec<_>>())
}

#[test]
fn a_standard_s_history_is_told_in_the_terms_of_the_field() {
    let repo = storied();
    let history = History::read(repo.path(), None, EIGHT);
    assert_eq!(history.missing, None);
    let new =
        Subject { kind: Some(Kind::Standard), id: "gb-t-22239-2019".into(), number: Some("GB/T 22239-2019".into()) };
    assert_eq!(
        told(&history.of(&new)),
        [
            "2026-01-05 File police: filed GB/T 22239-2019 on 2020-03-15",
            "2026-01-04 Review reviewed 2022-11-20: continue by authority",
            "2026-01-03 The new edition added",
            "2026-01-03 The new edition listed from 2019-12-01",
            "2026-01-03 The new edition replaces GB/T 22239-2008",
        ]
    );
    let old =
        Subject { kind: Some(Kind::Standard), id: "gb-t-22239-2008".into(), number: Some("GB/T 22239-2008".into()) };
    assert_eq!(
        told(&history.of(&old)),
        ["2026-01-03 The new edition replaced by gb-t-22239-2019", "2026-01-02 Begin added"]
    );
    let agency = Subject { kind: Some(Kind::Agency), id: "public-security".into(), number: None };
    assert_eq!(
        told(&history.of(&agency)),
        [
            "2026-01-06 Rename renamed from agencies/police.toml",
            "2026-01-05 File filed GB/T 22239-2019 on 2020-03-15",
            "2026-01-02 Begin added",
        ]
    );
    let all = history.of_all(&[new.clone(), old.clone(), agency.clone()]);
    assert_eq!(all.iter().map(Vec::len).collect::<Vec<_>>(), [5, 2, 3]);
    assert_eq!(told(&all[0]), told(&history.of(&new)));
    let ids: std::collections::BTreeSet<String> = history.entries().map(|entry| entry.stable_id()).collect();
    assert_eq!(ids.len(), history.entries().count());
}

#[test]
fn a_second_run_reads_only_what_is_new_and_says_the_same() {
    let repo = storied();
    let first = History::read(repo.path(), None, EIGHT);
    let second = History::read(repo.path(), None, EIGHT);
    assert_eq!((first.read, second.read), (5, 0));
    assert_eq!(first.commits, second.commits);
    repo.write(
        "projects/a.toml",
        "name = \"一\"\nagency = \"public-security\"\njurisdiction = \"430100\"\nstage = \"planning\"\n",
    );
    repo.commit("A project", "clerk@example.org", 1_767_800_000);
    assert_eq!(History::read(repo.path(), None, EIGHT).read, 1);

    let kept = std::fs::read_dir(repo.path().join(".git/mulu")).unwrap().next().unwrap().unwrap().path();
    let whole = std::fs::read(&kept).unwrap();
    let mut damaged = whole.clone();
    let at = damaged.len() / 2;
    damaged[at] ^= 1;
    for bytes in [&whole[..whole.len() / 2], &damaged, b"mulu.history/0\n[]", b""] {
        std::fs::write(&kept, bytes).unwrap();
        let again = History::read(repo.path(), None, EIGHT);
        assert_eq!(again.read, 6);
        assert_eq!(std::fs::read(&kept).unwrap(), whole);
    }
}

#[test]
fn a_revision_reads_as_its_checkout_does() {
    let repo = storied();
    let at_first = RevisionTree::open(repo.path(), "catalogue/2026-01").unwrap();
    repo.checkout("catalogue/2026-01");
    let checked_out = WorkTree::open(repo.path()).unwrap();
    let files = checked_out.list().unwrap();
    assert_eq!(at_first.list().unwrap(), files);
    for path in &files {
        assert_eq!(at_first.read(path).unwrap(), checked_out.read(path).unwrap(), "{path}");
    }
    // A checkout detaches the head: history goes up to there.
    assert_eq!(History::read(repo.path(), None, EIGHT).commits.len(), 2);

    let show = |more: &[&str]| {
        mulu(repo.path(), &[&["list", "standards", "--format", "json", "--as-of", "2026-02-01"], more].concat())
    };
    assert_eq!(show(&["--rev", "catalogue/2026-01"]).stdout, show(&[]).stdout);
    let check = mulu(repo.path(), &["check", "--format", "json", "--rev", "catalogue/2026-01"]);
    let report: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!(report["revision"], at_first.commit());
    let gone = mulu(repo.path(), &["check", "agencies/police.toml", "--rev", "catalogue/2026-01"]);
    assert_eq!(gone.status.code(), Some(0), "{}", String::from_utf8_lossy(&gone.stderr));
    let missing = mulu(repo.path(), &["list", "standards", "--rev", "no-such"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("there is no revision `no-such`"));
}

#[test]
fn a_bare_repository_is_read_at_a_revision() {
    let repo = storied();
    let bare = tempfile::tempdir().unwrap();
    repo.clone_bare(bare.path());
    let list = mulu(bare.path(), &["list", "agencies", "--rev", "catalogue/2026-01", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&list.stdout).contains("police"), "{}", String::from_utf8_lossy(&list.stderr));
    assert_eq!(everything(bare.path()), everything(repo.path()));
}

#[test]
fn links_and_submodules_are_no_files() {
    let repo = Repo::new();
    repo.write("book.toml", "");
    #[cfg(unix)]
    {
        std::fs::create_dir_all(repo.path().join("agencies")).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", repo.path().join("agencies/link.toml")).unwrap();
        let commit = repo.commit("Link", "clerk@example.org", 1_767_297_600);
        repo.submodule("standards/national/sub.md", commit);
        repo.commit_index("Submodule", "clerk@example.org", 1_767_297_700);
        let tree = RevisionTree::open(repo.path(), "HEAD").unwrap();
        assert_eq!(tree.list().unwrap(), ["agencies/link.toml", "book.toml", "standards/national/sub.md"]);
        assert_eq!(tree.read("agencies/link.toml").unwrap(), Found::NotAFile);
        assert_eq!(tree.read("standards/national/sub.md").unwrap(), Found::NotAFile);
        assert_eq!(everything(repo.path()), ["2026-01-02 Link added"]);
    }
}

#[test]
fn a_registry_may_lie_in_a_folder_of_its_repository() {
    let repo = Repo::new();
    repo.write("目录/book.toml", "");
    repo.write("目录/agencies/a.toml", "name = \"甲\"\njurisdiction = \"430100\"\n");
    repo.write("agencies/outside.toml", "name = \"外\"\n");
    repo.commit("Begin", "clerk@example.org", 1_767_297_600);
    let root = repo.path().join("目录");
    assert_eq!(RevisionTree::open(&root, "HEAD").unwrap().list().unwrap(), ["agencies/a.toml", "book.toml"]);
    assert_eq!(everything(&root), ["2026-01-02 Begin added", "2026-01-02 Begin added"]);
}

#[test]
fn a_merge_is_told_only_for_what_it_did_itself() {
    let repo = Repo::new();
    repo.write("book.toml", "");
    repo.write("agencies/a.toml", "name = \"甲\"\njurisdiction = \"430100\"\n");
    let base = repo.commit("Begin", "clerk@example.org", 1_767_297_600);
    let with = |more: &str| format!("name = \"甲\"\njurisdiction = \"430100\"\n{more}");
    repo.write("agencies/a.toml", &with("contact = \"电话\"\n"));
    let left = repo.commit("Left", "clerk@example.org", 1_767_300_000);
    repo.write("agencies/a.toml", &with(repository::FILING));
    let right = repo.commit_on("Right", "clerk@example.org", 1_767_310_000, &[base]);
    let merge = |text: &str| {
        repo.write("agencies/a.toml", text);
        repo.commit_on("Merge", "clerk@example.org", 1_767_320_000, &[left, right]);
        let all = everything(repo.path());
        all.into_iter().filter(|line| line.contains("Merge")).collect::<Vec<_>>()
    };
    assert_eq!(merge(&with(&format!("contact = \"电话\"\n{}", repository::FILING))), [""; 0]);
    assert_eq!(
        merge(&with(&format!("contact = \"电话\"\nroles = [\"x\"]\n{}", repository::FILING))),
        ["2026-01-02 Merge edited roles"]
    );
    // Taking one side drops what the other did, which was told before.
    assert_eq!(merge(&with("contact = \"电话\"\n")), ["2026-01-02 Merge no longer adopts GB/T 22239-2019"]);
}

#[test]
fn what_is_missing_is_said_in_a_sentence() {
    let missing = |root: &Path| History::read(root, None, EIGHT).missing.map(|words| words.en);
    let bare = tempfile::tempdir().unwrap();
    assert_eq!(missing(bare.path()).unwrap(), "this folder is not in a git repository");
    let unborn = Repo::new();
    assert_eq!(missing(unborn.path()).unwrap(), "the git repository has no commit yet");
    unborn.write("book.toml", "");
    assert!(mulu(unborn.path(), &["list", "standards"]).status.success());
    let log = mulu(unborn.path(), &["log", "gb-t-1-2020", "--lang", "en"]);
    assert!(log.status.success());
    assert_eq!(String::from_utf8_lossy(&log.stderr), "the git repository has no commit yet\n");
}

#[test]
fn a_worktree_has_the_history_of_its_repository() {
    let repo = storied();
    let beside = tempfile::tempdir().unwrap();
    let place = beside.path().join("tree");
    repo.worktree("other", &place);
    assert_eq!(everything(&place), everything(repo.path()));
}

#[test]
fn a_shallow_clone_tells_no_wrong_date() {
    let repo = storied();
    let beside = tempfile::tempdir().unwrap();
    let place = beside.path().join("clone");
    let cloned = Command::new("git")
        .args(["clone", "--quiet", "--depth", "2"])
        .arg(format!("file://{}", repo.path().display()))
        .arg(&place)
        .status();
    if !cloned.is_ok_and(|status| status.success()) {
        return; // git itself is not here: nothing to clone with
    }
    let history = History::read(&place, None, EIGHT);
    assert!(history.missing.as_ref().is_some_and(|missing| missing.en.contains("shallow clone")));
    let all: Vec<String> = told(&history.entries().collect::<Vec<_>>());
    assert_eq!(all, ["2026-01-06 Rename renamed from agencies/police.toml"]);
    assert!(!place.join(".git/mulu").exists());
    let cut_off = mulu(&place, &["check", "--base", "HEAD~1"]);
    assert!(cut_off.status.code() != Some(2), "{}", String::from_utf8_lossy(&cut_off.stderr));
}

#[test]
fn the_announcement_between_two_editions() {
    let repo = storied();
    let editions = history::editions(repo.path(), EIGHT).unwrap();
    let names: Vec<String> =
        editions.iter().map(|edition| format!("{} {}", edition.name, edition.day.unwrap())).collect();
    assert_eq!(names, ["2026-01 2026-01-03", "2026-02 2026-01-06"]);
    let announcement = history::edition_announcement(repo.path(), &editions[1], editions.first()).unwrap();
    let announced =
        Announced { from: "2026-01", to: Some("2026-02"), announcement: &announcement, verdicts: &[], lang: Lang::En };
    assert_eq!(
        announced.text(),
        "Changes from 2026-01 to 2026-02\n\nReviews (1)\n  GB/T 22239-2019  信息安全技术\n      reviewed 2022-11-20: continue by authority\n\nFilings (1)\n  公安\n      filed GB/T 22239-2019 on 2020-03-15\n\nOther changes (1)\n  公安\n      renamed from agencies/police.toml\n"
    );
    let zh = Announced { lang: Lang::Zh, ..announced };
    assert_eq!(
        zh.markdown(),
        "# 2026-01 至 2026-02 的变化\n\n## 复审 (1)\n\n- **GB/T 22239-2019** 信息安全技术：2022-11-20 复审：继续有效（authority）\n\n## 备案 (1)\n\n- **公安**：备案 GB/T 22239-2019（2020-03-15）\n\n## 其他 (1)\n\n- **公安**：改名，原为 agencies/police.toml\n"
    );
    let first = history::edition_announcement(repo.path(), &editions[0], None).unwrap();
    let items: Vec<String> =
        first.items.iter().map(|item| format!("{} {}", item.heading.phrase().en, item.record)).collect();
    assert_eq!(
        items,
        [
            "Added police",
            "Added gb-t-22239-2008",
            "Revised gb-t-22239-2019",
            "Listed gb-t-22239-2019",
            "Other changes book"
        ]
    );
}

#[test]
fn diff_compares_two_revisions_or_the_work_tree() {
    let repo = storied();
    repo.write("agencies/new.toml", "name = \"新机构\"\njurisdiction = \"430100\"\n");
    let diff = mulu(repo.path(), &["diff", "HEAD..", "--lang", "en"]);
    assert_eq!(String::from_utf8_lossy(&diff.stdout), "Changes since HEAD\n\nAdded (1)\n  新机构\n");
    let json = mulu(repo.path(), &["diff", "catalogue/2026-01..catalogue/2026-02", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let terms: Vec<&str> =
        document["changes"].as_array().unwrap().iter().filter_map(|row| row["term"].as_str()).collect();
    assert_eq!(terms, ["reviewed", "filed", "moved"]);
    assert_eq!(document["schema"], "mulu.diff/1");
    let log = mulu(repo.path(), &["log", "GB/T22239—2008", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&log.stdout).unwrap();
    assert_eq!(document["entries"][0]["message"], "replaced by gb-t-22239-2019");
    assert_eq!(document["entries"][1]["day"], "2026-01-02");
}

#[test]
fn verdicts_that_changed_are_told() {
    let audit = |verdicts: &[(&str, &str)]| {
        verdicts.iter().map(|(what, verdict)| (("p".to_owned(), (*what).to_owned()), (*verdict).to_owned())).collect()
    };
    let changes = verdict_changes(
        &audit(&[("a", "met"), ("b", "missing")]),
        &audit(&[("a", "met"), ("b", "met"), ("c", "planned")]),
    );
    let told: Vec<(&str, Option<&str>, Option<&str>)> =
        changes.iter().map(|change| (change.what.as_str(), change.was.as_deref(), change.now.as_deref())).collect();
    assert_eq!(told, [("b", Some("missing"), Some("met")), ("c", None, Some("planned"))]);
}

/// What the rules of history say of the work tree of a repository, against a revision.
fn faults(repo: &Repo, base: &str) -> Vec<String> {
    let tree = WorkTree::open(repo.path()).unwrap();
    let registry = Registry::load(&tree).unwrap();
    let base = history::base(repo.path(), base, None).unwrap();
    let found = check_proposal(&registry, "2026-11-21".parse().unwrap(), Some(&base));
    let of_history = ["review-history-rewritten", "record-deleted", "published-fact-changed", "unauthorised-change"];
    let mut rules: Vec<String> =
        found.iter().filter(|f| of_history.contains(&f.rule)).map(|f| format!("{} {}", f.rule, f.record)).collect();
    rules.sort();
    rules
}

/// A registry with a recorded review and people who may change it.
fn guarded() -> Repo {
    let repo = Repo::new();
    repo.write("book.toml", "[roles]\nreview = [\"authority\"]\nregister = [\"authority\"]\n");
    repo.write("agencies/authority.toml", "name = \"主管\"\njurisdiction = \"430100\"\nroles = [\"authority\"]\nmaintainers = [\"registrar@example.org\"]\n");
    repo.write(
        "agencies/police.toml",
        "name = \"公安\"\njurisdiction = \"430100\"\nmaintainers = [\"clerk@example.org\"]\n",
    );
    repo.write(NEW, &standard("GB/T 22239-2019", "2019-05-10", &[], &repository::review("2022-11-20", "继续适用。")));
    repo.commit("Begin", "registrar@example.org", 1_767_297_600);
    repo.tag("base");
    repo
}

#[test]
fn a_proposal_that_rewrites_the_past_is_caught() {
    let repo = guarded();
    repo.write(NEW, &standard("GB/T 22239-2019", "2019-05-11", &[], &repository::review("2024-11-20", "继续适用。")));
    repo.commit("Rewrite", "registrar@example.org", 1_767_400_000);
    assert_eq!(
        faults(&repo, "base"),
        ["published-fact-changed gb-t-22239-2019", "review-history-rewritten gb-t-22239-2019"]
    );
    repo.remove(NEW);
    repo.write(
        "agencies/authority.toml",
        "name = \"主管\"\njurisdiction = \"430100\"\nroles = [\"authority\"]\nmaintainers = [\"clerk@example.org\"]\n",
    );
    repo.commit("Delete", "clerk@example.org", 1_767_500_000);
    assert_eq!(
        faults(&repo, "base"),
        ["record-deleted gb-t-22239-2019", "unauthorised-change authority", "unauthorised-change gb-t-22239-2019"]
    );
}

#[test]
fn an_honest_proposal_is_quiet() {
    let repo = guarded();
    let reviews =
        format!("{}{}", repository::review("2022-11-20", "继续适用。"), repository::review("2025-11-10", "仍适用。"));
    repo.write(NEW, &standard("GB/T 22239-2019", "2019-05-10", &[], &reviews));
    repo.commit("Review", "Registrar@example.org", 1_767_400_000);
    repo.write(
        "agencies/police.toml",
        &format!(
            "name = \"公安\"\njurisdiction = \"430100\"\nmaintainers = [\"clerk@example.org\"]\n{}",
            repository::FILING
        ),
    );
    repo.commit("File", "clerk@example.org", 1_767_500_000);
    assert_eq!(faults(&repo, "base"), [""; 0]);
    // What the target branch did meanwhile is not the proposal's doing.
    let proposal = repo.head();
    repo.checkout("base");
    repo.write(
        NEW,
        &standard(
            "GB/T 22239-2019",
            "2019-05-10",
            &[],
            &format!("{reviews}{}", repository::review("2026-01-01", "另一次。")),
        ),
    );
    repo.commit("Meanwhile", "registrar@example.org", 1_767_600_000);
    repo.tag("target");
    repo.checkout(&proposal);
    assert_eq!(faults(&repo, "target"), [""; 0]);
    let check = mulu(repo.path(), &["check", "--base", "nowhere"]);
    assert_eq!(check.status.code(), Some(2));
}

#[test]
fn an_ssh_signature_is_verified() {
    let repo = guarded();
    let (key, other) = (repository::key(7), repository::key(8));
    let public = key.public_key().to_openssh().unwrap();
    repo.write("book.toml", "[roles]\nreview = [\"authority\"]\nregister = [\"authority\"]\nrequire-signed = true\n");
    let police = format!(
        "name = \"公安\"\njurisdiction = \"430100\"\nmaintainers = [\"clerk@example.org\"]\nsigning_keys = [\"{public}\"]\n"
    );
    repo.write("agencies/police.toml", &police);
    repo.commit("Demand signatures", "registrar@example.org", 1_767_400_000);
    repo.tag("signed-from-here");
    repo.write("agencies/police.toml", &format!("{police}contact = \"电话\"\n"));
    repo.commit_signed("Contact", "clerk@example.org", 1_767_500_000, &key);
    assert_eq!(faults(&repo, "signed-from-here"), [""; 0]);
    repo.checkout("signed-from-here");
    repo.write("agencies/police.toml", &format!("{police}contact = \"电话\"\n"));
    repo.commit_signed("Contact", "clerk@example.org", 1_767_500_000, &other);
    assert_eq!(faults(&repo, "signed-from-here"), ["unauthorised-change police"]);
    repo.checkout("signed-from-here");
    repo.write("agencies/police.toml", &format!("{police}contact = \"电话\"\n"));
    repo.commit("Contact", "clerk@example.org", 1_767_500_000);
    assert_eq!(faults(&repo, "signed-from-here"), ["unauthorised-change police"]);
}

#[test]
fn two_clones_build_the_same_bytes_and_the_same_bundle() {
    let repo = storied();
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (out, zone, threads) in [(&one, "UTC", "1"), (&two, "Asia/Shanghai", "3")] {
        let place = out.path().join("some/where/clone");
        repo.clone_to(&place);
        let site = out.path().join("site");
        let built = Command::new(env!("CARGO_BIN_EXE_mulu"))
            .args(["build", "--rev", "catalogue/2026-01", "--as-of", "2026-02-01", "--root"])
            .arg(&place)
            .arg("--out")
            .arg(&site)
            .env("TZ", zone)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let records = RevisionTree::open(&place, "catalogue/2026-01").unwrap();
        let mut archive = std::fs::File::create(out.path().join("bundle.tar.gz")).unwrap();
        mulu::bundle::bundle(&site, &records, &mut archive).unwrap();
    }
    let read = |name: &str| [&one, &two].map(|out| std::fs::read(out.path().join(name)).unwrap());
    let [a, b] = read("site/manifest.json");
    assert_eq!(String::from_utf8_lossy(&a), String::from_utf8_lossy(&b));
    let manifest: serde_json::Value = serde_json::from_slice(&a).unwrap();
    assert!(manifest["files"].as_array().unwrap().len() > 20);
    let listed: Vec<&str> =
        manifest["files"].as_array().unwrap().iter().filter_map(|file| file["path"].as_str()).collect();
    assert!(listed.contains(&"index.html") && !listed.contains(&"manifest.json"));
    let [a, b] = read("bundle.tar.gz");
    assert_eq!(a, b);
}

#[test]
fn hostile_times_have_no_day() {
    for time in ["99999999999999", "9223372036854775808", "-86400", "soon"] {
        let repo = Repo::new();
        repo.write("book.toml", "");
        repo.commit("Begin", "clerk@example.org", 1_767_297_600);
        repo.rewrite_head("1767297600", time);
        let history = History::read(repo.path(), None, EIGHT);
        let days: Vec<_> = history.entries().map(|entry| entry.day).collect();
        assert!(days.iter().all(Option::is_none), "{time}: {days:?}");
    }
}

#[test]
fn what_happens_to_a_project_is_told() {
    let told = |old: &str, new: &str| -> Vec<String> {
        let read = |text: &str| Version::read(Kind::Project, text.as_bytes());
        compare(Kind::Project, Some(&read(old)), Some(&read(new))).iter().map(|change| change.words().en).collect()
    };
    let before = "stage = \"construction\"\n[[order]]\nissued = 2024-05-01\ndeadline = 2024-08-01\nabout = \"x\"\n";
    let after = "stage = \"acceptance\"\napproved = 2024-03-01\n[[order]]\nissued = 2024-05-01\ndeadline = 2024-08-01\nabout = \"x\"\nclosed = 2024-07-01\n[[waiver]]\nstandard = \"GB/T39786—2021\"\nreason = \"r\"\napproved_by = \"committee\"\nuntil = 2025-01-31\n[[conformance]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"met\"\n[[evidence]]\nkind = \"mlps-filing\"\n";
    assert_eq!(
        told(before, after),
        [
            "stage construction → acceptance",
            "approved — → 2024-03-01",
            "declared GB/T 22239-2019: met",
            "GB/T 39786-2021 waived by committee until 2025-01-31",
            "the order was closed on 2024-07-01",
            "evidence: mlps-filing",
        ]
    );
    assert_eq!(
        told(after, before),
        [
            "stage acceptance → construction",
            "approved 2024-03-01 → —",
            "the waiver of GB/T 39786-2021 is gone",
            "edited conformance, evidence, order",
        ]
    );
    assert_eq!(told("stage = ", before), ["edited"]);
}

#[test]
fn what_happens_to_a_standard_is_told() {
    let told = |old: &str, new: &str| -> Vec<String> {
        let read = |text: &str| Version::read(Kind::Standard, format!("+++\n{text}+++\n").as_bytes());
        compare(Kind::Standard, Some(&read(old)), Some(&read(new))).iter().map(|change| change.words().en).collect()
    };
    let listed =
        "issued = 2019-05-10\n[catalogue]\nstatus = \"listed\"\nlisted = 2019-12-01\nbinding = \"recommended\"\n";
    assert_eq!(told("issued = 2019-05-10\n", listed), ["listed from 2019-12-01"]);
    assert_eq!(
        told(listed, &listed.replace("listed = 2019-12-01", "listed = 2020-01-01").replace("recommended", "mandatory")),
        ["catalogue.listed 2019-12-01 → 2020-01-01", "binding recommended → mandatory"]
    );
    let delisted = listed.replace("\"listed\"", "\"delisted\"") + "delisted = 2026-01-01\n";
    assert_eq!(told(listed, &delisted), ["delisted from 2026-01-01"]);
    let erratum = "[[erratum]]\ndate = 2026-01-01\nkey = \"issued\"\nwas = 2019-05-10\nreason = \"slip\"\n";
    assert_eq!(
        told(listed, &format!("{}{erratum}", listed.replace("2019-05-10", "2019-05-11"))),
        ["corrected: issued was 2019-05-10 (slip)", "issued 2019-05-10 → 2019-05-11"]
    );
    let reviewed = format!("{listed}{}", repository::review("2022-11-20", "适用"));
    assert_eq!(told(listed, &reviewed), ["reviewed 2022-11-20: continue by authority"]);
    assert_eq!(
        told(&reviewed, &reviewed.replace("适用", "不适用")),
        ["the recorded review of 2022-11-20 was rewritten"]
    );
    assert_eq!(told(listed, &format!("withdrawn = 2025-01-01\n{listed}")), ["withdrawn from 2025-01-01"]);
    assert_eq!(told(listed, &listed.replace('\n', "\r\n")), [""; 0]);
}

#[test]
fn between_sees_what_announce_orders() {
    let repo = storied();
    let old = RevisionTree::open(repo.path(), "catalogue/2026-01").unwrap();
    let new = WorkTree::open(repo.path()).unwrap();
    let changes = between(&old, &new).unwrap();
    let announcement = announce(&Registry::load(&old).unwrap(), &Registry::load(&new).unwrap(), &changes);
    assert_eq!(announcement.items.iter().map(|item| item.changes.len()).sum::<usize>(), changes.len());
}

fn mulu(root: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mulu")).args(args).arg("--root").arg(root).output().unwrap()
}
