//! How long it takes to find and answer the numbers in ten megabytes of text of several shapes, in milliseconds:
//! `cargo run --release -p mulu-exchange --example cite_speed`.

#![allow(clippy::expect_used)] // a measurement that cannot begin stops
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a measurement, for a person"
)]

use std::time::Instant;

use mulu_core::day::Day;
use mulu_core::registry::Registry;
use mulu_core::source::Memory;
use mulu_exchange::cite::{CitationResolver, cite, read};

const BYTES: usize = 10_000_000;

/// Texts as they are, and as somebody would write them who wants to hold up a run.
const SHAPES: [(&str, &str); 16] = [
    (
        "prose",
        "系统应当符合国家有关规定，并按照《信息安全技术 网络安全等级保护基本要求》的要求自主定级、备案和测评。\n",
    ),
    (
        "prose with numbers",
        "系统应当符合 GB/T 22239-2019 的要求，密码应用应当符合 GB/T 39786—2021，编码采用 GB 32100-2015 规定的规则。\n",
    ),
    ("English", "The system shall comply with the requirements of ISO and GB standards, T and Q.\n"),
    ("one line of one number", "GB/T 22239-2019 "),
    ("one line in a list", "GB/T 22239-2019、"),
    ("broken at a line's end", "GB/T 22239-\n2019 "),
    ("ISO", "ISO/IEC 27001:2013, "),
    ("groups", "T/ABCDEF 1-2020 "),
    ("codes alone", "GB "),
    ("codes of file names", "GB_T_"),
    ("codes on lines", "GB\n"),
    ("codes and figures", "GB 1 "),
    ("short ranges", "GB/T 21062.1～21062.4-2007，"),
    ("letters", "G"),
    ("long ranges", "GB/T 1～199，GB/T 100～199；"),
    ("unknown words", "HYZW-001-2026 ABCD 1234—2020 "),
];

fn main() {
    let record = |number: &str| {
        let path = format!("standards/national/{}.md", number.to_lowercase().replace(['/', ' '], "-"));
        (path, format!("+++\nnumber = \"{number}\"\ntitle = \"t\"\nissued = 2019-05-10\n+++\n").into_bytes())
    };
    let known = ["GB/T 22239-2019", "GB/T 39786-2021", "GB 32100-2015"].map(str::to_owned);
    let more = (0..3_000).map(|at| format!("GB/T {}-2020", 30_000 + at));
    let files: Vec<(String, Vec<u8>)> = known.into_iter().chain(more).map(|number| record(&number)).collect();
    let registry = Registry::load(&Memory::new(files)).expect("memory can be read");
    let day = Day::new(2026, 11, 21).expect("it is a day");
    let all = (0_usize..).map(|at| format!("GB/T {}-{} ", at % 99_999 + 1, 1990 + at % 30));
    let mut distinct = String::new();
    all.take_while(|number| {
        distinct.push_str(number);
        distinct.len() < BYTES
    })
    .for_each(drop);
    let repeated = SHAPES.map(|(name, piece)| (name, piece.repeat(BYTES / piece.len() + 1)));
    for (name, text) in repeated.iter().map(|(name, text)| (*name, text)).chain([("all numbers", &distinct)]) {
        let began = Instant::now();
        let answers = CitationResolver::new(&registry);
        let passage = read("a.txt", text.as_bytes()).expect("it is text");
        let citations = cite(&registry, &answers, day, "a.txt", &passage);
        println!("{:>6} ms {:>8} numbers  {name}", began.elapsed().as_millis(), citations.len());
    }
}
