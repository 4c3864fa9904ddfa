use super::{ComparedWord, Condition, ConditionNames, DayBounds, Ternary, UnknownFact, UnknownFacts, known_values};
use crate::message::Lang;
use crate::model::{FileId, Project, Stage};

fn problem(text: &str) -> String {
    let parsed = Condition::parse(text, &ConditionNames::of_project());
    parsed.err().map(|problem| problem.message.get(Lang::En).to_owned()).unwrap_or_default()
}

/// Whether a condition holds for a project of the file's few lines.
fn holds(text: &str, project: &str) -> bool {
    let diagnostics = crate::parse::Diagnostics::default();
    let project: Project = crate::parse::project("projects/p.toml", FileId(0), project, &diagnostics);
    let condition = Condition::parse(text, &ConditionNames::of_project()).expect(text);
    answer(&condition, &project, &[]) == Ternary::Yes
}

fn answer(condition: &Condition, project: &Project, days: &[(UnknownFact, DayBounds)]) -> Ternary {
    let at = project.jurisdiction.as_ref().map_or("", |at| at.value.as_str());
    condition.answer(&mut known_values(project, Stage::Approval, at, days.iter().copied()))
}

/// What becomes of a condition over a project that says nothing, with the days that passed and are not known.
fn of_nothing(text: &str, days: &[(UnknownFact, DayBounds)]) -> Ternary {
    let condition = Condition::parse(text, &ConditionNames::of_project()).expect(text);
    answer(&condition, &Project::hypothetical(None), days)
}

#[test]
fn conditions_speak_of_the_nine_variables() {
    let project = "traits = [\"cloud\", \"mobile\"]\nmlps_level = 3\ninvestment = 600.5\nmajor = true\njurisdiction = \"430100\"\nagency = \"a\"\napproved = 2024-03-01\n";
    for text in [
        "\"cloud\" in traits",
        "traits.exists(t, t.startsWith('mob'))",
        "traits.all(t, t in ['cloud', 'mobile'])",
        "mlps_level >= 2 && investment > 600 && investment < 600.75",
        "major && !classified",
        "jurisdiction == \"430100\" && agency != 'b'",
        "approved >= \"2018-06-12\" && approved < '2024-03-02'",
        "stage == 'approval'",
        "size(traits) == 2 && traits.size() > 1",
        "mlps_level == 3 ? major : classified",
        "-1 < mlps_level",
    ] {
        assert!(holds(text, project), "{text}");
    }
}

#[test]
fn what_a_project_does_not_say_is_empty_or_unknown() {
    assert!(holds("approved == \"\" && agency == \"\" && size(traits) == 0 && !major && !classified", ""));
    let level = Ternary::Unknown(UnknownFacts::one(UnknownFact::MlpsLevel));
    for text in
        ["mlps_level >= 2", "mlps_level < 4", "mlps_level == 0", "!(mlps_level in [2, 3])", "major || mlps_level > 2"]
    {
        assert_eq!(of_nothing(text, &[]), level, "{text}");
    }
    let cost = Ternary::Unknown(UnknownFacts::one(UnknownFact::Investment));
    for text in ["investment >= 100", "investment < 100.5 && !major", "investment > 0"] {
        assert_eq!(of_nothing(text, &[]), cost, "{text}");
    }
    let both =
        Ternary::Unknown(UnknownFacts::one(UnknownFact::MlpsLevel).and(UnknownFacts::one(UnknownFact::Investment)));
    assert_eq!(of_nothing("mlps_level >= 2 && investment >= 100", &[]), both);
}

#[test]
fn what_does_not_turn_on_the_unknown_is_known() {
    for (text, expected) in [
        ("major && mlps_level >= 2", Ternary::No),
        ("!major || mlps_level >= 2", Ternary::Yes),
        ("mlps_level > 5", Ternary::No),
        ("investment >= 0", Ternary::Yes),
        ("classified ? mlps_level > 2 : major", Ternary::No),
    ] {
        assert_eq!(of_nothing(text, &[]), expected, "{text}");
    }
    let named = of_nothing("mlps_level >= 2 && (investment > 5 || investment <= 5)", &[]);
    assert_eq!(named, Ternary::Unknown(UnknownFacts::one(UnknownFact::MlpsLevel)), "only what decides is named");
}

