//! A small registry of what records should not be: markup and scripts, control and direction characters, cells that are
//! formulas, odd numbers, long values, files that cannot be read.

use crate::harness::registry::Registry;

/// Texts that terminals, spreadsheets and readers must not obey.
const ODD: [&str; 9] = [
    "\\u001B[31m红\\u001B[0m\\u0007",
    "\\u202Eexe.gpj\\u2066 \\u200F",
    "=HYPERLINK(\\\"http://evil.example\\\";\\\"x\\\")",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\\t=1+1",
    "\\r\\n换行, \\\"引号\\\"；分号|竖线",
    "\\u0000\\u007F\\u0085\\u2028\\uFEFF",
];

/// Numbers as they are typed, each in a file of its own.
const NUMBERS: [&str; 16] = [
    "ＧＢ／Ｔ 22240－2020",
    "gb/t22081—2016",
    "GB 50016-2014（2018年版）",
    "GB 29921 2013",
    "GB 32100-2015/XG1-2016",
    "GB/T 19001-2016/ISO 9001:2015",
    "GB/T 33133.1/2/3",
    "GB/T 33133 所有部分",
    "ISO/IEC 27001:2022(E)",
    "DB4301/T 1-2020",
    "DB99/T 1-2020",
    "T/CESA 1-2020",
    "Q/XYZ 1",
    "长政办发〔2018〕22号",
    "GB/T",
    "GB/T 99999999999999999999-20200",
];

/// The registry.
pub fn hostile() -> Registry {
    let registry = crate::hostile::hostile();
    registry.write("standards/national/gb-t-1-2020.md", odd_standard());
    for (at, number) in NUMBERS.iter().enumerate() {
        registry.write(&format!("standards/municipal/n-{at:02}.md"), numbered(number));
    }
    registry.write("agencies/formula.toml", formula());
    registry.write("projects/odd.toml", odd_project());
    registry.write("projects/without.toml", "");
    registry.write("policies/undone.md", undone());
    broken(&registry);
    registry
}

fn odd_standard() -> String {
    let [control, direction, link, plus, minus, at, tab, lines, nothing] = ODD;
    format!(
        "+++\nnumber = \"GB/T 1-2020\"\ntitle = \"{control}{direction}\"\ntitle_en = \"{link}\"\nissued = 2020-13-01\n\
         effective = \"2020-01-01\"\nwithdrawn = 9999-12-31\nissuer = \"{plus}\"\nics = [\"{minus}\", \"35.040\"]\nccs = [\"{at}\"]\n\
         keywords = [\"{tab}\", \"{lines}\", \"{nothing}\"]\nreplaces = [\"GB/T 1-2020\", \"{direction}\"]\nclasses = [\"a\", \"a\"]\n\
         source = [{{ url = \"https://example.org/{direction}\", title = \"{link}\", checked = 2999-01-01 }}]\n\
         \"k{control}\" = 1\ntitel = \"{link}\"\n\n\
         [catalogue]\nstatus = \"listed\"\nlisted = 2020-02-30\nbinding = \"mandatory\"\nwhen = \"{direction}\"\n\n\
         [[review]]\ndate = 2021-01-01\nconclusion = \"revise\"\nby = \"formula\"\nreason = \"{link}\"\n\n\
         [[review]]\ndate = 2020-01-01\nconclusion = \"abolish\"\nby = \"{direction}\"\nreason = \"\"\n+++\n\
         \u{1b}[2J\u{202e}正文 <b>粗</b> &amp; `=1+1` ~~删~~ [链](javascript:alert(1)) \u{7}\n"
    )
}

fn numbered(number: &str) -> String {
    format!(
        "+++\nnumber = \"{number}\"\ntitle = \"编号“{number}”\"\nissued = 2020-01-01\neffective = 2020-06-01\nsample = true\n\
         replaces = [\"GB/T 22239-2019\"]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2020-06-01\nbinding = \"recommended\"\n+++\n"
    )
}

fn formula() -> String {
    let [control, direction, link, plus, minus, at, tab, lines, _] = ODD;
    format!(
        "name = \"{link}\"\nname_en = \"{plus}\"\njurisdiction = \"999999\"\nroles = [\"data-authority\", \"{at}\"]\n\
         uscc = \"91350100M000100Y43\"\ncontact = \"{minus}\"\n\n\
         [[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"implemented\"\nsince = 2030-01-01\nfiled = 2019-01-01\n\
         systems = [\"{tab}\", \"{lines}\"]\nevidence = \"{control}\"\n\n\
         [[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"planned\"\n\n\
         [[adoption]]\nstandard = \"{direction}\"\nstatus = \"abandoned\"\n\n\
         [[training]]\ndate = 2026-05-01\nstandards = [\"{link}\", \"GB/T 1-2020\"]\nattendance = -5\n"
    )
}

