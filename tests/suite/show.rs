//! `mulu show`.

use crate::harness::registry::{Registry, keys};

/// Every key of a standard, known or not.
const STANDARD: [&str; 28] = [
    "schema",
    "as_of",
    "kind",
    "known",
    "number",
    "slug",
    "level",
    "nature",
    "year",
    "prefix",
    "serial",
    "parts",
    "amendment",
    "title",
    "title_en",
    "issued",
    "effective",
    "withdrawn",
    "status",
    "replaced_by",
    "current",
    "catalogue",
    "review",
    "binding",
    "adopted_by",
    "projects",
    "cited_by",
    "file",
];

fn number_shown(registry: &Registry, what: &str) -> String {
    let json = registry.mulu(["show", what, "--format", "json", "--as-of", "2026-11-21"]).json(0);
    assert_eq!(json["known"], true, "{what}");
    json["number"].as_str().unwrap().to_owned()
}

#[test]
fn a_number_is_found_in_any_form() {
    let registry = Registry::sound();
    for old in ["GB/T22239—2008", "gb-t-22239-2008", "ＧＢ／Ｔ 22239－2008", "gb/t 22239–2008", "GB/T  22239-2008"]
    {
        assert_eq!(number_shown(&registry, old), "GB/T 22239-2008", "{old}");
    }
    for undated in ["GB/T 22239", "gbt22239", "GB／T22239"] {
        assert_eq!(number_shown(&registry, undated), "GB/T 22239-2019", "{undated}: the newest in force");
    }
}

/// DESIGN 7.
#[test]
fn a_replaced_edition_names_its_successor() {
    let json = Registry::sound().on_day("show GB/T22239—2008 --format json").json(0);
    for key in STANDARD {
        assert!(json.get(key).is_some(), "{key} in {json}");
    }
    let derived = |key: &str| json[key].clone();
    assert_eq!(derived("slug"), "gb-t-22239-2008");
    assert_eq!(derived("level"), "national");
    assert_eq!(derived("nature"), "recommended");
    assert_eq!(derived("status"), "replaced");
    assert_eq!(derived("replaced_by"), serde_json::json!(["GB/T 22239-2019"]));
    assert_eq!(derived("catalogue"), serde_json::Value::Null);
    assert_eq!(keys(&derived("review")), "due reason state");
    assert_eq!(keys(&derived("binding")), "because force");
    assert_eq!(derived("binding")["force"], "none");
    assert_eq!(derived("review")["state"], "none");
    assert_eq!((derived("adopted_by"), derived("projects")), (serde_json::json!([]), serde_json::json!([])));
}

#[test]
fn a_review_states_its_reason() {
    let json = Registry::sound().on_day("show GB/T22239 --format json").json(0);
    assert_eq!(
        json["review"],
        serde_json::json!({
            "state": "scheduled", "due": "2028-11-10",
            "reason": "due 2028-11-10: reviewed 2025-11-10, cycle P3Y"
        })
    );
}

#[test]
fn an_unknown_number_is_answered_from_its_grammar() {
    let json = Registry::sound().on_day("show GB32100.1-2015/XG1-2016 --format json").json(0);
    for key in STANDARD {
        assert!(json.get(key).is_some(), "{key} in {json}");
    }
    assert_eq!(json["known"], false);
    assert_eq!(json["number"], "GB 32100.1-2015/XG1-2016");
    assert_eq!(json["slug"], "gb-32100.1-2015-xg1-2016");
    assert_eq!((json["level"].as_str(), json["nature"].as_str()), (Some("national"), Some("mandatory")));
    assert_eq!((json["year"].as_u64(), json["prefix"].as_str()), (Some(2015), Some("GB")));
    assert_eq!((json["serial"].as_str(), &json["parts"]), (Some("32100"), &serde_json::json!(["1"])));
    assert_eq!(json["amendment"], "XG1-2016");
    assert_eq!(json["status"], serde_json::Value::Null);
    let text = Registry::sound().on_day("show GB32100-2015 --lang en");
    assert_eq!(text.code, 0);
    assert!(text.out.starts_with("GB 32100-2015\n  registry      has no record of it\n"), "{}", text.out);
}

