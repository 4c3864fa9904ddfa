//! Every clause that a page of this repository's registry cites is of the government of the page's record, or of one above it.

use std::collections::BTreeMap;

use mulu::model::Reach;
use mulu::registry::{ClauseRef, Registry};

use crate::harness::in_memory::OWN;
use crate::harness::registry::Registry as Folder;

/// The clauses that a page links, as `policy#clause`.
fn cited(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for link in page.split("policies/").skip(1) {
        let Some((policy, rest)) = link.split_once(".html#art-") else { continue };
        if policy.contains(['"', '<', '/']) {
            continue;
        }
        let clause: String = rest.chars().take_while(|c| !matches!(c, '"' | '#' | '<')).collect();
        found.push(format!("{policy}#{clause}"));
    }
    found
}

fn governs(found: ClauseRef<'_>, at: &str) -> bool {
    let own = found.policy.jurisdiction.as_ref().map_or("", |own| own.value.as_str());
    match found.policy.reach_of(found.clause) {
        Reach::Own => own == at,
        Reach::Below => mulu::number::contains(own, at),
    }
}

#[track_caller]
fn assert_own(registry: &Registry, folder: &Folder, page: &str, at: &str) -> usize {
    let text = folder.read(&format!("public/{page}"));
    // What the record itself names, such as the clause of a waiver that is refused for it, stands below the verdicts.
    let verdicts = text.split("id=\"h-waivers\"").next().unwrap_or_default();
    let cited = cited(verdicts);
    for reference in &cited {
        let found = registry.clause(reference).unwrap_or_else(|| panic!("{page} cites {reference}"));
        assert!(governs(found, at), "{page}, of {at}, cites {reference}");
    }
    cited.len()
}

#[test]
fn every_statement_of_law_is_by_the_government_of_the_record() {
    let folder = Folder::own();
    let ran = folder.mulu(["build", "--no-pdf", "--as-of", super::TODAY]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let registry = &*OWN;
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for project in &registry.projects {
        let at = registry.jurisdiction_of(project).map_or("", |at| at.value.as_str());
        for base in ["", "en/"] {
            *count.entry("projects").or_default() +=
                assert_own(registry, &folder, &format!("{base}projects/{}.html", project.id), at);
        }
    }
    for agency in &registry.agencies {
        let at = agency.jurisdiction.as_ref().map_or("", |at| at.value.as_str());
        *count.entry("agencies").or_default() +=
            assert_own(registry, &folder, &format!("agencies/{}.html", agency.id), at);
    }
    assert!(count["projects"] > 100 && count["agencies"] > 0, "{count:?}: the walk found what it looks for");
    for policy in &registry.policies {
        let text = folder.read(&format!("public/policies/{}.html", policy.id));
        let findings = text.split("id=\"h-findings\"").nth(1).unwrap_or_default();
        let findings = findings.split("id=\"h-facts\"").next().unwrap_or_default();
        for reference in cited(findings) {
            assert!(reference.starts_with(&format!("{}#", policy.id)), "{} cites {reference}", policy.id);
        }
    }
}
