use serde_json::Value;

use super::two_listed::{json_of, two_listed};
use crate::harness::program::over_own;
use crate::harness::registry::Registry;
use crate::harness::{DAY, own};

/// A registry with findings of every level, related places, hostile text.
fn faulty() -> Registry {
    let registry = two_listed();
    registry.write(
        "standards/national/gb-t-1-2020.md",
        "+++\nnumber = \"GB/T 1-2020\"\ntitle = \"<a & 'b'> %0A::error::x \\u0001]]>\"\ncolour = \"a,b:c%\"\n\
         classes = [\"]]><x>\"]\nissued = 2020-01-01\neffective = 2019-01-01\npartly_replaces = [\"GB/T 22239-2019\"]\n+++\n",
    );
    registry.write("agencies/名 称:a.toml", "colour = 1\n");
    registry
}

fn schema() -> jsonschema::Validator {
    let text = std::fs::read_to_string(own("tests/schemas/sarif-2.1.0.json")).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn assert_valid(validator: &jsonschema::Validator, document: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn sarif_is_valid_by_its_published_schema() {
    let validator = schema();
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0" })), "the schema asks for something");
    let registry = faulty();
    registry.on("2022-07-01", &["check", "--write-baseline", "base.json"]);
    let runs: [&[&str]; 3] = [
        &["check", "--format", "sarif"],
        &["check", "--format", "sarif", "--baseline", "base.json"],
        &["check", "--format", "sarif", "--lang", "zh-CN", "agencies"],
    ];
    for args in runs {
        let document = json_of(&registry, "2022-12-02", args);
        assert_valid(&validator, &document);
        let run = &document["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let location = &result["locations"][0]["physicalLocation"];
            let uri = location["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.is_ascii() && !uri.contains([' ', ':']) && !uri.starts_with('/'), "{uri}");
            assert!(result["partialFingerprints"]["mulu/v2"].as_str().unwrap().len() == 32);
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            let descriptor = &run["tool"]["driver"]["rules"][rule];
            assert_eq!(descriptor["id"], result["ruleId"]);
            assert!(!descriptor["help"]["text"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn sarif_of_this_repository_is_valid() {
    let ran = over_own(["check", "--format", "sarif", "--as-of", DAY]);
    assert_valid(&schema(), &serde_json::from_str(&ran.out).unwrap());
}

#[test]
fn junit_is_valid_by_its_schema() {
    let schema = std::fs::read_to_string(own("tests/schemas/junit.xsd")).unwrap();
    let schema = uppsala::parse(&schema).unwrap();
    let validator = uppsala::XsdValidator::from_schema(&schema).unwrap();
    let broken = uppsala::parse("<testsuites><testsuite/></testsuites>").unwrap();
    assert!(!validator.validate(&broken).is_empty(), "the schema asks for something");

    let registry = faulty();
    let xml = registry.on("2022-12-02", &["check", "--format", "junit"]).out;
    let document = uppsala::parse(&xml).unwrap();
    let errors = validator.validate(&document);
    assert!(errors.is_empty(), "{errors:#?}\n{xml}");
    let failing =
        "<testcase classname=\"review.review-overdue\" name=\"standard/gb-t-22239-2019\" time=\"0\">\n      <failure";
    assert!(xml.contains(failing), "{xml}");
    assert!(xml.contains("<testcase classname=\"review.bulk-review\" name=\"bulk-review\" time=\"0\"/>"));
}

#[test]
fn github_annotations_are_one_line_each() {
    let registry = faulty();
    let ran = registry.on("2022-12-02", &["check", "--format", "github"]);
    let overdue = "::error file=standards/national/gb-t-22239-2019.md,line=11,endLine=11,col=10,endColumn=20,title=review-overdue::\
                   GB/T 22239-2019 should have been reviewed by 2022-12-01%0Areview it";
    assert!(ran.out.lines().any(|line| line.starts_with(overdue)), "{}", ran.out);
    assert!(ran.out.contains("file=agencies/名 称%3Aa.toml,"), "{}", ran.out);
    let json = json_of(&registry, "2022-12-02", &["check", "--format", "json"]);
    let findings = json["findings"].as_array().unwrap().len();
    assert_eq!(ran.out.lines().filter(|line| line.starts_with("::")).count(), findings);
    assert_eq!(ran.out.lines().count(), findings + 1);
}

#[test]
fn every_format_reports_the_same_findings() {
    let registry = faulty();
    let json = json_of(&registry, "2022-12-02", &["check", "--format", "json"]);
    let findings = json["findings"].as_array().unwrap();
    let sarif = json_of(&registry, "2022-12-02", &["check", "--format", "sarif"]);
    let gitlab = json_of(&registry, "2022-12-02", &["check", "--format", "gitlab"]);
    let (results, issues) = (sarif["runs"][0]["results"].as_array().unwrap(), gitlab.as_array().unwrap());
    assert_eq!((results.len(), issues.len()), (findings.len(), findings.len()));
    for ((finding, result), issue) in findings.iter().zip(results).zip(issues) {
        assert_eq!(finding["rule"], result["ruleId"]);
        assert_eq!(finding["rule"], issue["check_name"]);
        assert_eq!(finding["file"], issue["location"]["path"]);
        assert_eq!(finding["line"], issue["location"]["lines"]["begin"]);
        assert_eq!(finding["line"], result["locations"][0]["physicalLocation"]["region"]["startLine"]);
        assert_eq!(finding["fingerprint"], issue["fingerprint"]);
        assert_eq!(finding["fingerprint"], result["partialFingerprints"]["mulu/v2"]);
        let severity = match finding["level"].as_str().unwrap() {
            "deny" => "critical",
            "warn" => "minor",
            _ => "info",
        };
        assert_eq!(issue["severity"], severity);
    }
}

#[test]
fn one_run_writes_several_reports() {
    let registry = faulty();
    let args = [
        "check", "--format", "text", "--format", "sarif", "--output", "a.sarif", "--format", "junit", "--output",
        "b.xml",
    ];
    let ran = registry.on("2022-12-02", &args);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.out, registry.on("2022-12-02", &["check"]).out);
    assert_eq!(registry.read("a.sarif"), registry.on("2022-12-02", &["check", "--format", "sarif"]).out);
    assert_eq!(registry.read("b.xml"), registry.on("2022-12-02", &["check", "--format", "junit"]).out);
    let quiet = registry.on("2022-12-02", &["check", "--output", "c.txt"]);
    assert_eq!(quiet.out, "");
    assert_eq!(registry.read("c.txt"), ran.out);
    let wrong: [&[&str]; 4] = [
        &["check", "--format", "text", "--format", "json"],
        &["check", "--output", "x", "--output", "y"],
        &["check", "--output", "x", "--format", "text", "--format", "json"],
        &["check", "--format", "text", "--output", "x", "--format", "json", "--output", "x"],
    ];
    for args in wrong {
        assert_eq!(registry.on("2022-12-02", args).code, 2, "{args:?}");
    }
    assert!(!registry.path("x").exists());
}

#[test]
fn places_are_counted_from_the_home() {
    let outer = two_listed();
    outer.git(&["init", "--quiet"]);
    let inner = outer.path("catalogue");
    std::fs::create_dir_all(inner.join("agencies")).unwrap();
    std::fs::write(inner.join("book.toml"), "").unwrap();
    std::fs::write(inner.join("agencies/a.toml"), "colour = 1\n").unwrap();
    let root = ["--root", "catalogue"];
    let github = outer.on("2022-12-02", &[&["check", "--format", "github"], &root[..]].concat()).out;
    assert!(github.starts_with("::error file=catalogue/agencies/a.toml,"), "{github}");
    let json = json_of(&outer, "2022-12-02", &[&["check", "--format", "json"], &root[..]].concat());
    assert_eq!(json["findings"][0]["file"], "agencies/a.toml", "JSON counts from the registry (DESIGN 7)");
}
