//! Documents of every kind, and the measures in them: whatever the bytes, there is a passage or a refusal, and articles are cut within it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_exchange::cite::read;
use mulu_exchange::measure::measures;

/// A name that says of which kind the bytes are to be.
const NAMES: [&str; 7] = ["a.txt", "a.html", "a.docx", "a.odt", "a.ofd", "a.xlsx", "a.pdf"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let Ok(passage) = read(name, rest) else { return };
    for measure in measures(passage.text()) {
        for article in &measure.articles {
            // Cut into its items, an article loses no paragraph.
            let parts = article.parts();
            let paragraphs: usize = parts.iter().map(|part| part.paragraphs.len()).sum();
            assert_eq!(paragraphs, article.paragraphs.len());
        }
    }
});
