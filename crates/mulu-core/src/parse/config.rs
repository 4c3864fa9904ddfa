//! `book.toml` → the configuration.

use std::collections::BTreeMap;

use crate::config::{Config, ReviewTerms};
use crate::day::Duration;
use crate::finding::Severity;
use crate::message;
use crate::message::Lang;
use crate::model::{FileId, Span, Spanned};
use crate::number::{self, Grammar, Series};
use crate::references::ReferentKind;
use crate::source::is_folder;

use super::shape::ValueType;
use super::sharing_terms::sharing_terms;
use super::table::TableReader;
use super::upstream::upstreams;
use super::{Diagnostics, Reading, toml_text};

const LEVELS: [(&str, Severity); 4] =
    [("deny", Severity::Deny), ("warn", Severity::Warn), ("note", Severity::Note), ("allow", Severity::Allow)];

/// Reads `book.toml`. What is absent or wrong keeps its default.
pub fn config(file: FileId, text: &str, diagnostics: &Diagnostics) -> Config {
    let (toml, offset) = toml_text::whole(text);
    let parsed = toml_text::parse(toml, offset, diagnostics);
    let mut top = TableReader::top(parsed.get_ref(), Span { start: offset, end: offset }, offset, diagnostics);
    // mdBook reads the same file: its other tables are its own.
    top.leave(&["output", "preprocessor", "rust"]);
    let mut config = Config { file, ..Config::default() };
    if let Some(table) = top.table("book") {
        book(table, &mut config, diagnostics);
    }
    if let Some(table) = top.table("build") {
        build(table, &mut config, diagnostics);
    }
    if let Some(table) = top.table("catalogue") {
        catalogue(table, &mut config, diagnostics);
    }
    if let Some(table) = top.table("site") {
        site(table, &mut config);
    }
    if let Some(table) = top.table("review") {
        config.review = review(table);
    }
    config.grammar = Grammar::with(top.tables("number-series").into_iter().filter_map(number_series));
    config.sharing = sharing_terms(&mut top);
    config.upstreams = upstreams(&mut top);
    roles(&mut top, &mut config, diagnostics);
    config.levels = levels(&mut top, diagnostics);
    let traits = top.free_keys("traits", ValueType::Text);
    let described = |(name, value, _): (Spanned<String>, _, _)| {
        let about = top.free_text(&name.value, value);
        about.map(|about| (name.value, Spanned { value: about.value, span: name.span }))
    };
    config.traits = traits.into_iter().filter_map(described).collect();
    top.finish();
    config
}

fn book(mut table: TableReader<'_>, config: &mut Config, diagnostics: &Diagnostics) {
    table.leave(&["src", "text-direction", "multilingual"]);
    if let Some(title) = table.string("title") {
        config.title = title.value;
    }
    config.description = table.string("description").map(|text| text.value);
    config.authors = table.strings("authors").into_iter().map(|author| author.value).collect();
    if let Some(tag) = table.string("language") {
        config.language = language(&tag, diagnostics).unwrap_or(config.language);
    }
    table.finish();
}

fn build(mut table: TableReader<'_>, config: &mut Config, diagnostics: &Diagnostics) {
    table.leave(&["create-missing", "use-default-preprocessors", "extra-watch-dirs"]);
    if let Some(dir) = table.string("build-dir") {
        let help =
            message!("写相对路径，如 public", "write a relative path, such as `public`; --out may name any place");
        let diagnostic = if !is_inside(&dir) {
            Some(message!("`build-dir` 须在登记簿目录之内", "`build-dir` must lie within the registry"))
        } else if is_taken(&dir) {
            Some(message!(
                "`build-dir` 不能是记录、模板、站点文件或 git 自己的文件夹",
                "`build-dir` cannot be a folder of records, templates, site files or git's own"
            ))
        } else {
            None
        };
        match diagnostic {
            Some(diagnostic) => {
                config.build_dir = None;
                diagnostics.add(Reading::InvalidValue, dir.span, diagnostic, help);
            }
            None => config.build_dir = Some(dir.value),
        }
    }
    table.finish();
}

