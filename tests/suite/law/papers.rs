//! Papers: what each must be, and when.

use mulu_core::audit::Gate;

use super::{Law, Told};

fn law(kind: &str, gate: &str, dates: &str, paper: &str) -> Law {
    let clause = format!("subject = \"project\"\ngate = \"{gate}\"\nrequires = [\"proof\"]\n");
    let paper = if paper.is_empty() {
        String::new()
    } else {
        format!("[[evidence]]\nkind = \"proof\"\nref = \"1\"\n{paper}\n")
    };
    Law::new()
        .policy("c", "430100", "", &clause)
        .proof(kind)
        .project(&format!("jurisdiction = \"430100\"\nstage = \"operation\"\n{dates}\n{paper}"))
}

fn verdict(kind: &str, paper: &str) -> Option<&'static str> {
    law(kind, "operation", "approved = 2024-03-01", paper).audit().verdict("proof")
}

#[test]
fn a_span_must_be_as_long_as_its_kind_asks() {
    let kind = "at_least = \"P30D\"";
    assert_eq!(verdict(kind, "from = 2026-05-01\nto = 2026-05-11"), Some("invalid"));
    assert_eq!(verdict(kind, "from = 2026-05-01\nto = 2026-05-30"), Some("invalid"), "a day short");
    assert_eq!(verdict(kind, "from = 2026-05-01\nto = 2026-05-31"), Some("met"));
    assert_eq!(verdict(kind, "from = 2026-11-01\nto = 2026-12-31"), Some("invalid"), "not over yet");
    assert_eq!(verdict(kind, "from = 2026-05-01"), Some("met"), "its end is not known");
    assert!(law(kind, "operation", "approved = 2024-03-01", "from = 2026-05-01").finds("fact-missing", "p"));
    let short =
        law(kind, "operation", "approved = 2026-01-05", "issued = 2026-05-11\nfrom = 2026-05-01\nto = 2026-05-11");
    assert!(short.finds("evidence-invalid", "p"));
    assert_eq!(short.audit().gate, Gate::Hold);
}

#[test]
fn a_paper_that_failed_is_none() {
    assert_eq!(verdict("result = true", "result = \"fail\""), Some("invalid"));
    assert_eq!(verdict("", "result = \"fail\""), Some("invalid"), "whether its kind asks or not");
    assert_eq!(verdict("result = true", "result = \"pass\""), Some("met"));
    assert_eq!(verdict("result = true", "result = \"conditional\""), Some("met"));
    assert_eq!(verdict("result = true", ""), Some("missing"));
    assert_eq!(verdict("result = true", "issued = 2024-06-01"), Some("met"), "it does not say");
    assert!(
        law("result = true", "operation", "approved = 2024-03-01", "issued = 2024-06-01").finds("fact-missing", "p")
    );
    let both = "result = \"fail\"\n[[evidence]]\nkind = \"proof\"\nref = \"2\"\nresult = \"pass\"";
    assert_eq!(verdict("result = true", both), Some("met"), "the best counts");
}

#[test]
fn only_those_may_issue_it_whom_its_kind_takes() {
    let kind = "issuers = [\"quality-supervision\", \"公安机关\"]";
    assert_eq!(verdict(kind, "by = \"unit\""), Some("invalid"));
    assert_eq!(verdict(kind, "by = \"公安机关\""), Some("met"));
    assert_eq!(verdict(kind, "issued = 2024-06-01"), Some("met"));
    assert!(law(kind, "operation", "approved = 2024-03-01", "issued = 2024-06-01").finds("fact-missing", "p"));
    assert_eq!(verdict("", "by = \"unit\""), Some("met"), "a kind without issuers takes any");
}

#[test]
fn a_paper_made_after_its_gate_is_a_warning_and_holds_nobody() {
    let of = |issued: &str| law("", "approval", "approved = 2024-03-01", &format!("issued = {issued}"));
    assert_eq!(of("2024-03-01").audit().verdict("proof"), Some("met"), "the gate's own day is in time");
    assert!(!of("2024-03-01").finds("evidence-invalid", "p"));
    let late = of("2026-03-01");
    assert_eq!((late.audit().verdict("proof"), late.audit().gate), (Some("met"), Gate::Pass));
    assert!(late.finds("evidence-invalid", "p"));
    // At operation a paper counts from its own day.
    let running = law("", "operation", "approved = 2024-03-01\noperating = 2024-09-01", "issued = 2026-03-01");
    assert!(!running.finds("evidence-invalid", "p"));
    let catalogue = law(
        "before = \"approval\"",
        "acceptance",
        "approved = 2024-03-01\naccepted = 2025-03-01",
        "issued = 2024-09-01",
    );
    assert!(catalogue.finds("evidence-invalid", "p"), "its kind is made before an earlier gate");
}

#[test]
fn a_paper_made_too_early_is_none() {
    let of = |issued: &str| {
        let paper = format!("issued = {issued}");
        law("after = \"construction\"", "operation", "approved = 2024-03-01\nstarted = 2024-05-01", &paper)
            .audit()
            .verdict("proof")
    };
    assert_eq!(of("2024-04-30"), Some("invalid"));
    assert_eq!(of("2024-05-01"), Some("met"));
}

