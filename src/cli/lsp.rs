//! `mulu lsp`.

use mulu_core::message;
use mulu_lsp::protocol::{Connection, Ended, Options, serve};

use super::CommandOutcome;
use super::args::Common;
use super::fail::Failure;
use super::open::{self, unknown};

/// Serves an editor over this process's own input and output until it goes. Exit 1 where it goes without having said so.
///
/// # Errors
/// When a revision is asked for: an editor edits the work tree.
pub fn run(common: &Common) -> Result<CommandOutcome, Failure> {
    if common.rev.is_some() {
        return Err(unknown(message!("--rev 只能读取，不能编辑", "--rev is for reading: a revision cannot be edited")));
    }
    let as_of = common.as_of;
    let options = Options {
        root: common.root.as_ref().map(|root| std::path::absolute(root).unwrap_or_else(|_| root.clone())),
        lang: common.lang,
        today: Box::new(move |config| as_of.unwrap_or_else(|| open::today(config))),
        version: env!("CARGO_PKG_VERSION"),
    };
    let (connection, threads) = Connection::stdio();
    let ended = serve(connection, options);
    // Nobody reads the last words of one who is not heard, and its input may never end.
    if ended != Ended::Unheard {
        threads.join()?;
    }
    Ok(if ended == Ended::Well { CommandOutcome::Success } else { CommandOutcome::Denied })
}
