use super::{Compared, Condition, Names, project_values};
use crate::model::{FileId, Project, Stage};
use crate::words::Lang;

fn problem(text: &str) -> String {
    let parsed = Condition::parse(text, &Names::of_project());
    parsed.err().map(|problem| problem.message.get(Lang::En).to_owned()).unwrap_or_default()
}

/// Whether a condition holds for a project of the file's few lines.
fn holds(text: &str, project: &str) -> bool {
    let faults = crate::parse::Faults::default();
    let project: Project = crate::parse::project("projects/p.toml", FileId(0), project, &faults);
    let condition = Condition::parse(text, &Names::of_project()).expect(text);
    condition.holds(&project_values(&project, Stage::Approval))
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
fn what_a_project_does_not_say_is_nought_and_empty() {
    let text =
        "mlps_level == 0 && investment == 0.0 && approved == \"\" && agency == \"\" && size(traits) == 0 && !major";
    assert!(holds(text, ""));
}

#[test]
fn faults_say_what_is_wrong() {
    let cases = [
        ("", "cannot be read"),
        ("\"cloud\" in", "cannot be read near character"),
        ("cloud in traits", "speaks of `cloud`, which is not defined"),
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
    let condition = Condition::parse(text, &Names::of_project()).expect(text);
    let said = |compared: &Compared| {
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
        let faults = crate::parse::Faults::default();
        let policy = crate::parse::policy("policies/p.md", FileId(0), &text, &faults).expect("a policy");
        let when = policy.clauses[0].when.as_ref().expect("a condition");
        let condition = Condition::parse(when, &Names::of_project()).expect(form);
        let word = condition.compared().iter().find(|compared| compared.word == "clod").expect(form);
        let span = word.span(when);
        assert_eq!(&text[span.start as usize..span.end as usize], expected, "{form}");
    }
}
