//! Handing in: what is saved becomes a commit on a branch with the person's name, and where there is a remote a merge request.

use std::collections::BTreeMap;

use serde::Serialize;

use mulu_core::changes::{Announcement, Heading};
use mulu_core::message::Lang;

use super::changed::{ChangedView, announced, view};
use super::forge::request_address;
use super::git::{Git, HandIn};
use super::pages::{AdmittedRequest, problem};
use super::templates::PageHead;
use super::{DeskResponse, Pairs};

/// The most records that a message names one by one.
const MOST_NAMED: usize = 40;

#[derive(Serialize)]
struct HandInView<'h> {
    files: Vec<ChangedView>,
    chosen: Vec<String>,
    name: String,
    address: String,
    branch: String,
    message: String,
    remote: Option<RemoteView>,
    obstacle: Option<String>,
    error: Option<&'h str>,
    done: Option<HandedIn>,
}

/// Where a branch is pushed to.
#[derive(Serialize)]
struct RemoteView {
    name: String,
    address: String,
}

/// What came of handing in.
#[derive(Serialize)]
struct HandedIn {
    branch: String,
    commit: String,
    is_signed: bool,
    pushed: Option<String>,
    push_error: Option<String>,
    request: Option<String>,
}

/// Shows what is to be handed in.
pub fn show(visit: &AdmittedRequest<'_>) -> DeskResponse {
    page(visit, &Pairs::default(), None, None)
}

/// Commits what was chosen, and pushes it.
pub fn carry_out(visit: &AdmittedRequest<'_>) -> DeskResponse {
    let form = &visit.asked.form;
    let Some(git) = Git::of(&visit.desk.root) else { return page(visit, form, None, None) };
    let changed = match git.changed() {
        Ok(changed) => changed,
        Err(why) => return problem(visit, 500, &why),
    };
    let zh = visit.lang == Lang::Zh;
    // Only what is listed as changed is committed, whatever a form says.
    let paths: Vec<String> =
        form.all("file").filter(|path| changed.iter().any(|file| file.path == *path)).map(str::to_owned).collect();
    let (name, address) = (form.text("name"), form.text("address"));
    let is_name = |text: &str| !text.is_empty() && !text.chars().any(|ch| ch.is_control() || "<>".contains(ch));
    if paths.is_empty() {
        return page(visit, form, Some(if zh { "没有选择文件" } else { "no file is chosen" }), None);
    }
    if !(is_name(name) && is_name(address) && address.contains('@')) {
        return page(
            visit,
            form,
            Some(if zh { "请填写姓名和邮箱" } else { "fill in your name and e-mail address" }),
            None,
        );
    }
    let message = form.text("message");
    if message.is_empty() {
        return page(visit, form, Some(if zh { "请填写说明" } else { "fill in the message" }), None);
    }
    let wanted = form.text("branch");
    let wanted = if wanted.is_empty() { branch_of(name, address) } else { wanted.to_owned() };
    let branch = git.free_branch(&wanted);
    let hand_in = HandIn { paths: &paths, branch: &branch, message, who: (name, address) };
    match git.commit(&hand_in) {
        Ok(commit) => {
            let done = pushed(&git, branch, commit, !form.text("push").is_empty());
            page(visit, &Pairs::default(), None, Some(done))
        }
        Err(why) => page(visit, form, Some(why.get(visit.lang)), None),
    }
}

fn pushed(git: &Git, branch: String, commit: String, wants_push: bool) -> HandedIn {
    let mut done =
        HandedIn { is_signed: git.is_signed(), branch, commit, pushed: None, push_error: None, request: None };
    if let Some((remote, address)) = git.remote().filter(|_| wants_push) {
        match git.push(&remote, &done.branch) {
            Ok(said) => {
                done.request = request_address(&address, &done.branch, &git.target(&remote), &said);
                done.pushed = Some(remote);
            }
            Err(why) => done.push_error = Some(why),
        }
    }
    done
}

