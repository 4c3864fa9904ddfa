//! `mulu rename`: every reference follows, every other byte stays, and the old name goes on leading to the record.

use crate::harness::program;
use crate::harness::registry::Registry;

use super::{does, refuses, run, small};

/// The small registry in git, with people who may change it, a listing, a review, an accepted filing and a waiver.
fn kept() -> Registry {
    let registry = small()
        .file("agencies/office.toml", "name = \"衡阳市数据局\"\njurisdiction = \"430400\"\nroles = [\"office\"]\nmaintainers = [\"t@example.org\"]\n")
        .file("agencies/unit.toml", "# 单位\nname = \"市民中心\"\njurisdiction = \"430400\"\nmaintainers = [\"unit@example.org\"]\n");
    let book = registry.read("book.toml").replace("[roles]\n", "[roles]\nregister = [\"office\"]\n");
    registry.write("book.toml", book);
    registry.git(&["init", "-q", "-b", "main"]);
    does(&registry, "list-in GB/T1-2019 --class general.security --date 2024-01-15");
    does(
        &registry,
        "review GB/T1-2019 --conclusion continue --by office --date 2026-11-01 --reason 与现行业务逐条核对，适用情况见会议纪要，没有修改意见 --evidence 纪要 --force",
    );
    does(&registry, "register --agency unit GB/T1-2019 --status implemented --since 2026-01-01");
    does(&registry, "register --agency unit GB/T1-2019 --accept 2026-02-01");
    does(&registry, "declare p GB/T1-2019 --status met --evidence 报告");
    commit(&registry, "begin");
    registry.git(&["tag", "begin"]);
    registry
}

/// Commits all, on the day before the one that is asked about.
fn commit(registry: &Registry, what: &str) {
    registry.git(&["add", "-A"]);
    let mut git = program::git(registry.root(), ["commit", "-qm", what]);
    git.env("GIT_AUTHOR_DATE", "2026-11-20T08:00:00Z").env("GIT_COMMITTER_DATE", "2026-11-20T08:00:00Z");
    assert_eq!(program::run(git).code, 0, "{what}");
}

/// Nothing is found that a rename could have caused, as a proposal to what the registry began as.
#[track_caller]
fn is_sound(registry: &Registry) {
    let ran = run(registry, "check --base begin --lang en");
    let own = ["missing-key", "evidence-missing"];
    let denied = ran.out.lines().filter_map(|line| line.strip_prefix("error[")?.split(']').next());
    assert_eq!(denied.filter(|rule| !own.contains(rule)).collect::<Vec<_>>(), [""; 0], "{}", ran.out);
    assert!(ran.out.contains("as of 2026-11-21"), "{}", ran.err);
}

