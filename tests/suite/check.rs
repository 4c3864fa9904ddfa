//! `mulu check`.

use crate::harness::registry::{NEW_EDITION, Registry, keys};
use crate::harness::snapshot::same_as;

const RECORD: &str = "standards/national/gb-t-22239-2019.md";

/// A registry whose one fault is a day in quotes.
fn with_a_quoted_day() -> Registry {
    let registry = Registry::sound();
    registry.edit(RECORD, "effective = 2019-12-01", "effective = \"2019-12-01\"");
    registry
}

#[test]
fn a_sound_registry_exits_0() {
    Registry::sound().on_day("check").gave(
        0,
        "截至 2026-11-21：标准 2 项、政策 0 件、单位 1 个、项目 0 个；错误 0，警告 0，提示 0\n",
        "",
    );
}

#[test]
fn a_fault_is_shown_with_its_line_and_remedy_and_exits_1() {
    let ran = with_a_quoted_day().on_day("check");
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    same_as("check/quoted_day.zh.txt", &ran.out);
}

#[test]
fn the_language_is_chosen() {
    same_as("check/quoted_day.en.txt", &with_a_quoted_day().on_day("check --lang en").out);
    same_as("check/quoted_day.zh.txt", &with_a_quoted_day().on_day("check --lang zh").out);
    assert_eq!(Registry::sound().mulu(["check", "--lang", "fr"]).code, 2);
}

/// DESIGN 7, key for key.
#[test]
fn json_has_the_keys_of_the_design() {
    let report = with_a_quoted_day().on_day("check --format json").json(1);
    assert_eq!(keys(&report), "as_of findings revision schema summary");
    assert_eq!(report["schema"], "mulu.check/1");
    assert_eq!(report["as_of"], "2026-11-21");
    assert_eq!(report["revision"], serde_json::Value::Null);
    assert_eq!(
        report["summary"],
        serde_json::json!({
            "deny": 1, "warn": 0, "note": 0,
            "records": { "standards": 2, "policies": 0, "agencies": 1, "projects": 0 }
        })
    );
    assert_eq!(
        report["findings"],
        serde_json::json!([{
            "rule": "invalid-value", "level": "deny", "kind": "standard", "record": "gb-t-22239-2019",
            "message": "`effective` must be a day, not a TOML string",
            "help": "write the day without quotes: 2026-11-21",
            "clause": null,
            "fingerprint": report["findings"][0]["fingerprint"],
            "file": RECORD, "line": 6, "column": 13, "end_line": 6, "end_column": 25,
            "related": []
        }])
    );
}

#[test]
fn json_names_the_places_elsewhere() {
    let registry = Registry::sound()
        .file("standards/national/gb-t-22239-2019-copy.md", &NEW_EDITION.replace("replaces", "# replaces"));
    let report = registry.on_day("check --format json").json(1);
    let findings = report["findings"].as_array().unwrap();
    let twice = findings.iter().find(|finding| finding["rule"] == "duplicate-number").unwrap();
    assert_eq!(
        keys(twice),
        "clause column end_column end_line file fingerprint help kind level line message record related rule"
    );
    assert_eq!(keys(&twice["related"][0]), "column file line message");
    let place = |finding: &serde_json::Value| format!("{}:{}:{}", finding["file"], finding["line"], finding["column"]);
    assert_eq!(place(twice).replace('"', ""), "standards/national/gb-t-22239-2019.md:2:10");
    assert_eq!(place(&twice["related"][0]).replace('"', ""), "standards/national/gb-t-22239-2019-copy.md:2:10");
}

/// Columns count characters, and a byte order mark, CRLF and Chinese before the place do not shift them.
#[test]
fn places_are_those_of_an_editor() {
    let registry = Registry::sound();
    let text = format!("\u{feff}{}", NEW_EDITION.replace("title_en", "\"标题\" = 1\ntitle_en").replace('\n', "\r\n"));
    registry.write(RECORD, text);
    let report = registry.on_day("check --format json").json(1);
    let finding = &report["findings"][0];
    assert_eq!((finding["rule"].as_str(), finding["line"].as_u64()), (Some("unknown-key"), Some(4)));
    assert_eq!((finding["column"].as_u64(), finding["end_column"].as_u64()), (Some(1), Some(5)));
}

#[test]
fn one_wrong_byte_is_found_where_it_stands() {
    let registry = Registry::sound();
    let mut bytes = NEW_EDITION.as_bytes().to_vec();
    let at = NEW_EDITION.find("仍然适用").unwrap();
    bytes[at] = 0xff;
    registry.write(RECORD, bytes);
    let report = registry.on_day("check --format json").json(1);
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "syntax");
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(19), Some(11)));
    assert_eq!(finding["message"], "the file is not UTF-8: byte 0xFF here cannot be read");
    assert_ne!(finding["help"], "");
}

#[test]
#[cfg(unix)]
fn a_file_without_front_matter_or_too_large_or_no_file_is_a_finding() {
    let registry = Registry::sound();
    registry.write("standards/national/gb-t-1-2020.md", "prose only\n");
    registry.write("standards/national/gb-t-2-2020.md", vec![b'a'; (1 << 20) + 1]);
    std::os::unix::fs::symlink("/etc/passwd", registry.path("standards/national/gb-t-3-2020.md")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(registry.path("standards/national/gb-t-4-2020.md")).unwrap();
    // Whoever opened it to read would wait for somebody to write.
    let pipe = registry.path("standards/national/gb-t-5-2020.md");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let report = registry.on_day("check --format json").json(1);
    let found: Vec<String> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| format!("{} {}", finding["record"].as_str().unwrap(), finding["rule"].as_str().unwrap()))
        .collect();
    for record in ["gb-t-1-2020", "gb-t-2-2020", "gb-t-3-2020", "gb-t-4-2020", "gb-t-5-2020"] {
        let record = format!("{record} syntax");
        assert!(found.contains(&record), "{record} in {found:?}");
    }
    assert!(!report.to_string().contains("root:"), "a link is not followed");
}

