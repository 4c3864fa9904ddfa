//! The forms in which the field writes editions, amendments, drafts and series.

use std::prelude::v1::*;

use super::found;
use crate::{Grammar, Level, Nature, Number, Series};

/// Each text is this number, and names the same edition as this one.
fn all_are(number: &str, edition: &str, texts: &[&str]) {
    for text in texts {
        let read = Number::parse(text);
        assert_eq!(read.canonical(), number, "{text}");
        assert!(read.names_same_edition(&Number::parse(edition)), "{text}");
        assert_eq!(found(&format!("见{text}。")), [number], "{text}");
    }
}

#[test]
fn an_amendment_sheet_is_read_in_all_its_forms() {
    let sheet = "GB 15629.11-2003/XG1-2006";
    let coded = ["GB 15629.11-2003-XG1-2006", "GB 15629.11-2003/XG1-2006", "GB15629.11—2003／XG1—2006"];
    all_are(sheet, sheet, &coded);
    all_are(sheet, sheet, &["GB 15629.11-2003 XG1-2006", "GB 15629.11-2003+XG1-2006", "GB 15629.11-2003(XG1-2006)"]);
    let in_words = [
        "GB 32100-2015第1号修改单",
        "GB 32100-2015（含第1号修改单）",
        "GB 32100—2015 第 1 号修改单",
        "GB 32100-2015及其第1号修改单",
        "GB 32100-2015《第1号修改单》",
        "GB 32100-2015国家标准第1号修改单",
        "GB 32100-2015（第一号修改单）",
        "GB 32100-2015修改单第1号",
        "GB 32100-2015《法人和其他组织统一社会信用代码编码规则》第1号修改单",
        "GB 32100-2015《法人和其他组织统一社会信用代码编码规则》（含第1号修改单）",
    ];
    all_are("GB 32100-2015/XG1", "GB 32100-2015/XG1-2016", &in_words);
    all_are("GB 32100-2015/XG1-2016", "GB 32100-2015/XG1", &["GB 32100-2015（2016年第1号修改单）"]);
    let read = Number::parse("GB 32100-2015/XG2-2020");
    assert!(read.is_amendment() && !read.names_same_edition(&Number::parse("GB 32100-2015/XG1-2016")));
    assert_eq!(read.edition().canonical(), "GB 32100-2015");
    assert!(!read.names_same_edition(&read.edition()));
}

#[test]
fn a_partial_revision_is_a_state_of_its_edition() {
    let texts = [
        "GB50016-2014（2018年版）",
        "GB 50016-2014(2018)",
        "GB 50016—2014（2018 年版）",
        "GB 50016-2014 2018年版",
        "GB 50016-2014(2018年局部修订)",
        "GB 50016-2014（2018版）",
    ];
    all_are("GB 50016-2014(2018)", "GB 50016-2014(2018)", &texts);
    let revised = Number::parse(texts[0]);
    assert_eq!((revised.year(), revised.revision(), revised.is_revised_text()), (Some(2014), Some(2018), true));
    assert_eq!(revised.edition().canonical(), "GB 50016-2014");
    assert_eq!(revised.slug(), "gb-50016-2014-r2018");
    // The edition's own year in brackets says nothing new.
    assert_eq!(found("GB 50016-2014（2014年版）"), ["GB 50016-2014"]);
    all_are("GB 50016-2014", "GB 50016-2014", &["GB 50016（2014年版）", "GB 50016 2014年版"]);
}

#[test]
fn the_mark_of_a_language_makes_no_other_edition() {
    all_are("ISO 44001:2017(E)", "ISO 44001:2017", &["ISO 44001:2017(E)", "ISO 44001:2017 (E)", "ISO 44001:2017（E）"]);
    all_are("ISO 44001:2017(E)", "ISO 44001:2017", &["ISO 44001:2017-en", "ISO 44001:2017E"]);
    let chinese = ["GB/T 22239-2019E", "GB/T 22239-2019(E)", "GB/T 22239-2019-en", "GB/T 22239-2019（英文版）"];
    all_are("GB/T 22239-2019E", "GB/T 22239-2019", &chinese);
    assert_eq!(Number::parse("GB/T 22239-2019E").edition().canonical(), "GB/T 22239-2019");
}

