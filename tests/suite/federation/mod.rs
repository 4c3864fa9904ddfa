//! Registries that depend on others: a national collection, Changsha, Furong.

mod aggregate;
mod attacks;
mod editor;
mod example;
mod inherited;
mod update;

use std::path::{Path, PathBuf};

use crate::harness::program::{Ran, git, mulu, run};

/// A national collection: facts, no listing.
const NATIONAL: &[(&str, &str)] = &[
    ("book.toml", "[book]\ntitle = \"国家标准汇编\"\n"),
    (
        "standards/national/gb-t-22239-2019.md",
        "+++\nnumber = \"GB/T 22239-2019\"\ntitle = \"信息安全技术 网络安全等级保护基本要求\"\nissued = 2019-05-10\neffective = 2019-12-01\nsource = [{ title = \"国家标准全文公开系统\", checked = 2026-11-21 }]\n+++\n",
    ),
    (
        "standards/national/gb-t-39786-2021.md",
        "+++\nnumber = \"GB/T 39786-2021\"\ntitle = \"信息安全技术 信息系统密码应用基本要求\"\nissued = 2021-03-09\neffective = 2021-10-01\nsource = [{ title = \"国家标准全文公开系统\", checked = 2026-11-21 }]\n+++\n",
    ),
];

/// Changsha: a measure for the districts too, one for its own bodies, a listing.
const CHANGSHA: &[(&str, &str)] = &[
    (
        "book.toml",
        "[book]\ntitle = \"长沙市电子政务服务标准实施目录\"\n\n[catalogue]\njurisdiction = \"430100\"\nsite-url = \"https://changsha.example.org/\"\n\n[review]\nclause = \"changsha-standards-2018#20\"\ncycle = \"P3Y\"\n\n[roles]\nreview = [\"data-authority\"]\n\n[traits]\ncloud = \"依托政务云\"\n\n[[upstream]]\nid = \"national\"\nurl = \"../national\"\nrev = \"catalogue/2026\"\n",
    ),
    (
        "policies/changsha-standards-2018.md",
        "+++\ntitle = \"长沙市电子政务服务标准化管理暂行办法\"\njurisdiction = \"430100\"\nreach = \"below\"\nissued = 2018-05-12\neffective = 2018-06-12\nsource = [{ title = \"长政办发〔2018〕22号\", checked = 2026-11-21 }]\n\n[[clause]]\nid = \"20\"\ntext = \"标准应当复审。\"\nsubject = \"standard\"\nenforced_by = [\"review-overdue\"]\n\n[[clause]]\nid = \"15\"\ntext = \"上云的项目应当执行。\"\nsubject = \"project\"\nwhen = '\"cloud\" in traits'\ngate = \"approval\"\nmandates = [\"GB/T 22239-2019\"]\n+++\n",
    ),
    (
        "policies/changsha-cloud-2018.md",
        "+++\ntitle = \"长沙市政务云管理暂行办法\"\njurisdiction = \"430100\"\nreach = \"own\"\nissued = 2018-05-12\neffective = 2018-06-12\nsource = [{ title = \"长政办发〔2018〕22号\", checked = 2026-11-21 }]\n\n[[clause]]\nid = \"40\"\ntext = \"市直单位上云的系统应当执行。\"\nsubject = \"project\"\nwhen = '\"cloud\" in traits'\ngate = \"approval\"\nmandates = [\"GB/T 39786-2021\"]\n+++\n",
    ),
    (
        "agencies/changsha-authority.toml",
        "name = \"长沙市数据资源管理局\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n",
    ),
    (
        "standards/national/gb-t-22239-2019.md",
        "+++\nnumber = \"GB/T 22239-2019\"\ntitle = \"信息安全技术 网络安全等级保护基本要求\"\nissued = 2019-05-10\neffective = 2019-12-01\nsource = [{ title = \"国家标准全文公开系统\", checked = 2026-11-21 }]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-01-01\nbinding = \"mandatory\"\nmandated_by = [\"changsha-standards-2018#15\"]\napplies_to = [\"cloud\"]\n+++\n",
    ),
];

