//! Cases of procedures: what they answer of a project, and when each clause finds them late.

use super::Law;

/// A unit's system on the cloud, and a docket.
fn law(cases: &str) -> Law {
    Law::new()
        .shipped("changsha-cloud-2018")
        .running("430100", "operating = 2026-06-01\ntraits = [\"cloud\"]\nmlps_level = 2")
        .file("cases/changsha-cloud-2026.toml", cases)
}

fn case(clause: &str, lines: &str) -> String {
    format!("[[case]]\nprocedure = \"changsha-cloud-2018#{clause}\"\nref = \"1\"\n{lines}\n")
}

fn dry_run(opened: &str, ended: &str) -> Option<&'static str> {
    let lines = format!("project = \"p\"\ntrial_opened = {opened}\ntrial_ended = {ended}");
    law(&case("14", &lines)).audit().verdict("trial-operation-report")
}

#[test]
fn a_trial_of_thirty_days_is_two_dates_and_not_a_paper() {
    assert_eq!(dry_run("2026-04-01", "2026-05-01"), Some("met"));
    assert_eq!(dry_run("2026-04-01", "2026-04-30"), Some("invalid"), "a day short");
    let others = "trial_opened = 2026-04-01\ntrial_ended = 2026-05-01";
    let other = law(&case("14", others)).audit();
    assert_eq!(other.verdict("trial-operation-report"), Some("missing"), "a case of nobody's project");
    let running = law(&case("14", "project = \"p\"\ntrial_opened = 2026-04-01")).audit();
    assert_eq!(running.verdict("trial-operation-report"), Some("missing"), "it has not ended");
}

#[test]
fn each_clause_has_its_own_limit_and_is_cited_for_it() {
    let late = |clause: &str, lines: &str| law(&case(clause, lines)).findings("step-late");
    let found = |clause: &str| vec![("changsha-cloud-2026".to_owned(), Some(format!("changsha-cloud-2018#{clause}")))];
    // Three working days and two, over the Spring Festival.
    assert_eq!(late("12", "applied = 2026-02-13\naccepted = 2026-02-25\nexamined = 2026-02-27"), []);
    assert_eq!(late("12", "applied = 2026-02-13\naccepted = 2026-02-26\nexamined = 2026-02-28"), found("12"));
    assert_eq!(late("12", "applied = 2026-02-13\naccepted = 2026-02-25\nexamined = 2026-02-28"), found("12"));
    // A refusal is an answer.
    assert_eq!(late("12", "applied = 2026-02-13\nrefused = 2026-02-25\nreason = \"材料不全\""), []);
    assert_eq!(late("12", "applied = 2026-02-13\nrefused = 2026-02-26\nreason = \"材料不全\""), found("12"));
    // Five and three, over the National Day.
    assert_eq!(late("15", "change_applied = 2026-09-28\nchange_examined = 2026-10-10\nchanged = 2026-10-14"), []);
    assert_eq!(
        late("15", "change_applied = 2026-09-28\nchange_examined = 2026-10-10\nchanged = 2026-10-15"),
        found("15")
    );
    assert_eq!(late("16", "end_applied = 2026-09-28\nend_examined = 2026-10-12\nrecovered = 2026-10-15"), found("16"));
    let short = law(&case("13", "examined = 2026-02-27\ntest_opened = 2026-03-02\ntested = 2026-03-16"));
    assert_eq!(short.findings("span-too-short"), found("13"));
    assert_eq!(short.findings("step-late"), []);
}

#[test]
fn what_no_step_names_is_no_key_of_a_case() {
    let odd = law(&case("12", "applied = 2026-02-13\nacepted = 2026-02-25"));
    assert!(odd.finds("unknown-key", "changsha-cloud-2026"));
    assert!(
        !law(&case("12", "applied = 2026-02-13\naccepted = 2026-02-25")).finds("unknown-key", "changsha-cloud-2026")
    );
    assert!(law(&case("99", "applied = 2026-02-13")).finds("unknown-reference", "changsha-cloud-2026"));
    let twice = law(&format!("{0}{0}", case("12", "applied = 2026-02-13\naccepted = 2026-02-25")));
    assert!(twice.finds("duplicate-entry", "changsha-cloud-2026"));
}

#[test]
fn a_measure_that_lapsed_asks_for_nothing_more() {
    let lines =
        "subject = \"procedure\"\n[[clause.step]]\nid = \"s\"\nfrom = \"a\"\nto = \"b\"\nwithin = \"3 working days\"\n";
    let law = |head: &str| {
        let docket = "[[case]]\nprocedure = \"c#1\"\nref = \"1\"\na = 2026-03-02\n";
        Law::new().policy("c", "430100", head, lines).file("cases/d.toml", docket)
    };
    assert!(law("").finds("step-late", "d"));
    assert!(!law("expires = 2026-10-31").finds("step-late", "d"));
    assert!(law("expires = 2026-12-31").finds("step-late", "d"));
}

#[test]
fn a_request_to_share_a_resource_goes_through_the_steps_of_the_measure() {
    let law = |days: &str| {
        let resource = format!(
            "name = \"信用信息\"\nprovider = \"credit\"\nformat = \"database\"\nsharing = \"conditional\"\ncondition = \"限核对\"\n\n\
             [[request]]\nprocedure = \"hubei-sharing-2018#20\"\nref = \"9\"\nby = \"credit\"\n{days}\n"
        );
        Law::new()
            .shipped("hubei-sharing-2018")
            .file("agencies/credit.toml", "name = \"信用中心\"\njurisdiction = \"420000\"\n")
            .file("resources/credit/records.toml", &resource)
    };
    let found = vec![("records".to_owned(), Some("hubei-sharing-2018#20".to_owned()))];
    // Ten working days from Friday 10 April, with Labour Day far off.
    assert_eq!(law("received = 2026-04-10\nauthorised = 2026-04-24\nnotified = 2026-04-27").findings("step-late"), []);
    assert_eq!(
        law("received = 2026-04-10\nauthorised = 2026-04-27\nnotified = 2026-04-28").findings("step-late"),
        found
    );
    assert_eq!(law("received = 2026-04-10\nrefused = 2026-04-20").findings("refused-without-reason"), found);
    assert_eq!(
        law("received = 2026-04-10\nrefused = 2026-04-20\nreason = \"没有用途\"").findings("refused-without-reason"),
        []
    );
    assert_eq!(law("received = 2026-04-10\nauthorised = 2026-04-09").findings("step-out-of-order"), found);
}
