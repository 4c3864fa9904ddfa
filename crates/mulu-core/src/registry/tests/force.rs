//! Why a standard binds, how topics are covered, what reviews oblige to.

use super::super::{Force, ForceReason, TopicState};
use super::{Fixture, day};
use crate::day::Status;
use crate::model::PolicyStatus;
use crate::number::Level;

const TODAY: &str = "2026-11-21";

fn listed(binding: &str, more: &str) -> String {
    format!("[catalogue]\nstatus = \"listed\"\nlisted = 2020-02-01\nbinding = \"{binding}\"\n{more}")
}

/// The force of one standard with these lines, and why; clause 40 mandates some of them.
fn force(number: &str, lines: &str, on: &str) -> (Force, ForceReason) {
    let clause = "jurisdiction = \"430100\"\nexpires = 2026-12-31\n
        [[clause]]\nid = \"40\"\ntext = \"示例\"\nsubject = \"project\"\n\
        mandates = [\"GB/T 22239-2019\", \"GA/Z 1360-2018\"]\nmandates_where = 'form == \"guidance\"'";
    let registry = Fixture::default().policy("cloud", clause).dated(number, "2020-01-01", "2020-02-01", lines).load();
    let found = registry.binding(registry.at(number), day(on));
    assert_eq!(found.binds(), found.force == Force::Mandatory);
    (found.force, found.because)
}

#[test]
fn a_mandatory_number_binds_whom_the_office_says_it_concerns() {
    let (national, industry) = (Some(Level::National), Some(Level::Industry));
    let unplaced = |level| (Force::Undecided, ForceReason::Unplaced(level));
    let placed = |level| (Force::Mandatory, ForceReason::Number(level));
    assert_eq!(force("GB 18030-2022", &listed("mandatory", ""), TODAY), placed(national));
    assert_eq!(force("GB 18030-2022", &listed("recommended", ""), TODAY), placed(national));
    assert_eq!(force("GB 18030-2022", "", TODAY), unplaced(national));
    assert_eq!(force("GA 1277-2020", "", TODAY), unplaced(industry));
    let scope = "[catalogue]\nstatus = \"collected\"\napplies_to = [\"*\"]";
    assert_eq!(force("GA 1277-2020", scope, TODAY), placed(industry));
    let condition = "[catalogue]\nstatus = \"collected\"\nwhen = \"mlps_level >= 3\"";
    assert_eq!(force("GB 18030-2022", condition, TODAY), placed(national));
    let collected = "[catalogue]\nstatus = \"collected\"";
    assert_eq!(force("GB 18030-2022", collected, TODAY), unplaced(national));
    let excluded = "[catalogue]\nstatus = \"excluded\"\nreason = \"食品\"";
    assert_eq!(force("GB 18030-2022", excluded, TODAY), (Force::None, ForceReason::Excluded));
}

#[test]
fn a_recommended_standard_binds_by_a_clause_in_force_and_by_no_listing() {
    let clauses = || ForceReason::Clauses(vec![("cloud#40".to_owned(), Some(day("2018-06-12")))]);
    for lines in ["", &listed("recommended", ""), &listed("mandatory", "mandated_by = [\"cloud#40\"]")] {
        assert_eq!(force("GB/T 22239-2019", lines, TODAY), (Force::Mandatory, clauses()), "{lines}");
        assert_eq!(force("GB/T 22239-2019", lines, "2026-12-31"), (Force::Mandatory, clauses()), "{lines}");
    }
    let mandated = listed("mandatory", "mandated_by = [\"cloud#40\"]");
    assert_eq!(force("GB/T 22239-2019", &mandated, "2027-01-01"), (Force::Recommended, ForceReason::NoMandate));
    // The clause says nothing of this one, whatever the listing says of the clause.
    assert_eq!(force("GB/T 22240-2020", &mandated, TODAY), (Force::Recommended, ForceReason::NoMandate));
    assert_eq!(force("GB/T 22240-2020", &listed("recommended", ""), TODAY), (Force::Recommended, ForceReason::Listed));
    assert_eq!(force("GB/T 22240-2020", "", TODAY), (Force::None, ForceReason::NotListed));
}

#[test]
fn guidance_never_binds() {
    let mandated = listed("mandatory", "mandated_by = [\"cloud#40\"]");
    assert_eq!(force("GA/Z 1360-2018", &mandated, TODAY), (Force::Guidance, ForceReason::Guidance));
    let municipal = format!("form = \"guidance\"\n{mandated}");
    assert_eq!(force("示例 1-2020", &municipal, TODAY), (Force::Guidance, ForceReason::Guidance));
}

