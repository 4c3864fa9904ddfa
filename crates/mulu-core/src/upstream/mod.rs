//! What a registry that depends on others is pinned to (DESIGN 13): `book.lock`.

mod lock;

pub use lock::{BOOK_LOCK, BookLock, Pin, content_sum, url_key};
