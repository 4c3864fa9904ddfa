//! What `check` says, and whose clause it cites.

use super::Law;
use crate::harness::in_memory::day;

const RECOMMENDED: &str = "[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"recommended\"\n";

fn municipal(law: Law, id: &str, lines: &str) -> Law {
    let text = format!(
        "+++\ntitle = \"长沙市某规范\"\nissued = 2018-09-01\neffective = 2018-10-01\nform = \"specification\"\n\
         source = [{{ title = \"测试\", checked = 2026-11-21 }}]\n{lines}\n+++\n"
    );
    law.file(&format!("standards/municipal/{id}.md"), &text)
}

#[test]
fn a_filing_is_asked_of_the_citys_own_units_for_standards_of_the_state() {
    let adoption =
        |number: &str| format!("[[adoption]]\nstandard = \"{number}\"\nstatus = \"implemented\"\nsince = 2024-01-01\n");
    let law = |at: &str, number: &str| {
        let clause = "subject = \"agency\"\nenforced_by = [\"adoption-not-filed\"]\n";
        let law = Law::new().policy("s", "430100", "", clause).standard(number, RECOMMENDED);
        law.file("agencies/unit.toml", &format!("name = \"u\"\njurisdiction = \"{at}\"\n{}", adoption(number)))
    };
    assert_eq!(
        law("430100", "GB/T 22239-2019").findings("adoption-not-filed"),
        [("unit".to_owned(), Some("s#1".to_owned()))]
    );
    for at in ["420000", "430400", "430102"] {
        assert!(law(at, "GB/T 22239-2019").findings("adoption-not-filed").is_empty(), "{at}");
    }
    assert!(law("430100", "ISO/IEC 27001:2022").findings("adoption-not-filed").is_empty());
}

#[test]
fn a_withdrawn_standard_is_no_longer_implemented() {
    let law = Law::new().standard("GB/T 1234-2009", "withdrawn = 2020-01-01").file(
        "agencies/unit.toml",
        "name = \"u\"\njurisdiction = \"430100\"\n[[adoption]]\nstandard = \"GB/T 1234-2009\"\nstatus = \"implemented\"\nsince = 2024-01-01\nfiled = 2024-02-01\n",
    );
    assert!(law.finds("adoption-superseded", "unit"));
}

#[test]
fn what_makes_a_standard_mandatory_must_speak_of_it() {
    let entry = RECOMMENDED.replace("recommended", "mandatory") + "mandated_by = [\"d#1\"]\n";
    let law = |clause: &str| Law::new().policy("d", "430100", "", clause).standard("GB/T 22239-2019", &entry);
    assert!(law("subject = \"agency\"\n").finds("unmandated-binding", "gb-t-22239-2019"));
    assert!(
        !law("subject = \"project\"\nmandates = [\"GB/T 22239-2019\"]\n")
            .finds("unmandated-binding", "gb-t-22239-2019")
    );
    let open = "subject = \"project\"\nmandates_where = '\"general.security\" in classes'\n";
    assert!(!law(open).finds("unmandated-binding", "gb-t-22239-2019"));
}

#[test]
fn a_security_document_of_the_city_is_followed_not_recommended() {
    let law = |class: &str, form: &str| {
        let lines = format!("classes = [\"{class}\"]\n{RECOMMENDED}");
        let law = municipal(Law::new(), "city-sec", &lines);
        let (path, text) = law.files.last().cloned().unwrap();
        law.file(&path, &text.replace("\"specification\"", &format!("\"{form}\""))).finds("nature-mismatch", "city-sec")
    };
    assert!(law("general.security", "specification"));
    assert!(!law("general.security", "guidance"));
    assert!(!law("general.support", "specification"));
}

