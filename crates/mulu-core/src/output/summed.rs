//! A file that is written part by part, with the sum of all that went into it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

/// A file that is being written.
pub struct Summed {
    file: File,
    sum: Sha256,
    bytes: u64,
}

/// What was written.
pub struct SummedFile {
    /// The file, still open.
    pub file: File,
    /// Its SHA-256.
    pub sha256: [u8; 32],
    /// Its size.
    pub bytes: u64,
}

/// Writes a file that is not there yet, part by part; none is left where that fails.
pub fn put_new_by(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<SummedFile> {
    let file = Summed { file: File::create_new(path)?, sum: Sha256::new(), bytes: 0 };
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let done = write(&mut out).and_then(|()| out.into_inner().map_err(io::IntoInnerError::into_error));
    if done.is_err() {
        let _ = fs::remove_file(path);
    }
    let Summed { file, sum, bytes } = done?;
    Ok(SummedFile { file, sha256: sum.finalize().into(), bytes })
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{self, Write};

    use sha2::{Digest, Sha256};

    use super::put_new_by;
    use crate::output::Output;

    fn parts(out: &mut dyn Write) -> io::Result<()> {
        (0..20_000).try_for_each(|n| write!(out, "{n},"))
    }

    #[test]
    fn what_comes_in_parts_is_summed_as_a_whole_and_leaves_nothing_where_it_fails() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a");
        let written = put_new_by(&place, parts).unwrap();
        let bytes = fs::read(&place).unwrap();
        assert_eq!(written.bytes, bytes.len() as u64);
        assert_eq!(written.sha256[..], Sha256::digest(&bytes)[..]);
        let place = folder.path().join("b");
        assert!(put_new_by(&place, |out| parts(out).and_then(|()| Err(io::Error::other("no")))).is_err());
        assert!(!place.exists());
    }

    #[test]
    fn a_file_that_comes_in_parts_is_left_where_it_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let build = |write: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
            let writing = Output::open(folder.path()).unwrap().announce(vec!["long.csv"]).unwrap();
            writing.write_by(0, None, write).unwrap();
            let tally = writing.finish().unwrap();
            (tally.written, tally.unchanged)
        };
        assert_eq!((build(&parts), build(&parts)), ((1, 0), (0, 1)));
        assert_eq!(build(&|out| parts(out).and_then(|()| out.write_all(b"more"))), (1, 0));
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert_eq!(names.count(), 2, "the file and the list of files");
    }
}
