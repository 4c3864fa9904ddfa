//! The command line of Mulu: arguments in, exit code out.

use std::process::ExitCode;

/// A build makes and drops hundreds of millions of small texts: with the system's allocator a sixth of its time went there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    mulu::cli::main()
}
