use super::two_listed::{BOOK, two_listed};
use crate::harness::registry::Registry;

/// Both standards lapse after 2022-12-01; before that, the second one's revision lapses after 2022-06-01.
fn settled() -> Registry {
    let registry = two_listed();
    std::fs::remove_file(registry.path("standards/national/gb-t-21061-2007.md")).unwrap();
    registry
}

#[test]
fn the_due_day_is_in_time_and_the_day_after_is_not() {
    let registry = settled();
    let due = registry.on("2022-12-01", &["check"]);
    assert_eq!(due.code, 0, "{}", due.out);
    assert!(due.out.ends_with("; 0 denied, 1 warning, 0 notes\n"), "{}", due.out);

    let lapsed = registry.on("2022-12-02", &["check"]);
    assert_eq!(lapsed.code, 1);
    let expected = "\
error[review-overdue]: GB/T 22239-2019 should have been reviewed by 2022-12-01
  --> standards/national/gb-t-22239-2019.md:11:10
   |
11 | listed = 2019-12-01
   |          ^^^^^^^^^^
   |
   = help: review it and append [[review]]: date, conclusion (continue, revise or abolish), by, reason

as of 2022-12-02: 1 standard, 0 policies, 2 agencies, 0 projects; 1 denied, 0 warnings, 0 notes
";
    assert_eq!(lapsed.out, expected);
    assert_eq!(lapsed.err, "");
}

#[test]
fn levels_of_the_command_line_come_first() {
    let registry = settled();
    registry.write("book.toml", format!("{BOOK}\n[check]\nreview-overdue = \"warn\"\n"));
    assert_eq!(registry.on("2022-12-02", &["check"]).code, 0);
    assert_eq!(registry.on("2022-12-02", &["check", "--deny", "review-overdue"]).code, 1);
    assert_eq!(registry.on("2022-12-01", &["check", "--deny", "review-due-soon"]).code, 1);
    let allowed = registry.on("2022-12-02", &["check", "--allow", "review-overdue"]);
    assert!(allowed.out.ends_with("; 0 denied, 0 warnings, 0 notes\n"), "{}", allowed.out);
}

#[test]
fn a_level_that_cannot_be_had_is_an_error() {
    let registry = settled();
    let cases: [&[&str]; 3] = [
        &["check", "--allow", "syntax"],
        &["check", "--deny", "review-overdu"],
        &["check", "--deny", "bulk-review", "--warn", "bulk-review"],
    ];
    for args in cases {
        let ran = registry.on("2022-12-02", args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.contains(args[2]), "{}", ran.err);
    }
}

#[test]
fn no_control_character_of_a_record_reaches_the_terminal() {
    let registry = two_listed();
    let hostile = "+++\nnumber = \"GB/T 1-2020\"\ntitle = \"a\\u001B[31m\\u202Eb\"\n\u{1b}[2J = 1\n\"k\\u001B]0;x\\u0007\" = 2\nflavour = \"\u{202e}\u{9b}31m\"\n\
                   classes = [\"no\\u001B[31msuch\"]\nissued = 2020-01-01\neffective = 2020-01-01\n+++\n";
    registry.write("standards/national/gb-t-1-2020.md", hostile);
    registry.write("agencies/\u{1b}[31mred.toml", "colour = 1\n");
    for format in ["text", "github", "junit", "json", "sarif", "gitlab"] {
        let ran = registry.on("2022-12-02", &["check", "--format", format, "--color", "never"]);
        let bad = ran.out.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(bad, None, "{format}: {}", ran.out.escape_debug());
        assert_eq!(ran.code, 1, "{format}: {}", ran.err);
    }
    let due = registry.on("2022-12-02", &["due", "--within", "P9Y"]);
    assert!(!due.out.contains('\u{1b}'));
}
