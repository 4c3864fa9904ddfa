//! A registry's own templates, assets and translations.

use std::fs;

use crate::harness::pages::files;
use crate::harness::registry::Registry;

#[test]
fn one_template_is_overridden() {
    let registry = Registry::sound();
    let before = files(&registry.build());
    registry.write(
        "templates/404.html",
        "{% extends \"base.html\" %}{% block main %}<h1>own {{ t.not_found }}</h1>{% endblock %}",
    );
    let after = files(&registry.build());
    let changed: Vec<&String> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert_eq!(changed, [".mulu-files", "404.html", "changed.json", "en/404.html", "manifest.json"]);
    assert!(String::from_utf8_lossy(&after["404.html"]).contains("<h1>own "));
}

#[test]
fn one_asset_is_overridden_and_one_added() {
    let registry = Registry::sound();
    let before = files(&registry.build());
    registry.write("site/assets/site.css", "body { color: red }");
    registry.write("site/assets/fonts/own.txt", "own");
    let after = files(&registry.build());
    // What says which build it is stands at the end.
    assert!(after["assets/site.css"].starts_with(b"body { color: red }"));
    assert_eq!(after["assets/fonts/own.txt"], b"own");
    assert_eq!(after["assets/site.js"], before["assets/site.js"]);
}

#[test]
fn a_translation_is_overridden() {
    let registry = Registry::sound();
    let own = fs::read_to_string(crate::harness::own("site/i18n/en.ftl")).unwrap();
    registry.write(
        "site/i18n/en.ftl",
        own.replace("\nnav-catalogue = Catalogue\n", "\nnav-catalogue = Registered standards\n"),
    );
    let built = files(&registry.build());
    assert!(String::from_utf8_lossy(&built["en/index.html"]).contains("Registered standards"));
    assert!(!String::from_utf8_lossy(&built["index.html"]).contains("Registered standards"));
}

/// A wrong theme stops the build, says which file and what, and leaves the old site whole.
#[test]
fn a_broken_theme_names_the_file_and_changes_nothing() {
    let broken = [
        ("templates/policy.html", "{% if %}", "policy.html"),
        ("templates/own.html", "{{ x", "own.html"),
        ("templates/rule.html", "{% extends \"nothing.html\" %}", "nothing.html"),
        ("templates/rule.html", "{{ rule.id }}{{ rule.nothing.at.all }}", "rule.html"),
        ("templates/standard.html", "{{ say(id=\"no-such-message\", n=1) }}", "no-such-message"),
        ("templates/agency.html", "{{ nothing_at_all | upper }}", "agency.html"),
        ("site/i18n/en.ftl", "skip = { $", "site/i18n/en.ftl"),
        ("site/i18n/zh-CN.ftl", "a = 1\na = 2\n", "site/i18n/zh-CN.ftl"),
    ];
    for (path, text, named) in broken {
        let registry = Registry::sound();
        registry.build();
        let before = files(&registry.path("public"));
        registry.edit("book.toml", "试验目录", "改名的目录");
        registry.write(path, text);
        let ran = registry.on_day("build");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{path}: {text}");
        assert!(ran.err.starts_with("mulu: ") && ran.err.contains(named), "{path}: {}", ran.err);
        assert!(files(&registry.path("public")) == before, "{path}: the old site is not whole");
    }
}

#[test]
fn a_theme_that_is_no_text_is_said() {
    let registry = Registry::sound();
    registry.write("templates/rule.html", [0xff]);
    let ran = registry.on_day("build");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("templates/rule.html"), "{}", ran.err);
}
