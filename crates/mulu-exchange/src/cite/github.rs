//! Citations as GitHub annotations: what is not in force, one line each.

use mulu_core::message::Lang;
use mulu_core::report::Annotation;

use super::Citation;
use super::sarif::message;

/// The annotations. A state that fails the run is an error; replaced and withdrawn are warnings, the others notices.
#[must_use]
pub fn github<'c>(citations: impl IntoIterator<Item = &'c Citation>, failing: &[&str], lang: Lang) -> String {
    let mut text = String::new();
    for citation in citations {
        let state = citation.state();
        let level = match state {
            "current" | "known" => continue,
            _ if failing.contains(&state) => "error",
            "replaced" | "withdrawn" => "warning",
            _ => "notice",
        };
        let part = citation.part.as_ref().map(|part| format!(" #{part}")).unwrap_or_default();
        let annotation = Annotation {
            level,
            file: &citation.file,
            from: (citation.line, citation.column),
            to: citation.end,
            title: &format!("cites-{state}{part}"),
            message: &message(citation, lang),
        };
        text.push_str(&annotation.command());
        text.push('\n');
    }
    text
}
