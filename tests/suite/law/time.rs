//! When an obligation arises: at its gate, not before its measure, and never for want of a date.

use mulu_core::audit::Gate;

use super::Law;

fn law(clause: &str, project: &str) -> super::Told {
    let clause = format!("subject = \"project\"\nrequires = [\"proof\"]\n{clause}");
    let project = format!("jurisdiction = \"430100\"\n{project}");
    Law::new().policy("c", "430100", "", &clause).proof("").project(&project).audit()
}

#[test]
fn what_passed_its_gate_before_the_measure_is_not_asked_for() {
    let approval = "gate = \"approval\"\n";
    let verdict = |project: &str| law(approval, project).verdict("proof");
    assert_eq!(verdict("stage = \"operation\"\napproved = 2015-03-01"), None);
    assert_eq!(verdict("stage = \"operation\"\napproved = 2018-06-11"), None, "the day before");
    assert_eq!(verdict("stage = \"operation\"\napproved = 2018-06-12"), Some("missing"), "its first day");
    assert_eq!(verdict("stage = \"approval\""), Some("missing"), "at the gate");
    assert_eq!(verdict("stage = \"planning\""), Some("not-due"));
    let reaches = law("gate = \"approval\"\nreaches_back = true\n", "stage = \"operation\"\napproved = 2015-03-01");
    assert_eq!(reaches.verdict("proof"), Some("missing"));
}

#[test]
fn a_gate_whose_day_is_not_known_is_not_before_the_one_before_it() {
    let acceptance = "gate = \"acceptance\"\n";
    let told = |project: &str| law(acceptance, project);
    assert_eq!(told("stage = \"operation\"\napproved = 2024-03-01").verdict("proof"), Some("missing"));
    let open = told("stage = \"operation\"\napproved = 2015-03-01");
    assert_eq!((open.verdict("proof"), open.gate), (None, Gate::Pass));
    assert_eq!((open.undecided, open.missing_facts), (vec!["proof".to_owned()], vec!["accepted"]));
    assert_eq!(told("stage = \"operation\"\naccepted = 2017-01-01").verdict("proof"), None);
    assert_eq!(told("stage = \"operation\"\naccepted = 2019-01-01").verdict("proof"), Some("missing"));
    let by_operation = told("stage = \"operation\"\napproved = 2015-03-01\noperating = 2017-01-01");
    assert_eq!((by_operation.verdict("proof"), by_operation.undecided.len()), (None, 0), "accepted before it ran");
}

#[test]
fn an_unknown_approval_is_undecided_and_holds_nobody() {
    let open = law("gate = \"approval\"\n", "stage = \"construction\"");
    assert_eq!((open.gate, open.missing_facts), (Gate::Pass, vec!["approved"]));
    let law = Law::new()
        .policy("c", "430100", "", "subject = \"project\"\ngate = \"approval\"\nrequires = [\"proof\"]\n")
        .proof("")
        .project("jurisdiction = \"430100\"\nstage = \"construction\"\n");
    assert!(law.finds("fact-missing", "p") && !law.finds("evidence-missing", "p"));
}

#[test]
fn a_lasting_duty_binds_running_systems_and_an_act_before_going_live_does_not() {
    let old = "stage = \"operation\"\napproved = 2014-01-01\naccepted = 2015-01-01\noperating = 2015-03-01";
    assert_eq!(law("gate = \"operation\"\n", old).verdict("proof"), Some("missing"));
    assert_eq!(law("gate = \"operation\"\nlasting = false\n", old).verdict("proof"), None);
    let new = "stage = \"operation\"\napproved = 2020-01-01\noperating = 2021-03-01";
    assert_eq!(law("gate = \"operation\"\nlasting = false\n", new).verdict("proof"), Some("missing"));
}

#[test]
fn a_running_system_answers_to_standards_in_force_whenever_it_was_approved() {
    let everyone = "[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"mandatory\"\n";
    let law = Law::new().standard("GB 18030-2022", everyone);
    let law = law.project("jurisdiction = \"430100\"\nstage = \"operation\"\napproved = 2010-03-01\n");
    assert_eq!(law.audit().verdict("gb-18030-2022"), Some("missing"));
}

#[test]
fn a_retired_project_owes_what_is_said_of_taking_it_down() {
    let retired = "stage = \"retired\"\napproved = 2020-01-01";
    assert_eq!(law("gate = \"operation\"\n", retired).verdict("proof"), None);
    assert_eq!(law("gate = \"retired\"\n", retired).verdict("proof"), Some("missing"));
    assert_eq!(
        law("gate = \"retired\"\n", "stage = \"operation\"\napproved = 2020-01-01").verdict("proof"),
        Some("not-due")
    );
}

#[test]
fn an_unknown_level_is_neither_high_nor_low() {
    let high = |project: &str| law("gate = \"operation\"\nwhen = \"mlps_level >= 3\"\n", project);
    let running = "stage = \"operation\"\napproved = 2024-03-01\n";
    let open = high(running);
    assert_eq!((open.verdict("proof"), open.gate), (None, Gate::Pass));
    assert_eq!((open.undecided, open.missing_facts), (vec!["proof".to_owned()], vec!["mlps_level"]));
    assert_eq!(high(&format!("{running}mlps_level = 2")).undecided.len(), 0);
    assert_eq!(high(&format!("{running}mlps_level = 3")).verdict("proof"), Some("missing"));
    let early = high("stage = \"planning\"\n");
    assert_eq!((early.undecided.len(), early.missing_facts.len()), (1, 0), "undecided, and no fault before its gate");
    let sure = law("gate = \"operation\"\nwhen = \"classified && mlps_level >= 3\"\n", running);
    assert!(sure.undecided.is_empty(), "false and unknown is false");
}

#[test]
fn what_the_changsha_measures_ask_before_approval_is_not_asked_of_2015() {
    let law = ["changsha-cloud-2018", "changsha-sharing-2018", "changsha-standards-2018"]
        .into_iter()
        .fold(Law::new(), Law::shipped)
        .baseline("");
    let lines = "jurisdiction = \"430100\"\nstage = \"operation\"\nmajor = true\ntraits = [\"cloud\", \"data-sharing\"]\nmlps_level = 2\n";
    let asked = |approved: &str| {
        let told = law.clone().project(&format!("{lines}approved = {approved}\n")).audit();
        ["annual-plan-listing", "resource-catalogue", "standardisation-review", "sharing-funds-review"]
            .into_iter()
            .filter(|kind| told.verdict(kind) == Some("missing"))
            .count()
    };
    assert_eq!(asked("2015-03-01"), 0);
    assert!(asked("2024-03-01") > 0);
}
