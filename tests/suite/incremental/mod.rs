//! A build that makes only what changed writes what a build from nothing writes.

mod every_key;
mod every_value;
mod opinions;

use std::fs;
use std::path::Path;

use mulu_core::model::Kind;

use crate::harness::pages::files;
use crate::harness::program::{mulu, run};
use crate::harness::registry::Registry;
use crate::harness::{DAY, own};

/// The folder of the registry that these tests edit.
const EVERY_KEY: &str = "tests/suite/incremental/every_key";

/// A registry with every key of every kind of record, each record named by another, in git: there builds keep what they learnt.
fn registry() -> Registry {
    let registry = Registry::bare();
    registry.copy(&own(EVERY_KEY), Path::new(""));
    git2::Repository::init(registry.path("")).unwrap();
    registry
}

/// The list that a build leaves in the folder.
const LIST: &str = ".mulu-files";

/// Edits of every kind of file and of every kind of table: what is replaced, and by what.
const EDITS: [(&str, &str, &str); 46] = [
    ("standards/national/gb-t-22239-2019.md", "网络安全等级保护基本要求", "网络安全等级保护基本要求（改）"),
    ("standards/national/gb-t-22239-2019.md", "effective = 2019-12-01", "effective = 2027-12-01"),
    ("standards/national/gb-t-22239-2019.md", "replaces = [\"GB/T 22239-2008\"]\n", ""),
    ("standards/national/gb-t-22239-2019.md", "的基本要求。\n", "的基本要求，**正文**改了。\n"),
    ("standards/national/gb-t-22239-2019.md", "date = 2025-11-10", "date = 2022-11-10"),
    ("standards/national/gb-t-22239-2019.md", "degree = \"NEQ\"", "degree = \"MOD\""),
    ("standards/national/gb-t-22239-2019.md", "review_cycle = \"P2Y\"\n", ""),
    ("standards/national/gb-t-22239-2008.md", "信息系统安全等级", "信息系统的安全等级"),
    ("standards/national/gb-t-22239-2008.md", "+++\nnumber", "+++\nwithdrawn = 2019-12-01\nnumber"),
    ("standards/national/gb-t-22239-2008.md", "was = 2008-06-18", "was = 2008-06-20"),
    ("standards/national/gb-t-21061-2007.md", "mandated_by = [\"cloud-2018#2\"]", "mandated_by = []"),
    ("standards/national/gb-t-21061-2007.md", "listed = 2024-01-10", "listed = 2020-01-10"),
    ("standards/national/gb-t-21061-2007.md", "place = \"北京\"", "place = \"上海\""),
    ("standards/municipal/cloud-migration.md", "publisher = \"市标准化研究院\"\n", ""),
    ("standards/national/gb-t-21061-2007.md", "title = ", "titel = "),
    ("standards/national/gb-t-21064-2007.md", "due = 2024-01-05", "due = 2027-01-05"),
    ("standards/national/gb-t-21064-2007.md", "partly_replaces = [\"GB/T 21061-2007\"]\n", ""),
    ("standards/municipal/cloud-migration.md", "consultation = 2023-09-05", "consultation = 2023-09-04"),
    ("standards/municipal/cloud-migration.md", "form = \"specification\"", "form = \"guidance\""),
    ("standards/municipal/cloud-migration.md", "reason = \"编号误写\"", "reason = \"编号写错\""),
    ("standards/taxonomy.toml", "网络运行", "网络的运行"),
    (
        "standards/taxonomy.toml",
        "[[class.topic]]\nid = \"migration\"",
        "[[class.topic]]\nid = \"gap\"\ntitle = \"缺口\"\n[[class.topic]]\nid = \"migration\"",
    ),
    ("policies/cloud-2018.md", "effective = 2018-06-12", "effective = 2018-06-12\nexpires = 2023-06-12"),
    ("policies/cloud-2018.md", "政务云办法", "政务云管理办法"),
    ("policies/cloud-2018.md", "was = 2018-05-11", "was = 2018-05-10"),
    ("policies/evidence.toml", "安全测评报告", "安全测试报告"),
    ("agencies/office.toml", "标准办", "标准化办公室"),
    ("agencies/police.toml", "date = 2026-10-12", "date = 2026-11-12"),
    ("agencies/police.toml", "answered = 2026-04-20", "answered = 2026-04-21"),
    ("resources/police/households.toml", "name = \"户籍信息\"", "name = \"户籍登记信息\""),
    ("resources/police/households.toml", "told = 2026-03-21\n", ""),
    ("cases/cloud-2026.toml", "accepted = 2026-03-14", "accepted = 2026-02-24"),
    ("book.toml", "title = \"信用\"", "title = \"信用信息\""),
    ("agencies/office.toml", "roles = [\"data-authority\"]", "roles = []"),
    ("agencies/police.toml", "standard = \"GB/T 22239-2008\"", "standard = \"GB/T 22239-2019\""),
    ("agencies/police.toml", "filed = 2020-03-15\n", ""),
    ("agencies/police.toml", "attendance = 40", "attendance = 41"),
    ("projects/one.toml", "stage = \"operation\"", "stage = \"acceptance\""),
    ("projects/one.toml", "standard = \"GB/T 22239-2019\"", "standard = \"GB/T 22239-2008\""),
    ("projects/one.toml", "name = \"项目一\"", "name = \"第一个项目\""),
    ("projects/one.toml", "until = 2026-12-31", "until = 2026-10-31"),
    ("projects/one.toml", "expires = 2026-12-01", "expires = 2026-06-01"),
    ("projects/one.toml", "closed = 2026-07-20\n", ""),
    ("projects/one.toml", "deadline = 2026-12-01", "deadline = 2026-10-01"),
    ("book.toml", "title = \"试验目录\"", "title = \"标准目录\""),
    ("agencies/police.toml", "formerly = [\"security-office\"]\n", ""),
];

