use super::two_listed::{json_of, two_listed};

#[test]
fn the_list_says_what_by_when_and_by_whom() {
    let registry = two_listed();
    let ran = registry.on("2022-07-01", &["due"]);
    let expected = "\
due                 days left  task      number           by      title
2022-06-01 overdue  -30        revision  GB/T 21061-2007  数据局  国家电子政务网络技术和运行管理规范
2022-12-01 due soon 153        review    GB/T 22239-2019  数据局  信息安全技术 网络安全等级保护基本要求
";
    let squeeze =
        |text: &str| text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
    assert_eq!(squeeze(&ran.out), squeeze(expected), "{}", ran.out);
    assert_eq!(ran.code, 0);
}

#[test]
fn within_counts_its_last_day_and_keeps_what_is_overdue() {
    let registry = two_listed();
    let dues = |within: &str| {
        let json = json_of(&registry, "2022-07-01", &["due", "--within", within, "--format", "json"]);
        let rows = json["due"].as_array().unwrap().iter().map(|row| row["due"].as_str().unwrap().to_owned());
        rows.collect::<Vec<_>>()
    };
    assert_eq!(dues("P0D"), ["2022-06-01"]);
    assert_eq!(dues("P152D"), ["2022-06-01"]);
    assert_eq!(dues("P153D"), ["2022-06-01", "2022-12-01"]);
    assert_eq!(dues("P3Y"), ["2022-06-01", "2022-12-01", "2024-06-01"]);
}

#[test]
fn an_agency_sees_its_own_and_a_class_is_checked() {
    let registry = two_listed();
    let tasks = |agency: &str| {
        let json =
            json_of(&registry, "2022-07-01", &["due", "--within", "P3Y", "--agency", agency, "--format", "json"]);
        json["due"].as_array().unwrap().iter().map(|row| row["number"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(tasks("police"), ["GB/T 22239-2019"]);
    assert_eq!(tasks("authority").len(), 3);
    assert_eq!(registry.on("2022-07-01", &["due", "--agency", "polic"]).code, 2);
    assert_eq!(registry.on("2022-07-01", &["due", "--class", "general"]).code, 2);
}

#[test]
fn csv_quotes_and_defuses() {
    let registry = two_listed();
    let path = "standards/national/gb-t-22239-2019.md";
    let text = registry.read(path).replace("信息安全技术 网络安全等级保护基本要求", "=1+1, \\\"quoted\\\"");
    registry.write(path, &text);
    let csv = registry.on("2022-07-01", &["due", "--format", "csv"]).out;
    let rows: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(rows[0], "due,days_left,state,task,number,record,title,by,filed_by,reason");
    assert_eq!(
        rows[2],
        "2022-12-01,153,due-soon,review,GB/T 22239-2019,gb-t-22239-2019,\"'=1+1, \"\"quoted\"\"\",authority,police,\
         \"due 2022-12-01: listed 2019-12-01, cycle P3Y\""
    );
    assert_eq!(rows.len(), 4);
}
