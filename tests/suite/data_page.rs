//! The page for who reads the catalogue by program: its commands work as they stand.

use std::process::Command;

use crate::harness::pages::Built;
use crate::harness::registry::Registry;

/// The commands of a page, each the text of a `<pre class="command">`.
fn commands(html: &str) -> Vec<String> {
    let found = html.split("<pre class=\"command\"").skip(1).map(|after| {
        let text = after.split_once("<code>").unwrap().1.split_once("</code>").unwrap().0;
        text.replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&#39;", "'")
            .replace("&#x2F;", "/")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    });
    found.collect()
}

#[test]
fn every_command_works() {
    if !has("curl") || !has("jq") {
        assert!(std::env::var_os("CI").is_none(), "CI is set, and curl or jq is not on the PATH");
        eprintln!("curl or jq is not on the PATH: the commands of the data page are not run");
        return;
    }
    let registry = Registry::own();
    let built = Built::read(&registry.build());
    let mut answers = Vec::new();
    for path in ["data/index.html", "en/data/index.html"] {
        let html = std::fs::read_to_string(built.folder.join(path)).unwrap();
        let commands = commands(&html);
        assert_eq!(commands.len(), 4, "{path}");
        for command in commands {
            // The address is where the site will be; its files are here already.
            let here = format!("file://{}/", built.folder.display());
            let command = command.replace("https://example.org/mulu/", &here);
            let ran = Command::new("bash").args(["-o", "pipefail", "-c", &command]).output().unwrap();
            let said = String::from_utf8(ran.stdout).unwrap();
            assert!(
                ran.status.success() && !said.trim().is_empty(),
                "{command}: {}",
                String::from_utf8_lossy(&ran.stderr)
            );
            answers.push(said);
        }
    }
    assert_eq!(answers[..4], answers[4..], "both languages show the same commands");
    assert!(answers[0].contains("\"as_of\": \"2026-11-21\""), "{}", answers[0]);
    assert!(answers[2].contains("\tGB/T 21061-2007"), "{}", answers[2]);
    assert!(answers[3].contains("GB/T 22239-2008\tGB/T 22239-2019"), "{}", answers[3]);
}

/// Every page leads to it, and it to every file that it names.
#[test]
fn it_is_found_from_everywhere() {
    let registry = Registry::sound();
    registry.edit("book.toml", "jurisdiction = \"430100\"\n", "jurisdiction = \"430100\"\nlicence = \"CC-BY-4.0\"\n");
    let built = Built::read(&registry.build());
    assert_eq!(built.faults(), Vec::<String>::new());
    for (path, page) in &built.pages {
        assert!(
            page.all("a").any(|link| link.get("href").is_some_and(|href| href.ends_with("data/index.html"))),
            "{path}"
        );
    }
    let page = &built.pages["en/data/index.html"];
    assert!(page.text.contains("CC-BY-4.0"));
    for file in ["catalogue.bib", "catalogue.ris", "api/v1/openapi.json", "data/catalogue.jsonld", "manifest.json"] {
        let wanted = format!("../../{file}");
        assert!(page.all("a").any(|link| link.get("href") == Some(&wanted)), "{file}");
    }
    assert!(page.all("a").any(|link| link.get("href") == Some("../feeds/reviews.atom")), "a feed in its own language");
    let robots = std::fs::read_to_string(built.folder.join("robots.txt")).unwrap();
    assert_eq!(robots, "User-agent: *\nAllow: /\nSitemap: https://example.org/mulu/sitemap.xml\n");
}

/// Whether a program is on the PATH.
fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|ran| ran.status.success())
}