#[test]
fn expiry_after_a_gate_that_is_passed_once_does_not_matter() {
    let of = |gate: &str, expires: &str| {
        law("", gate, "approved = 2024-03-01", &format!("issued = 2024-01-01\nexpires = {expires}"))
            .audit()
            .verdict("proof")
    };
    assert_eq!(of("approval", "2024-12-31"), Some("met"));
    assert_eq!(of("approval", "2024-02-28"), Some("expired"), "it had run out before");
    assert_eq!(of("operation", "2024-12-31"), Some("expired"), "a lasting duty");
}

fn two_projects(agency: &str, p: &str, q: &str) -> (Told, Told) {
    let project =
        |more: &str| format!("jurisdiction = \"430100\"\nstage = \"operation\"\napproved = 2024-03-01\n{more}");
    let law = Law::new()
        .policy("c", "430100", "", "subject = \"project\"\ngate = \"approval\"\nrequires = [\"proof\"]\n")
        .proof("of = \"agency\"")
        .file("agencies/unit.toml", &format!("name = \"unit\"\njurisdiction = \"430100\"\n{agency}"));
    (law.clone().project(&project(p)).audit(), law.project(&project(q)).audit())
}

#[test]
fn a_fact_about_an_agency_gives_all_its_projects_one_answer() {
    let paper = "[[evidence]]\nkind = \"proof\"\nref = \"1\"\nissued = 2024-02-01\n";
    let (p, q) = two_projects("", paper, "");
    assert_eq!((p.verdict("proof"), q.verdict("proof")), (Some("missing"), Some("missing")));
    let (p, q) = two_projects(paper, "", "");
    assert_eq!((p.verdict("proof"), q.verdict("proof")), (Some("met"), Some("met")));
    let law = Law::new()
        .policy("c", "430100", "", "subject = \"project\"\ngate = \"approval\"\nrequires = [\"proof\"]\n")
        .proof("of = \"agency\"")
        .running("430100", paper);
    assert!(law.finds("evidence-invalid", "p"), "it is told where it belongs");
}

#[test]
fn who_took_over_answers_for_the_projects_of_who_is_gone() {
    let law = Law::new()
        .policy("c", "430100", "", "subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\n")
        .proof("of = \"agency\"")
        .file(
            "agencies/unit.toml",
            "name = \"旧局\"\njurisdiction = \"430100\"\nuntil = 2025-01-01\nsucceeded_by = [\"new\"]\n",
        )
        .file(
            "agencies/new.toml",
            "name = \"新局\"\njurisdiction = \"430100\"\n[[evidence]]\nkind = \"proof\"\nref = \"1\"\n",
        )
        .running("430100", "");
    assert_eq!(law.audit().verdict("proof"), Some("met"));
    assert_eq!(law.audit_on("2024-12-31").verdict("proof"), Some("missing"), "not yet");
}

/// A kind that measures of a city and of its district share, each with its own organ.
fn shared(policy: &str, project: &str, by: &str) -> Law {
    let district = "name = \"区数据资源中心\"\njurisdiction = \"430102\"\nnames = [{ name = \"区电子政务中心\", until = 2020-01-01 }]\n";
    let clause = "subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\n";
    let paper = format!("[[evidence]]\nkind = \"proof\"\nref = \"1\"\nissued = 2024-05-01\nby = \"{by}\"\n");
    Law::new()
        .file("agencies/district-centre.toml", district)
        .policy("c", policy, "reach = \"own\"", clause)
        .proof("issuers = [\"data-committee\", \"district-centre\", \"区数据资源中心\"]")
        .running(project, &paper)
}

#[test]
fn an_organ_issues_papers_for_the_measure_of_its_own_government() {
    let verdict = |policy: &str, by: &str| shared(policy, policy, by).audit().verdict("proof");
    assert_eq!(verdict("430100", "data-committee"), Some("met"));
    for name in ["district-centre", "区数据资源中心", "区电子政务中心"] {
        assert_eq!(verdict("430100", name), Some("invalid"), "the district's {name} does not excuse in the city");
        assert_eq!(verdict("430102", name), Some("met"), "{name}");
    }
    assert_eq!(verdict("430102", "data-committee"), Some("invalid"), "nor the city's, where the district has its own");
    assert_eq!(verdict("430103", "data-committee"), Some("met"), "a district without one is served by its city's");
    assert_eq!(verdict("430103", "district-centre"), Some("invalid"), "and never by its neighbour's");
}

#[test]
fn the_shipped_exemption_of_a_district_does_not_count_in_the_city() {
    let verdict = |by: &str| {
        let organ = |name: &str, at: &str| format!("name = \"{name}\"\njurisdiction = \"{at}\"\n");
        let paper = format!(
            "traits = [\"mobile\"]\nmlps_level = 2\n[[evidence]]\nkind = \"cloud-exemption\"\nref = \"1\"\nissued = 2024-01-05\nby = \"{by}\"\n"
        );
        Law::new()
            .shipped("changsha-cloud-2018")
            .file("agencies/data-committee.toml", &organ("长沙市数据资源管理委员会", "430100"))
            .file("agencies/furong-data-centre.toml", &organ("芙蓉区数据资源中心", "430102"))
            .baseline("")
            .running("430100", &paper)
            .audit()
            .verdict("cloud-exemption")
    };
    assert_eq!(verdict("长沙市数据资源管理委员会"), Some("met"));
    assert_eq!(verdict("芙蓉区数据资源中心"), Some("invalid"));
    assert_eq!(verdict("furong-data-centre"), Some("invalid"));
}
