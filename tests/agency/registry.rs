//! A registry in a folder of its own, and the program run in it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// A registry on disk, removed when the test ends.
pub struct Registry {
    root: PathBuf,
    dir: tempfile::TempDir,
}

/// What a run of the program said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Registry {
    /// The registry of this repository, only read.
    pub fn ours() -> Self {
        Registry { root: PathBuf::from(env!("CARGO_MANIFEST_DIR")), dir: tempfile::tempdir().unwrap() }
    }

    /// A registry with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let registry = Registry { root: dir.path().to_owned(), dir };
        for (path, text) in files {
            registry.file(path, text);
        }
        registry
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Writes a file beside the registry, or into it where it is a folder of the test.
    pub fn file(&self, path: &str, text: &str) -> String {
        self.bytes(path, text.as_bytes())
    }

    pub fn bytes(&self, path: &str, bytes: &[u8]) -> String {
        let full = self.path(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(&full, bytes).unwrap();
        full.display().to_string()
    }

    pub fn run(&self, args: &[&str]) -> Said {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], input: &str) -> Said {
        let root = self.root.display().to_string();
        program(self.dir.path(), &[args, &["--root", &root, "--as-of", "2026-11-21"]].concat(), input)
    }
}

/// Runs the program.
pub fn program(dir: &Path, args: &[&str], input: &str) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mulu"))
        .args(args)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end without reading what it is given.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// A package with one part, `word/document.xml`.
pub fn docx(xml: &[u8]) -> Vec<u8> {
    package(&[("word/document.xml", xml)])
}

/// A package with these parts, as PKWARE's APPNOTE lays it out.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for (name, xml) in parts {
        let at = u32::try_from(zip.len()).unwrap();
        let (header, packed) = packed(name.as_bytes(), xml);
        zip.extend([b"PK\x03\x04".as_slice(), &header, name.as_bytes(), &packed].concat());
        let place = [[0; 10].as_slice(), &at.to_le_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\0".as_slice(), &header, &place, name.as_bytes()].concat());
    }
    let at = u32::try_from(zip.len()).unwrap();
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    zip.extend(directory);
    zip.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size, &at.to_le_bytes(), &[0, 0]].concat());
    zip
}

/// The common part of a file's two headers, and its bytes.
fn packed(name: &[u8], xml: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(xml).unwrap();
    let packed = encoder.finish().unwrap();
    let mut crc = flate2::Crc::new();
    crc.update(xml);
    let mut header = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
    for number in [crc.sum(), u32::try_from(packed.len()).unwrap(), u32::try_from(xml.len()).unwrap()] {
        header.extend(number.to_le_bytes());
    }
    header.extend([u8::try_from(name.len()).unwrap(), 0, 0, 0]);
    (header, packed)
}