/// So many builds of what changed follow each other before a whole one is compared with the last.
const AT_ONCE: usize = 3;

/// Builds what changed, then everything into a folder that no build has seen; both must be alike, to the byte.
fn agree(registry: &Registry, step: &str) {
    agree_on(registry, DAY, step);
}

/// Builds what changed. What this leaves as it was, though it should not have, is still there after the next builds, unless they make
/// it anew: a whole build to compare with need not follow each.
fn follow_on(registry: &Registry, day: &str, step: &str) {
    assert_eq!(registry.mulu(["build", "--lang", "en", "--as-of", day]).code, 0, "{step}");
}

fn agree_on(registry: &Registry, day: &str, step: &str) {
    follow_on(registry, day, step);
    let cold = format!("cold-{}", step.replace([' ', '/'], "-"));
    assert_eq!(registry.mulu(["build", "--out", &cold, "--as-of", day]).code, 0, "{step}");
    let (mut incremental, whole) = (files(&registry.path("public")), files(&registry.path(&cold)));
    // What differs from a site before: in the other folder there was none.
    if incremental.remove("changed.json").is_some() {
        let list = String::from_utf8(incremental[LIST].clone()).unwrap();
        incremental.insert(LIST.to_owned(), list.replace("\nchanged.json\n", "\n").into_bytes());
    }
    let differ: Vec<&String> = whole
        .iter()
        .filter(|(path, bytes)| incremental.get(*path) != Some(bytes))
        .map(|(path, _)| path)
        .chain(incremental.keys().filter(|path| !whole.contains_key(*path)))
        .collect();
    assert!(differ.is_empty(), "after {step} these differ from a whole build: {differ:?}");
    fs::remove_dir_all(registry.path(&cold)).unwrap();
}

