//! Policies, clauses, agencies, projects, and what is due.

use crate::day::Status;
use crate::facts::{AgencyFacts, ClauseInFull, DueFacts, PolicyFacts, ProjectFacts, Until};
use crate::message::Lang;

use super::{NEW, OLD, day, mandating, registry};

#[test]
fn a_policy_stands_pending_in_force_expired_or_repealed() {
    let text = "title = \"办法\"\njurisdiction = \"430100\"\nissued = 2018-05-12\neffective = 2018-06-12\nexpires = 2020-06-11";
    let repealed = format!("{text}\nrepealed = 2019-01-01");
    let standing = |text: &str, on: &str| {
        let registry = registry(&[("policies/p.md", text)]);
        PolicyFacts::of(&registry, &registry.policies[0], day(on)).standing
    };
    for (on, expected) in
        [("2018-06-11", "pending"), ("2018-06-12", "in-force"), ("2020-06-11", "in-force"), ("2020-06-12", "expired")]
    {
        assert_eq!(standing(text, on), expected, "{on}");
    }
    assert_eq!((standing(&repealed, "2018-12-31"), standing(&repealed, "2019-01-01")), ("in-force", "repealed"));
}

#[test]
fn a_mandate_says_what_it_means_on_the_day() {
    let mandate = |number: &str, on: &str| {
        let registry = registry(&[OLD, NEW, ("policies/p.md", &mandating(number))]);
        let mut facts = PolicyFacts::of(&registry, &registry.policies[0], day(on));
        let found = facts.clauses.remove(0).mandates.remove(0);
        (found.cited_as, found.superseded, found.current)
    };
    let (old, new) = (vec!["GB/T 22239-2008".to_owned()], vec!["GB/T 22239-2019".to_owned()]);
    assert_eq!(mandate("GB/T 22239-2008", "2019-11-30"), ("GB/T 22239-2008".into(), false, old.clone()));
    assert_eq!(mandate("GB/T 22239-2008", "2019-12-01"), ("GB/T 22239-2008".into(), true, new.clone()));
    assert_eq!(mandate("GB/T 22239", "2019-11-30"), ("GB/T 22239".into(), false, old));
    assert_eq!(mandate("GB/T 22239", "2019-12-01"), ("GB/T 22239".into(), false, new));
    assert_eq!(mandate("GB/T 5-2020", "2019-12-01"), ("GB/T 5-2020".into(), false, vec![]));
}

#[test]
fn a_clause_names_what_it_asks_and_where() {
    let registry = registry(&[OLD, ("policies/p.md", &mandating("GB/T 22239-2008"))]);
    let clause = ClauseInFull::of(&registry, registry.clause("p#2").unwrap(), day("2019-01-01"));
    assert_eq!((clause.reference.as_str(), clause.policy.as_str(), clause.standing), ("p#2", "p", "in-force"));
    let own = clause.clause;
    assert_eq!(
        (own.subject, own.gate, own.requires),
        (Some("project"), Some("acceptance"), vec!["security-test".to_owned()])
    );
    assert_eq!(own.when.as_deref(), Some("\"cloud\" in traits"));
}

#[test]
fn a_clause_names_the_standards_that_bind_by_it_while_it_is_in_force_listed_or_not() {
    let listed = format!(
        "{}\n[catalogue]\nstatus = \"listed\"\nlisted = 2019-06-01\nbinding = \"mandatory\"\nmandated_by = [\"p#2\"]",
        OLD.1
    );
    let registry = registry(&[(OLD.0, &listed), ("policies/p.md", &mandating("GB/T 22239-2008"))]);
    let by = |on: &str| ClauseInFull::of(&registry, registry.clause("p#2").unwrap(), day(on)).makes_binding;
    let bound = vec!["GB/T 22239-2008".to_owned()];
    assert_eq!((by("2018-06-11"), by("2018-06-12"), by("2019-06-01")), (vec![], bound.clone(), bound));
}

