//! What a registry answers: editions, binding force, coverage, duties.

mod deadlines;
mod editions;
mod force;

use super::Registry;
use crate::day::Day;
use crate::number::Number;
use crate::source::Memory;

/// A small registry, put together record by record.
#[derive(Default)]
struct Fixture {
    files: Vec<(String, Vec<u8>)>,
}

impl Fixture {
    fn file(mut self, path: &str, text: &str) -> Self {
        self.files.push((path.to_owned(), text.as_bytes().to_vec()));
        self
    }

    /// A standard's record in the folder of its level, with these lines beside number and title.
    fn standard(self, number: &str, lines: &str) -> Self {
        let parsed = Number::parse(number);
        let level = parsed.level().map_or("municipal", crate::number::Level::id);
        let path = format!("standards/{level}/{}.md", parsed.slug());
        self.file(&path, &format!("+++\nnumber = \"{number}\"\ntitle = \"示例\"\n{lines}\n+++\n"))
    }

    /// A standard's record with its dates of issue and of effect, and these lines.
    fn dated(self, number: &str, issued: &str, effective: &str, lines: &str) -> Self {
        self.standard(number, &format!("issued = {issued}\neffective = {effective}\n{lines}"))
    }

    fn policy(self, id: &str, lines: &str) -> Self {
        let text = format!("+++\ntitle = \"示例\"\nissued = 2018-05-12\neffective = 2018-06-12\n{lines}\n+++\n");
        self.file(&format!("policies/{id}.md"), &text)
    }

    fn load(self) -> Registry {
        let registry = Registry::load(&Memory::new(self.files)).unwrap();
        assert!(registry.diagnostics.is_empty(), "{:?}", registry.diagnostics);
        registry
    }
}

/// A kind that was declared and has no reader, no list or no name in the list of lists would be lost without a word.
#[test]
fn a_record_of_every_kind_is_kept_and_found() {
    for (kind, schema) in crate::schema::schemas().filter(|(kind, _)| kind.is_many()) {
        let text = if kind.has_prose() { "+++\n+++\n" } else { "" };
        let files = [(schema.path.to_owned(), text.as_bytes().to_vec())];
        let registry = Registry::load(&Memory::new(files)).unwrap();
        assert_eq!((registry.count(kind), registry.records(kind).count()), (1, 1), "{}", schema.path);
        let record = registry.record_at(kind, 0).unwrap();
        assert_eq!((record.kind(), registry.find(kind, record.id())), (kind, Some(0)), "{}", schema.path);
        assert_eq!(registry.path(record.file()), schema.path);
    }
}

/// An edit that gives a project to another agency, or ends an agency, moves what is found by their ids.
#[test]
fn whose_a_project_is_and_who_took_over_follow_an_edit() {
    let files = |owner: &str, ending: &str| {
        let fixture = Fixture::default().file("agencies/a.toml", &format!("name = \"甲\"\n{ending}"));
        let fixture = fixture.file("agencies/b.toml", "name = \"乙\"\n");
        Memory::new(fixture.file("projects/p.toml", &format!("name = \"项目\"\nagency = \"{owner}\"\n")).files)
    };
    let found = |registry: &Registry| {
        let earlier: Vec<String> = registry.predecessors_of("b").map(|agency| agency.id.clone()).collect();
        (["a", "b"].map(|agency| registry.projects_of(agency).to_vec()), earlier)
    };
    let mut registry = Registry::load(&files("a", "")).unwrap();
    assert_eq!(found(&registry), ([vec![0], vec![]], vec![]));
    let edited = files("b", "until = 2026-01-01\nsucceeded_by = [\"b\"]\n");
    let paths = ["agencies/a.toml", "projects/p.toml"].map(str::to_owned);
    assert!(registry.reread(&edited, &paths.into()));
    assert_eq!(found(&registry), ([vec![], vec![0]], vec!["a".to_owned()]));
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Registry {
    /// The place of the standard with a number.
    fn at(&self, number: &str) -> usize {
        self.standards.iter().position(|standard| standard.name() == number).unwrap()
    }

    /// What became of an edition: the names of those in force.
    fn became(&self, number: &str, on: &str) -> Vec<&str> {
        let current = self.succession(self.at(number), day(on)).current;
        current.into_iter().map(|index| self.standards[index].name()).collect()
    }

    /// What a citation means on a day.
    fn meant(&self, number: &str, on: &str) -> Vec<&str> {
        let current = self.in_force(&Number::parse(number), day(on));
        current.into_iter().map(|index| self.standards[index].name()).collect()
    }
}
