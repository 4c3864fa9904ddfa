//! Numbers: whatever is read can be read again, and is the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_number::{Grammar, Level, Number, Series, find};

fuzz_target!(|text: &str| {
    let series = Series { prefix: "ZWFW".to_owned(), level: Level::National, nature: None, title: None };
    let grammar = Grammar::with([series]);
    for number in [Number::parse(text), grammar.parse(text)] {
        let again = grammar.parse(number.canonical());
        assert!(number.is_opaque() || again == number, "{number} is read as {again}");
        assert!(number.names_same_edition(&number), "{number}");
        assert!(number.undated().amendment().is_none() && !number.edition().is_amendment());
        assert!(!number.slug().is_empty() && !number.slug().contains(['/', '\\']));
        let _ = (number.printed(), number.whole(), number.parts().len());
    }
    let mut end = 0;
    for found in find(text) {
        assert!(found.start >= end && text.get(found.start..found.end) == Some(found.text.as_str()));
        end = found.end;
    }
});
