//! The same records by Hugo, with a comparable template for a record and nothing else.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::floor;
use super::run::{Cost, timed};

const CONFIG: &str = "baseURL = 'https://example.org/'\ntitle = '试验目录'\nuglyURLs = true\ndisableKinds = ['taxonomy', 'term', 'RSS', 'sitemap', 'section', '404']\n";

/// What `mulu` shows of a standard as far as Hugo has it: the record's own keys. Nothing is linked, derived or checked.
const SINGLE: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{{ .Params.number }}</title></head><body><h1>{{ .Params.number }} {{ .Title }}</h1><dl>{{ range $k, $v := .Params }}<dt>{{ $k }}</dt><dd>{{ $v }}</dd>{{ end }}</dl>{{ .Content }}</body></html>\n";

/// What Hugo costs, and how many pages it made.
pub fn cost(program: &Path, root: &Path, place: &Path) -> (Cost, usize) {
    fs::create_dir_all(place.join("layouts/_default")).unwrap();
    fs::write(place.join("hugo.toml"), CONFIG).unwrap();
    for name in ["single.html", "list.html"] {
        fs::write(place.join("layouts/_default").join(name), SINGLE).unwrap();
    }
    fs::write(place.join("layouts/index.html"), SINGLE).unwrap();
    let standards = root.join("standards");
    let records = floor::files(root).into_iter().filter(|path| path.starts_with(&standards));
    let mut pages = 0;
    for record in records.filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let to = place.join("content").join(record.strip_prefix(&standards).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&record, to).unwrap();
        pages += 1;
    }
    (timed(Command::new(program).arg("--source").arg(place).args(["--quiet", "--destination", "public"])), pages)
}
