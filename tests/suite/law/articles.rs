//! `docs/articles.md` says of every article that records can show kept which rule watches it: held against the policies.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::harness::own;
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
    let path = own("docs/articles.md");
    let table = std::fs::read_to_string(&path).unwrap();
    let mut policies: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    let (mut rows, mut with_rule, mut expected) = (0, 0, String::new());
    for line in table.lines() {
        if line.contains(" of the 122 are watched by a rule") {
            let (_, rest) = line.split_once(' ').unwrap();
            let _ = writeln!(expected, "{with_rule} {rest}");
            continue;
        }
        if !line.starts_with("| `") {
            let _ = writeln!(expected, "{line}");
            continue;
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [policy, article, asks, _, otherwise] = cells[..] else { panic!("{line}") };
        let id = policy.trim_matches('`');
        let found = policies.entry(id.to_owned()).or_insert_with(|| watched(&registry, id));
        let rules: Vec<String> = found.get(article).into_iter().flatten().map(|rule| format!("`{rule}`")).collect();
        assert!(!rules.is_empty() || otherwise.chars().count() > 8, "nothing watches it, and no reason why: {line}");
        let (told, otherwise) = if rules.is_empty() { ("—".to_owned(), otherwise) } else { (rules.join(", "), "") };
        let _ = writeln!(expected, "| {policy} | {article} | {asks} | {told} | {otherwise} |");
        rows += 1;
        with_rule += usize::from(!rules.is_empty());
    }
    assert_eq!(rows, 122, "every article that records can show kept");
    if std::env::var_os("MULU_BLESS").is_some() {
        std::fs::write(&path, &expected).unwrap();
        return;
    }
    assert_eq!(table, expected, "docs/articles.md is not what the policies say: MULU_BLESS=1 writes it again");
}
