//! Merges: each tells only what it did itself.

use super::everything;
use crate::harness::repository::{self, Repo};

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

/// Two branches that merged each other have two commits where they parted; neither merge did anything itself.
#[test]
fn a_criss_cross_merge_tells_nothing_twice() {
    let repo = Repo::new();
    let agency = |id: &str, more: &str| {
        repo.write(&format!("agencies/{id}.toml"), &format!("name = \"{id}\"\njurisdiction = \"430100\"\n{more}"));
    };
    let contacts = |left: bool, right: bool| {
        agency("a", if left { "contact = \"左\"\n" } else { "" });
        agency("b", if right { "contact = \"右\"\n" } else { "" });
    };
    repo.write("book.toml", "");
    contacts(false, false);
    let base = repo.commit("Begin", "clerk@example.org", 1_767_297_600);
    contacts(true, false);
    let left = repo.commit_on("Left", "clerk@example.org", 1_767_300_000, &[base]);
    contacts(false, true);
    let right = repo.commit_on("Right", "clerk@example.org", 1_767_310_000, &[base]);
    contacts(true, true);
    let one = repo.commit_on("Merge one", "clerk@example.org", 1_767_320_000, &[left, right]);
    let other = repo.commit_on("Merge other", "clerk@example.org", 1_767_330_000, &[right, left]);
    repo.commit_on("Merge both", "clerk@example.org", 1_767_340_000, &[one, other]);
    let mut told = everything(repo.path());
    told.retain(|line| !line.contains("Begin"));
    told.sort();
    assert_eq!(told, ["2026-01-02 Left edited contact", "2026-01-02 Right edited contact"]);
}
