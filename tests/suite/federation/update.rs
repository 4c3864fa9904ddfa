//! What `mulu update` writes and says.

use super::{Three, over};
use crate::harness::program::{git, mulu, run};

#[test]
fn the_lock_pins_upstreams_and_theirs_and_is_the_same_bytes_again() {
    let three = Three::updated();
    let lock = std::fs::read_to_string(three.at("furong").join("book.lock")).unwrap();
    let changsha = three.git("changsha", &["rev-parse", "catalogue/2026"]);
    let national = three.git("national", &["rev-parse", "catalogue/2026"]);
    assert!(lock.contains(&format!("commit = \"{changsha}\"")) && lock.contains(&format!("commit = \"{national}\"")));
    assert!(lock.contains("via = \"changsha\"") && lock.contains("locked = \"2026-11-21\""), "{lock}");
    let said = three.well("furong", &["update", "--as-of", "2026-12-01"]);
    assert!(said.contains("unchanged since 2026-11-21"), "{said}");
    assert_eq!(std::fs::read_to_string(three.at("furong").join("book.lock")).unwrap(), lock);
    three.well("furong", &["check", "--locked", "--allow", "mandatory-standard-missing", "--as-of", "2026-11-21"]);
}

#[test]
fn what_changes_is_told_in_the_terms_of_diff_and_for_our_own_projects() {
    let three = Three::updated();
    three.write(
        "changsha",
        "standards/national/gb-t-39786-2021.md",
        "+++\nnumber = \"GB/T 39786-2021\"\ntitle = \"信息安全技术 信息系统密码应用基本要求\"\nissued = 2021-03-09\neffective = 2021-10-01\nsource = [{ title = \"国家标准全文公开系统\", checked = 2026-11-21 }]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2026-11-01\nbinding = \"recommended\"\n+++\n",
    );
    three.edit(
        "changsha",
        "policies/changsha-standards-2018.md",
        "mandates = [\"GB/T 22239-2019\"]",
        "mandates = [\"GB/T 22239-2019\", \"GB/T 39786-2021\"]",
    );
    three.commit("changsha", "catalogue/2027");
    three.edit("furong", "book.toml", "catalogue/2026", "catalogue/2027");
    let stale = three.mulu("furong", &["check", "--locked", "--as-of", "2026-11-21"]);
    assert_eq!(stale.code, 1, "{}", stale.out);
    assert!(stale.out.contains("lock-stale") && stale.out.contains("catalogue/2027"), "{}", stale.out);

    let lock = three.at("furong").join("book.lock");
    let before = std::fs::read(&lock).unwrap();
    let dry = three.well("furong", &["update", "--dry-run", "--as-of", "2026-11-21"]);
    assert_eq!(std::fs::read(&lock).unwrap(), before);
    let said = three.well("furong", &["update", "--as-of", "2026-11-21"]);
    assert_eq!(dry, said);
    assert_ne!(std::fs::read(&lock).unwrap(), before);
    assert!(said.contains("changsha: catalogue/2026 (") && said.contains("→ catalogue/2027 ("), "{said}");
    assert!(said.contains("GB/T 39786") && said.contains("Listed"), "{said}");
    assert!(said.contains("sample-furong-hall · GB/T 39786-2021: — → missing"), "{said}");
    three.well("furong", &["check", "--locked", "--allow", "mandatory-standard-missing", "--as-of", "2026-11-21"]);
}

#[test]
fn a_fresh_clone_needs_the_network_once() {
    let three = Three::updated();
    three.commit("furong", "v1");
    let clone = three.folder.path().join("clone");
    let cloned = run(git(three.folder.path(), ["clone", "--quiet", "furong", "clone"]));
    assert_eq!(cloned.code, 0, "{}", cloned.err);
    let not_yet = over(&clone, &["show", "GB/T 22239-2019"]);
    assert!(not_yet.code == 2 && not_yet.err.contains("mulu update --locked"), "{}", not_yet.err);
    let fetched = over(&clone, &["update", "--locked"]);
    assert_eq!(fetched.code, 0, "{}", fetched.err);
    // From here on there is no git program, and the upstreams are gone.
    std::fs::rename(three.at("changsha"), three.folder.path().join("away")).unwrap();
    std::fs::rename(three.at("national"), three.folder.path().join("far")).unwrap();
    let built = run(mulu(&clone, ["build", "--as-of", "2026-11-21", "--lang", "en"]));
    assert_eq!(built.code, 0, "{}", built.err);
    let page = std::fs::read_to_string(clone.join("public/standards/gb-t-39786-2021.html")).unwrap();
    assert!(page.contains("信息系统密码应用基本要求"));
    assert!(clone.join("public/policies/changsha-standards-2018.html").is_file());
    let again = run(mulu(&clone, ["build", "--as-of", "2026-11-21", "--lang", "en"]));
    assert!(again.out.contains(" 0 written"), "{}", again.out);
}

#[test]
fn one_upstream_moves_alone_and_an_unknown_one_is_told() {
    let three = Three::updated();
    let unknown = three.mulu("furong", &["update", "hunan"]);
    assert!(unknown.code == 2 && unknown.err.contains("no [[upstream]] `hunan`: changsha"), "{}", unknown.err);
    three.well("furong", &["update", "changsha"]);
    let alone = tempfile::tempdir().unwrap();
    std::fs::write(alone.path().join("book.toml"), "[[upstream]]\nid = \"x\"\nurl = \"../x\"\n").unwrap();
    let ran = over(alone.path(), &["update"]);
    assert!(ran.code == 2 && ran.err.contains("git init"), "{}", ran.err);
}

#[test]
fn diff_says_what_changed_through_an_upstream() {
    let three = Three::updated();
    three.commit("furong", "before");
    three.edit(
        "changsha",
        "policies/changsha-standards-2018.md",
        "mandates = [\"GB/T 22239-2019\"]",
        "mandates = [\"GB/T 22239-2019\", \"GB/T 39786-2021\"]",
    );
    three.commit("changsha", "catalogue/2027");
    three.edit("furong", "book.toml", "catalogue/2026", "catalogue/2027");
    three.well("furong", &["update", "--as-of", "2026-11-21"]);
    three.commit("furong", "after");
    let said = three.well("furong", &["diff", "before..after", "--as-of", "2026-11-21"]);
    assert!(said.contains("Depends on: changsha: catalogue/2026 (") && said.contains("→ catalogue/2027 ("), "{said}");
    assert!(said.contains("长沙市电子政务服务标准化管理暂行办法"), "{said}");
    assert!(said.contains("sample-furong-hall  GB/T 39786-2021: — → missing"), "{said}");
    assert!(!said.contains("Depends on: national"), "it did not move: {said}");
    let page = three.well("furong", &["diff", "before..after", "--as-of", "2026-11-21", "--format", "markdown"]);
    assert!(page.contains("\n## Depends on: changsha: catalogue/2026"), "{page}");
    let json = three.well("furong", &["diff", "before..after", "--as-of", "2026-11-21", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["upstreams"][0]["id"], "changsha");
    assert_eq!(json["upstreams"][0]["changes"][0]["kind"], "policy");
    // What is not there to be read is said, not left out.
    std::fs::remove_dir_all(three.at("furong").join(".git/mulu")).unwrap();
    let ran = three.mulu("furong", &["diff", "before..after", "--as-of", "2026-11-21"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("mulu update --locked") && ran.out.contains("Depends on: changsha"),
        "{}{}",
        ran.out,
        ran.err
    );
}
