//! Makes a large registry, to measure Mulu with: `cargo run --release --example corpus -- DIR [FILE.csv[.gz]] [N] [SEED]`.
//!
//! The records come from a table of standards with the columns `designation_raw`, `title_zh`, `issued`, `implemented`, `ics`,
//! `ccs`, `replacement_raw`, `publisher` and `detail_url`, or, where no file is named, are made up and say so. Listings, reviews
//! and projects are made up in any case, from the seed: the same arguments give the same bytes. The registry is for measuring
//! only; nothing in it is published.

#![allow(clippy::disallowed_macros, reason = "an example says what it did")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use mulu::number::{Level, Number};

/// The most files in a folder.
const IN_A_FOLDER: usize = 1_000;

const BOOK: &str = r#"[book]
title = "试验目录"
language = "zh-CN"

[catalogue]
title-en = "Trial Catalogue"
languages = ["zh-CN", "en"]
jurisdiction = "430100"
site-url = "https://example.org/mulu/"

[roles]
review = ["data-authority"]

[traits]
cloud = "依托政务云"
mobile = "有移动端"
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1).peekable();
    let root = PathBuf::from(args.next().ok_or("usage: corpus DIR [FILE.csv[.gz]] [N] [SEED]")?);
    let file = args.next_if(|arg| arg.parse::<usize>().is_err());
    let wanted = args.next().map_or(Ok(20_000), |n| n.parse())?;
    let dice = Dice(args.next().map_or(Ok(1), |seed| seed.parse())?);
    let rows = match file {
        Some(path) => table(Path::new(&path))?,
        None => (0..wanted as u64).map(made_up).collect(),
    };
    Corpus { root, dice, folders: BTreeMap::new() }.write(rows, wanted)
}

/// One standard as its source has it.
struct Row {
    number: Number,
    title: String,
    issued: String,
    effective: String,
    ics: String,
    ccs: String,
    replaces: String,
    issuer: String,
    url: String,
}

fn made_up(n: u64) -> Row {
    let (serial, year) = (10_000 + n / 2, 2005 + (n % 2) * 12);
    let replaces = if n % 2 == 1 { format!("GB/T {serial}-2005") } else { String::new() };
    Row {
        number: Number::parse(&format!("GB/T {serial}-{year}")),
        title: format!("虚构标准 第 {serial} 号"),
        issued: format!("{year}-05-10"),
        effective: format!("{year}-12-01"),
        ics: "35.040".to_owned(),
        ccs: "L80".to_owned(),
        replaces,
        issuer: "虚构机关".to_owned(),
        url: format!("https://example.org/{n}"),
    }
}

fn table(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let file = File::open(path)?;
    let packed = path.extension().is_some_and(|ending| ending == "gz");
    let text: Box<dyn Read> = if packed { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) };
    let mut reader = csv::Reader::from_reader(text);
    let mut rows = Vec::new();
    for record in reader.deserialize() {
        let record: BTreeMap<String, String> = record?;
        let cell = |name: &str| record.get(name).map_or_else(String::new, |cell| clean(cell));
        rows.push(Row {
            number: Number::parse(&cell("designation_raw")),
            title: cell("title_zh"),
            issued: cell("issued"),
            effective: cell("implemented"),
            ics: cell("ics"),
            ccs: cell("ccs"),
            replaces: cell("replacement_raw"),
            issuer: cell("publisher"),
            url: Some(cell("detail_url"))
                .filter(|url| !url.is_empty())
                .unwrap_or_else(|| "https://example.org/".to_owned()),
        });
    }
    Ok(rows)
}

/// A cell on one line, as TOML may hold it in quotes.
fn clean(cell: &str) -> String {
    cell.replace(['"', '\\'], "'").chars().filter(|c| !c.is_control()).collect()
}

/// Numbers that look random and are the same for the same seed (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.max(1);
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % n
    }
}

struct Corpus {
    root: PathBuf,
    dice: Dice,
    /// How many files each level has so far.
    folders: BTreeMap<&'static str, usize>,
}

