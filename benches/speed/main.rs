//! What Mulu costs, beside what the machine allows: `cargo bench --bench speed -- [--sizes N,N] [--table FILE.csv.gz] [--hugo PROGRAM] [--write]`.
//!
//! For each size a registry is made (see `examples/corpus`), and in the same run are measured: the floor (a program of a page,
//! `floor`, that reads the same files, parses the same TOML and Markdown with the bare crates, renders a bare template, writes
//! as many files of as many bytes), Mulu's own commands, `git log`, and Hugo where one is named. Processor time is the figure
//! that ratios are taken of: unlike the time on the clock it says little of what else the machine does. What takes seconds is run
//! three times, by turns, and the cheapest counts. Above 300,000 standards no site is built, only the commands are measured:
//! `--sizes 1000000` takes a quarter of an hour and 10 GB of disk. With `--write` the tables go to `benches/README.md`, above those of the run before.

#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "we name the files that we look for")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a benchmark fails by panicking"
)]
#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and says what it sees"
)]

#[path = "../../examples/corpus/registry.rs"]
mod corpus;
mod floor;
#[path = "../../examples/corpus/holdings.rs"]
mod holdings;
mod hugo;
mod run;
mod serve;
mod table;

use std::cell::Cell;
use std::path::{Path, PathBuf};

use run::{Cost, git, mulu, timed};
use table::Table;

/// The day that everything is computed for.
const DAY: &str = "2026-11-21";

/// The largest registry whose site is built too: that of a million standards is 47 GB.
const LARGEST_SITE: usize = 300_000;

/// What stands above the run before.
const BEFORE: &str = "\n# The run before";

struct Options {
    sizes: Vec<usize>,
    table: Option<PathBuf>,
    hugo: Option<PathBuf>,
    write: bool,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|arg| arg == "floor") {
        return floor::main(&args[1..]);
    }
    let options = options(&args);
    let tables: Vec<Table> = options.sizes.iter().map(|size| measure(*size, &options)).collect();
    let text = table::page(&tables, options.table.is_some());
    println!("{text}");
    if options.write {
        write(&Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/README.md"), &text);
    }
}

/// Writes the page, and below it the run before: whoever compares two runs sees how much one says.
fn write(path: &Path, page: &str) {
    let before = std::fs::read_to_string(path).unwrap_or_default();
    let before = before.split(BEFORE).next().and_then(|page| Some(page.split_once("\nMachine: ")?.1));
    let before = before.map_or_else(String::new, |tables| format!("{BEFORE}\n\nMachine: {}", tables.trim_end()));
    std::fs::write(path, format!("{}\n{before}\n", page.trim_end())).unwrap();
}

fn options(args: &[String]) -> Options {
    let mut options = Options { sizes: vec![1_000, 10_000], table: None, hugo: None, write: false };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().unwrap_or_else(|| panic!("{arg} needs a value"));
        match arg.as_str() {
            "--sizes" => options.sizes = value().split(',').map(|size| size.parse().expect("a number")).collect(),
            "--table" => options.table = Some(PathBuf::from(value())),
            "--hugo" => options.hugo = Some(PathBuf::from(value())),
            "--write" => options.write = true,
            // Cargo says this to every benchmark.
            "--bench" => {}
            other => panic!("{other} is not an option; see the head of benches/speed/main.rs"),
        }
    }
    options
}

/// Everything, at one size. Folders are new each time: a file system is slow to make files again that were just removed.
fn measure(size: usize, options: &Options) -> Table {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("speed-{size}-{}", std::process::id()));
    let root = place.join("registry");
    let made = corpus::make(&root, options.table.as_deref(), size, 1).unwrap();
    eprintln!("{}: {} standards, {} agencies, {} projects", size, made.standards, made.agencies, made.projects);
    commit(&root);
    let mut table = Table::new(made.standards, made.agencies, made.projects);

    let [read, parse, alone, check, audit, list, due] = by_turns([
        &|| floor::cost("read", &root, 2),
        &|| floor::cost("parse", &root, 2),
        &|| floor::cost("parse", &root, 1),
        &|| timed(&mut mulu(&root, &["check", "--as-of", DAY])),
        &|| timed(&mut mulu(&root, &["audit", "--as-of", DAY])),
        &|| timed(&mut mulu(&root, &["list", "standards", "--as-of", DAY])),
        &|| timed(&mut mulu(&root, &["due", "--as-of", DAY])),
    ]);
    table.row("read all files (floor)", read, None);
    table.row("read and parse them with the bare crates (floor)", parse, None);
    table.row("… on one thread", alone, Some(("two threads", parse)));
    table.row("`mulu check`", check, Some(("parse", parse)));
    table.row("`mulu audit`", audit, Some(("parse", parse)));
    table.row("`mulu list standards`", list, Some(("parse", parse)));
    table.row("`mulu due`", due, Some(("parse", parse)));
    for format in ["csv", "xlsx", "json"] {
        let export = timed(&mut mulu(&root, &["export", "--as-of", DAY, "--format", format]));
        table.row(&format!("`mulu export --format {format}`"), export, Some(("parse", parse)));
    }
    if size > LARGEST_SITE {
        edit(&root, 1);
        git_commit(&root);
        difference(&mut table, &root);
        return table;
    }

    // The first edit makes the work tree differ from its commit, which every page says: it comes before the first build.
    edit(&root, 1);
    let build = ["build", "--as-of", DAY];
    let cold = timed(&mut mulu(&root, &build));
    let floor = floor::cost("build", &root, 2);
    table.row("read, parse, render bare templates, write as many bytes (floor)", floor, None);
    table.row("… on one thread", floor::cost("build", &root, 1), Some(("two threads", floor)));
    table.row("`mulu build` from nothing", cold, Some(("that floor", floor)));
    let edits = Cell::new(1);
    let [unchanged, edited] = by_turns([&|| timed(&mut mulu(&root, &build)), &|| {
        edits.set(edits.get() + 1);
        edit(&root, edits.get());
        timed(&mut mulu(&root, &build))
    }]);
    table.row("… with nothing changed", unchanged, Some(("from nothing", cold)));
    table.row("… with one record changed", edited, Some(("from nothing", cold)));
    let day = Cell::new(DAY.parse::<chrono::NaiveDate>().unwrap());
    let on_day = || timed(&mut mulu(&root, &["build", "--as-of", &day.get().to_string()]));
    let [night, committed] = by_turns([
        &|| {
            day.set(day.get().succ_opt().unwrap());
            on_day()
        },
        &|| {
            edits.set(edits.get() + 1);
            edit(&root, edits.get());
            git_commit(&root);
            on_day()
        },
    ]);
    table.row("… on the next day", night, Some(("from nothing", cold)));
    table.row("… after a commit of one record", committed, Some(("from nothing", cold)));
    table.files(&root.join("public"));
    held(&mut table, &place, size, (check, cold));

    let log = difference(&mut table, &root);
    let first = root.join(first_standard(&root));
    let id = first.file_stem().unwrap().to_str().unwrap();
    table.row("`mulu log`, the walk known already", timed(&mut mulu(&root, &["log", id])), Some(("git log", log)));
    table.latency("`mulu serve`: from an edit to the right page", serve::latency(&root, &first));
    if let Some(program) = &options.hugo {
        let (cost, pages) = hugo::cost(program, &root, &place.join("hugo"));
        table.hugo("Hugo, one page for each standard", cost, pages, cold);
        let page = root.join("public/standards").join(format!("{id}.html"));
        let (number, title) = heading(&first);
        let (heavy, pages) = hugo::heavy_cost(program, &root, &place.join("hugo-heavy"), &page, (&number, &title));
        table.hugo("Hugo, a template of our page's weight, two languages", heavy, pages, cold);
    }
    table
}

