//! What `mulu build` does to files.

use std::fs;

use crate::harness::pages::files;
use crate::harness::registry::Registry;

const TAIL: &str = "(as of 2026-11-21)\n";

#[test]
fn the_second_build_touches_nothing() {
    let registry = Registry::sound();
    let first = registry.on_day("build --lang en");
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    let built = files(&registry.path("public"));
    let n = built.len() - 1;
    assert_eq!(first.out, format!("ROOT/public: {n} written, 0 unchanged, 0 removed {TAIL}"));
    let stamps = stamps(&registry);
    registry.on_day("build --lang en").gave(0, &format!("ROOT/public: 0 written, {n} unchanged, 0 removed {TAIL}"), "");
    assert_eq!(crate::output::stamps(&registry), stamps, "times and inodes are kept");
    assert!(files(&registry.path("public")) == built);
}

/// Each file's time of change, and on Unix its inode.
fn stamps(registry: &Registry) -> Vec<(String, std::time::SystemTime, u64)> {
    #[cfg(unix)]
    let inode = |found: &fs::Metadata| std::os::unix::fs::MetadataExt::ino(found);
    #[cfg(not(unix))]
    let inode = |_: &fs::Metadata| 0;
    let stamp = |path: String| {
        let found = fs::metadata(registry.path("public").join(&path)).unwrap();
        (path, found.modified().unwrap(), inode(&found))
    };
    files(&registry.path("public")).into_keys().map(stamp).collect()
}

#[test]
fn two_folders_get_the_same_bytes() {
    let registry = Registry::sound();
    for out in ["a", "b/c"] {
        assert_eq!(registry.mulu(["build", "--out", out, "--as-of", "2026-11-21"]).code, 0);
    }
    assert!(files(&registry.path("a")) == files(&registry.path("b/c")));
}

#[test]
fn what_no_longer_belongs_is_removed_and_nothing_else() {
    let registry = Registry::sound().file(
        "projects/one.toml",
        "name = \"一\"\nagency = \"office\"\njurisdiction = \"430100\"\nstage = \"planning\"\n",
    );
    registry.edit("book.toml", "languages = [\"zh-CN\", \"en\"]", "languages = [\"zh-CN\"]");
    let alone = files(&registry.build());
    registry.edit("book.toml", "languages = [\"zh-CN\"]", "languages = [\"zh-CN\", \"en\"]");
    let both = registry.build();
    assert!(both.join("en/projects/one.html").is_file());
    fs::write(both.join("en/CNAME"), "example.org").unwrap();
    fs::write(both.join("standards/mine.html"), "mine").unwrap();
    registry.edit("book.toml", "languages = [\"zh-CN\", \"en\"]", "languages = [\"zh-CN\"]");
    registry.build();
    let mut left = files(&registry.path("public"));
    assert_eq!(left.remove("en/CNAME").as_deref(), Some(b"example.org".as_slice()));
    assert_eq!(left.remove("standards/mine.html").as_deref(), Some(b"mine".as_slice()));
    // What differs from the site before: the first had none before it.
    assert!(left.remove("changed.json").is_some());
    let list = String::from_utf8(left[".mulu-files"].clone()).unwrap();
    left.insert(".mulu-files".to_owned(), list.replace("\nchanged.json\n", "\n").into_bytes());
    assert!(left == alone, "only what was built before is left");
    assert!(!registry.path("public/en/standards").exists(), "folders that are empty go too");
    registry.edit("book.toml", "languages = [\"zh-CN\"]", "languages = [\"zh-CN\", \"en\"]");
    registry.build();
    fs::remove_dir_all(registry.path("public/en")).unwrap();
    registry.edit("book.toml", "languages = [\"zh-CN\", \"en\"]", "languages = [\"zh-CN\"]");
    registry.build();
    assert!(!registry.path("public/en").exists(), "nor is one made again that somebody removed");
    fs::remove_file(registry.path("projects/one.toml")).unwrap();
    registry.build();
    assert!(!registry.path("public/projects/one.html").exists());
}