/// Whether a path stays below the directory it is relative to, and is not that directory itself.
fn is_inside(path: &str) -> bool {
    use std::path::{Component, Path};
    let parts = Path::new(path).components();
    let mut named = false;
    for part in parts {
        match part {
            Component::Normal(_) => named = true,
            Component::CurDir => {}
            _ => return false,
        }
    }
    named
}

/// Whether a path leads into git's own folder, or a folder that a registry is read from. Some file systems do not tell letters
/// apart by their case, or drop dots and blanks at the end of a name.
#[must_use]
pub fn is_taken(path: &str) -> bool {
    use std::path::{Component, Path};
    let names = Path::new(path).components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().trim_end_matches(['.', ' ']).to_lowercase()),
        _ => None,
    });
    let names: Vec<String> = names.collect();
    let is_git = |name: &String| name == ".git" || name.starts_with("git~");
    let is_read = |top: &String| is_folder(top) || ["templates", "site", "book.toml"].contains(&top.as_str());
    names.iter().any(is_git) || names.first().is_some_and(is_read)
}

fn catalogue(mut table: TableReader<'_>, config: &mut Config, diagnostics: &Diagnostics) {
    config.title_en = table.string("title-en").map(|text| text.value);
    let languages: Vec<Lang> = table.strings("languages").iter().filter_map(|tag| language(tag, diagnostics)).collect();
    if !languages.is_empty() {
        config.languages = languages;
        config.languages.dedup();
    }
    config.jurisdiction = table.name("jurisdiction", ReferentKind::Region);
    config.since = table.day("since");
    if let Some(offset) = table.string("utc-offset") {
        match utc_offset(&offset) {
            Some(minutes) => config.utc_offset_minutes = minutes,
            None => diagnostics.add(
                Reading::InvalidValue,
                offset.span,
                message!("`utc-offset` 不是与 UTC 的时差", "`utc-offset` is not a UTC offset"),
                message!("写作 \"+08:00\"", "write \"+08:00\""),
            ),
        }
    }
    config.site_url =
        address(table.string("site-url"), diagnostics).map(|url| format!("{}/", url.trim_end_matches('/')));
    config.repository_url =
        address(table.string("repository-url"), diagnostics).map(|url| url.trim_end_matches('/').to_owned());
    config.licence = table.string("licence").map(|text| text.value);
    config.notice = table.string("notice").map(|text| text.value);
    config.notice_en = table.string("notice-en").map(|text| text.value);
    config.pdf = table.flag("pdf");
    table.finish();
}

fn site(mut table: TableReader<'_>, config: &mut Config) {
    config.contact = table.string("contact").map(|text| text.value);
    config.report_mistake = table.string("report-mistake").map(|text| text.value);
    config.markdown = table.choice("markdown").map(|choice| choice.value);
    let patterns = table.free_keys("text-url", ValueType::Text);
    let pattern = |(level, value, _): (Spanned<String>, _, _)| {
        let url = table.free_text(&level.value, value)?;
        Some((level.value, url.value))
    };
    config.text_urls = patterns.into_iter().filter_map(pattern).collect();
    table.finish();
}

fn language(tag: &Spanned<String>, diagnostics: &Diagnostics) -> Option<Lang> {
    let lang = tag.parse().ok();
    if lang.is_none() {
        let value = &tag.value;
        diagnostics.add(
            Reading::InvalidValue,
            tag.span,
            message!("没有“{value}”这种语言", "`{value}` is not a language that mulu speaks"),
            message!("可用：zh-CN, en", "use zh-CN or en"),
        );
    }
    lang
}

/// Minutes east of UTC of `+08:00`, `-03:30` or `Z`.
fn utc_offset(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let number = |digits: &str, limit: i32| {
        let two = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        two.then(|| digits.parse::<i32>().ok()).flatten().filter(|n| *n < limit)
    };
    Some(sign * (number(hours, 15)? * 60 + number(minutes, 60)?))
}

