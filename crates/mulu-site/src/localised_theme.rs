//! A language of the site, ready to speak: its words, and the templates of the theme.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};
use tera::{Kwargs, State, Tera, Value};

use mulu_core::limits::TEMPLATE_TAG_BYTES;
use mulu_core::message::Lang;

use super::bounds::too_long_a_tag;
use super::chinese::mark_chinese;
use super::constant_folding::{can_fold_constants, fold_constants};
use super::translations::Translations;
use super::unbroken::{escaped, unbroken};
use super::{SiteError, Theme};

/// A language. It depends on the theme alone, and is kept as long as that.
pub struct LocalisedTheme {
    pub(super) translations: Translations,
    pub(super) tera: Tera,
}

impl LocalisedTheme {
    /// Reads the translations of a theme in one language, and its templates.
    ///
    /// # Errors
    /// When a translation or a template is wrong.
    pub fn of(theme: &Theme, lang: Lang) -> Result<Self, SiteError> {
        let translations = Translations::new(theme, lang)?;
        let mut tera = templates(theme, &translations)?;
        let globals = tera.global_context();
        globals.insert("t", &translations.fixed);
        globals.insert("lang", translations.lang.tag());
        Ok(LocalisedTheme { translations, tera })
    }

    /// All languages of a site, in their order.
    ///
    /// # Errors
    /// When a translation or a template is wrong.
    pub fn all(theme: &Theme, languages: &[Lang]) -> Result<Vec<LocalisedTheme>, SiteError> {
        languages.iter().map(|lang| LocalisedTheme::of(theme, *lang)).collect()
    }
}

/// The templates of the theme, with what they may call: `say`, a message with its arguments, `unbroken`, and `marked`, text with its
/// Chinese marked.
fn templates(theme: &Theme, translations: &Translations) -> Result<Tera, SiteError> {
    for (name, text) in &theme.templates {
        if let Some(line) = too_long_a_tag(text) {
            return Err(SiteError::Theme(format!(
                "templates/{name}: 第 {line} 行的标签超过 {TEMPLATE_TAG_BYTES} 字节 · the tag on line {line} is longer than {TEMPLATE_TAG_BYTES} bytes"
            )));
        }
    }
    let mut tera = Tera::default();
    let own = translations.clone();
    tera.register_function("say", move |args: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
        let id: String = args.must_get::<String>("id")?;
        let mut fluent = FluentArgs::new();
        for name in ["n", "of"] {
            if let Some(value) = args.get::<i64>(name)? {
                fluent.set(name, FluentValue::from(value));
            }
        }
        if let Some(day) = args.get::<String>("day")? {
            fluent.set("day", FluentValue::from(day));
        }
        own.format(&id, Some(&fluent)).map_err(tera::Error::message)
    });
    // In a page of another language Chinese is marked as such, also where it stands within a sentence.
    let marked: fn(&str) -> String = if translations.lang == Lang::Zh { str::to_owned } else { mark_chinese };
    tera.register_filter("unbroken", move |text: &str, _: Kwargs, _: &State<'_>| {
        Value::safe_string(&marked(&unbroken(text)))
    });
    tera.register_filter("marked", move |text: &str, _: Kwargs, _: &State<'_>| {
        Value::safe_string(&marked(&escaped(text)))
    });
    let fixed = can_fold_constants(theme.templates.values().map(String::as_str));
    let text = |text| if fixed { Cow::Owned(fold_constants(text, &translations.fixed)) } else { Cow::Borrowed(text) };
    let files = theme.templates.iter().map(|(name, own)| (name, text(own.as_str())));
    tera.add_raw_templates(files).map_err(|error| SiteError::Theme(format!("templates/: {}", error_chain(&error))))?;
    Ok(tera)
}

/// An error with what it came from.
#[must_use]
pub fn error_chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}
