//! A small registry: two listed standards, of which one was never reviewed and one is to be revised; two agencies, one of which
//! may review.

use serde_json::Value;

use crate::harness::registry::Registry;

pub const BOOK: &str = r#"[book]
title = "示例目录"
language = "zh-CN"

[catalogue]
title-en = "Example catalogue"
jurisdiction = "430100"
site-url = "https://example.org/mulu/"

[roles]
review = ["data-authority"]
"#;

/// A record with every property that edits must keep: comments, an order of its own, blank lines.
pub const FIRST: &str = r#"+++
# 信息安全
number = "GB/T 22239-2019" # 等保
title = "信息安全技术 网络安全等级保护基本要求"
issued = 2019-05-10
effective = 2019-12-01
source = [{ url = "https://example.org/22239", checked = 2020-01-01 }]

[catalogue]
status = "listed"
listed = 2019-12-01
binding = "recommended"
# 到此为止
+++
正文
"#;

const SECOND: &str = r#"+++
number = "GB/T 21061-2007"
title = "国家电子政务网络技术和运行管理规范"
issued = 2007-09-12
effective = 2008-03-01
source = [{ url = "https://example.org/21061", checked = 2020-01-01 }]

[catalogue]
status = "listed"
listed = 2020-02-29
binding = "recommended"

[[review]]
date = 2021-06-01
conclusion = "revise"
by = "authority"
reason = "网络已经升级"
+++
"#;

/// The registry, in a folder of its own.
pub fn two_listed() -> Registry {
    Registry::bare()
        .file("book.toml", BOOK)
        .file("standards/national/gb-t-22239-2019.md", FIRST)
        .file("standards/national/gb-t-21061-2007.md", SECOND)
        .file("agencies/authority.toml", "name = \"数据局\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n")
        .file(
            "agencies/police.toml",
            "name = \"公安局\"\njurisdiction = \"430100\"\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"implemented\"\nsince = 2020-01-01\nfiled = 2020-03-15\n",
        )
}

/// Runs the program and reads what it prints as JSON.
#[track_caller]
pub fn json_of(registry: &Registry, day: &str, args: &[&str]) -> Value {
    let ran = registry.on(day, args);
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {} {}", ran.out, ran.err))
}
