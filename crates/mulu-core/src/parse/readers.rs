//! What a file says, whatever its kind. The readers are declared in `parse/mod.rs`, the one place that leads from a kind to its own.

/// Declares the readers: the kind, what its files say, and the function that reads one, by path, file, text and diagnostics.
macro_rules! readers {
    ($($kind:ident: $type:ty = $read:expr;)+) => {
        /// What a file says.
        #[derive(Debug)]
        pub enum ParsedFile {
            $(
                #[doc = concat!("[`Kind::", stringify!($kind), "`].")]
                $kind(Box<$type>),
            )+
            /// Nothing that could be read.
            Nothing,
        }

        /// Reads a file of a kind.
        #[must_use]
        pub fn read(kind: Kind, path: &str, file: FileId, text: &str, diagnostics: &Diagnostics) -> ParsedFile {
            match kind {
                $(Kind::$kind => {
                    let read: fn(&str, FileId, &str, &Diagnostics) -> Option<$type> = $read;
                    read(path, file, text, diagnostics).map_or(ParsedFile::Nothing, |said| ParsedFile::$kind(Box::new(said)))
                })+
            }
        }
    };
}
pub(super) use readers;
