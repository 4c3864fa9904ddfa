//! What the walk over history costs, as a ratio to `git log --no-renames --name-only` on the same repository.
//!
//! `cargo run --release --example history_corpus -- FOLDER [FILES COMMITS]` makes a repository of 20,000 records and 5,000
//! commits in FOLDER, unless one is there, and times git, the walk over paths, the first reading of what changed, and the second
//! one from what was kept.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use git2::{Repository, Signature, Sort, Time};
use mulu_git::history::{History, Walker};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How many records each commit touches.
const TOUCHED: usize = 4;

/// 2020-01-01, the day of the first commit.
const BEGIN: i64 = 1_577_836_800;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name a folder")?);
    let mut count = |otherwise: usize| arguments.next().map_or(Ok(otherwise), |text| text.parse());
    let (files, commits) = (count(20_000)?, count(5_000)?);
    if !folder.join(".git").exists() {
        make(&folder, files, commits)?;
    }
    let git = fastest(3, || names(&folder))?;
    let paths = fastest(3, || walk_paths(&folder))?;
    let kept = folder.join(".git/mulu");
    let first = fastest(3, || {
        if kept.exists() {
            std::fs::remove_dir_all(&kept)?;
        }
        read(&folder)
    })?;
    let second = fastest(3, || read(&folder))?;
    let mut out = std::io::stdout().lock();
    for (what, time) in [
        ("git log --name-only", git),
        ("walk over paths", paths),
        ("what changed, first run", first),
        ("what changed, kept", second),
    ] {
        writeln!(out, "{what:<26} {:>8.3} s   {:>6.2} ×", time.as_secs_f64(), time.as_secs_f64() / git.as_secs_f64())?;
    }
    Ok(())
}

/// The shortest of several runs: what the machine can do, when others leave it alone.
fn fastest(times: usize, run: impl Fn() -> Outcome<()>) -> Outcome<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..times {
        #[expect(clippy::disallowed_methods, reason = "this is the benchmark")]
        let begun = Instant::now();
        run()?;
        best = best.min(begun.elapsed());
    }
    Ok(best)
}

fn names(folder: &Path) -> Outcome<()> {
    let log = ["log", "--no-renames", "--name-only", "--format=%H %at"];
    let output = Command::new("git").arg("-C").arg(folder).args(log).stdout(Stdio::piped()).output()?;
    if output.status.success() { Ok(()) } else { Err("git log failed".into()) }
}

fn walk_paths(folder: &Path) -> Outcome<()> {
    git2::opts::strict_hash_verification(false);
    let repository = Repository::open(folder)?;
    let walker = Walker::new(&repository, "")?;
    let mut order = repository.revwalk()?;
    order.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
    order.push_head()?;
    for id in order {
        walker.paths(id?)?;
    }
    Ok(())
}

fn read(folder: &Path) -> Outcome<()> {
    let history = History::read(folder, None, 480);
    match history.missing {
        Some(missing) => Err(missing.en.into()),
        None => Ok(()),
    }
}

/// Makes the repository with `git fast-import`: the same bytes each time.
fn make(folder: &Path, files: usize, commits: usize) -> Outcome<()> {
    Repository::init(folder)?;
    let importer =
        Command::new("git").arg("-C").arg(folder).args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn()?;
    let mut importer = importer;
    let mut stream = std::io::BufWriter::new(importer.stdin.take().ok_or("no input")?);
    for commit in 0..=commits {
        let seconds = BEGIN + i64::try_from(commit)? * 3600;
        writeln!(
            stream,
            "commit refs/heads/master\ncommitter Clerk <clerk@example.org> {seconds} +0000\ndata 4\nEdit"
        )?;
        if commit == 0 {
            write_file(&mut stream, "book.toml", "")?;
        }
        let touched: Vec<usize> = if commit == 0 {
            (0..files).collect()
        } else {
            // A fixed scatter: every record is touched now and then, none in order.
            (0..TOUCHED).map(|at| (commit * TOUCHED + at) * 7919 % files).collect()
        };
        for number in touched {
            write_file(&mut stream, &path(number), &record(number, commit))?;
        }
    }
    stream.flush()?;
    drop(stream);
    if !importer.wait()?.success() {
        return Err("git fast-import failed".into());
    }
    let repository = Repository::open(folder)?;
    let head = repository.revparse_single("refs/heads/master")?.peel_to_commit()?;
    let who = Signature::new("Clerk", "clerk@example.org", &Time::new(BEGIN, 0))?;
    repository.reference("refs/heads/master", head.id(), true, who.name().unwrap_or("import"))?;
    repository.set_head("refs/heads/master")?;
    Ok(())
}

fn write_file(stream: &mut impl std::io::Write, path: &str, text: &str) -> Outcome<()> {
    writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len())?;
    Ok(())
}

/// At most a thousand records in a folder.
fn path(number: usize) -> String {
    format!("standards/group/{:02}/t-test-{number}-2020.md", number / 1000)
}

/// A record that gains a review with each commit that touches it, up to five.
fn record(number: usize, commit: usize) -> String {
    let mut text = format!(
        "+++\nnumber = \"T/TEST {number}-2020\"\ntitle = \"测试标准 {number}\"\nissued = 2020-01-01\neffective = 2020-06-01\nkeywords = [\"第 {commit} 次\"]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-06-01\nbinding = \"recommended\"\n"
    );
    for review in 0..commit % 5 {
        let _ = write!(
            text,
            "\n[[review]]\ndate = 202{}-01-01\nconclusion = \"continue\"\nby = \"authority\"\nreason = \"第 {commit} 次\"\n",
            review + 1
        );
    }
    text.push_str("+++\n说明文字。\n");
    text
}
