//! Registries made by somebody who wants to run something in a reader's browser, or to write outside of the site.

use crate::harness::pages::{Built, files};
use crate::harness::registry::{NEW_EDITION, OFFICE, Registry};

pub const SCRIPT: &str = "<script>alert(1)</script>\\\"'><img src=x onerror=alert(1)>&{{ 7*7 }}";

/// A registry whose every text tries to leave its place.
pub fn hostile() -> Registry {
    let long = "极长".repeat(20_000);
    let toml = |text: &str| text.replace("SCRIPT", SCRIPT).replace("LONG", &long);
    let registry = Registry::empty();
    registry.edit(
        "book.toml",
        "title = \"试验目录\"",
        &toml("title = \"SCRIPT\"\ndescription = \"SCRIPT\"\nauthors = [\"SCRIPT\"]"),
    );
    registry.edit("book.toml", "title-en = \"Trial Catalogue\"", &toml("title-en = \"SCRIPT\"\nnotice = \"SCRIPT\""));
    registry.edit("book.toml", "cloud = \"依托政务云\"", &toml("cloud = \"SCRIPT\"\n\n[roles]\nreview = [\"SCRIPT\"]"));
    registry.write(
        "standards/national/gb-t-22239-2019.md",
        toml(
            r#"+++
number = "GB/T 22239-2019"
title = "SCRIPT"
title_en = "SCRIPT"
issued = 2019-05-10
effective = 2019-12-01
ics = ["SCRIPT"]
ccs = ["SCRIPT"]
issuer = "SCRIPT"
classes = ["../../x", "a", "SCRIPT", "index"]
topics = ["t", "SCRIPT"]
keywords = ["SCRIPT"]
replaces = ["SCRIPT"]
adopts = [{ number = "SCRIPT", degree = "NEQ" }]
source = [{ url = "javascript:alert(1)", title = "SCRIPT", checked = 2026-11-21 }, { url = "https://x/\"><script>", checked = 2026-11-21 }]

[catalogue]
status = "listed"
listed = 2019-12-01
binding = "mandatory"
mandated_by = ["SCRIPT", "p#SCRIPT", "p#1"]
applies_to = ["cloud", "SCRIPT"]
when = "SCRIPT"

[[review]]
date = 2020-01-01
conclusion = "continue"
by = "office"
reason = "SCRIPT"
evidence = "javascript:alert(1)"
+++
<script>alert(1)</script> [a](javascript:alert(1)) [b](https://example.org/x) <javascript:alert(1)>
![x](https://example.org/x.png) [c]( data:text/html,x ) [d][e]

[e]: vbscript:x

| a | b |
| :-: | --: |
| <b onclick=x> | `<script>` |

# main {#main}

<h1 id="main" style="x">raw</h1>

text[^main]

[^main]: <iframe src="https://example.org/"></iframe>
"#,
        ),
    );
    registry.write(
        "standards/municipal/long.md",
        toml("+++\ntitle = \"LONG\"\nissued = 2020-01-01\neffective = 2020-01-01\n+++\n"),
    );
    registry.write(
        "standards/taxonomy.toml",
        toml(
            r#"[[class]]
id = "../../x"
title = "SCRIPT"
group = "general"
[[class]]
id = "index"
title = "x"
group = "general"
[[class]]
id = "a"
title = "SCRIPT"
title_en = "SCRIPT"
group = "cloud"
clause = "p#1"
[[class.topic]]
id = "t"
title = "SCRIPT"
[[class.topic]]
id = "SCRIPT"
title = "SCRIPT"
[[class.topic]]
title = "no id"
[[class]]
id = "a"
title = "twice"
group = "cloud"
[[class.topic]]
id = "t"
title = "twice"
"#,
        ),
    );
    registry.write(
        "policies/p.md",
        toml(
            r#"+++
title = "SCRIPT"
number = "SCRIPT"
issuer = "SCRIPT"
jurisdiction = "SCRIPT"
issued = 2018-05-12
effective = 2018-06-12
[[clause]]
id = "1"
text = "SCRIPT"
subject = "project"
when = "SCRIPT"
mandates = ["GB/T 22239-2019", "SCRIPT"]
requires = ["SCRIPT"]
enforced_by = ["SCRIPT", "review-overdue"]
[[clause]]
id = "1"
text = "twice"
subject = "project"
[[clause]]
id = "SCRIPT"
text = "x"
subject = "project"
[[clause]]
id = "main"
text = "x"
subject = "project"
[[clause]]
text = "x"
subject = "project"
+++
"#,
        ),
    );
    registry.write("policies/evidence.toml", toml("[[evidence]]\nid = \"SCRIPT\"\ntitle = \"SCRIPT\"\n"));
    registry.write("agencies/index.toml", OFFICE);
    registry.write("agencies/office.toml", toml("name = \"SCRIPT\"\nname_en = \"SCRIPT\"\njurisdiction = \"430100\"\nroles = [\"SCRIPT\"]\nuscc = \"SCRIPT\"\ncontact = \"SCRIPT\"\n\n[[adoption]]\nstandard = \"SCRIPT\"\nstatus = \"planned\"\nsystems = [\"SCRIPT\"]\nevidence = \"SCRIPT\"\n"));
    registry.write(
        "projects/a b\"c'd&<e>.toml",
        toml(
            r#"name = "SCRIPT"
agency = "office"
jurisdiction = "430100"
stage = "operation"
investment = 1e300
traits = ["SCRIPT"]
mlps_level = 3
[[conformance]]
standard = "SCRIPT"
status = "met"
evidence = "SCRIPT"
[[conformance]]
standard = "GB/T 22239-2019"
status = "met"
[[evidence]]
kind = "SCRIPT"
ref = "SCRIPT"
[[waiver]]
standard = "GB/T 1-2020"
reason = "SCRIPT"
approved_by = "SCRIPT"
approved = 2024-02-01
until = 2025-01-31
[[order]]
issued = 2024-05-01
deadline = 2024-08-01
about = "SCRIPT"
"#,
        ),
    );
    registry
}

#[test]
fn nothing_leaves_its_place() {
    let registry = hostile();
    for name in ["项目", "index", "новый", "a\u{301}", "%2e%2e", "a#b?c", "..a", "con", "x\u{7f}y"] {
        registry.write(
            &format!("projects/{name}.toml"),
            "name = \"项目\"\nagency = \"index\"\njurisdiction = \"430100\"\nstage = \"planning\"\n",
        );
        registry.write(
            &format!("policies/{name}.md"),
            "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\nissued = 2020-01-01\neffective = 2020-01-01\n+++\n",
        );
        registry.write(
            &format!("standards/municipal/{name}.md"),
            "+++\ntitle = \"文件\"\nissued = 2020-01-01\neffective = 2020-01-01\n+++\n",
        );
    }
    let built = Built::read(&registry.build());
    let faults = built.faults();
    // A section's own page keeps its name: the record of that name is a finding and has no page.
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(20)]);
    for (path, page) in &built.pages {
        let mut inline = page.all("script").filter(|script| script.get("src").is_none());
        assert!(inline.all(|block| block.get("type") == Some("application/ld+json")), "{path}");
        assert!(!page.tags.iter().any(|tag| tag.get("src") == Some("x")), "{path}");
        assert!(!page.text.contains("&{49}") && !page.text.contains("&49"), "{path}: text is not a template");
    }
}