#[test]
fn paths_choose_what_is_reported() {
    let registry = with_a_quoted_day();
    registry.write("agencies/other.toml", "name = \"某局\"\n");
    let rules = |args: &str| {
        let report: serde_json::Value = serde_json::from_str(&registry.on_day(args).out).unwrap();
        let rules = report["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap().to_owned());
        rules.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(rules("check --format json"), "missing-key invalid-value");
    assert_eq!(rules("check --format json agencies"), "missing-key");
    assert_eq!(rules("check --format json standards/national"), "invalid-value");
    assert_eq!(rules(&format!("check --format json {RECORD}")), "invalid-value");
    assert_eq!(rules("check --format json ."), "missing-key invalid-value");
    assert_eq!(registry.on_day("check agencies/office.toml").code, 0);
}

#[test]
fn a_path_that_is_no_record_exits_2() {
    let registry = Registry::sound();
    registry.on_day("check nowhere").gave(2, "", "mulu: cannot read nowhere: No such file or directory (os error 2)\n");
    registry.write("notes.txt", "");
    registry.on_day("check notes.txt").gave(
        2,
        "",
        "mulu: notes.txt：登记簿中没有这样的记录\n  notes.txt: no record of the registry is there\n",
    );
    assert_eq!(registry.on_day("check /").code, 2);
}

#[test]
fn the_day_decides() {
    let registry = Registry::sound();
    // Reviewed 2025-11-10, cycle P3Y: due 2028-11-10.
    let rules = |day: &str| {
        let report: serde_json::Value =
            serde_json::from_str(&registry.mulu(["check", "--format", "json", "--as-of", day]).out).unwrap();
        report["findings"].as_array().unwrap().iter().map(|f| f["rule"].to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(rules("2028-05-01"), "");
    assert_eq!(rules("2028-11-10"), "\"review-due-soon\"");
    assert_eq!(rules("2028-11-11"), "\"review-overdue\"");
    for same in ["2028.11.11", "２０２８－１１－１１", "2028年11月11日"] {
        assert_eq!(rules(same), "\"review-overdue\"", "{same}");
    }
    for wrong in ["2026-02-30", "yesterday", "2026-13-1", ""] {
        assert_eq!(registry.mulu(["check", "--as-of", wrong]).code, 2, "{wrong:?}");
    }
}

#[test]
fn no_registry_is_said_and_exits_2() {
    let nothing = Registry::bare();
    nothing.on_day("check").gave(
        2,
        "",
        "mulu: ROOT 及其上级目录中没有 book.toml：请在登记簿目录中运行，或用 --root 指明\n  \
         there is no book.toml in ROOT or above it: run in a registry, or name one with --root\n",
    );
    nothing.on_day("check --root nowhere").gave(
        2,
        "",
        "mulu: cannot read nowhere/book.toml: No such file or directory (os error 2)\n",
    );
}

#[test]
fn the_registry_is_found_from_below() {
    let registry = Registry::sound();
    let mut command = registry.command(["check", "--as-of", "2026-11-21", "gb-t-22239-2019.md"]);
    command.current_dir(registry.path("standards/national"));
    assert_eq!(registry.ran(command).code, 0);
}

/// What cannot be read stops the run: a finding about it would be a guess. A superuser can read everything, so there the
/// faulty root is a book.toml that is a folder.
#[test]
fn an_unreadable_registry_exits_2() {
    let registry = Registry::bare();
    std::fs::create_dir(registry.path("book.toml")).unwrap();
    let ran = registry.on_day("check --root .");
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err, "mulu: cannot read ./book.toml: it is not a file\n");
}

#[test]
fn surroundings_do_not_matter() {
    let registry = Registry::own();
    for args in ["check", "check --format json", "list standards", "show gb-t-22239-2019 --format json", "list topics"]
    {
        let plain = registry.on_day(args);
        let mut command = registry.command(args.split_whitespace().chain(["--as-of", "2026-11-21"]));
        command.env("TZ", "America/New_York").env("LC_ALL", "C").env("LANG", "C").env("RAYON_NUM_THREADS", "1");
        assert_eq!(registry.ran(command), plain, "{args}");
    }
}

/// Colours are for terminals: a pipe gets none unless it asks, and asking changes nothing else.
#[test]
fn colours_only_where_asked() {
    let registry = with_a_quoted_day();
    let plain = registry.on_day("check").out;
    assert!(!plain.contains('\u{1b}'));
    assert!(registry.on_day("check --color always").out.contains("\u{1b}["));
}

/// A record that holds control characters cannot rewrite the terminal of whoever checks it.
#[test]
fn control_characters_do_not_reach_the_terminal() {
    let registry = Registry::sound();
    registry.edit(RECORD, "title_en = \"Baseline", "title_en = \"\\u001b[2J\\u0007Baseline");
    registry.edit(RECORD, "effective = 2019-12-01", "effective = \"\\u001b[31m\"");
    registry.edit(RECORD, "+++\n网络", "\u{1b}]0;x\u{7} = 1\n+++\n网络");
    for args in ["check", "show gb-t-22239-2019", "list standards"] {
        let out = registry.on_day(args).out;
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{args}: {out:?}");
    }
}

/// `mulu check | head` is not a failure.
#[test]
fn a_closed_pipe_is_no_failure() {
    let registry = Registry::own();
    let mut command = registry.command(["list", "standards", "--format", "json"]);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}
