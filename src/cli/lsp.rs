//! `mulu lsp`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mulu_core::message;
use mulu_core::registry::{LoadedUpstream, Registry};
use mulu_core::source::{Source, Upstreams};
use mulu_git::upstream;
use mulu_lsp::federation::Federation;
use mulu_lsp::protocol::{Connection, ServerOptions, SessionEnd, serve};

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
    let options = ServerOptions {
        root: common.root.as_ref().map(|root| std::path::absolute(root).unwrap_or_else(|_| root.clone())),
        lang: common.lang,
        today: Box::new(move |config| as_of.unwrap_or_else(|| open::today(config))),
        federation: Arc::new(Fetched),
        version: env!("CARGO_PKG_VERSION"),
    };
    let (connection, threads) = Connection::stdio();
    let ended = serve(connection, options);
    // Nobody reads the last words of one who is not heard, and its input may never end.
    if ended != SessionEnd::Unheard {
        threads.join()?;
    }
    Ok(if ended == SessionEnd::Well { CommandOutcome::Success } else { CommandOutcome::Denied })
}

/// Upstreams as `mulu update` fetched them.
struct Fetched;

impl Federation for Fetched {
    fn pinned(&self, root: &Path, own: &dyn Source) -> Upstreams<Box<dyn Source + Send>> {
        let all = upstream::pinned(root, own).into_iter();
        all.map(|(id, tree)| (id, tree.map(|tree| Box::new(tree) as Box<dyn Source + Send>))).collect()
    }

    fn copy(&self, root: &Path, upstream: &LoadedUpstream, path: &str, text: &str) -> Option<PathBuf> {
        upstream::copy(root, upstream.pin.as_ref()?, path, text)
    }

    fn original(&self, root: &Path, registry: &Registry, copy: &Path) -> Option<String> {
        upstream::original(root, &registry.lock()?.pins, copy)
    }
}