/// The places of all edits, each once, in an order that mixes the files: strides of about so many.
fn mixed(stride: usize) -> impl Iterator<Item = usize> {
    let divides = |divisor: usize| move |n: &usize| n.is_multiple_of(divisor);
    let is_apart = |stride: &usize| (2..=*stride).all(|n| !(divides(n)(stride) && divides(n)(&EDITS.len())));
    let stride = (stride..=stride + EDITS.len()).find(is_apart).unwrap();
    (0..EDITS.len()).map(move |step| step * stride % EDITS.len())
}

/// A record of each kind whose pages are derived: such a kind has no edits above.
fn records_of_derived_kinds(registry: &Registry) -> Vec<String> {
    let first = |kind: Kind| {
        let folder = kind.folder().unwrap();
        let files = fs::read_dir(registry.path(folder)).unwrap().map(|file| file.unwrap().file_name());
        format!("{folder}/{}", files.min().unwrap().to_string_lossy())
    };
    Kind::with_derived_pages().map(first).collect()
}

#[test]
fn after_any_edit_the_site_is_that_of_a_whole_build() {
    let registry = registry();
    agree(&registry, "the first build");
    // Every edit once, each on top of those before it, in an order that mixes the files: those that are compared at once concern
    // other records each.
    for (step, at) in mixed(9).enumerate() {
        let (path, from, to) = EDITS[at];
        // It must be there once, whatever the edits before it did.
        registry.edit(path, from, to);
        let compare = if step % AT_ONCE == AT_ONCE - 1 { agree_on } else { follow_on };
        compare(&registry, DAY, &format!("edit {at}"));
    }
    for path in records_of_derived_kinds(&registry) {
        let key = if registry.read(&path).contains("name = \"") { "name = \"" } else { "title = \"" };
        registry.edit(&path, key, &format!("{key}改"));
        agree(&registry, &format!("another name in {path}"));
    }
    let edition = "standards/national/gb-t-22239-2019.md";
    let text = registry.read(edition);
    fs::remove_file(registry.path(edition)).unwrap();
    agree(&registry, "a record removed");
    registry.write(edition, text);
    agree(&registry, "a record put back");
    fs::rename(registry.path("projects/two.toml"), registry.path("projects/twin.toml")).unwrap();
    agree(&registry, "a record renamed, in its old place among the others");
}

/// Nights and commits come between the edits: what was kept over them is what a whole build makes, whether on that night something
/// begins, ends, falls due, or nothing happens.
#[test]
fn after_nights_and_commits_the_site_is_that_of_a_whole_build() {
    const NIGHTS: [&str; 12] = [
        "2026-11-22",
        "2026-11-23",
        "2026-12-01",
        "2026-12-02",
        "2026-12-31",
        "2027-01-01",
        "2027-01-05",
        "2027-01-06",
        "2027-12-01",
        "2027-06-30",
        "2023-06-12",
        "2026-11-21",
    ];
    let registry = registry();
    registry.git(&["add", "book.toml", "standards", "policies", "agencies", "projects"]);
    registry.git(&["commit", "--quiet", "--message", "first"]);
    follow_on(&registry, DAY, "the first commit");
    let mut day = DAY;
    for (step, at) in mixed(5).enumerate() {
        let (path, from, to) = EDITS[at];
        registry.edit(path, from, to);
        match step % 3 {
            0 => follow_on(&registry, day, &format!("edit {at}")),
            1 => {
                registry.git(&["add", "book.toml", "standards", "policies", "agencies", "projects"]);
                registry.git(&["commit", "--quiet", "--message", path]);
                follow_on(&registry, day, &format!("edit {at} and a commit"));
            }
            _ => {
                day = NIGHTS[step / 3 % NIGHTS.len()];
                agree_on(&registry, day, &format!("edit {at} and the night to {day}"));
            }
        }
    }
    // The last edit may be committed already.
    registry.git(&["commit", "--quiet", "--all", "--allow-empty", "--message", "last"]);
    // What one night leaves wrongly the next may mend: each is compared.
    for day in NIGHTS {
        agree_on(&registry, day, &format!("the night to {day}"));
    }
}

