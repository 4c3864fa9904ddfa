//! One small registry for each kind of fault that a tool which speaks of law can make: it binds too many, it reaches back, it believes any
//! paper, it speaks for another government.

use mulu_core::audit::Gate;

use super::Law;

const EVERYBODY: &str =
    "[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"mandatory\"\napplies_to = [\"*\"]\n";

fn waiver(what: &str, approved: &str) -> String {
    format!(
        "[[waiver]]\n{what}\nreason = \"尚在改造\"\napproved_by = \"data-committee\"\napproved = {approved}\nuntil = 2027-06-30\n"
    )
}

fn declared(number: &str) -> String {
    format!("[[conformance]]\nstandard = \"{number}\"\nstatus = \"met\"\nevidence = \"检测报告\"\n")
}

#[test]
fn a_mandatory_local_standard_binds_in_its_own_region_alone() {
    for (number, at, binds) in [
        ("DB43 100-2020", "430100", true),
        ("DB43 100-2020", "430102", true),
        ("DB32 100-2020", "430100", false),
        ("DB4304 100-2020", "430100", false),
        ("DB4304 100-2020", "430400", true),
        ("DB4301 100-2020", "430000", false),
    ] {
        let told = Law::new().standard(number, EVERYBODY).running(at, "").audit();
        assert_eq!(told.obligations.len(), usize::from(binds), "{number} at {at}: {told:?}");
    }
    let refused = Law::new()
        .standard("DB43 100-2020", EVERYBODY)
        .running("430100", &waiver("standard = \"DB43 100-2020\"", "2026-01-01"));
    assert!(refused.finds("waiver-not-allowed", "p"), "nobody excuses from it");
}

#[test]
fn scope_that_turns_on_a_fact_nobody_gave_is_undecided() {
    let by_level = "[catalogue]\nstatus = \"collected\"\nwhen = \"mlps_level >= 3\"\n";
    let law = Law::new().standard("GB 1111-2019", by_level);
    let open = law.clone().running("430100", "").audit();
    assert_eq!((open.verdict("gb-1111-2019"), open.undecided.len()), (None, 1), "{open:?}");
    assert_eq!(open.gate, Gate::Pass, "nobody is held by what is not known");
    let low = law.clone().running("430100", "mlps_level = 2").audit();
    assert!(low.obligations.is_empty() && low.undecided.is_empty(), "{low:?}");
    assert_eq!(
        law.running("420000", "mlps_level = 3").audit().verdict("gb-1111-2019"),
        Some("missing"),
        "a fact anywhere"
    );
}

#[test]
fn districts_are_bound_by_their_own_measures_and_by_those_above_that_reach_them() {
    let clause = "subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\n";
    for (measure, head, at, binds) in [
        ("430102", "", "430102", true),
        ("430102", "", "430104", false),
        ("430102", "", "430100", false),
        ("430100", "reach = \"own\"", "430102", false),
        ("430100", "reach = \"below\"", "430102", true),
        ("430000", "reach = \"below\"", "430102", true),
        ("430000", "reach = \"own\"", "430100", false),
        ("420000", "reach = \"below\"", "430100", false),
    ] {
        let told = Law::new().policy("c", measure, head, clause).proof("").running(at, "").audit();
        assert_eq!(told.obligations.len(), usize::from(binds), "{measure} {head} at {at}");
    }
}

#[test]
fn a_sanction_of_another_government_holds_nothing_back() {
    let clause = "subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\nsanction = \"不予安排运维经费\"\n\
                  withholds = [\"operation-funds\"]\n";
    let own = Law::new().policy("c", "430100", "", clause).proof("");
    assert_eq!(own.running("430100", "").audit().withheld, [("operation-funds", "c#1".to_owned())]);
    let both = Law::new().policy("c", "420000", "", clause).proof("").standard("GB 1111-2019", EVERYBODY);
    let told = both.running("430100", "").audit();
    assert_eq!((told.gate, told.withheld), (Gate::Hold, Vec::new()), "it is held, and nobody says what follows");
}

