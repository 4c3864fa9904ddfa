//! What an upstream may do to those who depend on it: each is refused in a plain word, and the lock stays as it was.

use super::{Three, over};

/// Runs an update that must be refused with these words, and looks whether the lock stayed.
#[track_caller]
fn refused(three: &Three, says: &[&str]) {
    let lock = three.at("furong").join("book.lock");
    let before = std::fs::read(&lock).ok();
    let ran = three.mulu("furong", &["update"]);
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    for word in says {
        assert!(ran.err.contains(word), "{word}: {}", ran.err);
    }
    assert_eq!(std::fs::read(&lock).ok(), before);
}

#[test]
fn a_moved_tag() {
    let three = Three::updated();
    three.write("changsha", "policies/new.md", "+++\ntitle = \"新办法\"\n+++\n");
    three.git("changsha", &["tag", "--delete", "catalogue/2026"]);
    three.commit("changsha", "catalogue/2026");
    refused(&three, &["[[upstream]] changsha", "the tag `catalogue/2026` was moved", "--accept-rewritten"]);
    three.well("furong", &["check", "--allow", "mandatory-standard-missing", "--as-of", "2026-11-21"]);
    three.well("furong", &["update", "--accept-rewritten"]);
}

#[test]
fn a_rewritten_history_and_one_that_goes_back() {
    let three = Three::updated();
    three.edit("furong", "book.toml", "rev = \"catalogue/2026\"", "rev = \"main\"");
    three.well("furong", &["update"]);
    let old = three.git("changsha", &["rev-parse", "main~1"]);
    three.git("changsha", &["reset", "--quiet", "--hard", &old]);
    refused(&three, &["earlier than", "--accept-rewritten"]);
    three.write("changsha", "policies/new.md", "+++\ntitle = \"新办法\"\n+++\n");
    three.commit("changsha", "other");
    three.git("changsha", &["tag", "--delete", "catalogue/2026"]);
    refused(&three, &["its history was rewritten", "--accept-rewritten"]);
    // Whoever has not fetched what is pinned is told that it is gone.
    three.commit("furong", "v1");
    std::fs::remove_dir_all(three.at("furong").join(".git/mulu")).unwrap();
    three.git("changsha", &["reflog", "expire", "--expire=now", "--all"]);
    let ran = three.mulu("furong", &["update", "--locked"]);
    assert!(ran.code == 2 && ran.err.contains("not in its repository any more"), "{}", ran.err);
}

#[test]
fn a_vanished_remote_leaves_what_was_fetched() {
    let three = Three::updated();
    std::fs::rename(three.at("changsha"), three.folder.path().join("away")).unwrap();
    refused(&three, &["[[upstream]] changsha", "cannot be fetched", "what was fetched before still serves"]);
    three.well("furong", &["show", "changsha-standards-2018"]);
}

#[test]
fn registries_that_stand_on_each_other() {
    let three = Three::updated();
    three.write(
        "national",
        "book.toml",
        "[book]\ntitle = \"国家标准汇编\"\n\n[[upstream]]\nid = \"changsha\"\nurl = \"../changsha\"\n",
    );
    three.commit("national", "catalogue/2027");
    three.edit("changsha", "book.toml", "rev = \"catalogue/2026\"", "rev = \"catalogue/2027\"");
    std::fs::remove_file(three.at("changsha").join("book.lock")).unwrap();
    three.commit("changsha", "catalogue/2027");
    three.edit("furong", "book.toml", "catalogue/2026", "catalogue/2027");
    refused(&three, &["depend on each other (changsha → national → changsha)"]);
}