#[test]
fn what_is_no_number_at_all_is_answered_too() {
    for odd in ["这不是编号", "x", "GB/T", "-", "GB/T 99999999999999999999-99999", "🀄", "../../etc/passwd"] {
        let json = Registry::sound().mulu(["show", "--format", "json", "--", odd]).json(0);
        assert_eq!(json["known"], false, "{odd}");
        assert!(json["number"].is_string() && json["slug"].is_string(), "{odd}");
    }
}

#[test]
fn a_replaced_edition_reads_well() {
    Registry::sound().on_day("show gb-t-22239-2008 --lang en").gave(
        0,
        "GB/T 22239-2008  信息安全技术 信息系统安全等级保护基本要求\n  \
           level         national\n  \
           nature        recommended\n  \
           status        replaced by GB/T 22239-2019 on 2019-12-01\n  \
           issued        2008-06-19\n  \
           effective     2008-11-01\n  \
           binding       none: replaced\n  \
           review        none: no longer in force, so no review is due\n  \
           file          standards/national/gb-t-22239-2008.md\n",
        "",
    );
}

#[test]
fn every_kind_of_record_is_shown() {
    let registry = Registry::own();
    let kind = |what: &str| {
        let json = registry.mulu(["show", what, "--format", "json", "--as-of", "2026-11-21"]).json(0);
        assert_eq!(json["schema"], "mulu.show/1", "{what}");
        let text = registry.mulu(["show", what, "--as-of", "2026-11-21"]);
        assert_eq!((text.code, text.err.as_str()), (0, ""), "{what}");
        assert!(text.out.lines().count() > 3, "{what}: {}", text.out);
        json["kind"].as_str().unwrap().to_owned()
    };
    assert_eq!(kind("changsha-standards-2018"), "policy");
    assert_eq!(kind("data-authority"), "agency");
    assert_eq!(kind("sample-furong-hall"), "project");
    assert_eq!(kind("changsha-resource-catalogue-rules"), "standard");
    let title = registry.mulu(["show", "changsha-resource-catalogue-rules", "--format", "json"]).json(0);
    let by_title = registry.mulu(["show", title["title"].as_str().unwrap(), "--format", "json"]).json(0);
    assert_eq!(by_title, title, "a municipal document is found by its title");
    assert_eq!(title["level"], "municipal");
}

#[test]
fn a_clause_is_shown_with_what_hangs_on_it() {
    let registry = Registry::own();
    let json = registry.on_day("show changsha-cloud-2018#40 --format json").json(0);
    assert_eq!((json["kind"].as_str(), json["reference"].as_str()), (Some("clause"), Some("changsha-cloud-2018#40")));
    assert_eq!(
        (json["policy_number"].as_str(), json["standing"].as_str()),
        (Some("长政办发〔2018〕22号"), Some("in-force"))
    );
    assert_eq!(json["clause"]["mandates"][0]["cited_as"], "GB/T 22239-2008");
    assert_eq!(json["clause"]["mandates"][0]["current"], serde_json::json!(["GB/T 22239-2019"]));
    assert!(json["makes_binding"].as_array().unwrap().contains(&"GB/T 22239-2019".into()), "{json}");
    assert!(!json["projects"].as_array().unwrap().is_empty());
    let text = registry.on_day("show changsha-cloud-2018#40 --lang en");
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    let mandates = "  mandates      GB/T 22239-2008 → GB/T 22239-2019\n";
    assert!(text.out.starts_with("changsha-cloud-2018#40  ") && text.out.contains(mandates), "{}", text.out);
}

#[test]
fn what_is_not_there_is_answered_with_what_is_near() {
    let registry = Registry::own();
    for (what, near) in [
        ("changsha-cloud-2018#400", "changsha-cloud-2018#40"),
        ("changsha-cluod-2018#40", "changsha-cloud-2018#40"),
        ("changsha-cloud-2018#none", "changsha-cloud-2018"),
        ("data-authorty", "data-authority"),
        ("GB/T 22239-2012", "GB/T 22239-2019"),
    ] {
        let json = registry.mulu(["show", what, "--format", "json", "--as-of", "2026-11-21"]).json(0);
        assert_eq!((&json["known"], &json["nearest"][0]), (&false.into(), &near.into()), "{what}");
        let text = registry.mulu(["show", what, "--lang", "en", "--as-of", "2026-11-21"]);
        assert!(text.out.contains(&format!("  nearest       {near}")), "{what}: {}", text.out);
    }
    let json = registry.mulu(["show", "🀄", "--format", "json"]).json(0);
    assert_eq!(json["nearest"], serde_json::json!([]));
}
