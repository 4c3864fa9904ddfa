//! Every clause that a page of this repository's registry cites is of the government of the page's record, or of one above it.

use std::collections::BTreeMap;

use mulu_core::model::PolicyScope;
use mulu_core::registry::{ClauseRef, Registry};

use crate::harness::in_memory::OWN;
use crate::harness::pages::Page;
use crate::harness::registry::Registry as Folder;

/// The clauses that a page links, as `policy#clause`.
fn cited(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for link in page.split("policies/").skip(1) {
        let Some((policy, rest)) = link.split_once(".html#art-") else { continue };
        if policy.contains(['"', '<', '/']) {
            continue;
        }
        let clause: String = rest.chars().take_while(|c| !matches!(c, '"' | '#' | '<')).collect();
        found.push(format!("{policy}#{clause}"));
    }
    found
}

fn governs(found: ClauseRef<'_>, at: &str) -> bool {
    let own = found.policy.jurisdiction.as_ref().map_or("", |own| own.value.as_str());
    match found.policy.reach_of(found.clause) {
        PolicyScope::Own => own == at,
        PolicyScope::Below => mulu_core::number::contains(own, at),
    }
}

#[track_caller]
fn assert_own(registry: &Registry, folder: &Folder, page: &str, at: &str) -> usize {
    let text = folder.read(&format!("public/{page}"));
    // What the record itself names, such as the clause of a waiver that is refused for it, stands below the verdicts.
    let verdicts = text.split("id=\"h-waivers\"").next().unwrap_or_default();
    let cited = cited(verdicts);
    for reference in &cited {
        let found = registry.clause(reference).unwrap_or_else(|| panic!("{page} cites {reference}"));
        assert!(governs(found, at), "{page}, of {at}, cites {reference}");
    }
    cited.len()
}

