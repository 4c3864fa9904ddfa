//! Documents: whatever the bytes, each number has a place in the text, and each is answered.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mulu_core::day::Day;
use mulu_core::registry::Registry;
use mulu_core::source::Memory;
use mulu_exchange::cite::{CitationResolver, cite, read};

const RECORDS: [(&str, &str); 4] = [
    (
        "standards/national/gb-t-22239-2019.md",
        "number = \"GB/T 22239-2019\"\ntitle = \"t\"\nreplaces = [\"GB/T 22239-2008\"]",
    ),
    ("standards/national/gb-32100-2015.md", "number = \"GB 32100-2015\"\ntitle = \"t\""),
    ("standards/national/gb-32100-2015-xg1-2016.md", "number = \"GB 32100-2015/XG1-2016\"\ntitle = \"t\""),
    ("standards/municipal/hyzw-001-2026.md", "number = \"HYZW 001-2026\"\ntitle = \"t\""),
];

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let record = |(path, text): (&str, &str)| (path.to_owned(), format!("+++\n{text}\n+++\n").into_bytes());
    Registry::load(&Memory::new(RECORDS.map(record))).expect("memory can be read")
});

thread_local! {
    /// Made once, as a run over many documents does: what is asked is the reading, not the collecting of what records replace.
    static ANSWERS: CitationResolver = CitationResolver::new(&REGISTRY);
}

fuzz_target!(|bytes: &[u8]| {
    let Some(day) = Day::new(2026, 11, 21) else { return };
    for name in ["a.txt", "a.html"] {
        let Ok(passage) = read(name, bytes) else { continue };
        let citations = ANSWERS.with(|answers| cite(&REGISTRY, answers, day, name, &passage));
        for citation in citations {
            assert!(citation.line > 0 && citation.column > 0 && !citation.number.is_empty());
        }
    }
});
