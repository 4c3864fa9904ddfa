//! A stream's bytes, unpacked within the budget of the document.

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use mulu_core::message::Message;

use super::measure::unpacked_length;
use super::{broken, too_elaborate};

/// How much of a document's streams may still be unpacked while its pages are read.
pub(super) struct Budget(pub u64);

impl Budget {
    /// Unpacks a stream. What is packed oddly was found to be small when the file was measured.
    ///
    /// # Errors
    /// When it is damaged, or the budget is spent: pages may show one stream a million times.
    pub fn unpack(&mut self, stream: &Stream<'_>) -> Result<Vec<u8>, Message> {
        let raw = stream.raw_data();
        if stream.filters().first() == Some(&Filter::FlateDecode) && unpacked_length(&raw, self.0) > self.0 {
            return Err(too_elaborate());
        }
        let unpacked = stream.decoded_data().map_err(|_| broken())?.into_owned();
        self.0 = self.0.checked_sub(unpacked.len() as u64).ok_or_else(too_elaborate)?;
        Ok(unpacked)
    }
}