#[test]
fn a_filing_tells_the_state_of_the_edition_it_names_and_what_stands_in_for_it() {
    let agency = "name = \"公安\"\njurisdiction = \"430100\"\n[[adoption]]\nstandard = \"GB/T 22239-2008\"\nstatus = \"implemented\"\nfiled = 2018-03-15\nsystems = [\"门户\"]\n[[adoption]]\nstandard = \"GB/T 22239\"\nstatus = \"planned\"\n[[adoption]]\nstandard = \"GB/T 5-2020\"\nstatus = \"planned\"";
    let registry = registry(&[OLD, NEW, ("agencies/police.toml", agency)]);
    let filings = AgencyFacts::<Until>::of(&registry, &registry.agencies[0], day("2020-01-01")).filings;
    let new = vec!["GB/T 22239-2019".to_owned()];
    let told: Vec<_> = filings.iter().map(|filing| (filing.edition, filing.current.clone())).collect();
    assert_eq!(told, [(Some(Status::Replaced), new.clone()), (None, new), (None, vec![])]);
    assert_eq!((filings[0].status, filings[0].filed), (Some("implemented"), Some(day("2018-03-15"))));
}

#[test]
fn an_agency_owns_the_projects_that_name_it() {
    let agency = "name = \"甲\"\njurisdiction = \"430100\"";
    let project = |agency: &str| {
        format!("name = \"项目\"\njurisdiction = \"430100\"\nagency = \"{agency}\"\nstage = \"operation\"")
    };
    let registry = registry(&[
        ("agencies/a.toml", agency),
        ("agencies/b.toml", agency),
        ("projects/one.toml", &project("a")),
        ("projects/two.toml", &project("b")),
        ("projects/three.toml", &project("a")),
    ]);
    let of = |index: usize| AgencyFacts::<Until>::of(&registry, &registry.agencies[index], day("2020-01-01")).projects;
    assert_eq!((of(0), of(1)), (vec!["one".to_owned(), "three".to_owned()], vec!["two".to_owned()]));
}

#[test]
fn a_project_says_what_it_declares_and_what_that_means_now() {
    let project = "name = \"项目\"\njurisdiction = \"430100\"\nagency = \"a\"\nstage = \"operation\"\napproved = 2024-03-01\ninvestment = 12.5\nmajor = true\ntraits = [\"cloud\"]\nmlps_level = 3\n[[conformance]]\nstandard = \"GB/T 22239-2008\"\nstatus = \"partial\"";
    let registry = registry(&[OLD, NEW, ("projects/one.toml", project)]);
    let facts = ProjectFacts::of(&registry, &registry.projects[0], day("2024-03-01"));
    assert_eq!(
        (facts.id.as_str(), facts.investment, facts.major, facts.mlps_level),
        ("one", Some(12.5), true, Some(3))
    );
    let declared = &facts.conformance[0];
    assert_eq!((declared.status, declared.standard.as_deref()), (Some("partial"), Some("GB/T 22239-2008")));
    assert_eq!(declared.current, ["GB/T 22239-2019"]);
}

#[test]
fn what_is_due_counts_the_days_left_and_names_who_filed_it() {
    let listed = format!("{}\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-10\nbinding = \"recommended\"", OLD.1);
    let agency = "name = \"甲\"\njurisdiction = \"430100\"\n[[adoption]]\nstandard = \"GB/T 22239-2008\"\nstatus = \"implemented\"\nfiled = 2021-01-01";
    let office = "name = \"标准办\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]";
    let registry = registry(&[(OLD.0, &listed), ("agencies/a.toml", agency), ("agencies/office.toml", office)]);
    for (on, left, state) in
        [("2023-01-09", 1, "due-soon"), ("2023-01-10", 0, "due-soon"), ("2023-01-12", -2, "overdue")]
    {
        let due = registry.due(day(on));
        let facts = DueFacts::of(&registry, &due[0], day(on), Lang::En);
        assert_eq!((due.len(), facts.task, facts.days_left, facts.state), (1, "review", left, state), "{on}");
        assert_eq!((facts.filed_by, facts.record.as_str()), (vec!["a".to_owned()], "gb-t-22239-2008"));
    }
}
