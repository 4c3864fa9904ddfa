//! Running programs and taking what they cost.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// What a process cost.
#[derive(Clone, Copy)]
pub struct Cost {
    /// Seconds on the clock.
    pub wall: f64,
    /// Seconds of processor time, the system's own included.
    pub cpu: f64,
    /// The most memory it held, in bytes.
    pub peak: u64,
}

/// The program, in a registry.
pub fn mulu(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
    command.args(args).arg("--root").arg(root);
    command
}

/// Git, in a folder, whatever the user's own settings are.
pub fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

/// Runs a command to its end. What it prints is not looked at; `mulu check` may find what it likes.
pub fn timed(command: &mut Command) -> Cost {
    let began = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let used = child.wait4().unwrap();
    assert!(used.status.code().is_some_and(|code| code < 2), "{command:?} failed: {:?}", used.status);
    let cpu = used.rusage.utime + used.rusage.stime;
    Cost { wall: began.elapsed().as_secs_f64(), cpu: cpu.as_secs_f64(), peak: used.rusage.maxrss }
}
