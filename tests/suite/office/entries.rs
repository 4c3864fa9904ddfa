//! `declare`, `waive`, `order`, `evidence`, `train`, `step`, `correct`, `reorganise`, `register --update` and `--accept`, `init`.

use crate::harness::registry::Registry;

use super::{does, refuses, run, small};

const PROJECT: &str = "projects/p.toml";

#[test]
fn a_project_declares_and_declares_again() {
    let registry = small();
    let before = registry.read(PROJECT);
    does(&registry, "declare 大厅 GB/T1-2019 --status partial");
    assert_eq!(
        registry.read(PROJECT),
        format!("{before}\n[[conformance]]\nstandard = \"GB/T 1-2019\"\nstatus = \"partial\"\n")
    );
    does(&registry, "declare p GB/T1-2019 --status 符合 --evidence 报告.pdf");
    assert_eq!(
        registry.read(PROJECT),
        format!("{before}\n[[conformance]]\nstandard = \"GB/T 1-2019\"\nstatus = \"met\"\nevidence = \"报告.pdf\"\n")
    );
    assert!(refuses(&registry, "declare p GB/T1-2019 --status not-applicable", PROJECT).contains("--reason"));
    assert!(refuses(&registry, "declare q GB/T1-2019 --status met", PROJECT).contains('q'));
}

#[test]
fn only_the_organ_that_may_waives() {
    let registry = small();
    let waive = "waive p --clause cloud#1 --reason 迁移期间 --date 2026-11-01 --until 2027-05-01 --by";
    assert!(refuses(&registry, &format!("{waive} office"), PROJECT).contains("waiver-not-allowed"));
    does(&registry, &format!("{waive} 市委员会"));
    let told = registry.read(PROJECT);
    assert!(told.ends_with("[[waiver]]\nclause = \"cloud#1\"\nreason = \"迁移期间\"\napproved_by = \"committee\"\napproved = 2026-11-01\nuntil = 2027-05-01\n"), "{told}");
    assert!(refuses(&registry, "waive p --clause cloud#1 --reason x --by committee", PROJECT).contains("--until"));
}

#[test]
fn an_order_is_given_and_closed() {
    let registry = small();
    does(&registry, "order p --about 未改造 --issued 2026-10-01 --deadline 2026-12-01 --by 衡阳市数据局 --risk high");
    does(&registry, "order p --about 未备案 --issued 2026-10-01 --deadline 2026-12-01");
    assert!(refuses(&registry, "order p --close 2026-11-20", PROJECT).contains("--about"));
    does(&registry, "order p --close 2026-11-20 --about 改造");
    let told = registry.read(PROJECT);
    assert!(told.contains("about = \"未改造\"\nby = \"office\"\nrisk = \"high\"\nclosed = 2026-11-20\n"), "{told}");
    does(&registry, "order p --close 2026-11-21");
    refuses(&registry, "order p --close 2026-11-21", PROJECT);
}

#[test]
fn papers_and_trainings_are_recorded() {
    let registry = small();
    does(&registry, "evidence p 证明 --ref 衡数〔2026〕1号 --issued 2026-11-01 --by 市委员会 --result 合格");
    assert!(registry.read(PROJECT).ends_with(
        "[[evidence]]\nkind = \"proof\"\nref = \"衡数〔2026〕1号\"\nissued = 2026-11-01\nby = \"市委员会\"\nresult = \"pass\"\n"
    ));
    refuses(&registry, "evidence p nothing --ref 1", PROJECT);
    does(&registry, "train 市民中心 --date 2026-03-01 --standard GB/T1-2019 --attendance 30");
    assert!(
        registry
            .read("agencies/unit.toml")
            .ends_with("[[training]]\ndate = 2026-03-01\nstandards = [\"GB/T 1-2019\"]\nattendance = 30\n")
    );
}

#[test]
fn a_record_of_a_kind_without_words_of_its_own_is_begun() {
    let registry = small();
    assert_eq!(does(&registry, "new case cloud-2027 --title 政务云二〇二七年办件").trim(), "cases/cloud-2027.toml");
    let told = registry.read("cases/cloud-2027.toml");
    assert!(told.starts_with("title = \"政务云二〇二七年办件\"") && told.contains("\n# title_en = \"\""), "{told}");
    assert!(!run(&registry, "check").out.contains("cases/cloud-2027"));
    assert_ne!(run(&registry, "new case cloud-2027").code, 0);
    assert_ne!(run(&registry, "new book x").code, 0);
}

