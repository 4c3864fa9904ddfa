//! What the grammar promises, by example and by property.

mod forms;
mod properties;

use std::collections::HashSet;
use std::prelude::v1::*;

use crate::{Level, Nature, Number, contains, find, region};

fn canonical(text: &str) -> String {
    Number::parse(text).canonical().to_owned()
}

/// The fields of a number in one line: prefix, level, nature, serial, parts, year, amendment.
fn fields(text: &str) -> String {
    fields_of(&Number::parse(text))
}

fn fields_of(number: &Number) -> String {
    format!(
        "{} {} {} {} {:?} {:?} {}",
        number.prefix(),
        number.level().map_or("-", Level::id),
        number.nature().map_or("-", Nature::id),
        number.serial().unwrap_or("-"),
        number.parts(),
        number.year().unwrap_or(0),
        number.amendment().unwrap_or("-"),
    )
}

#[test]
fn variants_of_one_number_are_one_number() {
    let variants = [
        "GB/T 22239-2008",
        "GB/T22239—2008",
        "ＧＢ／Ｔ 22239－2008",
        "gb/t 22239–2008",
        "GB/T\u{3000}22239——2008",
        "GB/T\u{a0}22239‐2008",
        "GB/T 22239一2008",
        "GB / T 22239 ― 2008",
        " GBT 22239-2008 ",
        "GB-T 22239-2008",
        "GB T 22239-2008",
        "GB/T-22239-2008",
        "gb-t-22239-2008",
        "GB/T 22239\u{200b}-2008",
        "GB/T 22239:2008",
    ];
    for variant in variants {
        assert_eq!(canonical(variant), "GB/T 22239-2008", "{variant}");
    }
}

