//! What a proposal may not do.

use mulu_core::check::check_proposal;
use mulu_core::registry::Registry;
use mulu_core::source::WorkTree;
use mulu_git::history;

use super::mulu;
use super::story::NEW;
use crate::harness::repository::{self, Repo, standard};

/// What the rules of history say of the work tree of a repository, against a revision.
pub fn faults(repo: &Repo, base: &str) -> Vec<String> {
    let tree = WorkTree::open(repo.path()).unwrap();
    let registry = Registry::load(&tree).unwrap();
    let base = history::base(repo.path(), base, None).unwrap();
    let found = check_proposal(&registry, "2026-11-21".parse().unwrap(), Some(&base));
    let of_history = [
        "review-history-rewritten",
        "record-deleted",
        "published-fact-changed",
        "decision-rewritten",
        "unauthorised-change",
    ];
    let mut rules: Vec<String> =
        found.iter().filter(|f| of_history.contains(&f.rule)).map(|f| format!("{} {}", f.rule, f.record)).collect();
    rules.sort();
    rules
}

/// A registry with a recorded review and people who may change it.
pub fn guarded() -> Repo {
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
    let police = |filing: &str| {
        repo.write(
            "agencies/police.toml",
            &format!("name = \"公安\"\njurisdiction = \"430100\"\nmaintainers = [\"clerk@example.org\"]\n{filing}"),
        );
    };
    police(&repository::FILING.replace("filed = 2020-03-15\n", ""));
    repo.commit("File", "clerk@example.org", 1_767_500_000);
    // The authority accepts it: an agency cannot accept its own filing.
    police(repository::FILING);
    repo.commit("Accept", "registrar@example.org", 1_767_550_000);
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
