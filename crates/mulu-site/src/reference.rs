//! A standard as a reference: in the form of GB/T 7714, as BibTeX, as RIS. What is not in the record is left out, not guessed.

use std::fmt::Write as _;
use std::ops::Range;

use serde_json::{Value, json};

use mulu_core::config::Config;
use mulu_core::day::Day;
use mulu_core::model::{Spanned, Standard};
use mulu_core::registry::Registry;

use mulu_core::address;

/// A reference in the form of GB/T 7714: responsible body, title, number, and `[S]` for a standard; place and publisher of the
/// printed text where the record has them, without the year of print, which no record has.
#[must_use]
pub fn gb_t_7714(record: &Standard) -> String {
    let issuer = issuers(record).join(", ");
    let issuer = if issuer.is_empty() { issuer } else { format!("{issuer}. ") };
    let title = record.title.as_ref().map_or("", |title| title.value.as_str());
    let number = record.number.as_ref().map(|cited| format!(": {}", cited.number.printed())).unwrap_or_default();
    format!("{issuer}{title}{number}[S].{}", imprint(record))
}

/// ` 北京: 中国标准出版社.`; where one of both is not known, that is said as 8.4 of GB/T 7714—2015 has it; nothing where neither is.
fn imprint(record: &Standard) -> String {
    match (publisher(record), place(record)) {
        (None, None) => String::new(),
        (publisher, place) => {
            format!(" {}: {}.", place.unwrap_or("[出版地不详]"), publisher.unwrap_or("[出版者不详]"))
        }
    }
}

fn publisher(record: &Standard) -> Option<&str> {
    said(record.publisher.as_deref())
}

fn place(record: &Standard) -> Option<&str> {
    said(record.place.as_deref())
}

fn said(value: Option<&Spanned<String>>) -> Option<&str> {
    value.map(|value| value.value.trim()).filter(|value| !value.is_empty())
}

/// Some standards of a registry, by their places, as they stand in the file of all, in the order of their files.
#[must_use]
pub fn bibliography(
    registry: &Registry,
    places: Range<usize>,
    reference: fn(&Standard, Option<&str>) -> String,
) -> String {
    let site_url = registry.config.site_url.as_deref();
    let mut text = String::new();
    for place in places {
        // An empty line parts each from the one before it.
        if place > 0 {
            text.push('\n');
        }
        let record = &registry.standards[place];
        text.push_str(&reference(record, site_url.map(|url| page(url, record)).as_deref()));
    }
    text
}

/// The address of a standard's page.
#[must_use]
pub fn page(site_url: &str, record: &Standard) -> String {
    address::ascii(&format!("{site_url}{}", address::standard(&record.id)))
}

/// An entry of BibTeX: `@standard`, which GB/T 7714's styles know and others take for `@misc`.
#[must_use]
pub fn bibtex(record: &Standard, url: Option<&str>) -> String {
    let mut entry = format!("@standard{{{},\n", key(&record.id));
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(entry, "  {name} = {{{value}}},");
    };
    let issuers: Vec<String> = issuers(record).iter().map(|issuer| format!("{{{}}}", tex(issuer))).collect();
    if !issuers.is_empty() {
        field("author", &issuers.join(" and "));
    }
    field("title", &tex(record.title.as_ref().map_or(record.name(), |title| &title.value)));
    if let Some(cited) = &record.number {
        field("number", &tex(cited.number.canonical()));
    }
    if let Some(issued) = &record.issued {
        field("year", &issued.value.year().to_string());
        field("month", &issued.value.month().to_string());
    }
    for (name, value) in [("publisher", publisher(record)), ("address", place(record))] {
        value.into_iter().for_each(|value| field(name, &tex(value)));
    }
    if record.title.is_some() {
        field("langid", "chinese");
    }
    if let Some(url) = url {
        field("url", &url.replace(['{', '}', '\\'], ""));
    }
    entry.push_str("}\n");
    entry
}

/// An entry of RIS, type `STAND`. Lines end in `\n`; a file of its own must have `\r\n`.
#[must_use]
pub fn ris(record: &Standard, url: Option<&str>) -> String {
    let mut entry = String::from("TY  - STAND\n");
    let mut field = |tag: &str, value: &str| {
        let _ = writeln!(entry, "{tag}  - {}", line(value));
    };
    field("ID", &key(&record.id));
    for issuer in issuers(record) {
        field("AU", issuer);
    }
    field("TI", record.title.as_ref().map_or(record.name(), |title| &title.value));
    if let Some(title_en) = &record.title_en {
        field("TT", &title_en.value);
    }
    if let Some(cited) = &record.number {
        field("SN", cited.number.canonical());
    }
    if let Some(issued) = &record.issued {
        let day = issued.value;
        field("PY", &day.year().to_string());
        field("DA", &format!("{}/", day.to_string().replace('-', "/")));
    }
    for (tag, value) in [("PB", publisher(record)), ("CY", place(record))] {
        value.into_iter().for_each(|value| field(tag, value));
    }
    for keyword in &record.keywords {
        field("KW", &keyword.value);
    }
    if let Some(url) = url {
        field("UR", url);
    }
    entry.push_str("ER  - \n");
    entry
}

/// The registry's own standards as CSL-JSON, which Zotero, Pandoc and citeproc read, in the order of their files.
#[must_use]
pub fn csl(registry: &Registry) -> Value {
    let site_url = registry.config.site_url.as_deref();
    registry
        .own_of(&registry.standards)
        .iter()
        .map(|record| csl_item(record, site_url.map(|url| page(url, record))))
        .collect()
}

