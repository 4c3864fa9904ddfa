//! The same records by Hugo: with a bare template for a record, and with one of the weight of our own page, in two languages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::floor;
use super::run::{Cost, timed};

const CONFIG: &str = "baseURL = 'https://example.org/'\ntitle = '试验目录'\nuglyURLs = true\ndisableKinds = ['taxonomy', 'term', 'RSS', 'sitemap', 'section', '404']\n";

/// Both languages, each with its folder of records.
const LANGUAGES: &str = "defaultContentLanguage = 'zh'\n[languages.zh]\ncontentDir = 'content'\nweight = 1\n[languages.en]\ncontentDir = 'content-en'\nweight = 2\n";

/// What `mulu` shows of a standard as far as Hugo has it: the record's own keys. Nothing is linked, derived or checked.
const SINGLE: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{{ .Params.number }}</title></head><body><h1>{{ .Params.number }} {{ .Title }}</h1>KEYS</body></html>\n";

/// The record's own keys and its prose.
const KEYS: &str = "<dl>{{ range $k, $v := .Params }}<dt>{{ $k }}</dt><dd>{{ $v }}</dd>{{ end }}</dl>{{ .Content }}";

/// What Hugo costs with the bare template, and how many pages it made.
pub fn cost(program: &Path, root: &Path, place: &Path) -> (Cost, usize) {
    let pages = lay_out(root, place, &["content"], CONFIG, &SINGLE.replace("KEYS", KEYS));
    (run(program, place), pages)
}

/// What Hugo costs with a template as heavy as the page that we make of a record, `page` below the site, in both languages, and how many
/// pages it made. `name` is what the page is headed with: its number and its title.
pub fn heavy_cost(program: &Path, root: &Path, place: &Path, page: &Path, name: (&str, &str)) -> (Cost, usize) {
    let template = heavy(&fs::read_to_string(page).unwrap(), name);
    let pages = lay_out(root, place, &["content", "content-en"], &format!("{CONFIG}{LANGUAGES}"), &template);
    (run(program, place), pages)
}

/// Our page as a template: it says of every record what it said of one, but for its number, its title, its keys and its prose. A brace
/// of the page is none of the template's: a title stands in braces in BibTeX.
fn heavy(page: &str, (number, title): (&str, &str)) -> String {
    let (before, after) = page.rsplit_once("</main>").expect("our pages have a main part");
    let marks = [("{", "\u{1}"), (number, "\u{2}"), (title, "\u{3}")];
    let actions = [("\u{1}", "{{ \"{\" }}"), ("\u{2}", "{{ .Params.number }}"), ("\u{3}", "{{ .Title }}")];
    let as_template =
        |part: &str| marks.iter().chain(&actions).fold(part.to_owned(), |part, (from, to)| part.replace(from, to));
    format!("{}{KEYS}</main>{}", as_template(before), as_template(after))
}

/// Lays out a site of Hugo's: so many pages.
fn lay_out(root: &Path, place: &Path, folders: &[&str], config: &str, template: &str) -> usize {
    fs::create_dir_all(place.join("layouts/_default")).unwrap();
    fs::write(place.join("hugo.toml"), config).unwrap();
    for name in ["single.html", "list.html"] {
        fs::write(place.join("layouts/_default").join(name), template).unwrap();
    }
    fs::write(place.join("layouts/index.html"), template).unwrap();
    let standards = root.join("standards");
    let records = floor::files(root).into_iter().filter(|path| path.starts_with(&standards));
    let records: Vec<PathBuf> = records.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    for (folder, record) in folders.iter().flat_map(|folder| records.iter().map(move |record| (folder, record))) {
        let to = place.join(folder).join(record.strip_prefix(&standards).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(record, to).unwrap();
    }
    records.len() * folders.len()
}

fn run(program: &Path, place: &Path) -> Cost {
    timed(Command::new(program).arg("--source").arg(place).args(["--quiet", "--destination", "public"]))
}