#[test]
fn an_open_mandate_means_the_documents_that_it_describes() {
    let policy = |jurisdiction: &str| {
        format!(
            "jurisdiction = \"{jurisdiction}\"\n[[clause]]\nid = \"20\"\ntext = \"示例\"\nsubject = \"project\"\n\
             mandates_where = '\"cloud.platform\" in classes && form == \"specification\"'"
        )
    };
    let of = |jurisdiction: &str, lines: &str| {
        let registry = Fixture::default()
            .file("book.toml", "[catalogue]\njurisdiction = \"430100\"")
            .policy("cloud", &policy(jurisdiction))
            .dated("示例 1-2020", "2020-01-01", "2020-02-01", lines)
            .load();
        registry.binding(registry.at("示例 1-2020"), day(TODAY)).force
    };
    let meant = "classes = [\"cloud.platform\"]\nform = \"specification\"";
    assert_eq!(of("430100", meant), Force::Mandatory);
    assert_eq!(of("430100", "classes = [\"cloud.platform\"]\nform = \"guidance\""), Force::None);
    assert_eq!(of("430100", "form = \"specification\""), Force::None);
    assert_eq!(of("430102", meant), Force::None, "a district that speaks of specifications means its own");
}

#[test]
fn an_amendment_sheet_is_part_of_its_edition() {
    let registry = |more: &str| {
        let start = Fixture::default()
            .dated("GB 32100-2015", "2015-10-01", "2015-10-01", &listed("mandatory", ""))
            .dated("GB 32100-2015/XG1-2016", "2016-10-01", "2016-10-01", "");
        let fixture =
            if more.is_empty() { start } else { start.dated("GB 32100-2025", "2025-01-01", "2025-06-01", more) };
        fixture.load()
    };
    let of = |registry: &crate::registry::Registry| {
        let sheet = registry.at("GB 32100-2015/XG1-2016");
        (
            registry.status(sheet, day(TODAY)),
            registry.binding(sheet, day(TODAY)).force,
            registry.next_review(sheet, day(TODAY)).is_ok(),
        )
    };
    assert_eq!(of(&registry("")), (Status::Current, Force::Mandatory, false));
    let replaced = registry("replaces = [\"GB 32100-2015\"]");
    assert_eq!(of(&replaced), (Status::Replaced, Force::None, false));
    let newest = replaced.in_force(&crate::number::Number::parse("GB 32100"), day(TODAY));
    assert_eq!(newest, [replaced.at("GB 32100-2025")]);
}

#[test]
fn what_is_not_in_force_binds_nobody() {
    let mandatory = listed("mandatory", "");
    let because = |on| force("GB 18030-2022", &mandatory, on);
    assert_eq!(because("2019-12-31"), (Force::None, ForceReason::NotInForce(Status::Draft)));
    assert_eq!(because("2020-01-31"), (Force::None, ForceReason::NotInForce(Status::Upcoming)));
    let withdrawn = format!("withdrawn = 2026-01-01\n{mandatory}");
    assert_eq!(force("GB 18030-2022", &withdrawn, TODAY), (Force::None, ForceReason::NotInForce(Status::Withdrawn)));
}

#[test]
fn delisting_ends_the_listing_on_its_day() {
    let delisted = "[catalogue]\nstatus = \"delisted\"\nlisted = 2020-02-01\ndelisted = 2026-01-01";
    assert_eq!(force("GB/T 22240-2020", delisted, "2025-12-31"), (Force::Recommended, ForceReason::Listed));
    assert_eq!(force("GB/T 22240-2020", delisted, "2026-01-01"), (Force::None, ForceReason::NotListed));
}

#[test]
fn a_policy_is_in_force_from_its_first_day_to_its_last() {
    let registry = Fixture::default()
        .policy("term", "jurisdiction = \"430100\"\nexpires = 2021-04-30")
        .policy("repealed", "jurisdiction = \"430100\"\nrepealed = 2021-04-30")
        .load();
    let standing = |id, on| registry.policies[registry.policy(id).unwrap()].standing(day(on));
    assert_eq!(standing("term", "2018-06-11"), PolicyStatus::Pending);
    assert_eq!(standing("term", "2018-06-12"), PolicyStatus::InForce);
    assert_eq!(standing("term", "2021-04-30"), PolicyStatus::InForce);
    assert_eq!(standing("term", "2021-05-01"), PolicyStatus::Expired);
    assert_eq!(standing("repealed", "2021-04-29"), PolicyStatus::InForce);
    assert_eq!(standing("repealed", "2021-04-30"), PolicyStatus::Repealed);
}

#[test]
fn a_rule_stands_for_the_clause_of_its_own_jurisdiction() {
    let policy = |code: &str| {
        format!(
            "jurisdiction = \"{code}\"\n[[clause]]\nid = \"20\"\ntext = \"示例\"\nsubject = \"standard\"\n\
             enforced_by = [\"review-overdue\"]"
        )
    };
    let behind = |home: &str, policies: &[(&str, &str)]| {
        let book = format!("[catalogue]\njurisdiction = \"{home}\"");
        let start = Fixture::default().file("book.toml", &book);
        let fixture = policies.iter().fold(start, |fixture, (id, code)| fixture.policy(id, &policy(code)));
        fixture.load().clause_enforced("review-overdue", Some(home), day(TODAY))
    };
    let both = [("a-hubei", "420000"), ("b-hunan", "430000")];
    assert_eq!(behind("430100", &both).as_deref(), Some("b-hunan#20"), "the province holds for its city");
    assert_eq!(behind("420100", &both).as_deref(), Some("a-hubei#20"));
    let district = [("a-furong", "430102"), ("b-changsha", "430100")];
    assert_eq!(behind("430100", &district).as_deref(), Some("b-changsha#20"), "a district does not hold for its city");
    assert_eq!(behind("110000", &[]), None);
    assert_eq!(behind("110000", &both), None, "another government's clause is never cited");
    let several = [("a-changsha", "430100"), ("b-changsha", "430100")];
    assert_eq!(behind("430100", &several), None, "where several would serve none does");
    let own = [("a-furong", "430102"), ("b-changsha", "430100")];
    assert_eq!(behind("430102", &own).as_deref(), Some("a-furong#20"), "its own before the city's");
}

