//! What is made from memory after an edit is what would be made anew: of registries that have everything, each line of each record
//! is taken out once, and each year made another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use mulu_core::model::FileId;
use mulu_core::registry::Registry;
use mulu_core::source::Memory;

use super::SiteMemory;
use crate::{Evaluation, LocalisedTheme, Site, SiteBuilder, Theme};

static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::load(None).unwrap());

type Files = BTreeMap<String, String>;

/// The records of a folder.
fn files(folder: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut files = Files::new();
    for below in ["standards", "policies", "agencies", "projects", "resources", "cases"] {
        let found = walkdir::WalkDir::new(root.join(below)).into_iter().filter_map(Result::ok);
        for entry in found.filter(|entry| entry.file_type().is_file()) {
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(path, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    files.insert("book.toml".to_owned(), std::fs::read_to_string(root.join("book.toml")).unwrap());
    files
}

fn source(files: &Files) -> Memory {
    Memory::new(files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())))
}

/// What rests on all records: by name, so that what differs is named.
fn told(builder: &SiteBuilder<'_>, site: &Site<'_>) -> BTreeMap<String, String> {
    let fill = builder.fill();
    let mut told = BTreeMap::new();
    let mut tell = |name: String, what: String| drop(told.insert(name, what));
    for (file, path) in (0..).map(FileId).zip(&site.registry.files) {
        tell(format!("found in {path}"), format!("{:?}", fill.found.in_file(file)));
        tell(format!("how long {path} holds"), format!("{:?}", fill.answers.holding().file(file)));
    }
    for (standard, record) in site.registry.standards.iter().enumerate() {
        tell(format!("said of {}", record.id), format!("{:?}", fill.answers.standard(standard)));
    }
    for (project, record) in site.registry.projects.iter().enumerate() {
        tell(format!("asked of {}", record.id), format!("{:?}", fill.answers.audits().project(project)));
    }
    tell("due".to_owned(), format!("{:?}", fill.answers.due()));
    tell("members".to_owned(), format!("{:?}", fill.answers.members()));
    let pages = ["index.html", "reviews/index.html", "search.html"].map(str::to_owned);
    let index = builder.documents().layout().files().map(crate::search::IndexFile::path);
    for path in index.chain(pages) {
        let made = builder.make(&path).unwrap().unwrap();
        tell(path, String::from_utf8(made).unwrap());
    }
    told
}

/// A server's state.
struct Served {
    registry: Registry,
    memory: SiteMemory,
    themes: Vec<LocalisedTheme>,
}

impl Served {
    fn new(files: &Files) -> Served {
        let registry = Registry::load(&source(files)).unwrap();
        let themes = LocalisedTheme::all(&THEME, &registry.config.languages).unwrap();
        Served { memory: SiteMemory::of(&registry), registry, themes }
    }

    /// What is told now; a file is to be read again afterwards.
    fn told(&mut self, next: &str) -> BTreeMap<String, String> {
        let site = site(&self.registry);
        let next = BTreeSet::from([next.to_owned()]);
        site.with_memory(&mut self.memory, &self.themes, |builder| {
            while builder.prepare() {}
            (told(builder, &site), next)
        })
    }

    /// Reads it again.
    fn read(&mut self, files: &Files, path: &str) {
        if self.registry.reread(&source(files), &BTreeSet::from([path.to_owned()])) {
            self.memory.after(&self.registry);
        } else {
            *self = Served::new(files);
        }
    }
}

fn site(registry: &Registry) -> Site<'_> {
    let day = "2026-11-21".parse().unwrap();
    Site { registry, day, revision: None, history: None, theme: &THEME, printer: None }
}

fn told_anew(files: &Files) -> BTreeMap<String, String> {
    let registry = Registry::load(&source(files)).unwrap();
    let themes = LocalisedTheme::all(&THEME, &registry.config.languages).unwrap();
    let site = site(&registry);
    site.with_builder(Evaluation::Lazy, &themes, |builder| told(builder, &site))
}

fn assert_same(found: &BTreeMap<String, String>, wanted: &BTreeMap<String, String>, edit: &str) {
    assert!(found.keys().eq(wanted.keys()), "{edit}: other things are told of");
    for (name, wanted) in wanted {
        let found = &found[name];
        let at = found.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count().saturating_sub(60);
        let part = |text: &str| text.chars().skip(at).take(400).collect::<String>();
        assert!(found == wanted, "{edit}\n{name}\n  is    {}\n  not   {}", part(found), part(wanted));
    }
}

