//! Prose: whatever it says, the page has no tag, address or handler of its own making.
#![no_main]
#![allow(dead_code, reason = "the module is that of the site, and more of it is used there")]

use libfuzzer_sys::fuzz_target;
use mulu_core::address;

#[path = "../../crates/mulu-site/src/markdown.rs"]
mod markdown;

fuzz_target!(|text: &str| {
    let html = markdown::render(text, 3).to_ascii_lowercase();
    for tag in ["<script", "<iframe", "<object", "<style", "<form", "<svg", "href=\"javascript:", "src=\"javascript:"] {
        assert!(!html.contains(tag), "{tag} in {html}");
    }
});
