//! A large registry.
//!
//! Standards come from a table with the columns `designation_raw`, `title_zh`, `issued`, `implemented`, `ics`, `ccs`,
//! `replacement_raw`, `publisher` and `detail_url`, as far as it reaches; the rest are made up, and say so. Listings, reviews,
//! prose, agencies, filings, clauses and projects are made up in any case, from a seed: the same arguments give the same bytes.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use mulu_core::number::{Level, Nature, Number};

/// The most files in a folder.
const IN_A_FOLDER: usize = 1_000;

/// Standards for each agency, and for each project: 100,000 have 2,000 and 5,000.
const PER_AGENCY: usize = 50;
const PER_PROJECT: usize = 20;

/// How many mandatory national standards there are.
const MANDATORY: usize = 20;

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

/// Prose of a record, about as long as a scope clause (GB/T 1.1) with its notes.
const PROSE: &str = "本文件规定了虚构系统的总体要求、数据要求、接口要求和安全要求，描述了相应的证实方法。\n\n\
本文件适用于虚构系统的规划、设计、建设、验收和运行维护，其他系统可参照使用。\n\n\
## 要点\n\n\
- 系统的**数据**按目录分类编码，变更后在五个工作日内更新。\n\
- 接口采用统一的鉴权方式，调用记录保存不少于六个月。\n\
- 验收前完成安全测评；测评结论为不合格的，不得上线运行。\n\n\
## 说明\n\n\
以上内容只用于测量，不是任何标准的条文。引用时以标准正式文本为准，见[发布机构](https://example.org/)的公告。\n";

/// How many records were made.
pub struct Made {
    pub standards: usize,
    pub agencies: usize,
    pub projects: usize,
}

