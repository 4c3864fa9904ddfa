//! A small registry on disk, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub struct Registry {
    dir: TempDir,
}

pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub const BOOK: &str = r#"[book]
title = "示例目录"
language = "zh-CN"

[catalogue]
title-en = "Example catalogue"
jurisdiction = "430100"
site-url = "https://example.org/mulu/"

[roles]
review = ["data-authority"]
"#;

/// A record with every property that edits must keep: comments, an order of its own, blank lines.
pub const FIRST: &str = r#"+++
# 信息安全
number = "GB/T 22239-2019" # 等保
title = "信息安全技术 网络安全等级保护基本要求"
issued = 2019-05-10
effective = 2019-12-01
source = [{ url = "https://example.org/22239", checked = 2020-01-01 }]

[catalogue]
status = "listed"
listed = 2019-12-01
binding = "recommended"
# 到此为止
+++
正文
"#;

const SECOND: &str = r#"+++
number = "GB/T 21061-2007"
title = "国家电子政务网络技术和运行管理规范"
issued = 2007-09-12
effective = 2008-03-01
source = [{ url = "https://example.org/21061", checked = 2020-01-01 }]

[catalogue]
status = "listed"
listed = 2020-02-29
binding = "recommended"

[[review]]
date = 2021-06-01
conclusion = "revise"
by = "authority"
reason = "网络已经升级"
+++
"#;

impl Registry {
    /// Two listed standards: one never reviewed, one that is to be revised; two agencies, one of which may review.
    pub fn new() -> Self {
        let registry = Registry { dir: TempDir::new().unwrap() };
        registry.write("book.toml", BOOK);
        registry.write("standards/national/gb-t-22239-2019.md", FIRST);
        registry.write("standards/national/gb-t-21061-2007.md", SECOND);
        registry.write(
            "agencies/authority.toml",
            "name = \"数据局\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n",
        );
        registry.write(
            "agencies/police.toml",
            "name = \"公安局\"\njurisdiction = \"430100\"\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"implemented\"\nsince = 2020-01-01\nfiled = 2020-03-15\n",
        );
        registry
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs mulu in the registry, in English, with nobody at the terminal.
    pub fn mulu(&self, day: &str, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
        command.current_dir(self.root()).args(["--as-of", day, "--lang", "en"]).args(args).stdin(Stdio::null());
        let output = command.output().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs mulu and reads what it prints as JSON.
    pub fn json(&self, day: &str, args: &[&str]) -> serde_json::Value {
        let ran = self.mulu(day, args);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {} {}", ran.out, ran.err))
    }

    pub fn git(&self, args: &[&str]) -> String {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"];
        let output = Command::new("git").current_dir(self.root()).args(identity).args(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The registry of this repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