fn page(visit: &AdmittedRequest<'_>, form: &Pairs, error: Option<&str>, done: Option<HandedIn>) -> DeskResponse {
    let lang = visit.lang;
    let Some(git) = Git::of(&visit.desk.root) else {
        let zh = "这个登记簿不在 git 仓库里，或者这台电脑没有安装 git：修改已经保存在文件中，请用别的办法交回";
        let en = "this registry is in no git repository, or git is not installed here: what you changed is saved in the files; hand them in by other means";
        return problem(visit, 200, if lang == Lang::Zh { zh } else { en });
    };
    let files = match git.changed() {
        Ok(files) => files,
        Err(why) => return problem(visit, 500, &why),
    };
    let (message, words) = match announced(visit.desk) {
        Some((announcement, words)) => (message(&announcement, lang), words),
        None => {
            (if lang == Lang::Zh { "登记簿".to_owned() } else { "Record the registry".to_owned() }, BTreeMap::new())
        }
    };
    let words =
        words.into_iter().map(|(path, all)| (path, all.iter().map(|one| one.get(lang).to_owned()).collect())).collect();
    let given = |name: &str, usual: String| form.get(name).map_or(usual, str::to_owned);
    let name = given("name", git.setting("user.name"));
    let address = given("address", git.setting("user.email"));
    let own = git.branch().filter(|branch| branch.starts_with("desk/"));
    let branch = own.unwrap_or_else(|| git.free_branch(&branch_of(&name, &address)));
    let chosen: Vec<String> = form.all("file").map(str::to_owned).collect();
    let body = HandInView {
        chosen: if chosen.is_empty() { files.iter().map(|file| file.path.clone()).collect() } else { chosen },
        files: files.iter().map(|file| view(Some(&git), file, &words, lang)).collect(),
        name,
        address,
        branch: given("branch", branch),
        message: given("message", message),
        remote: git.remote().map(|(name, address)| RemoteView { name, address }),
        obstacle: git.obstacle().map(|why| why.get(lang).to_owned()),
        error,
        done,
    };
    let title = if lang == Lang::Zh { "提交" } else { "Hand in" };
    let head = PageHead { lang, section: "hand-in", title, address: "/desk/hand-in" };
    visit.desk.page(200, "hand-in.html", &head, &body)
}

/// A branch with the person's name: as it is written where that is plain, else what stands before the `@` of the address.
fn branch_of(name: &str, address: &str) -> String {
    let plain = |text: &str| {
        let kept =
            text.to_lowercase().chars().map(|ch| if ch.is_ascii_alphanumeric() { ch } else { '-' }).collect::<String>();
        kept.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    };
    let own = if name.is_ascii() { plain(name) } else { plain(address.split('@').next().unwrap_or_default()) };
    format!("desk/{}", if own.is_empty() { "clerk".to_owned() } else { own })
}

/// What a commit says, in the field's terms: how many of what in its first line, each below.
fn message(announcement: &Announcement, lang: Lang) -> String {
    let headings = Heading::ALL.into_iter().map(|heading| (heading, announcement.under(heading).count()));
    let counted = headings.filter(|(_, count)| *count > 0).map(|(heading, count)| {
        let words = heading.phrase().get(lang);
        if lang == Lang::Zh { format!("{words} {count} 项") } else { format!("{words}: {count}") }
    });
    let first = counted.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " });
    let mut lines = Vec::new();
    for item in announcement.items.iter().take(MOST_NAMED) {
        let title = item.title.as_deref().filter(|title| *title != item.name).unwrap_or_default();
        let words: Vec<String> = item.changes.iter().map(|change| change.words().get(lang).to_owned()).collect();
        let of = if lang == Lang::Zh { "：" } else { ": " };
        lines.push(format!(
            "- {}{of}{}",
            [item.name.as_str(), title].join(" ").trim(),
            words.join(if lang == Lang::Zh { "；" } else { "; " })
        ));
    }
    if announcement.items.len() > MOST_NAMED {
        lines.push("…".to_owned());
    }
    if first.is_empty() {
        return if lang == Lang::Zh { "修改登记簿".to_owned() } else { "Change the registry".to_owned() };
    }
    format!("{first}\n\n{}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::branch_of;

    #[test]
    fn a_branch_has_the_persons_name() {
        for (name, address, branch) in [
            ("Li Ming", "x@example.org", "desk/li-ming"),
            ("李明", "liming@example.org", "desk/liming"),
            ("李明", "", "desk/clerk"),
            ("--force", "x", "desk/force"),
        ] {
            assert_eq!(branch_of(name, address), branch);
        }
    }
}