/// How the one topic of a registry is covered.
fn covered(fixture: Fixture, on: &str) -> TopicState {
    let taxonomy = "[[class]]\nid = \"general.security\"\ntitle = \"信息安全标准\"\ngroup = \"general\"\n
        [[class.topic]]\nid = \"mlps\"\ntitle = \"等级保护\"";
    let registry = fixture.file("standards/taxonomy.toml", taxonomy).load();
    let coverage = registry.coverage(day(on));
    assert_eq!(coverage.len(), 1);
    assert_eq!(coverage[0].standards.is_empty(), coverage[0].state == TopicState::Gap);
    coverage[0].state
}

#[test]
fn a_topic_is_covered_by_the_best_that_there_is() {
    let topic = "topics = [\"mlps\"]\n";
    let national = |lines: &str| {
        Fixture::default().dated("GB/T 22239-2019", "2020-01-01", "2020-02-01", &format!("{topic}{lines}"))
    };
    let municipal = || Fixture::default().dated("示例 1-2020", "2020-01-01", "2020-02-01", topic);
    let recommended = listed("recommended", "");
    assert_eq!(covered(Fixture::default(), TODAY), TopicState::Gap);
    assert_eq!(covered(national(""), TODAY), TopicState::Unadopted, "known, but not listed");
    let excluded = national("[catalogue]\nstatus = \"excluded\"\nreason = \"不适用\"");
    assert_eq!(covered(excluded, TODAY), TopicState::Gap, "the office said that it does not apply");
    let city = || Fixture::default().file("book.toml", "[catalogue]\njurisdiction = \"430100\"");
    let local = |number| city().dated(number, "2020-01-01", "2020-02-01", topic);
    assert_eq!(covered(local("DB43/T 1234-2020"), TODAY), TopicState::Unadopted, "of the province");
    assert_eq!(covered(local("DB41/T 1234-2020"), TODAY), TopicState::Gap, "of another province");
    assert_eq!(covered(national(&recommended), TODAY), TopicState::Adopt);
    assert_eq!(covered(municipal(), TODAY), TopicState::Done);
    assert_eq!(covered(municipal(), "2019-06-01"), TopicState::InProgress);
    assert_eq!(covered(municipal(), "2020-01-15"), TopicState::InProgress, "issued, not effective");
    let international = format!("{topic}{recommended}");
    let iso = Fixture::default().dated("ISO/IEC 27001:2022", "2020-01-01", "2020-02-01", &international);
    assert_eq!(covered(iso, TODAY), TopicState::Done);
    let both = national(&recommended).dated("示例 1-2020", "2020-01-01", "2020-02-01", topic);
    assert_eq!(covered(both, TODAY), TopicState::Adopt);
}

#[test]
fn a_conclusion_opens_a_duty_until_it_is_done() {
    let review = |conclusion: &str, more: &str| {
        format!("[[review]]\ndate = 2022-11-20\nconclusion = \"{conclusion}\"\nby = \"office\"\n{more}")
    };
    let registry = |lines: &str| Fixture::default().dated("示例 1-2020", "2020-01-01", "2020-02-01", lines).load();
    let revise = registry(&review("revise", ""));
    assert_eq!(revise.revision_due(0, day(TODAY)).unwrap().due, day("2023-11-20"));
    assert_eq!(revise.revision_due(0, day("2022-11-19")), None, "not concluded yet");
    assert_eq!(revise.abolition_due(0, day(TODAY)), None);
    let abolish = registry(&review("abolish", "due = 2022-12-31"));
    assert_eq!(abolish.abolition_due(0, day(TODAY)).unwrap().due, day("2022-12-31"));
    let done = registry(&format!("withdrawn = 2022-12-01\n{}", review("abolish", "")));
    assert_eq!(done.abolition_due(0, day("2022-11-30")).unwrap().due, day("2023-02-20"));
    assert_eq!(done.abolition_due(0, day("2022-12-01")), None);
    let revised = Fixture::default()
        .dated("示例 1-2020", "2020-01-01", "2020-02-01", &review("revise", ""))
        .dated("示例 1-2023", "2023-06-01", "2023-12-01", "replaces = [\"示例 1-2020\"]")
        .load();
    assert!(revised.revision_due(0, day("2023-05-31")).is_some());
    assert_eq!(revised.revision_due(0, day("2023-06-01")), None, "issued is enough");
}
