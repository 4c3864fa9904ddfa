//! Pages that readers of some kind come for.

use crate::harness::registry::Registry;

/// The part of a page between two texts.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).expect(from);
    rest.split_once(to).expect(to).0
}

/// The values of an attribute, in order.
fn values<'p>(part: &'p str, name: &str) -> Vec<&'p str> {
    part.split(&format!("{name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn what_a_feature_takes_away_is_a_choice_of_its_own() {
    let registry = Registry::own();
    let folder = registry.build();
    let page = std::fs::read_to_string(folder.join("apply/index.html")).unwrap();
    let home = between(&page, "<details class=\"place\" data-at=\"430100\"", "<details class=\"place\"");
    let always = between(home, "data-has=\"\" data-lacks=\"\"", "</section>");
    let off_cloud = values(between(home, "data-has=\"\" data-lacks=\"cloud\"", "</details>"), "data-key");
    assert!(!off_cloud.is_empty());
    let always = values(always, "data-key");
    assert!(
        off_cloud.iter().all(|key| !always.contains(key)),
        "{off_cloud:?} is not asked of every project: {always:?}"
    );
    // What two features bring together stands with both of them, and not with one.
    let both = "data-has=\"cloud migration\" data-lacks=\"\"";
    let needs_both = values(between(home, both, "</details>"), "data-key");
    let cloud = values(between(home, "data-has=\"cloud\" data-lacks=\"\"", "</details>"), "data-key");
    assert!(!needs_both.is_empty() && needs_both.iter().all(|key| !cloud.contains(key)), "{needs_both:?} {cloud:?}");
}

#[test]
fn the_plan_shows_what_is_being_made_and_until_when_it_may_be_commented_on() {
    let draft = "+++\ntitle = \"示例：数据接口规范\"\nsample = true\n[drafting]\napplication = 2026-01-05\napproval = 2026-02-02\n\
                 drafting = 2026-03-02\nconsultation = 2026-11-01\nconsultation_until = 2026-12-01\n+++\n";
    let registry = Registry::sound().file("standards/municipal/sample-interface.md", draft);
    let folder = registry.build();
    let read = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
    let open = read("plan/index.html");
    let open = between(&open, "id=\"h-open\"", "</section>");
    assert!(open.contains("示例：数据接口规范") && open.contains("2026-12-01"), "{open}");
    let feed = read("feeds/plan.atom");
    assert_eq!(feed.matches("<entry>").count(), 4, "{feed}");
    assert!(feed.contains("至 2026-12-01 止") && read("en/feeds/plan.atom").contains("until 2026-12-01"));
}