/// A text with a line taken out, and with the year in it made another.
fn edits(text: &str, line: usize) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let with = |own: Option<String>| {
        let other = |(at, text): (usize, &&str)| if at == line { own.clone() } else { Some((*text).to_owned()) };
        lines.iter().enumerate().filter_map(other).map(|line| line + "\n").collect::<String>()
    };
    let year = ["2026", "2025", "2024", "2023", "2022", "2021", "2020", "2019", "2018", "2017"];
    let year = year.into_iter().find(|year| lines[line].contains(year));
    let otherwise = year.map(|year| with(Some(lines[line].replacen(year, "2016", 1))));
    std::iter::once(with(None)).chain(otherwise).collect()
}

/// Edits every so many'th line of the records, one after the other.
fn edit_each(files: &Files, step: usize) {
    let mut served = Served::new(files);
    let whole = told_anew(files);
    let records = files.keys().filter(|path| !matches!(path.as_str(), "book.toml" | "standards/taxonomy.toml"));
    let mut n = 0;
    for path in records {
        for line in 0..files[path].lines().count() {
            n += 1;
            if n % step != 0 {
                continue;
            }
            for edited in edits(&files[path], line) {
                let changed = Files::from_iter([(path.clone(), edited)]);
                let changed: Files = files.clone().into_iter().chain(changed).collect();
                let edit = format!("{path}, line {} ({:?})", line + 1, changed[path].lines().nth(line));
                assert_same(&served.told(path), &whole, &format!("before {edit}"));
                served.read(&changed, path);
                assert_same(&served.told(path), &told_anew(&changed), &edit);
                served.read(files, path);
            }
        }
    }
}

#[test]
fn after_an_edit_of_any_line_all_is_as_if_made_anew() {
    edit_each(&files("tests/suite/incremental/every_key"), 7);
}

#[test]
fn after_an_edit_of_a_record_here_all_is_as_if_made_anew() {
    edit_each(&files("."), 401);
}

/// What one record says of others though it does not name them by their ids: added records, and edits of them one after the other.
#[test]
fn after_an_edit_what_rests_on_it_by_topic_or_by_name_is_as_if_made_anew() {
    let added = [
        ("agencies/laboratory.toml", "name = \"某检测所\"\njurisdiction = \"420100\"\n"),
        ("agencies/publisher.toml", "name = \"某局\"\njurisdiction = \"430100\"\n"),
        (
            "projects/three.toml",
            "name = \"项目三\"\nagency = \"gone\"\njurisdiction = \"430100\"\nstage = \"planning\"\n",
        ),
        (
            "standards/national/gb-t-90001-2019.md",
            "+++\nnumber = \"GB/T 90001-2019\"\ntitle = \"甲\"\ntopics = [\"migration\"]\nissued = 2019-01-01\neffective = 2019-06-01\n+++\n",
        ),
        (
            "standards/national/gb-t-90002-2026.md",
            "+++\nnumber = \"GB/T 90002-2026\"\ntitle = \"乙\"\nreplaces = [\"GB/T 90001-2019\"]\nissued = 2026-01-01\neffective = 2026-12-01\n+++\n",
        ),
    ];
    let mut files = files("tests/suite/incremental/every_key");
    files.extend(added.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let book = files["book.toml"].replace("[roles]\n", "[roles]\npublish = [\"publisher\"]\n");
    files.insert("book.toml".to_owned(), book);
    let document = "standards/municipal/cloud-migration.md";
    files.insert(document.to_owned(), files[document].replace("issuer = \"标准办\"", "issuer = \"发布单位\""));
    let edits = [
        ("standards/national/gb-t-90002-2026.md", "effective = 2026-12-01", "effective = 2026-03-01"),
        ("agencies/laboratory.toml", "某检测所", "测评机构"),
        ("agencies/laboratory.toml", "420100", "430100"),
        ("agencies/publisher.toml", "某局", "发布单位"),
        ("agencies/publisher.toml", "jurisdiction", "formerly = [\"gone\"]\njurisdiction"),
        ("agencies/publisher.toml", "发布单位", "某局"),
    ];
    let mut served = Served::new(&files);
    let mut before = served.told(edits[0].0);
    for (path, from, to) in edits {
        assert_eq!(served.told(path), before);
        files.insert(path.to_owned(), files[path].replacen(from, to, 1));
        served.read(&files, path);
        let now = served.told(path);
        let edit = format!("{path}: {to} in the place of {from}");
        assert_same(&now, &told_anew(&files), &edit);
        assert!(now != before, "{edit} changes nothing");
        before = now;
    }
}
