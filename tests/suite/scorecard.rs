//! The yearly scorecard and the fan-out of a standard's end, on a registry written here, with pinned days.

use mulu_core::audit::{Audits, Gate};
use mulu_core::facts::FanOut;
use mulu_core::message::Lang;
use mulu_core::registry::Registry;
use mulu_core::scorecard::Scorecard;

use crate::harness::DAY;
use crate::harness::in_memory::{day, memory};
use crate::harness::registry::Registry as Folder;

const FILES: [(&str, &str); 6] = [
    (
        "book.toml",
        "[book]\ntitle = \"目录\"\n[catalogue]\njurisdiction = \"430100\"\n[roles]\nreview = [\"authority\"]\n",
    ),
    (
        "standards/national/gb-t-1-2010.md",
        "+++\nnumber = \"GB/T 1-2010\"\ntitle = \"甲\"\nissued = 2010-01-01\neffective = 2010-06-01\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-10\nbinding = \"recommended\"\n\n[[review]]\ndate = 2023-01-10\nconclusion = \"continue\"\nby = \"office\"\nreason = \"适用\"\n\n[[review]]\ndate = 2026-01-20\nconclusion = \"continue\"\nby = \"office\"\nreason = \"适用\"\n+++\n",
    ),
    (
        "standards/national/gb-t-2-2010.md",
        "+++\nnumber = \"GB/T 2-2010\"\ntitle = \"乙\"\nissued = 2010-01-01\neffective = 2010-06-01\n+++\n",
    ),
    (
        "standards/national/gb-t-2-2024.md",
        "+++\nnumber = \"GB/T 2-2024\"\ntitle = \"乙\"\nissued = 2024-01-01\neffective = 2024-06-01\nreplaces = [\"GB/T 2-2010\"]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2023-02-01\nbinding = \"recommended\"\n+++\n",
    ),
    (
        "policies/measure.md",
        "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\nissued = 2018-01-01\neffective = 2018-02-01\n\n[[clause]]\nid = \"9\"\ntext = \"备案\"\nsubject = \"agency\"\nenforced_by = [\"adoption-not-filed\"]\n\n[[clause]]\nid = \"40\"\ntext = \"执行\"\nsubject = \"project\"\nmandates = [\"GB/T 2-2010\"]\n+++\n",
    ),
    (
        "projects/p.toml",
        "name = \"项目\"\nagency = \"user\"\njurisdiction = \"430100\"\nstage = \"operation\"\n\n[[conformance]]\nstandard = \"GB/T 2-2010\"\nstatus = \"met\"\n\n[[order]]\nissued = 2026-01-05\ndeadline = 2026-03-01\nabout = \"改甲\"\nclosed = 2026-02-28\n\n[[order]]\nissued = 2026-01-05\ndeadline = 2026-03-01\nabout = \"改乙\"\n",
    ),
];

const AGENCIES: [(&str, &str); 3] = [
    ("agencies/idle.toml", "name = \"闲\"\njurisdiction = \"430100\"\n"),
    ("agencies/office.toml", "name = \"办\"\njurisdiction = \"430100\"\nroles = [\"authority\"]\n"),
    (
        "agencies/user.toml",
        "name = \"用\"\njurisdiction = \"430102\"\n\n[[adoption]]\nstandard = \"GB/T 1-2010\"\nstatus = \"implemented\"\nsince = 2026-01-01\nfiled = 2026-01-31\n\n[[adoption]]\nstandard = \"GB/T 2-2010\"\nstatus = \"implementing\"\nsince = 2026-06-01\n\n[[adoption]]\nstandard = \"GB/T 2\"\nstatus = \"planned\"\n\n[[training]]\ndate = 2026-05-01\nstandards = [\"GB/T 1-2010\"]\nattendance = 40\n",
    ),
];

fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.into_iter().chain(AGENCIES)
}

fn registry() -> Registry {
    Registry::load(&memory(files())).unwrap()
}

