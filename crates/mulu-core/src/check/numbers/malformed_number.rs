//! `malformed-number`: a standard number that the grammar does not know.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::number::Level;

/// The rule.
pub static RULE: Rule = Rule {
    id: "malformed-number",
    group: RuleGroup::Numbers,
    level: Severity::Deny,
    summary: StaticMessage { zh: "标准编号不合规则", en: "a standard number that the grammar does not know" },
    document: include_str!("malformed_number.md"),
    run: Run::Records(check),
};

/// A national, industry, local or group standard has a number of a known form, and a record, being one edition, has a year in it.
/// The city's own and international documents are named in many ways, and are kept as they are.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        let Some(cited) = &standard.number else { continue };
        let number = &cited.number;
        let numbered = matches!(standard.folder, Some(Level::National | Level::Industry | Level::Local | Level::Group));
        if !numbered {
            continue;
        }
        if number.is_opaque() {
            findings.report(
                standard.file,
                cited.span,
                message!("编号“{number}”不合标准编号的写法", "`{number}` is not the number of a standard"),
                match number.unknown_series() {
                    Some(prefix) => message!(
                        "若 {prefix} 是真实的编号系列，在 book.toml 中写 [[number-series]] prefix = \"{prefix}\", level = \"…\"",
                        "if {prefix} is a series, declare it in book.toml: [[number-series]] prefix = \"{prefix}\", level = \"…\""
                    ),
                    None => message!(
                        "写作“代号 顺序号-年份”，如 GB/T 22239-2019、GA/T 1389-2017、DB43/T 1234-2017",
                        "write code, serial and year: GB/T 22239-2019, GA/T 1389-2017, DB43/T 1234-2017"
                    ),
                },
            );
        } else if !number.is_dated() {
            findings.report(
                standard.file,
                cited.span,
                message!("编号“{number}”缺少年份", "`{number}` has no year"),
                message!(
                    "一个文件记一个版本，写全编号，如 {number}-2019",
                    "a record is one edition: write the whole number, such as {number}-2019"
                ),
            );
        }
    }
}