/// Furong: a measure of its own that cites the national collection, a project, nothing else.
const FURONG: &[(&str, &str)] = &[
    (
        "book.toml",
        "[book]\ntitle = \"芙蓉区标准实施目录\"\n\n[catalogue]\njurisdiction = \"430102\"\n\n[[upstream]]\nid = \"changsha\"\nurl = \"../changsha\"\nrev = \"catalogue/2026\"\n",
    ),
    (
        "policies/furong-cloud-2019.md",
        "+++\ntitle = \"长沙市芙蓉区政务云管理暂行办法\"\njurisdiction = \"430102\"\nreach = \"own\"\nissued = 2019-04-30\neffective = 2019-05-01\nsource = [{ title = \"芙蓉区门户网站\", checked = 2026-11-21 }]\n\n[[clause]]\nid = \"3\"\ntext = \"依托政务云。\"\nsubject = \"project\"\n+++\n",
    ),
    ("agencies/furong-data-centre.toml", "name = \"芙蓉区数据资源中心\"\njurisdiction = \"430102\"\n"),
    (
        "projects/sample-furong-hall.toml",
        "name = \"示例：政务大厅\"\nagency = \"furong-data-centre\"\njurisdiction = \"430102\"\nstage = \"construction\"\napproved = 2024-03-01\nmajor = true\ntraits = [\"cloud\"]\nmlps_level = 2\nsample = true\n",
    ),
];

/// Three registries beside each other, each a repository with a tag.
struct Three {
    folder: tempfile::TempDir,
}

impl Three {
    fn new() -> Three {
        let three = Three { folder: tempfile::tempdir().unwrap() };
        for (name, files) in [("national", NATIONAL), ("changsha", CHANGSHA), ("furong", FURONG)] {
            for (path, text) in files {
                three.write(name, path, text);
            }
            three.git(name, &["init", "--quiet", "--initial-branch=main"]);
            three.commit(name, "catalogue/2026");
        }
        three
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, path: &str, text: &str) {
        let path = self.at(name).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Replaces a text in a file.
    fn edit(&self, name: &str, path: &str, from: &str, to: &str) {
        let full = self.at(name).join(path);
        let text = std::fs::read_to_string(&full).unwrap();
        assert!(text.contains(from), "{path}: {from}");
        std::fs::write(full, text.replacen(from, to, 1)).unwrap();
    }

    fn git(&self, name: &str, args: &[&str]) -> String {
        let ran = run(git(&self.at(name), args));
        assert_eq!(ran.code, 0, "git {args:?}: {}", ran.err);
        ran.out.trim().to_owned()
    }

    /// Commits what there is, and tags it.
    fn commit(&self, name: &str, tag: &str) {
        self.git(name, &["add", "--all"]);
        self.git(name, &["commit", "--quiet", "--allow-empty", "--message", tag]);
        self.git(name, &["tag", tag]);
    }

    /// Runs the program in a registry, with git to be found.
    fn mulu(&self, name: &str, args: &[&str]) -> Ran {
        over(&self.at(name), args)
    }

    /// The same, of a run that ends well.
    #[track_caller]
    fn well(&self, name: &str, args: &[&str]) -> String {
        let ran = self.mulu(name, args);
        assert_eq!(ran.code, 0, "mulu {args:?}: {}{}", ran.out, ran.err);
        ran.out
    }

    /// Changsha and Furong depend on what they wish for.
    fn updated() -> Three {
        let three = Three::new();
        three.well("changsha", &["update", "--as-of", "2026-11-21"]);
        three.git("changsha", &["add", "--all"]);
        three.git("changsha", &["commit", "--quiet", "--message", "lock"]);
        three.git("changsha", &["tag", "--force", "catalogue/2026"]);
        three.well("furong", &["update", "--as-of", "2026-11-21"]);
        three
    }
}

fn over(folder: &Path, args: &[&str]) -> Ran {
    let mut command = mulu(folder, args);
    command.args(["--lang", "en"]).env("PATH", std::env::var_os("PATH").unwrap_or_default());
    run(command)
}
