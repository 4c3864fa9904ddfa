//! Records of upstreams: found as one's own, read-only, each by its own law.

use super::Three;

#[test]
fn they_are_found_by_number_id_and_qualified_name() {
    let three = Three::updated();
    for name in [
        "GB/T 39786-2021",
        "gb-t-39786-2021",
        "changsha-standards-2018",
        "changsha:changsha-standards-2018#15",
        "national:gb-t-39786-2021",
        "national:GB/T 39786-2021",
    ] {
        three.well("furong", &["show", name]);
    }
    let shown: serde_json::Value =
        serde_json::from_str(&three.well("furong", &["show", "GB/T 22239-2019", "--format", "json"])).unwrap();
    assert_eq!(shown["origin"]["id"], "changsha");
    assert_eq!(shown["origin"]["title"], "长沙市电子政务服务标准实施目录");
    assert_eq!(shown["file"], "upstream/changsha/standards/national/gb-t-22239-2019.md");
    let there: serde_json::Value =
        serde_json::from_str(&three.well("furong", &["show", "national:gb-t-22239-2019", "--format", "json"])).unwrap();
    assert_eq!((&there["origin"]["id"], &there["catalogue"]), (&"national".into(), &serde_json::Value::Null));
    let own: serde_json::Value =
        serde_json::from_str(&three.well("furong", &["show", "furong-cloud-2019", "--format", "json"])).unwrap();
    assert!(own.get("origin").is_none());
    assert!(three.well("furong", &["show", "GB/T 22239-2019"]).contains("changsha"));
}

#[test]
fn a_policy_binds_by_its_reach_and_a_listing_inside_its_registrys_jurisdiction() {
    let three = Three::updated();
    let ran = three.mulu("furong", &["audit", "sample-furong-hall", "--format", "json", "--as-of", "2026-11-21"]);
    let audit: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let text = audit.to_string();
    assert!(text.contains("changsha-standards-2018#15") && text.contains("GB/T 22239-2019"), "{text}");
    assert!(
        !text.contains("changsha-cloud-2018#40"),
        "the city's measure for its own bodies binds no district: {text}"
    );
}

#[test]
fn what_is_theirs_is_not_ours_to_do_or_to_write() {
    let three = Three::updated();
    // Listed 2020-01-01 with a cycle of three years: overdue in Changsha, and nothing for Furong to do.
    let due = three.well("furong", &["due", "--within", "P20Y", "--as-of", "2026-11-21"]);
    assert!(!due.contains("22239"), "{due}");
    let checked = three.mulu("furong", &["check", "--allow", "mandatory-standard-missing", "--as-of", "2026-11-21"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(
        checked.out.contains("review-overdue")
            && checked.out.contains("upstream/changsha/standards/national/gb-t-22239-2019.md"),
        "{}",
        checked.out
    );
    let before = three.git("furong", &["status", "--short"]);
    for edit in [
        &[
            "review",
            "GB/T 22239-2019",
            "--conclusion",
            "continue",
            "--by",
            "furong-data-centre",
            "--reason",
            "符合实际",
            "--date",
            "2026-11-20",
        ][..],
        &["list-in", "GB/T 39786-2021", "--binding", "recommended"],
        &["delist", "GB/T 22239-2019"],
        &["rename", "changsha-standards-2018", "ours"],
    ] {
        let ran = three.mulu("furong", edit);
        assert_ne!(ran.code, 0, "{edit:?}: {}", ran.out);
        assert!(ran.err.contains("is a record of `") && ran.err.contains("read-only"), "{edit:?}: {}", ran.err);
    }
    assert_eq!(three.git("furong", &["status", "--short"]), before);
}

#[test]
fn pages_say_where_a_record_comes_from() {
    let three = Three::updated();
    three.well("furong", &["build", "--as-of", "2026-11-21"]);
    let read = |path: &str| std::fs::read_to_string(three.at("furong").join("public").join(path)).unwrap();
    let page = read("standards/gb-t-22239-2019.html");
    assert!(
        page.contains("长沙市电子政务服务标准实施目录")
            && page.contains("https://changsha.example.org/standards/gb-t-22239-2019.html"),
        "{page}"
    );
    assert!(read("policies/changsha-standards-2018.html").contains("长沙市电子政务服务标准实施目录"));
    assert!(!read("policies/furong-cloud-2019.html").contains("https://changsha.example.org/"));
    let json: serde_json::Value = serde_json::from_str(&read("api/v1/standards/gb-t-39786-2021.json")).unwrap();
    assert_eq!(json["origin"]["id"], "national");
}
