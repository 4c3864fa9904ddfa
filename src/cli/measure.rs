//! The measure that `mulu new policy --from` reads: of a document that prints several, the one that is asked for.

use std::collections::BTreeMap;
use std::path::Path;

use mulu_core::message;
use mulu_core::message::Lang;
use mulu_core::report::line;
use mulu_exchange::cite;
use mulu_exchange::measure::{Measure, measures};

use super::fail::Failure;
use super::prompt::{Question, needed, refused};
use super::{document, terminal};

/// Reads the document and finds the measure in it. `which` is its place among several, or a part of its title.
///
/// # Errors
/// When the document cannot be read, has no articles, or prints several measures and nobody says which is meant.
pub fn read(file: &Path, which: Option<&String>, lang: Lang) -> Result<Measure, Failure> {
    let name = line(&file.display().to_string());
    let bytes = document::bytes(file)?;
    let passage = cite::read(&name, &bytes).map_err(|why| Failure::Unknown(format!("{name}: {}", why.get(lang))))?;
    let mut found = measures(passage.text());
    if found.is_empty() {
        return Err(refused(&message!(
            "{name} 里没有条文（“第一条”或“一、”）：扫描件请先识别成文字",
            "{name} has no articles (第一条, or 一、): of a scan, recognise the text first"
        )));
    }
    if found.len() == 1 && which.is_none() {
        return Ok(found.remove(0));
    }
    let titles: Vec<String> = found.iter().enumerate().map(|(at, measure)| titled(at, measure)).collect();
    if which.is_none() {
        terminal::note(&titles.join("\n"));
    }
    let question = Question {
        zh: "文中有几件办法，要哪一件（序号或名称）",
        en: "the document prints several measures: which (its place or title)",
        option: "--measure",
    };
    let choose = |answer: &str| place(&found, answer).ok_or_else(|| titles.join("；"));
    let given = match which {
        Some(which) => Some(
            choose(which)
                .map_err(|known| refused(&message!("没有“{which}”：{known}", "there is no “{which}”: {known}")))?,
        ),
        None => None,
    };
    let at = needed(given, question, lang, choose)?;
    Ok(found.swap_remove(at))
}

fn titled(at: usize, measure: &Measure) -> String {
    let (place, count) = (at + 1, measure.articles.len());
    format!("{place} {}（{count}）", measure.title.as_deref().unwrap_or("—"))
}

/// The place of the one measure that an answer names.
fn place(found: &[Measure], answer: &str) -> Option<usize> {
    let answer = answer.trim().trim_matches(['《', '》']);
    if let Ok(nth) = answer.parse::<usize>() {
        return nth.checked_sub(1).filter(|at| *at < found.len());
    }
    let is_titled = |measure: &Measure| measure.title.as_ref().is_some_and(|title| title.contains(answer));
    let mut matching = found.iter().enumerate().filter(|(_, measure)| !answer.is_empty() && is_titled(measure));
    matching.next().map(|(at, _)| at).filter(|_| matching.next().is_none())
}

/// The facts of a policy that its text should give.
const FACTS: [&str; 6] = ["title", "number", "issuer", "jurisdiction", "issued", "effective"];

/// Says on standard error what was found, and what is left to a person.
pub fn remarks(measure: &Measure, given: &BTreeMap<&'static str, String>, lang: Lang) {
    let count = measure.articles.len();
    let summary = message!(
        "切出 {count} 条。待填：各条的 subject（现都写 procedure）、when、gate、mandates、requires，见文件开头的说明",
        "{count} articles were cut. To fill in: `subject` (now procedure), `when`, `gate`, `mandates` and `requires` of each clause; the head of the file says how"
    );
    terminal::note(summary.get(lang));
    let missing: Vec<&str> = FACTS.into_iter().filter(|key| !given.contains_key(key)).collect();
    if !missing.is_empty() {
        let missing = missing.join("、");
        let words = message!("- 文中没有、也没有写明：{missing}", "- neither in the text nor given: {missing}");
        terminal::note(words.get(lang));
    }
    for note in &measure.notes {
        terminal::note(&format!("- {}", note.get(lang)));
    }
}
