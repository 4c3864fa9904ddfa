//! Records: whatever stands in a file, the registry is read and checked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_core::check::check;
use mulu_core::day::Day;
use mulu_core::registry::Registry;
use mulu_core::source::Memory;

const PATHS: [&str; 6] = [
    "standards/national/gb-t-22239-2019.md",
    "standards/municipal/x.md",
    "policies/p.md",
    "agencies/a.toml",
    "projects/p.toml",
    "book.toml",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else { return };
    let path = PATHS[usize::from(*first) % PATHS.len()];
    let registry = Registry::load(&Memory::new([(path.to_owned(), text.to_vec())])).expect("memory can be read");
    if let Some(day) = Day::new(2026, 11, 21) {
        let _ = check(&registry, day);
    }
});
