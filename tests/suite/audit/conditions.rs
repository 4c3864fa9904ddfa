//! Conditions that strangers write: each ends in a finding at its place.

use mulu_core::audit::{Audits, Gate};
use mulu_core::check::check;

use super::audits::{audit, project};
use crate::harness::in_memory::{day, registry as memory};

fn policy(when: &str) -> String {
    let text = "title = \"办法\"\njurisdiction = \"430100\"\nissued = 2018-05-12\neffective = 2018-06-12\n\n[[clause]]\nid = \"1\"\ntext = \"…\"\nsubject = \"project\"\n";
    format!("+++\n{text}when = '''{when}'''\nrequires = [\"proof\"]\n+++\n")
}

#[test]
fn a_bad_condition_is_a_finding_at_its_place_and_binds_nobody() {
    let hostile = [
        "traits".to_owned(),
        "unknown == 1".to_owned(),
        "matches(agency)".to_owned(),
        "(".repeat(100_000),
        format!("{}1{} == 1", "(".repeat(1000), ")".repeat(1000)),
        format!("1 in [{}]", "1,".repeat(500_000)),
        format!("agency == \"{}\"", "长".repeat(300_000)),
        format!("{}agency == \"\"", "!".repeat(1999)),
        format!("{} > 1", vec!["1"; 990].join("+")),
    ];
    for when in hostile {
        let registry = memory(&[("policies/p.md", &policy(&when))]);
        let findings = check(&registry, day("2026-11-21"));
        let found =
            findings.iter().find(|finding| finding.rule == "invalid-value" && finding.message.en.contains("condition"));
        let start: String = when.chars().take(30).collect();
        let found = found.unwrap_or_else(|| unreachable!("{start}: {findings:?}"));
        assert_eq!((found.kind.id(), found.record.as_str()), ("policy", "p"), "{start}");
        assert_eq!(
            found.place.span,
            registry.policies[0].clauses[0].when.as_ref().expect("it was read").span,
            "{start}"
        );
        let audits = Audits::of(&registry, day("2026-11-21"));
        let project = project("name = \"p\"\nagency = \"a\"\njurisdiction = \"430100\"\nstage = \"operation\"\n");
        assert_eq!(audit(&audits, &project).gate(), Gate::Pass, "{start}");
    }
}

#[test]
fn so_is_one_in_the_catalogue() {
    let standard = "+++\nnumber = \"GB 1-2020\"\ntitle = \"t\"\nissued = 2020-01-01\neffective = 2020-01-01\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-01\nwhen = \"mlps_level\"\n+++\n";
    let registry = memory(&[("standards/national/gb-1-2020.md", standard)]);
    let findings = check(&registry, day("2026-11-21"));
    let found: Vec<&str> =
        findings.iter().filter(|finding| finding.rule == "invalid-value").map(|f| f.message.en.as_str()).collect();
    assert_eq!(found, ["the condition gives a number, not true or false"]);
}
