use std::collections::BTreeSet;

use crate::check::check;
use crate::registry::Registry;
use crate::source::Memory;

const BOOK: &str = "[catalogue]\njurisdiction = \"430102\"\n\n[[upstream]]\nid = \"a\"\nurl = \"../a\"\n\n[[upstream]]\nid = \"a-b\"\nurl = \"../a-b\"\n";

fn standard(number: &str, more: &str) -> String {
    format!("+++\nnumber = \"{number}\"\ntitle = \"术语\"\n{more}+++\n")
}

/// A district on two others, whose ids are in another order as paths than as texts.
fn files() -> Vec<(String, String)> {
    let files = [
        ("book.toml", BOOK.to_owned()),
        ("agencies/office.toml", "name = \"区数据局\"\njurisdiction = \"430102\"\n".to_owned()),
        ("policies/evidence.toml", "[[evidence]]\nid = \"own-report\"\ntitle = \"报告\"\n".to_owned()),
        ("standards/national/gb-t-1.md", standard("GB/T 1.1-2020", "")),
        ("upstream/a/book.toml", "[catalogue]\njurisdiction = \"430100\"\n[traits]\ncloud = \"上云\"\n".to_owned()),
        ("upstream/a/agencies/office.toml", "name = \"市数据局\"\njurisdiction = \"430100\"\n".to_owned()),
        ("upstream/a/policies/evidence.toml", "[[evidence]]\nid = \"mlps-filing\"\ntitle = \"备案证明\"\n".to_owned()),
        ("upstream/a/standards/taxonomy.toml", "[[class]]\nid = \"general\"\ntitle = \"总体\"\n".to_owned()),
        ("upstream/a/standards/national/gb-t-2.md", standard("GB/T 2.1-2020", "")),
        ("upstream/a-b/agencies/bureau.toml", "name = \"省数据局\"\njurisdiction = \"430000\"\n".to_owned()),
        ("upstream/a-b/standards/national/gb-t-2.md", standard("GB/T 2.1-2020", "issued = 2020-01-01\n")),
    ];
    files.map(|(path, text)| (path.to_owned(), text)).to_vec()
}

fn memory(files: &[(String, String)]) -> Memory {
    Memory::new(files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())))
}

/// All that can be told of a registry with its upstreams: what there is, where it is, and what is wrong.
fn told(registry: &Registry) -> Vec<String> {
    let path = |file| registry.path(file).to_owned();
    let mut told: Vec<String> = registry.files.clone();
    told.extend(registry.standards.iter().map(|own| format!("{} {} {:?}", path(own.file), own.id, own.issued)));
    told.extend(registry.agencies.iter().map(|own| format!("{} {}", path(own.file), own.id)));
    told.extend(registry.classes.iter().map(|own| format!("{} {:?}", path(own.file), own.id)));
    told.extend(registry.evidence_kinds.iter().map(|own| format!("{} {:?}", path(own.file), own.id)));
    let traits = registry.config.traits.keys();
    told.extend(traits.map(|word| format!("{word} {:?}", registry.trait_place(word).map(|at| path(at.file)))));
    let found = check(registry, "2026-11-21".parse().unwrap());
    told.extend(
        found.iter().map(|found| format!("{} {:?} {}", path(found.place.file), found.place.span, found.message.en)),
    );
    told
}

#[test]
fn files_of_upstreams_are_found_by_their_paths_whatever_the_registries_are_called() {
    let registry = Registry::load(&memory(&files())).unwrap();
    assert!(registry.files.is_sorted());
    for file in &registry.files {
        assert!(registry.files.binary_search(file).is_ok(), "{file}");
    }
    assert_eq!(registry.upstream("a").map(|own| own.id.as_str()), Some("a"));
    assert_eq!(registry.upstream("a-b").map(|own| own.id.as_str()), Some("a-b"));
}

#[test]
fn words_of_an_upstream_stand_where_it_declares_them() {
    let registry = Registry::load(&memory(&files())).unwrap();
    let told = told(&registry);
    for line in [
        "upstream/a/standards/taxonomy.toml Some(Spanned { value: \"general\"",
        "upstream/a/policies/evidence.toml Some(Spanned { value: \"mlps-filing\"",
        "policies/evidence.toml Some(Spanned { value: \"own-report\"",
        "cloud Some(\"upstream/a/book.toml\")",
    ] {
        assert!(told.iter().any(|own| own.starts_with(line)), "{line}: {told:#?}");
    }
}