/// What git's own walk over all commits costs, which is told, and ours of what the last one changed.
fn difference(table: &mut Table, root: &Path) -> Cost {
    let log = timed(git(root).args(["log", "--no-renames", "--name-only", "--format=%H"]));
    table.row("`git log --name-only`", log, None);
    table.row("`mulu diff HEAD~1`", timed(&mut mulu(root, &["diff", "HEAD~1"])), Some(("git log", log)));
    log
}

/// As many resources, and as many cases, each in a registry of its own, beside the standards.
fn held(table: &mut Table, place: &Path, size: usize, (check, build): (Cost, Cost)) {
    for (what, resources, cases) in [("resources", size, 0), ("cases", 0, size)] {
        let root = place.join(what);
        holdings::add(&root, resources, cases).unwrap();
        commit(&root);
        let checked = timed(&mut mulu(&root, &["check", "--as-of", DAY]));
        table.row(&format!("`mulu check` of as many {what}"), checked, Some(("the standards'", check)));
        let built = timed(&mut mulu(&root, &["build", "--as-of", DAY]));
        table.row(&format!("`mulu build` of as many {what}, from nothing"), built, Some(("the standards'", build)));
    }
}

/// The cheapest of three runs of each, by turns: what else the machine does falls on all alike, and whoever comes first does not
/// pay for files that nobody had read.
fn by_turns<const N: usize>(runs: [&dyn Fn() -> Cost; N]) -> [Cost; N] {
    let mut least = runs.map(|run| run());
    for _ in 1..3 {
        for (least, run) in least.iter_mut().zip(runs) {
            let cost = run();
            if cost.cpu < least.cpu {
                *least = cost;
            }
        }
    }
    least
}

fn commit(root: &Path) {
    std::fs::write(root.join(".gitignore"), "public\n").unwrap();
    assert!(git(root).args(["init", "-q"]).status().unwrap().success(), "git init");
    git_commit(root);
}

/// Commits everything, as on [`DAY`] at the latest: of a commit of a later day nothing is told, and pages would name the revision instead.
fn git_commit(root: &Path) {
    let made = format!("{DAY}T08:00:00Z");
    for args in [&["add", "-A"][..], &["commit", "-q", "-m", "corpus"]] {
        let mut command = git(root);
        command.args(["-c", "user.name=bench", "-c", "user.email=bench@example.org"]).args(args);
        command.env("GIT_COMMITTER_DATE", &made).env("GIT_AUTHOR_DATE", &made);
        assert!(command.status().unwrap().success(), "git {args:?}");
    }
}

/// A standard's record from the middle of the list, from the registry's root.
fn first_standard(root: &Path) -> PathBuf {
    let mut records = floor::files(root).into_iter().filter(|path| path.starts_with(root.join("standards")));
    let all: Vec<PathBuf> = records.by_ref().filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    all[all.len() / 2].strip_prefix(root).unwrap().to_owned()
}

/// The number and the title of a record.
fn heading(record: &Path) -> (String, String) {
    let text = std::fs::read_to_string(record).unwrap();
    let value = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.unwrap().trim_matches('"').to_owned()
    };
    (value("number"), value("title"))
}

/// Adds a sentence to a record.
fn edit(root: &Path, times: usize) {
    let path = root.join(first_standard(root));
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, format!("{text}\n第 {times} 次修改。\n")).unwrap();
}

impl Cost {
    /// The ratio of two costs in processor time.
    fn over(self, other: Cost) -> f64 {
        self.cpu / other.cpu.max(0.001)
    }
}