#[test]
fn a_duty_is_done_and_says_who_sat() {
    let registry = small();
    let policy = "+++\ntitle = \"考核办法\"\njurisdiction = \"430400\"\nissued = 2018-05-12\neffective = 2018-06-12\nsource = [{ title = \"公报\", checked = 2026-11-01 }]\n\n[[clause]]\nid = \"7\"\ntext = \"会议\"\nsubject = \"procedure\"\n\n[[clause.duty]]\nid = \"meeting\"\nevery = \"P6M\"\nby = \"office\"\ncomposition = \"authority:3 unit:4\"\n+++\n";
    registry.write("policies/assessment.md", policy);
    let file = "agencies/office.toml";
    assert!(refuses(&registry, "done meeting --composition 三方", file).contains("authority:3"));
    let asked = does(&registry, "done meeting --date 2026-03-01 --ref 纪要1号");
    assert!(asked.contains("who sat is not recorded") && asked.contains("authority:3 unit:4"), "{asked}");
    let kept = does(&registry, "done meeting --date 2026-06-01 --composition \"unit:8  authority:6\"");
    assert!(!kept.contains("the clause asks"), "{kept}");
    assert!(registry.read(file).ends_with(
        "[[done]]\nduty = \"assessment#7/meeting\"\ndate = 2026-06-01\ncomposition = \"unit:8 authority:6\"\n"
    ));
    // What was not as it should be is recorded as it was, and told.
    let told = does(&registry, "done meeting --date 2026-09-01 --composition \"authority:3 unit:5\"");
    assert!(told.contains("composition-mismatch"), "{told}");
    assert!(run(&registry, "check").out.contains("composition-mismatch"));
}

#[test]
fn a_filing_is_made_changed_and_accepted_once() {
    let registry = small();
    let file = "agencies/unit.toml";
    does(&registry, "register --agency 市民中心 GB/T1-2019 --status implementing --since 2026-01-01");
    does(&registry, "register --agency unit GB/T1 --update --status implemented --system 大厅");
    assert!(refuses(&registry, "register --agency unit GB/T1 --accept 2026-12-01", file).contains("2026-12-01"));
    does(&registry, "register --agency unit GB/T1 --accept 2026-11-20");
    let told = registry.read(file);
    assert!(
        told.contains("status = \"implemented\"\nsince = 2026-01-01\nfiled = 2026-11-20\nsystems = [\"大厅\"]\n"),
        "{told}"
    );
    assert!(told.starts_with("# 单位\n"));
    refuses(&registry, "register --agency unit GB/T1 --accept 2026-11-21", file);
    refuses(&registry, "register --agency unit GB/T2 --update --status planned", file);
}

#[test]
fn a_published_fact_is_corrected_with_what_it_was() {
    let registry = small();
    let file = "standards/national/gb-t-1-2019.md";
    assert!(refuses(&registry, "correct GB/T1-2019 issued 2019-05-11", file).contains("--reason"));
    refuses(&registry, "correct GB/T1-2019 issued 2019-05-10 --reason x", file);
    does(&registry, "correct GB/T1-2019 issued 2019年5月11日 --reason 公告为十一日");
    let told = registry.read(file);
    assert!(told.contains("issued = 2019-05-11\n"), "{told}");
    assert!(
        told.contains(
            "[[erratum]]\ndate = 2026-11-21\nkey = \"issued\"\nwas = 2019-05-10\nreason = \"公告为十一日\"\n"
        ),
        "{told}"
    );
    does(&registry, "correct 云办法 title 政务云办法 --reason 漏字");
    assert!(registry.read("policies/cloud.md").contains("was = \"云办法\""));
}

#[test]
fn agencies_merge_and_are_renamed() {
    let registry = small();
    does(&registry, "reorganise 市委员会 --into 衡阳市数据局 --until 2026-06-30");
    let told = registry.read("agencies/committee.toml");
    assert!(told.contains("until = 2026-06-30\nsucceeded_by = [\"office\"]\n"), "{told}");
    does(&registry, "waive p --clause cloud#1 --reason 迁移 --date 2026-11-01 --until 2027-05-01 --by office");
    does(&registry, "reorganise office --name 衡阳市数据管理局 --until 2026-09-30");
    let told = registry.read("agencies/office.toml");
    assert!(told.starts_with("name = \"衡阳市数据管理局\"\n"), "{told}");
    assert!(told.contains("[[names]]\nname = \"衡阳市数据局\"\nuntil = 2026-09-30\n"), "{told}");
    does(&registry, "order p --about x --deadline 2026-12-01 --by 衡阳市数据局");
    refuses(&registry, "reorganise unit --into unit", "agencies/unit.toml");
}

#[test]
fn a_draft_takes_its_six_steps() {
    let registry = small();
    does(&registry, "new draft cloud-migration --title 政务云迁移规范 --application 2026-01-05");
    let file = "standards/municipal/cloud-migration.md";
    for (step, more) in [
        ("approval", "--date 2026-01-20"),
        ("drafting", "--date 2026-02-01"),
        ("consultation", "--date 2026-05-01 --until 2026-06-15"),
        ("evaluation", "--date 2026-07-01"),
        ("publication", "--date 2026-08-01 --effective 2026-09-01"),
    ] {
        does(&registry, &format!("step 政务云迁移规范 {step} {more}"));
    }
    let told = registry.read(file);
    assert!(told.contains("issued = 2026-08-01\neffective = 2026-09-01\n"), "{told}");
    assert!(told.contains("publication = 2026-08-01"), "{told}");
    assert!(
        refuses(&registry, "step cloud-migration evaluation --date 2026-04-01", file).contains("drafting-out-of-order")
    );
    refuses(&registry, "step GB/T1-2019 approval", "standards/national/gb-t-1-2019.md");
}