fn odd_project() -> String {
    let [control, direction, link, plus, ..] = ODD;
    let long = "超长".repeat(5_000);
    format!(
        "name = \"{direction}{long}\"\nagency = \"formula\"\njurisdiction = \"43\"\nstage = \"operation\"\napproved = 2024-03-01\n\
         investment = -9e99\nmajor = \"yes\"\ntraits = [\"cloud\", \"cloud\", \"clod\"]\nmlps_level = 99999999999\n\n\
         [[conformance]]\nstandard = \"GB/T 1-2020\"\nstatus = \"not-applicable\"\n\n\
         [[conformance]]\nstandard = \"GB/T 22239\"\nstatus = \"met\"\nevidence = \"{link}\"\n\n\
         [[evidence]]\nkind = \"{control}\"\nref = \"{plus}\"\nissued = 2026-01-01\nexpires = 2025-01-01\n\n\
         [[waiver]]\nstandard = \"GB/T 22239-2019\"\nreason = \"{link}\"\napproved_by = \"formula\"\napproved = 2026-01-01\nuntil = 2027-01-01\n\n\
         [[order]]\nissued = 2026-05-01\ndeadline = 2026-04-01\nabout = \"{direction}\"\n"
    )
}

/// A measure that is out of force, whose clauses name what is not there and cannot be read.
fn undone() -> String {
    let [_, direction, link, ..] = ODD;
    format!(
        "+++\ntitle = \"{link}\"\nnumber = \"{direction}\"\njurisdiction = \"430100\"\nissued = 2010-01-01\neffective = 2009-01-01\n\
         expires = 2020-01-01\nsample = true\n\n\
         [[clause]]\nid = \"1\"\ntext = \"{direction}\"\nsubject = \"projekt\"\ngate = \"never\"\nmandates = [\"{link}\", \"GB/T 9-9\"]\n\n\
         [[clause]]\nid = \"2\"\ntext = \"条\"\nsubject = \"project\"\nwhen = 'mlps_level > \"3\" && unknown(1)'\nrequires = [\"nothing\"]\n\n\
         [[clause]]\nid = \"2\"\ntext = \"条\"\nsubject = \"project\"\nenforced_by = [\"no-such-rule\", \"syntax\"]\n+++\n"
    )
}

/// Files that are not records, or that nobody can read as one.
fn broken(registry: &Registry) {
    registry.write("standards/national/gb-t-2-2020.md", "number = \"GB/T 2-2020\"\n");
    registry.write("standards/national/gb-t-3-2020.md", "+++\nnumber = \"GB/T 3-2020\"\ntitle = \"未完\n+++\n");
    registry.write("standards/national/gb-t-4-2020.md", "+++\nnumber = \"GB/T 4-2020\"\ntitle = \"没有结尾\"\n");
    registry.write(
        "standards/national/gb-t-5-2020.md",
        [b"+++\nnumber = \"GB/T 5-2020\"\ntitle = \"\xb1\xea\xd7\xbc\"\n+++\n".as_slice()].concat(),
    );
    registry.write(
        "standards/national/gb-t-6-2020.md",
        "\u{feff}+++\r\nnumber = \"GB/T 6-2020\"\r\ntitle = \"回车\"\r\n+++\r\n正文\r\n",
    );
    registry.write("standards/national/gb-t-7-2020.md", "");
    registry.write("standards/national/gb-t-8-2020.txt", "no record\n");
    registry.write("standards/gb-t-9-2020.md", "+++\nnumber = \"GB/T 9-2020\"\ntitle = \"没有层级\"\n+++\n");
    registry.write("standards/regional/gb-t-10-2020.MD", "+++\nnumber = \"GB/T 10-2020\"\n+++\n");
    registry.write("agencies/deep.toml", format!("a = {}{}\n", "[".repeat(200), "]".repeat(200)));
    registry.write("agencies/twice.toml", "name = \"一\"\nname = \"二\"\n");
    registry.write("agencies/twice/twice.toml", "name = \"三\"\njurisdiction = \"430100\"\n");
}
