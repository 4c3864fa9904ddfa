//! `book.toml` among the kinds of records. What it says is [`Config`](crate::config::Config).

use super::field::{Actor::Authority, FILE, all};
use super::kind::{Files, Presentation, RecordKind, SchemaOf};
use crate::message::StaticMessage;

/// `book.toml`: what is declared of it, and of each of its keys.
pub(super) const KIND: RecordKind = RecordKind {
    id: "config",
    name: StaticMessage { zh: "配置", en: "configuration" },
    counted: ("配置", "份"),
    plural: StaticMessage { zh: "配置", en: "Configuration" },
    files: Files::One("book.toml"),
    identity: &[],
    schemas: &[SchemaOf { name: "config", path: "book.toml", files: "book.toml", about: "`book.toml`" }],
    ending: None,
    sheet: Presentation::Written,
    pages: Presentation::Written,
    fields: &[
        all(FILE, Authority),
        all("book", Authority).called("书名等，与 mdBook 同", "as mdBook has it"),
        all("book.title", Authority),
        all("book.description", Authority).called("一句话说明", "what it is, in a sentence"),
        all("book.authors", Authority).called("编者", "who publishes it"),
        all("book.language", Authority).called("语言", "the language"),
        all("book.src", Authority),
        all("book.text-direction", Authority),
        all("book.multilingual", Authority),
        all("output", Authority),
        all("preprocessor", Authority),
        all("rust", Authority),
        all("build", Authority).called("生成，与 mdBook 同", "as mdBook has it"),
        all("build.create-missing", Authority),
        all("build.extra-watch-dirs", Authority),
        all("build.use-default-preprocessors", Authority),
        all("build.build-dir", Authority).called("网站写到哪里", "where the site is written"),
        all("catalogue", Authority).called("目录的设置", "the catalogue's own settings"),
        all("catalogue.title-en", Authority).called("英文名称", "its English title"),
        all("catalogue.languages", Authority).called("网站的语言", "the site's languages"),
        all("catalogue.jurisdiction", Authority),
        all("catalogue.utc-offset", Authority).called("与 UTC 的时差", "the offset from UTC"),
        all("catalogue.site-url", Authority).called("网站网址", "the site's address"),
        all("catalogue.repository-url", Authority).called("版本库网址", "the repository's address"),
        all("catalogue.licence", Authority).called("使用许可：网址或名称", "the terms of use: an address or a name"),
        all("catalogue.notice", Authority).called("每页上方的提示", "a banner on every page"),
        all("catalogue.notice-en", Authority).called("英文提示", "the banner in English"),
        all("catalogue.pdf", Authority)
            .called("生成网站时是否同时生成 PDF", "whether a build prints the catalogue as PDF"),
        all("review", Authority).called("复审的期限", "the terms of reviews"),
        all("review.cycle", Authority).called("复审周期的上限", "the ceiling of the review cycle"),
        all("review.due-soon", Authority).called("到期前多久提醒", "how long before the due day a review is due soon"),
        all("review.grace", Authority).called("逾期后多久以内只作警告", "how long overdue is only a warning"),
        all("review.revise-within", Authority)
            .called("结论为需要修订后多久以内发布新版", "how long a revision may take"),
        all("review.abolish-within", Authority)
            .called("结论为予以废止后多久以内废止", "how long an abolition may take"),
        all("review.transition", Authority)
            .called("旧版被代替后项目可沿用多久", "how long a project may stay on a replaced edition"),
        all("catalogue.since", Authority).called("启用日期", "since when"),
        all("review.clause", Authority),
        all("review.trigger-within", Authority).called(
            "所引用的标准修订后多久以内复审",
            "how soon after a referenced standard was revised a review is due",
        ),
        all("site", Authority).called("网站的设置", "the site's settings"),
        all("site.contact", Authority),
        all("site.report-mistake", Authority).called("纠错的地址", "where a mistake is reported"),
        all("site.markdown", Authority).called(
            "是否为各页另出 Markdown；不写则 1000 条记录以内才有",
            "whether pages have twins in Markdown; unless it says, up to 1,000 records have",
        ),
        all("site.text-url.*", Authority).called("各层级标准原文的网址样式", "by level, where the official text is"),
        all("number-series", Authority).called("内置代号以外的编号系列", "series of numbers beside the built-in ones"),
        all("number-series.**", Authority),
        all("resources.*", Authority)
            .called("各地共享的类型、依据和数据库", "how each jurisdiction shares information resources"),
        all("upstream", Authority).called("所依据的上级或其他登记簿", "the registries that this one depends on"),
        all("upstream.**", Authority),
        all("roles.*", Authority).called("谁有权做什么", "who may say what"),
        all("check.*", Authority).called("规则的级别", "the levels of rules"),
        all("traits.*", Authority).called("项目和标准可以用的特征词", "the words that projects and standards may use"),
    ],
};