/// A name that cannot be an address is said, for records of each kind.
#[test]
fn names_that_cannot_be_addresses_are_found() {
    let registry = hostile();
    registry.write(
        "standards/municipal/a b.md",
        "+++\ntitle = \"文件\"\nissued = 2020-01-01\neffective = 2020-01-01\n+++\n",
    );
    registry.write(
        "policies/index.md",
        "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\nissued = 2020-01-01\neffective = 2020-01-01\n+++\n",
    );
    let report: serde_json::Value = serde_json::from_str(&registry.on_day("check --format json").out).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let of = |rule: &str| -> Vec<&str> {
        findings.iter().filter(|f| f["rule"] == rule).map(|f| f["file"].as_str().unwrap()).collect()
    };
    let named = of("file-name-mismatch");
    for file in ["standards/municipal/a b.md", "policies/index.md", "agencies/index.toml", "projects/a b\"c'd&<e>.toml"]
    {
        assert!(named.contains(&file), "{file} in {named:?}");
    }
    let ids = findings.iter().filter(|f| f["rule"] == "invalid-value" && f["file"] == "standards/taxonomy.toml");
    let lines: Vec<u64> = ids.map(|f| f["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 6, 19, 24, 28], "{findings:#?}");
}

/// Two files with one id, in two folders: one page, one document, and a finding.
#[test]
fn two_records_with_one_id_share_nothing() {
    let registry = Registry::sound().file("standards/industry/gb-t-22239-2019.md", NEW_EDITION);
    let first = files(&registry.build());
    for attempt in 0..5 {
        std::fs::remove_dir_all(registry.path("public")).unwrap();
        assert!(files(&registry.build()) == first, "build {attempt} differs");
    }
}

#[cfg(unix)]
mod paths {
    use std::fs;
    use std::os::unix::fs::symlink;

    use crate::harness::registry::{OFFICE, Registry};

    /// A name of 250 bytes is a file's, and with `.html` it would be none.
    #[test]
    fn long_and_broken_names_do_not_stop_the_build() {
        let registry = Registry::sound();
        registry.write(&format!("agencies/{}.toml", "甲".repeat(83)), OFFICE);
        registry.write(&format!("agencies/{}乙.toml", "甲".repeat(82)), OFFICE);
        registry.write("agencies/a\n..\nindex.toml", OFFICE);
        let built = crate::harness::pages::Built::read(&registry.build());
        assert_eq!(built.faults(), Vec::<String>::new());
        assert_eq!(built.pages.keys().filter(|path| path.starts_with("agencies/")).count(), 5);
        let list = fs::read_to_string(registry.path("public/.mulu-files")).unwrap();
        let listed: Vec<&str> = list.lines().collect();
        let there: Vec<&str> = built.files.iter().map(String::as_str).filter(|path| *path != ".mulu-files").collect();
        assert_eq!(listed, there, "the list names each file on a line");
    }

    #[test]
    fn an_output_folder_that_is_a_link_is_not_followed() {
        let elsewhere = tempfile::tempdir().unwrap();
        let registry = Registry::sound();
        symlink(elsewhere.path(), registry.path("public")).unwrap();
        let ran = registry.on_day("build");
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("ROOT/public: this must be a folder and is a link"), "{}", ran.err);
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        // One who names the link means it.
        assert_eq!(registry.on_day("build --out public").code, 0);
    }

    #[test]
    fn a_link_inside_the_output_folder_is_not_followed() {
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("precious.html"), "mine").unwrap();
        let registry = Registry::sound();
        fs::create_dir(registry.path("public")).unwrap();
        fs::write(registry.path("public/.mulu-files"), "x/precious.html\nstandards/index.html\n").unwrap();
        symlink(elsewhere.path(), registry.path("public/x")).unwrap();
        symlink(elsewhere.path(), registry.path("public/standards")).unwrap();
        assert_eq!(registry.on_day("build").code, 2);
        fs::remove_file(registry.path("public/standards")).unwrap();
        assert_eq!(registry.on_day("build").code, 2, "the list says that we wrote behind a link");
        fs::remove_file(registry.path("public/x")).unwrap();
        assert_eq!(registry.on_day("build").code, 0);
        assert_eq!(fs::read_to_string(elsewhere.path().join("precious.html")).unwrap(), "mine");
    }

    /// A file may be a link to a file elsewhere: the link is replaced, what it leads to is not.
    #[test]
    fn a_file_that_is_a_link_is_replaced() {
        let elsewhere = tempfile::tempdir().unwrap();
        let precious = elsewhere.path().join("precious");
        fs::write(&precious, "mine").unwrap();
        let registry = Registry::sound();
        registry.build();
        let page = registry.path("public/index.html");
        let before = fs::read(&page).unwrap();
        fs::remove_file(&page).unwrap();
        symlink(&precious, &page).unwrap();
        symlink(&precious, registry.path("public/.404.html.mulu-new")).unwrap();
        registry.edit("book.toml", "试验目录", "另一目录");
        registry.edit("book.toml", "另一目录", "试验目录");
        fs::write(registry.path("public/404.html"), "changed").unwrap();
        registry.build();
        assert_eq!(fs::read_to_string(&precious).unwrap(), "mine");
        assert!(fs::symlink_metadata(&page).unwrap().is_file());
        assert_eq!(fs::read(&page).unwrap(), before);
    }
}

/// A link in the place where a new folder is to wait is not followed: nothing behind it is removed or written.
#[cfg(unix)]
#[test]
fn a_link_where_a_folder_is_to_wait_is_not_followed() {
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("index.html"), "mine").unwrap();
    let registry = Registry::sound();
    registry.build();
    std::fs::remove_dir_all(registry.path("public/standards")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), registry.path("public/.standards.mulu-new")).unwrap();
    assert_eq!(registry.on_day("build").code, 2);
    let left: Vec<_> = std::fs::read_dir(elsewhere.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["index.html"]);
    assert_eq!(std::fs::read_to_string(elsewhere.path().join("index.html")).unwrap(), "mine");
    // Nor one within the folder that waits.
    std::fs::remove_file(registry.path("public/.standards.mulu-new")).unwrap();
    std::fs::create_dir(registry.path("public/.en.mulu-new")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), registry.path("public/.en.mulu-new/standards")).unwrap();
    std::fs::remove_dir_all(registry.path("public/en")).unwrap();
    assert_eq!(registry.on_day("build").code, 2);
    assert_eq!(std::fs::read_to_string(elsewhere.path().join("index.html")).unwrap(), "mine");
}

/// A name that is not UTF-8 can be no id: it is found, and the other records are still checked.
#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_is_a_finding() {
    use std::os::unix::ffi::OsStrExt;

    let registry = Registry::sound();
    let name = std::ffi::OsStr::from_bytes(b"gb-\xb1\xea-2020.md");
    std::fs::write(registry.path("standards/national").join(name), "+++\n+++\n").unwrap();
    let ran = registry.on_day("check --lang en --format json");
    let json = ran.json(1);
    let found = json["findings"].as_array().unwrap();
    assert_eq!(found.len(), 1, "{json}");
    assert_eq!((found[0]["rule"].as_str(), found[0]["level"].as_str()), (Some("syntax"), Some("deny")));
    assert!(found[0]["message"].as_str().unwrap().contains("name is not UTF-8"));
    assert_eq!(json["summary"]["records"]["standards"], 2);
    assert_eq!(registry.on_day("list standards").code, 0);
    let fmt = registry.mulu(["fmt", "--check", "--lang", "en"]);
    assert!(fmt.code == 2 && fmt.err.contains("its name is not UTF-8"), "{}", fmt.err);
}
