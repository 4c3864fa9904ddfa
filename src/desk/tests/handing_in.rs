//! Handing in, with git as it is installed.

use super::*;

fn hand_in(office: &Office, files: &[&str]) -> DeskResponse {
    let mut form = vec![
        ("message", "复审 1 项\n\n- 说明"),
        ("name", "李明"),
        ("address", "liming@example.org"),
        ("branch", "desk/liming"),
        ("push", "1"),
    ];
    form.extend(files.iter().map(|file| ("file", *file)));
    office.post("/desk/hand-in", &form)
}

fn in_git() -> Office {
    let office = Office::open();
    office.git(&["init", "-q", "-b", "main"]);
    office.git(&["config", "user.name", "x"]);
    office.git(&["config", "user.email", "x@example.org"]);
    office.git(&["config", "commit.gpgsign", "false"]);
    office
}

fn committed() -> Office {
    let office = in_git();
    office.git(&["add", "-A"]);
    office.git(&["commit", "-qm", "first"]);
    office
}

#[test]
fn only_what_was_chosen_is_committed_on_a_branch_with_the_persons_name_and_pushed() {
    let office = committed();
    let other = tempfile::tempdir().unwrap();
    office.git(&["init", "-q", "--bare", other.path().to_str().unwrap()]);
    office.git(&["remote", "add", "origin", other.path().to_str().unwrap()]);
    office.write(AGENCY, &OFFICE.replace('张', "李"));
    office.write("book.toml", &BOOK.replace("试验", "实验"));
    office.write("notes.txt", "mine");
    office.git(&["add", "notes.txt"]);
    let reply = hand_in(&office, &[AGENCY, "notes.txt", "../x"]);
    assert!(body(&reply).contains("desk/liming") && body(&reply).contains("已推送到"), "{}", body(&reply));
    assert_eq!(
        office.git(&["show", "--format=%an|%ae|%s", "--name-only", "HEAD"]).trim(),
        format!("李明|liming@example.org|复审 1 项\n\n{AGENCY}")
    );
    assert_eq!(office.git(&["status", "--porcelain"]), " M book.toml\nA  notes.txt\n");
    assert_eq!(
        office.git(&["--git-dir", other.path().to_str().unwrap(), "rev-parse", "desk/liming"]),
        office.git(&["rev-parse", "HEAD"])
    );
    assert_eq!(office.git(&["rev-parse", "main"]), office.git(&["rev-parse", "HEAD~1"]));
}

#[test]
fn a_first_commit_and_a_linked_work_tree_are_handed_in_too() {
    let office = in_git();
    let reply = hand_in(&office, &["book.toml", STANDARD, AGENCY]);
    assert!(body(&reply).contains("已提交"), "{}", body(&reply));
    assert_eq!(office.git(&["log", "--format=%s"]).trim(), "复审 1 项");

    let linked = tempfile::tempdir().unwrap();
    let place = linked.path().join("tree");
    office.git(&["worktree", "add", "-q", "-b", "other", place.to_str().unwrap()]);
    let desk = desk_at(&place);
    std::fs::write(place.join(AGENCY), OFFICE.replace('张', "李")).unwrap();
    let form = [("message", "m"), ("name", "Li Ming"), ("address", "l@example.org"), ("file", AGENCY)];
    let own = [("_token".to_owned(), guard::form_token(&desk))];
    let form = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let asked = DeskRequest {
        is_post: true,
        path: "/desk/hand-in".to_owned(),
        form: Pairs::new(own.into_iter().chain(form)),
        ..admitted()
    };
    let reply = desk.answer(&asked);
    assert!(body(&reply).contains("desk/li-ming"), "{}", body(&reply));
}

#[test]
fn a_conflict_is_refused_and_nothing_moves() {
    let office = committed();
    office.git(&["switch", "-qc", "theirs"]);
    office.write(AGENCY, &OFFICE.replace('张', "王"));
    office.git(&["commit", "-qam", "theirs"]);
    office.git(&["switch", "-q", "main"]);
    office.write(AGENCY, &OFFICE.replace('张', "李"));
    office.git(&["commit", "-qam", "ours"]);
    let merged = Command::new("git")
        .arg("-C")
        .arg(office.folder.path())
        .args(["-c", "user.name=x", "-c", "user.email=x@x", "merge", "-q", "theirs"])
        .output()
        .unwrap();
    assert!(!merged.status.success());
    let before = (office.git(&["rev-parse", "HEAD"]), office.git(&["status", "--porcelain"]));
    let reply = hand_in(&office, &[AGENCY]);
    assert!(body(&reply).contains("冲突"), "{}", body(&reply));
    assert_eq!(before, (office.git(&["rev-parse", "HEAD"]), office.git(&["status", "--porcelain"])));
    assert_eq!(office.git(&["symbolic-ref", "--short", "HEAD"]).trim(), "main");
}

#[test]
fn a_commit_that_a_hook_refuses_leaves_all_as_it_was() {
    let office = committed();
    let hook = office.folder.path().join(".git/hooks/commit-msg");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho no such message >&2\nexit 1\n").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    office.write(AGENCY, &OFFICE.replace('张', "李"));
    let reply = hand_in(&office, &[AGENCY]);
    assert!(body(&reply).contains("no such message"), "{}", body(&reply));
    assert_eq!(office.git(&["status", "--porcelain"]), format!(" M {AGENCY}\n"));
    assert_eq!(office.git(&["branch", "--format=%(refname:short)"]).trim(), "main");
}

#[test]
fn what_a_person_signs_with_a_key_of_ssh_is_handed_in_signed() {
    let office = committed();
    let keys = tempfile::tempdir().unwrap();
    let key = keys.path().join("key");
    let made =
        std::process::Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status();
    if made.is_err() {
        // Where there is no ssh, nobody signs with its keys.
        return;
    }
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    let signers = keys.path().join("signers");
    std::fs::write(&signers, format!("liming@example.org {public}")).unwrap();
    for (name, value) in [
        ("gpg.format", "ssh"),
        ("user.signingkey", key.to_str().unwrap()),
        ("gpg.ssh.allowedSignersFile", signers.to_str().unwrap()),
        ("commit.gpgsign", "true"),
    ] {
        office.git(&["config", name, value]);
    }
    office.write(AGENCY, &OFFICE.replace('张', "李"));
    let reply = hand_in(&office, &[AGENCY]);
    assert!(body(&reply).contains("已签名"), "{}", body(&reply));
    assert_eq!(office.git(&["log", "-1", "--format=%G?|%GS|%an"]).trim(), "G|liming@example.org|李明");
    // A key that is not there: git's own words, and nothing is committed.
    office.git(&["config", "user.signingkey", "/nowhere/key"]);
    office.write(AGENCY, &OFFICE.replace('张', "王"));
    let before = office.git(&["rev-parse", "HEAD"]);
    let reply = hand_in(&office, &[AGENCY]);
    assert!(body(&reply).contains("/nowhere/key"), "{}", body(&reply));
    assert_eq!(office.git(&["rev-parse", "HEAD"]), before);
}
