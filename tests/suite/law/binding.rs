//! What binds whom: reach, scope, listing, numbers.

use mulu_core::audit::Gate;

use super::Law;

const CLOUD: &str = "traits = [\"cloud\"]\nmlps_level = 2\n";
const MANDATE: &str = "subject = \"project\"\ngate = \"operation\"\nmandates = [\"GB/T 22239-2008\"]\n";
const LISTED: &str =
    "[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"mandatory\"\nmandated_by = [\"c#1\"]\n";

#[test]
fn a_measure_of_a_citys_own_bodies_does_not_bind_its_districts() {
    for listing in ["", LISTED, &format!("{LISTED}applies_to = [\"cloud\"]\n")] {
        let law = |head: &str, at: &str| {
            Law::new().policy("c", "430100", head, MANDATE).baseline(listing).running(at, CLOUD).audit()
        };
        assert_eq!(law("reach = \"own\"", "430104").verdict("gb-t-22239-2019"), None, "{listing}");
        assert_eq!(law("reach = \"own\"", "430100").verdict("gb-t-22239-2019"), Some("missing"), "{listing}");
        assert_eq!(law("reach = \"below\"", "430104").verdict("gb-t-22239-2019"), Some("missing"), "{listing}");
        assert_eq!(law("", "430104").verdict("gb-t-22239-2019"), Some("missing"), "below is the default: {listing}");
        assert_eq!(law("", "430400").verdict("gb-t-22239-2019"), None, "another city: {listing}");
    }
}

#[test]
fn a_clause_may_reach_further_or_less_far_than_its_measure() {
    let law = |head: &str, clause: &str, at: &str| {
        let law = Law::new().policy("c", "430100", head, &format!("{MANDATE}{clause}")).baseline("");
        law.running(at, CLOUD).audit().verdict("gb-t-22239-2019")
    };
    assert_eq!(law("reach = \"own\"", "reach = \"below\"", "430104"), Some("missing"));
    assert_eq!(law("reach = \"below\"", "reach = \"own\"", "430104"), None);
}

#[test]
fn the_scope_of_a_measure_holds_for_every_clause() {
    let law = |project: &str| {
        let law =
            Law::new().policy("c", "430100", "when = \"!classified\"", &format!("{MANDATE}requires = [\"proof\"]\n"));
        law.proof("").baseline(LISTED).running("430100", project).audit()
    };
    assert!(law("classified = true").asked_by("c").is_empty());
    assert_eq!(law("classified = false").asked_by("c"), ["gb-t-22239-2019", "proof"]);
    assert_eq!(law("").asked_by("c").len(), 2, "what is not said to be classified is not");
}

#[test]
fn a_listing_neither_widens_nor_narrows_a_mandate() {
    let law = |clause: &str, listing: &str, project: &str| {
        let law = Law::new().policy("c", "430100", "", &format!("{MANDATE}{clause}")).baseline(listing);
        law.running("430100", project).audit().verdict("gb-t-22239-2019")
    };
    let level_three = "when = \"mlps_level >= 3\"\n";
    assert_eq!(law(level_three, LISTED, "mlps_level = 2"), None, "for level 3 only");
    assert_eq!(law(level_three, LISTED, "mlps_level = 3"), Some("missing"));
    let narrower = format!("{LISTED}applies_to = [\"mobile\"]\n");
    assert_eq!(law("", &narrower, "traits = [\"cloud\"]"), Some("missing"));
    assert_eq!(law("", "[catalogue]\nstatus = \"proposed\"\n", ""), Some("missing"), "and need not be listed");
}

#[test]
fn a_district_does_not_mandate_for_its_city() {
    let law = Law::new().policy("d", "430102", "", "subject = \"project\"\nmandates = [\"GB/T 22239-2019\"]\n");
    let law = law.baseline(&LISTED.replace("c#1", "d#1"));
    assert_eq!(law.clone().running("430100", "").audit().verdict("gb-t-22239-2019"), None);
    assert_eq!(law.running("430102", "").audit().verdict("gb-t-22239-2019"), Some("missing"));
}

#[test]
fn a_mandatory_standard_binds_where_the_office_says_that_it_applies() {
    let law = |number: &str, entry: &str, at: &str| Law::new().standard(number, entry).running(at, "").audit();
    let everyone = "[catalogue]\nstatus = \"collected\"\napplies_to = [\"*\"]\n";
    for (number, id) in [("GA 1800.5-2021", "ga-1800.5-2021"), ("GB 18030-2022", "gb-18030-2022")] {
        for at in ["430100", "420000"] {
            let placed = law(number, everyone, at);
            assert_eq!(placed.verdict(id), Some("missing"), "{number}");
            assert_eq!(placed.obligations[0].2, [id], "by its number, and by no local clause");
            let unplaced = law(number, "", at);
            assert_eq!((unplaced.verdict(id), unplaced.gate), (None, Gate::Pass));
            assert_eq!(unplaced.undecided, [id]);
            let excluded = law(number, "[catalogue]\nstatus = \"excluded\"\nreason = \"食品\"\n", at);
            assert_eq!((excluded.verdict(id), excluded.undecided.len()), (None, 0));
        }
    }
    let local = |at: &str| law("DB43 1234-2021", everyone, at).verdict("db43-1234-2021");
    assert_eq!(local("430400"), Some("missing"));
    assert_eq!(local("420000"), None, "of another province");
    assert!(law("DB43 1234-2021", "", "420000").undecided.is_empty());
}