/// Makes a registry of so many standards below a folder.
pub fn make(root: &Path, from: Option<&Path>, wanted: usize, seed: u64) -> Result<Made, Box<dyn Error>> {
    let real = from.map_or(Ok(Vec::new()), table)?;
    let rows = real.into_iter().chain((0..wanted as u64).map(made_up));
    Corpus { root: root.to_owned(), dice: Rng(seed), folders: BTreeMap::new() }.write(rows, wanted)
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
struct Rng(u64);

impl Rng {
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
    dice: Rng,
    /// How many files each level has so far.
    folders: BTreeMap<&'static str, usize>,
}

impl Corpus {
    fn write(mut self, rows: impl Iterator<Item = Row>, wanted: usize) -> Result<Made, Box<dyn Error>> {
        self.put("book.toml", BOOK)?;
        self.put(
            "agencies/office.toml",
            "name = \"标准办\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n",
        )?;
        self.put("standards/taxonomy.toml", &taxonomy())?;
        let mut seen = HashSet::new();
        let mut numbers = Vec::new();
        let mut binding = Vec::new();
        for row in rows {
            let level = row.number.level().map(Level::id).filter(|level| *level != "municipal");
            let whole = !row.title.is_empty() && day(&row.issued) && day(&row.effective) && row.issued <= row.effective;
            let Some(level) = level.filter(|_| whole && row.number.year().is_some()) else { continue };
            if numbers.len() == wanted || !seen.insert(row.number.slug()) {
                continue;
            }
            // Mandatory national standards bind every project. A city keeps those that concern its systems, not all there are.
            if level == "national" && row.number.nature() == Some(Nature::Mandatory) {
                if binding.len() == MANDATORY {
                    continue;
                }
                binding.push(row.number.canonical().to_owned());
            }
            let at = self.folders.entry(level).or_default();
            let shard = *at / IN_A_FOLDER;
            *at += 1;
            let path = format!("standards/{level}/{shard:02}/{}.md", row.number.slug());
            let text = self.record(&row, level);
            self.put(&path, &text)?;
            numbers.push(row.number.canonical().to_owned());
        }
        let made = Made {
            standards: numbers.len(),
            agencies: numbers.len() / PER_AGENCY,
            projects: numbers.len() / PER_PROJECT,
        };
        let mandated: Vec<&str> = (0..10).map(|_| self.pick(&numbers)).collect();
        for (policy, mandated) in mandated.iter().enumerate() {
            self.put(&format!("policies/m-{policy}.md"), &Self::policy(policy, mandated))?;
        }
        for agency in 0..made.agencies {
            let text = self.agency(agency, &numbers);
            self.put(&format!("agencies/a-{agency}.toml"), &text)?;
        }
        for project in 0..made.projects {
            let text = self.project(project, &numbers, (&binding, &mandated));
            self.put(&format!("projects/p-{project}.toml"), &text)?;
        }
        Ok(made)
    }

    fn put(&self, path: &str, text: &str) -> Result<(), Box<dyn Error>> {
        let full = self.root.join(path);
        fs::create_dir_all(full.parent().ok_or("a file at the root of everything")?)?;
        Ok(fs::write(full, text)?)
    }

    fn record(&mut self, row: &Row, level: &str) -> String {
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
            let mandatory = row.number.nature() == Some(Nature::Mandatory);
            let binding = if mandatory { "mandatory" } else { "recommended" };
            let _ = writeln!(text, "\n[catalogue]\nstatus = \"listed\"\nlisted = {}", row.effective);
            let _ = writeln!(text, "binding = \"{binding}\"");
            if mandatory && level != "national" {
                text.push_str("applies_to = [\"mobile\"]\nwhen = \"mlps_level >= 4\"\n");
            }
            for year in [2018, 2021, 2024].into_iter().skip(usize::try_from(self.dice.below(3)).unwrap_or(0)) {
                let month = self.dice.below(12) + 1;
                let _ = write!(
                    text,
                    "\n[[review]]\ndate = {year}-{month:02}-15\nconclusion = \"continue\"\nby = \"office\"\n"
                );
                let _ = writeln!(text, "reason = \"虚构的理由 {}。\"", self.dice.below(1_000_000));
            }
        }
        text.push_str("+++\n");
        text.push_str(PROSE);
        text
    }

    fn pick<'n>(&mut self, numbers: &'n [String]) -> &'n str {
        numbers.get(usize::try_from(self.dice.below(numbers.len() as u64)).unwrap_or(0)).map_or("", String::as_str)
    }

    /// A measure of twenty clauses; one of them mandates a standard for cloud projects.
    fn policy(at: usize, mandated: &str) -> String {
        let mut text = format!("+++\ntitle = \"虚构办法 {at}\"\njurisdiction = \"430100\"\nsample = true\n");
        text.push_str("issued = 2020-01-10\neffective = 2020-02-01\nissuer = \"虚构机关\"\n");
        for clause in 1..=20 {
            let _ = write!(text, "\n[[clause]]\nid = \"{clause}\"\ntext = \"虚构的第 {clause} 条。\"\n");
            text.push_str("subject = \"project\"\n");
            if clause == 10 {
                let _ = writeln!(text, "mandates = [\"{mandated}\"]\nwhen = '\"cloud\" in traits'");
            }
        }
        text + "+++\n"
    }

    fn agency(&mut self, at: usize, numbers: &[String]) -> String {
        let mut text = format!("name = \"虚构机关 {at}\"\njurisdiction = \"430100\"\n");
        for _ in 0..15 {
            let (number, month) = (self.pick(numbers).to_owned(), self.dice.below(12) + 1);
            let _ = write!(text, "\n[[adoption]]\nstandard = \"{number}\"\nstatus = \"implemented\"\n");
            let _ = writeln!(text, "since = 2024-{month:02}-01\nfiled = 2024-{month:02}-20");
        }
        text
    }

    fn project(&mut self, at: usize, numbers: &[String], (all, in_cloud): (&[String], &[&str])) -> String {
        let agency = at * PER_PROJECT / PER_AGENCY;
        let mut text = format!("name = \"虚构项目 {at}\"\nagency = \"a-{agency}\"\njurisdiction = \"430102\"\n");
        text.push_str("stage = \"operation\"\napproved = 2024-03-01\n");
        let cloud = self.dice.below(2) == 0;
        let _ = writeln!(text, "traits = [\"{}\"]", if cloud { "cloud" } else { "mobile" });
        let bound = all.iter().map(String::as_str).chain(in_cloud.iter().copied().filter(|_| cloud));
        let declared: BTreeSet<&str> = bound.chain((0..10).map(|_| self.pick(numbers))).collect();
        for number in declared {
            let _ = write!(text, "\n[[conformance]]\nstandard = \"{number}\"\nstatus = \"met\"\n");
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
    text.len() == 10 && text > "1950-01-01" && text < "2030-01-01" && text.parse::<mulu_core::day::Day>().is_ok()
}