fn run(arguments: &[&str]) -> (String, i32) {
    let folder = files().fold(Folder::bare(), |folder, (path, text)| folder.file(path, text));
    let ran = folder.mulu(["--as-of", DAY, "--lang", "en", "--color", "never"].iter().chain(arguments));
    (ran.out, ran.code)
}

#[test]
fn the_table_is_this() {
    let (text, code) = run(&["scorecard", "--year", "2026"]);
    let expected = "\
Implementation of standards, 2026 (2026-01-01 to 2026-11-21)
id      score         filings  reviews  projects  orders  training  resources  limits  name
idle    not assessed  —        —        —         —       —         —          —       闲
office  0.0           —        0/2      —         —       —         —          —       办
user    50.0          1/2      —        0/1       1/2     1/1       —          —       用
score = 100 × the mean of the measures, each done ÷ to be done; a measure with nothing to be done is left out, and an agency without any is not assessed
office: review in time (2 late or overdue): GB/T 1-2010、GB/T 2-2024
user: file adopted standards (1 not filed): GB/T 2-2010 (measure#9)
user: complete what projects lack (1 on hold): 项目
user: close orders in time (1 late or open): 改乙

office 0.0
  reviews 0/2
    ✗ GB/T 1-2010  standards/national/gb-t-1-2010.md  2026-01-10 → 2026-01-20
    ✗ GB/T 2-2024  standards/national/gb-t-2-2024.md  2026-02-01 → —

user 50.0
  filings 1/2
    filed in the year 1: GB/T 1-2010
    days from use to filing, median 30: GB/T 1-2010
    days from use to filing, longest 30: GB/T 1-2010
    ✓ GB/T 1-2010  agencies/user.toml [[adoption]] 1  2026-01-01 → 2026-01-31
    ✗ GB/T 2-2010  agencies/user.toml [[adoption]] 2  2026-06-01 → —
  projects 0/1
    ✗ 项目  projects/p.toml  — → —
  orders 1/2
    ✓ 改甲  projects/p.toml [[order]] 1  2026-03-01 → 2026-02-28
    ✗ 改乙  projects/p.toml [[order]] 2  2026-03-01 → —
  training 1/1
    trainings 1: GB/T 1-2010
    attendance 40: GB/T 1-2010
    standards in use that were covered 1: GB/T 1-2010
    ✓ GB/T 1-2010  agencies/user.toml [[training]] 1  — → 2026-05-01
";
    assert_eq!((text.as_str(), code), (expected, 0));
}

#[test]
fn an_unknown_agency_is_refused() {
    assert_eq!(run(&["scorecard", "--agency", "nobody"]), (String::new(), 2));
}

#[test]
fn csv_has_a_line_for_each_measure() {
    let (text, _) = run(&["scorecard", "--year", "2026", "--agency", "user", "--format", "csv"]);
    let expected = "\u{feff}year,from,to,agency,name,score,measure,met,of,clause,suggestion\r
2026,2026-01-01,2026-11-21,user,用,50.0,filings,1,2,measure#9,file adopted standards (1 not filed): GB/T 2-2010\r
2026,2026-01-01,2026-11-21,user,用,50.0,reviews,,,,\r
2026,2026-01-01,2026-11-21,user,用,50.0,projects,0,1,,complete what projects lack (1 on hold): 项目\r
2026,2026-01-01,2026-11-21,user,用,50.0,orders,1,2,,close orders in time (1 late or open): 改乙\r
2026,2026-01-01,2026-11-21,user,用,50.0,training,1,1,,\r
2026,2026-01-01,2026-11-21,user,用,50.0,sharing,,,,\r
2026,2026-01-01,2026-11-21,user,用,50.0,procedures,,,,\r
";
    assert_eq!(text, expected);
}

#[test]
fn markdown_shows_the_records_behind_each_figure() {
    let (text, _) = run(&["scorecard", "--year", "2026", "--agency", "user", "--format", "markdown"]);
    let (_, user) = text.split_once("## 用\n").unwrap();
    let expected = "
100 × (1/2 + 0/1 + 1/2 + 1/1) ÷ 4 = 50.0

- filings: 1/2 (adopted standards filed by the end ÷ adopted standards in use)
  - filed in the year: 1
  - days from use to filing, median: 30
  - days from use to filing, longest: 30
  - ✓ GB/T 1-2010 `agencies/user.toml` 2026-01-01 → 2026-01-31
  - ✗ GB/T 2-2010 `agencies/user.toml` 2026-06-01 → —
- projects: 0/1 (projects that pass at the end ÷ projects that can be assessed)
  - ✗ 项目 `projects/p.toml` — → —
- orders: 1/2 (orders closed in time ÷ orders due in the year or overdue when it began)
  - ✓ 改甲 `projects/p.toml` 2026-03-01 → 2026-02-28
  - ✗ 改乙 `projects/p.toml` 2026-03-01 → —
- training: 1/1 (1 if a training was held in the year, else 0; not for agencies with neither standards in use nor projects)
  - trainings: 1
  - attendance: 40
  - standards in use that were covered: 1
  - ✓ GB/T 1-2010 `agencies/user.toml` — → 2026-05-01

To improve: file adopted standards (1 not filed): GB/T 2-2010 (`measure#9`)

To improve: complete what projects lack (1 on hold): 项目

To improve: close orders in time (1 late or open): 改乙
";
    assert_eq!(user, expected);
}

#[test]
fn a_year_that_has_not_begun_assesses_nobody() {
    let scorecard = Scorecard::of(&registry(), 2027, day("2026-11-21"), Lang::En);
    assert!(scorecard.agencies.iter().all(|agency| agency.score.is_none() && agency.suggestions.is_empty()));
}

#[test]
fn a_past_year_ends_on_its_last_day() {
    let scorecard = Scorecard::of(&registry(), 2025, day("2026-11-21"), Lang::En);
    assert_eq!((scorecard.from, scorecard.to), (day("2025-01-01"), day("2025-12-31")));
    let user = scorecard.agencies.iter().find(|agency| agency.id == "user").unwrap();
    // Nothing was in use yet, no order was due, nobody was trained; how far the project had come is not written down.
    assert_eq!((user.score, user.formula.as_deref()), (Some(0.0), Some("100 × (0/1) ÷ 1")));
}

#[test]
fn a_past_year_is_judged_by_how_far_projects_had_come_then() {
    let of = |days: &str| {
        let dated = files().map(|(path, text)| {
            (path, text.replace("stage = \"operation\"\n", &format!("stage = \"operation\"\n{days}")))
        });
        let registry = Registry::load(&memory(dated)).unwrap();
        let scorecard = Scorecard::of(&registry, 2025, day("2026-11-21"), Lang::En);
        let user = scorecard.agencies.iter().find(|agency| agency.id == "user").unwrap();
        let projects = user.measures.iter().find(|measure| measure.id == "projects").unwrap();
        (projects.met, projects.of)
    };
    assert_eq!(of("operating = 2024-01-01\n"), (0, 1), "it ran already, on an edition that was replaced");
    assert_eq!(
        of("approved = 2026-02-01\noperating = 2026-06-01\naccepted = 2026-05-01\nstarted = 2026-03-01\n"),
        (1, 1),
        "it was being planned"
    );
}

#[test]
fn agencies_of_another_government_are_not_assessed() {
    let elsewhere =
        files().map(|(path, text)| (path, text.replace("jurisdiction = \"430102\"", "jurisdiction = \"420000\"")));
    let registry = Registry::load(&memory(elsewhere)).unwrap();
    let scorecard = Scorecard::of(&registry, 2026, day("2026-11-21"), Lang::En);
    let user = scorecard.agencies.iter().find(|agency| agency.id == "user").unwrap();
    assert!(user.score.is_none() && user.measures.is_empty());
}

#[test]
fn projects_count_as_the_audit_has_them() {
    let registry = registry();
    let on = day("2026-11-21");
    let scorecard = Scorecard::of(&registry, 2026, on, Lang::En);
    let user = scorecard.agencies.iter().find(|agency| agency.id == "user").unwrap();
    let projects = user.measures.iter().find(|measure| measure.id == "projects").unwrap();
    assert_eq!(Audits::of(&registry, on).project(0).gate(), Gate::Hold);
    assert_eq!((projects.met, projects.of, projects.short[0].file.as_str()), (0, 1, "projects/p.toml"));
}

#[test]
fn who_is_concerned_by_a_replaced_standard() {
    let registry = registry();
    let on = day("2026-11-21");
    let old = registry.find_standard("GB/T 2-2010", on).unwrap();
    let found = FanOut::of(&registry, old, on).unwrap();
    let ids = |all: &[mulu_core::facts::Concerned]| {
        all.iter().map(|one| format!("{} {}", one.id, one.cited_as)).collect::<Vec<_>>()
    };
    assert_eq!((found.because, found.since), ("replaced", Some(day("2024-06-01"))));
    assert_eq!(ids(&found.agencies), ["user GB/T 2-2010"]);
    assert_eq!(ids(&found.projects), ["p GB/T 2-2010"]);
    assert_eq!(ids(&found.clauses), ["measure#40 GB/T 2-2010"]);
    assert_eq!(FanOut::of(&registry, old, day("2024-05-31")), None);
    let new = registry.find_standard("GB/T 2-2024", on).unwrap();
    assert_eq!(FanOut::of(&registry, new, on), None);
}

#[test]
fn show_names_whom_it_concerns() {
    let (text, _) = run(&["show", "GB/T 2-2010"]);
    let expected = "\
GB/T 2-2010  乙
  level         national
  nature        recommended
  status        replaced by GB/T 2-2024 on 2024-06-01
  issued        2010-01-01
  effective     2010-06-01
  binding       none: replaced
  review        none: no longer in force, so no review is due
  cited by      measure#40, which still cites GB/T 2-2010
  filed by      user
  projects      p
  replaced for  user  用  GB/T 2-2010  agencies/user.toml
  replaced for  p  项目  GB/T 2-2010  projects/p.toml
  replaced for  measure#40  办法  GB/T 2-2010  policies/measure.md
  file          standards/national/gb-t-2-2010.md
";
    assert_eq!(text, expected);
}

#[test]
fn a_government_is_assessed_by_its_own_measures_and_in_nothing_else() {
    let order = "\n[[order]]\nissued = 2026-01-05\ndeadline = 2026-03-01\nabout = \"目录\"\n";
    let steps = "\n[[clause]]\nid = \"20\"\ntext = \"授权\"\nsubject = \"procedure\"\n\n[[clause.step]]\nid = \"authorisation\"\n\
                 from = \"received\"\nto = \"authorised\"\nwithin = \"10 working days\"\nby = \"agency\"\n";
    let policy = |expires: &str| {
        format!(
            "+++\ntitle = \"省办法\"\njurisdiction = \"420000\"\nissued = 2018-01-01\neffective = 2018-02-01\n{expires}\n\
             [[clause]]\nid = \"28\"\ntext = \"考核\"\nsubject = \"procedure\"\nassesses = [\"orders\", \"procedures\"]\n{steps}+++\n"
        )
    };
    let cases = "[[case]]\nprocedure = \"province#20\"\nref = \"1\"\nagency = \"there\"\nreceived = 2026-04-10\nauthorised = 2026-04-23\n\n\
                 [[case]]\nprocedure = \"province#20\"\nref = \"2\"\nagency = \"there\"\nreceived = 2026-04-10\nauthorised = 2026-04-28\n";
    let there: &str = format!("name = \"省局\"\njurisdiction = \"420000\"\n{order}").leak();
    let of = |expires: &str| {
        let policy: &str = policy(expires).leak();
        let added = [("policies/province.md", policy), ("agencies/there.toml", there), ("cases/2026.toml", cases)];
        let registry = Registry::load(&memory(files().chain(added))).unwrap();
        Scorecard::of(&registry, 2026, day("2026-11-21"), Lang::En)
    };
    let scorecard = of("");
    let there_now = scorecard.agencies.iter().find(|agency| agency.id == "there").unwrap();
    let shares: Vec<(&str, usize, usize)> =
        there_now.measures.iter().filter(|one| one.of > 0).map(|one| (one.id, one.met, one.of)).collect();
    assert_eq!(shares, [("orders", 0, 1), ("procedures", 1, 2)]);
    assert_eq!(there_now.score, Some(25.0));
    let [government] = &scorecard.governments[..] else { panic!("{:?}", scorecard.governments) };
    assert_eq!((government.jurisdiction.as_str(), government.assessed, government.score), ("420000", 1, Some(25.0)));
    assert_eq!(government.clauses, ["province#28"]);
    // A measure that lapsed has nobody assessed.
    let lapsed = of("expires = 2025-12-31");
    assert!(lapsed.governments.is_empty());
    assert!(lapsed.agencies.iter().all(|agency| agency.id != "there" || agency.score.is_none()));
}

/// Two agencies that became one: what was to be done by the end of the year is the successor's, and each standard, project and training
/// counts once.
#[test]
fn a_successor_answers_for_what_it_took_over_and_each_duty_counts_once() {
    let old = "name = \"旧\"\njurisdiction = \"430100\"\nroles = [\"authority\"]\nuntil = 2026-06-01\nsucceeded_by = [\"heir\"]\n\n\
        [[adoption]]\nstandard = \"GB/T 1-2010\"\nstatus = \"implemented\"\nsince = 2026-01-01\n\n\
        [[adoption]]\nstandard = \"GB/T 2-2010\"\nstatus = \"implemented\"\nsince = 2026-01-01\n\n\
        [[training]]\ndate = 2026-03-01\nstandards = [\"GB/T 1-2010\"]\nattendance = 4\n";
    let heir = "name = \"新\"\njurisdiction = \"430100\"\nroles = [\"authority\"]\n\n\
        [[adoption]]\nstandard = \"GB/T 1-2010\"\nstatus = \"implemented\"\nsince = 2026-01-01\nfiled = 2026-07-01\n";
    let files = FILES.into_iter().chain([("agencies/heir.toml", heir), ("agencies/old.toml", old)]);
    let moved = files.map(|(path, text): (&str, &str)| (path, text.replace("agency = \"user\"", "agency = \"old\"")));
    let moved: Vec<(&str, String)> = moved.collect();
    let registry = Registry::load(&memory(moved.iter().map(|(path, text)| (*path, text.as_str())))).unwrap();
    let measures = |day: &str, id: &str| {
        let scorecard = Scorecard::of(&registry, 2026, day.parse().unwrap(), Lang::En);
        let agency = scorecard.agencies.into_iter().find(|agency| agency.id == id).unwrap();
        let of = |measure: &str| {
            agency.measures.iter().find(|own| own.id == measure).map(|own| (own.met, own.of)).unwrap_or_default()
        };
        ["filings", "reviews", "projects", "orders", "training"].map(of)
    };
    // Before the merger, each for itself.
    assert_eq!(measures("2026-05-31", "old")[0], (0, 2));
    assert_eq!(measures("2026-05-31", "heir")[0], (0, 1));
    // After it, the successor for both.
    assert_eq!(measures("2026-11-21", "old"), [(0, 0); 5]);
    assert_eq!(measures("2026-11-21", "heir"), [(1, 2), (0, 1), (0, 1), (1, 2), (1, 1)]);
}
