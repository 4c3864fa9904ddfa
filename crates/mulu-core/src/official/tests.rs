use super::*;
use crate::audit::{Audits, stage_of};
use crate::registry::Registry;
use crate::source::Memory;

/// Two cities with a measure of each; only the first orders, and its second clause asks for a paper.
fn registry(order: &str) -> Registry {
    let policy = |city: &str| {
        format!(
            "+++\ntitle = \"{city}办法\"\nnumber = \"{city}发〔2020〕1号\"\njurisdiction = \"{}\"\nissued = 2020-01-01\neffective = 2020-02-01\n\
             [organs]\norders = \"office\"\n\
             [[clause]]\nid = \"24\"\ntext = \"责令其限期改正。\"\nsubject = \"project\"\nsanction = \"依法追究责任。\"\nenforced_by = [\"order-overdue\"]\n\
             [[clause]]\nid = \"12\"\ntext = \"应当测评。\"\nsubject = \"project\"\ngate = \"approval\"\nrequires = [\"test\"]\n+++\n",
            if city == "甲" { "430100" } else { "430400" }
        )
    };
    let project = format!(
        "name = \"平台\"\nagency = \"owner\"\nstage = \"construction\"\napproved = 2021-01-01\ntraits = []\n{order}"
    );
    let files = [
        ("policies/a.md", policy("甲")),
        ("policies/b.md", policy("乙")),
        ("policies/evidence.toml", "[[evidence]]\nid = \"test\"\ntitle = \"测评报告\"\n".to_owned()),
        ("agencies/owner.toml", "name = \"住建局\"\njurisdiction = \"430100\"\n".to_owned()),
        ("agencies/office.toml", "name = \"标准办\"\njurisdiction = \"430100\"\n".to_owned()),
        ("projects/platform.toml", project),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    Registry::load(&Memory::new(files)).unwrap()
}

fn day(text: &str) -> crate::day::Day {
    text.parse().unwrap()
}

fn of_order(order: &str, on: &str) -> String {
    let registry = registry(order);
    let project = &registry.projects[0];
    let parts = notice(&registry, Orderable::Project(project), &project.orders[0], day(on), Lang::Zh);
    text(&parts)
}

#[test]
fn a_notice_says_what_the_order_and_its_clause_give() {
    let order = "[[order]]\nissued = 2021-03-01\ndeadline = 2021-05-01\nabout = \"弱口令\"\nclause = \"a#24\"\nby = \"office\"\nrisk = \"low\"\nclosed = 2021-04-02\n";
    let said = of_order(order, "2021-04-01");
    assert_eq!(
        said,
        "责令限期整改通知书\n文号：＿＿＿＿〔＿＿＿＿〕＿＿号\n住建局：\n\n你单位的项目“平台”（platform）有下列事项，现通知限期整改。\n\n\
         一、整改事项\n弱口令（低风险）\n\n二、依据\n《甲办法》（甲发〔2020〕1号）第二十四条：“责令其限期改正。”\n\n\
         三、期限\n请于2021年5月1日前（含当日）完成整改，并将结果书面报告本机关。\n\n\
         四、条款规定的后果\n《甲办法》（甲发〔2020〕1号）第二十四条规定：“依法追究责任。”\n\n标准办\n（印章）\n2021年3月1日\n"
    );
    assert!(of_order(order, "2021-04-02").contains("本件已于2021年4月2日办结。"));
}

#[test]
fn a_notice_names_no_clause_of_another_city_nor_one_that_was_not_in_force() {
    let order = |issued: &str, clause: &str| {
        format!("[[order]]\nissued = {issued}\ndeadline = 2021-05-01\nabout = \"弱口令\"\nclause = \"{clause}\"\n")
    };
    for (issued, clause) in [("2021-03-01", "b#24"), ("2020-01-31", "a#24"), ("2021-03-01", "a#99")] {
        let said = of_order(&order(issued, clause), "2021-04-01");
        assert!(said.starts_with("限期整改通知书") && said.contains("没有载明"), "{said}");
        assert!(!said.contains("责令") && !said.contains("条款规定的后果") && !said.contains("办法》"), "{said}");
    }
}

#[test]
fn a_notice_for_what_a_project_lacks_rests_on_a_clause_that_orders() {
    let registry = registry("");
    let (project, on) = (&registry.projects[0], day("2021-03-01"));
    let audits = Audits::lazy_table(&registry, on);
    let audit = audits.at(project, stage_of(project));
    let drawn_up = |clause: &str| {
        let under = registry.clause(clause).unwrap();
        let breach = UnmetDemand { project, audit: &audit, under, deadline: Some(day("2021-06-30")), by: None };
        super::breach(&registry, breach, on, Lang::Zh).map(|parts| text(&parts))
    };
    let said = drawn_up("a#24").unwrap();
    assert!(said.contains("材料 测评报告：缺少。依据：《甲办法》（甲发〔2020〕1号）第十二条。"), "{said}");
    assert!(
        said.contains("（拟稿：")
            && said.contains("请于2021年6月30日前")
            && said.contains("\n标准办\n（印章）\n＿＿＿＿年"),
        "{said}"
    );
    assert!(drawn_up("a#12").unwrap_err().zh.contains("没有规定责令整改"));
    assert!(drawn_up("b#24").unwrap_err().zh.contains("不适用或未施行"));
}

#[test]
fn an_opinion_has_its_conclusion_its_grounds_and_blanks_for_who_signs() {
    let registry = registry("");
    let (project, on) = (&registry.projects[0], day("2021-03-01"));
    let audit = Audits::lazy_table(&registry, on).at(project, stage_of(project));
    let parts = opinion(&registry, project, &audit, on, Lang::Zh);
    let said = text(&parts);
    assert!(said.contains("不符合这一阶段的要求，理由 1 项。"), "{said}");
    assert!(said.contains("测评报告 | 《甲办法》（甲发〔2020〕1号）第十二条 | 立项 | 缺少"), "{said}");
    assert!(!said.contains("暂缓"), "{said}");
    assert!(said.ends_with("审查单位：＿＿＿＿＿＿＿＿\n（印章）\n＿＿＿＿年＿＿月＿＿日\n"), "{said}");
}

#[test]
fn articles_are_counted_as_measures_count_them() {
    let counted: Vec<String> =
        [1, 10, 11, 20, 40, 53, 100, 101, 110, 1002].into_iter().filter_map(han_number).collect();
    assert_eq!(counted, ["一", "十", "十一", "二十", "四十", "五十三", "一百", "一百零一", "一百一十", "一千零二"]);
    assert_eq!(han_number(0), None);
    assert_eq!(article("26-2").zh, "第二十六条 (2)");
}
