//! What must hold of every project.

use mulu_core::audit::{Audits, Gate, ProjectAudit, Verdict};
use mulu_core::model::{Project, Stage};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use std::sync::LazyLock;

use super::audits::{AUDITS, asked, audit, project, verdicts};
use crate::harness;
use crate::harness::in_memory::{OWN, day};

/// The day after waivers of the projects below end.
static LATER: LazyLock<Audits<'static>> = LazyLock::new(|| Audits::of(&OWN, day("2027-01-01")));

const STAGES: [&str; 5] = ["planning", "approval", "construction", "acceptance", "operation"];
const TRAITS: [&str; 6] = ["cloud", "data-sharing", "personal-information", "mobile", "data-centre", "network"];
const NUMBERS: [&str; 6] =
    ["GB 18030-2022", "GB 18030-2005", "GB/T 22239-2019", "GB/T 22239-2008", "GB/T 22239", "GB 32100-2015"];
const KINDS: [&str; 6] = [
    "mlps-filing",
    "mlps-grading",
    "unified-authentication",
    "sharing-platform-access",
    "emergency-plan",
    "annual-plan-listing",
];
const CLAUSES: [&str; 5] = [
    "changsha-cloud-2018#40",
    "changsha-cloud-2018#27",
    "changsha-sharing-2018#27",
    "luohe-egov-2019#20",
    "hubei-projects-2018#7",
];

/// The text of a project's record.
fn record() -> impl Strategy<Value = String> {
    let places = ["430100", "430102", "430400", "420000", "411100", "110000"];
    let facts = (
        select(places.to_vec()),
        select(STAGES.to_vec()),
        subsequence(TRAITS.to_vec(), 0..=6),
        0..=5_u8,
        any::<bool>(),
    );
    let declared = prop::collection::vec((select(NUMBERS.to_vec()), select(vec!["planned", "partial", "met"])), 0..4);
    let shown = prop::collection::vec((select(KINDS.to_vec()), select(vec!["2026-06-30", "2027-06-30"])), 0..5);
    let excused = prop::collection::vec((select(CLAUSES.to_vec()), select(vec!["2026-06-30", "2026-12-31"])), 0..3);
    (facts, declared, shown, excused).prop_map(|((place, stage, traits, level, major), declared, shown, excused)| {
        let mut text =
            format!("name = \"p\"\nagency = \"sample-housing\"\njurisdiction = \"{place}\"\nstage = \"{stage}\"\n");
        text.push_str(&format!("traits = {traits:?}\nmajor = {major}\n"));
        if level > 0 {
            text.push_str(&format!("mlps_level = {level}\n"));
        }
        for (number, status) in declared {
            text.push_str(&format!("[[conformance]]\nstandard = \"{number}\"\nstatus = \"{status}\"\n"));
        }
        for (kind, expires) in shown {
            text.push_str(&format!("[[evidence]]\nkind = \"{kind}\"\nissued = 2026-01-01\nexpires = {expires}\n"));
        }
        for (clause, until) in excused {
            let waiver =
                format!("reason = \"r\"\napproved_by = \"data-committee\"\napproved = 2026-01-01\nuntil = {until}\n");
            text.push_str(&format!("[[waiver]]\nclause = \"{clause}\"\n{waiver}"));
        }
        text
    })
}

fn stage_of(project: &Project) -> Stage {
    project.stage.as_ref().expect("it has one").value
}

fn verdict_of(audit: &ProjectAudit, what: &str) -> Option<Verdict> {
    audit.obligations.iter().find(|obligation| asked(&OWN, obligation) == what).map(|obligation| obligation.verdict)
}

