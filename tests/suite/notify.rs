//! `mulu notify`: what each format says, what is kept between two runs, and that no record brings markup of its own.

use std::fs;

use serde_json::Value;

use crate::harness::program::Ran;
use crate::harness::registry::{BOOK, Registry};

const AUTHORITY: &str = "name = \"标准办\"\nname_en = \"Standards office\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n\
    contact = \"标准处 office@example.gov.cn\"\n";
const ROLES: &str =
    "\n[roles]\nreview = [\"data-authority\"]\nlist = [\"data-authority\"]\nregister = [\"data-authority\"]\n";

fn standard(number: &str, title: &str) -> String {
    format!(
        "+++\nnumber = \"{number}\"\ntitle = \"{title}\"\nissued = 2001-01-01\neffective = 2001-06-01\n\n[catalogue]\nstatus = \"listed\"\n\
         listed = 2023-05-01\nbinding = \"recommended\"\n+++\n"
    )
}

/// Two standards whose reviews are due on one day: one is harmless, and the title of the other would mention everybody.
fn registry() -> Registry {
    Registry::bare()
        .file("book.toml", &format!("{BOOK}{ROLES}"))
        .file("agencies/office.toml", AUTHORITY)
        .file("standards/national/gb-t-1-2001.md", &standard("GB/T 1-2001", "甲"))
        .file("standards/national/gb-t-2-2001.md", &standard("GB/T 2-2001", "<!channel> @all [x](javascript:1) *乙*"))
}

fn notify(registry: &Registry, on: &str, arguments: &[&str]) -> Ran {
    registry.mulu(["notify", "--as-of", on].iter().chain(arguments))
}

fn json(registry: &Registry, on: &str, arguments: &[&str]) -> Value {
    serde_json::from_str(&notify(registry, on, &[&["--format", "json"], arguments].concat()).out).unwrap()
}

#[test]
fn the_text_is_this() {
    let registry = registry();
    let ran = notify(&registry, "2026-05-02", &["--since", "2026-04-30"]);
    let expected = "\
试验目录：2026-04-30 至 2026-05-02 的新情况

标准办 2 项
  逾期
    2026-05-01 复审  GB/T 1-2001 甲
      应于 2026-05-01 前复审：2023-05-01 列入目录，周期 P3Y
      https://example.org/mulu/standards/gb-t-1-2001.html
    2026-05-01 复审  GB/T 2-2001 <!channel> @all [x](javascript:1) *乙*
      应于 2026-05-01 前复审：2023-05-01 列入目录，周期 P3Y
      https://example.org/mulu/standards/gb-t-2-2001.html
";
    assert_eq!((ran.out.as_str(), ran.code), (expected, 0));
    let quiet = notify(&registry, "2026-05-03", &[]);
    assert_eq!((quiet.out.as_str(), quiet.code), ("试验目录：2026-05-02 至 2026-05-03 的新情况\n没有新情况\n", 0));
}

#[test]
fn a_state_is_kept_between_runs_and_each_thing_told_once() {
    let registry = registry();
    let state = registry.path("told.json");
    let state = ["--state", state.to_str().unwrap()];
    let stages = |on: &str| -> Vec<String> {
        let told = json(&registry, on, &state);
        let items = told["digests"].as_array().unwrap().iter().flat_map(|digest| digest["items"].as_array().unwrap());
        items.map(|item| format!("{} {}", item["stage"].as_str().unwrap(), item["number"].as_str().unwrap())).collect()
    };
    assert_eq!(stages("2026-05-01"), ["due-today GB/T 1-2001", "due-today GB/T 2-2001"]);
    assert_eq!(stages("2026-05-01"), [""; 0]);
    assert_eq!(stages("2026-05-09"), ["overdue GB/T 1-2001", "overdue GB/T 2-2001"]);
    // What is recorded later is told then, whatever its day.
    registry.write("standards/national/gb-t-3-2001.md", standard("GB/T 3-2001", "丙"));
    assert_eq!(stages("2026-05-10"), ["overdue GB/T 3-2001"]);
    registry.write("told.json", "{}");
    let refused = notify(&registry, "2026-05-11", &state);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("told.json") && refused.err.contains("Remove it"), "{}", refused.err);
    assert_eq!(fs::read_to_string(registry.path("told.json")).unwrap(), "{}");
}

#[test]
fn a_mail_is_read_by_another_program_and_is_the_same_twice() {
    let registry = registry();
    let folder = registry.path("mails");
    let arguments = ["--since", "2026-04-30", "--format", "eml", "--from", "mulu@example.gov.cn", "--out"];
    let arguments = [&arguments[..], &[folder.to_str().unwrap()]].concat();
    assert_eq!(notify(&registry, "2026-05-02", &arguments).code, 0);
    let mail = fs::read_to_string(folder.join("office.eml")).unwrap();
    for line in [
        "From: <mulu@example.gov.cn>",
        "<office@example.gov.cn>",
        "Auto-Submitted: auto-generated",
        "Date: Sat, 2 May 2026 00:00:00 +0000",
    ] {
        assert!(mail.contains(line), "{line} is not in\n{mail}");
    }
    assert!(mail.is_ascii() && mail.lines().all(|line| line.len() <= 998), "{mail}");
    assert_eq!(notify(&registry, "2026-05-02", &arguments).code, 0);
    assert_eq!(fs::read_to_string(folder.join("office.eml")).unwrap(), mail);
    let bad = notify(&registry, "2026-05-02", &["--since", "2026-04-30", "--format", "eml", "--from", "a\nBcc: b@c.d"]);
    assert_eq!(bad.code, 2, "{}", bad.out);
}

/// The forms that the services publish, their limits, and texts of records that would be obeyed.
#[test]
fn webhooks_have_their_form_fit_their_limits_and_mention_nobody() {
    let mut registry = registry();
    for serial in 10..400 {
        let number = format!("GB/T {serial}-2001");
        registry = registry.file(&format!("standards/national/gb-t-{serial}-2001.md"), &standard(&number, "一份标准"));
    }
    let body = |format: &str| notify(&registry, "2026-05-02", &["--since", "2026-04-30", "--format", format]).out;
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let wecom = parsed(&body("wecom"));
    let content = wecom["markdown"]["content"].as_str().unwrap();
    assert_eq!(wecom["msgtype"], "markdown");
    assert!(content.len() <= 4096 && content.contains("另有"), "{}", content.len());
    let dingtalk = parsed(&body("dingtalk"));
    let text = dingtalk["markdown"]["text"].as_str().unwrap();
    assert!(dingtalk["markdown"]["title"].is_string() && text.len() <= 20_000, "{}", text.len());
    let feishu = body("feishu");
    let post = &parsed(&feishu)["content"]["post"]["zh_cn"];
    assert!(post["title"].is_string() && post["content"].as_array().unwrap().len() > 10);
    assert!(post.to_string().len() <= 20 * 1024);
    let slack = parsed(&body("slack"));
    let blocks = slack["blocks"].as_array().unwrap();
    assert!(blocks.len() <= 50);
    for block in &blocks[1..] {
        assert!(block["text"]["text"].as_str().unwrap().chars().count() <= 3000);
    }
    for text in [content, text, &blocks[1]["text"]["text"].to_string()] {
        assert!(!text.contains("<!channel>") && !text.contains("@all [x](javascript"), "{text}");
    }
    // The office's own: nobody else is told, and a folder gets a file an agency.
    let refused = notify(&registry, "2026-05-02", &["--since", "2026-04-30", "--agency", "offices"]);
    assert!(refused.code == 2 && refused.err.contains("office?"), "{}", refused.err);
}
