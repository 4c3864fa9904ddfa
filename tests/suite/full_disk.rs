//! A disk that is full, and one that may not be written to: what was there stays, nothing is left half-written, and the command says so.
//!
//! A disk of a few pages is a file system in memory, which only the superuser of Linux may set up. Elsewhere there is nothing to try.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use crate::harness::pages::files;
use crate::harness::registry::{NEW_EDITION, OFFICE, Registry};

/// A small file system in a folder, which goes with it.
struct TinyDisk {
    folder: Registry,
}

impl TinyDisk {
    /// Of 256 KiB; none where the system does not let us, with the reason in the test's output.
    fn mounted() -> Option<Self> {
        let folder = Registry::bare();
        std::fs::create_dir(folder.path("r")).unwrap();
        let disk = TinyDisk { folder };
        if mount(&["-t", "tmpfs", "-o", "size=256k", "tmpfs"], &disk) {
            return Some(disk);
        }
        std::io::Write::write_all(
            &mut std::io::stderr(),
            b"skipped: no file system may be mounted here (only the superuser of Linux may)\n",
        )
        .unwrap();
        None
    }

    fn root(&self) -> std::path::PathBuf {
        self.folder.path("r")
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        self.folder.write(&format!("r/{path}"), bytes);
    }

    /// Runs a command there; its exit code and what it says on standard error.
    fn run(&self, args: &str) -> (i32, String) {
        let program = self.folder.command([""; 0]).get_program().to_owned();
        let mut command = Command::new(program);
        command.current_dir(self.root()).args(args.split(' ')).args(["--as-of", "2026-11-21"]).stdout(Stdio::null());
        let ran = command.output().unwrap();
        (ran.status.code().unwrap_or(-1), String::from_utf8_lossy(&ran.stderr).into_owned())
    }

    /// Its files but the one that fills it.
    fn records(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.root()).into_iter().filter(|(path, _)| path != "fill").collect()
    }

    /// Fills it, but for some bytes.
    fn fill(&self, free: usize) {
        let fill = self.root().join("fill");
        let _ = std::fs::remove_file(&fill);
        // As much as goes in; then it is cut.
        let _ = std::fs::write(&fill, vec![b'x'; 256 << 10]);
        let size = usize::try_from(std::fs::metadata(&fill).unwrap().len()).unwrap();
        std::fs::File::options()
            .write(true)
            .open(&fill)
            .unwrap()
            .set_len(u64::try_from(size.saturating_sub(free)).unwrap())
            .unwrap();
    }
}

impl Drop for TinyDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.root()).stderr(Stdio::null()).status();
    }
}

fn mount(args: &[&str], disk: &TinyDisk) -> bool {
    let ran = Command::new("mount").args(args).arg(disk.root()).stderr(Stdio::null()).status();
    ran.is_ok_and(|status| status.success())
}

fn registry_on(disk: &TinyDisk) {
    disk.write("book.toml", "[catalogue]\njurisdiction = \"430100\"\n");
    disk.write("standards/national/gb-t-22239-2019.md", NEW_EDITION);
    // So large that its next version does not fit where a page or two are free.
    disk.write("agencies/office.toml", format!("{OFFICE}{}", "# 说明\n".repeat(2_000)));
}

const COMMANDS: [&str; 4] = [
    "register --agency office GB/T22239-2019 --status planned --force",
    "new agency second --name 乙",
    "fmt",
    "rename office bureau --force",
];

#[test]
fn a_full_disk_leaves_every_file_as_it_was_and_nothing_beside_it() {
    let Some(disk) = TinyDisk::mounted() else { return };
    registry_on(&disk);
    let before = disk.records();
    let mut failed = 0;
    for command in COMMANDS {
        for free in [0, 4 << 10, 8 << 10, 16 << 10] {
            disk.fill(free);
            let (code, said) = disk.run(command);
            let after = disk.records();
            if code == 0 {
                // There was room enough: begin again.
                for path in after.keys().filter(|path| !before.contains_key(*path)) {
                    std::fs::remove_file(disk.root().join(path)).unwrap();
                }
                std::fs::remove_file(disk.root().join("fill")).unwrap();
                before.iter().for_each(|(path, bytes)| disk.write(path, bytes));
                continue;
            }
            failed += 1;
            assert!(said.contains("No space left"), "{command}, {free} free: {said}");
            assert!(after == before, "{command}, {free} free: {:?}", after.keys().collect::<Vec<_>>());
        }
    }
    assert!(failed >= 8, "{failed}");
    // Once there is room, each does its work.
    std::fs::remove_file(disk.root().join("fill")).unwrap();
    for command in COMMANDS {
        let (code, said) = disk.run(command);
        assert_eq!(code, 0, "{command}: {said}");
    }
    let left = disk.records();
    assert!(left.keys().all(|path| !path.contains(".mulu-")), "{:?}", left.keys().collect::<Vec<_>>());
}

#[test]
fn what_may_not_be_written_stays_and_the_file_is_named() {
    let Some(disk) = TinyDisk::mounted() else { return };
    registry_on(&disk);
    let before = disk.records();
    if !mount(&["-o", "remount,ro"], &disk) {
        return;
    }
    for command in COMMANDS.iter().copied().chain(["build --no-pdf"]) {
        let (code, said) = disk.run(command);
        assert!(code == 2 && said.contains("Read-only file system"), "{command}: {code} {said}");
    }
    assert!(disk.records() == before);
    // It may be read all the same.
    let (code, said) = disk.run("check");
    assert!(code < 2, "{said}");
}