#[test]
fn every_statement_of_law_is_by_the_government_of_the_record() {
    let folder = Folder::own();
    let ran = folder.mulu(["build", "--no-pdf", "--as-of", super::TODAY]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let registry = &*OWN;
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for project in &registry.projects {
        let at = registry.jurisdiction_of(project).map_or("", |at| at.value.as_str());
        for base in ["", "en/"] {
            *count.entry("projects").or_default() +=
                assert_own(registry, &folder, &format!("{base}projects/{}.html", project.id), at);
        }
    }
    for agency in &registry.agencies {
        let at = agency.jurisdiction.as_ref().map_or("", |at| at.value.as_str());
        *count.entry("agencies").or_default() +=
            assert_own(registry, &folder, &format!("agencies/{}.html", agency.id), at);
    }
    assert!(count["projects"] > 100 && count["agencies"] > 0, "{count:?}: the walk found what it looks for");
    for policy in &registry.policies {
        let text = folder.read(&format!("public/policies/{}.html", policy.id));
        let findings = text.split("id=\"h-findings\"").nth(1).unwrap_or_default();
        let findings = findings.split("id=\"h-facts\"").next().unwrap_or_default();
        for reference in cited(findings) {
            assert!(reference.starts_with(&format!("{}#", policy.id)), "{} cites {reference}", policy.id);
        }
    }
}

/// The site of a small registry, in its folder.
pub fn built(law: &super::Law) -> Folder {
    let folder = law.files.iter().fold(Folder::bare(), |folder, (path, text)| folder.file(path, text));
    let ran = folder.mulu(["build", "--no-pdf", "--as-of", super::TODAY]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    folder
}

#[test]
fn a_page_says_of_a_waiver_what_the_audit_says() {
    let clause = |more: &str| format!("subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\n{more}");
    let state = |more: &str, by: &str| {
        let waiver = format!(
            "[[waiver]]\nclause = \"c#1\"\nreason = \"特殊原因\"\napproved_by = \"{by}\"\napproved = 2026-01-01\nuntil = 2026-12-31\n"
        );
        let law = super::Law::new().policy("c", "430100", "", &clause(more)).proof("").running("430100", &waiver);
        let page = built(&law).read("public/projects/p.html");
        let waivers = page.split("id=\"h-waivers\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        ["is-valid", "is-refused", "is-expired"].into_iter().filter(|state| waivers.contains(state)).collect::<Vec<_>>()
    };
    assert_eq!(state("", "data-committee"), ["is-refused"], "the clause has no exception");
    let named = "approved_by = \"data-committee\"\n";
    assert_eq!(state(named, "data-committee"), ["is-valid"]);
    assert_eq!(state(named, "data-authority"), ["is-refused"], "another organ");
}

#[test]
fn an_opinion_says_held_back_only_where_a_clause_does_and_nothing_where_a_fact_is_missing() {
    let verdict = |clause: &str, project: &str| {
        let clause = format!("subject = \"project\"\ngate = \"operation\"\nrequires = [\"proof\"]\n{clause}");
        let law = super::Law::new().policy("c", "430100", "", &clause).proof("").running("430100", project);
        let page = built(&law).read("public/projects/p.html");
        page.split("aria-labelledby=\"h-gate\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
    };
    let plain = verdict("", "");
    assert!(plain.contains("不符合") && !plain.contains("暂缓"), "{plain}");
    let sanction = verdict("sanction = \"不予安排运维经费\"\nwithholds = [\"operation-funds\"]\n", "");
    assert!(
        sanction.contains("不符合") && sanction.contains("暂缓") && sanction.contains("不予安排运维经费"),
        "{sanction}"
    );
    assert!(sanction.contains("Mulu ") && sanction.contains("所述状态自"), "who says so, and since when: {sanction}");
    let open = verdict("when = \"mlps_level >= 3\"\n", "");
    assert!(open.contains("尚不能作出结论") && open.contains("mlps_level"), "{open}");
}

/// An opinion is a document: it says by what it was made, for which day, by which commit, and it is whole.
#[test]
fn an_opinion_carries_the_program_the_day_and_the_commit_as_text() {
    let registry = Folder::own();
    registry.git(&["init", "-q"]);
    registry.git(&["add", "-A"]);
    registry.git(&["commit", "-qm", "Begin"]);
    let commit = registry.git(&["rev-parse", "HEAD"]);
    let text = |day: &str, path: &str| {
        let ran = registry.mulu(["build", "--no-pdf", "--as-of", day]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        Page::parse(path, &registry.read(&format!("public/{path}"))).text
    };
    for day in ["2026-11-24", "2026-11-25"] {
        let opinion = text(day, "opinions/sample-luohe-permits.html");
        for said in [day, "Mulu 0.", &commit[..8], "文号", "审查结论", "不符合", "审查单位（盖章）"] {
            assert!(opinion.contains(said), "{day}: the opinion lacks {said}: {opinion}");
        }
    }
    let page = registry.read("public/projects/sample-luohe-permits.html");
    assert!(page.contains("../opinions/sample-luohe-permits.html") && !page.contains("2026-11-25"), "{page}");
    assert!(registry.read("public/en/projects/sample-luohe-permits.html").contains("hreflang=\"zh-CN\""));
    let opinion = registry.read("public/opinions/sample-luohe-permits.html");
    assert!(opinion.contains("name=\"robots\" content=\"noindex\""), "{opinion}");
    assert!(!registry.read("public/sitemap.xml").contains("opinions/"));
    let retired = registry.path("public/opinions/sample-old-notice-board.html");
    assert!(!retired.exists(), "what was taken down is not reviewed");
}

#[test]
fn a_mandatory_standard_declined_by_a_project_is_shown_to_the_reviewer_everywhere() {
    let everyone = "[catalogue]\nstatus = \"listed\"\nlisted = 2019-12-01\napplies_to = [\"*\"]\n";
    let said =
        "[[conformance]]\nstandard = \"GB 18030-2022\"\nstatus = \"not-applicable\"\nreason = \"本系统不处理中文\"\n";
    let law = super::Law::new().standard("GB 18030-2022", everyone).running("430100", said);
    let folder = built(&law);
    let page = folder.read("public/projects/p.html");
    let row = page.split("id=\"h-obligations\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(row.contains("请审查理由") && row.contains("本系统不处理中文"), "the page, printed as the opinion: {row}");
    let audit = |format: &str| folder.mulu(["audit", "p", "--as-of", super::TODAY, "--format", format]);
    let json = audit("json").json(0);
    assert_eq!(json["projects"][0]["obligations"][0]["declined"], "本系统不处理中文");
    for format in ["table", "markdown", "csv"] {
        assert!(audit(format).out.contains("本系统不处理中文"), "{format}: {}", audit(format).out);
    }
    // One that is mandatory only by a clause is the clause's to excuse, and no note.
    let clause = "subject = \"project\"\nmandates = [\"GB/T 22239-2019\"]\n";
    let other = said.replace("GB 18030-2022", "GB/T 22239-2019");
    let law = super::Law::new().policy("c", "430100", "", clause).baseline("").running("430100", &other);
    let folder = law.files.iter().fold(Folder::bare(), |folder, (path, text)| folder.file(path, text));
    let json = folder.mulu(["audit", "p", "--as-of", super::TODAY, "--format", "json"]).json(0);
    assert_eq!(json["projects"][0]["obligations"][0]["declined"], serde_json::Value::Null);
}
