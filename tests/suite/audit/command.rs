//! `mulu audit` and `mulu list --where`, as they are typed.

use serde_json::{Value, json};

use crate::harness::DAY;
use crate::harness::program::over_own;

/// Runs mulu over this repository for the day of the hand-checked table: its exit code, output and complaints.
fn mulu(arguments: &[&str]) -> (i32, String, String) {
    let ran = over_own(["--as-of", DAY].iter().chain(arguments));
    (ran.code, ran.out, ran.err)
}

fn audited(arguments: &[&str]) -> (i32, Value) {
    let (code, out, complaints) = mulu(&[&["audit", "--format", "json"], arguments].concat());
    (code, serde_json::from_str(&out).expect(&complaints))
}

#[test]
fn the_exit_code_says_whether_a_project_is_on_hold() {
    assert_eq!(mulu(&["audit"]).0, 1);
    assert_eq!(mulu(&["audit", "sample-housing-cloud"]).0, 0);
    assert_eq!(mulu(&["audit", "projects/sample-housing-cloud.toml"]).0, 0);
    assert_eq!(mulu(&["audit", "sample-old-notice-board"]).0, 0);
    let (code, _, complaint) = mulu(&["audit", "sample-housing"]);
    assert_eq!(code, 2);
    assert!(complaint.contains("sample-housing-cloud"), "{complaint}");
}

#[test]
fn json_has_the_keys_of_the_design() {
    let (code, document) = audited(&["sample-furong-hall"]);
    assert_eq!((code, &document["schema"], &document["as_of"]), (1, &json!("mulu.audit/1"), &json!("2026-11-21")));
    let project = &document["projects"][0];
    assert_eq!(project["project"], "sample-furong-hall");
    assert_eq!((&project["stage"], &project["gate"]), (&json!("acceptance"), &json!("hold")));
    let all = project["obligations"].as_array().expect("a list");
    let find = |key: &str, id: &str| all.iter().find(|one| one[key] == id).expect(id);
    let standard = find("standard", "gb-t-22239-2019");
    assert_eq!(standard["kind"], "standard");
    assert_eq!(standard["cited_as"], "GB/T 22239-2008");
    assert_eq!(standard["demanded_by"], json!(["furong-cloud-2019#34"]));
    assert_eq!((&standard["gate"], &standard["verdict"]), (&json!("acceptance"), &json!("superseded")));
    assert_eq!(standard["place"], json!({ "file": "projects/sample-furong-hall.toml", "line": 19, "column": 12 }));
    let evidence = find("evidence", "hosting-agreement");
    assert_eq!((&evidence["kind"], &evidence["gate"]), (&json!("evidence"), &json!("operation")));
    assert_eq!((&evidence["verdict"], &evidence["place"]), (&json!("not-due"), &Value::Null));
    assert_eq!(project["next"]["stage"], "operation");
}

#[test]
fn a_gate_can_be_asked_for() {
    let (code, document) = audited(&["sample-hubei-credit-hub", "--gate", "operation"]);
    assert_eq!((code, &document["projects"][0]["stage"]), (1, &json!("operation")));
    let all = document["projects"][0]["obligations"].as_array().expect("a list").clone();
    assert_eq!(all.iter().filter(|one| one["holds"] == true).count(), 13, "all but the review that it has");
    assert_eq!(mulu(&["audit", "--gate", "retired"]).0, 2);
}

#[test]
fn what_if_lists_what_would_bind() {
    let (code, document) = audited(&["--what-if", "traits=cloud,mobile mlps_level=3 jurisdiction=430100"]);
    assert_eq!((code, &document["projects"][0]["project"]), (0, &Value::Null));
    let all = document["projects"][0]["obligations"].as_array().expect("a list");
    assert_eq!(all.len(), 20);
    assert!(all.iter().all(|one| one["verdict"] == "not-due"));
    assert!(all.iter().any(|one| one["evidence"] == "mobile-platform-access"));
    assert_eq!(mulu(&["audit", "--what-if", "traits=cloud", "--gate", "operation"]).0, 1);
    for wrong in ["traits=clod", "mlps_level=9", "level=3", "approved=2018", "investment=-1", "major=perhaps"] {
        assert_eq!(mulu(&["audit", "--what-if", wrong]).0, 2, "{wrong}");
    }
}

#[test]
fn people_get_tables() {
    let (_, zh, _) = mulu(&["audit", "sample-luohe-permits"]);
    assert!(zh.contains("处在验收阶段，不符合：15 项义务中有 1 项不合要求，1 项责令整改没有完成。"), "{zh}");
    let (_, en, _) = mulu(&["audit", "sample-luohe-permits", "--lang", "en"]);
    assert!(
        en.contains("It is at acceptance: hold; of 15 obligations 1 not as they must be; orders not obeyed: 1."),
        "{en}"
    );
    let (_, csv, _) = mulu(&["audit", "sample-luohe-permits", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 1 + 15 + 1, "{csv}");
    let (_, markdown, _) = mulu(&["audit", "sample-luohe-permits", "--format", "markdown"]);
    assert!(markdown.starts_with("## 示例：行政审批系统整合（漯河）"), "{markdown}");
}

#[test]
fn lists_take_a_condition() {
    let ids = |condition: &str| -> Vec<String> {
        let (code, out, complaint) = mulu(&["list", "projects", "--format", "json", "--where", condition]);
        assert_eq!(code, 0, "{complaint}");
        let document: Value = serde_json::from_str(&out).expect(condition);
        let records = document["records"].as_array().expect("a list");
        records.iter().map(|record| record["id"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(ids("stage == \"retired\""), ["sample-old-notice-board"]);
    assert_eq!(ids("\"mobile\" in traits && mlps_level >= 3"), ["sample-citizen-app"]);
    assert_eq!(
        ids("conformance.exists(c, c.status == \"not-applicable\" && c.standard.startsWith(\"GB 3\"))"),
        ["sample-citizen-app"]
    );
    assert!(ids("mlps_level > 5").is_empty());
    let (code, _, complaint) = mulu(&["list", "standards", "--where", "statu == 1"]);
    assert_eq!(code, 2);
    assert!(complaint.contains("`status`"), "{complaint}");
}
