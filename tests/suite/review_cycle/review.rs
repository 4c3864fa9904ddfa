use super::two_listed::{FIRST, two_listed};
use crate::harness::registry::Registry;

const PATH: &str = "standards/national/gb-t-22239-2019.md";

fn review<'a>(extra: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["review", "ＧＢ／Ｔ22239—2019", "--conclusion", "continue", "--by", "authority"];
    args.extend(extra);
    args
}

fn single() -> Registry {
    let registry = two_listed();
    std::fs::remove_file(registry.path("standards/national/gb-t-21061-2007.md")).unwrap();
    registry
}

#[test]
fn a_review_makes_check_green_and_the_difference_is_the_table_alone() {
    let registry = single();
    registry.git(&["init", "--quiet"]);
    registry.git(&["add", "--all"]);
    registry.git(&["commit", "--quiet", "--message", "before"]);
    assert_eq!(registry.on("2022-12-05", &["check"]).code, 1);

    let args = review(&["--date", "2022-12-05", "--reason", "与\"现行\"要求一致\\", "--evidence", "纪要 2022-12"]);
    let ran = registry.on("2022-12-05", &args);
    let expected = "GB/T 22239-2019: recorded the review of 2022-12-05, continue; due 2025-12-05: reviewed 2022-12-05, cycle P3Y\n  \
                    standards/national/gb-t-22239-2019.md\n";
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, expected, ""));

    let diff = registry.git(&["diff", "--unified=0"]);
    let changed: Vec<&str> =
        diff.lines().filter(|line| !line.starts_with("+++ b/") && line.starts_with(['+', '-'])).collect();
    let table = [
        "--- a/standards/national/gb-t-22239-2019.md",
        "+",
        "+[[review]]",
        "+date = 2022-12-05",
        "+conclusion = \"continue\"",
        "+by = \"authority\"",
        "+reason = \"与\\\"现行\\\"要求一致\\\\\"",
        "+evidence = \"纪要 2022-12\"",
    ];
    assert_eq!(changed, table);
    let checked = registry.on("2022-12-05", &["check"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(checked.out.ends_with("; 0 denied, 0 warnings, 0 notes\n"));
}

#[test]
fn carriage_returns_and_a_byte_order_mark_stay() {
    let registry = single();
    let text = format!("\u{feff}{}", FIRST.replace('\n', "\r\n"));
    registry.write(PATH, &text);
    let ran = registry.on("2022-12-05", &review(&["--date", "2022-12-05", "--reason", "fits"]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let edited = registry.read(PATH);
    let table = "\r\n[[review]]\r\ndate = 2022-12-05\r\nconclusion = \"continue\"\r\nby = \"authority\"\r\nreason = \"fits\"\r\n";
    assert_eq!(edited.replacen(table, "", 1), text);
    assert_eq!(edited.len(), text.len() + table.len());
}

#[test]
fn what_a_rule_would_flag_is_refused_unless_forced() {
    let cases: [(&[&str], &str); 6] = [
        (&["--date", "2022-12-06", "--reason", "r"], "review-in-future"),
        (&["--date", "2022-12-05", "--reason", "r", "--by", "police"], "review-unauthorised"),
        (&["--date", "2022-12-05", "--reason", "r", "--by", "nobody"], "unknown-reference"),
        (&["--date", "2019-11-30", "--reason", "r"], "it was listed on 2019-12-01"),
        (&["--date", "2021-01-01", "--reason", "r", "--conclusion", "revise"], "revision-overdue"),
        (
            &["--date", "2021-01-01", "--reason", "r", "--conclusion", "abolish", "--due", "2022-01-01"],
            "abolition-overdue",
        ),
    ];
    for (extra, why) in cases {
        let registry = single();
        // An option given again takes the place of the first.
        let base: &[&str] = if extra.contains(&"--by") {
            &["review", "GB/T 22239-2019", "--conclusion", "continue"]
        } else if extra.contains(&"--conclusion") {
            &["review", "GB/T 22239-2019", "--by", "authority"]
        } else {
            &["review", "GB/T 22239-2019", "--by", "authority", "--conclusion", "continue"]
        };
        let args = [base, extra].concat();
        let refused = registry.on("2022-12-05", &args);
        assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{why}: {}", refused.err);
        assert!(refused.err.contains(why), "{why}: {}", refused.err);
        assert_eq!(registry.read(PATH), FIRST, "{why}");
        let forced = registry.on("2022-12-05", &[&args[..], &["--force"]].concat());
        assert_eq!(forced.code, 0, "{why}: {}", forced.err);
        assert_ne!(registry.read(PATH), FIRST, "{why}");
    }
}

#[test]
fn order_repetition_and_reasons_are_watched() {
    let registry = single();
    assert_eq!(registry.on("2022-12-05", &review(&["--date", "2022-12-05", "--reason", "fits"])).code, 0);
    let once = registry.read(PATH);
    for (date, why) in [("2022-12-05", "is recorded already"), ("2022-01-01", "review-out-of-order")] {
        let ran = registry.on("2022-12-05", &review(&["--date", date, "--reason", "fits"]));
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains(why), "{}", ran.err);
    }
    assert_eq!(registry.read(PATH), once);
    let forced = registry.on("2022-12-06", &review(&["--date", "2022-12-06", "--force"]));
    assert_eq!(forced.code, 0);
    assert!(forced.err.contains("review-without-reason"), "{}", forced.err);
}

#[test]
fn the_sixth_of_a_kind_is_a_rubber_stamp() {
    let registry = single();
    let numbers: Vec<String> = (1..=6).map(|serial| format!("GB/T 900{serial}-2018")).collect();
    for (number, serial) in numbers.iter().zip(1..) {
        let text = FIRST.replace("GB/T 22239-2019", number).replace("2019-05-10", "2018-05-10");
        registry.write(&format!("standards/national/gb-t-900{serial}-2018.md"), &text);
    }
    let run = |numbers: &[String]| {
        let mut args: Vec<&str> = vec!["review"];
        args.extend(numbers.iter().map(String::as_str));
        args.extend(["--conclusion", "continue", "--by", "authority", "--date", "2022-12-05", "--reason", "适用"]);
        registry.on("2022-12-05", &args)
    };
    let four = run(&numbers[..4]);
    assert_eq!(four.code, 0, "{}", four.err);
    let more = run(&numbers[4..]);
    assert_eq!(more.code, 1);
    assert!(more.err.contains("bulk-review"), "{}", more.err);
    assert!(!registry.read("standards/national/gb-t-9006-2018.md").contains("[[review]]"));
}

#[test]
fn what_is_missing_is_named_where_nobody_can_be_asked() {
    let registry = single();
    let ran = registry.on("2022-12-05", &["review", "GB/T 22239-2019"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("--conclusion is missing"), "{}", ran.err);
    let ran = registry.on("2022-12-05", &review(&["--date", "2022-12-05"]));
    assert!(ran.code == 2 && ran.err.contains("--reason is missing"), "{}", ran.err);
    let ran = registry.on("2022-12-05", &review(&["--date", "2022-12-05", "--reason", "r", "--due", "2023-01-01"]));
    assert!(ran.code == 2 && ran.err.contains("--due"), "{}", ran.err);
    let ran = registry.on("2022-12-05", &["review", "GB/T 1-1999", "--conclusion", "continue", "--by", "authority"]);
    assert!(ran.code == 2 && ran.err.contains("GB/T 1-1999"), "{}", ran.err);
    assert_eq!(registry.read(PATH), FIRST);
}

#[test]
fn an_unlisted_standard_need_not_be_reviewed() {
    let registry = single();
    registry.write(PATH, FIRST.replace("status = \"listed\"", "status = \"proposed\""));
    let ran = registry.on("2022-12-05", &review(&["--date", "2022-12-05", "--reason", "r"]));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("not listed, so no review is due"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_record_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let registry = single();
    let path = registry.path(PATH);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(registry.on("2022-12-05", &review(&["--date", "2022-12-05", "--reason", "fits"])).code, 0);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    let folder: Vec<_> =
        std::fs::read_dir(path.parent().unwrap()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(folder, ["gb-t-22239-2019.md"], "nothing is left beside it");
}