#[test]
fn iso_and_iec_write_amendments_and_consolidated_editions() {
    let worked_in = "IEC 61850-7-4:2010+AMD1:2020 CSV";
    all_are(worked_in, "IEC 61850-7-4:2010+AMD1:2020", &[worked_in, "IEC 61850-7-4:2010+A1:2020 CSV"]);
    let number = Number::parse(worked_in);
    assert!(number.is_revised_text() && !number.is_amendment());
    assert!(!number.names_same_edition(&Number::parse("IEC 61850-7-4:2010")));
    assert_eq!(number.edition().canonical(), "IEC 61850-7-4:2010");
    let amendment = ["ISO/IEC 27001:2022/Amd 1:2024", "ISO/IEC 27001:2022/AMD1:2024", "ISO/IEC 27001:2022/Amd.1:2024"];
    all_are(amendment[0], amendment[0], &amendment);
    all_are(
        "ISO 8601-1:2019/FDAmd 1",
        "ISO 8601-1:2019/FDAmd 1",
        &["ISO 8601-1:2019/FDAM 1", "ISO 8601-1:2019/FDAmd 1"],
    );
    all_are("ISO 8601-1:2019/DAmd 1", "ISO 8601-1:2019/DAmd 1", &["ISO 8601-1:2019/DAM 1", "ISO 8601-1:2019/DAmd 1"]);
    assert!(!Number::parse("ISO 8601-1:2019/DAM 1").names_same_edition(&Number::parse("ISO 8601-1:2019/Amd 1")));
    assert_eq!(found("IEC 60601-1:2005+AMD1:2012+AMD2:2020 CSV"), ["IEC 60601-1:2005+AMD1:2012+AMD2:2020 CSV"]);
    assert_eq!(found("IEC 62443-4-2:2019-02"), ["IEC 62443-4-2:2019"]);
}

#[test]
fn stages_of_drafts_are_kept() {
    for text in ["ISO/PRF 9001", "ISO/FDIS 9001:2026", "ISO/IEC PRF 27001", "ISO/PRF TS 8000-1", "prEN 50600-1:2019"] {
        assert_eq!(found(text), [text], "{text}");
        assert!(!Number::parse(text).is_opaque(), "{text}");
    }
    for text in ["GB/T 22239-20XX", "GB/T 22239—××××", "GB/T 22239-2019（征求意见稿）", "GB/T 22239（报批稿）"]
    {
        let draft = Number::parse(text);
        assert!(draft.is_dated() && !draft.names_same_edition(&Number::parse("GB/T 22239-2019")), "{text}");
        assert_eq!(found(text), [draft.canonical()], "{text}");
        assert_eq!(draft.undated().canonical(), "GB/T 22239");
    }
}

#[test]
fn itu_dates_its_recommendations_in_three_ways() {
    let dated = "ITU-T X.509 (10/2016)";
    all_are(dated, "ITU-T X.509 (2016)", &[dated, "ITU-T X.509 (10/16)", "ITU-T Rec. X.509 (10/2016)"]);
    all_are("ITU-T X.509 (2016)", dated, &["ITU-T X.509 (2016)", "ITU-T X.509:2016"]);
    assert!(!Number::parse("ITU-T X.509 (01/2016)").names_same_edition(&Number::parse(dated)));
    assert_eq!(found("ITU-R BT.709-6"), ["ITU-R BT.709-6"]);
}

#[test]
fn european_standards_have_a_version_or_a_year() {
    let printed = "EN 301 549 V3.2.1 (2021-03)";
    all_are(printed, "EN 301 549 V3.2.1", &[printed, "ETSI EN 301 549 V3.2.1 (2021-03)", "EN 301549 v3.2.1 (2021-03)"]);
    assert_eq!(Number::parse(printed).undated().canonical(), "EN 301 549");
    assert!(!Number::parse(printed).names_same_edition(&Number::parse("EN 301 549 V2.1.2")));
    assert_eq!(found("ETSI EN 301 549 V3.2.1 (2021-03)；EN 301 549"), [printed, "EN 301 549"]);
    assert_eq!(found("ETSI TS 103 645 V2.1.2"), ["ETSI TS 103 645 V2.1.2"]);
    assert_eq!(found("EN 50600-1:2019、EN ISO 9241-210:2019"), ["EN 50600-1:2019", "EN ISO 9241-210:2019"]);
    // Six digits are never one of CEN's serials, whose canonical text would be read as one of ETSI's.
    assert!(Number::parse("EN 302302RLV").is_opaque());
    assert_eq!(Number::parse("EN 60601-1:2006 RLV").canonical(), "EN 60601-1:2006");
}