fn csl_item(record: &Standard, url: Option<String>) -> Value {
    let issuers: Vec<Value> = issuers(record).iter().map(|issuer| json!({ "literal": line(issuer) })).collect();
    let title = record.title.as_ref().map_or(record.name(), |title| &title.value);
    let mut item = json!({ "id": key(&record.id), "type": "standard", "title": line(title) });
    let mut put = |key: &str, value: Option<Value>| {
        if let (Some(item), Some(value)) = (item.as_object_mut(), value) {
            item.insert(key.to_owned(), value);
        }
    };
    put("author", (!issuers.is_empty()).then_some(Value::Array(issuers)));
    put("number", record.number.as_ref().map(|cited| json!(cited.number.canonical())));
    put(
        "issued",
        record.issued.as_ref().map(|issued| {
            let day = issued.value;
            json!({ "date-parts": [[day.year(), day.month(), day.day_of_month()]] })
        }),
    );
    put("publisher", publisher(record).map(|publisher| json!(line(publisher))));
    put("publisher-place", place(record).map(|place| json!(line(place))));
    put("language", record.title.is_some().then(|| json!("zh-CN")));
    let keywords: Vec<String> = record.keywords.iter().map(|keyword| line(&keyword.value)).collect();
    put("keyword", (!keywords.is_empty()).then(|| json!(keywords.join(", "))));
    put("URL", url.map(|url| json!(url)));
    item
}

/// The bodies that issued a standard: records name several apart by `、`.
fn issuers(record: &Standard) -> Vec<&str> {
    let names = record.issuer.as_ref().map_or("", |issuer| issuer.value.as_str());
    names.split('、').map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// What a citation is called by: letters, digits and `._-` of the record's id, others as `-`.
#[must_use]
pub fn key(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect()
}

/// A text on one line: line breaks and other control characters would end the field.
fn line(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c });
    spaced.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text for TeX: its special characters escaped, its braces named, since BibTeX counts even escaped ones.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '$' | '&' | '#' | '%' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// The catalogue as a whole on a day, in the form of GB/T 7714: a database on the web.
#[must_use]
pub fn of_catalogue(config: &Config, day: Day) -> String {
    let authors = if config.authors.is_empty() { String::new() } else { format!("{}. ", config.authors.join(", ")) };
    let address = config.site_url.as_ref().map(|url| format!(" {}.", address::ascii(url))).unwrap_or_default();
    format!("{authors}{}[DB/OL]. ({day})[{day}].{address}", config.title)
}

/// The catalogue as a whole on a day, as BibTeX.
#[must_use]
pub fn catalogue_bibtex(config: &Config, day: Day) -> String {
    let authors: Vec<String> = config.authors.iter().map(|author| format!("{{{}}}", tex(author))).collect();
    let mut entry = format!("@misc{{mulu-{day},\n  title = {{{}}},\n", tex(&config.title));
    if !authors.is_empty() {
        let _ = writeln!(entry, "  author = {{{}}},", authors.join(" and "));
    }
    if let Some(url) = &config.site_url {
        let _ = writeln!(entry, "  url = {{{}}},", address::ascii(url).replace(['{', '}', '\\'], ""));
    }
    let _ = writeln!(entry, "  year = {{{}}},\n  urldate = {{{day}}},\n}}", day.year());
    entry
}

#[cfg(test)]
mod tests {
    use mulu_core::registry::Registry;
    use mulu_core::source::Memory;
    use serde_json::json;

    use super::{csl, gb_t_7714};

    fn cited(keys: &str) -> (String, serde_json::Value) {
        let record = format!("+++\nnumber = \"GB/T 1-2020\"\ntitle = \"名称\"\n{keys}+++\n");
        let files = [("book.toml", String::new()), ("standards/national/gb-t-1-2020.md", record)];
        let source = Memory::new(files.map(|(path, text)| (path.to_owned(), text.into_bytes())));
        let registry = Registry::load(&source).expect("a registry");
        (gb_t_7714(&registry.standards[0]), csl(&registry)[0].clone())
    }

    /// Publisher and place are the record's or are left out; who issued a standard did not print it.
    #[test]
    fn nothing_is_cited_that_the_record_does_not_say() {
        let issuer = "issuer = \"甲、乙\"\nissued = 2020-01-01\n";
        let with = |more: &str| cited(&format!("{issuer}{more}"));
        let (text, item) = with("");
        assert_eq!(text, "甲, 乙. 名称: GB/T 1—2020[S].");
        assert!(item.get("publisher").is_none() && item.get("publisher-place").is_none(), "{item}");
        let (text, item) = with("publisher = \"中国标准出版社\"\nplace = \"北京\"\n");
        assert_eq!(text, "甲, 乙. 名称: GB/T 1—2020[S]. 北京: 中国标准出版社.");
        assert_eq!((&item["publisher"], &item["publisher-place"]), (&json!("中国标准出版社"), &json!("北京")));
        assert_eq!(with("place = \"北京\"\n").0, "甲, 乙. 名称: GB/T 1—2020[S]. 北京: [出版者不详].");
        assert_eq!(
            with("publisher = \"中国标准出版社\"\n").0,
            "甲, 乙. 名称: GB/T 1—2020[S]. [出版地不详]: 中国标准出版社."
        );
    }
}
