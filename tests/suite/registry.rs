//! Registries in folders of their own, and the program run on them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The day that tests ask about.
pub const DAY: &str = "2026-11-21";

/// A configuration with nothing that a record could be measured by but a cycle and a jurisdiction.
pub const BOOK: &str = r#"[book]
title = "试验目录"
language = "zh-CN"

[catalogue]
title-en = "Trial Catalogue"
languages = ["zh-CN", "en"]
jurisdiction = "430100"
site-url = "https://example.org/mulu/"
repository-url = "https://example.org/registry"

[traits]
cloud = "依托政务云"
"#;

/// A record without a fault: the edition of 2008, which that of 2019 replaces.
pub const OLD_EDITION: &str = r#"+++
number = "GB/T 22239-2008"
title = "信息安全技术 信息系统安全等级保护基本要求"
issued = 2008-06-19
effective = 2008-11-01
source = [{ url = "https://example.org/2008", checked = 2026-11-21 }]
+++
"#;

/// A record without a fault, listed and reviewed.
pub const NEW_EDITION: &str = r#"+++
number = "GB/T 22239-2019"
title = "信息安全技术 网络安全等级保护基本要求"
title_en = "Baseline for classified protection of cybersecurity"
issued = 2019-05-10
effective = 2019-12-01
replaces = ["GB/T 22239-2008"]
source = [{ url = "https://example.org/2019", checked = 2026-11-21 }]

[catalogue]
status = "listed"
listed = 2019-12-01
binding = "recommended"

[[review]]
date = 2025-11-10
conclusion = "continue"
by = "office"
reason = "仍然适用。"
+++
网络安全等级保护的基本要求。
"#;

/// Who reviews.
pub const OFFICE: &str = "name = \"标准办\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n";

/// A folder that is removed with the test.
pub struct Registry {
    folder: TempDir,
}

impl Registry {
    /// A folder with nothing in it.
    pub fn bare() -> Self {
        Registry { folder: tempfile::tempdir().unwrap() }
    }

    /// A registry with a configuration and no records.
    pub fn empty() -> Self {
        Registry::bare().file("book.toml", BOOK)
    }

    /// A registry in which nothing is wrong: two editions of a standard and the office that reviews.
    pub fn sound() -> Self {
        Registry::empty()
            .file("standards/national/gb-t-22239-2008.md", OLD_EDITION)
            .file("standards/national/gb-t-22239-2019.md", NEW_EDITION)
            .file("agencies/office.toml", OFFICE)
    }

    /// This repository, copied as git would check it out: records, templates, translations.
    pub fn own() -> Self {
        let registry = Registry::bare();
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        registry.copy(&home.join("book.toml"), Path::new("book.toml"));
        for folder in ["standards", "policies", "agencies", "projects", "site"] {
            registry.copy(&home.join(folder), Path::new(folder));
        }
        registry
    }

    fn copy(&self, from: &Path, to: &Path) {
        if from.is_dir() {
            for entry in fs::read_dir(from).unwrap() {
                let entry = entry.unwrap();
                self.copy(&entry.path(), &to.join(entry.file_name()));
            }
        } else {
            self.write(to.to_str().unwrap(), fs::read(from).unwrap());
        }
    }

    /// The registry with one file more.
    pub fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let full = self.path(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, bytes).unwrap();
    }

    /// Replaces a part of a file that must be there once.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {path}");
        self.write(path, text.replace(from, to));
    }

    /// A path below the root.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The root.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The program, to be run in this registry, with nothing of this machine's surroundings but where programs are.
    pub fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
        command.args(args).current_dir(self.root()).stdin(Stdio::null()).env_clear();
        command.env("HOME", self.root()).env("GIT_CEILING_DIRECTORIES", self.root());
        command
    }

    /// Runs the program to its end.
    pub fn mulu<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Ran {
        self.ran(self.command(args))
    }

    /// Runs the program on [`DAY`].
    pub fn on_day(&self, args: &str) -> Ran {
        self.mulu(args.split_whitespace().chain(["--as-of", DAY]))
    }

    /// Runs a command to its end.
    pub fn ran(&self, mut command: Command) -> Ran {
        let output = command.output().unwrap();
        // A temporary folder's name differs from run to run.
        let root = self.root().canonicalize().unwrap();
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("the program writes UTF-8");
            text.replace(root.to_str().unwrap(), "ROOT").replace(self.root().to_str().unwrap(), "ROOT")
        };
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Builds the site on [`DAY`] and returns its folder.
    pub fn build(&self) -> PathBuf {
        let ran = self.on_day("build --lang en --no-pdf");
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
        self.path("public")
    }
}

/// How the program ended, and what it said.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    /// The exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Compares all three.
    #[track_caller]
    pub fn gave(&self, code: i32, out: &str, err: &str) {
        assert_eq!(self.out, out, "standard output; standard error was {:?}", self.err);
        assert_eq!(self.err, err, "standard error");
        assert_eq!(self.code, Some(code), "exit code");
    }

    /// Standard output as JSON, of a run that exited with this code.
    #[track_caller]
    pub fn json(&self, code: i32) -> serde_json::Value {
        assert_eq!((self.code, self.err.as_str()), (Some(code), ""));
        serde_json::from_str(&self.out).unwrap()
    }
}

/// The keys of an object, sorted, with a space between.
pub fn keys(object: &serde_json::Value) -> String {
    let mut keys: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys.join(" ")
}
