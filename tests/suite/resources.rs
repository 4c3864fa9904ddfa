//! Information resources: what programs read of them, what they answer, and what is kept off the site.

use crate::harness::pages::files;
use crate::harness::registry::Registry;

const AGENCY: &str = "name = \"住房保障部门\"\njurisdiction = \"430100\"\n";
const OPEN: &str = "name = \"保障对象信息\"\nprovider = \"housing\"\nformat = \"database\"\nsharing = \"unconditional\"\n\
                    registered = 2024-03-01\nproject = \"cloud\"\ncompiled = 2024-01-15\nopen = \"conditional\"\n";
const KEPT: &str = "name = \"只给办公室看的资源\"\nprovider = \"housing\"\nformat = \"table\"\nsharing = \"conditional\"\n\
                    condition = \"限内部\"\npublish = false\n";

fn registry() -> Registry {
    Registry::sound()
        .file("agencies/housing.toml", AGENCY)
        .file("resources/housing/open.toml", OPEN)
        .file("resources/housing/kept.toml", KEPT)
        .file(
            "projects/cloud.toml",
            "name = \"住房保障系统\"\nagency = \"housing\"\njurisdiction = \"430100\"\nstage = \"approval\"\n",
        )
}

#[test]
fn a_resource_is_listed_and_shown_with_what_its_government_calls_it() {
    let registry = registry();
    let listed =
        registry.mulu(["list", "resources", "--where", "sharing == \"conditional\"", "--format", "json"]).json(0);
    assert_eq!(listed["total"], 1);
    assert_eq!(listed["records"][0]["id"], "kept");
    let shown = registry.mulu(["show", "open", "--format", "json", "--as-of", "2026-11-21"]).json(0);
    assert_eq!((shown["kind"].as_str(), shown["sharing_name"].as_str()), (Some("resource"), Some("无条件共享")));
    assert_eq!(shown["is_registered"], true);
}

#[test]
fn what_only_the_office_sees_is_in_no_file_of_the_site() {
    let registry = registry();
    let built = files(&registry.build());
    let shown = |path: &str| built.keys().any(|own| own.ends_with(path));
    assert!(shown("resources/open.html") && shown("api/v1/resources/open.json"));
    for (path, bytes) in &built {
        let text = String::from_utf8_lossy(bytes);
        assert!(!path.contains("kept") && !text.contains("只给办公室看的资源"), "{path}");
    }
}

#[test]
fn access_for_society_and_sharing_between_organs_are_two_axes() {
    let registry = registry();
    let built = files(&registry.build());
    let text = String::from_utf8_lossy(&built["data/resources.jsonld"]).into_owned();
    let catalogue: serde_json::Value = serde_json::from_str(&text).unwrap();
    let graph = catalogue["@graph"].as_array().unwrap();
    let dataset = graph.iter().find(|node| node["@type"] == "dcat:Dataset").unwrap();
    let rights = dataset["dct:accessRights"]["@id"].as_str().unwrap();
    assert_eq!(rights, "http://publications.europa.eu/resource/authority/access-right/RESTRICTED");
    assert!(dataset["mulu:sharing"]["@id"].as_str().unwrap().ends_with("#sharing-unconditional"));
    // A concept of a foreign table is named with its table.
    assert!(graph.iter().any(|node| node["@id"] == rights && node["skos:inScheme"]["@id"].is_string()));
}
