//! The program's own source, for tests that hold what is written in it.

use std::path::{Path, PathBuf};

/// A file of the crates or the program, with its path from the root of the repository, `/` between folders, and its text without the
/// tests that it ends with.
pub struct SourceFile {
    pub path: String,
    pub text: String,
}

impl SourceFile {
    /// The crate that it belongs to: `mulu-core`; the program's own is `mulu`.
    pub fn package(&self) -> &str {
        let crates = self.path.strip_prefix("crates/").and_then(|path| path.split_once('/'));
        crates.map_or("mulu", |(package, _)| package)
    }
}

/// Every source file of the workspace but tests.
pub fn sources() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(root.join("crates")).unwrap() {
        collect(&entry.unwrap().path().join("src"), &mut files);
    }
    collect(&root.join("src"), &mut files);
    assert!(files.len() > 300, "only {} source files were found", files.len());
    files.sort();
    let source = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        SourceFile { path: file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"), text }
    };
    files.into_iter().map(source).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                collect(&path, found);
            }
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path);
        }
    }
}