proptest! {
    #[test]
    fn valid_evidence_never_makes_a_gate_worse(text in record(), kind in select(KINDS.to_vec())) {
        let more = format!("{text}[[evidence]]\nkind = \"{kind}\"\nissued = 2026-01-01\nexpires = 2026-11-21\n");
        let (before, after) = (audit(&AUDITS, &project(&text)), audit(&AUDITS, &project(&more)));
        prop_assert!(before.gate() == Gate::Hold || after.gate() == Gate::Pass);
        for obligation in &after.obligations {
            let what = asked(&OWN, obligation);
            if what == kind {
                prop_assert_eq!(obligation.verdict, Verdict::Met);
            } else {
                prop_assert_eq!(Some(obligation.verdict), verdict_of(&before, what));
            }
        }
    }

    #[test]
    fn a_waiver_never_outlives_its_last_day(text in record()) {
        let project = project(&text);
        for obligation in &audit(&LATER, &project).obligations {
            prop_assert_ne!(obligation.verdict, Verdict::Waived);
        }
        for obligation in &audit(&AUDITS, &project).obligations {
            if obligation.verdict == Verdict::Waived {
                prop_assert!(obligation.until >= Some(day("2026-11-21")));
            }
        }
    }

    #[test]
    fn a_later_stage_never_meets_what_is_missing(text in record()) {
        let project = project(&text);
        let now = audit(&AUDITS, &project);
        for stage in Stage::ALL.into_iter().filter(|stage| *stage > stage_of(&project) && *stage != Stage::Retired) {
            let then = AUDITS.at(&project, stage);
            for obligation in now.holding() {
                let later = then.obligations.iter().find(|later| later.asked == obligation.asked);
                prop_assert!(later.is_some_and(|later| later.holds && later.verdict != Verdict::Met));
            }
        }
    }

    #[test]
    fn the_same_project_is_always_judged_the_same(text in record()) {
        let project = project(&text);
        prop_assert_eq!(verdicts(&OWN, &audit(&AUDITS, &project)), verdicts(&OWN, &audit(&AUDITS, &project)));
    }
}

/// The text of a sample project, with one thing changed, and what differs then.
fn difference(id: &str, from: &str, to: &str) -> Vec<(String, Option<Verdict>, Option<Verdict>)> {
    let path = harness::own(&format!("projects/{id}.toml"));
    let text = std::fs::read_to_string(path).expect(id);
    assert_eq!(text.matches(from).count(), 1, "{from}");
    let (before, after) = (audit(&AUDITS, &project(&text)), audit(&AUDITS, &project(&text.replace(from, to))));
    let all = before.obligations.iter().chain(&after.obligations).map(|obligation| asked(&OWN, obligation).to_owned());
    let all: std::collections::BTreeSet<String> = all.collect();
    let pairs = all.into_iter().map(|what| {
        let (old, new) = (verdict_of(&before, &what), verdict_of(&after, &what));
        (what, old, new)
    });
    pairs.filter(|(_, old, new)| old != new).collect()
}

#[test]
fn one_change_changes_what_it_should_and_nothing_else() {
    let one = |what: &str, old, new| vec![(what.to_owned(), old, new)];
    let app = "sample-citizen-app";
    let mobile = one("mobile-platform-access", Some(Verdict::NotDue), None);
    assert_eq!(difference(app, "\"mobile\", ", ""), mobile);
    // Article 23 names nobody who may excuse from it, whoever signs; article 3 names the committee.
    assert_eq!(difference(app, "until = 2027-06-30", "until = 2026-11-20"), []);
    let over = one("infrastructure-exemption", Some(Verdict::Waived), Some(Verdict::Expired));
    assert_eq!(difference(app, "until = 2027-12-31", "until = 2026-11-20"), over);
    let renewed = one("cloud-exemption", Some(Verdict::Expired), Some(Verdict::Waived));
    assert_eq!(difference("sample-archive-search", "until = 2026-06-30", "until = 2026-11-21"), renewed);
    let minor = one("standardisation-review", Some(Verdict::Missing), None);
    assert_eq!(difference(app, "major = true", "major = false"), minor);
    let ungraded = one("gb-17859-1999", Some(Verdict::Planned), None);
    assert_eq!(difference(app, "mlps_level = 3", ""), ungraded);
    let filed = one("confidentiality-agreement", Some(Verdict::Expired), Some(Verdict::Met));
    assert_eq!(difference("sample-hengyang-registry-link", "expires = 2026-06-30", "expires = 2026-11-21"), filed);
    let edition = one("gb-t-22239-2019", Some(Verdict::Superseded), Some(Verdict::Met));
    assert_eq!(difference("sample-furong-hall", "GB/T 22239-2008\"", "GB/T 22239-2019\""), edition);
    assert_eq!(difference("sample-housing-cloud", "investment = 680", "investment = 6800"), []);
}
