//! Tables: whatever a sheet holds, there is a plan or a refusal.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mulu_core::day::Day;
use mulu_core::registry::Registry;
use mulu_core::source::Memory;
use mulu_exchange::{ImportOptions, import, read};

static SOURCE: LazyLock<Memory> = LazyLock::new(|| Memory::new([]));
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::load(&*SOURCE).expect("memory can be read"));

fuzz_target!(|bytes: &[u8]| {
    let Some(day) = Day::new(2026, 11, 21) else { return };
    if let Ok(sheet) = read(bytes, None, None) {
        let _ = import(
            &REGISTRY,
            &*SOURCE,
            &sheet,
            &ImportOptions {
                source: Some("t".to_owned()),
                day,
                update: bytes.len() % 2 == 0,
                reason: Some("r".to_owned()),
                stubs: bytes.len() % 3 == 0,
            },
        );
    }
});
