//! Registries in folders of their own, and the program run on them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::program::{self, Ran};
use super::{DAY, own};

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
        registry.copy(&own("book.toml"), Path::new("book.toml"));
        for folder in ["standards", "policies", "agencies", "projects", "resources", "cases", "site"] {
            registry.copy(&own(folder), Path::new(folder));
        }
        registry
    }

    /// Copies a file, or all below a folder.
    pub fn copy(&self, from: &Path, to: &Path) {
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

    /// Reads a file.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
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

    /// The folder alone.
    pub fn into_folder(self) -> TempDir {
        self.folder
    }

    /// The program, to be run in this registry.
    pub fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        program::mulu(self.root(), args)
    }

    /// Runs the program to its end.
    #[track_caller]
    pub fn mulu<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Ran {
        self.ran(self.command(args))
    }

    /// Runs the program on [`DAY`].
    #[track_caller]
    pub fn on_day(&self, args: &str) -> Ran {
        self.mulu(args.split_whitespace().chain(["--as-of", DAY]))
    }

    /// Runs the program on a day, in English.
    #[track_caller]
    pub fn on(&self, day: &str, args: &[&str]) -> Ran {
        self.mulu(["--as-of", day, "--lang", "en"].iter().chain(args))
    }

    /// Runs a command to its end.
    #[track_caller]
    pub fn ran(&self, command: Command) -> Ran {
        let ran = program::run(command);
        // A temporary folder's name differs from run to run.
        let root = self.root().canonicalize().unwrap();
        let nameless =
            |text: String| text.replace(root.to_str().unwrap(), "ROOT").replace(self.root().to_str().unwrap(), "ROOT");
        Ran { code: ran.code, out: nameless(ran.out), err: nameless(ran.err) }
    }

    /// Runs git in this folder, and returns what it printed.
    #[track_caller]
    pub fn git(&self, args: &[&str]) -> String {
        let ran = program::run(program::git(self.root(), args));
        assert_eq!(ran.code, 0, "git {args:?}: {}", ran.err);
        ran.out
    }

    /// Builds the site on [`DAY`] and returns its folder.
    pub fn build(&self) -> PathBuf {
        let ran = self.on_day("build --lang en --no-pdf");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
        self.path("public")
    }
}

/// The keys of an object, sorted, with a space between.
pub fn keys(object: &serde_json::Value) -> String {
    let mut keys: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys.join(" ")
}
