//! What an office, an agency and a project owner enter by commands: each entry is tried before it is written, and nothing else in a
//! record moves.

mod documents;
mod entries;
mod listing;
mod measures;
mod rename;
mod start;
mod year;

use crate::harness::program::Ran;
use crate::harness::registry::Registry;

pub const TODAY: &str = "2026-11-21";

/// Runs a command that is split as a shell would split it at spaces, with quotes around what has some.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[track_caller]
pub fn run(registry: &Registry, line: &str) -> Ran {
    let words = words(line);
    registry.on(TODAY, &words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Runs a command that must do what it is asked.
#[track_caller]
pub fn does(registry: &Registry, line: &str) -> String {
    let ran = run(registry, line);
    assert_eq!(ran.code, 0, "{line}: {}{}", ran.out, ran.err);
    ran.out
}

/// Runs a command that must write nothing into a file, and gives what it says.
#[track_caller]
pub fn refuses(registry: &Registry, line: &str, path: &str) -> String {
    let before = registry.read(path);
    let ran = run(registry, line);
    assert_ne!(ran.code, 0, "{line}: {}", ran.out);
    assert_eq!(registry.read(path), before, "{line}");
    ran.err
}

/// A small registry with an office, an agency and a measure.
pub fn small() -> Registry {
    let book = "[book]\ntitle = \"衡阳目录\"\n\n[catalogue]\njurisdiction = \"430400\"\n\n[roles]\nreview = [\"office\"]\nlist = [\"office\"]\nwaive = [\"office\"]\n\n[traits]\ncloud = \"依托政务云\"\n";
    let standard = |number: &str, title: &str| {
        format!(
            "+++\n# facts\nnumber = \"{number}\" # kept\ntitle = \"{title}\"\nissued = 2019-05-10\neffective = 2019-12-01\nsource = [{{ title = \"目录\", checked = 2026-11-01 }}]\n+++\n正文\n"
        )
    };
    let clause = "+++\ntitle = \"云办法\"\njurisdiction = \"430400\"\nissued = 2018-05-12\neffective = 2018-06-12\nsource = [{ title = \"公报\", checked = 2026-11-01 }]\n\n[organs]\napproves = \"committee\"\n\n[[clause]]\nid = \"1\"\ntext = \"上云\"\nsubject = \"project\"\ngate = \"operation\"\nmandates = [\"GB/T 1-2019\"]\nrequires = [\"proof\"]\napproved_by = \"approves\"\n+++\n";
    Registry::bare()
        .file("book.toml", book)
        .file(
            "standards/taxonomy.toml",
            "[[class]]\nid = \"general.security\"\ntitle = \"信息安全标准\"\n[[class.topic]]\nid = \"baseline\"\ntitle = \"基本要求\"\n",
        )
        .file("standards/national/gb-t-1-2019.md", &standard("GB/T 1-2019", "甲"))
        .file("standards/national/gb-t-2-2019.md", &standard("GB/T 2-2019", "乙"))
        .file("standards/national/gb-3-2019.md", &standard("GB 3-2019", "丙"))
        .file("policies/cloud.md", clause)
        .file("policies/evidence.toml", "[[evidence]]\nid = \"proof\"\ntitle = \"证明\"\n")
        .file("agencies/office.toml", "name = \"衡阳市数据局\"\njurisdiction = \"430400\"\nroles = [\"office\"]\n")
        .file("agencies/committee.toml", "name = \"市委员会\"\njurisdiction = \"430400\"\n")
        .file("agencies/unit.toml", "# 单位\nname = \"市民中心\"\njurisdiction = \"430400\"\n")
        .file("projects/p.toml", "name = \"大厅\"\nagency = \"unit\"\nstage = \"operation\" # kept\napproved = 2024-03-01\ntraits = [\"cloud\"]\n")
}