#[test]
fn a_double_designation_is_the_first_number() {
    let text = "GB/T 19001-2016/ISO 9001:2015";
    let number = Number::parse(text);
    assert_eq!(number.canonical(), "GB/T 19001-2016");
    assert_eq!(number.adopts().map(Number::canonical), Some("ISO 9001:2015"));
    assert_eq!(
        found(&format!("按 {text}、GB/T 22080—2016/ISO/IEC 27001:2013 执行")),
        ["GB/T 19001-2016", "GB/T 22080-2016"]
    );
}

#[test]
fn a_title_without_a_sheet_is_not_part_of_the_number() {
    let text = "GB 32100-2015《法人和其他组织统一社会信用代码编码规则》规定";
    assert_eq!(found(text), ["GB 32100-2015"]);
    assert_eq!(found("GB 32100-2015《GB 32100-2015第1号修改单》"), ["GB 32100-2015", "GB 32100-2015/XG1"]);
}

#[test]
fn a_serial_that_recognition_tore_apart_is_joined_where_a_year_follows() {
    let number = "GB/T 22239-2019";
    all_are(number, number, &["GB/T 2 2239-2019", "GB/T 22 239—2019", "GB/T 222 39 - 2019"]);
    assert_eq!(found("GB/T 12345 2019-2020"), ["GB/T 12345"]);
    assert_eq!(found("GB/T 2 2239 项"), ["GB/T 2"]);
    assert_eq!(found("GB/T 22239 39786-2021"), ["GB/T 22239"]);
}

#[test]
fn all_parts_are_the_family() {
    assert_eq!(found("GB/T 21062 全部要求"), ["GB/T 21062"]);
    for text in [
        "GB/T 21062（全部）",
        "GB/T 21062（所有部分）",
        "GB/T 21062(所有部分)",
        "GB/T 21062 所有部分",
        "GB/T 21062系列标准",
    ] {
        let number = Number::parse(text);
        assert_eq!(number.canonical(), "GB/T 21062(所有部分)", "{text}");
        assert!(number.names_all_parts() && !number.is_dated());
        assert_eq!(number.undated().canonical(), "GB/T 21062");
        assert_eq!(found(text), [number.canonical()]);
    }
    assert_eq!(found("ISO/IEC 15408 (all parts)"), ["ISO/IEC 15408 (all parts)"]);
}

#[test]
fn a_lost_hyphen_is_read_and_doubted() {
    for text in ["GB 29921 2013", "GB29921 2013", "GB 29921　2013", "GB_29921_2013", "GB 29921.2013"] {
        let number = Number::parse(text);
        assert_eq!((number.canonical(), number.is_doubtful()), ("GB 29921-2013", true), "{text}");
        assert_eq!(found(&format!("{text} 致病菌限量.pdf")), ["GB 29921-2013"], "{text}");
    }
    assert_eq!(found("GB 50016-2014 GB 29921 2013 GB 17859"), ["GB 50016-2014", "GB 29921-2013", "GB 17859"]);
    assert_eq!(found("ISO 9001 2015；GB/T 22239 2019年版"), ["ISO 9001:2015", "GB/T 22239-2019"]);
    assert!(!Number::parse("GB 29921-2013").is_doubtful());
    // Quantities and dates are not years.
    let undated = "GB/T 22239 2000 家，GB/T 22239 2019-05-10，GB/T 22239 2019年，GB/T 22239 3000";
    assert_eq!(found(&undated.replace(" 家", "家")), ["GB/T 22239"; 4]);
}

#[test]
fn file_names_and_addresses_have_other_marks() {
    let names = [
        ("GB_T 29264-2012《服务分类》.pdf", "GB/T 29264-2012"),
        ("ISO20000-1_体系要求.pdf", "ISO 20000-1"),
        ("GBT 28827.1-2012 通用要求.pdf", "GB/T 28827.1-2012"),
        ("./标准/GB_T_22239-2019_等级保护.docx", "GB/T 22239-2019"),
        ("01_GBT22239-2019.pdf", "GB/T 22239-2019"),
        ("T_CESA 1234-2022.pdf", "T/CESA 1234-2022"),
        ("DB43_T 1234-2017.pdf", "DB43/T 1234-2017"),
        ("ISO_IEC_27001-2022.pdf", "ISO/IEC 27001:2022"),
        ("https://example.org/std?q=GB%2FT%2022239-2019", "GB/T 22239-2019"),
        ("https://example.org/%E3%80%8AGB%2FT+22239%E2%80%942019%E3%80%8B.pdf", "GB/T 22239-2019"),
        ("https://example.org/gb%2ft%2022239-2019.html", "GB/T 22239-2019"),
        ("1.GB/T 22239-2019 基本要求", "GB/T 22239-2019"),
    ];
    for (text, number) in names {
        assert_eq!(found(text), [number], "{text}");
    }
    assert!(found("GB_1024 const_GB_2048, x/AB_GB 12").is_empty());
    for text in ["“GB/T 22239-2019”", "《GB/T 22239-2019》", "\"GB/T 22239-2019\"", "GB%2FT%2022239-2019"] {
        assert_eq!(Number::parse(text).canonical(), "GB/T 22239-2019", "{text}");
    }
}

