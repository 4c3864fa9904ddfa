//! The server that language models ask (Model Context Protocol): tools that read and none that writes, a message a line.
//!
//! The protocol's own crate, `rmcp`, would bring an asynchronous runtime's utilities, tracing and some twenty crates for what is here a function
//! from a line to a line. It knows nothing of the command line, which answers the tools.

mod protocol;
mod tools;

pub use protocol::{ToolResult, ToolServer};
pub use tools::ToolCall;
