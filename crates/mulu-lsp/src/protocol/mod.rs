//! The boundary to editors: the only place that knows the protocol. Within it, places are lines and columns of texts that may have
//! changed meanwhile; behind it, bytes.

mod answers;
mod book;
mod capabilities;
mod client;
mod convert;
mod documents;
mod renaming;
mod requests;
mod server;
mod transport;

pub use server::{LanguageServer, ServerOptions};
pub use transport::{SessionEnd, serve};

pub use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
