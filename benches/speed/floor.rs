//! The floor: the least that a program can do for the same outcome, with the same crates and nothing around them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pulldown_cmark::{Parser, html};
use rayon::prelude::*;
use tera::{Context, Tera};

use super::run::{Cost, timed};

/// A page with a table of what the record says, and its prose.
const PAGE: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{{ r.number }}</title></head><body>\
<h1>{{ r.number }} {{ r.title }}</h1><dl><dt>发布</dt><dd>{{ r.issued }}</dd><dt>实施</dt><dd>{{ r.effective }}</dd></dl>\
{{ body | safe }}</body></html>\n";

/// What a floor costs in a process of its own, on so many threads.
pub fn cost(what: &str, root: &Path, threads: usize) -> Cost {
    let mut command = Command::new(std::env::current_exe().unwrap());
    timed(command.args(["floor", what]).arg(root).arg(threads.to_string()))
}

/// The process itself: `floor read|parse|build ROOT THREADS`.
pub fn main(args: &[String]) {
    let [what, root, threads] = args else { panic!("floor WHAT ROOT THREADS") };
    rayon::ThreadPoolBuilder::new().num_threads(threads.parse().unwrap()).build_global().unwrap();
    let root = Path::new(root);
    let files = files(root);
    match what.as_str() {
        "read" => assert!(files.par_iter().map(|path| fs::read(path).unwrap().len()).sum::<usize>() > 0),
        "parse" => assert!(files.par_iter().map(|path| parse(path).1.len()).sum::<usize>() > 0),
        _ => build(root, &files, &root.with_file_name(format!("floor-{threads}"))),
    }
}

/// Every record, sorted by path.
pub fn files(root: &Path) -> Vec<PathBuf> {
    let folders = ["standards", "policies", "agencies", "projects"].map(|folder| root.join(folder));
    let walk = folders.iter().flat_map(walkdir::WalkDir::new).map(|entry| entry.unwrap());
    let mut files: Vec<PathBuf> =
        walk.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect();
    files.sort_unstable();
    files
}

/// The front matter as a table, and the prose as HTML.
fn parse(path: &Path) -> (toml::Table, String) {
    let text = fs::read_to_string(path).unwrap();
    let (front, prose) = match text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) {
        Some((front, prose)) => (front, prose),
        None => (text.as_str(), ""),
    };
    let table = toml::from_str(front).unwrap();
    let mut body = String::new();
    html::push_html(&mut body, Parser::new(prose));
    (table, body)
}

/// Parses every record; then, for every file of the built site, renders a bare template where it is a page, and writes as many
/// bytes as the site's own file has.
fn build(root: &Path, files: &[PathBuf], out: &Path) {
    let mut records: Vec<(toml::Table, String)> = files.par_iter().map(|path| parse(path)).collect();
    // The bare page is a standard's; what the others say was read all the same.
    records.retain(|(record, _)| record.contains_key("issued") && record.contains_key("number"));
    let mut tera = Tera::default();
    tera.add_raw_template("page.html", PAGE).unwrap();
    let site = root.join("public");
    let list = fs::read_to_string(site.join(".mulu-files")).unwrap();
    let paths: Vec<&str> = list.lines().collect();
    let mut folders: Vec<&str> = paths.iter().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    folders.dedup();
    for folder in folders {
        fs::create_dir_all(out.join(folder)).unwrap();
    }
    fs::create_dir_all(out).unwrap();
    paths.par_iter().enumerate().for_each(|(at, path)| {
        let length = usize::try_from(fs::metadata(site.join(path)).unwrap().len()).unwrap();
        let mut bytes = Vec::with_capacity(length);
        if path.ends_with(".html") {
            let (record, body) = &records[at % records.len()];
            let mut context = Context::new();
            context.insert("r", record);
            context.insert("body", body);
            tera.render_to("page.html", &context, &mut bytes).unwrap();
        }
        bytes.resize(length, b'\n');
        fs::write(out.join(path), bytes).unwrap();
    });
}
