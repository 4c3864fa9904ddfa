//! Findings for a person: the line, a caret under the value, the other place that makes it wrong, the remedy, the clause.

use std::fmt::Write as _;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};

use crate::finding::{Finding, Severity};
use crate::message::{Lang, counted};
use crate::model::Place;
use crate::printable::line as on_one_line;
use crate::slice::slice_lossy;

use super::plain_snippets::{PlainFinding, PlainSnippet};
use super::texts::SourceText;
use super::{Report, SeverityCounts, Texts};

/// How many other places a finding shows; the rest are counted.
const SHOWN: usize = 3;

/// The longest line that is shown whole, in bytes. A hostile file may be one line of a megabyte.
const LONGEST: usize = 400;

/// Writes the report for a person.
///
/// # Errors
/// When the output cannot be written.
pub fn text(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    findings_text(report, out)?;
    summary_text(report, report.counts(), out)
}

/// Writes the findings of a report for a person, and not what it ends with: it may go on with others.
///
/// # Errors
/// When the output cannot be written.
pub fn findings_text(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if report.colour { Renderer::styled() } else { Renderer::plain() };
    let texts = Texts::new(report.registry);
    for (_, finding) in report.new_findings() {
        writeln!(out, "{}\n", render(report, &texts, &renderer, finding))?;
    }
    Ok(())
}

/// Writes what a report for a person ends with, which found so many.
///
/// # Errors
/// When the output cannot be written.
pub fn summary_text(report: &Report<'_>, counts: SeverityCounts, out: &mut dyn Write) -> io::Result<()> {
    for stale in report.stale() {
        writeln!(out, "{}", on_one_line(report.stale_words(stale).get(report.lang)))?;
    }
    writeln!(out, "{}", report.summary(counts))
}

fn render(report: &Report<'_>, texts: &Texts<'_>, renderer: &Renderer, finding: &Finding) -> String {
    let places = shown_places(finding, report.lang);
    let loaded: Vec<std::rc::Rc<SourceText>> = places.iter().map(|(place, _)| texts.around(*place)).collect();
    let excerpts: Vec<Excerpt<'_>> =
        places.iter().zip(&loaded).map(|((place, _), text)| Excerpt::of(text, *place)).collect();
    let plain = if report.colour { None } else { plain(report, finding, &places, &excerpts) };
    plain.unwrap_or_else(|| laid_out(report, renderer, finding, (&places, &excerpts)))
}

/// The finding as the renderer of snippets writes it.
fn laid_out(
    report: &Report<'_>,
    renderer: &Renderer,
    finding: &Finding,
    (places, excerpts): (&[ShownPlace<'_>], &[Excerpt<'_>]),
) -> String {
    let lang = report.lang;
    let level = match finding.level {
        Severity::Deny => Title::ERROR,
        Severity::Warn => Title::WARNING,
        Severity::Note | Severity::Allow => Title::NOTE,
    };
    let level = level.with_name(level_word(finding.level, lang));
    let mut group = Group::with_title(level.primary_title(on_one_line(finding.message.get(lang))).id(finding.rule));
    for (at, ((place, message), excerpt)) in places.iter().zip(excerpts).enumerate() {
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mut annotation = kind.span(excerpt.range.clone());
        if let Some(message) = message {
            annotation = annotation.label(on_one_line(message));
        }
        let path = on_one_line(report.registry.path(place.file));
        let snippet = Snippet::source(excerpt.line).line_start(excerpt.number).path(path).fold(false);
        group = group.element(snippet.annotation(annotation));
    }
    let mut help = on_one_line(finding.help.get(lang));
    if let Some(more) = finding.related.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = match lang {
            Lang::Zh => write!(help, "\n另有 {more} 处"),
            Lang::En => write!(help, "\nand {} more", counted(more, "place", "places")),
        };
    }
    group = group.element(Title::HELP.with_name(help_word(lang)).message(help));
    if let Some(clause) = &finding.clause {
        let words = on_one_line(&clause_words(report, clause));
        group = group.element(Title::NOTE.with_name(clause_word(lang)).message(words));
    }
    renderer.render(&[group])
}

/// The finding as the renderer would write it, where all of it is plain.
fn plain(
    report: &Report<'_>,
    finding: &Finding,
    places: &[ShownPlace<'_>],
    excerpts: &[Excerpt<'_>],
) -> Option<String> {
    if finding.related.len() > SHOWN {
        return None;
    }
    let lang = report.lang;
    let snippets = places.iter().zip(excerpts).map(|((place, label), excerpt)| PlainSnippet {
        path: report.registry.path(place.file),
        number: excerpt.number,
        line: excerpt.line,
        range: excerpt.range.clone(),
        label: *label,
    });
    let clause = finding.clause.as_ref().map(|clause| clause_words(report, clause));
    let mut notes = vec![(help_word(lang), finding.help.get(lang))];
    notes.extend(clause.as_deref().map(|clause| (clause_word(lang), clause)));
    let (level, message) = (level_word(finding.level, lang), finding.message.get(lang));
    PlainFinding { level, rule: finding.rule, message, snippets: snippets.collect(), notes }.text()
}

/// What a level is called before a finding.
fn level_word(level: Severity, lang: Lang) -> &'static str {
    match (level, lang) {
        (Severity::Deny, Lang::Zh) => "错误",
        (Severity::Deny, Lang::En) => "error",
        (Severity::Warn, Lang::Zh) => "警告",
        (Severity::Warn, Lang::En) => "warning",
        (Severity::Note | Severity::Allow, Lang::Zh) => "提示",
        (Severity::Note | Severity::Allow, Lang::En) => "note",
    }
}

fn help_word(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "办法" } else { "help" }
}

