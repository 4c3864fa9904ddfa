use super::{Condition, Names, project_values};
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