#[test]
fn series_beside_gb_are_known() {
    let cases = [
        ("JTS/T 242-2020", Some(Level::Industry), Some(Nature::Recommended)),
        ("JTG 3362-2018", Some(Level::Industry), Some(Nature::Mandatory)),
        ("JTG/T 3650-2020", Some(Level::Industry), Some(Nature::Recommended)),
        ("JTG B10-01-2014", Some(Level::Industry), Some(Nature::Mandatory)),
        ("JTG F80/1-2017", Some(Level::Industry), Some(Nature::Mandatory)),
        ("JTS 144-1-2010", Some(Level::Industry), Some(Nature::Mandatory)),
        ("TSG D7003-2010", Some(Level::National), None),
        ("TSG 21-2016", Some(Level::National), None),
        ("CECS 31-2017", Some(Level::Group), None),
        ("GW 0101-2014", Some(Level::National), None),
        ("GDZW 0038-2021", Some(Level::Local), None),
        ("Q/GDW 10380.2-2017", None, None),
        ("Q/CNPC 38-2002", None, None),
    ];
    for (text, level, nature) in cases {
        let number = Number::parse(text);
        assert_eq!((number.canonical(), number.level(), number.nature()), (text, level, nature));
        assert!(!number.is_opaque());
        assert_eq!(found(&format!("见{}，", number.printed())), [text]);
    }
    assert_eq!(Number::parse("CECS 31：2017").canonical(), "CECS 31-2017");
    assert_eq!(Number::parse("GW0101—2014").canonical(), "GW 0101-2014");
    assert_eq!(found("装机 5 GW 2020 年，10 GW 2020-2021 年"), [""; 0]);
    // What ends the line before, a cell of a table say, is no figure of theirs.
    assert_eq!(found("301 549\nGW1-2019"), ["GW 1-2019"]);
    assert_eq!(found("9\r\nGB 22239 2019"), ["GB 22239-2019"]);
    assert_eq!(found("9\nGB 22239\n-2019"), ["GB 22239-2019"]);
}

#[test]
fn declared_series_are_read_and_found() {
    let series = |prefix: &str, level| Series {
        prefix: prefix.to_owned(),
        level,
        nature: Some(Nature::Recommended),
        title: None,
    };
    let grammar = Grammar::with([series("ZWFW", Level::National), series("HYZW", Level::Municipal)]);
    let number = grammar.parse("zwfw C0109.1—2018");
    assert_eq!(number.canonical(), "ZWFW C0109.1-2018");
    assert_eq!(
        (number.prefix(), number.serial(), number.parts(), number.year()),
        ("ZWFW", Some("C0109"), vec!["1"], Some(2018))
    );
    assert_eq!(
        (number.level(), number.nature(), number.slug()),
        (Some(Level::National), Some(Nature::Recommended), "zwfw-c0109.1-2018".to_owned())
    );
    assert_eq!(grammar.parse("ZWFW C 0109.1-2018"), number);
    let found: Vec<String> = grammar
        .find("[3] ZWFW C0109.2—2018 要素；HYZW 001-2026")
        .into_iter()
        .map(|found| found.number.to_string())
        .collect();
    assert_eq!(found, ["ZWFW C0109.2-2018", "HYZW 001-2026"]);
    assert!(Number::parse("ZWFW C0109.1-2018").is_opaque());
    assert_eq!(Number::parse("HYZW 001-2026").slug(), "hyzw-001-2026");
    assert_eq!(Number::parse("DB37/ 990").slug(), "db37-990");
}

#[test]
fn a_long_figure_is_no_short_year() {
    assert_eq!(Number::parse("CB 65008-65008").year(), None);
    assert_eq!(Number::parse("GB 50016- 65008").year(), None);
}