#[test]
fn a_standard_that_is_renumbered_is_found_by_both_numbers() {
    let registry = kept();
    let before: Vec<String> =
        ["agencies/unit.toml", "projects/p.toml", "policies/cloud.md"].map(|path| registry.read(path)).into();
    let own = registry.read("standards/national/gb-t-1-2019.md");
    let ran = run(&registry, "rename GB/T1—2019 GB/Z1-2019 --since 2026-10-01");
    ran.gave(
        0,
        "standards/national/gb-z-1-2019.md\nagencies/unit.toml\npolicies/cloud.md\nprojects/p.toml\n4 files written\n",
        "",
    );
    for (path, before) in ["agencies/unit.toml", "projects/p.toml", "policies/cloud.md"].iter().zip(before) {
        assert_eq!(registry.read(path), before.replace("GB/T 1-2019", "GB/Z 1-2019"), "{path}");
    }
    assert!(!registry.path("standards/national/gb-t-1-2019.md").exists());
    let renamed = own
        .replace("number = \"GB/T 1-2019\" # kept", "number = \"GB/Z 1-2019\" # kept")
        .replace("checked = 2026-11-01 }]\n", "checked = 2026-11-01 }]\nformerly = [\"gb-t-1-2019\"]\n");
    let former = "[[former_numbers]]\nnumber = \"GB/T 1-2019\"\nuntil = 2026-10-01\n";
    let now = registry.read("standards/national/gb-z-1-2019.md");
    assert_eq!(now.replace(&format!("\n{former}"), ""), renamed, "{now}");
    is_sound(&registry);

    assert!(does(&registry, "show gb-t-1-2019").starts_with("GB/Z 1-2019  甲\n"));
    assert!(does(&registry, "show GB/T1-2019").starts_with("GB/Z 1-2019  甲\n"));
    registry.write("文.txt", "按 GB/T 1-2019 建设\n");
    assert!(does(&registry, "cite 文.txt").contains("renumbered GB/Z 1-2019 on 2026-10-01"));
    let changed = does(&registry, "diff begin.. --lang en");
    let own = "Other changes (1)\n  GB/Z 1-2019  甲\n      renamed from standards/national/gb-t-1-2019.md\n      number GB/T 1-2019 → GB/Z 1-2019\n";
    assert!(changed.starts_with(&format!("Changes since begin\n\n{own}")), "{changed}");
    // What is a guidance document now is demanded of nobody.
    assert!(changed.ends_with("Verdicts that changed (1)\n  p  GB/Z 1-2019: met → —\n"), "{changed}");
    commit(&registry, "renumber");
    let told = does(&registry, "log GB/Z1-2019 --lang en");
    for said in
        ["number GB/T 1-2019 → GB/Z 1-2019", "reviewed 2026-11-01: continue by office", "unit: filed GB/T 1-2019"]
    {
        assert!(told.contains(said), "{said} in {told}");
    }
    assert_eq!(does(&registry, "log gb-t-1-2019 --lang en"), told);
}

#[test]
fn a_wrong_number_is_corrected_with_its_reason() {
    let registry = kept();
    let before = registry.read("agencies/unit.toml");
    refuses(&registry, "correct GB/T1-2019 number GB/T2-2019 --reason 抄错", "standards/national/gb-t-1-2019.md");
    refuses(&registry, "correct GB/T1-2019 number GB/T11 --reason 抄错", "standards/national/gb-t-1-2019.md");
    does(&registry, "correct GB/T1-2019 number GB/T11-2019 --reason 抄漏一位");
    // What the project had to prove of it, it has to prove still: no verdict comes or goes.
    let changed = does(&registry, "diff begin.. --lang en");
    assert!(changed.contains("GB/T 11-2019") && !changed.contains("Verdicts"), "{changed}");
    let now = registry.read("standards/national/gb-t-11-2019.md");
    let erratum = "[[erratum]]\ndate = 2026-11-21\nkey = \"number\"\nwas = \"GB/T 1-2019\"\nreason = \"抄漏一位\"\n";
    assert!(now.contains(erratum) && !now.contains("former_numbers"), "{now}");
    assert_eq!(registry.read("agencies/unit.toml"), before.replace("GB/T 1-2019", "GB/T 11-2019"));
    is_sound(&registry);
    // Nobody gave it the wrong number, and another standard may have it.
    registry.write("文.txt", "按 GB/T 1-2019 建设\n");
    assert!(!does(&registry, "cite 文.txt").contains("GB/T 11-2019"));
    assert!(does(&registry, "show gb-t-1-2019").starts_with("GB/T 11-2019"));
}

#[test]
fn an_agency_and_a_policy_go_by_another_id_in_every_file() {
    let registry = kept();
    does(&registry, "rename office data-bureau");
    does(&registry, "rename 云办法 hengyang-cloud");
    assert!(registry.read("standards/national/gb-t-1-2019.md").contains("by = \"data-bureau\""));
    assert_eq!(
        registry.read("agencies/data-bureau.toml"),
        "name = \"衡阳市数据局\"\njurisdiction = \"430400\"\nroles = [\"office\"]\nmaintainers = [\"t@example.org\"]\nformerly = [\"office\"]\n"
    );
    is_sound(&registry);
    assert_eq!(
        does(&registry, "diff begin.. --lang en"),
        "Changes since begin\n\nOther changes (2)\n  衡阳市数据局\n      renamed from agencies/office.toml\n  云办法\n      renamed from policies/cloud.md\n"
    );
    // References by the old ids still mean the same records.
    does(&registry, "waive p --clause cloud#1 --reason 迁移期间 --by committee --date 2026-11-01 --until 2027-05-01");
    does(
        &registry,
        "review GB/T2-2019 --conclusion continue --by office --date 2026-11-20 --reason 首次复审，与现行业务逐条核对，没有问题 --evidence 纪要 --force",
    );
    is_sound(&registry);
    commit(&registry, "rename");
    // What a clerk of the unit may not: rename another's record.
    registry.git(&["tag", "-f", "begin"]);
    does(&registry, "rename committee council");
    registry.git(&["add", "-A"]);
    registry.git(&["-c", "user.email=unit@example.org", "commit", "-qm", "take over"]);
    let told = run(&registry, "check --base begin --lang en");
    assert_eq!(told.code, 1, "{}", told.out);
    assert!(told.out.contains("unauthorised-change") && told.out.contains("council"), "{}", told.out);
    assert!(!told.out.contains("decision-rewritten"), "{}", told.out);
}

