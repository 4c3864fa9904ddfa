//! The files of a new registry.

use include_dir::{Dir, include_dir};

use mulu_core::edit::toml_string;
use mulu_core::source::kind_of;

static STANDARDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/standards");
static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");
static AGENCIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/agencies");
static CI: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ci");
static MINIMAL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/minimal");

/// What GitLab runs: the checks of every merge request, and the site every night.
const GITLAB: &str = "# 合并请求里核查登记簿，每晚重建网站。mulu 从哪里来：MULU_VERSION 写版本，MULU_RELEASES 写发布地址；或者 MULU_GIT 写仓库地址。\ninclude:\n  - local: ci/gitlab.yml\n  - local: ci/nightly.gitlab.yml\n\nvariables:\n  MULU_VERSION: \"\"\n  MULU_RELEASES: \"\"\n  MULU_GIT: \"\"\n  MULU_BASELINE: ci/baseline.json\n";

/// A baseline of a registry that has no faults to live with.
const NOTHING_KNOWN: &str = "{\n  \"schema\": \"mulu.baseline/1\",\n  \"findings\": []\n}\n";

/// What a registry begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartingContent {
    /// A configuration, the fourteen classes of the standards system, and folders that say what belongs in them.
    Minimal,
    /// The same with topics, kinds of evidence, words for projects, and the standards of e-government as facts: what any city can use.
    Egov,
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
pub fn files(start: StartingContent, owner: &Owner) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    add(&mut files, "", &MINIMAL);
    add(&mut files, "ci/", &CI);
    // Parts of a site are for registries that one machine is too small for: they take them from here when they are.
    files.retain(|(path, _)| !path.starts_with("ci/shards"));
    files.push((".gitlab-ci.yml".to_owned(), GITLAB.as_bytes().to_vec()));
    for (path, bytes) in &mut files {
        if path == "ci/baseline.json" {
            *bytes = NOTHING_KNOWN.as_bytes().to_vec();
        }
    }
    if start == StartingContent::Egov {
        egov(&mut files);
    }
    if start == StartingContent::Changsha {
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

/// Adds what any city can use of the records of this repository, in the place of the minimal files of the same name.
fn egov(files: &mut Vec<(String, Vec<u8>)>) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut own = Vec::new();
    add(&mut own, "", &STANDARDS);
    let standards = own.iter().filter_map(|(path, bytes)| {
        let facts = super::egov::standard(path, &text(bytes))?;
        Some((format!("standards/{path}"), facts.into_bytes()))
    });
    files.extend(standards.collect::<Vec<_>>());
    let file = |dir: &Dir<'_>, path: &str| dir.get_file(path).map(|file| text(file.contents())).unwrap_or_default();
    let traits = super::egov::section(include_str!("../../book.toml"), "[traits]");
    for (path, bytes) in files {
        match path.as_str() {
            "standards/taxonomy.toml" => {
                *bytes = super::egov::taxonomy(&file(&STANDARDS, "taxonomy.toml")).into_bytes();
            }
            "policies/evidence.toml" => *bytes = super::egov::evidence(&file(&POLICIES, "evidence.toml")).into_bytes(),
            "book.toml" => {
                let config = text(bytes);
                let before = config.split("\n[traits]").next().unwrap_or_default();
                *bytes = format!("{before}\n{}\n", traits.trim_end()).into_bytes();
            }
            _ => {}
        }
    }
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
