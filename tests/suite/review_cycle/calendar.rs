use std::collections::BTreeMap;

use icalendar::parser::{Calendar, read_calendar, unfold};

use super::two_listed::two_listed;
use crate::harness::DAY;
use crate::harness::program::over_own;

/// The events of a calendar, read by a reader that is not ours: UID → properties.
fn events(ics: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    for line in ics.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line:?}");
    }
    let unfolded = unfold(ics);
    let calendar: Calendar<'_> = read_calendar(&unfolded).expect("an independent reader understands it");
    let components = calendar.components.iter().filter(|component| component.name == "VEVENT");
    let properties = components.map(|event| {
        let properties = event.properties.iter().map(|property| (property.name.to_string(), property.val.to_string()));
        let alarms = event.components.iter().filter(|component| component.name == "VALARM").count();
        properties.chain([("alarms".to_owned(), alarms.to_string())]).collect::<BTreeMap<_, _>>()
    });
    let events: Vec<_> = properties.collect();
    let count = events.len();
    let by_uid: BTreeMap<_, _> = events.into_iter().map(|event| (event["UID"].clone(), event)).collect();
    assert_eq!(by_uid.len(), count, "a UID is used twice");
    by_uid
}

#[test]
fn an_event_keeps_its_uid_when_a_review_moves_it() {
    let registry = two_listed();
    let before = events(&registry.on("2022-07-01", &["due", "--within", "P3Y", "--format", "ics"]).out);
    let uid = "gb-t-22239-2019-review@example.org";
    assert_eq!(before[uid]["DTSTART"], "20221201");
    assert_eq!((before[uid]["DTSTAMP"].as_str(), before[uid]["SEQUENCE"].as_str()), ("20191201T000000Z", "0"));
    assert_eq!(before[uid]["alarms"], "3");
    assert_eq!(before["gb-t-21061-2007-revision@example.org"]["DTSTART"], "20220601");

    let args = ["review", "GB/T 22239-2019", "--conclusion", "continue", "--by", "authority", "--date", "2022-07-01"];
    let recorded = registry.on("2022-07-01", &[&args[..], &["--reason", "fits"]].concat());
    assert_eq!(recorded.code, 0, "{}", recorded.err);
    let after = events(&registry.on("2022-07-01", &["due", "--within", "P3Y", "--format", "ics"]).out);
    assert_eq!(after[uid]["DTSTART"], "20250701");
    assert_eq!((after[uid]["DTSTAMP"].as_str(), after[uid]["SEQUENCE"].as_str()), ("20220701T000000Z", "1"));
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
}

#[test]
fn an_empty_calendar_is_one_all_the_same() {
    let registry = two_listed();
    let ics = registry.on("2019-12-02", &["due", "--format", "ics"]).out;
    assert!(events(&ics).is_empty());
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\n") && ics.ends_with("END:VCALENDAR\r\n"));
    assert!(ics.contains("BEGIN:VTIMEZONE\r\n"));
}

/// The list of the command and the events of the calendar, for this repository's own registry, record for record.
#[test]
fn the_command_and_the_calendar_agree() {
    let run = |format: &str| over_own(["due", "--within", "P3Y", "--as-of", DAY, "--format", format]).out;
    let list: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
    let rows = list["due"].as_array().unwrap();
    assert!(!rows.is_empty());
    // What falls due of a standard is told apart by its task, anything else by a sum besides.
    let of_standards = ["review", "revision", "abolition", "supersession"];
    let (reviews, others): (Vec<_>, Vec<_>) =
        rows.iter().partition(|row| of_standards.contains(&row["task"].as_str().unwrap()));
    assert!(!others.is_empty());
    let listed: BTreeMap<String, String> = reviews
        .into_iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap().to_owned();
            (format!("{}-{}@example.org", text("record"), text("task")), text("due").replace('-', ""))
        })
        .collect();
    let calendar: BTreeMap<String, String> =
        events(&run("ics")).into_iter().map(|(uid, event)| (uid, event["DTSTART"].clone())).collect();
    let (of_reviews, of_others): (BTreeMap<String, String>, BTreeMap<String, String>) =
        calendar.into_iter().partition(|(uid, _)| listed.contains_key(uid));
    assert_eq!(listed, of_reviews);
    let mut days: Vec<String> = others.iter().map(|row| row["due"].as_str().unwrap().replace('-', "")).collect();
    days.sort();
    let mut in_calendar: Vec<String> = of_others.into_values().collect();
    in_calendar.sort();
    assert_eq!(days, in_calendar);
}