#[test]
fn a_name_that_is_taken_is_refused_and_a_rename_is_taken_back() {
    let registry = kept();
    let file = "agencies/unit.toml";
    assert!(refuses(&registry, "rename unit office", file).contains("agencies/office.toml"));
    assert!(refuses(&registry, "rename unit Unit", file).contains("小写字母"));
    assert!(refuses(&registry, "rename nobody somebody", file).contains("nobody"));
    refuses(&registry, "rename unit unit", file);
    let before = (registry.read(file), registry.read("projects/p.toml"));
    does(&registry, "rename unit civic");
    assert!(refuses(&registry, "rename office unit", "agencies/office.toml").contains("agencies/civic.toml"));
    does(&registry, "undo");
    assert_eq!((registry.read(file), registry.read("projects/p.toml")), before);
    assert!(!registry.path("agencies/civic.toml").exists());
    // There and back again: the record has its first id, and nobody is confused.
    does(&registry, "rename unit civic");
    does(&registry, "rename civic unit");
    is_sound(&registry);
    assert!(does(&registry, "show civic").contains("市民中心"));
}

#[test]
fn a_draft_that_gets_its_number_keeps_its_history() {
    let registry = kept();
    does(&registry, "new draft cloud-migration --title 政务云迁移规范 --application 2026-03-01 --source 立项申请");
    commit(&registry, "a draft");
    does(&registry, "rename cloud-migration DB4304/T12-2026");
    let now = registry.read("standards/municipal/db4304-t-12-2026.md");
    assert!(now.contains("number = \"DB4304/T 12-2026\"") && now.contains("formerly = [\"cloud-migration\"]"), "{now}");
    commit(&registry, "its number");
    let told = does(&registry, "log DB4304/T12-2026 --lang en");
    assert!(told.contains("given the number DB4304/T 12-2026") && told.contains("added"), "{told}");
    is_sound(&registry);
}

#[test]
fn the_old_address_leads_on_and_subscribers_see_nothing_new() {
    let registry = kept();
    let book =
        registry.read("book.toml").replace("[catalogue]\n", "[catalogue]\nsite-url = \"https://example.org/\"\n");
    registry.write("book.toml", book);
    commit(&registry, "an address");
    let ids = |path: &str| {
        let feed = registry.read(path);
        let ids = feed.split("<id>").skip(1).filter_map(|rest| rest.split("</id>").next().map(str::to_owned));
        let mut ids: Vec<String> = ids.collect();
        ids.sort();
        ids
    };
    let events = || {
        let calendar = registry.read("public/calendar/reviews.ics");
        calendar.lines().filter(|line| line.starts_with("UID")).map(str::to_owned).collect::<Vec<_>>()
    };
    does(&registry, "build --no-pdf");
    let unit = "public/feeds/agencies/unit-reviews.atom";
    let before = (ids("public/feeds/reviews.atom"), events(), ids(unit));
    assert!(!before.0.is_empty() && !before.1.is_empty());
    does(&registry, "rename unit civic");
    does(&registry, "rename GB/T1-2019 GB/Z1-2019 --since 2026-10-01");
    does(&registry, "build --no-pdf");
    assert_eq!((ids("public/feeds/reviews.atom"), events(), ids(unit)), before);
    assert_eq!(registry.read(unit), registry.read("public/feeds/agencies/civic-reviews.atom"));
    for (old, new) in
        [("public/standards/gb-t-1-2019.html", "gb-z-1-2019.html"), ("public/en/agencies/unit.html", "civic.html")]
    {
        let stub = registry.read(old);
        assert!(stub.contains(&format!("content=\"0; url={new}\"")), "{stub}");
        assert!(stub.contains("noindex") && stub.contains(&format!("{new}\">")), "{stub}");
    }
    assert_eq!(registry.read("public/api/v1/agencies/unit.json"), registry.read("public/api/v1/agencies/civic.json"));
}