#[test]
fn clashing_ids_take_no_place_of_ours() {
    let three = Three::updated();
    three.write(
        "changsha",
        "agencies/furong-data-centre.toml",
        "name = \"冒名的中心\"\njurisdiction = \"430102\"\nroles = [\"data-authority\"]\n",
    );
    three.commit("changsha", "catalogue/2027");
    three.edit("furong", "book.toml", "catalogue/2026", "catalogue/2027");
    let said = three.well("furong", &["update", "--as-of", "2026-11-21"]);
    assert!(said.contains("id-clash"), "{said}");
    let checked = three.mulu("furong", &["check", "--as-of", "2026-11-21"]);
    assert!(checked.code == 1 && checked.out.contains("`changsha:furong-data-centre` theirs"), "{}", checked.out);
    assert!(three.well("furong", &["show", "furong-data-centre"]).contains("芙蓉区数据资源中心"));
    assert!(three.well("furong", &["show", "changsha:furong-data-centre"]).contains("冒名的中心"));
}

#[test]
fn a_hostile_tree() {
    let three = Three::updated();
    // A record that is a link to a file of the reader's machine is told of, and not followed.
    let policies = three.at("changsha").join("policies");
    std::os::unix::fs::symlink("/etc/passwd", policies.join("linked.md")).unwrap();
    three.write("changsha", "policies/broken.md", "+++\ntitle = [[[\n+++\n<script>alert(1)</script>\n");
    three.commit("changsha", "catalogue/2027");
    three.edit("furong", "book.toml", "catalogue/2026", "catalogue/2027");
    three.well("furong", &["update"]);
    let checked = three.mulu("furong", &["check", "--allow", "mandatory-standard-missing", "--as-of", "2026-11-21"]);
    assert_eq!(checked.code, 0, "what upstreams do wrong is shown, not denied: {}", checked.out);
    assert!(
        checked.out.contains("upstream/changsha/policies/linked.md") && !checked.out.contains("root:"),
        "{}",
        checked.out
    );
    assert!(checked.out.contains("upstream/changsha/policies/broken.md"), "{}", checked.out);
    // No registry at all.
    three.git("changsha", &["rm", "--quiet", "book.toml"]);
    three.commit("changsha", "catalogue/2028");
    three.edit("furong", "book.toml", "catalogue/2027", "catalogue/2028");
    refused(&three, &["has no book.toml"]);
}

#[test]
fn an_address_that_git_would_run_or_take_for_an_option() {
    for url in ["ext::sh -c touch% /tmp/owned", "--upload-pack=touch /tmp/owned", "ftp://example.org/x", ""] {
        let three = Three::new();
        three.write("furong", "book.toml", &format!("[[upstream]]\nid = \"changsha\"\nurl = \"{url}\"\n"));
        let ran = three.mulu("furong", &["update"]);
        assert!(ran.code == 2 && ran.err.contains("book.toml has errors"), "{url}: {}", ran.err);
        let checked = three.mulu("furong", &["check"]);
        assert!(checked.code == 1 && checked.out.contains("invalid-value"), "{url}: {}", checked.out);
    }
}

#[test]
fn a_signature_that_is_asked_for() {
    use crate::harness::repository::{key, ssh};
    let three = Three::updated();
    let signer = key(1);
    let public = signer.public_key().to_openssh().unwrap();
    let wish = format!("rev = \"signed\"\nrequire-signed = true\nsigners = [\"{public}\"]");
    three.edit("furong", "book.toml", "rev = \"catalogue/2026\"", &wish);
    three.git("changsha", &["tag", "signed"]);
    refused(&three, &["signed is not signed"]);
    let tag = |signer| {
        let commit = three.git("changsha", &["rev-parse", "HEAD"]);
        let text =
            format!("object {commit}\ntype commit\ntag signed\ntagger C <c@example.org> 1700000000 +0000\n\nsigned\n");
        let signed = format!("{text}{}", ssh(&signer)(text.as_bytes()));
        let repository = git2::Repository::open(three.at("changsha")).unwrap();
        let id = repository.odb().unwrap().write(git2::ObjectType::Tag, signed.as_bytes()).unwrap();
        repository.reference("refs/tags/signed", id, true, "test").unwrap();
    };
    tag(key(2));
    refused(&three, &["not among the `signers`"]);
    tag(signer);
    assert_eq!(over(&three.at("furong"), &["update"]).code, 0);
}
