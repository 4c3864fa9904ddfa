//! The built program, run where nothing of this machine can be seen: no settings of the user, no language, no time zone, and
//! no search path, so that no build prints PDFs unless a test names the browser.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program with these arguments, to be run in a folder.
pub fn mulu<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Command {
    let mut command = clean(env!("CARGO_BIN_EXE_mulu"), folder);
    command.args(args);
    command
}

/// Git with these arguments, to be run in a folder.
pub fn git<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Command {
    let mut command = clean("git", folder);
    let settings = ["user.name=t", "user.email=t@example.org", "core.autocrlf=false"];
    command.args(settings.iter().flat_map(|setting| ["-c", setting])).args(args);
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

fn clean(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null()).env_clear();
    command.env("HOME", empty_home()).env("LANG", "C").env("TZ", "UTC");
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    // A registry in a temporary folder is in no repository, wherever temporary folders are.
    command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
    command
}

/// A home without settings, which Cargo keeps with what it builds.
fn empty_home() -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("home");
    std::fs::create_dir_all(&home).unwrap();
    home
}

/// How the program ended, and what it said.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs a command to its end.
#[track_caller]
pub fn run(mut command: Command) -> Ran {
    ended(command.output().unwrap())
}

/// Runs a command to its end and gives it something to read.
#[track_caller]
pub fn run_with(mut command: Command, input: &str) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // The program may end without reading what it is given.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    ended(child.wait_with_output().unwrap())
}

#[track_caller]
fn ended(output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    let (out, err) = (text(output.stdout), text(output.stderr));
    let code = output.status.code().unwrap_or_else(|| panic!("a signal ended it: {err}"));
    Ran { code, out, err }
}

/// Runs the program over the registry of this repository.
#[track_caller]
pub fn over_own<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Ran {
    run(mulu(super::home(), args))
}

impl Ran {
    /// Compares all three.
    #[track_caller]
    pub fn gave(&self, code: i32, out: &str, err: &str) {
        assert_eq!(self.out, out, "standard output; standard error was {:?}", self.err);
        assert_eq!(self.err, err, "standard error");
        assert_eq!(self.code, code, "exit code");
    }

    /// Standard output as JSON, of a run that exited with this code.
    #[track_caller]
    pub fn json(&self, code: i32) -> serde_json::Value {
        assert_eq!((self.code, self.err.as_str()), (code, ""));
        serde_json::from_str(&self.out).unwrap()
    }
}
