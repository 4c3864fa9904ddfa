//! `mulu serve`: the site at a loopback address, rendered when a page is asked for, and again as files change.
//!
//! 1. A worker thread loads the registry and answers requests for pages from it. When files change it loads again; a fault in a
//!    record is a finding, as always, and what stops a build is shown in the page.
//! 2. A watcher tells the worker, a moment after the last of a burst of changes.
//! 3. A server passes requests to the worker, and tells open pages to reload.
//!
//! Nothing is written to disk.

mod changes;
mod http;
mod loaded;
mod watch;
mod worker;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::mpsc;

use mulu_core::day::Day;

pub use worker::FileResponse;

/// What is served, and where.
pub struct ServeOptions {
    /// The registry.
    pub root: PathBuf,
    /// The day: fixed, or asked anew at each load.
    pub day: Box<dyn Fn(&mulu_core::config::Config) -> Day + Send>,
    /// The address to listen at.
    pub address: SocketAddr,
    /// Look at the files at intervals instead of asking the system to tell: for network folders.
    pub poll: bool,
    /// More that is answered at the same address: the desk.
    pub desk: Option<axum::Router>,
    /// Told what happened: a line each.
    pub tell: Box<dyn Fn(&ServeEvent) + Send + Sync>,
}

/// What a person at the terminal is told.
#[derive(Debug)]
pub enum ServeEvent {
    /// The site can be opened at this address.
    Listening(SocketAddr),
    /// The registry was loaded, with so many files, and so many denied findings.
    Loaded(usize, usize),
    /// This file changed and was read again, with so many denied findings in it.
    Changed(String, usize),
    /// It could not be loaded: why. The last good site is served on.
    Failed(String),
}

/// Serves until the process ends.
///
/// # Errors
/// When the address cannot be listened at, or the folder not be watched.
pub fn serve(options: ServeOptions) -> io::Result<()> {
    let (requests, inbox) = mpsc::channel();
    let reloads = tokio::sync::watch::Sender::new(0_u64);
    let watcher = watch::watch(&options.root, options.poll, requests.clone())?;
    let ServeOptions { root, day, address, desk, tell, .. } = options;
    let tell = std::sync::Arc::new(tell);
    let worker_tell = std::sync::Arc::clone(&tell);
    let notify = reloads.clone();
    std::thread::spawn(move || worker::run(&root, &day, &inbox, &notify, worker_tell.as_ref()));
    let listening = http::run(address, requests, &reloads, desk, tell.as_ref());
    drop(watcher);
    listening
}
