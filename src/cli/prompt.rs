//! What was not given is asked for, where a person is there to answer: a wrong answer is asked again, and nothing typed is lost.

use mulu_core::day::Day;
use mulu_core::message::{Lang, Message};
use mulu_core::vocabulary::Vocabulary;
use mulu_exchange::typed_day;

use super::fail::Failure;
use super::terminal;

/// A day as people type it: `2026-11-25`, `2026.11.25`, `2026年11月25日`, also in full-width digits.
///
/// # Errors
/// Why it names no day.
pub fn day(text: &str) -> Result<Day, String> {
    typed_day(text).map_err(|why| format!("{} · {}", why.zh, why.en))
}

/// A word of a closed list, by its id or by what it is called.
///
/// # Errors
/// What the words are.
pub fn word<V: Vocabulary>(text: &str) -> Result<V, String> {
    let text = text.trim();
    let called = |words: &[&str]| words.contains(&text);
    let by_name = V::CELLS.iter().find(|(_, words)| called(words)).and_then(|(id, _)| V::from_id(id));
    let by_phrase = || V::WORDS.iter().find(|(_, word)| word.phrase().zh == text).map(|(_, word)| *word);
    V::from_id(text).or(by_name).or_else(by_phrase).ok_or_else(|| {
        let words = V::WORDS.iter().map(|(id, word)| format!("{id} {}", word.phrase().zh));
        words.collect::<Vec<_>>().join("、")
    })
}

/// What is asked when something was not given, and the option that would have given it.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// In Chinese.
    pub zh: &'q str,
    /// In English.
    pub en: &'q str,
    /// `--reason`.
    pub option: &'q str,
}

/// The answer that was given, else the one that whoever sits at the terminal gives.
///
/// # Errors
/// When neither is there.
pub fn needed<T>(
    given: Option<T>,
    question: Question<'_>,
    lang: Lang,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Failure> {
    if let Some(given) = given {
        return Ok(given);
    }
    loop {
        let asked = if lang == Lang::Zh { question.zh } else { question.en };
        let Some(answer) = terminal::ask(asked)? else {
            let option = question.option;
            let (zh, en) = (question.zh, question.en);
            return Err(Failure::Unknown(format!("缺少 {option}（{zh}）· {option} is missing: {en}")));
        };
        match read(&answer) {
            Ok(answer) => return Ok(answer),
            Err(why) => terminal::note(&why),
        }
    }
}

/// What may be given: asked for once more where it cannot be read; none where the answer is empty, or nobody is there.
///
/// # Errors
/// When the terminal cannot be read.
pub fn offered<T>(
    question: &Message,
    lang: Lang,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Failure> {
    while let Some(answer) = terminal::ask(question.get(lang))? {
        match read(&answer) {
            Ok(answer) => return Ok(Some(answer)),
            Err(why) => terminal::note(&why),
        }
    }
    Ok(None)
}

/// A text that must be there.
///
/// # Errors
/// As [`needed`].
pub fn text(given: Option<&String>, question: Question<'_>, lang: Lang) -> Result<String, Failure> {
    let given = given.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    needed(given, question, lang, |answer| Ok(answer.to_owned()))
}

/// A sentence in both languages, as what stops the command.
pub fn refused(words: &Message) -> Failure {
    Failure::Unknown(format!("{} · {}", words.zh, words.en))
}