#[test]
fn fields_follow_the_number() {
    let cases = [
        ("GB/T 22239-2019", r"GB national recommended 22239 [] 2019 -"),
        ("GB 17859-1999", r"GB national mandatory 17859 [] 1999 -"),
        ("GB/Z 19034-2008", r"GB national guidance 19034 [] 2008 -"),
        ("GB/T 21062.1-2007", r#"GB national recommended 21062 ["1"] 2007 -"#),
        ("NY 1500.1.2-2007", r#"NY industry mandatory 1500 ["1", "2"] 2007 -"#),
        ("GB/T 22239", r"GB national recommended 22239 [] 0 -"),
        ("GB 32100-2015/XG1-2016", r"GB national mandatory 32100 [] 2015 XG1-2016"),
        ("DA/T 76-2019 /XG1—2021", r"DA industry recommended 76 [] 2019 XG1-2021"),
        ("GB 5271.1-85", r#"GB national mandatory 5271 ["1"] 1985 -"#),
        ("GBZ/T 210.4-2008", r#"GBZ national recommended 210 ["4"] 2008 -"#),
        ("GBZ 106-2016", r"GBZ national mandatory 106 [] 2016 -"),
        ("GBN 193-1983", r"GBn national - 193 [] 1983 -"),
        ("GJB 438B-2009", r"GJB national - 438B [] 2009 -"),
        ("GSB 04-3885-2021", r"GSB national - 04-3885 [] 2021 -"),
        ("YBB00012005-1-2015", r"YBB national - 00012005-1 [] 2015 -"),
        ("NB/SH/T 0885-2014", r"NB/SH industry recommended 0885 [] 2014 -"),
        ("ZB B 65002.2-1987", r#"ZB industry mandatory 65002 ["2"] 1987 -"#),
        ("ZB/T B 92017-1990", r"ZB industry recommended 92017 [] 1990 -"),
        ("HG 2-19885-76", r"HG industry mandatory 2-19885 [] 1976 -"),
        ("DB43/T 1234-2017", r"DB43 local recommended 1234 [] 2017 -"),
        ("DB4301/T 1-2020", r"DB4301 local recommended 1 [] 2020 -"),
        ("DB11/ 693-2009", r"DB11 local mandatory 693 [] 2009 -"),
        ("DB/T 107-2025", r"DB industry recommended 107 [] 2025 -"),
        ("DBJ 15-51-2020", r"DBJ local mandatory 15-51 [] 2020 -"),
        ("SZDB/Z 101-2014", r"SZDB local guidance 101 [] 2014 -"),
        ("DG5325/T 10-2014", r"DG5325 local recommended 10 [] 2014 -"),
        ("JJF (京) 33-2003", r"JJF local - 33 [] 2003 -"),
        ("JJG（交通）049-2004", r"JJG industry - 049 [] 2004 -"),
        ("JJF 1001-2011", r"JJF national - 1001 [] 2011 -"),
        ("T/CESA 1234-2022", r"T/CESA group - 1234 [] 2022 -"),
        ("T/CECA-G 0022-2019", r"T/CECA-G group - 0022 [] 2019 -"),
        ("T/SHV2X 2-2025", r"T/SHV2X group - 2 [] 2025 -"),
        ("T/CMAM K12-2022", r"T/CMAM group - K12 [] 2022 -"),
        ("T/IAC CAMRA 20.1-2018", r#"T/IAC group - 20 ["1"] 2018 -"#),
        ("T/CHAS 10-2-11-2019", r"T/CHAS group - 10-2-11 [] 2019 -"),
        ("ISO/IEC 27001:2022", r"ISO/IEC international - 27001 [] 2022 -"),
        ("IEC 62443-3-1:2009", r#"IEC international - 62443 ["3", "1"] 2009 -"#),
        ("ISO/IEC 15408-1", r#"ISO/IEC international - 15408 ["1"] 0 -"#),
        ("ISO/TS 8000-1:2022", r#"ISO international - 8000 ["1"] 2022 -"#),
        ("ISO/IEC 27001:2022/Amd 1:2024", r"ISO/IEC international - 27001 [] 2022 Amd 1:2024"),
        ("IEEE 802.11-2020", r#"IEEE international - 802 ["11"] 2020 -"#),
        ("ITU-T X.509 (10/2019)", r"ITU-T international - X.509 [] 2019 -"),
        ("RFC8446", r"IETF RFC international - 8446 [] 0 -"),
        ("W3C WCAG 2.2", r"W3C international - WCAG 2.2 [] 0 -"),
    ];
    for (text, expected) in cases {
        assert_eq!(fields(text), expected, "{text}");
    }
}

#[test]
fn normalisations_are_the_documented_ones() {
    let cases = [
        ("CB 879-77", "CB 879-1977"),
        ("GB/T 12777-2019（FR）", "GB/T 12777-2019FR"),
        ("DB4117T 329-2021", "DB4117/T 329-2021"),
        ("NYT 203-1992", "NY/T 203-1992"),
        ("DB11/693-2009", "DB11/ 693-2009"),
        ("DB11 693-2009", "DB11/ 693-2009"),
        ("DB 11/T 693-2009", "DB11/T 693-2009"),
        ("DB1301/T417-2022", "DB1301/T 417-2022"),
        ("JJG(交通)075-2010E", "JJG(交通) 075-2010E"),
        ("GB/T 1.1-2020(E)", "GB/T 1.1-2020E"),
        ("GB/T 1096-1979（1990）", "GB/T 1096-1979(1990)"),
        ("DBJ50/T-166-2018", "DBJ50/T 166-2018"),
        ("ISO/IEC 27001-2022", "ISO/IEC 27001:2022"),
        ("iso/iec 27001：2022", "ISO/IEC 27001:2022"),
        ("ISO TR 9241-100", "ISO/TR 9241-100"),
        ("ISO/IEC/TR 20000-5:2013", "ISO/IEC TR 20000-5:2013"),
        ("ISO/IEC Guide 51:2014", "ISO/IEC Guide 51:2014"),
        ("IEEE Std 1003.1:2017", "IEEE 1003.1-2017"),
        ("ITU-T Rec. X.509", "ITU-T X.509"),
    ];
    for (text, expected) in cases {
        assert_eq!(canonical(text), expected);
    }
}

#[test]
fn what_the_grammar_does_not_know_stays_as_it_is() {
    let opaque = [
        "",
        "GB",
        "GB/T",
        "B46/T 359-2015",
        "长政办发〔2018〕22号",
        "农业部2122号公告-10.1-2014",
        "9-787-5214-1575-9",
        "GB/T 10646-200",
        "GB/T 12498-1990 GB/T 12499-1990",
        "GB/T 13059～13060-1991",
        "C 0293—2024",
        "JJF（CR）029-2020",
        "CH Ⅳ -301-1982",
        "DB99/T 1-2020",
        "T/F 12",
        "SZDB 1-2005",
        "W3C Trace Context",
        "GB/T 22239-2019 基本要求",
        "GB\u{0}/T 1-2000",
    ];
    for text in opaque {
        let number = Number::parse(text);
        assert!(number.is_opaque(), "{text}");
        assert_eq!(number.canonical(), text);
        assert_eq!(number.undated(), number);
        assert_eq!((number.prefix(), number.level(), number.nature()), ("", None, None));
    }
    let long = format!("GB/T {}", "1".repeat(300));
    assert!(Number::parse(&long).is_opaque());
    assert!(Number::parse(&format!("T/CESA 1{}-2020", ".1111".repeat(30))).is_opaque());
}

#[test]
fn print_uses_the_em_dash_where_practice_does() {
    let cases = [
        ("GB/T 22239-2019", "GB/T 22239—2019"),
        ("GB/T 2260-2007/XG1-2016", "GB/T 2260—2007/XG1—2016"),
        ("T/CECA-G 0022-2019", "T/CECA-G 0022—2019"),
        ("GB/T 22239", "GB/T 22239"),
        ("ISO/IEC 27001:2022", "ISO/IEC 27001:2022"),
        ("IEEE 802.11-2020", "IEEE 802.11-2020"),
        ("农业部2122号公告-10.1-2014", "农业部2122号公告-10.1-2014"),
    ];
    for (text, expected) in cases {
        assert_eq!(Number::parse(text).printed(), expected);
    }
}

#[test]
fn slugs() {
    let cases = [
        ("GB/T 22239-2019", "gb-t-22239-2019"),
        ("GB/T 21062.1-2007", "gb-t-21062.1-2007"),
        ("GB 32100-2015/XG1-2016", "gb-32100-2015-xg1-2016"),
        ("ISO/IEC 27001:2022", "iso-iec-27001-2022"),
        ("ISO/IEC 27001:2022/Amd 1:2024", "iso-iec-27001-2022-amd-1-2024"),
        ("ITU-T X.509 (10/2019)", "itu-t-x.509-10-2019"),
        ("DB11/ 693-2009", "db11-693-2009"),
        ("JJF(京) 33-2003", "jjf-京-33-2003"),
        ("T/CECA-G 0022-2019", "t-ceca_g-0022-2019"),
        ("GB 1097-1979(1990)", "gb-1097-1979-r1990"),
        ("农业部2122号公告-10.1-2014", "农业部2122号公告-10.1-2014"),
        ("cszw-2020-1", "cszw-2020-1"),
    ];
    for (text, expected) in cases {
        assert_eq!(Number::parse(text).slug(), expected);
    }
    let hashed = ["", "C 0293-2024", "长政办发〔2018〕22号", "con", "jjf-京-33-2003", "ab-x01234567", ".x", "x-"];
    for text in hashed {
        let slug = Number::parse(text).slug();
        assert!(slug.ends_with(|ch: char| ch.is_ascii_hexdigit()), "{slug}");
        assert_ne!(slug, text);
        assert_safe(&slug);
    }
}

#[test]
fn regions_and_industries() {
    let region_name = |text: &str| Number::parse(text).region().map(|region| region.name);
    assert_eq!(region_name("DB43/T 1234-2017"), Some("湖南省"));
    assert_eq!(region_name("DB4301/T 1-2020"), Some("长沙市"));
    assert_eq!(region_name("DB440400/T 1-2020"), Some("珠海市"));
    assert_eq!(region_name("JJF(湘) 1-2020"), Some("湖南省"));
    assert_eq!(region_name("SZDB/Z 1-2010"), Some("深圳市"));
    assert_eq!(region_name("DB4390/T 1-2020"), None);
    assert_eq!(region_name("GB/T 22239-2019"), None);
    let industry = |text: &str| Number::parse(text).industry().map(|industry| industry.name);
    assert_eq!(industry("GA/T 1345-2017"), Some("公共安全"));
    assert_eq!(industry("JS/T 301-2024"), None);
    assert_eq!(Number::parse("JS/T 301-2024").level(), Some(Level::Industry));
    assert_eq!(region("430100").map(|region| region.name), Some("长沙市"));
    assert_eq!(region("430102"), None);
    assert_eq!(region(""), None);
}

#[test]
fn jurisdictions_contain_what_lies_below() {
    assert!(contains("430000", "430100"));
    assert!(contains("430000", "430102"));
    assert!(contains("430100", "430102"));
    assert!(contains("430102", "430102"));
    assert!(!contains("430100", "430000"));
    assert!(!contains("430100", "430200"));
    assert!(!contains("430102", "430103"));
    assert!(!contains("000000", "430000"));
    assert!(!contains("43", "430000"));
    assert!(!contains("四三零零", "430000"));
}

#[test]
fn ids_lead_back() {
    assert!(Level::ALL.into_iter().all(|level| Level::from_id(level.id()) == Some(level)));
    assert!(Nature::ALL.into_iter().all(|nature| Nature::from_id(nature.id()) == Some(nature)));
    assert_eq!(Level::from_id("provincial"), None);
}

#[test]
fn shipped_tables_are_within_what_the_reader_reads() {
    for table in [
        include_str!("../data/industry-codes.csv"),
        include_str!("../data/prefixes.csv"),
        include_str!("../data/regions.csv"),
    ] {
        assert!(!table.contains("\"\"") && !table.contains('\r'));
        assert!(table.lines().all(|line| line.matches('"').count() % 2 == 0));
    }
}

fn found(text: &str) -> Vec<String> {
    find(text).into_iter().map(|found| found.number.to_string()).collect()
}

#[test]
fn numbers_are_found_in_running_text() {
    let cases: [(&str, &[&str]); 16] = [
        ("应符合GB/T22239—2008和《GB 17859－1999》。", &["GB/T 22239-2008", "GB 17859-1999"]),
        ("按 gb/t 22239–2008、GA/T 1394—2017（三级）", &["GB/T 22239-2008", "GA/T 1394-2017"]),
        ("ＧＢ／Ｔ\u{3000}22239——2019的要求", &["GB/T 22239-2019"]),
        ("GB/T 21062.1～21062.4-2007", &["GB/T 21062.1-2007", "GB/T 21062.4-2007"]),
        ("JT/T 307.1~5-1997,", &["JT/T 307.1-1997", "JT/T 307.5-1997"]),
        ("GB/T 33780.1，GB/T 33780.4。", &["GB/T 33780.1", "GB/T 33780.4"]),
        ("DB43/T 1234-2017 DB4301/T 1-2020", &["DB43/T 1234-2017", "DB4301/T 1-2020"]),
        ("GB 32100—2015/XG1—2016。", &["GB 32100-2015/XG1-2016"]),
        ("JJF（京）33-2003；T/CESA 1234-2022", &["JJF(京) 33-2003", "T/CESA 1234-2022"]),
        ("ISO/IEC 27001:2022, RFC 8446 and ITU-T X.509.", &["ISO/IEC 27001:2022", "IETF RFC 8446", "ITU-T X.509"]),
        ("GB 18030-2022第1号修改单，GB 18030", &["GB 18030-2022/XG1", "GB 18030"]),
        ("T/F 12, 16 GB 2, 内存16 GB 1024, ISO 100, SB 123, TB 5, AGB/T 1-2000", &[]),
        ("http://x.cn/GB/T 22239-2019x GB/T 22239-20191 GB/T 1-2-3", &[]),
        ("as of 2019, sl 12, no 5; ch 3-1999; T/T 100-2000; GB/T; JST 09:00; NYT 5", &[]),
        ("(GB/T 22239-2019（2021年修订）)", &["GB/T 22239-2019(2021)"]),
        ("GB/T 22239-2019/GB", &["GB/T 22239-2019"]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), expected, "{text}");
    }
    let text = "按ＧＢ／Ｔ 22239－2008执行";
    assert_eq!(find(text)[0].text, "ＧＢ／Ｔ 22239－2008");
    assert_eq!(find("GB/T 21062.1～\u{ad}21062.4-2007")[1].text, "21062.4-2007");
}

#[test]
fn numbers_are_found_over_the_end_of_a_line() {
    let cases: [(&str, &[&str]); 29] = [
        ("GB/T 22239—\n2008", &["GB/T 22239-2008"]),
        ("GB/T\n22239-2008", &["GB/T 22239-2008"]),
        ("GB/T 22239 \r\n\t—2008", &["GB/T 22239-2008"]),
        ("GB/\nT 22239-2008", &["GB/T 22239-2008"]),
        ("GB\n/T 22239-2008", &["GB/T 22239-2008"]),
        ("GB/T\n22239——\n2008", &["GB/T 22239-2008"]),
        ("GB\n17859-1999", &["GB 17859-1999"]),
        ("GB/T 21062.1～\n21062.4-2007", &["GB/T 21062.1-2007", "GB/T 21062.4-2007"]),
        ("GB/T 21062.1～21062.4-\n2007", &["GB/T 21062.1-2007", "GB/T 21062.4-2007"]),
        // As a page or a Word document has it: a line end there is a space.
        ("GB/T 21062.1～21062.4- 2007", &["GB/T 21062.1-2007", "GB/T 21062.4-2007"]),
        ("ISO/IEC\n27001:2022", &["ISO/IEC 27001:2022"]),
        // The hyphen of a PDF.
        ("GB/T 22239\u{ad} \n2008", &["GB/T 22239-2008"]),
        ("GB/T 21062.1～21062.4\u{ad}\r\n2007", &["GB/T 21062.1-2007", "GB/T 21062.4-2007"]),
        ("GB/T 22239\u{ad}\n1948", &["GB/T 22239"]),
        ("GB/T 22239-2008\u{ad}\n2019", &["GB/T 22239-2008"]),
        ("GB/T 222\u{ad}39-2008", &["GB/T 22239-2008"]),
        // Two lines that make no number: the first is read alone.
        ("GB/T 22239-2008——\n5 个", &["GB/T 22239-2008"]),
        ("GB/T 22239-2008\n-2019", &["GB/T 22239-2008"]),
        ("GB/T 22239\n- 2008 年", &["GB/T 22239"]),
        ("GB/T 22239\n2008 年", &["GB/T 22239"]),
        ("GB/T 22239—\n\n2008", &["GB/T 22239"]),
        ("GB/T 22239-\n8 页", &["GB/T 22239"]),
        ("共 GB\n17859 项", &[]),
        ("内存 16 GB\n2019-2020 年", &[]),
        ("RFC\n8446 和 T/CESA\n1234", &["IETF RFC 8446"]),
        ("GB/T\n22239-\n20\n08", &["GB/T 22239"]),
        // The year in brackets.
        ("GB/T 22239(2008)、GB/T 22239（2008）", &["GB/T 22239-2008", "GB/T 22239-2008"]),
        ("GB/T 22239（2008年）、GB/T 22239(3)", &["GB/T 22239", "GB/T 22239"]),
        ("GB/T 21062.1(2007)", &["GB/T 21062.1-2007"]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), expected, "{text}");
    }
}

fn assert_safe(slug: &str) {
    assert!(!slug.is_empty() && slug.len() <= crate::slug::MAX_BYTES, "{slug}");
    assert!(!slug.starts_with(['.', '-']) && !slug.ends_with(['.', '-']), "{slug}");
    let is_safe = |ch| matches!(ch, 'a'..='z' | '0'..='9' | '.' | '-' | '_') || crate::slug::is_han(ch);
    assert!(slug.chars().all(is_safe), "{slug}");
}

#[test]
fn equality_and_hash_go_by_the_canonical_form() {
    let set: HashSet<Number> = ["GB/T 1-2000", "GBT1—2000", "gb/t 1-2000"].map(Number::parse).into();
    assert_eq!(set.len(), 1);
}

#[cfg(feature = "serde")]
#[test]
fn numbers_and_levels_are_strings_to_serde() {
    assert_eq!(serde_json::to_string(&Number::parse("GBT1—2000")).ok().as_deref(), Some("\"GB/T 1-2000\""));
    assert_eq!(serde_json::to_string(&Level::National).ok().as_deref(), Some("\"national\""));
}