#[test]
fn a_new_registry_is_its_owners_at_once() {
    let registry = Registry::bare();
    does(&registry, "init --title 衡阳市标准实施目录 --jurisdiction 430400 --authority 衡阳市数据局");
    let office = registry.read("agencies/data-authority.toml");
    assert_eq!(office, "name = \"衡阳市数据局\"\njurisdiction = \"430400\"\nroles = [\"data-authority\"]\n");
    let book = registry.read("book.toml");
    assert!(
        book.contains("title = \"衡阳市标准实施目录\"") && book.contains("\njurisdiction = \"430400\"\n"),
        "{book}"
    );
    assert!(book.contains("\nwaive = [\"data-authority\"]"), "{book}");
    let check = run(&registry, "check --format json").json(0);
    assert_eq!(check["summary"]["deny"], 0);
    does(&registry, "build --no-pdf");
    for page in ["index.html", "classes/index.html", "agencies/data-authority.html", "reviews/index.html"] {
        let page = registry.read(&format!("public/{page}"));
        assert!(!page.contains("长沙") && !page.contains("芙蓉") && !page.contains("Changsha"), "{page}");
    }
    let elsewhere = Registry::bare();
    let ran = elsewhere.on(super::TODAY, &["init", "--jurisdiction", "999999"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(elsewhere.on(super::TODAY, &["init", "--template", "changsha", "--title", "x"]).code, 2);
}

#[test]
fn records_are_shown_by_name_and_what_is_nowhere_is_refused() {
    let registry = small();
    for (called, id) in [("市民中心", "unit"), ("大厅", "p"), ("云办法", "cloud"), ("甲", "gb-t-1-2019")] {
        let out = does(&registry, &format!("show {called} --format json"));
        assert!(out.contains(&format!("\"{id}")), "{called}: {out}");
    }
    assert_eq!(run(&registry, "show nosuch").code, 1);
    assert_eq!(run(&registry, "show GB/T99-2019").code, 0, "a number is answered from its grammar");
}

#[test]
fn what_a_command_wrote_is_taken_back_until_it_is_committed() {
    let registry = small();
    refuses(&registry, "undo", PROJECT);
    registry.git(&["init", "-q", "-b", "main"]);
    let commit = || {
        registry.git(&["add", "-A"]);
        registry.git(&["-c", "user.name=o", "-c", "user.email=o@example.org", "commit", "-qm", "x"]);
    };
    commit();
    let before = registry.read("standards/national/gb-t-1-2019.md");
    does(&registry, "list-in GB/T1-2019 GB/T2-2019");
    assert!(does(&registry, "undo").contains("2 files that mulu list-in wrote"));
    assert_eq!(registry.read("standards/national/gb-t-1-2019.md"), before);
    assert_eq!(registry.git(&["status", "--porcelain"]), "", "as if nothing had been written");
    refuses(&registry, "undo", PROJECT);
    // Of a record that was made, the file; what was changed since, or is committed, stays.
    does(&registry, "new agency other --name 其他");
    does(&registry, "undo");
    assert!(!registry.path("agencies/other.toml").exists());
    does(&registry, "declare p GB/T1-2019 --status met");
    registry.edit(PROJECT, "大厅", "大堂");
    assert!(refuses(&registry, "undo", PROJECT).contains("changed since"));
    registry.edit(PROJECT, "大堂", "大厅");
    commit();
    assert!(refuses(&registry, "undo", PROJECT).contains("git revert"));
}

#[test]
fn what_an_agency_filed_goes_on_with_its_successor() {
    let registry = small();
    does(&registry, "register --agency unit GB/T1-2019 --status implementing --since 2026-01-01");
    does(&registry, "reorganise unit --into committee --until 2026-10-31");
    does(&registry, "register --agency committee GB/T1-2019 --update --status implemented");
    assert!(registry.read("agencies/unit.toml").contains("status = \"implemented\""));
    assert!(
        refuses(&registry, "register --agency office GB/T1-2019 --update --status implemented", "agencies/unit.toml")
            .contains("office")
    );
    assert!(does(&registry, "show committee --lang en").contains("took over from unit"));
    let told = does(&registry, "show unit --lang en");
    assert!(told.contains("succeeded by  committee") && told.contains("2026-10-31"), "{told}");
    let _ = does(&registry, "build --no-pdf");
    let page = registry.read("public/en/agencies/committee.html");
    assert!(page.contains("What became of it") && page.contains("unit.html"), "{page}");
}