/// So many records that the search index is patched where few of them change, and not built anew.
#[test]
fn a_mended_search_index_is_that_of_a_whole_build() {
    let registry = registry();
    for n in 0..450 {
        let text = format!(
            "+++\nnumber = \"GB/T {}-2020\"\ntitle = \"编号{n}的规范\"\nissued = 2020-01-02\neffective = 2020-06-01\nclasses = [\"network\"]\nkeywords = [\"词{n}\"]\n+++\n第 {n} 份。\n",
            50_000 + n
        );
        registry.write(&format!("standards/national/gb-t-{}-2020.md", 50_000 + n), text);
    }
    agree(&registry, "the first build");
    let one = "standards/national/gb-t-50123-2020.md";
    registry.edit(one, "编号123的规范", "另有`$标题\\\\的规范");
    agree(&registry, "a title");
    registry.edit(one, "keywords = [\"词123\"]", "keywords = [\"冬qz9\"]");
    agree(&registry, "a word that nothing else has gone, and another come");
    registry.edit(one, "effective = 2020-06-01", "effective = 2020-06-01\nwithdrawn = 2021-01-01");
    agree(&registry, "a status");
    fs::remove_file(registry.path("public/search/base.js")).unwrap();
    registry.edit(one, "第 123 份", "第一百二十三份");
    agree(&registry, "a text, and a file of the index gone");
}

/// The rest of a list is told by what it lists, and no more is looked at.
#[test]
fn the_sheets_of_long_lists_are_those_of_a_whole_build() {
    let registry = registry();
    for n in 0..105 {
        let agency = format!(
            "name = \"单位{n}\"\njurisdiction = \"430100\"\n\n[[adoption]]\nstandard = \"GB/T 9{n:04}-2020\"\nstatus = \"implemented\"\n"
        );
        registry.write(&format!("agencies/districts/a{n:03}.toml"), &agency);
        let standard = format!(
            "+++\nnumber = \"GB/T {}-2010\"\ntitle = \"规范{n}\"\nissued = 2010-01-02\neffective = 2010-06-01\nclasses = [\"network\"]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2012-01-01\n+++\n",
            50_000 + n
        );
        registry.write(&format!("standards/national/gb-t-{}-2010.md", 50_000 + n), &standard);
    }
    // Two of one name, which is a finding: links lead to the first.
    registry.write("agencies/districts/twin.toml", "name = \"甲\"\njurisdiction = \"430100\"\n");
    registry.write(
        "agencies/towns/twin.toml",
        "name = \"乙\"\njurisdiction = \"430100\"\n\n[[adoption]]\nstandard = \"GB/T 88888-2020\"\nstatus = \"implemented\"\n",
    );
    agree(&registry, "the first build");
    let sheet = |path: &str| fs::read_to_string(registry.path("public").join(path)).unwrap();
    assert!(sheet("rules/unknown-reference/findings-2.html").contains("甲"));
    assert!(sheet("reviews/overdue-2.html").contains("规范104"));
    registry.edit("agencies/districts/twin.toml", "甲", "丙");
    agree(&registry, "the name that a link on a second sheet shows");
    assert!(sheet("rules/unknown-reference/findings-2.html").contains("丙"));
    registry.edit("standards/national/gb-t-50104-2010.md", "规范104", "另一规范");
    agree(&registry, "a title on a second sheet");
    registry.edit("standards/national/gb-t-50001-2010.md", "listed = 2012-01-01", "listed = 2025-01-01");
    agree(&registry, "a line less in a list, so that others move up");
}