#[test]
fn what_was_passed_before_the_measure_is_not_asked_for_again() {
    let asked = |gate: &str, more: &str, dates: &str| {
        let clause = format!("subject = \"project\"\ngate = \"{gate}\"\nrequires = [\"proof\"]\n{more}");
        let project = format!("jurisdiction = \"430100\"\nstage = \"operation\"\n{dates}");
        Law::new().policy("c", "430100", "", &clause).proof("").project(&project).audit().verdict("proof")
    };
    assert_eq!(asked("approval", "", "approved = 2015-03-01"), None);
    assert_eq!(asked("approval", "", "approved = 2018-06-12"), Some("missing"), "the first day of the measure");
    assert_eq!(asked("approval", "reaches_back = true", "approved = 2015-03-01"), Some("missing"));
    assert_eq!(asked("acceptance", "", "approved = 2015-03-01\naccepted = 2019-01-01"), Some("missing"));
    assert_eq!(asked("acceptance", "", "approved = 2015-03-01\noperating = 2016-01-01"), None, "it went live before");
    assert_eq!(asked("operation", "lasting = false", "approved = 2015-03-01\noperating = 2016-01-01"), None);
    assert_eq!(
        asked("operation", "", "approved = 2015-03-01\noperating = 2016-01-01"),
        Some("missing"),
        "as long as it runs"
    );
}

/// Of two tests the later counts, and a report does not speak of what came after it.
#[test]
fn a_later_failure_overtakes_and_a_report_ends_where_it_was_written() {
    let law = |kind: &str, gate: &str, papers: &str| {
        let clause = format!("subject = \"project\"\ngate = \"{gate}\"\nrequires = [\"proof\"]\n");
        let dates = "approved = 2024-01-05\naccepted = 2025-01-05\n";
        let project = format!("jurisdiction = \"430100\"\nstage = \"operation\"\n{dates}{papers}");
        Law::new().policy("c", "430100", "", &clause).proof(kind).project(&project).audit().verdict("proof")
    };
    let paper = |lines: &str| format!("[[evidence]]\nkind = \"proof\"\nref = \"1\"\n{lines}\n");
    let test = |day: &str, result: &str| {
        paper(&format!("issued = {day}\nby = \"quality-supervision\"\nresult = \"{result}\""))
    };
    let (kind, passed, failed) = ("result = true\nissuers = [\"quality-supervision\"]", "pass", "fail");
    let in_turn = |gate: &str, first: (&str, &str), second: (&str, &str)| {
        law(kind, gate, &format!("{}{}", test(first.0, first.1), test(second.0, second.1)))
    };
    assert_eq!(in_turn("operation", ("2026-05-01", failed), ("2026-06-01", passed)), Some("met"));
    assert_eq!(in_turn("operation", ("2026-05-01", passed), ("2026-06-01", failed)), Some("invalid"));
    assert_eq!(in_turn("acceptance", ("2024-05-01", passed), ("2024-06-01", failed)), Some("invalid"));
    assert_eq!(in_turn("acceptance", ("2024-05-01", passed), ("2026-06-01", failed)), Some("met"), "after the gate");
    let strangers = test("2026-05-01", passed) + &paper("issued = 2026-06-01\nby = \"unit\"\nresult = \"fail\"");
    assert_eq!(law(kind, "operation", &strangers), Some("met"), "whose papers do not count");

    let trial = |issued: &str| {
        law(
            "at_least = \"P30D\"",
            "operation",
            &paper(&format!("issued = {issued}\nfrom = 2026-05-01\nto = 2026-06-30")),
        )
    };
    assert_eq!(trial("2026-05-11"), Some("invalid"), "ten days were over");
    assert_eq!(trial("2026-05-31"), Some("met"));
}

#[test]
fn a_waiver_holds_from_its_approval_by_the_organ_that_the_clause_names() {
    let clause = "subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\napproved_by = \"approves\"\n";
    let law = Law::new().policy("c", "430100", "[organs]\napproves = \"data-committee\"\n", clause).proof("");
    let verdict = |entry: &str| law.clone().running("430100", entry).audit().verdict("proof");
    assert_eq!(verdict(&waiver("clause = \"c#1\"", "2026-01-01")), Some("waived"));
    assert_eq!(verdict(&waiver("clause = \"c#1\"", "2026-12-01")), Some("missing"), "not approved yet");
    let other = waiver("clause = \"c#1\"", "2026-01-01").replace("data-committee", "data-authority");
    assert_eq!(verdict(&other), Some("missing"), "who may waive standards may not waive this");
    assert!(law.clone().running("430100", &other).finds("waiver-not-allowed", "p"));
}

