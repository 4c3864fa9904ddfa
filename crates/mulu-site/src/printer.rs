//! What turns a page into a PDF. The site knows what is printed; the command line knows the program that prints.

use mulu_core::day::Day;
use mulu_core::message::Message;

/// A page to be printed, with what it loads.
#[derive(Clone, Debug)]
pub struct PrintJob {
    /// The page's path, one of `files`.
    pub page: String,
    /// Every file that the page needs: path from the site's root, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// The day that the document was computed for: the only date that it may bear.
    pub day: Day,
}

/// Makes PDFs.
pub trait Printer: Sync {
    /// The page as a PDF. The same program with the same fonts gives the same bytes.
    ///
    /// # Errors
    /// When it could not be printed: why, and what to do.
    fn print(&self, document: &PrintJob) -> Result<Vec<u8>, Message>;
}
