//! How much of git's trees is read.

use git2::{Error, ErrorClass, ErrorCode};

use mulu_core::limits::{TREE_FILES, TREE_PATH_BYTES};

/// What may still be named by the trees of a revision, or by what differs between two.
pub struct TreeBudget {
    paths: usize,
    bytes: usize,
}

impl TreeBudget {
    /// All that may be.
    pub fn new() -> Self {
        TreeBudget { paths: TREE_FILES, bytes: TREE_PATH_BYTES }
    }

    /// Takes a path off.
    ///
    /// # Errors
    /// When that is too much: [`is_too_much`] tells the error from those of git.
    pub fn take(&mut self, path: &str) -> Result<(), Error> {
        let left = self.paths.checked_sub(1).zip(self.bytes.checked_sub(path.len()));
        (self.paths, self.bytes) = left.ok_or_else(|| {
            let text = format!(
                "版本中的文件超过 {TREE_FILES} 个，或路径合计超过 {} MiB · more than {TREE_FILES} files in the trees of a revision, or paths of more than {} MiB",
                TREE_PATH_BYTES >> 20,
                TREE_PATH_BYTES >> 20
            );
            Error::new(ErrorCode::User, ErrorClass::Tree, text)
        })?;
        Ok(())
    }
}

/// Whether an error says that trees name too much.
pub fn is_too_much(error: &Error) -> bool {
    error.code() == ErrorCode::User
}
