//! JSON-LD: the blocks of schema.org in pages, and the DCAT catalogue.
//!
//! Both are expanded here by their own contexts, as far as they use them: every key must become an address of a vocabulary that we
//! mean, and nothing may be fetched for it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::harness::pages::files;
use crate::harness::registry::Registry;

/// The data block of a page; it may hold nothing that ends its element.
fn block(html: &str) -> Value {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").expect("a block");
    let (block, _) = rest.split_once("</script>").unwrap();
    assert!(!block.contains(['<', '>', '&']), "{block}");
    serde_json::from_str(block).unwrap_or_else(|error| panic!("{error}: {block}"))
}

#[test]
fn a_standards_page_says_it_in_the_words_of_schema_org() {
    let files = files(&Registry::own().build());
    let page = |path: &str| block(std::str::from_utf8(&files[path]).unwrap());
    let zh = page("standards/gb-t-22239-2019.html");
    assert_eq!(zh["@context"]["@vocab"], "https://schema.org/");
    assert_eq!(
        (&zh["@type"], &zh["additionalType"]),
        (&"CreativeWork".into(), &"http://purl.org/dc/terms/Standard".into())
    );
    assert_eq!(zh["identifier"], "GB/T 22239-2019");
    assert_eq!(zh["name"], "信息安全技术 网络安全等级保护基本要求");
    assert_eq!(zh["datePublished"], "2019-05-10");
    assert_eq!(zh["creativeWorkStatus"], "current");
    assert_eq!(zh["exampleOfWork"]["identifier"], "GB/T 22239");
    assert_eq!(zh["url"], "https://example.org/mulu/standards/gb-t-22239-2019.html");
    let en = page("en/standards/gb-t-22239-2019.html");
    assert_eq!((&en["name"], &en["alternateName"]), (&zh["alternateName"], &zh["name"]));
    // Words of schema.org, each as its page there has it.
    let known: BTreeSet<&str> = [
        "@context",
        "@type",
        "additionalType",
        "name",
        "alternateName",
        "identifier",
        "url",
        "inLanguage",
        "datePublished",
        "expires",
        "publisher",
        "creativeWorkStatus",
        "keywords",
        "isBasedOn",
        "exampleOfWork",
        "version",
    ]
    .into();
    for (path, bytes) in files
        .iter()
        .filter(|(path, _)| path.contains("standards/") && path.ends_with(".html") && !path.contains("index"))
    {
        let said = block(std::str::from_utf8(bytes).unwrap());
        let odd: Vec<&String> = said.as_object().unwrap().keys().filter(|key| !known.contains(key.as_str())).collect();
        assert!(odd.is_empty(), "{path}: {odd:?}");
        let mut parties = said["publisher"].as_array().into_iter().flatten();
        assert!(parties.all(|party| party["@type"] == "Organization" && party["name"].is_string()), "{path}");
    }
}

#[test]
fn a_hostile_title_stays_in_the_block() {
    let files = files(&crate::hostile::hostile().build());
    let said = block(std::str::from_utf8(&files["standards/gb-t-22239-2019.html"]).unwrap());
    assert_eq!(said["name"], crate::hostile::SCRIPT.replace("\\\\", "\\").replace("\\\"", "\""));
}

const VOCABULARIES: [&str; 5] = [
    "http://www.w3.org/ns/dcat#",
    "http://purl.org/dc/terms/",
    "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2001/XMLSchema#",
];

/// A compact name by a context of prefixes.
fn expanded(context: &Map<String, Value>, name: &str) -> String {
    let (prefix, rest) = name.split_once(':').unwrap_or_else(|| panic!("{name} has no prefix"));
    let vocabulary = context.get(prefix).and_then(Value::as_str).unwrap_or_else(|| panic!("{prefix} is unknown"));
    assert!(VOCABULARIES.contains(&vocabulary), "{vocabulary}");
    format!("{vocabulary}{rest}")
}

/// Every node with its address and its types, expanded; every key must expand.
fn walk<'v>(context: &Map<String, Value>, value: &'v Value, nodes: &mut Vec<(String, &'v Map<String, Value>)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(context, item, nodes)),
        Value::Object(object) => {
            if let Some(of) = object.get("@type").and_then(Value::as_str) {
                nodes.push((expanded(context, of), object));
            }
            for (key, value) in object.iter().filter(|(key, _)| !key.starts_with('@')) {
                expanded(context, key);
                walk(context, value, nodes);
            }
        }
        _ => {}
    }
}

#[test]
fn the_catalogue_is_dcat() {
    for url in ["https://example.org/mulu/", ""] {
        let registry = Registry::own();
        if url.is_empty() {
            registry.edit("book.toml", "site-url = \"https://example.org/mulu/\"\n", "");
        } else {
            registry.edit(
                "book.toml",
                "jurisdiction = \"430100\"\n",
                "jurisdiction = \"430100\"\nlicence = \"https://example.org/terms\"\n",
            );
        }
        let files = files(&registry.build());
        let catalogue: Value = serde_json::from_slice(&files["data/catalogue.jsonld"]).unwrap();
        let context = catalogue["@context"].as_object().unwrap().clone();
        let mut nodes = Vec::new();
        walk(&context, &catalogue, &mut nodes);
        let of = |name: &str| {
            nodes
                .iter()
                .filter(|(of, _)| of == &format!("{}{name}", VOCABULARIES[0]))
                .map(|(_, node)| *node)
                .collect::<Vec<_>>()
        };
        let (catalogues, datasets, distributions, services) =
            (of("Catalog"), of("Dataset"), of("Distribution"), of("DataService"));
        // Standards, policies, agencies, projects, resources and cases.
        assert_eq!((catalogues.len(), datasets.len(), services.len()), (1, 6, 1));
        assert_eq!(catalogues[0]["dct:conformsTo"]["@id"], "https://www.w3.org/TR/vocab-dcat-3/");
        for node in catalogues.iter().chain(&datasets) {
            assert!(node["dct:title"].as_array().unwrap().len() == 2 && node["dct:publisher"]["@type"] == "foaf:Agent");
            assert_eq!(node["dct:modified"]["@value"], "2026-11-21");
            assert_eq!(
                node.get("dct:license").map(|terms| &terms["@id"]),
                (!url.is_empty()).then_some(&"https://example.org/terms".into())
            );
        }
        // The table of standards in five formats, and a document for each other kind.
        assert_eq!(distributions.len(), 5 + 5);
        let local = |node: &Value| {
            let address = node["@id"].as_str().unwrap();
            let file =
                address.strip_prefix(if url.is_empty() { "../" } else { url }).unwrap_or_else(|| panic!("{address}"));
            assert!(files.contains_key(file) || file == "api/v1/", "{file}");
        };
        for node in distributions {
            local(&node["dcat:downloadURL"]);
            local(&node["dcat:accessURL"]);
            for conforms in node.get("dct:conformsTo").and_then(Value::as_array).into_iter().flatten() {
                if !conforms["@id"].as_str().unwrap().starts_with("https://www.") {
                    local(conforms);
                }
            }
        }
        local(&services[0]["dcat:endpointURL"]);
        local(&services[0]["dcat:endpointDescription"]);
        assert_eq!(services[0]["dct:conformsTo"][0]["@id"], "https://spec.openapis.org/oas/v3.1.1");
        let served = services[0]["dcat:servesDataset"].as_array().unwrap();
        assert_eq!(served.len(), datasets.len());
        assert!(datasets.iter().all(|dataset| served.iter().any(|one| one["@id"] == dataset["@id"])));
    }
}
