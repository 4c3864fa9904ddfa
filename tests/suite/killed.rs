//! A build that is killed.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::harness::pages::files;
use crate::harness::registry::Registry;

/// What differs from the build before, which a build from nothing does not say.
const CHANGED: &str = "changed.json";

/// After how many milliseconds builds are killed; with `MULU_KILLS` a twentieth of so many, spread over the same time.
fn waits(few: [u64; 4]) -> Vec<u64> {
    let asked = std::env::var("MULU_KILLS").ok().and_then(|kills| kills.parse::<u64>().ok());
    asked.map_or(few.to_vec(), |kills| {
        let (count, [first, .., last]) = (kills.div_ceil(20).max(2), few);
        (0..count).map(|at| first + (last - first) * at / (count - 1)).collect()
    })
}

/// However far it came, every file is whole: the old one or the new one. The next build ends as one from the beginning would.
#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_finishes() {
    let registry = Registry::own();
    registry.build();
    let old = files(&registry.path("public"));
    let change = |from: &str, to: &str| registry.edit("book.toml", from, to);
    change("title = \"长沙市电子政务服务标准实施目录\"", "title = \"改名的目录\"");
    assert_eq!(registry.on_day("build --out cold").code, 0);
    let new = files(&registry.path("cold"));
    let mut killed = 0;
    for wait in waits([30, 120, 300, 600]) {
        let out = registry.path("public");
        std::fs::remove_dir_all(&out).unwrap();
        for (path, bytes) in &old {
            let full = out.join(path);
            std::fs::create_dir_all(full.parent().unwrap()).unwrap();
            std::fs::write(full, bytes).unwrap();
        }
        let mut child =
            registry.command(["build", "--as-of", "2026-11-21"]).stdout(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        for (path, bytes) in files(&out) {
            let waits = path.ends_with(".mulu-new") || path == CHANGED;
            let whole = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
            assert!(
                waits || whole || path == ".mulu-files",
                "after {wait} ms {path} is neither the old nor the new file"
            );
        }
        registry.build();
        let mut after = files(&out);
        assert!(after.remove(CHANGED).is_some(), "a site lay there before");
        let list = after.get_mut(".mulu-files").expect("a build leaves its list of files");
        let named = String::from_utf8(std::mem::take(list)).unwrap();
        *list = named
            .lines()
            .filter(|path| *path != CHANGED)
            .flat_map(|path| [path, "\n"])
            .collect::<String>()
            .into_bytes();
        assert!(after == new, "after a kill at {wait} ms the next build differs from one from the beginning");
    }
    assert!(killed > 0, "no build was slow enough to be killed");
}

/// A build of a folder that was not there leaves nothing that can be seen before it is done, and the next one nothing of it at all.
#[test]
fn a_killed_first_build_leaves_nothing_in_the_way() {
    let registry = Registry::own();
    assert_eq!(registry.on_day("build --out cold").code, 0);
    let whole = files(&registry.path("cold"));
    let mut killed = 0;
    for wait in waits([60, 150, 300, 600]) {
        let out = registry.path("public");
        let _ = std::fs::remove_dir_all(&out);
        let mut child =
            registry.command(["build", "--as-of", "2026-11-21"]).stdout(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        let left = if out.exists() { files(&out) } else { BTreeMap::new() };
        for (path, bytes) in left {
            let waits = path.split('/').any(|part| part.ends_with(".mulu-new"));
            assert!(
                waits || path == ".mulu-files" || whole.get(&path) == Some(&bytes),
                "after {wait} ms {path} is there, and not whole"
            );
        }
        registry.build();
        assert!(files(&out) == whole, "after a kill at {wait} ms the next build differs from one from the beginning");
    }
    assert!(killed > 0, "no build was slow enough to be killed");
}

/// Two builds of one folder at once wait for one another.
#[test]
fn two_builds_at_once_both_succeed() {
    let registry = Registry::sound();
    let start =
        || registry.command(["build", "--as-of", "2026-11-21"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let mut builds = [start(), start(), start()];
    assert!(builds.iter_mut().all(|build| build.wait().unwrap().success()));
    let built = files(&registry.path("public"));
    assert_eq!(registry.on_day("build --out cold").code, 0);
    assert!(built == files(&registry.path("cold")));
}