#[test]
fn an_unknown_day_lies_where_it_must() {
    let day = |text: &str| text.parse::<crate::day::Day>().expect(text);
    let between = |from: Option<&str>, to: Option<&str>| {
        [(UnknownFact::Approved, DayBounds { from: from.map(day), to: to.map(day) })]
    };
    let old = "approved != \"\" && approved < \"2018-06-12\"";
    assert_eq!(of_nothing(old, &[]), Ternary::No, "not approved yet");
    assert_eq!(of_nothing(old, &between(None, None)), Ternary::Unknown(UnknownFacts::one(UnknownFact::Approved)));
    assert_eq!(of_nothing(old, &between(None, Some("2018-06-11"))), Ternary::Yes);
    assert_eq!(of_nothing(old, &between(Some("2018-06-12"), None)), Ternary::No);
    assert_eq!(
        of_nothing(old, &between(Some("2018-06-11"), Some("2018-06-12"))),
        Ternary::Unknown(UnknownFacts::one(UnknownFact::Approved))
    );
    let parts = of_nothing("approved.startsWith(\"2018\")", &between(None, None));
    assert_eq!(parts, Ternary::Unknown(UnknownFacts::one(UnknownFact::Approved)));
}

#[test]
fn conditions_are_spoken_as_far_as_every_part_has_words() {
    let trait_words = |name: &str, word: &str| {
        (name == "traits" && word == "cloud").then(|| crate::message!("依托政务云", "on the government cloud"))
    };
    let spoken = |text: &str| {
        let condition = Condition::parse(text, &ConditionNames::of_project()).expect(text);
        condition.describe(&trait_words).map(|words| (words.zh, words.en)).unwrap_or_default()
    };
    let (zh, en) = spoken("!classified && \"cloud\" in traits && mlps_level >= 2");
    assert_eq!(zh, "非涉密项目，且具有特征“依托政务云”，且等级保护级别不低于 2");
    assert_eq!(
        en,
        "it is not classified and has the trait “on the government cloud” and its level of classified protection is at least 2"
    );
    let (zh, _) = spoken("major && (approved == \"\" || approved >= \"2018-06-12\")");
    assert_eq!(zh, "重大项目，且（尚未立项或者2018-06-12（含）以后立项）");
    assert_eq!(spoken("jurisdiction == \"430100\"").0, "所在地为长沙市（430100）");
    assert_eq!(spoken("2 <= mlps_level").0, spoken("mlps_level >= 2").0);
    assert_eq!(spoken("traits.exists(t, t == \"cloud\") && major"), Default::default());
}

#[test]
fn faults_say_what_is_wrong() {
    let cases = [
        ("", "cannot be read"),
        ("\"cloud\" in", "cannot be read near character"),
        ("cloud in traits", "names `cloud`, which is not defined"),
        ("mlps_levl > 1", "`mlps_levl`"),
        ("mlps_level", "gives a number"),
        ("'yes'", "gives text"),
        ("traits", "gives a list"),
        ("mlps_level == '3'", "`==`"),
        ("'a' in 'b'", "`in`"),
        ("!mlps_level", "`!`"),
        ("major && agency", "`&&`"),
        ("mlps_level + 1 > 2", "`+` cannot be used"),
        ("agency.matches('(a+)+$')", "`matches` cannot be used"),
        ("traits[0] == 'a'", "cannot be used"),
        ("agency.name == 'a'", "`name`"),
        ("traits.map(t, t) == traits", "`map, filter, exists_one` cannot be used"),
        ("traits.filter(t, true) == traits", "cannot be used"),
        ("traits.exists_one(t, true)", "cannot be used"),
        ("traits.all(a, traits.all(b, a == b))", "cannot lie within each other"),
        ("{'a': 1} == {}", "cannot be used"),
        ("b'a' == b'a'", "cannot be used"),
        ("timestamp('2020-01-01') > timestamp('')", "cannot be used"),
    ];
    for (text, expected) in cases {
        let said = problem(text);
        assert!(said.contains(expected), "{text}: {said}");
    }
}