#[test]
fn a_mandatory_standard_is_cited_by_nobodys_local_clause() {
    let clause = "subject = \"standard\"\nenforced_by = [\"mandatory-standard-missing\"]\n";
    let everyone = RECOMMENDED.replace("recommended", "mandatory");
    for at in ["411100", "430100"] {
        let law = Law::new().policy("s", "430100", "", clause).standard("GB 18030-2022", &everyone).running(at, "");
        assert_eq!(law.findings("mandatory-standard-missing"), [("p".to_owned(), None)], "{at}");
    }
}

#[test]
fn a_length_that_no_measure_names_is_no_measures() {
    let clause = "subject = \"procedure\"\nenforced_by = [\"consultation-too-short\", \"revision-overdue\"]\n";
    let drafting = "[drafting]\napplication = 2018-01-05\napproval = 2018-02-05\ndrafting = 2018-03-05\nconsultation = 2018-04-01\nconsultation_until = 2018-04-20\nevaluation = 2018-05-01\npublication = 2018-09-01\n";
    let review =
        "[[review]]\ndate = 2022-11-20\nconclusion = \"revise\"\nby = \"data-authority\"\nreason = \"条文过时\"\n";
    let law = municipal(Law::new().policy("s", "430100", "", clause), "city-x", &format!("{review}\n{drafting}"));
    assert_eq!(law.findings("consultation-too-short"), [("city-x".to_owned(), None)]);
    assert_eq!(law.findings("revision-overdue"), [("city-x".to_owned(), None)]);
}

#[test]
fn a_revised_reference_makes_a_review_due() {
    let reviewed = |on: &str| {
        format!(
            "references = [\"GB/T 22239-2008\"]\n[[review]]\ndate = {on}\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"仍适用\"\n"
        )
    };
    let overdue = |lines: &str, on: &str| {
        let law = municipal(Law::new().baseline(""), "city-m", lines);
        law.findings_on("review-overdue", on).iter().any(|(record, _)| record == "city-m")
    };
    // Replaced on 2019-12-01, to be reviewed within six months.
    assert!(overdue(&reviewed("2018-12-01"), "2020-07-01"));
    assert!(!overdue(&reviewed("2018-12-01"), "2020-06-01"), "the due day is in time");
    assert!(!overdue(&reviewed("2019-12-15"), "2020-07-01"), "a review after the revision settles it");
    assert!(!overdue(&reviewed("2018-12-01").replace("2008", "2019"), "2020-07-01"), "what is in force is no reason");
    let law = municipal(Law::new().baseline(""), "city-m", &reviewed("2018-12-01"));
    let quick =
        law.clone().file("book.toml", &super::BOOK.replace("[review]\n", "[review]\ntrigger-within = \"P1M\"\n"));
    assert!(!quick.findings_on("review-overdue", "2020-01-02").is_empty());
}

#[test]
fn a_new_domestic_standard_on_its_topic_is_a_reason_to_review_a_document_of_the_city() {
    let law = municipal(Law::new().baseline(""), "city-m", "topics = [\"mlps-baseline\"]\n");
    assert!(law.findings_on("review-overdue", "2020-07-01").iter().any(|(record, _)| record == "city-m"));
    let other = municipal(Law::new().baseline(""), "city-m", "topics = [\"charset\"]\n");
    assert!(other.findings_on("review-overdue", "2020-07-01").is_empty());
}

#[test]
fn a_document_of_the_city_where_a_domestic_standard_exists_overlaps() {
    let law = |listing: &str| {
        let law = municipal(Law::new().baseline(listing), "city-mlps", "topics = [\"mlps-baseline\"]\n");
        law.finds("overlapping-standards", "city-mlps")
    };
    assert!(law(RECOMMENDED));
    assert!(law(&format!("{RECOMMENDED}applies_to = [\"cloud\"]\n")), "both can hold for one project");
    assert!(!law(""), "it is not listed");
}