#[test]
fn a_shell_completes_ids_and_numbers() {
    let registry = small();
    assert_eq!(
        does(&registry, "names GB/t"),
        "GB/T1-2019\nGB/T2-2019\n",
        "a number is completed without its blank, which would be another word"
    );
    assert_eq!(does(&registry, "names u"), "unit\n");
    let bash = std::process::Command::new("bash")
        .args(["-c", "source <(mulu completions bash); COMP_WORDS=(mulu show gb-3); COMP_CWORD=2; _mulu_names mulu gb-3 show; echo \"${COMPREPLY[@]}\""])
        .current_dir(registry.root())
        .env("PATH", format!("{}:/usr/bin:/bin", std::path::Path::new(env!("CARGO_BIN_EXE_mulu")).parent().unwrap().display()))
        .output()
        .unwrap();
    let told = String::from_utf8(bash.stdout).unwrap();
    assert!(
        told.split_whitespace().any(|word| word == "gb-3-2019"),
        "{told} {}",
        String::from_utf8_lossy(&bash.stderr)
    );
}

#[test]
fn a_word_of_the_registry_goes_by_another_in_records_conditions_and_examples() {
    let registry = kept();
    let book = registry.read("book.toml");
    assert!(book.contains("[traits]\ncloud = "), "{book}");
    let policy = registry.read("policies/cloud.md").replacen(
        "\n+++\n",
        "\n[[clause]]\nid = \"90\"\ntext = \"公开项目。\"\nwhen = \"\\\"cloud\\\" in traits && 'cloud' in traits\"\nmandates_where = '\"general.security\" in classes'\n\n[[clause.example]]\nsays = \"上云\"\nproject = { traits = [\"cloud\"] }\nexpect = \"not-bound\"\n+++\n",
        1,
    );
    registry.write("policies/cloud.md", policy.clone());
    let project = registry.read("projects/p.toml");
    does(&registry, "rename cloud on-cloud --kind trait --force");
    assert_eq!(registry.read("book.toml"), book.replace("[traits]\ncloud = ", "[traits]\non-cloud = "));
    let renamed = policy
        .replace("\\\"cloud\\\" in", "\\\"on-cloud\\\" in")
        .replace("\"cloud\" in", "\"on-cloud\" in")
        .replace("'cloud' in", "'on-cloud' in")
        .replace("traits = [\"cloud\"]", "traits = [\"on-cloud\"]");
    assert_eq!(registry.read("policies/cloud.md"), renamed);
    assert_eq!(registry.read("projects/p.toml"), project.replace("\"cloud\"", "\"on-cloud\""));
    let told = run(&registry, "check");
    assert!(!told.out.contains("unknown-trait"), "{}", told.out);

    does(&registry, "rename general.security general.safety --force");
    assert!(registry.read("policies/cloud.md").contains("'\"general.safety\" in classes'"));
    assert!(registry.read("standards/national/gb-t-1-2019.md").contains("classes = [\"general.safety\"]"));
    assert!(registry.read("standards/taxonomy.toml").contains("id = \"general.safety\""));

    // A record comes first: the role that the office has is called as its id is.
    does(&registry, "rename office bureau --kind role");
    assert!(registry.read("agencies/office.toml").contains("roles = [\"bureau\"]"));
    assert!(registry.read("book.toml").contains("register = [\"bureau\"]"));
    assert!(refuses(&registry, "rename bureau 局 --kind role", "book.toml").contains("小写字母"));
}