fn address(url: Option<Spanned<String>>, diagnostics: &Diagnostics) -> Option<String> {
    let url = url?;
    if url.starts_with("https://") || url.starts_with("http://") {
        return Some(url.value);
    }
    diagnostics.add(
        Reading::InvalidValue,
        url.span,
        message!("不是网址", "this is not a web address"),
        message!("以 https:// 或 http:// 开头", "begin it with https:// or http://"),
    );
    None
}

/// Reads `[[number-series]]`: a series of numbers that the code tables do not have.
fn number_series(mut table: TableReader<'_>) -> Option<Series> {
    let levels = number::Level::ALL.map(|level| (level.id(), level));
    let natures = number::Nature::ALL.map(|nature| (nature.id(), nature));
    table.require(&["prefix", "level"]);
    let series = Series {
        prefix: table.prefix("prefix").map(|prefix| prefix.value).unwrap_or_default(),
        level: table.word("level", &levels).map_or(number::Level::Industry, |level| level.value),
        nature: table.word("nature", &natures).map(|nature| nature.value),
        title: table.string("title").map(|title| title.value),
    };
    table.finish();
    (!series.prefix.is_empty()).then_some(series)
}

fn review(mut table: TableReader<'_>) -> ReviewTerms {
    let given = ReviewTerms::default();
    let clause = table.name("clause", ReferentKind::Clause);
    let cycle = table.cycle("cycle");
    let mut term = |key, default: Duration| table.duration(key).map_or(default, |term| term.value);
    let terms = ReviewTerms {
        clause,
        trigger_within: term("trigger-within", given.trigger_within),
        cycle: cycle.as_ref().map_or(given.cycle, |cycle| cycle.value),
        cycle_at: cycle.map(|cycle| cycle.span),
        due_soon: term("due-soon", given.due_soon),
        grace: term("grace", given.grace),
        revise_within: term("revise-within", given.revise_within),
        abolish_within: term("abolish-within", given.abolish_within),
        transition: term("transition", given.transition),
    };
    table.finish();
    terms
}

/// What `[roles]` may speak of.
const DUTIES: [&str; 6] = ["review", "list", "register", "publish", "order", "waive"];

fn roles(top: &mut TableReader<'_>, config: &mut Config, diagnostics: &Diagnostics) {
    for (name, value, _) in top.free_keys("roles", ValueType::List(Box::new(ValueType::Name(ReferentKind::Role)))) {
        if name.value == "require-signed" {
            config.require_signed = top.free_flag(&name.value, value);
        } else {
            if !DUTIES.contains(&name.value.as_str()) {
                let (duty, known) = (&name.value, DUTIES.join(", "));
                diagnostics.add(
                    Reading::UnknownKey,
                    name.span,
                    message!("[roles] 没有 `{duty}` 这个事项", "[roles] has no duty `{duty}`"),
                    message!("可用的事项：{known}", "the duties are: {known}"),
                );
            }
            let roles = top.free_texts(&name.value, value);
            config.roles.insert(name.value, roles);
        }
    }
}

fn levels(top: &mut TableReader<'_>, diagnostics: &Diagnostics) -> BTreeMap<String, Spanned<Severity>> {
    let mut levels = BTreeMap::new();
    let words = LEVELS.iter().map(|(word, _)| (*word).to_owned()).collect();
    for (name, value, span) in top.free_keys("check", ValueType::Word(words)) {
        let Some(word) = top.free_text(&name.value, value) else { continue };
        match LEVELS.iter().find(|(level, _)| *level == word.value) {
            // The place is the key's: that is what an unknown rule is reported at.
            Some((_, level)) => drop(levels.insert(name.value, Spanned { value: *level, span: name.span })),
            None => diagnostics.add(
                Reading::InvalidValue,
                span,
                message!("“{0}”不是级别", "`{0}` is not a level", word.value),
                message!("可用：deny, warn, note, allow", "use deny, warn, note or allow"),
            ),
        }
    }
    levels
}
