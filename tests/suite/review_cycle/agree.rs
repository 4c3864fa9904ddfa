//! The command, the page and the calendar show one list.

use std::collections::BTreeSet;

use crate::harness::DAY;
use crate::harness::program::over_own;

fn mulu(args: &[&str]) -> String {
    let ran = over_own(args.iter().chain(&["--as-of", DAY]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

#[test]
fn command_page_and_calendar_agree_record_for_record() {
    let listed: serde_json::Value =
        serde_json::from_str(&mulu(&["due", "--within", "P36M", "--format", "json"])).unwrap();
    let listed = listed["due"].as_array().unwrap();
    let of = |key: &'static str| listed.iter().map(move |due| due[key].as_str().unwrap().to_owned());
    let command: BTreeSet<(String, String)> = of("due").zip(of("number")).collect();
    assert!(command.len() > 100, "the registry has reviews to compare");

    let out = tempfile::tempdir().unwrap();
    mulu(&["build", "--out", out.path().to_str().unwrap()]);

    let calendar = std::fs::read_to_string(out.path().join("calendar/reviews.ics")).unwrap();
    let days = calendar.lines().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"));
    let mut in_calendar: Vec<String> = days.map(|day| format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..8])).collect();
    in_calendar.sort();
    let mut in_command: Vec<String> = of("due").collect();
    in_command.sort();
    assert_eq!(in_calendar, in_command);

    let of_standards = ["review", "revision", "abolition", "supersession"];
    let (reviews, others): (Vec<_>, Vec<_>) =
        listed.iter().partition(|due| of_standards.contains(&due["task"].as_str().unwrap()));
    let of = |key: &'static str| reviews.iter().map(move |due| due[key].as_str().unwrap().to_owned());
    let command: BTreeSet<(String, String)> = of("due").zip(of("number")).collect();

    let page = |name: &str| std::fs::read_to_string(out.path().join("reviews").join(name)).unwrap();
    let tables = |html: &str| {
        let main = html.split("<main").nth(1).unwrap();
        main.split("<h2 id=\"past").next().unwrap().to_owned()
    };
    // A long list goes on where its page ends: all sheets together are the list.
    let mut sheets = vec![tables(&page("index.html"))];
    for list in ["overdue", "due-soon", "duties", "scheduled", "others"] {
        let names = (2..).map(|sheet| format!("{list}-{sheet}.html"));
        let there = names.take_while(|name| out.path().join("reviews").join(name).is_file());
        sheets.extend(there.map(|name| tables(&page(&name))));
    }
    let tables = sheets.concat();
    for (due, number) in &command {
        let printed = number.replacen('-', "—", number.matches('-').count());
        let row = tables.lines().find(|line| line.contains(&format!(">{printed}</a>")) && line.contains(due.as_str()));
        assert!(row.is_some(), "{number} is due {due}, and the page does not say so");
    }
    // Rows may have an id, to which the months above lead.
    assert_eq!(tables.matches("><th scope=\"row\"><a class=\"num\"").count(), reviews.len());
    assert_eq!(tables.matches("><th scope=\"row\"><time datetime").count(), others.len());
}
