//! Prose: whatever it says, the page has no tag, address or handler of its own making.
#![no_main]
#![allow(dead_code, reason = "the module is that of the site, and more of it is used there")]

use libfuzzer_sys::fuzz_target;
use mulu_core::address;

#[path = "../../crates/mulu-site/src/markdown.rs"]
mod markdown;

fuzz_target!(|text: &str| {
    let html = markdown::render(text, 3).to_ascii_lowercase();
    // What looks like a tag in the prose is text: its `<` is escaped.
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        assert!(!["script", "iframe", "object", "style", "form", "svg"].contains(&name), "<{tag}> in {html}");
        let leads = ["href=\"javascript:", "src=\"javascript:", "href=\"data:", " onload=\"", " onerror=\""];
        assert!(!leads.iter().any(|lead| tag.contains(lead)), "<{tag}> in {html}");
    }
});
