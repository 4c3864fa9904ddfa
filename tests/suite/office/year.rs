//! A year of an office in an empty folder, by commands and sheets alone.

use crate::harness::registry::Registry;

use super::{does, run, words};

/// Thirty standards as an office keeps them in a workbook: a title above the header, serial numbers, remarks, dates of all sorts.
fn messy() -> String {
    let mut sheet =
        "衡阳市电子政务标准清单（2026）,,,,,,\n序号,标准编号,标准名称,发布日期,实施日期,状态,备注\n".to_owned();
    for n in 1..=30 {
        let issued =
            if n % 2 == 0 { format!("2019.5.{}", 1 + n % 28) } else { format!("２０１９年5月{}日", 1 + n % 28) };
        sheet += &format!("{n},GB/T{}—2019,信息技术 第{n}部分,{issued},2019/12/1,现行,第{n}项\n", 30_000 + n);
    }
    sheet
}

/// The measure that the city issues in that year.
const MEASURE: &str = "衡阳市人民政府办公室关于印发《衡阳市政务云管理办法》的通知\n\n衡政办发〔2026〕9号\n\n衡阳市人民政府办公室\n2026年6月20日\n\n衡阳市政务云管理办法\n第一条 为了规范政务云，制定本办法。\n第二条 政务信息系统按照 GB/T 30005-2019 建设。\n第三条 本办法自2026年7月1日起施行，有效期五年。\n";

/// What one meeting concluded, with a reason for each standard, as a workbook of the office has it.
fn meeting(numbers: &[String]) -> String {
    let mut sheet = "复审会议结论,,,,,\n序号,标准编号,复审结论,理由,单位,日期\n".to_owned();
    for (at, number) in (1..).zip(numbers) {
        sheet += &format!(
            "{at},{number},继续有效,第{at}项：与现行业务逐条核对，没有修改意见,衡阳市数据局,2026.2.{}\n",
            1 + at % 14
        );
    }
    sheet
}

