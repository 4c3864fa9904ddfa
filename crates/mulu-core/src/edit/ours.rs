//! Whose a record is: one of a registry that ours depends on is read here, and changed there.

use crate::message;
use crate::message::Message;
use crate::source::split_upstream;

/// Sees to it that the record at a path is the registry's own.
///
/// # Errors
/// When it is one of a registry that this one depends on: whose, and what can be done.
pub fn ours(path: &str) -> Result<(), Message> {
    let Some((upstream, _)) = split_upstream(path) else { return Ok(()) };
    Err(message!(
        "{path} 是 {upstream} 的记录，在这里只读：请在该登记簿中修改，或用 mulu new 为本登记簿另建一条",
        "{path} is a record of `{upstream}` and read-only here: change it there, or make one of your own with `mulu new`"
    ))
}
