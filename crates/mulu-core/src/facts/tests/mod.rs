//! What is told of each kind of record.

mod concerned;
mod keys;
mod others;
mod standards;

use crate::day::Day;
use crate::message::Lang;
use crate::number::Number;
use crate::registry::Registry;
use crate::source::Memory;

use super::StandardFacts;

/// A registry of these files: of a standard or a policy its front matter alone is given.
fn registry(files: &[(&str, &str)]) -> Registry {
    let text = |path: &str, text: &str| {
        let has_front_matter = path.rsplit_once('.').is_some_and(|(_, ending)| ending == "md");
        if has_front_matter { format!("+++\n{text}\n+++\n") } else { text.to_owned() }
    };
    let files = files.iter().map(|(path, own)| ((*path).to_owned(), text(path, own).into_bytes()));
    let registry = Registry::load(&Memory::new(files)).unwrap();
    assert!(registry.diagnostics.is_empty(), "{:?}", registry.diagnostics);
    registry
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The place of the standard with a number.
fn at(registry: &Registry, number: &str) -> usize {
    let number = Number::parse(number);
    registry.standards.iter().position(|standard| standard.name() == number.canonical()).unwrap()
}

fn standard(registry: &Registry, number: &str, on: &str) -> StandardFacts {
    StandardFacts::of(registry, at(registry, number), day(on), Lang::En)
}

/// Two editions, the newer in force from the first of December 2019.
const OLD: (&str, &str) = (
    "standards/national/gb-t-22239-2008.md",
    "number = \"GB/T 22239-2008\"\ntitle = \"旧版\"\nissued = 2008-06-19\neffective = 2008-11-01",
);
const NEW: (&str, &str) = (
    "standards/national/gb-t-22239-2019.md",
    "number = \"GB/T 22239-2019\"\ntitle = \"新版\"\nissued = 2019-05-10\neffective = 2019-12-01\nreplaces = [\"GB/T 22239-2008\"]",
);

/// A policy with one clause that mandates a standard.
fn mandating(number: &str) -> String {
    format!(
        "title = \"办法\"\njurisdiction = \"430100\"\nissued = 2018-05-12\neffective = 2018-06-12\nrepealed = 2022-01-01\n\n[[clause]]\nid = \"2\"\ntext = \"应当符合。\"\nsubject = \"project\"\ngate = \"acceptance\"\nwhen = '\"cloud\" in traits'\nrequires = [\"security-test\"]\nmandates = [\"{number}\"]"
    )
}
