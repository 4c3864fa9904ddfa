//! The table of owners as a page of the handbook.

use std::fmt::Write as _;

use crate::message;
use crate::message::{Lang, StaticMessage};
use crate::model::{Actor, FILE, FieldSpec, Kind, PROSE};

use super::owners::files;

/// The kinds of records in the order of the page: those with many records first, the configuration last.
fn kinds() -> Vec<Kind> {
    let mut kinds = Kind::ALL.to_vec();
    kinds.sort_by_key(|kind| (!kind.is_many(), *kind == Kind::Config));
    kinds
}

/// The heading of a kind, and its anchor.
fn heading(kind: Kind, lang: Lang) -> String {
    let (name, files) = (kind.declaration().plural.get(lang), kind.files());
    let anchor = kind.folder().unwrap_or(kind.id());
    match lang {
        Lang::Zh => format!("{name}（`{files}`） {{#{anchor}}}"),
        Lang::En => format!("{name} (`{files}`) {{#{anchor}}}"),
    }
}

const INTRODUCTION: StaticMessage = StaticMessage {
    zh: "# 权限

谁可以写入、改动、删除哪个文件的哪个键。`mulu check --base` 按这张表判断合并请求，表由程序自己的数据生成；表里没有写的，归数据主管部门。怎样判断，见规则 `unauthorised-change`；已经公布的事实见 `published-fact-changed`，已经作出的决定见 `decision-rewritten`。

## 是谁 {#who}

| 表中写法 | 指谁 |
|---|---|
",
    en: "# Rights

Who may write, change and remove which key of which file. `mulu check --base` judges merge requests by this table, which is made from the program's own data; whatever is not listed in it is the data authority's. How it is judged is described under the rule `unauthorised-change`; published facts have `published-fact-changed`, decisions `decision-rewritten`.

## Who is who {#who}

| in the tables | who that is |
|---|---|
",
};

const FILES_HEADING: StaticMessage = StaticMessage {
    zh: "
## 其他文件 {#files}

记录以外的文件：模板、站点文件、基线、持续集成的配置等。链接、子模块、超过 1 MiB 或 32 层文件夹的、不能读取的，不论在哪里，都归数据主管部门。

| 文件 | 谁可以增、改、删 |
|---|---|
",
    en: "
## Other files {#files}

Files that are not records: templates, site files, baselines, how it is checked. Links, submodules, files of more than 1 MiB, folders more than 32 deep and what cannot be read are the data authority's wherever they lie.

| files | who may add, change and remove them |
|---|---|
",
};

const COLUMNS: StaticMessage = StaticMessage {
    zh: "| 键 | 写入 | 改动 | 删除 |\n|---|---|---|---|\n",
    en: "| key | to write it | to change it | to remove it |\n|---|---|---|---|\n",
};

/// The page in a language, Markdown.
#[must_use]
pub fn page(lang: Lang) -> String {
    let mut page = INTRODUCTION.get(lang).to_owned();
    for who in Actor::ALL {
        let _ = writeln!(page, "| {} | {} |", who.name().get(lang), who.about().get(lang));
    }
    for kind in kinds() {
        let _ = write!(page, "\n## {}\n\n{}", heading(kind, lang), COLUMNS.get(lang));
        for row in kind.declaration().fields {
            let cell = |who: Actor| who.name().get(lang);
            let (set, change, remove) = (to_write(row, lang), cell(row.change), cell(row.remove));
            let _ = writeln!(page, "| {} | {set} | {change} | {remove} |", key(row, lang));
        }
        let reasons = kind.declaration().fields.iter().filter_map(|row| Some((row, row.because?)));
        for (at, (row, because)) in reasons.enumerate() {
            let before = if at == 0 { "\n" } else { "" };
            let colon = StaticMessage { zh: "：", en: ": " }.get(lang);
            let _ = writeln!(page, "{before}- {}{colon}{}", key(row, lang), because.get(lang));
        }
    }
    page.push_str(FILES_HEADING.get(lang));
    for (folder, who) in files() {
        let others = StaticMessage { zh: "其他一切文件", en: "every other file" }.get(lang);
        let folder = if folder.is_empty() { others.to_owned() } else { format!("`{folder}`") };
        let _ = writeln!(page, "| {folder} | {} |", who.name().get(lang));
    }
    page
}

/// Who may write a key: in a new record, and into one that stands.
fn to_write(row: &FieldSpec, lang: Lang) -> String {
    let (begin, set) = (row.begin.name().get(lang), row.set.name().get(lang));
    if row.begin == row.set {
        return set.to_owned();
    }
    message!("新记录：{begin}；已有的记录：{set}", "in a new record {begin}; in an existing one {set}")
        .get(lang)
        .to_owned()
}

fn key(row: &FieldSpec, lang: Lang) -> String {
    match row.key {
        FILE => StaticMessage {
            zh: "文件本身（新增、改名、删除）", en: "the file itself (to add, rename, remove it)"
        }
        .get(lang)
        .to_owned(),
        PROSE => StaticMessage { zh: "正文", en: "the prose" }.get(lang).to_owned(),
        key => format!("`{key}`"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::page;
    use crate::message::Lang;

    /// `MULU_BLESS=1 cargo test -p mulu-core rights` writes the page as the table stands.
    #[test]
    fn the_handbook_prints_the_table() {
        for (lang, tag) in [(Lang::Zh, "zh-CN"), (Lang::En, "en")] {
            let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../site/pages/rights.{tag}.md"));
            if std::env::var_os("MULU_BLESS").is_some() {
                std::fs::write(&path, page(lang)).expect("the page can be written");
            }
            let kept = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == page(lang), "{} is not what the table says", path.display());
        }
    }
}
