//! `malformed-resource-code`: a code that is not built as the compilation guide builds it.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};
use crate::model::{Resource, Spanned};

/// The rule.
pub static RULE: Rule = Rule {
    id: "malformed-resource-code",
    group: RuleGroup::Resources,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "信息资源代码不合编码规则",
        en: "a resource code that is not built as the guide has it",
    },
    document: include_str!("malformed_resource_code.md"),
    run: Run::Records(check),
};

/// Class code and sequence number: 类 one digit, 项 two, 目 three, 细目 as long as it needs, then a slash and digits.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for resource in cx.resources() {
        let Some(code) = &resource.code else { continue };
        if let Some(message) = diagnostic(resource, code) {
            let help = message!(
                "类 1 位（1 基础、2 主题、3 部门）、项 2 位、目 3 位、细目不定长，其后“/”和顺序号，如 306001/000012",
                "class 1 digit (1 base, 2 theme, 3 department), item 2, subclass 3, then further digits; a slash and a sequence number: 306001/000012"
            );
            findings.report(resource.file, code.span, message, help);
        }
    }
}

fn diagnostic(resource: &Resource, code: &Spanned<String>) -> Option<Message> {
    let (class, sequence) =
        code.value.split_once('/').map_or((code.value.as_str(), None), |(class, own)| (class, Some(own)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value = &code.value;
    if !digits(class) || class.len() < 6 || !sequence.is_none_or(digits) {
        return Some(message!("“{value}”不是信息资源代码", "`{value}` is not valid for an information resource code"));
    }
    let kind = class.bytes().next();
    let base = resource.base.is_some() && kind != Some(b'1');
    let theme = resource.theme.is_some() && resource.base.is_none() && kind != Some(b'2');
    let neither = resource.base.is_none() && resource.theme.is_none() && matches!(kind, Some(b'1' | b'2'));
    let unknown = !matches!(kind, Some(b'1'..=b'3'));
    (base || theme || neither || unknown).then(|| {
        message!(
            "“{value}”的类与 base、theme 所写的不一致",
            "the class of `{value}` is not the one that `base` and `theme` say"
        )
    })
}
