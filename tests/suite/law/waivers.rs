//! Who may excuse from what, transitions, orders, and what follows.

use mulu_core::audit::Gate;

use super::{Law, Told};

const ORGANS: &str = "[organs]\napproves = \"data-committee\"\n";

fn waiver(what: &str, by: &str) -> String {
    format!(
        "[[waiver]]\n{what}\nreason = \"特殊原因\"\napproved_by = \"{by}\"\napproved = 2026-01-01\nuntil = 2026-12-31\n"
    )
}

fn of_clause(clause: &str, by: &str) -> Told {
    let clause = format!("subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\n{clause}");
    let law = Law::new().policy("c", "430100", ORGANS, &clause).proof("");
    law.running("430100", &waiver("clause = \"c#1\"", by)).audit()
}

#[test]
fn a_clause_is_waived_only_by_the_organ_that_it_names() {
    let told = of_clause("", "data-committee");
    assert_eq!((told.verdict("proof"), told.refused), (Some("missing"), vec!["no-exception"]));
    let named = "approved_by = \"approves\"\n";
    assert_eq!(of_clause(named, "data-committee").verdict("proof"), Some("waived"));
    assert_eq!(of_clause(named, "data-authority").refused, ["other-organ"], "whatever its roles");
    assert_eq!(
        of_clause("approved_by = \"quality-supervision\"\n", "quality-supervision").verdict("proof"),
        Some("waived")
    );
    let refused = of_clause(&format!("{named}waivable = false\n"), "data-committee");
    assert_eq!((refused.verdict("proof"), refused.refused), (Some("missing"), vec!["no-exception"]));
}

#[test]
fn who_took_over_from_the_organ_may_excuse() {
    let clause = "subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\napproved_by = \"approves\"\n";
    let law = Law::new()
        .policy("c", "430100", ORGANS, clause)
        .proof("")
        .file(
            "agencies/data-committee.toml",
            "name = \"委员会\"\njurisdiction = \"430100\"\nuntil = 2024-03-31\nsucceeded_by = [\"bureau\"]\n",
        )
        .file("agencies/bureau.toml", "name = \"数据局\"\njurisdiction = \"430100\"\n")
        .running("430100", &waiver("clause = \"c#1\"", "bureau"));
    assert_eq!(law.audit().verdict("proof"), Some("waived"));
}

fn of_standard(number: &str, entry: &str, clause: &str, by: &str) -> Told {
    let clause = format!("subject = \"project\"\nmandates = [\"GB/T 22239-2019\"]\n{clause}");
    let law = Law::new().policy("c", "430100", ORGANS, &clause).baseline("");
    let law = if number.starts_with("GB/T") { law } else { law.standard(number, entry) };
    law.running("430100", &waiver(&format!("standard = \"{number}\""), by)).audit()
}

#[test]
fn nobody_waives_a_standard_that_is_mandatory_by_its_number() {
    let everyone = "[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"mandatory\"\n";
    for (number, id) in
        [("GB 18030-2022", "gb-18030-2022"), ("GA 1277-2020", "ga-1277-2020"), ("DB43 1-2020", "db43-1-2020")]
    {
        let told = of_standard(number, everyone, "", "data-committee");
        assert_eq!((told.verdict(id), told.refused), (Some("missing"), vec!["mandatory-standard"]), "{number}");
    }
}

#[test]
fn a_recommended_standard_is_waived_by_a_role_unless_its_clause_says_otherwise() {
    let of = |clause: &str, by: &str| of_standard("GB/T 22239-2019", "", clause, by);
    assert_eq!(of("", "data-authority").verdict("gb-t-22239-2019"), Some("waived"));
    assert_eq!(of("", "quality-supervision").refused, ["no-role"]);
    assert_eq!(of("approved_by = \"approves\"\n", "data-authority").refused, ["other-organ"]);
    assert_eq!(of("approved_by = \"approves\"\n", "data-committee").verdict("gb-t-22239-2019"), Some("waived"));
    assert_eq!(of("waivable = false\n", "data-committee").refused, ["no-exception"]);
}

#[test]
fn a_refused_waiver_is_a_finding_and_refused_on_the_page_too() {
    let clause = "subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\n";
    let law = Law::new().policy("c", "430100", "", clause).proof("");
    let law = law.running("430100", &waiver("clause = \"c#1\"", "data-committee"));
    assert_eq!(law.findings("waiver-not-allowed"), [("p".to_owned(), Some("c#1".to_owned()))]);
}

