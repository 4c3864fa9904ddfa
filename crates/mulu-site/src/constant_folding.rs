//! Words that never change, put into the templates when these are read.
//!
//! Half of what a template says are the fixed words of its language, `{{ t.title }}`. To look each of them up, for each page anew,
//! took a tenth of the time of a build.

use std::collections::BTreeMap;

use mulu_core::slice::slice_lossy;

/// Whether words may be put into the templates of a theme: in none of them `t` is anything but the words, since what is included or
/// inherited sees what stands around it, and none shows tags as they are.
pub fn can_fold_constants<'t>(mut templates: impl Iterator<Item = &'t str>) -> bool {
    templates.all(|template| !tags(template).any(|(_, tag)| is_raw(tag) || has_own_t(tag)))
}

/// A template with the words of a language in place of `{{ t.word }}`, wherever that is the same for sure: a word that is changed
/// when it is escaped stays an expression.
pub fn fold_constants(template: &str, words: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut done = 0;
    for (at, tag) in tags(template) {
        let word =
            tag.strip_prefix("{{").and_then(|tag| tag.strip_suffix("}}")).and_then(|tag| tag.trim().strip_prefix("t."));
        if let Some(word) = word.and_then(|id| words.get(id)).filter(|word| is_plain(word)) {
            text.push_str(slice_lossy(template, done..at));
            text.push_str(word);
            done = at + tag.len();
        }
    }
    text.push_str(slice_lossy(template, done..));
    text
}

/// The tags of a template, each with its place: expressions, statements and comments.
fn tags(template: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = slice_lossy(template, from..);
        let (open, close) = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")]
            .into_iter()
            .filter_map(|(open, close)| Some((rest.find(open)?, close)))
            .min_by_key(|(at, _)| *at)?;
        let length = slice_lossy(rest, open..).find(close)? + close.len();
        let at = from + open;
        from = at + length;
        Some((at, slice_lossy(template, at..from)))
    })
}

/// Whether a tag begins a stretch that is shown as it is.
fn is_raw(tag: &str) -> bool {
    tag.trim_start_matches(['{', '%', '-', ' ', '\t', '\n', '\r']).starts_with("raw")
}

/// Whether a tag speaks of `t` in another way than asking it for a word: `{% for t in topics %}`.
fn has_own_t(tag: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    tag.match_indices('t').any(|(at, _)| {
        let before = slice_lossy(tag, ..at).chars().next_back();
        let after = slice_lossy(tag, at + 1..).chars().next();
        let whole = !before.is_some_and(|c| is_name(c) || c == '.') && !after.is_some_and(is_name);
        whole && !after.is_some_and(|c| matches!(c, '.' | '['))
    })
}

/// Whether a word stands in a template as it stands on the page: nothing in it is escaped, read as a tag, or trimmed.
fn is_plain(word: &str) -> bool {
    !word.is_empty()
        && word.trim() == word
        && !word.contains(|c: char| c.is_control() || matches!(c, '<' | '>' | '&' | '"' | '\'' | '{' | '}'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{can_fold_constants, fold_constants};

    fn put(template: &str) -> String {
        let words = [("status", "状态"), ("odd", "R&D"), ("wide", " wide "), ("tag", "{{ x }}"), ("none", "")];
        let words: BTreeMap<_, _> = words.map(|(id, word)| (id.to_owned(), word.to_owned())).into_iter().collect();
        fold_constants(template, &words)
    }

    #[test]
    fn a_word_is_put_where_it_is_asked_for() {
        assert_eq!(put("<h2>{{ t.status }}</h2>{{t.status}}{{ x }}"), "<h2>状态</h2>状态{{ x }}");
    }

    #[test]
    fn what_would_not_be_the_same_stays() {
        for template in [
            "{{ t.odd }}{{ t.wide }}{{ t.tag }}{{ t.none }}{{ t.missing }}",
            "{{- t.status }}{{ t.status | upper }}{{ t[\"status\"] }}{{ not.status }}",
            "{# {{ t.status }} #}{% if t.status %}{% endif %}",
            "{{ t.status",
        ] {
            assert_eq!(put(template), template);
        }
    }

    #[test]
    fn a_theme_that_means_something_else_by_t_keeps_its_templates() {
        for template in [
            "{% raw %}{{ t.status }}{% endraw %}",
            "{% for t in topics %}{% include \"row.html\" %}{% endfor %}",
            "{% set t = topic %}",
            "{% component topic(t) %}{% endcomponent topic %}",
        ] {
            assert!(!can_fold_constants(["{{ t.status }}", template].into_iter()), "{template}");
        }
        assert!(can_fold_constants(
            ["{{ t.status }}", "{% for s in t.list %}{{ s.t }} {{ t[\"a\" ~ s.at] }}{% endfor %}"].into_iter()
        ));
    }
}
