//! `docs/articles.md` says of every article that records can show kept which rule watches it: held against the policies.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::registry::Registry;

/// The rules that watch each article of a policy, by what its clauses say: `26-2` is of article 26.
fn watched(registry: &Registry, policy: &str) -> BTreeMap<String, BTreeSet<String>> {
    let shown = registry.on_day(&format!("show {policy} --format json")).out;
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let mut articles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for clause in shown["clauses"].as_array().unwrap() {
        let article = clause["id"].as_str().unwrap().split('-').next().unwrap().to_owned();
        let rules = clause["enforced_by"].as_array().unwrap().iter().map(|rule| rule.as_str().unwrap().to_owned());
        articles.entry(article).or_default().extend(rules);
    }
    articles
}

#[test]
fn the_table_of_articles_says_what_the_policies_say() {
    let registry = Registry::own();
    let table = include_str!("../../../docs/articles.md");
    let mut policies: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    let mut rows = 0;
    for line in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [policy, article, asks, rules, otherwise] = cells[..] else { panic!("{line}") };
        let policy = policy.trim_matches('`');
        let told: BTreeSet<String> =
            rules.split(',').map(|rule| rule.trim().trim_matches('`').to_owned()).filter(|rule| rule != "—").collect();
        let found = policies.entry(policy.to_owned()).or_insert_with(|| watched(&registry, policy));
        let found = found.get(article).cloned().unwrap_or_default();
        assert_eq!(told, found, "{policy} {article}");
        assert!(!asks.is_empty(), "{line}");
        assert!(!found.is_empty() || otherwise.chars().count() > 8, "nothing watches it, and no reason why: {line}");
        rows += 1;
    }
    assert_eq!(rows, 122, "every article that records can show kept");
}
