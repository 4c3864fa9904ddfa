//! The figures as a page.

use std::fmt::Write as _;
use std::path::Path;

use super::run::Cost;

/// The figures at one size.
pub struct Table {
    standards: usize,
    heading: String,
    rows: String,
    notes: String,
    /// Size, name, processor time and peak of what is followed over the sizes.
    followed: Vec<(&'static str, f64, f64)>,
}

impl Table {
    pub fn new(standards: usize, agencies: usize, projects: usize) -> Table {
        let heading = format!("{standards} standards, {agencies} agencies, {projects} projects");
        Table { standards, heading, rows: String::new(), notes: String::new(), followed: Vec::new() }
    }

    pub fn row(&mut self, what: &str, cost: Cost, ratio: Option<(&str, Cost)>) {
        let ratio = ratio.map_or_else(|| "1".to_owned(), |(to, other)| format!("{:.2} × {to}", cost.over(other)));
        let megabytes = cost.peak / (1 << 20);
        let _ = writeln!(self.rows, "| {what} | {:.2} | {:.2} | {megabytes} | {ratio} |", cost.cpu, cost.wall);
        let followed = [("`mulu check`", "check"), ("`mulu build` from nothing", "build")];
        if let Some((_, name)) = followed.iter().find(|(row, _)| *row == what) {
            #[allow(clippy::cast_precision_loss, reason = "a peak of memory is far below 2^52")]
            self.followed.push((name, cost.cpu, cost.peak as f64));
        }
    }

    pub fn latency(&mut self, what: &str, seconds: f64) {
        let _ = writeln!(self.rows, "| {what} | – | {seconds:.3} | – | – |");
    }

    pub fn files(&mut self, site: &Path) {
        let list = std::fs::read_to_string(site.join(".mulu-files")).unwrap();
        let bytes: u64 = list.lines().map(|path| std::fs::metadata(site.join(path)).unwrap().len()).sum();
        let pages = list.lines().filter(|path| path.ends_with(".html")).count();
        let (files, mebibytes) = (list.lines().count(), bytes >> 20);
        let _ = writeln!(self.notes, "The site: {files} files, {pages} of them pages, {mebibytes} MiB.");
    }

    pub fn hugo(&mut self, what: &str, cost: Cost, pages: usize, build: Cost) {
        self.row(what, cost, Some(("our whole build", build)));
        #[allow(clippy::cast_precision_loss, reason = "a count of pages")]
        let (per, ours) = (cost.cpu / pages as f64, build.cpu / (2 * self.standards) as f64);
        let _ = writeln!(
            self.notes,
            "{what}: {pages} pages. Processor time for each standard's page: Hugo {:.0} µs; Mulu {:.0} µs, with everything else that it makes (two languages, the API, feeds, search, badges) laid on these pages.",
            per * 1e6,
            ours * 1e6
        );
    }
}

/// The page, with the machine's facts and how cost grows from the smallest size to the largest.
pub fn page(tables: &[Table], real: bool) -> String {
    let mut text = String::from(
        "# Speed\n\nWritten by `cargo bench --bench speed -- --write`; what is measured, and how, is said at the head of `benches/speed/main.rs`.\n\n",
    );
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model.lines().find_map(|line| Some(line.strip_prefix("model name")?.trim_matches([' ', '\t', ':'])));
    let records = if real { "real ones as far as the table reaches, then made up" } else { "made up" };
    let _ = writeln!(
        text,
        "Machine: {} cores, {}. Records: {records}. Times in seconds; CPU is the time of all cores together.\n",
        cores,
        model.unwrap_or("unknown")
    );
    for table in tables {
        let _ = writeln!(
            text,
            "## {}\n\n| what | CPU | clock | peak MiB | ratio of CPU |\n|---|---:|---:|---:|---|\n{}\n{}",
            table.heading, table.rows, table.notes
        );
    }
    if let [first, .., last] = tables {
        let _ = writeln!(
            text,
            "## Growth from {} to {} standards\n\nThe exponent *k* of cost ~ records^*k*: 1 is linear.\n\n| what | CPU | memory |\n|---|---:|---:|",
            first.standards, last.standards
        );
        #[allow(clippy::cast_precision_loss, reason = "counts of records")]
        let grown = (last.standards as f64 / first.standards as f64).ln();
        for (small, large) in first.followed.iter().zip(&last.followed) {
            let _ = writeln!(
                text,
                "| {} | {:.2} | {:.2} |",
                large.0,
                (large.1 / small.1).ln() / grown,
                (large.2 / small.2).ln() / grown
            );
        }
    }
    text
}
