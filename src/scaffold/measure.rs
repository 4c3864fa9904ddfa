//! The record of a policy, cut from the text of its measure: its clauses have their words, and blanks for what a person must read out
//! of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mulu_core::edit::{checked_id, toml_string};
use mulu_core::message::{Lang, Message};
use mulu_core::model::Kind;
use mulu_core::number::{Grammar, contains, regions};
use mulu_core::schema::about;
use mulu_exchange::cite::numbers;
use mulu_exchange::measure::{Article, Measure};

use super::record::ScaffoldError;

/// The keys of a clause that its words do not give: each stands as a blank in a comment.
const BLANKS: [(&str, &str); 5] =
    [("when", "''"), ("gate", "\"\""), ("requires", "[]"), ("approved_by", "\"\""), ("enforced_by", "[]")];

/// The facts that a measure's text gives, as TOML by key.
#[must_use]
pub fn facts(measure: &Measure) -> BTreeMap<&'static str, String> {
    let texts = [("title", &measure.title), ("number", &measure.number), ("issuer", &measure.issuer)];
    let days = [("issued", measure.issued), ("effective", measure.effective), ("expires", measure.expires)];
    let texts = texts.into_iter().filter_map(|(key, text)| Some((key, toml_string(text.as_deref()?))));
    let days = days.into_iter().filter_map(|(key, day)| Some((key, day?.to_string())));
    texts.chain(days).collect()
}

/// The government whose measure it is, by the name of the place that its issuer or title begins with. The tables have no counties
/// and no districts: of one, the registry's `own` code is taken where it lies in the city that the name begins with.
#[must_use]
pub fn jurisdiction(measure: &Measure, own: Option<&str>) -> Option<String> {
    let names = [&measure.issuer, &measure.title];
    names.into_iter().flatten().find_map(|name| {
        let (found, rest) = regions()
            .iter()
            .filter(|region| region.current)
            .filter_map(|region| Some((region, name.strip_prefix(region.name)?)))
            .max_by_key(|(region, _)| region.name.len())?;
        let place: String = rest.chars().take(8).take_while(|ch| !matches!(ch, '政' | '人' | '电')).collect();
        let goes_on = place.chars().skip(1).any(|ch| matches!(ch, '市' | '区' | '县' | '州' | '旗' | '盟'));
        if goes_on {
            return own.filter(|own| contains(found.code, own) && *own != found.code).map(str::to_owned);
        }
        Some(found.code.to_owned())
    })
}

/// The path and the text of the record. `given` holds values as TOML, by key; `with_items` makes clauses of items, too.
///
/// # Errors
/// When the id cannot be a file's name.
pub fn new_measure(
    id: &str,
    measure: &Measure,
    given: &BTreeMap<&str, String>,
    (from, grammar, lang): (&str, &Grammar, Lang),
    with_items: bool,
) -> Result<(String, String), ScaffoldError> {
    let path = Kind::Policy.path(checked_id(id)?);
    let mut text = String::from("+++\n");
    for line in opening(from, measure) {
        let _ = writeln!(text, "# {}", one_line(line.get(lang)));
    }
    let keys = [
        "title",
        "title_en",
        "number",
        "issuer",
        "jurisdiction",
        "reach",
        "when",
        "issued",
        "effective",
        "expires",
        "source",
    ];
    for key in keys {
        let comment = remark(&format!("policy.{key}"), lang);
        match given.get(key) {
            Some(value) => writeln!(text, "{key} = {value}"),
            None => writeln!(text, "# {key} = {}{comment}", blank(key)),
        }
        .ok();
    }
    let _ = writeln!(text, "\n# [organs]{}\n# approves = \"\"", remark("policy.organs", lang));
    for (nth, article) in measure.articles.iter().flat_map(|article| clauses(article, with_items)).enumerate() {
        for heading in &article.headings {
            let _ = write!(text, "\n# {}", one_line(heading));
        }
        if !article.headings.is_empty() {
            text.push('\n');
        }
        clause(&mut text, &article, grammar, (nth == 0).then_some(lang));
    }
    text.push_str("+++\n");
    Ok((path, text))
}

/// What of an article is a clause: all of it, or its items each for itself.
fn clauses(article: &Article, with_items: bool) -> Vec<Article> {
    if with_items { article.parts() } else { vec![article.clone()] }
}

/// What the file says of itself at its head.
fn opening(from: &str, measure: &Measure) -> Vec<Message> {
    let count = measure.articles.len();
    let mut lines = vec![
        Message {
            zh: format!("由 {from} 切分，{count} 条；条文照录原文的文字和标点，只去掉排版的空格。"),
            en: format!("Cut from {from}, {count} articles; the words are the text's own, without the blanks of layout."),
        },
        Message {
            zh: "待填：每条约束谁（subject，现都写 procedure，即不约束项目和单位），以及何时适用（when）、哪一关前满足（gate）、要求执行的标准（mandates）和证明（requires）。不作要求的条可以删去。".to_owned(),
            en: "To fill in: whom each clause binds (`subject`, now `procedure`, which binds no project and no agency), when (`when`), by which gate (`gate`), with which standards (`mandates`) and papers (`requires`). Clauses that ask for nothing may be deleted.".to_owned(),
        },
    ];
    lines.extend(measure.notes.iter().cloned());
    lines
}

fn clause(text: &mut String, article: &Article, grammar: &Grammar, remarks: Option<Lang>) {
    let words = article.text();
    let _ = writeln!(text, "\n[[clause]]\nid = {}\ntext = {}", toml_string(&article.id), words_as_toml(&words));
    let remark = |key: &str| remarks.map_or_else(String::new, |lang| remark(&format!("policy.clause.{key}"), lang));
    let _ = writeln!(text, "subject = \"procedure\"{}", remark("subject"));
    let mut cited: Vec<String> =
        numbers(grammar, &words).iter().map(|found| toml_string(found.number.canonical())).collect();
    cited.dedup();
    if !cited.is_empty() {
        let _ = writeln!(text, "# mandates = [{}]", cited.join(", "));
    }
    for (key, value) in BLANKS {
        let _ = writeln!(text, "# {key} = {value}{}", remark(key));
    }
}

/// Words of one line as a string, of several as one that shows its lines.
fn words_as_toml(words: &str) -> String {
    if !words.contains('\n') {
        return toml_string(words);
    }
    let lines = words.lines().map(|line| {
        let quoted = toml_string(line);
        quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map_or(quoted.clone(), str::to_owned)
    });
    format!("\"\"\"\n{}\"\"\"", lines.collect::<Vec<_>>().join("\n"))
}

fn blank(key: &str) -> &'static str {
    match key {
        "issued" | "effective" | "expires" => "YYYY-MM-DD",
        "when" => "''",
        "source" => "[{ url = \"\" }]",
        _ => "\"\"",
    }
}

/// What a key means, behind its value.
fn remark(path: &str, lang: Lang) -> String {
    about(path).map_or_else(String::new, |(zh, en)| format!("  # {}", if lang == Lang::Zh { zh } else { en }))
}

/// A comment ends with its line.
fn one_line(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_control()).collect()
}
