//! Signed commits: by SSH and by OpenPGP keys that agencies list.

use git2::Oid;

use super::proposals::{faults, guarded};
use crate::harness::repository::{self, Repo};

/// The police's file, with a key that its maintainers sign with.
fn police(key: &str) -> String {
    format!(
        "name = \"公安\"\njurisdiction = \"430100\"\nmaintainers = [\"clerk@example.org\"]\nsigning_keys = [\"\"\"{key}\"\"\"]\n"
    )
}

/// A registry that demands signatures from the tag `signed-from-here` on, and lists one key.
fn demanding(key: &str) -> Repo {
    let repo = guarded();
    let roles = "[roles]\nreview = [\"authority\"]\nregister = [\"authority\"]\nrequire-signed = true\n";
    repo.write("book.toml", roles);
    repo.write("agencies/police.toml", &police(key));
    repo.commit("Demand signatures", "registrar@example.org", 1_767_400_000);
    repo.tag("signed-from-here");
    repo
}

/// What the rules say where the police changed their own file, in a commit that is made so.
fn said(repo: &Repo, key: &str, commit: impl Fn(&Repo) -> Oid) -> Vec<String> {
    repo.checkout("signed-from-here");
    repo.write("agencies/police.toml", &format!("{}contact = \"电话\"\n", police(key)));
    commit(repo);
    faults(repo, "signed-from-here")
}

const WHO: &str = "clerk@example.org";
const WHEN: i64 = 1_767_500_000;
const FAULT: [&str; 1] = ["unauthorised-change police"];

#[test]
fn an_ssh_signature_is_verified() {
    let (key, other) = (repository::key(7), repository::key(8));
    let public = key.public_key().to_openssh().unwrap();
    let repo = demanding(&public);
    let signed_by = |key| said(&repo, &public, |repo| repo.commit_signed("Contact", WHO, WHEN, repository::ssh(key)));
    assert_eq!(signed_by(&key), [""; 0]);
    assert_eq!(signed_by(&other), FAULT);
    assert_eq!(said(&repo, &public, |repo| repo.commit("Contact", WHO, WHEN)), FAULT);
}

#[test]
fn an_openpgp_signature_is_verified() {
    let (key, other) = (repository::openpgp_key(7), repository::openpgp_key(8));
    let public = repository::openpgp_public(&key);
    let repo = demanding(&public);
    let signed_by =
        |key| said(&repo, &public, |repo| repo.commit_signed("Contact", WHO, WHEN, repository::openpgp(key)));
    assert_eq!(signed_by(&key), [""; 0]);
    assert_eq!(signed_by(&other), FAULT);
    // A good signature, moved to another commit.
    let stolen = |_: &[u8]| repository::openpgp(&key)(b"another commit");
    assert_eq!(said(&repo, &public, |repo| repo.commit_signed("Contact", WHO, WHEN, stolen)), FAULT);
    let nonsense = |_: &[u8]| "-----BEGIN PGP SIGNATURE-----\n\nnonsense\n-----END PGP SIGNATURE-----".to_owned();
    assert_eq!(said(&repo, &public, |repo| repo.commit_signed("Contact", WHO, WHEN, nonsense)), FAULT);
    assert_eq!(said(&repo, &public, |repo| repo.commit("Contact", WHO, WHEN)), FAULT);
}

/// A proposal that lists the key that it is signed with: what counts is what was listed before.
#[test]
fn a_proposal_cannot_list_its_own_key() {
    let key = repository::openpgp_key(7);
    let (before, own) = (repository::openpgp_public(&repository::openpgp_key(8)), repository::openpgp_public(&key));
    let repo = demanding(&before);
    assert_eq!(said(&repo, &own, |repo| repo.commit_signed("Contact", WHO, WHEN, repository::openpgp(&key))), FAULT);
}

#[test]
fn a_key_that_is_none_is_a_finding() {
    let repo = demanding("ssh-ed25519 nonsense");
    let check = super::mulu(repo.path(), &["check", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&check.stdout).contains("this is not a public key"));
}