#[test]
fn an_international_document_waits_for_no_listing_of_the_domestic_one() {
    let law = Law::new()
        .standard("GB/T 22080-2016", "topics = [\"isms\"]\n")
        .standard("ISO/IEC 27001:2022", &format!("topics = [\"isms\"]\n{RECOMMENDED}"));
    assert_eq!(law.findings("international-before-domestic").len(), 1);
    let foreign = Law::new()
        .standard("DB11/T 1-2016", "topics = [\"isms\"]\n")
        .standard("ISO/IEC 27001:2022", &format!("topics = [\"isms\"]\n{RECOMMENDED}"));
    assert!(foreign.findings("international-before-domestic").is_empty(), "a local standard of elsewhere");
}

#[test]
fn each_government_is_cited_for_its_own_records() {
    let watched = |rule: &str| format!("subject = \"standard\"\nenforced_by = [\"{rule}\"]\n");
    let listed = "[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-01\nbinding = \"recommended\"\n";
    let law = |home: &str, policy: &str, review: &str| {
        let book = super::BOOK.replace("jurisdiction = \"430100\"", &format!("jurisdiction = \"{home}\""));
        let book = book.replace("[review]\n", &format!("[review]\n{review}"));
        let law = Law::new().file("book.toml", &book).policy("s", policy, "", &watched("review-overdue"));
        law.standard("GB/T 1-2019", listed).findings("review-overdue").remove(0).1
    };
    assert_eq!(law("430100", "430100", "").as_deref(), Some("s#1"));
    assert_eq!(law("430100", "430000", "").as_deref(), Some("s#1"), "the province's reaches the city");
    assert_eq!(law("430400", "430100", ""), None);
    assert_eq!(law("430100", "430100", "clause = \"s#1\"\n").as_deref(), Some("s#1"));
    assert_eq!(law("430400", "430100", "clause = \"s#1\"\n"), None, "another city's, whatever the configuration says");
}

#[test]
fn a_clause_proves_itself() {
    let example = |at: &str, expect: &str| {
        format!(
            "[[clause.example]]\nsays = \"…\"\nproject = {{ jurisdiction = \"{at}\", mlps_level = 2 }}\nexpect = \"{expect}\"\n"
        )
    };
    let law = |examples: &str| {
        let clause = format!(
            "subject = \"project\"\ngate = \"construction\"\nwhen = \"mlps_level >= 2\"\nrequires = [\"proof\"]\n{examples}"
        );
        Law::new().policy("c", "430100", "reach = \"own\"", &clause).proof("").findings("clause-example-fails").len()
    };
    assert_eq!(law(&(example("430100", "held") + &example("430104", "not-bound") + &example("430100", "missing"))), 0);
    assert_eq!(law(&example("430104", "bound")), 1);
    assert_eq!(law(&example("430100", "met")), 1);
    assert_eq!(law(&example("430100", "held").replace(", mlps_level = 2", "").replace("held", "undecided")), 0);
    let before = example("430100", "not-bound").replace("expect", "day = 2018-06-11\nexpect");
    assert_eq!(law(&before), 0, "the measure was not in force yet");
}

#[test]
fn a_replacement_to_come_is_told_before_it_comes() {
    let law = Law::new().standard("GB/T 1-2019", RECOMMENDED).file(
        "standards/national/gb-t-1-2026.md",
        "+++\nnumber = \"GB/T 1-2026\"\ntitle = \"标准\"\nissued = 2026-08-01\neffective = 2027-02-01\nreplaces = [\"GB/T 1-2019\"]\n+++\n",
    );
    assert!(law.finds("supersession-due-soon", "gb-t-1-2019"));
    assert!(law.findings_on("supersession-due-soon", "2026-08-01").is_empty(), "more than half a year before");
    assert!(law.findings_on("supersession-due-soon", "2027-02-01").is_empty());
    assert_eq!(law.findings_on("listed-superseded", "2027-02-01").len(), 1);
    let registry = law.load();
    let due = |on: &str| {
        let dues = registry.due_within(None, day(on)).into_iter();
        let told = dues.map(|due| format!("{} {} {}", due.task.id(), due.due, due.state.id()));
        told.filter(|told| told.starts_with("supersession")).collect::<Vec<_>>()
    };
    assert_eq!(due("2026-11-21"), ["supersession 2027-02-01 due-soon"]);
    assert!(due("2026-08-01").is_empty() && due("2027-02-01").is_empty(), "as the rule has it");
    let folder = super::whole_site::built(&law);
    for file in ["feeds/reviews.atom", "calendar/reviews.ics", "reviews/index.html", "api/v1/reviews.json"] {
        let text = folder.read(&format!("public/{file}")).replace("\r\n ", "");
        let named = text.contains("GB/T 1-20") || text.contains("gb-t-1-20");
        assert!(named && (text.contains("代替") || text.contains("supersession")), "{file}");
    }
}