#[test]
fn what_somebody_did_to_the_site_is_undone() {
    let registry = registry();
    assert_eq!(registry.on_day("build --lang en").code, 0);
    let page = registry.path("public/standards/gb-t-22239-2008.html");
    let length = fs::read(&page).unwrap().len();
    fs::write(&page, "x".repeat(length)).unwrap();
    fs::remove_file(registry.path("public/badges/standards/gb-t-22239-2019.svg")).unwrap();
    agree(&registry, "a page overwritten by as many bytes, and a badge removed");
}

#[test]
fn a_page_that_an_edit_does_not_concern_is_left_alone() {
    let registry = registry();
    assert_eq!(registry.on_day("build --lang en").code, 0);
    let n = files(&registry.path("public")).len() - 1;
    let unchanged = format!("ROOT/public: 0 written, {n} unchanged, 0 removed (as of 2026-11-21)\n");
    registry.on_day("build --lang en").gave(0, &unchanged, "");
    let other = "standards/gb-t-21061-2007.html";
    let before = fs::metadata(registry.path("public").join(other)).unwrap().modified().unwrap();
    registry.edit("standards/national/gb-t-22239-2019.md", "的基本要求。", "的要求。");
    assert_eq!(registry.on_day("build --lang en").code, 0);
    let after = fs::metadata(registry.path("public").join(other)).unwrap().modified().unwrap();
    assert_eq!(before, after, "a page that the edit does not concern is left alone");
}

