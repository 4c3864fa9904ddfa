//! The files of a new registry.

use include_dir::{Dir, include_dir};

use mulu_core::edit::toml_string;
use mulu_core::source::kind_of;

static STANDARDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/standards");
static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");
static AGENCIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/agencies");
static MINIMAL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/minimal");

/// What a registry begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// A configuration, the fourteen classes of the standards system, and folders that say what belongs in them.
    Minimal,
    /// Changsha's standards, measures, agencies and standards system.
    Changsha,
}

/// Whose registry it is, as far as that was said.
#[derive(Clone, Debug, Default)]
pub struct Owner {
    /// The catalogue's title.
    pub title: Option<String>,
    /// The government's GB/T 2260 code.
    pub jurisdiction: Option<String>,
    /// The name of the office that keeps it.
    pub authority: Option<String>,
}

/// The id, and the role, of the office that keeps a new registry.
const AUTHORITY: &str = "data-authority";

/// What the office may do in a registry of its own.
const DUTIES: [&str; 6] = ["review", "list", "register", "publish", "order", "waive"];

impl Owner {
    /// The configuration, with what was said in the place of what stands for it.
    fn own(&self, config: &str) -> String {
        let mut own = config.to_owned();
        if let Some(title) = &self.title {
            own = own.replacen("title = \"标准实施目录\"", &format!("title = {}", toml_string(title)), 1);
        }
        if let Some(code) = &self.jurisdiction {
            let blank = "# jurisdiction = \"430100\"        # GB/T 2260 代码：谁的目录";
            own = own.replacen(blank, &format!("jurisdiction = {}", toml_string(code)), 1);
        }
        if self.authority.is_some() {
            let duties = DUTIES.map(|duty| format!("{duty} = [\"{AUTHORITY}\"]"));
            own = own.replacen("# review = [\"data-authority\"]", &duties.join("\n"), 1);
        }
        own
    }

    /// The record of the office.
    fn office(&self) -> Option<String> {
        let name = format!("name = {}\n", toml_string(self.authority.as_ref()?));
        let code = self.jurisdiction.as_ref().map(|code| format!("jurisdiction = {}\n", toml_string(code)));
        Some(format!("{name}{}roles = [\"{AUTHORITY}\"]\n", code.unwrap_or_default()))
    }
}

/// The files of a new registry: path and bytes, sorted by path. Records that are examples are left out.
#[must_use]
pub fn files(start: Start, owner: &Owner) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    add(&mut files, "", &MINIMAL);
    if start == Start::Changsha {
        // Of the minimal files only those that are not records.
        files.retain(|(path, _)| kind_of(path).is_none());
        files.push(("book.toml".to_owned(), include_bytes!("../../book.toml").to_vec()));
        add(&mut files, "standards/", &STANDARDS);
        add(&mut files, "policies/", &POLICIES);
        add(&mut files, "agencies/", &AGENCIES);
    }
    for (path, bytes) in &mut files {
        if path == "gitignore" {
            ".gitignore".clone_into(path);
        } else if path == "book.toml" {
            *bytes = owner.own(&String::from_utf8_lossy(bytes)).into_bytes();
        }
    }
    files.extend(owner.office().map(|office| (format!("agencies/{AUTHORITY}.toml"), office.into_bytes())));
    files.sort();
    files.dedup_by(|a, b| a.0 == b.0);
    files
}

fn add(files: &mut Vec<(String, Vec<u8>)>, under: &str, dir: &Dir<'_>) {
    for file in dir.files() {
        let path =
            file.path().components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let is_example = file.contents_utf8().is_some_and(|text| text.lines().any(|line| line == "sample = true"));
        if !is_example {
            files.push((format!("{under}{path}"), file.contents().to_vec()));
        }
    }
    dir.dirs().for_each(|dir| add(files, under, dir));
}
