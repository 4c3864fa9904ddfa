//! Editions of the catalogue: their tags and releases, signed, and each naming the one before.

use std::path::{Path, PathBuf};

use ssh_key::{LineEnding, PrivateKey};

use super::mulu;
use crate::harness::repository::{self, Repo, standard};

/// A registry whose authority signs with a key, and two editions of it: the first with a signed tag.
fn published(key: &PrivateKey) -> Repo {
    let repo = Repo::new();
    let public = key.public_key().to_openssh().unwrap();
    repo.write("book.toml", "[roles]\npublish = [\"authority\"]\nregister = [\"authority\"]\n");
    repo.write(
        "agencies/authority.toml",
        &format!(
            "name = \"主管\"\njurisdiction = \"430100\"\nroles = [\"authority\"]\nmaintainers = [\"registrar@example.org\"]\nsigning_keys = [\"{public}\"]\n"
        ),
    );
    repo.commit("Begin", "registrar@example.org", 1_767_297_600);
    repo.tag_signed("catalogue/2026-01", 1_767_297_700, repository::ssh(key));
    repo.write("standards/national/gb-t-22239-2019.md", &standard("GB/T 22239-2019", "2019-05-10", &[], ""));
    repo.commit("A standard", "registrar@example.org", 1_767_400_000);
    repo.tag("catalogue/2026-02");
    repo
}

/// Whether a command finds nothing wrong, and what it says.
fn said(root: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = mulu(root, &[args, &["--lang", "en"]].concat());
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code(), text)
}

#[test]
fn tags_of_editions_are_verified() {
    let key = repository::key(7);
    let repo = published(&key);
    let (code, text) = said(repo.path(), &["verify"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("✓ catalogue/2026-01") && text.contains("is signed by SHA256:"), "{text}");
    assert!(text.contains("✗ catalogue/2026-02") && text.contains("is not signed"), "{text}");
    repo.tag_signed("catalogue/2026-02", 1_767_400_100, repository::ssh(&key));
    assert_eq!(said(repo.path(), &["verify"]).0, Some(0));
    // By a key that nobody lists; and a good signature of another tag.
    repo.tag_signed("catalogue/2026-02", 1_767_400_100, repository::ssh(&repository::key(8)));
    assert!(said(repo.path(), &["verify"]).1.contains("not among the trusted keys"));
    repo.tag_signed("catalogue/2026-02", 1_767_400_100, |_| repository::ssh(&key)(b"another tag"));
    assert!(said(repo.path(), &["verify"]).1.contains("is bad"));
}

#[test]
fn a_release_is_signed_and_names_the_one_before() {
    let key = repository::key(7);
    let repo = published(&key);
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| -> PathBuf { folder.path().join(name) };
    let text = |name: &str| at(name).to_str().unwrap().to_owned();
    std::fs::write(at("key"), key.to_openssh(LineEnding::LF).unwrap().as_bytes()).unwrap();
    std::fs::write(at("trusted"), key.public_key().to_openssh().unwrap()).unwrap();
    std::fs::write(at("others"), repository::key(8).public_key().to_openssh().unwrap()).unwrap();
    let export = |name: &str, rev: &str, sign: bool| {
        let (bundle, key) = (text(name), text("key"));
        let mut args = vec!["export", "--bundle", &bundle, "--rev", rev];
        args.extend(if sign { vec!["--sign", &key] } else { Vec::new() });
        let (code, said) = said(repo.path(), &args);
        assert_eq!(code, Some(0), "{said}");
    };
    export("one", "catalogue/2026-01", true);
    export("two", "catalogue/2026-02", true);
    export("bare", "catalogue/2026-02", false);
    let verify = |args: &[&str]| said(repo.path(), &[&["verify"], args].concat());

    let (code, told) = verify(&[&text("two"), "--after", &text("one")]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("edition 2026-02") && told.contains("the edition before is 2026-01"), "{told}");
    assert_eq!(verify(&[&text("one"), "--key", &text("trusted")]).0, Some(0));
    // Another release in the place of the one before; keys that did not sign; no signature.
    assert_eq!(verify(&[&text("two"), "--after", &text("two")]).0, Some(1));
    assert_eq!(verify(&[&text("two"), "--key", &text("others")]).0, Some(1));
    assert!(verify(&[&text("bare")]).1.contains("is not signed"));
    assert_eq!(verify(&[&text("key")]).0, Some(2), "what is not a bundle cannot be verified");
}
