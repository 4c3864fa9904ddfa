//! Translations and templates of a registry's own: whatever they say, there is a theme or a refusal that names the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_core::message::Lang;
use mulu_site::{LocalisedTheme, Theme};

const PATHS: [&str; 3] = ["site/i18n/en.ftl", "templates/404.html", "templates/standard.html"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else { return };
    let path = PATHS[usize::from(*first) % PATHS.len()];
    let Ok(theme) = Theme::with([(path.to_owned(), text.to_vec())]) else { return };
    if let Err(why) = LocalisedTheme::all(&theme, &[Lang::En]) {
        let file = path.rsplit('/').next().unwrap_or(path);
        assert!(why.to_string().contains(file) || why.to_string().contains("en.ftl"), "{why}");
    }
});
