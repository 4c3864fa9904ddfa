//! A registry that begins with what any city can use.

use crate::harness::registry::Registry;

use super::{does, run, words};

/// Names of places whose records the template is made from: none may be left in it.
const PLACES: [&str; 9] = ["长沙", "芙蓉", "衡阳", "湖北", "湖南", "漯河", "changsha", "furong", "luohe"];

#[test]
fn the_template_of_egovernment_has_facts_and_nothing_of_another_city() {
    let registry = Registry::bare();
    does(&registry, "init --template egov --title 湘江目录 --jurisdiction 430400 --authority 湘江数据局");
    let mut standards = 0;
    for file in walkdir::WalkDir::new(registry.root())
        .into_iter()
        .filter_map(Result::ok)
        .filter(|file| file.file_type().is_file())
    {
        let path = file.path().strip_prefix(registry.root()).unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file.path()).unwrap();
        for place in PLACES {
            assert!(!text.contains(place), "{path} speaks of {place}");
        }
        if path.starts_with("standards/") && path.ends_with(".md") && !path.ends_with("README.md") {
            standards += 1;
            assert!(text.contains("source = "), "{path} has a source");
            for decided in ["[catalogue]", "[[review]]", "[drafting]"] {
                assert!(!text.contains(decided), "{path} has {decided}");
            }
        }
    }
    assert!(standards > 150, "{standards} standards");
    assert!(registry.read("standards/taxonomy.toml").contains("[[class.topic]]"));
    assert!(registry.read("policies/evidence.toml").matches("[[evidence]]").count() > 30);
    assert!(registry.read("book.toml").contains("\ncloud = ") && registry.read("book.toml").contains("湘江目录"));
    let ran = registry.on(super::TODAY, &words("check --format json").iter().map(String::as_str).collect::<Vec<_>>());
    let report = ran.json(0);
    let loud = |finding: &&serde_json::Value| finding["level"] != "note";
    let found: Vec<&serde_json::Value> = report["findings"].as_array().unwrap().iter().filter(loud).collect();
    assert!(found.is_empty(), "{found:#?}");
    does(&registry, "fmt --check");
    does(&registry, "check --baseline ci/baseline.json");
    assert!(
        registry.read(".gitlab-ci.yml").contains("ci/gitlab.yml")
            && registry.read("ci/gitlab.yml").contains("mulu check")
    );
    does(&registry, "list-in GB/T22239-2019 --topic mlps-baseline --date 2026-11-01");
}

#[test]
fn a_district_may_begin_a_registry_of_its_own() {
    for (code, begins) in [("430102", true), ("430199", true), ("999999", false), ("4301", false)] {
        let ran = run(&Registry::bare(), &format!("init --title 目录 --jurisdiction {code} --authority 数据局"));
        assert_eq!(ran.code == 0, begins, "{code}: {}{}", ran.out, ran.err);
    }
}