/// A folder that holds things already is not taken over: nothing in it is overwritten, and nothing is half-built beside it.
#[test]
fn a_strangers_file_is_not_overwritten() {
    let registry = Registry::sound();
    fs::create_dir_all(registry.path("home/standards")).unwrap();
    fs::write(registry.path("home/standards/index.html"), "mine").unwrap();
    registry.on_day("build --out home").gave(
        2,
        "",
        "mulu: cannot write home/standards/index.html: no build wrote this file, so none overwrites it; \
         move it away, or build into another folder\n",
    );
    assert_eq!(files(&registry.path("home")).into_keys().collect::<Vec<_>>(), ["standards/index.html"]);
    // And once more: a refusal does not make it ours.
    assert_eq!(registry.on_day("build --out home").code, 2);
    assert_eq!(fs::read_to_string(registry.path("home/standards/index.html")).unwrap(), "mine");
}

/// What lies where a new folder must wait is removed as far as a killed build of ours listed it; anything else is a person's.
#[test]
fn what_is_where_a_new_folder_must_wait_is_kept_unless_it_is_ours() {
    let registry = Registry::sound();
    registry.build();
    let whole = files(&registry.path("public"));
    fs::rename(registry.path("public/standards"), registry.path("public/.standards.mulu-new")).unwrap();
    registry.build();
    assert!(files(&registry.path("public")) == whole, "what was ours is gone, and made again");

    fs::rename(registry.path("public/standards"), registry.path("public/.standards.mulu-new")).unwrap();
    fs::write(registry.path("public/.standards.mulu-new/mine"), "mine").unwrap();
    registry.on_day("build").gave(
        2,
        "",
        "mulu: cannot write ROOT/public/.standards.mulu-new: no build left this, and it is where a new folder must wait; \
         move it away\n",
    );
    assert_eq!(fs::read_to_string(registry.path("public/.standards.mulu-new/mine")).unwrap(), "mine");
    fs::remove_dir_all(registry.path("public/.standards.mulu-new")).unwrap();
    registry.build();
    assert!(files(&registry.path("public")) == whole);
}

#[test]
fn a_false_list_removes_nothing_outside() {
    let registry = Registry::sound();
    registry.build();
    fs::write(registry.path("precious"), "mine").unwrap();
    fs::create_dir_all(registry.path("public/.git")).unwrap();
    fs::write(registry.path("public/.git/HEAD"), "mine").unwrap();
    fs::create_dir_all(registry.path("public/folder")).unwrap();
    let list = registry.path("public/.mulu-files");
    let outside = registry.path("precious");
    let mut lines = fs::read_to_string(&list).unwrap();
    for line in
        ["../precious", outside.to_str().unwrap(), "./../precious", "x/../../precious", ".git/HEAD", "folder", ""]
    {
        lines.push_str(line);
        lines.push('\n');
    }
    fs::write(&list, lines).unwrap();
    registry.build();
    assert_eq!(fs::read_to_string(registry.path("precious")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(registry.path("public/.git/HEAD")).unwrap(), "mine");
    assert!(registry.path("public/folder").is_dir());
    fs::write(&list, [0xff, 0xfe, b'\n']).unwrap();
    assert_eq!(registry.on_day("build").code, 2, "without its list, the folder is a stranger's");
}

#[test]
fn an_output_folder_outside_the_registry_is_refused_in_the_configuration() {
    for dir in ["../public", "/public", ".", "a/../.."] {
        let registry = Registry::sound();
        registry.edit("book.toml", "[catalogue]", &format!("[build]\nbuild-dir = \"{dir}\"\n\n[catalogue]"));
        assert_eq!(registry.on_day("check").code, 1, "{dir}");
        assert_eq!(registry.on_day("build").code, 2, "{dir}: nothing is written elsewhere instead");
        assert!(!registry.path("public/index.html").exists());
    }
}