fn clause_word(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "依据" } else { "clause" }
}

fn clause_words(report: &Report<'_>, reference: &str) -> String {
    let found = report.registry.clause(reference);
    let title = found.and_then(|found| {
        let title = found.policy.title.as_ref()?;
        let id = found.clause.id.as_ref()?;
        Some(match report.lang {
            Lang::Zh => format!("《{}》第 {} 条", title.value, id.value),
            Lang::En => {
                let title = found.policy.title_en.as_ref().unwrap_or(title);
                format!("{}, article {}", title.value, id.value)
            }
        })
    });
    title.map_or_else(|| reference.to_owned(), |title| format!("{title} ({reference})"))
}

/// A place, and what it says to the finding, where it is not the finding's own.
type ShownPlace<'f> = (Place, Option<&'f str>);

fn shown_places(finding: &Finding, lang: Lang) -> Vec<ShownPlace<'_>> {
    let mut places = vec![(finding.place, None)];
    places.extend(finding.related.iter().take(SHOWN).map(|related| (related.place, Some(related.message.get(lang)))));
    places
}

/// One line of a file, and the range in it that is meant.
struct Excerpt<'t> {
    line: &'t str,
    number: usize,
    range: std::ops::Range<usize>,
}

impl<'t> Excerpt<'t> {
    fn of(text: &'t SourceText, place: Place) -> Self {
        let at = text.position(place.span);
        let line = text.line(at.line);
        let offset = |byte: u32| {
            let byte = text.text.floor_char_boundary(byte as usize);
            byte.saturating_sub(text.line_start(at.line)).min(line.len())
        };
        let start = offset(place.span.start);
        let end = if at.end_line == at.line { offset(place.span.end.max(place.span.start)) } else { line.len() };
        if line.len() <= LONGEST {
            return Excerpt { line, number: at.line, range: start..end.max(start) };
        }
        let from = line.floor_char_boundary(start.saturating_sub(LONGEST / 4));
        let to = line.floor_char_boundary(from + LONGEST);
        let clamp = |at: usize| at.clamp(from, to) - from;
        Excerpt { line: slice_lossy(line, from..to), number: at.line, range: clamp(start)..clamp(end.max(start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, laid_out, plain, shown_places};
    use crate::check::{RuleDocument, check, rules};
    use crate::message::Lang;
    use crate::registry::Registry;
    use crate::report::{Report, Texts};
    use crate::source::Memory;

    /// Whichever way the examples of all rules are written, they are written alike.
    #[test]
    fn what_is_plain_is_written_as_the_renderer_writes_it() {
        let (mut plain_ones, mut all) = (0, 0);
        let renderer = annotate_snippets::Renderer::plain();
        for example in rules().flat_map(|rule| RuleDocument::parse(rule.document).examples) {
            let files = example.files.into_iter().filter(|(path, _)| !path.contains(':'));
            let registry = Registry::load(&Memory::new(files.map(|(path, text)| (path, text.into_bytes()))));
            let (registry, day) = (registry.expect("memory can be read"), example.day.parse().expect("a day"));
            let (findings, texts) = (check(&registry, day), Texts::new(&registry));
            for (finding, lang) in findings.iter().flat_map(|finding| [(finding, Lang::Zh), (finding, Lang::En)]) {
                let (registry, findings, fingerprints) = (&registry, &findings[..], &[][..]);
                let (revision, baseline, prefix, colour) = (None, None, "", false);
                let report = Report { registry, day, revision, findings, fingerprints, baseline, prefix, lang, colour };
                let places = shown_places(finding, lang);
                let loaded: Vec<_> = places.iter().map(|(place, _)| texts.around(*place)).collect();
                let excerpts: Vec<Excerpt<'_>> =
                    places.iter().zip(&loaded).map(|((place, _), text)| Excerpt::of(text, *place)).collect();
                all += 1;
                if let Some(text) = plain(&report, finding, &places, &excerpts) {
                    assert_eq!(text, laid_out(&report, &renderer, finding, (&places, &excerpts)));
                    plain_ones += 1;
                }
            }
        }
        assert!(plain_ones > 200 && plain_ones * 2 > all, "{plain_ones} of {all}");
    }
}