#[test]
fn reviews_that_are_alike_are_one() {
    let review = |n: usize, reason: &str, day: usize| {
        (
            format!("GB/T {n}-2019"),
            format!(
                "{RECOMMENDED}[[review]]\ndate = 2026-01-{day:02}\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"{reason}\"\n"
            ),
        )
    };
    let found = |reviews: Vec<(String, String)>| {
        let law = reviews.into_iter().fold(Law::new(), |law, (number, lines)| law.standard(&number, &lines));
        law.findings("bulk-review").len()
    };
    assert_eq!(found((1..=6).map(|n| review(n, "经审查仍然适用", 5)).collect()), 1);
    assert_eq!(found((1..=6).map(|n| review(n, &format!("经审查第{n}项仍然适用"), 5 + n)).collect()), 1, "figures");
    assert_eq!(found((1..=6).map(|n| review(n, ["甲", "乙", "丙", "丁", "戊", "己"][n - 1], 5)).collect()), 0);
    assert_eq!(found((1..=3).map(|n| review(n, "经审查仍然适用", 5)).collect()), 0, "few");
}

#[test]
fn a_listing_that_is_narrower_than_its_clause_misleads() {
    let entry = |scope: &str| RECOMMENDED.replace("recommended", "mandatory") + "mandated_by = [\"d#1\"]\n" + scope;
    let law = |scope: &str| {
        let clause = "subject = \"project\"\nwhen = '\"cloud\" in traits'\nmandates = [\"GB/T 22239-2019\"]\n";
        Law::new()
            .policy("d", "430100", "", clause)
            .standard("GB/T 22239-2019", &entry(scope))
            .finds("unmandated-binding", "gb-t-22239-2019")
    };
    assert!(law("applies_to = [\"mobile\"]\n"));
    assert!(law("when = \"mlps_level >= 3\"\n"));
    assert!(!law("applies_to = [\"cloud\"]\n"), "the same");
    assert!(!law(""), "wider is read as the clause has it");
}

#[test]
fn what_people_enter_does_not_contradict_itself_in_silence() {
    let waiver = |until: &str| {
        let text = format!(
            "[[waiver]]\nclause = \"c#1\"\nreason = \"x\"\napproved_by = \"data-committee\"\napproved = 2026-01-01\nuntil = {until}\n"
        );
        let clause = "subject = \"project\"\napproved_by = \"data-committee\"\nrequires = [\"proof\"]\n";
        Law::new().policy("c", "430100", "", clause).proof("").running("430100", &text)
    };
    assert!(waiver("2025-12-31").finds("contradicting-dates", "p"));
    assert!(!waiver("2026-01-01").finds("contradicting-dates", "p"));
    let draft = |issued: &str| {
        let steps = "[drafting]\napplication = 2026-01-01\npublication = 2026-06-01\n";
        let text = format!("+++\ntitle = \"某规范\"\nform = \"specification\"\n{issued}\n{steps}+++\n");
        Law::new().file("standards/municipal/draft.md", &text)
    };
    assert!(draft("").finds("contradicting-dates", "draft"));
    assert!(!draft("issued = 2026-06-01\n").finds("contradicting-dates", "draft"));
}