#[test]
fn a_mandatory_standard_has_no_transition() {
    let everyone = "[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"mandatory\"\n";
    let of = |old: &str, new: &str, policy: Law| {
        let standard = |number: &str, effective: &str, more: &str| {
            format!(
                "+++\nnumber = \"{number}\"\ntitle = \"标准\"\nissued = 2016-01-01\neffective = {effective}\n{more}+++\n"
            )
        };
        let law = policy.file("standards/national/old.md", &standard(old, "2016-06-01", "")).file(
            "standards/national/new.md",
            &standard(new, "2026-06-01", &format!("replaces = [\"{old}\"]\n{everyone}")),
        );
        let said = format!("[[conformance]]\nstandard = \"{old}\"\nstatus = \"met\"\n");
        law.running("430100", &said).audit().obligations.first().map(|(_, verdict, _)| *verdict)
    };
    assert_eq!(of("GB 1-2016", "GB 1-2025", Law::new()), Some("superseded"));
    let mandate = "subject = \"project\"\nmandates = [\"GB/T 1\"]\n";
    assert_eq!(
        of("GB/T 1-2016", "GB/T 1-2025", Law::new().policy("c", "430100", "", mandate)),
        Some("met"),
        "for a year"
    );
}

fn order(more: &str) -> String {
    format!("[[order]]\nissued = 2026-01-01\nabout = \"整改\"\n{more}\n")
}

#[test]
fn an_order_cites_the_clause_under_which_it_was_given_or_none() {
    let watched = "subject = \"project\"\nenforced_by = [\"order-overdue\"]\n";
    let law = |order: &str, at: &str| {
        let law = Law::new().policy("a-cloud", "430100", "", watched).policy("s", "430100", "", watched);
        law.running(at, order).findings("order-overdue")
    };
    let overdue = order("deadline = 2026-03-01");
    assert_eq!(law(&overdue, "430100"), [("p".to_owned(), None)]);
    let under = order("deadline = 2026-03-01\nclause = \"s#1\"");
    assert_eq!(law(&under, "430100"), [("p".to_owned(), Some("s#1".to_owned()))]);
    assert_eq!(law(&under, "411100"), [("p".to_owned(), None)], "another government's clause is never cited");
}

#[test]
fn an_order_about_a_high_risk_holds_at_once() {
    let gate = |more: &str| Law::new().running("430100", &order(more)).audit().gate;
    assert_eq!(gate("deadline = 2027-03-01"), Gate::Pass);
    assert_eq!(gate("deadline = 2027-03-01\nrisk = \"high\""), Gate::Hold);
    assert_eq!(gate("deadline = 2027-03-01\nrisk = \"low\""), Gate::Pass);
    assert_eq!(gate("deadline = 2027-03-01\nrisk = \"high\"\nclosed = 2026-05-01"), Gate::Pass);
    assert_eq!(gate("deadline = 2026-11-21"), Gate::Pass, "its last day");
    assert_eq!(gate("deadline = 2026-11-20"), Gate::Hold);
    let agency = format!("name = \"unit\"\njurisdiction = \"430100\"\n{}", order("deadline = 2026-03-01"));
    let law = Law::new().file("agencies/unit.toml", &agency).running("430100", "");
    assert!(law.finds("order-overdue", "unit"), "agencies are ordered too");
    assert_eq!(law.audit().gate, Gate::Pass);
}

#[test]
fn only_a_clause_that_says_so_holds_anything_back() {
    let sanction =
        "sanction = \"不予安排项目建设和运维经费\"\nwithholds = [\"construction-funds\", \"operation-funds\"]\n";
    let law = |head: &str, clause: &str, project: &str| {
        let clause = format!("subject = \"project\"\ngate = \"acceptance\"\n{clause}");
        let law = Law::new().policy("s", "430100", head, &clause).proof("");
        let everyone = "[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"mandatory\"\n";
        law.standard("GB 18030-2022", everyone).project(project).audit().withheld
    };
    let at = |stage: &str, code: &str, more: &str| {
        format!("jurisdiction = \"{code}\"\nstage = \"{stage}\"\napproved = 2024-03-01\n{more}")
    };
    let standards = format!("when = \"major\"\nenforced_by = [\"mandatory-standard-missing\"]\n{sanction}");
    let funds = |what: &[&'static str]| what.iter().map(|what| (*what, "s#1".to_owned())).collect::<Vec<_>>();
    assert_eq!(law("", &standards, &at("operation", "430100", "major = true")), funds(&["operation-funds"]));
    assert_eq!(
        law("", &standards, &at("construction", "430100", "major = true")),
        funds(&["construction-funds", "operation-funds"])
    );
    assert!(law("", &standards, &at("operation", "430100", "")).is_empty(), "its condition does not hold");
    assert!(law("", &standards, &at("operation", "411100", "major = true")).is_empty(), "another government");
    assert!(law("reach = \"own\"", &standards, &at("operation", "430104", "major = true")).is_empty(), "a district");
    assert!(law("expires = 2020-01-01", &standards, &at("operation", "430100", "major = true")).is_empty(), "lapsed");
    let paper = format!("requires = [\"proof\"]\n{sanction}");
    assert_eq!(law("", &paper, &at("operation", "430100", "")), funds(&["operation-funds"]));
    let shown = at("operation", "430100", "[[evidence]]\nkind = \"proof\"\nref = \"1\"\n");
    assert!(law("", &paper, &shown).is_empty(), "what it asks for is there");
}
