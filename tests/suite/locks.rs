//! Many hands at once, and hands that fall away in the middle.

#![allow(clippy::disallowed_methods, reason = "a bound that does not hold would run for hours: the test ends")]

use std::collections::BTreeMap;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::harness::pages::files;
use crate::harness::registry::{OFFICE, Registry};

fn start(registry: &Registry, args: &str) -> Child {
    let mut command = registry.command(args.split(' ').chain(["--as-of", "2026-11-21"]));
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// What is there beside records: nothing that waits, and no lock.
fn left(registry: &Registry) -> Vec<String> {
    let files = files(registry.root());
    files.into_keys().filter(|path| path.ends_with(".mulu-new") || path.ends_with(".mulu-lock")).collect()
}

#[test]
fn twenty_at_once_are_all_recorded() {
    let registry = Registry::sound();
    let register = |at: usize| format!("register --agency office GB/T1{at:04}-2020 --status planned --force");
    let all: Vec<Child> = (0..20).map(|at| start(&registry, &register(at))).collect();
    let succeeded = all.into_iter().map(|child| child.wait_with_output().unwrap()).filter(|ran| ran.status.success());
    assert_eq!(succeeded.count(), 20);
    assert_eq!(registry.read("agencies/office.toml").matches("[[adoption]]").count(), 20);
    assert_eq!(left(&registry), [""; 0]);
}

/// Whoever waits is told for whom.
#[cfg(unix)]
#[test]
fn the_holder_is_named() {
    let registry = Registry::sound();
    registry.write(".mulu-lock", "mulu import, process 4711\n");
    let lock = std::fs::File::options().write(true).open(registry.path(".mulu-lock")).unwrap();
    lock.lock().unwrap();
    let child = start(&registry, "fmt");
    std::thread::sleep(Duration::from_millis(500));
    assert!(!registry.read("agencies/office.toml").is_empty());
    lock.unlock().unwrap();
    let ran = child.wait_with_output().unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success() && said.contains("mulu import, process 4711"), "{said}");
    assert_eq!(left(&registry), [""; 0]);
}

/// A lock that a stranger's registry brings along as a link is not written through.
#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_lock_is_not_followed() {
    let registry = Registry::sound();
    registry.write("keep.txt", "kept");
    std::os::unix::fs::symlink(registry.path("keep.txt"), registry.path(".mulu-lock")).unwrap();
    let ran = registry.on_day("register --agency office GB/T22239-2019 --status planned");
    assert_eq!((ran.code, registry.read("keep.txt").as_str()), (2, "kept"), "{}", ran.err);
}

/// How often each command is killed: seventeen times, or as often as makes `MULU_KILLS` of all together.
fn rounds(commands: usize) -> u32 {
    let asked = std::env::var("MULU_KILLS").ok().and_then(|kills| kills.parse::<usize>().ok());
    asked.map_or(17, |kills| u32::try_from(kills.div_ceil(commands)).unwrap_or(17))
}

/// A hundred kills over the commands that write, spread over the time that each takes: every record is whole, the old one or the
/// new one; the next run does the work; and nothing is left beside the records.
#[test]
fn a_hundred_kills_leave_whole_records() {
    let sheet =
        "标准号,标准名称,发布日期,实施日期\nGB/T 35273-2020,信息安全技术 个人信息安全规范,2020-03-06,2020-10-01\n";
    let commands = [
        "register --agency office GB/T22239-2019 --status planned",
        "review GB/T22239-2019 --conclusion continue --by office --date 2026-10-01 --reason 适用 --force",
        "fmt",
        "new agency second --name 乙",
        "import --kind standards --source x --write in.csv",
        "init inner",
    ];
    let made = || {
        let registry = Registry::sound();
        registry.write("in.csv", sheet);
        registry.write("agencies/office.toml", OFFICE.replace(" = ", "   =   "));
        registry
    };
    let mut killed = 0;
    let rounds = rounds(commands.len());
    for command in commands {
        let before = files(made().root());
        let whole = made();
        let begun = Instant::now();
        let ran = start(&whole, command).wait_with_output().unwrap();
        let takes = begun.elapsed();
        assert!(ran.status.success(), "{command}: {}", String::from_utf8_lossy(&ran.stderr));
        let after = files(whole.root());
        let registry = made();
        for round in 0..rounds {
            let mut child = start(&registry, command);
            std::thread::sleep(takes * round / rounds);
            child.kill().unwrap();
            killed += u32::from(!child.wait().unwrap().success());
            for (path, bytes) in records(&registry) {
                let is_whole = before.get(&path) == Some(&bytes) || after.get(&path) == Some(&bytes);
                assert!(is_whole, "{command}, round {round}: {path} is neither the old nor the new file");
            }
            if records(&registry) != records_of(&before) {
                // It was done: begin again.
                for path in files(registry.root()).keys().filter(|path| !before.contains_key(*path)) {
                    std::fs::remove_file(registry.path(path)).unwrap();
                }
                before.iter().for_each(|(path, bytes)| registry.write(path, bytes));
            }
        }
        let ran = start(&registry, command).wait_with_output().unwrap();
        assert!(ran.status.success(), "{command}: {}", String::from_utf8_lossy(&ran.stderr));
        assert_eq!(records(&registry), records_of(&after), "{command}");
        assert_eq!(left(&registry), [""; 0], "{command}");
    }
    assert!(killed >= 20, "only {killed} runs were slow enough to be killed");
}

fn records(registry: &Registry) -> BTreeMap<String, Vec<u8>> {
    records_of(&files(registry.root()))
}

/// Without what waits.
fn records_of(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let is_record = |path: &&String| !path.ends_with(".mulu-new") && !path.ends_with(".mulu-lock");
    files.iter().filter(|(path, _)| is_record(path)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

/// The system ends whoever writes a byte to a file: what it leaves is not taken for a record, and is gone after the next run.
#[cfg(unix)]
#[test]
fn a_run_that_dies_at_its_first_byte_leaves_no_empty_record() {
    let registry = Registry::bare();
    let program = registry.command([""; 0]).get_program().to_owned();
    let mut shell = registry.command([""; 0]);
    shell = {
        let mut limited = std::process::Command::new("/bin/sh");
        limited.current_dir(shell.get_current_dir().unwrap());
        limited.args(["-c", "ulimit -f 0; exec \"$0\" init r"]).arg(&program);
        limited
    };
    let _ = shell.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    let empty = |path: &str| {
        files(&registry.path(path))
            .into_iter()
            .filter(|(path, bytes)| bytes.is_empty() && !path.contains(".mulu-"))
            .count()
    };
    assert_eq!(empty("r"), 0);
    assert_eq!(registry.mulu(["init", "r"]).code, 0);
    let made = files(&registry.path("r"));
    assert!(made.contains_key("book.toml") && made.values().all(|bytes| !bytes.is_empty()));
    assert!(made.keys().all(|path| !path.ends_with(".mulu-new") && !path.ends_with(".mulu-lock")));
}

/// What was left empty before is written, not kept.
#[test]
fn an_empty_file_is_not_kept_by_init() {
    let registry = Registry::bare();
    registry.write("r/standards/taxonomy.toml", "");
    assert_eq!(registry.mulu(["init", "r"]).code, 0);
    assert!(!registry.read("r/standards/taxonomy.toml").is_empty());
}
