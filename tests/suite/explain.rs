//! `mulu explain`.

use crate::harness::registry::Registry;

#[test]
fn a_rule_is_explained_in_and_outside_of_a_registry() {
    let english = Registry::bare().mulu(["explain", "review-overdue", "--lang", "en"]);
    assert_eq!((english.code, english.err.as_str()), (0, ""));
    assert!(english.out.starts_with("review-overdue — "), "{}", english.out);
    assert!(english.out.contains("\nlevel: deny\n"), "{}", english.out);
    assert_eq!(Registry::sound().mulu(["explain", "review-overdue", "--lang", "en"]), english);
    let chinese = Registry::sound().mulu(["explain", "review-overdue"]);
    assert!(chinese.out.contains("\n级别：deny\n"), "{}", chinese.out);
}

/// Every rule in the list has an explanation with an example that is found and one that is not.
#[test]
fn every_listed_rule_is_explained() {
    let nowhere = Registry::bare();
    let list = nowhere.mulu(["explain", "--lang", "en"]);
    assert_eq!(list.code, 0);
    let mut lines = list.out.lines();
    assert_eq!(lines.next().map(|line| line.split_whitespace().next()), Some(Some("rule")));
    let rules: Vec<&str> = lines.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(rules.len() > 30 && rules.contains(&"syntax") && rules.contains(&"topic-gap"), "{rules:?}");
    for rule in rules {
        let ran = nowhere.mulu(["explain", rule, "--lang", "en"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{rule}");
        assert!(ran.out.starts_with(rule), "{rule}: {}", ran.out);
    }
}

#[test]
fn an_unknown_rule_names_the_nearest_and_exits_2() {
    Registry::bare().mulu(["explain", "review-overdo"]).gave(
        2,
        "",
        "mulu: 没有 review-overdo 这条规则 · there is no rule `review-overdo`: review-overdue?\n",
    );
    Registry::bare().mulu(["explain", "zzz"]).gave(
        2,
        "",
        "mulu: 没有 zzz 这条规则 · there is no rule `zzz`: mulu explain 列出全部规则 lists them all\n",
    );
}