#[test]
fn four_hundred_unplaced_standards_hold_nobody_and_are_one_note() {
    let law = (1..=400).fold(Law::new(), |law, n| law.standard(&format!("GB {}-2021", 10_000 + n), ""));
    let law = law.running("430100", "");
    let audit = law.audit();
    assert_eq!((audit.gate, audit.obligations.len(), audit.undecided.len()), (Gate::Pass, 0, 400));
    assert_eq!(law.findings("applicability-undecided").len(), 1);
}

#[test]
fn an_amendment_of_a_replaced_edition_stops_binding() {
    let everyone = "[catalogue]\nstatus = \"listed\"\nlisted = 2019-12-01\nbinding = \"mandatory\"\n";
    let law = Law::new()
        .standard("GB 32100-2015", everyone)
        .standard("GB 32100-2015/XG1-2016", everyone)
        .running("430100", "[[conformance]]\nstandard = \"GB 32100-2015\"\nstatus = \"met\"\n");
    assert_eq!(law.audit().obligations.len(), 1, "the sheet is part of its edition");
    let law = law.standard("GB 32100-2025", &format!("replaces = [\"GB 32100-2015\"]\n{everyone}"));
    let ids: Vec<String> = law.audit().obligations.into_iter().map(|(id, ..)| id).collect();
    assert_eq!(ids, ["gb-32100-2025"]);
}

#[test]
fn what_is_listed_and_recommended_is_for_major_projects_to_explain() {
    let listed = "[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"recommended\"\n";
    let law = |project: &str, at: &str| Law::new().standard("GB/T 36903-2018", listed).running(at, project).audit();
    let major = law("major = true", "430100");
    assert_eq!((major.gate, major.verdict("gb-t-36903-2018")), (Gate::Pass, None));
    assert_eq!(major.recommended, [("gb-t-36903-2018".to_owned(), None)]);
    let said = "major = true\n[[conformance]]\nstandard = \"GB/T 36903-2018\"\nstatus = \"not-applicable\"\nreason = \"无此业务\"\n";
    assert_eq!(law(said, "430100").recommended[0].1, Some("not-applicable"));
    assert!(law("", "430100").recommended.is_empty());
    assert!(law("major = true", "420000").recommended.is_empty(), "the listing is the city's own");
}

#[test]
fn guidance_never_binds_whatever_a_clause_says() {
    let mandate = "subject = \"project\"\nmandates = [\"GB/Z 1-2020\"]\n";
    let law = Law::new().policy("c", "430100", "", mandate).standard("GB/Z 1-2020", "").running("430100", "");
    assert!(law.audit().obligations.is_empty());
}

#[test]
fn a_project_without_a_jurisdiction_is_where_its_agency_is() {
    let law = Law::new().policy("c", "430100", "reach = \"own\"", MANDATE).baseline("");
    let law = law.project("stage = \"operation\"\napproved = 2024-03-01\n");
    assert_eq!(law.audit().verdict("gb-t-22239-2019"), Some("missing"));
}

#[test]
fn the_shipped_measures_ask_nothing_of_those_whom_they_do_not_mean() {
    let asked = |policy: &str, project: &str| {
        Law::new().shipped(policy).baseline("").project(project).audit().asked_by(policy).len()
    };
    let of =
        |at: &str, more: &str| format!("jurisdiction = \"{at}\"\nstage = \"operation\"\napproved = 2024-03-01\n{more}");
    assert_eq!(asked("changsha-cloud-2018", &of("430104", CLOUD)), 0, "a district");
    assert_eq!(asked("changsha-cloud-2018", &of("430100", &format!("classified = true\n{CLOUD}"))), 0, "classified");
    assert_eq!(asked("furong-cloud-2019", &of("430102", &format!("classified = true\n{CLOUD}"))), 0, "classified");
    assert!(asked("changsha-cloud-2018", &of("430100", CLOUD)) > 0);
    let verdict = |policy: &str, project: &str, evidence: &str| {
        Law::new().shipped(policy).baseline("").project(project).audit().verdict(evidence)
    };
    let secret = |at: &str| of(at, "classified = true\nmlps_level = 2\ntraits = [\"data-sharing\"]\n");
    assert_eq!(verdict("changsha-sharing-2018", &secret("430100"), "resource-catalogue-registered"), None);
    assert_eq!(verdict("hubei-projects-2018", &secret("420000"), "sharing-platform-access"), None);
    assert_eq!(verdict("hubei-projects-2018", &secret("420000"), "mlps-filing"), None);
    assert_eq!(verdict("luohe-egov-2019", &secret("411100"), "sharing-platform-access"), None);
    let commercial = of("430400", "traits = [\"data-sharing\", \"commercial-secrets\"]\nmlps_level = 2\n");
    assert!(verdict("hengyang-sharing-2013", &commercial, "confidentiality-agreement").is_some());
}