impl Corpus {
    fn write(mut self, rows: Vec<Row>, wanted: usize) -> Result<(), Box<dyn Error>> {
        self.put("book.toml", BOOK)?;
        self.put(
            "agencies/office.toml",
            "name = \"标准办\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n",
        )?;
        self.put("standards/taxonomy.toml", &taxonomy())?;
        let mut seen = std::collections::HashSet::new();
        let mut numbers = Vec::new();
        for row in rows {
            let level = row.number.level().map(Level::id).filter(|level| *level != "municipal");
            let whole = !row.title.is_empty() && day(&row.issued) && day(&row.effective) && row.issued <= row.effective;
            let Some(level) = level.filter(|_| whole && row.number.year().is_some()) else { continue };
            if numbers.len() == wanted || !seen.insert(row.number.slug()) {
                continue;
            }
            let at = self.folders.entry(level).or_default();
            let shard = *at / IN_A_FOLDER;
            *at += 1;
            let path = format!("standards/{level}/{shard:02}/{}.md", row.number.slug());
            let text = self.record(&row);
            self.put(&path, &text)?;
            numbers.push(row.number.canonical().to_owned());
        }
        for project in 0..numbers.len() / 100 {
            let text = self.project(project, &numbers);
            self.put(&format!("projects/p-{project}.toml"), &text)?;
        }
        eprintln!("{} standards", numbers.len());
        Ok(())
    }

    fn put(&self, path: &str, text: &str) -> Result<(), Box<dyn Error>> {
        let full = self.root.join(path);
        fs::create_dir_all(full.parent().ok_or("a file at the root of everything")?)?;
        Ok(fs::write(full, text)?)
    }

    fn record(&mut self, row: &Row) -> String {
        let mut text = format!("+++\nnumber = \"{}\"\ntitle = \"{}\"\n", row.number.canonical(), row.title);
        let _ = write!(text, "issued = {}\neffective = {}\n", row.issued, row.effective);
        let replaced = Number::parse(&row.replaces);
        if !row.replaces.is_empty() && !replaced.is_opaque() {
            let _ = writeln!(text, "replaces = [\"{}\"]", replaced.canonical());
        }
        for (key, value) in [("ics", &row.ics), ("ccs", &row.ccs)] {
            if !value.is_empty() {
                let _ = writeln!(text, "{key} = [\"{value}\"]");
            }
        }
        if !row.issuer.is_empty() {
            let _ = writeln!(text, "issuer = \"{}\"", row.issuer);
        }
        let class = self.dice.below(20);
        let _ = writeln!(text, "classes = [\"c{class}\"]\ntopics = [\"c{class}-t{}\"]", self.dice.below(20));
        let _ = writeln!(text, "source = [{{ url = \"{}\", checked = 2026-11-21 }}]", row.url);
        if self.dice.below(4) == 0 {
            let _ = write!(
                text,
                "\n[catalogue]\nstatus = \"listed\"\nlisted = {}\nbinding = \"recommended\"\n",
                row.effective
            );
            for year in [2018, 2021, 2024].into_iter().skip(usize::try_from(self.dice.below(3)).unwrap_or(0)) {
                let month = self.dice.below(12) + 1;
                let _ = write!(
                    text,
                    "\n[[review]]\ndate = {year}-{month:02}-15\nconclusion = \"continue\"\nby = \"office\"\n"
                );
                let _ = writeln!(text, "reason = \"虚构的理由 {}。\"", self.dice.below(1_000_000));
            }
        }
        text.push_str("+++\n用于测量的记录。\n");
        text
    }

    fn project(&mut self, at: usize, numbers: &[String]) -> String {
        let mut text = format!("name = \"虚构项目 {at}\"\nagency = \"office\"\njurisdiction = \"430102\"\n");
        text.push_str("stage = \"operation\"\napproved = 2024-03-01\ntraits = [\"cloud\"]\n");
        for _ in 0..10 {
            let pick = usize::try_from(self.dice.below(numbers.len() as u64)).unwrap_or(0);
            let _ = write!(text, "\n[[conformance]]\nstandard = \"{}\"\nstatus = \"met\"\n", numbers[pick]);
        }
        text
    }
}

fn taxonomy() -> String {
    let mut text = String::new();
    for class in 0..20 {
        let _ = write!(text, "[[class]]\nid = \"c{class}\"\ntitle = \"第 {class} 类\"\ngroup = \"general\"\n");
        for topic in 0..20 {
            let _ = write!(text, "[[class.topic]]\nid = \"c{class}-t{topic}\"\ntitle = \"主题 {class}-{topic}\"\n");
        }
    }
    text
}

/// Whether a text is a day that a standard can have.
fn day(text: &str) -> bool {
    text.len() == 10 && text > "1950-01-01" && text < "2030-01-01" && text.parse::<mulu::day::Day>().is_ok()
}
