//! The server as an editor meets it.

mod check;
mod conversation;
mod conversations;
mod hostile;
mod transport;