/// An amendment sheet and a partial revision are their edition: who declares either declares that.
#[test]
fn a_declaration_of_an_amended_edition_is_one_of_the_edition() {
    let part = |number: &str| {
        let text =
            format!("+++\nnumber = \"{number}\"\ntitle = \"标准\"\nissued = 2020-03-30\neffective = 2020-10-01\n+++\n");
        (format!("standards/national/{}.md", mulu_core::number::Number::parse(number).slug()), text)
    };
    for number in ["GB 1111-2019/XG1-2020", "GB 1111-2019（2020年版）"] {
        let (path, text) = part(number);
        let law = Law::new().standard("GB 1111-2019", EVERYBODY).file(&path, &text);
        let plain = law.clone().running("430100", "").audit();
        assert_eq!(plain.obligations.len(), 1, "{number}: {plain:?}");
        for form in ["GB 1111-2019", number] {
            let told = law.clone().running("430100", &declared(form)).audit();
            assert_eq!(told.verdict("gb-1111-2019"), Some("met"), "{number} declared as {form}");
        }
    }
}

#[test]
fn a_review_is_due_for_whatever_became_of_a_reference() {
    let document = |reference: &str, more: &str| {
        let text = format!(
            "+++\ntitle = \"规范\"\nissued = 2024-10-01\neffective = 2024-12-01\nform = \"specification\"\n\
             classes = [\"general.security\"]\nreferences = [\"{reference}\"]\n{more}\n+++\n"
        );
        let old = "+++\nnumber = \"GB/T 5271-2015\"\ntitle = \"词汇\"\nissued = 2015-01-01\neffective = 2015-06-01\n";
        Law::new()
            .file("standards/municipal/m.md", &text)
            .file("standards/national/gb-t-5271-2015.md", &format!("{old}+++\n"))
    };
    let next = "+++\nnumber = \"GB/T 5271-2025\"\ntitle = \"词汇\"\nissued = 2025-01-01\neffective = 2025-06-01\nreplaces = [\"GB/T 5271-2015\"]\n+++\n";
    let revised =
        |reference: &str, more: &str| document(reference, more).file("standards/national/gb-t-5271-2025.md", next);
    assert!(revised("GB/T 5271-2015", "").finds("review-overdue", "m"));
    assert!(revised("GB/T 5271", "").finds("review-overdue", "m"), "undated");
    assert!(!document("GB/T 5271-2015", "").finds("review-overdue", "m"), "nothing became of it");
    let settled =
        "[[review]]\ndate = 2026-01-01\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"已对照新版\"\n";
    assert!(!revised("GB/T 5271-2015", settled).finds("review-overdue", "m"), "a review after it settles it");
    let withdrawn = "+++\nnumber = \"GB/T 5271-2015\"\ntitle = \"词汇\"\nissued = 2015-01-01\neffective = 2015-06-01\nwithdrawn = 2025-01-01\n+++\n";
    let gone = document("GB/T 5271-2015", "").file("standards/national/gb-t-5271-2015.md", withdrawn);
    assert!(gone.finds("review-overdue", "m"), "it was withdrawn without a successor");
}

#[test]
fn an_international_document_gives_way_to_a_domestic_one_that_is_in_force_here() {
    let listed = "[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"recommended\"\n";
    let topic = "topics = [\"mlps-baseline\"]\n";
    let gives_way = |number: &str, lines: &str| {
        let law = Law::new().standard("ISO/IEC 27001:2022", &format!("{topic}{listed}"));
        let law = law.file(
            "standards/taxonomy.toml",
            "[[class]]\nid = \"general.security\"\ntitle = \"信息安全标准\"\ngroup = \"general\"\n[[class.topic]]\nid = \"mlps-baseline\"\ntitle = \"基本要求\"\n",
        );
        !law.standard(number, &format!("{topic}{lines}")).findings("international-before-domestic").is_empty()
    };
    assert!(gives_way("GB/T 22239-2019", ""), "known, though not listed");
    assert!(gives_way("DB43/T 100-2020", ""));
    assert!(!gives_way("DB32/T 100-2020", ""), "another province's");
    assert!(!gives_way("GB/T 22239-2019", "withdrawn = 2024-01-01\n"));
    assert!(!gives_way("GB/T 22239-2019", "withdrawn = \"unknown\"\n"));
}
