//! One language of the site: its translations.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use mulu_core::limits::TRANSLATION_DEEP;
use mulu_core::message::Lang;

use super::SiteError;
use super::bounds::too_deep;
use super::theme::Theme;

/// The translations of one language.
#[derive(Clone)]
pub struct Translations {
    /// Which language.
    pub lang: Lang,
    /// Every message without arguments, by its id with `_` for `-`: what templates know as `t`.
    pub fixed: BTreeMap<String, String>,
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl Translations {
    /// The translations of a language from a theme.
    ///
    /// # Errors
    /// When the theme has no translation of the language, or it is not Fluent.
    pub fn new(theme: &Theme, lang: Lang) -> Result<Translations, SiteError> {
        let tag = lang.tag();
        let fault = |what: &str| SiteError::Theme(format!("site/i18n/{tag}.ftl: {what}"));
        let text = theme.messages.get(tag).ok_or_else(|| fault("文件缺失 · the file is missing"))?;
        if let Some(line) = too_deep(text) {
            return Err(fault(&format!(
                "第 {line} 行的花括号嵌套超过 {TRANSLATION_DEEP} 层 · the braces on line {line} nest deeper than {TRANSLATION_DEEP}"
            )));
        }
        let resource = FluentResource::try_new(text.clone()).map_err(|(_, errors)| {
            let first = errors.first().map(ToString::to_string).unwrap_or_default();
            fault(&format!("不合 Fluent 语法 · not Fluent: {first}"))
        })?;
        let ids: Vec<String> = message_ids(text).map(str::to_owned).collect();
        let language = tag.parse().map_err(|_| fault("unknown language tag"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks that isolate arguments are invisible, but get into copied text and searches.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| {
            let first = errors.first().map(ToString::to_string).unwrap_or_default();
            fault(&format!("消息重复 · a message twice: {first}"))
        })?;
        let mut translations = Translations { lang, fixed: BTreeMap::new(), bundle: Arc::new(bundle) };
        for id in ids {
            if let Ok(text) = translations.format(&id, None) {
                translations.fixed.insert(id.replace('-', "_"), text);
            }
        }
        Ok(translations)
    }

    /// A message without arguments, by its id with `-` or `_`; the id itself where there is none, so that a missing
    /// translation is seen and nothing else is lost.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        self.fixed.get(&id.replace('-', "_")).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// A message with arguments.
    #[must_use]
    pub fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            match value {
                Arg::Text(text) => fluent.set(*name, FluentValue::from(*text)),
                Arg::Number(number) => fluent.set(*name, FluentValue::from(*number)),
            }
        }
        self.format(id, Some(&fluent)).unwrap_or_else(|_| id.to_owned())
    }

    /// Formats a message.
    ///
    /// # Errors
    /// When there is no such message, or an argument is missing: what is wrong.
    pub fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Result<String, String> {
        let message = self.bundle.get_message(id).and_then(|message| message.value());
        let pattern = message.ok_or_else(|| format!("site/i18n/{}.ftl has no message `{id}`", self.lang.tag()))?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(format!("{id}: {error}")),
        }
    }
}

/// The ids of a translation's messages: in Fluent a message begins its line, and nothing else begins with a letter.
pub fn message_ids(text: &str) -> impl Iterator<Item = &str> {
    let messages = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
    messages.filter_map(|line| line.split_once('=')).map(|(id, _)| id.trim())
}

/// An argument of a message.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A text.
    Text(&'a str),
    /// A count.
    Number(i64),
}

#[cfg(test)]
mod tests {
    use mulu_core::audit::Verdict;
    use mulu_core::day::Status;
    use mulu_core::message::Lang;
    use mulu_core::model::{
        Conclusion, ConformanceStatus, DocumentForm, Listing, PolicyScope, Progress, Stage, Subject,
    };
    use mulu_core::number::{Level, Nature};
    use mulu_core::registry::Force;
    use mulu_core::vocabulary::Vocabulary;

    use super::Translations;
    use crate::theme::Theme;

    /// The site calls the words of a closed list by other names than commands and sheets do.
    fn differing<V: Vocabulary>(translations: &Translations, prefix: &str) -> Vec<String> {
        let own = |word: &V| (translations.word(&format!("{prefix}-{}", word.id())), word.phrase().zh);
        let words = V::WORDS.iter().map(|(_, word)| own(word)).filter(|(site, list)| site != list);
        words.map(|(site, list)| format!("{prefix}: {site}, {list}")).collect()
    }

    #[test]
    fn a_word_of_a_closed_list_has_one_spelling() {
        let translations = Translations::new(&Theme::load(None).unwrap(), Lang::Zh).unwrap();
        let differing = [
            differing::<Status>(&translations, "status"),
            differing::<Force>(&translations, "binding"),
            differing::<Level>(&translations, "level"),
            differing::<Nature>(&translations, "nature"),
            differing::<Listing>(&translations, "listing"),
            differing::<DocumentForm>(&translations, "form"),
            differing::<Conclusion>(&translations, "conclusion"),
            differing::<Progress>(&translations, "adoption"),
            differing::<ConformanceStatus>(&translations, "conformance"),
            differing::<Verdict>(&translations, "verdict"),
            differing::<Stage>(&translations, "stage"),
            differing::<Subject>(&translations, "subject"),
            differing::<PolicyScope>(&translations, "reach"),
        ];
        assert_eq!(differing.concat(), [""; 0]);
    }
}
