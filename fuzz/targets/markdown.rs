//! Prose: whatever it says, the page has no tag, address or handler of its own making.
#![no_main]
#![allow(dead_code, reason = "the module is that of the site, and more of it is used there")]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/mulu-site/src/markdown.rs"]
mod markdown;

fuzz_target!(|text: &str| {
    let html = markdown::render(text, 3).to_ascii_lowercase();
    // What looks like a tag in the prose is text: its `<` is escaped.
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        assert!(!["script", "iframe", "object", "style", "form", "svg"].contains(&name), "<{tag}> in {html}");
        // What stands between quotes is a value: whatever a title says, it does nothing.
        let pieces: Vec<&str> = tag.split('"').collect();
        for pair in pieces.chunks(2) {
            let (name, value) = (pair[0].trim().trim_end_matches('='), pair.get(1).copied().unwrap_or_default());
            let name = name.rsplit([' ', '\n']).next().unwrap_or_default();
            assert!(!name.starts_with("on") && name != "style" && name != "id", "<{tag}> in {html}");
            let leads =
                ["javascript:", "data:", "vbscript:"].iter().any(|scheme| value.trim_start().starts_with(scheme));
            assert!(!(leads && ["href", "src"].contains(&name)), "<{tag}> in {html}");
        }
    }
});