/// Runs a command on a day of the year.
#[track_caller]
fn on(registry: &Registry, day: &str, line: &str) -> String {
    let words = words(line);
    let ran = registry.on(day, &words.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{day} {line}: {}{}", ran.out, ran.err);
    ran.out
}

#[test]
fn a_year_needs_no_editor() {
    let registry = Registry::bare();
    registry.git(&["init", "-q", "-b", "main"]);
    let commit = |what: &str| {
        registry.git(&["add", "-A"]);
        registry.git(&["-c", "user.name=office", "-c", "user.email=office@example.org", "commit", "-qm", what]);
    };
    on(&registry, "2026-01-05", "init --title 衡阳市标准实施目录 --jurisdiction 430400 --authority 衡阳市数据局");
    for (id, name) in [("civic", "市民中心"), ("archive", "市档案馆"), ("old-office", "市信息中心")] {
        on(&registry, "2026-01-05", &format!("new agency {id} --name {name}"));
    }
    let sheet = messy();
    let (gbk, _, _) = encoding_rs::GBK.encode(&sheet);
    registry.write("清单.csv", &gbk);
    on(&registry, "2026-01-06", "import 清单.csv --source 国家标准目录 --write");
    let numbers: Vec<String> = (1..=30).map(|n| format!("GB/T{}-2019", 30_000 + n)).collect();
    on(&registry, "2026-01-10", &format!("list-in {} --class general.security --date 2023-01-15", numbers.join(" ")));
    commit("first edition");
    registry.git(&["tag", "catalogue/2026-01"]);

    // Filings and their acceptance, thirty reviews of one meeting, a draft through its six steps.
    on(&registry, "2026-02-01", "register --agency 市民中心 GB/T30001 --status implementing --since 2026-01-20");
    on(&registry, "2026-02-03", "register --agency civic GB/T30001 --accept 2026-02-03");
    on(&registry, "2026-02-10", "train civic --date 2026-02-10 --standard GB/T30001-2019 --attendance 40");
    registry.write("复审会议.csv", meeting(&numbers));
    let preview = registry.on("2026-02-15", &["import", "复审会议.csv"]);
    assert!(preview.code == 0 && preview.out.contains("30 added"), "{}{}", preview.out, preview.err);
    let written = on(&registry, "2026-02-15", "import 复审会议.csv --write");
    let lines =
        |text: &str| text.lines().filter(|line| !line.contains("30 rows")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&written), lines(&preview.out), "what is shown is what is written");
    assert_eq!(registry.read("standards/national/gb-t-30007-2019.md").matches("[[review]]").count(), 1);
    on(
        &registry,
        "2026-03-01",
        "new draft cloud-migration --title 政务云迁移规范 --application 2026-03-01 --source 立项申请",
    );
    for (step, day) in [
        ("approval", "2026-03-10"),
        ("drafting", "2026-03-20"),
        ("consultation", "2026-05-01"),
        ("evaluation", "2026-06-10"),
        ("publication", "2026-07-01"),
    ] {
        on(&registry, day, &format!("step cloud-migration {step}"));
    }

    // A measure from its text; what it asks for is typed into its sheet.
    let (measure, _, _) = encoding_rs::GBK.encode(MEASURE);
    registry.write("办法.txt", &measure);
    on(&registry, "2026-07-02", "new policy hengyang-cloud-2026 --from 办法.txt");
    on(&registry, "2026-07-02", "export policies --format csv --output 条款.csv --lang zh-CN");
    let sheet = registry.read("条款.csv");
    let typed = sheet.replace(
        "按照GB/T 30005-2019建设。,办理程序,,,,,,,",
        "按照GB/T 30005-2019建设。,项目,,operation,GB/T 30005-2019,,,data-authority,",
    );
    assert_ne!(typed, sheet, "{sheet}");
    registry.write("条款.csv", typed);
    on(&registry, "2026-07-02", "import 条款.csv --update --write");
    let policy = registry.read("policies/hengyang-cloud-2026.md");
    for line in [
        "subject = \"project\"",
        "gate = \"operation\"",
        "mandates = [\"GB/T 30005-2019\"]",
        "approved_by = \"data-authority\"",
    ] {
        assert!(policy.contains(&format!("\n{line}")), "{line}\n{policy}");
    }

    // A project with a paper, an order that is obeyed, and what it declares.
    on(&registry, "2026-07-05", "new project hall --name 政务大厅 --agency old-office");
    on(&registry, "2026-07-06", "declare 政务大厅 GB/T30001-2019 --status partial");
    on(&registry, "2026-07-07", "order 政务大厅 --about 未按期整改 --deadline 2026-09-01 --by 衡阳市数据局");
    on(&registry, "2026-08-20", "order hall --close 2026-08-20");
    on(&registry, "2026-08-21", "declare hall GB/T30001-2019 --status met --evidence 报告.pdf");

    on(
        &registry,
        "2026-08-22",
        "waive hall --clause hengyang-cloud-2026#2 --reason 系统即将下线 --by 衡阳市数据局 --until 2026-12-31",
    );

    // Two agencies become one, an edition ends, a date was wrong, and a new edition is announced.
    on(&registry, "2026-09-01", "reorganise 市信息中心 --into 市民中心 --until 2026-08-31");
    on(&registry, "2026-10-01", "delist GB/T30030-2019");
    on(
        &registry,
        "2026-10-02",
        "new standard GB/T40001-2026 --title 信息技术 --issued 2026-05-01 --effective 2026-09-01 --source 国家标准目录",
    );
    on(&registry, "2026-10-03", "list-in GB/T40001-2026 --class general.security");
    on(&registry, "2026-10-04", "correct GB/T30002-2019 issued 2019-05-04 --reason 公告日期为四日");
    // A number that was written down wrongly is another in every file, and the old one leads to it.
    on(&registry, "2026-10-04", "rename GB/T30029-2019 GB/T30092-2019 --reason 两位数字写反");
    assert!(!registry.path("standards/national/gb-t-30029-2019.md").exists());
    assert!(on(&registry, "2026-10-04", "show gb-t-30029-2019").starts_with("GB/T 30092-2019"));
    commit("second edition");
    registry.git(&["tag", "catalogue/2026-10"]);
    let notice =
        on(&registry, "2026-10-05", "diff catalogue/2026-01..catalogue/2026-10 --format announcement --lang zh-CN");
    let lines: Vec<&str> = notice.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines[..9],
        [
            "关于调整《衡阳市标准实施目录》的公告",
            "文号：＿＿＿＿〔＿＿＿＿〕＿＿号",
            "截至2026年10月5日，《衡阳市标准实施目录》有下列调整，现予公告。",
            "一、新增（1 项）",
            "1. GB/T 40001—2026 《信息技术》，自2026年10月3日起列入，推荐执行。",
            "二、移出（1 项）",
            "1. GB/T 30030—2019 《信息技术 第30部分》，自2026年10月1日起移出。",
            "三、勘误（2 项）",
            "1. GB/T 30002-2019 的发布日期原为“2019-05-03”，已更正：公告日期为四日。",
        ],
        "{notice}"
    );
    on(
        &registry,
        "2026-10-05",
        "diff catalogue/2026-01..catalogue/2026-10 --format announcement --output 公告.docx --lang zh-CN",
    );
    let word = std::fs::read(registry.path("公告.docx")).unwrap();
    let passage = mulu_exchange::cite::read("公告.docx", &word).unwrap();
    assert_eq!(passage.text().lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(), lines);
    let score = on(&registry, "2026-11-21", "scorecard --agency civic");
    assert!(score.contains("civic"), "{score}");
    let check = registry.on("2026-11-21", &["check"]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert_eq!(run(&registry, "fmt --check").code, 0);
    let _ = does(&registry, "build --no-pdf");
}