/// Each of these is refused; none overflows the stack or takes noticeably long.
#[test]
fn hostile_conditions_are_refused() {
    let n = super::LONGEST / 2;
    let list = |word: &str, separator: &str, count: usize| vec![word; count].join(separator);
    let hostile = [
        "(".repeat(n),
        format!("{}true{}", "(".repeat(n - 2), ")".repeat(n - 2)),
        format!("{}true{}", "[".repeat(n - 2), "]".repeat(n - 2)),
        format!("{}mlps_level", "!".repeat(2 * n - 10)),
        format!("{}1", "-".repeat(2 * n - 5)),
        format!("{} > 1", list("1", "+", n - 2)),
        list("1", "<", n),
        format!("a{}", ".a".repeat(n - 1)),
        format!("traits{}", "[0]".repeat(600)),
        format!("{}major", "major?major:".repeat(150)),
        format!("{}major{}", "major?".repeat(150), ":major".repeat(150)),
        format!("{}true{}", "[1,2].all(x,".repeat(20), ")".repeat(20)),
        format!("{}true{}", "traits.all(x,".repeat(30), ")".repeat(30)),
        "@#$%^&*()_+".repeat(180),
        "a b ".repeat(500),
        "\"".repeat(2 * n - 1),
        format!("agency == '{}'", "a".repeat(1 << 20)),
        format!("mlps_level in [{}]", list("1", ",", 1 << 20)),
        "\u{0}\u{202e}".repeat(300),
    ];
    for text in hostile {
        assert!(!problem(&text).is_empty(), "{}", text.chars().take(40).collect::<String>());
    }
}

#[test]
fn long_but_plain_conditions_are_read() {
    let many = vec!["mlps_level == 1"; 100].join(" || ");
    assert_eq!(problem(&many), "");
    let list = format!("mlps_level in [{}]", vec!["1"; 900].join(","));
    assert_eq!(problem(&list), "");
}

#[test]
fn words_are_told_with_their_places() {
    let text = "agency == '局' && \"clod\" in traits || stage in ['oparation', \"a\\\"b\"] || traits.exists(t, t != 'x') \
                || '2020-01-01' <= approved || 1 == mlps_level";
    let condition = Condition::parse(text, &ConditionNames::of_project()).expect(text);
    let said = |compared: &ComparedWord| {
        let at = compared.at.clone().expect("the parser tells the place");
        format!("{} {} {}", compared.name, compared.word, &text[at])
    };
    let expected = [
        "agency 局 '局'",
        "traits clod \"clod\"",
        "stage oparation 'oparation'",
        "stage a\"b \"a\\\"b\"",
        "traits x 'x'",
        "approved 2020-01-01 '2020-01-01'",
    ];
    assert_eq!(condition.compared().iter().map(said).collect::<Vec<_>>(), expected);
}

/// The place in the file, for each form of a TOML string.
#[test]
fn words_are_found_in_every_form_of_string() {
    let forms = [
        ("when = '\"clod\" in traits'", "\"clod\""),
        ("when = \"'局' == agency || 'clod' in traits\"", "'clod'"),
        ("when = \"\\\"clod\\\" in traits\"", "\\\"clod\\\""),
        ("when = '''\nmajor ||\n\"clod\" in traits'''", "\"clod\""),
        ("when = \"\"\"'clod' in traits\"\"\"", "'clod'"),
        ("when = \"\\u0027clod\\u0027 in traits\"", "\"\\u0027clod\\u0027 in traits\""),
    ];
    for (form, expected) in forms {
        let text = format!("+++\n[[clause]]\nid = \"1\"\n{form}\n+++\n");
        let diagnostics = crate::parse::Diagnostics::default();
        let policy = crate::parse::policy("policies/p.md", FileId(0), &text, &diagnostics).expect("a policy");
        let when = policy.clauses[0].when.as_ref().expect("a condition");
        let condition = Condition::parse(when, &ConditionNames::of_project()).expect(form);
        let word = condition.compared().iter().find(|compared| compared.word == "clod").expect(form);
        let span = word.span(when);
        assert_eq!(&text[span.start as usize..span.end as usize], expected, "{form}");
    }
}
