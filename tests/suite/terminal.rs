//! What a terminal, and the log of a code host, get to see of records that want to be obeyed.

use crate::harness::registry::{OFFICE, Registry};

/// Control characters, marks of direction, a line separator, and the commands of runners.
const ARMED: &str = "甲\\u202E乙\\u2028\\u001B[2J\\n::add-mask::x\\n  ::stop-commands::x ##[add-mask]x ##vso[task.x]";

/// A registry whose every text wants to be obeyed.
fn armed() -> Registry {
    let registry = Registry::sound();
    registry.edit("agencies/office.toml", "标准办", ARMED);
    registry.edit("agencies/office.toml", "roles", &format!("uscc = \"{ARMED}\"\nroles"));
    registry.edit("standards/national/gb-t-22239-2019.md", "信息安全技术 网络安全等级保护基本要求", ARMED);
    registry.edit("standards/national/gb-t-22239-2019.md", "仍然适用。", ARMED);
    registry.write(
        "projects/p.toml",
        format!("name = \"{ARMED}\"\nagency = \"{ARMED}\"\njurisdiction = \"{ARMED}\"\nstage = \"planning\"\ntraits = [\"{ARMED}\"]\n"),
    );
    registry.write(
        "policies/p.md",
        format!(
            "+++\ntitle = \"{ARMED}\"\nnumber = \"{ARMED}\"\njurisdiction = \"430100\"\nissued = 2020-01-01\neffective = 2020-01-01\nsource = [{{ url = \"https://example.org/\", checked = 2026-11-21 }}]\n\n[[clause]]\nid = \"1\"\ntext = \"{ARMED}\"\nsubject = \"project\"\nmandates = [\"{ARMED}\"]\n+++\n"
        ),
    );
    registry
}

/// What of a text would be obeyed.
fn obeyed(text: &str) -> Vec<String> {
    let odd = |line: &&str| {
        line.contains(mulu_core::printable::is_odd)
            || line.trim_start().starts_with("::") && !line.trim_start().starts_with("::: ") // a second place
            || line.contains("##[")
            || line.contains("##vso[")
    };
    // The lines of a table end as RFC 4180 asks.
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    lines.filter(odd).map(str::to_owned).collect()
}

#[test]
fn nothing_that_a_record_says_is_obeyed_whatever_prints_it() {
    let registry = armed();
    registry.write("in.txt", "GB/T 22239-2019、GB/T 22239-2008");
    registry.write("in.csv", "标准号,标准名称\r\nGB/T 1-2020,甲\u{202e}##[x]\r\n::x,::y\r\n");
    let commands = [
        "check",
        "check --lang zh-CN",
        "check --format json",
        "check --format sarif",
        "check --format gitlab",
        "due --within P9999D",
        "due --within P9999D --format json",
        "due --within P9999D --format csv --lang en",
        "list standards",
        "list policies",
        "list agencies",
        "list projects",
        "list agencies --format json",
        "list policies --format json",
        "show office",
        "show p",
        "show p#1",
        "show office --format json",
        "show GB/T\u{a0}22239-2019",
        "audit",
        "audit --format json",
        "audit --format markdown",
        "scorecard",
        "scorecard --format json",
        "scorecard --format markdown",
        "cite in.txt",
        "cite in.txt --format markdown",
        "cite in.txt --format json",
        "import --kind standards in.csv",
        "import --kind standards in.csv --format json",
        "fmt --check",
    ];
    for command in commands {
        let args = command.split(' ').map(|arg| arg.replace('\u{a0}', " "));
        let ran = registry.mulu(args.chain(["--as-of".to_owned(), "2026-11-21".to_owned()]));
        assert!(ran.code != 2 || !ran.out.is_empty() || command.starts_with("fmt"), "{command}: {}", ran.err);
        assert_eq!(obeyed(&ran.out), [""; 0], "{command}");
        assert_eq!(obeyed(&ran.err), [""; 0], "{command}: standard error");
        if command.contains("json") || command.contains("sarif") || command.contains("gitlab") {
            let read: Result<serde_json::Value, _> = serde_json::from_str(&ran.out);
            assert!(read.is_ok(), "{command} is JSON no more");
        }
    }
}

/// What JSON says to a program is the text that the record holds, whatever a terminal shows.
#[test]
fn a_program_reads_what_the_record_says() {
    let agencies = armed().on_day("list agencies --format json").json(0);
    let name = agencies["records"][0]["name"].as_str().unwrap();
    assert_eq!(name, "甲\u{202e}乙\u{2028}\u{1b}[2J\n::add-mask::x\n  ::stop-commands::x ##[add-mask]x ##vso[task.x]");
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_stays_on_its_line() {
    let registry = Registry::sound();
    registry.write("standards/national/a\n::error::x.md", "+++\ntitle   = \"甲\"\n+++\n");
    for command in ["fmt --check", "check", "list standards", "fmt"] {
        let ran = registry.on_day(command);
        assert_eq!((obeyed(&ran.out), obeyed(&ran.err)), (vec![], vec![]), "{command}");
    }
}

/// A cell of forty thousand characters is eighty thousand columns wide.
#[test]
fn a_very_wide_cell_is_cut() {
    let registry = Registry::empty();
    registry.write("agencies/office.toml", OFFICE.replace("标准办", &"长".repeat(40_000)));
    let ran = registry.on_day("list agencies");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let widest = ran.out.lines().map(|line| line.chars().count()).max();
    assert!(ran.out.contains('…') && widest < Some(1_000), "{widest:?}");
    registry.write("wide.csv", format!("标准号,标准名称\n\"{}\",x\n", "1".repeat(70_000)));
    assert_ne!(registry.on_day("import --source x wide.csv").code, 101);
}

/// What a spreadsheet would run is text in every table that is written, and a number of days stays a number.
#[test]
fn one_guard_stands_before_all_tables() {
    let registry = Registry::sound();
    registry.edit(
        "standards/national/gb-t-22239-2019.md",
        "信息安全技术 网络安全等级保护基本要求",
        "＝cmd|' /C calc'!A0",
    );
    for command in ["due --within P9999D --format csv", "export standards --format csv"] {
        let ran = registry.on_day(command);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains("'＝cmd"), "{command}: {}", ran.out);
    }
    let due = registry.mulu(["due", "--within", "P9999D", "--format", "csv", "--as-of", "2036-01-01"]);
    assert!(
        due.out.lines().any(|line| line.split(',').nth(1).is_some_and(|days| days.starts_with('-'))),
        "{}",
        due.out
    );
}