#[test]
fn a_registry_on_others_that_is_read_again_file_by_file_is_the_one_that_is_loaded_whole() {
    let mut now = files();
    let mut registry = Registry::load(&memory(&now)).unwrap();
    for (path, text) in [
        // It takes the place of two records of upstreams.
        ("standards/national/gb-t-1.md", standard("GB/T 2.1-2020", "issued = 2020-01-02\n")),
        ("policies/evidence.toml", "[[evidence]]\nid = \"mlps-filing\"\ntitle = \"自己的\"\n".to_owned()),
        ("book.toml", format!("{BOOK}\n[traits]\ncloud = \"自己的\"\n")),
        ("agencies/office.toml", String::new()),
        ("book.toml", BOOK.to_owned()),
        ("policies/evidence.toml", "[[evidence]]\nid = \"own-report\"\ntitle = \"报告\"\n".to_owned()),
        ("standards/national/gb-t-1.md", "nonsense".to_owned()),
        ("standards/national/gb-t-1.md", standard("GB/T 1.1-2020", "")),
    ] {
        now.iter_mut().filter(|(own, _)| own == path).for_each(|(_, own)| own.clone_from(&text));
        let source = memory(&now);
        assert!(registry.reread(&source, &BTreeSet::from([path.to_owned()])), "{path}");
        assert_eq!(told(&registry), told(&Registry::load(&source).unwrap()), "{path}: {text}");
    }
    // Another request is another registry, and nobody types in one of an upstream.
    let source = memory(&[("book.toml".to_owned(), BOOK.replace("\"a-b\"", "\"c\""))]);
    assert!(!registry.reread(&source, &BTreeSet::from(["book.toml".to_owned()])));
    assert!(!registry.reread(&memory(&now), &BTreeSet::from(["upstream/a/agencies/office.toml".to_owned()])));
}

#[test]
fn a_short_id_in_a_record_of_an_upstream_means_its_own() {
    let mut all = files();
    let policy = "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\n\n[organs]\nreviews = \"office\"\n\n[[clause]]\nid = \"1\"\ntext = \"条\"\nsubject = \"agency\"\n\n[[clause.duty]]\nid = \"d\"\ntitle = \"培训\"\nevery = \"P1Y\"\nby = \"reviews\"\n+++\n";
    let ours = policy.replace("430100", "430102");
    let bureau = "name = \"区局\"\njurisdiction = \"430100\"\nsucceeded_by = [\"office\"]\n\n[[done]]\nduty = \"measure#1/d\"\non = 2020-01-01\n";
    let reviewed = "\n[catalogue]\nstatus = \"listed\"\nmandated_by = [\"measure#1\"]\n\n[[review]]\ndate = 2020-01-01\nby = \"office\"\n";
    for (path, text) in [
        ("policies/measure.md", ours.as_str()),
        ("upstream/a/policies/measure.md", policy),
        ("upstream/a/agencies/closed.toml", bureau),
        ("upstream/a/standards/national/gb-t-3.md", &standard("GB/T 3-2020", reviewed)),
    ] {
        all.push((path.to_owned(), text.to_owned()));
    }
    let registry = Registry::load(&memory(&all)).unwrap();
    let policy = &registry.policies[registry.policy("a:measure").unwrap()];
    assert_eq!(policy.organs[0].1.value, "a:office");
    assert_eq!(policy.clauses[0].duties[0].by.as_ref().unwrap().value, "reviews", "an organ is the policy's own");
    let closed = &registry.agencies[registry.agency("closed").unwrap()];
    assert_eq!(closed.succeeded_by[0].value, "a:office");
    assert_eq!(closed.done[0].duty.as_ref().unwrap().value, "a:measure#1/d");
    let standard = registry.standards.iter().find(|own| own.name() == "GB/T 3-2020").unwrap();
    assert_eq!(standard.reviews[0].by.as_ref().unwrap().value, "a:office");
    // Ours go on meaning ours.
    assert_eq!(registry.policies[registry.policy("measure").unwrap()].organs[0].1.value, "office");
}
