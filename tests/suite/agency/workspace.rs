//! A desk in an agency: a folder to work in, a registry that is that folder or this repository, and documents to cite from.

use std::io::Write as _;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::harness::program::{self, Ran};
use crate::harness::registry::Registry;
use crate::harness::{DAY, home};

/// A folder, and the registry that the program is pointed at.
pub struct Workspace {
    root: PathBuf,
    folder: Registry,
}

impl Workspace {
    /// The registry of this repository, only read.
    pub fn ours() -> Self {
        Workspace { root: home().to_owned(), folder: Registry::bare() }
    }

    /// A registry with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = files.iter().fold(Registry::bare(), |folder, (path, text)| folder.file(path, text));
        Workspace { root: folder.root().to_owned(), folder }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path(path)
    }

    pub fn read(&self, path: &str) -> String {
        self.folder.read(path)
    }

    /// Writes a file beside the registry, or into it where it is a folder of the test.
    pub fn file(&self, path: &str, text: &str) -> String {
        self.bytes(path, text.as_bytes())
    }

    pub fn bytes(&self, path: &str, bytes: &[u8]) -> String {
        self.folder.write(path, bytes);
        self.path(path).display().to_string()
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let root = self.root.display().to_string();
        self.program(&[args, &["--root", &root, "--as-of", DAY]].concat(), input)
    }

    /// Runs the program without saying where a registry is.
    pub fn program(&self, args: &[&str], input: &str) -> Ran {
        program::run_with(program::mulu(self.folder.root(), args), input)
    }
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
