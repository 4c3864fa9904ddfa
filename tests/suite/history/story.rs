//! Repositories with a past, made with fixed times: the same commits, ids and all, in every run.

use crate::harness::repository::{self, CATALOGUE, Repo, standard};

pub const NEW: &str = "standards/national/gb-t-22239-2019.md";
pub const OLD: &str = "standards/national/gb-t-22239-2008.md";

const CLERK: &str = "clerk@example.org";

const ROLES: &str = "[roles]\nreview = [\"authority\"]\nregister = [\"authority\"]\n";

/// Two editions of a standard, the second listed, and an edition of the catalogue.
pub fn begun() -> Repo {
    let repo = Repo::new();
    repo.write("book.toml", &format!("[catalogue]\nutc-offset = \"+08:00\"\n{ROLES}"));
    repo.write(OLD, &standard("GB/T 22239-2008", "2008-06-19", &[], ""));
    repo.write("agencies/police.toml", "name = \"公安\"\njurisdiction = \"430100\"\n");
    // 2026-01-01 20:00 UTC is the second of January in Changsha.
    repo.commit("Begin", CLERK, 1_767_297_600);
    repo.write(NEW, &standard("GB/T 22239-2019", "2019-05-10", &["GB/T 22239-2008"], CATALOGUE));
    repo.commit("The new edition", CLERK, 1_767_400_000);
    repo.tag("catalogue/2026-01");
    repo
}

/// What became of it: a review, a filing, a rename, and another edition of the catalogue.
pub fn storied() -> Repo {
    let repo = begun();
    let reviewed = format!("{CATALOGUE}{}", repository::review("2022-11-20", "继续适用。"));
    repo.write(NEW, &standard("GB/T 22239-2019", "2019-05-10", &["GB/T 22239-2008"], &reviewed));
    repo.commit("Review", CLERK, 1_767_500_000);
    let filed = format!("name = \"公安\"\njurisdiction = \"430100\"\n{}", repository::FILING);
    repo.write("agencies/police.toml", &filed);
    repo.commit("File", CLERK, 1_767_600_000);
    repo.rename("agencies/police.toml", "agencies/public-security.toml");
    repo.commit("Rename", CLERK, 1_767_700_000);
    repo.tag("catalogue/2026-02");
    repo
}

/// The story goes on: a project, a waiver, a correction, a standard withdrawn and one delisted; and the site has an address.
pub fn chronicle() -> Repo {
    let repo = storied();
    let project = |stage: &str, more: &str| {
        let of = "agency = \"public-security\"\njurisdiction = \"430100\"";
        repo.write("projects/platform.toml", &format!("name = \"平台\"\n{of}\nstage = \"{stage}\"\n{more}"));
    };
    project("planning", "");
    repo.commit("A project", CLERK, 1_767_800_000);
    let waiver = "[[waiver]]\nstandard = \"GB/T 22239-2019\"\nreason = \"试点\"\napproved_by = \"public-security\"\napproved = 2026-01-08\nuntil = 2026-12-31\n";
    project("approval", waiver);
    repo.commit("Waive", CLERK, 1_767_900_000);
    let erratum = "[[erratum]]\ndate = 2026-01-10\nkey = \"issued\"\nwas = \"2008-06-19\"\nreason = \"笔误\"\n";
    let withdrawn = format!("withdrawn = 2020-01-01\n{erratum}");
    repo.write(OLD, &standard("GB/T 22239-2008", "2008-06-20", &[], &withdrawn));
    repo.commit("Correct and withdraw", CLERK, 1_768_000_000);
    let delisted = CATALOGUE.replace("\"listed\"", "\"delisted\"") + "delisted = 2026-01-11\n";
    let reviewed = format!("{delisted}{}", repository::review("2022-11-20", "继续适用。"));
    repo.write(NEW, &standard("GB/T 22239-2019", "2019-05-10", &["GB/T 22239-2008"], &reviewed));
    let municipal = "+++\nnumber = \"DB4301/T 1-2020\"\ntitle = \"政务服务规范\"\nissued = 2020-01-01\neffective = 2020-02-01\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-02-01\nbinding = \"recommended\"\n+++\n";
    repo.write("standards/local/db4301-t-1-2020.md", municipal);
    let catalogue = "[catalogue]\nutc-offset = \"+08:00\"\nlanguages = [\"zh-CN\", \"en\"]\nsite-url = \"https://standards.example.org/mulu/\"\nrepository-url = \"https://git.example.org/registry\"\n";
    repo.write("book.toml", &format!("[book]\ntitle = \"目录\"\n{catalogue}{ROLES}"));
    repo.commit("Delist one and list one", CLERK, 1_768_100_000);
    repo.tag("catalogue/2026-03");
    repo
}
