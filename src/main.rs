//! The command line of Mulu: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    mulu::cli::main()
}
