//! `--help` of every command.

use crate::harness::registry::Registry;
use crate::harness::snapshot::same_as;

/// The commands that `mulu --help` lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.split("\nCommands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    // A command stands two spaces in; what it does is continued further to the right.
    let names = listed.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    names.filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn every_command_explains_itself() {
    let nowhere = Registry::bare();
    let help = nowhere.mulu(["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    same_as("help/mulu.txt", &help.out);
    for command in commands(&help.out) {
        let help = nowhere.mulu([command.as_str(), "--help"]);
        if command != "help" {
            assert_eq!((help.code, help.err.as_str()), (0, ""), "{command}");
            same_as(&format!("help/{command}.txt"), &help.out);
        }
    }
}

#[test]
fn the_version_is_the_crates() {
    let version = format!("mulu {}\n", env!("CARGO_PKG_VERSION"));
    Registry::bare().mulu(["--version"]).gave(0, &version, "");
}

#[test]
fn what_cannot_be_understood_exits_2() {
    let registry = Registry::sound();
    for args in ["", "chekc", "check --formt json", "list", "list things", "show", "check --format yaml"] {
        let ran = registry.mulu(args.split_whitespace());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args}");
        assert!(!ran.err.is_empty(), "{args}");
    }
}
