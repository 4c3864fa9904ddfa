use super::two_listed::{FIRST, json_of, two_listed};

const PATH: &str = "standards/national/gb-t-22239-2019.md";

#[test]
fn what_is_known_does_not_fail_and_what_is_new_does() {
    let registry = two_listed();
    let day = "2022-12-02";
    assert_eq!(registry.on(day, &["check"]).code, 1);
    assert_eq!(registry.on(day, &["check", "--write-baseline", "base.json"]).code, 0);
    let known = registry.on(day, &["check", "--baseline", "base.json"]);
    let counted = "as of 2022-12-02: 2 standards, 0 policies, 2 agencies, 0 projects; 0 denied, 0 warnings, 0 notes; 2 known from the baseline\n";
    assert_eq!((known.code, known.out.as_str()), (0, counted));

    // Lines above and another day change nothing.
    registry.write(PATH, FIRST.replacen("+++\n", "+++\n# 一\n# 二\n", 1));
    let later = registry.on("2023-01-05", &["check", "--baseline", "base.json"]);
    assert!(later.code == 0 && later.out.ends_with("; 2 known from the baseline\n"), "{}", later.out);

    // A new fault fails.
    registry.write(
        PATH,
        FIRST.replace("status = \"listed\"", "status = \"listed\"\nwhen = \"x\"\nmandated_by = [\"no#1\"]"),
    );
    let new = registry.on(day, &["check", "--baseline", "base.json"]);
    assert_eq!(new.code, 1, "{}", new.out);
    assert!(new.out.contains("; 2 known from the baseline\n") && !new.out.contains("review-overdue"), "{}", new.out);
}

#[test]
fn what_has_been_put_right_is_reported() {
    let registry = two_listed();
    registry.on("2022-12-02", &["check", "--write-baseline", "base.json"]);
    let args = [
        "review",
        "GB/T 22239-2019",
        "--conclusion",
        "continue",
        "--by",
        "authority",
        "--date",
        "2022-12-02",
        "--reason",
        "r",
    ];
    assert_eq!(registry.on("2022-12-02", &args).code, 0);
    let ran = registry.on("2022-12-02", &["check", "--baseline", "base.json"]);
    assert_eq!(ran.code, 0);
    let stale = "an entry of the baseline base.json no longer matches and can be removed: review-overdue in standards/national/gb-t-22239-2019.md";
    assert!(ran.out.starts_with(stale), "{}", ran.out);
    let json = json_of(&registry, "2022-12-02", &["check", "--baseline", "base.json", "--format", "json"]);
    assert_eq!(json["baseline"]["stale"][0]["rule"], "review-overdue");
    assert_eq!((&json["summary"]["known"], &json["summary"]["deny"]), (&1.into(), &0.into()));
    // An entry about another folder is not stale there: nobody looked.
    let elsewhere = registry.on("2022-12-02", &["check", "--baseline", "base.json", "agencies"]);
    assert!(!elsewhere.out.contains("no longer matches"), "{}", elsewhere.out);
}

#[test]
fn what_cannot_be_read_is_never_known() {
    let registry = two_listed();
    registry.write("agencies/broken.toml", "name = \n");
    let written = registry.on("2022-07-01", &["check", "--write-baseline", "base.json"]);
    assert_eq!(written.code, 1, "{}", written.out);
    assert!(!registry.read("base.json").contains("syntax"));
    assert_eq!(registry.on("2022-07-01", &["check", "--baseline", "base.json"]).code, 1);
}

#[test]
fn a_file_that_is_no_baseline_is_an_error() {
    let registry = two_listed();
    registry.write("other.json", "{\"schema\":\"mulu.baseline/9\",\"findings\":[]}");
    for file in ["other.json", "book.toml", "nothing.json"] {
        let ran = registry.on("2022-07-01", &["check", "--baseline", file]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(file), "{}", ran.err);
    }
}
