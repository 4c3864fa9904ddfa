use super::{Measure, measures};

/// A notice that prints one measure, as offices issue it.
const NOTICE: &str = "湘江市人民政府办公室关于印发《湘江市政务云管理办法》的通知

湘政办发[2018]22 号

各区县(市)人民政府，市直机关各单位：
  《湘江市政务云管理办法》已经市人民政府同意，现印发给你们，请认真贯彻执行。
  湘江市人民政府办公室
  2018年5月12日

  湘江市政务云管理办法
  第一章 总   则
  第一条 为实现集约化建设,根据《国务院关于印发政务信息资源共享管理暂行办法的通知》(国发〔2016〕51号)、
  政策和技术标准,制定本办法。
  第二条　本办法适用于市直各单位。
本办法所称单位，依照
第一条的规定认定。
  第二章 管理
  第三条 有下列情形之一的,责令改正:
  (一)未备案的;
  (二)未按 GB/T22239—2008 定级的。 第四条 各单位按照第三条整改。
  第五条 本办法自2018年6月1日起施行，有效期五年。《湘江市政务云管理暂行办法》同时废止。

扫一扫在手机打开当前页
";

fn only(text: &str) -> Measure {
    let mut found = measures(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

#[test]
fn a_notice_gives_the_facts_and_the_articles_of_its_measure() {
    let measure = only(NOTICE);
    assert_eq!(measure.title.as_deref(), Some("湘江市政务云管理办法"));
    assert_eq!(measure.number.as_deref(), Some("湘政办发〔2018〕22号"), "a number that is cited is not its own");
    assert_eq!(measure.issuer.as_deref(), Some("湘江市人民政府办公室"));
    let days = [measure.issued, measure.effective, measure.expires].map(|day| day.map(|day| day.to_string()));
    assert_eq!(days.map(Option::unwrap_or_default), ["2018-05-12", "2018-06-01", "2023-05-31"]);
    let texts: Vec<(String, String)> =
        measure.articles.iter().map(|article| (article.id.clone(), article.text())).collect();
    let expected = [
        (
            "1",
            "为实现集约化建设,根据《国务院关于印发政务信息资源共享管理暂行办法的通知》(国发〔2016〕51号)、政策和技术标准,制定本办法。",
        ),
        ("2", "本办法适用于市直各单位。\n本办法所称单位，依照第一条的规定认定。"),
        ("3", "有下列情形之一的,责令改正:\n(一)未备案的;\n(二)未按GB/T22239—2008定级的。"),
        ("4", "各单位按照第三条整改。"),
        ("5", "本办法自2018年6月1日起施行，有效期五年。《湘江市政务云管理暂行办法》同时废止。"),
    ];
    let expected: Vec<(String, String)> =
        expected.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
    assert_eq!(texts, expected);
    let headings: Vec<&[String]> = measure.articles.iter().map(|article| article.headings.as_slice()).collect();
    assert_eq!(headings[0], ["第一章 总则"]);
    assert_eq!(headings[2], ["第二章 管理"]);
    assert!(measure.notes.iter().any(|note| note.zh.contains("同时废止")), "{:?}", measure.notes);
}

#[test]
fn a_notice_of_several_measures_gives_each() {
    let text = "甲市政务云管理办法\n第一条 为了管理。\n第二条 自印发之日起施行。\n\n甲市数据共享办法\n第一章 总则\n第一条 为了共享。\n第二条 本办法自2019年5月1日起施行。\n";
    let found = measures(text);
    let titles: Vec<_> = found.iter().filter_map(|measure| measure.title.as_deref()).collect();
    assert_eq!(titles, ["甲市政务云管理办法", "甲市数据共享办法"]);
    assert_eq!(found[0].articles.len(), 2);
    assert_eq!(found[0].articles[1].text(), "自印发之日起施行。", "the next title is not the last article's");
    assert_eq!(found[1].effective.map(|day| day.to_string()).as_deref(), Some("2019-05-01"));
}

#[test]
fn a_gap_is_told_and_a_citation_begins_no_article() {
    let measure = only("乙市管理办法\n第一条 甲。\n第二条 依照\n第三条规定办理。\n第四条 丁。\n第五条 戊。\n");
    let ids: Vec<&str> = measure.articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "4", "5"]);
    assert_eq!(measure.articles[1].text(), "依照第三条规定办理。");
    assert!(measure.notes.iter().any(|note| note.zh.contains("找不到第 3 条")), "{:?}", measure.notes);
}

#[test]
fn inserted_articles_and_traditional_characters_are_read() {
    let measure = only("漯河市管理辦法 (試行)\n第一條 爲了。\n第一條之一 插入。\n第二條 本辦法自發布之日起施行。\n");
    let ids: Vec<&str> = measure.articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["1", "1-1", "2"]);
    assert_eq!(measure.title.as_deref(), Some("漯河市管理辦法(試行)"));
}

#[test]
fn readings_behind_characters_are_taken_out_and_told() {
    let text = "甲市管理辦法\n第一條 各縣區(qū)政務數(shù)據(jù)發(fā)展規(guī)劃(試行)??縣。\n第二條 完。\n";
    let measure = only(text);
    assert_eq!(measure.articles[0].text(), "各縣區政務數據發展規劃(試行)??縣。");
    assert_eq!(measure.notes.iter().filter(|note| note.zh.contains("副本")).count(), 2, "{:?}", measure.notes);
}

#[test]
fn an_order_in_brackets_gives_its_days() {
    let text = "国务院令\n第809号\n《政务数据共享条例》\n政务数据共享条例\n（2025年5月28日国务院令第809号公布　自2025年8月1日起施行）\n第一条 为了。\n第二条 本条例自2025年8月1日起施行。\n";
    let measure = only(text);
    assert_eq!(measure.title.as_deref(), Some("政务数据共享条例"));
    assert_eq!(measure.number.as_deref(), Some("国务院令第809号"));
    assert_eq!(measure.issued.map(|day| day.to_string()).as_deref(), Some("2025-05-28"));
}

#[test]
fn a_text_without_articles_is_cut_at_its_sections() {
    let measure =
        only("关于加强政务数据管理的意见\n一、总体要求\n坚持统筹。\n二、主要任务\n（一）建目录。\n（二）建平台。\n");
    let texts: Vec<String> = measure.articles.iter().map(super::Article::text).collect();
    assert_eq!(texts, ["总体要求\n坚持统筹。", "主要任务\n（一）建目录。\n（二）建平台。"]);
    assert_eq!(measures("没有条文的文字。\n"), []);
}

#[test]
fn days_of_force_are_counted_from_the_issue() {
    let force = |end: &str| {
        let measure =
            only(&format!("甲市管理办法\n甲市人民政府\n2020年1月31日\n甲市管理办法\n第一条 为了。\n第二条 {end}\n"));
        [measure.effective, measure.expires].map(|day| day.map(|day| day.to_string()).unwrap_or_default())
    };
    assert_eq!(force("本办法自发布之日起施行。"), ["2020-01-31", ""]);
    assert_eq!(force("本办法自公布之日起30日后施行，有效期两年。"), ["2020-03-01", "2022-02-28"]);
    assert_eq!(force("本办法自二〇二〇年三月一日起实施，有效期至2025年2月28日。"), ["2020-03-01", "2025-02-28"]);
}