#[test]
fn parts_put_together_are_the_whole() {
    let registry = registry();
    assert_eq!(registry.mulu(["build", "--out", "whole", "--as-of", "2026-11-21"]).code, 0);
    let folder = registry.path("joined");
    for part in 1..=3 {
        let (shard, out) = (format!("{part}/3"), format!("part-{part}"));
        let args = ["build", "--out", &out, "--shard", &shard, "--as-of", "2026-11-21"];
        assert_eq!(registry.mulu(args).code, 0);
        if part == 3 {
            let early = registry.mulu(["build", "--out", "joined", "--join"]);
            assert_eq!(early.code, 2, "a part is missing");
            assert!(early.err.contains("manifest.3-of-3.json"), "{}", early.err);
        }
        for (path, bytes) in files(&registry.path(&out)) {
            let to = folder.join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
    }
    let whole = files(&registry.path("whole"));
    let page = folder.join("index.html");
    fs::write(&page, "cut off").unwrap();
    let wrong = registry.mulu(["build", "--out", "joined", "--join"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("index.html"), "{}", wrong.err);
    fs::write(&page, &whole["index.html"]).unwrap();
    assert_eq!(registry.mulu(["build", "--out", "joined", "--join"]).code, 0);
    assert!(files(&folder) == whole, "to the byte, with the lists of the whole");
}

/// A site in three parts, each made from what was prepared for it, and put together.
fn from_prepared(registry: &Registry, day: &str) {
    assert_eq!(registry.mulu(["build", "--prepare", "3", "--out", "prepared", "--as-of", day]).code, 0);
    let folder = registry.path("joined");
    // The parts are made where no registry is.
    let elsewhere = tempfile::TempDir::new().unwrap();
    for part in 1..=3 {
        let out = elsewhere.path().join(part.to_string());
        let mut command = mulu(elsewhere.path(), ["build", "--shard", &format!("{part}/3"), "--from"]);
        command.arg(registry.path("prepared")).arg("--out").arg(&out);
        let ran = run(command);
        assert_eq!(ran.code, 0, "{}", ran.err);
        for (path, bytes) in files(&out) {
            let to = folder.join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
    }
    assert_eq!(registry.mulu(["build", "--out", "joined", "--join"]).code, 0);
}

#[test]
fn parts_made_from_what_was_prepared_are_the_whole() {
    let registry = registry();
    registry.git(&["add", "-A"]);
    registry.git(&["commit", "-qm", "begin"]);
    registry.edit("standards/national/gb-t-22239-2019.md", "网络安全等级保护基本要求", "另一名称");
    registry.git(&["commit", "-qam", "another title"]);
    assert_eq!(registry.mulu(["build", "--out", "whole", "--as-of", "2026-11-21"]).code, 0);
    from_prepared(&registry, "2026-11-21");
    let (joined, whole) = (files(&registry.path("joined")), files(&registry.path("whole")));
    let differing: Vec<&String> = whole.keys().filter(|path| joined.get(*path) != whole.get(*path)).collect();
    assert!(joined == whole, "{differing:?}");
}

#[test]
fn the_site_of_this_repository_is_the_same_from_what_was_prepared() {
    let registry = Registry::own();
    assert_eq!(registry.mulu(["build", "--out", "whole", "--as-of", "2026-11-21"]).code, 0);
    from_prepared(&registry, "2026-11-21");
    assert!(files(&registry.path("joined")) == files(&registry.path("whole")));
}

#[test]
fn a_prepared_part_is_not_laid_over_a_registry() {
    let registry = registry();
    assert_eq!(registry.on_day("build --prepare 2 --out prepared").code, 0);
    for (out, why) in [(".", "holds the registry itself"), ("standards/site", "belongs to git or to the registry")] {
        let refused = registry.mulu(["build", "--shard", "1/2", "--from", "prepared", "--out", out, "--lang", "en"]);
        assert!(refused.code == 2 && refused.err.contains(why), "{refused:?}");
        assert!(!registry.path(out).join("index.html").exists(), "{out}");
    }
}

#[test]
fn parts_of_two_preparations_are_not_joined() {
    let registry = registry();
    let folder = registry.path("joined");
    for part in ["1/2", "2/2"] {
        // Nothing but a record differs: neither the day nor the revision tells.
        registry.edit("standards/national/gb-t-22239-2019.md", "的基本要求。", "的基本要求。。");
        assert_eq!(registry.on_day("build --prepare 2 --out prepared").code, 0);
        let out = format!("part-{}", &part[..1]);
        assert_eq!(registry.mulu(["build", "--shard", part, "--from", "prepared", "--out", &out]).code, 0);
        registry.copy(&registry.path(&out), Path::new("joined"));
    }
    assert!(folder.exists());
    let refused = registry.mulu(["build", "--out", "joined", "--join"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("was not prepared with them"), "{}", refused.err);
}

/// Where the folder of the parts had a whole site before, what differs from that is told, as one build tells it.
#[test]
fn parts_put_together_over_a_site_tell_what_differs_from_it() {
    let registry = registry();
    let folder = registry.path("joined");
    let join = |day: &str| {
        for part in ["1/2", "2/2"] {
            let out = format!("part-{}-{day}", &part[..1]);
            assert_eq!(registry.mulu(["build", "--out", &out, "--shard", part, "--as-of", day]).code, 0);
            for (path, bytes) in files(&registry.path(&out)) {
                let to = folder.join(path);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::write(to, bytes).unwrap();
            }
        }
        assert_eq!(registry.mulu(["build", "--out", "joined", "--join"]).code, 0);
    };
    let whole = |day: &str| assert_eq!(registry.mulu(["build", "--out", "whole", "--as-of", day]).code, 0);
    join("2026-11-21");
    whole("2026-11-21");
    assert!(!folder.join("changed.json").exists(), "no site was there before");
    registry.edit("standards/national/gb-t-22239-2019.md", "网络安全等级保护基本要求", "另一名称");
    fs::remove_file(registry.path("projects/two.toml")).unwrap();
    join("2026-11-22");
    whole("2026-11-22");
    assert!(files(&folder) == files(&registry.path("whole")), "with what differs, and without what is gone");
    let told: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("changed.json")).unwrap()).unwrap();
    assert!(told["written"].as_array().unwrap().iter().any(|path| path == "standards/gb-t-22239-2019.html"));
    assert!(told["removed"].as_array().unwrap().iter().any(|path| path == "projects/two.html"));
    assert!(!folder.join("projects/two.html").exists());
}
