//! The pages' templates. Words are written in both languages where they stand: `{{ w(zh="保存", en="Save") }}`.

use std::collections::HashMap;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};

use mulu_core::message::Lang;
use mulu_site::error_chain;

use super::{Desk, DeskResponse, guard};
use crate::html::escaped;

const FILES: [(&str, &str); 10] = [
    ("base.html", include_str!("templates/base.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("start.html", include_str!("templates/start.html")),
    ("search.html", include_str!("templates/search.html")),
    ("task.html", include_str!("templates/task.html")),
    ("record.html", include_str!("templates/record.html")),
    ("new.html", include_str!("templates/new.html")),
    ("changed.html", include_str!("templates/changed.html")),
    ("hand-in.html", include_str!("templates/hand-in.html")),
    ("problem.html", include_str!("templates/problem.html")),
];

/// The templates in each language.
pub struct Templates(HashMap<&'static str, Tera>);

impl Templates {
    /// Reads the templates.
    ///
    /// # Errors
    /// When one is wrong.
    pub fn new() -> Result<Templates, String> {
        [Lang::Zh, Lang::En]
            .into_iter()
            .map(|lang| Ok((lang.tag(), in_language(lang)?)))
            .collect::<Result<_, _>>()
            .map(Templates)
    }
}

fn in_language(lang: Lang) -> Result<Tera, String> {
    let mut tera = Tera::default();
    let key = if lang == Lang::Zh { "zh" } else { "en" };
    tera.register_function("w", move |args: Kwargs, _: &State<'_>| args.must_get::<String>(key));
    tera.register_filter("urlencode_strict", |text: &str, _: Kwargs, _: &State<'_>| {
        mulu_core::percent::part(text).replace('&', "%26")
    });
    tera.add_raw_templates(FILES).map_err(|error| error_chain(&error))?;
    Ok(tera)
}

/// What every page is told.
#[derive(Serialize)]
struct Frame<'f> {
    lang: &'static str,
    /// The same page in the other language.
    other_lang: String,
    token: String,
    section: &'f str,
    title: &'f str,
    registry: &'f str,
}

/// A page that is made: in which language, where it stands, what it is called.
pub struct PageHead<'p> {
    /// The language.
    pub lang: Lang,
    /// The part of the desk that it belongs to.
    pub section: &'p str,
    /// Its title.
    pub title: &'p str,
    /// The address of the page with its query, for the other language.
    pub address: &'p str,
}

impl Desk {
    /// Makes a page.
    pub fn page(&self, status: u16, template: &str, head: &PageHead<'_>, body: &impl Serialize) -> DeskResponse {
        let frame = Frame {
            lang: head.lang.tag(),
            other_lang: other_language(head),
            token: guard::form_token(self),
            section: head.section,
            title: head.title,
            registry: &self.root.display().to_string(),
        };
        let made = Context::from_serialize(body).and_then(|mut context| {
            context.insert("frame", &frame);
            let tera = self.templates.0.get(head.lang.tag()).ok_or_else(|| tera::Error::message("no such language"))?;
            tera.render(template, &context)
        });
        match made {
            Ok(html) => DeskResponse::html(status, html),
            Err(error) => DeskResponse::html(
                500,
                format!("<!DOCTYPE html><title>mulu</title><pre>{}</pre>", escaped(&error_chain(&error))),
            ),
        }
    }
}

fn other_language(head: &PageHead<'_>) -> String {
    let other = if head.lang == Lang::Zh { "en" } else { "zh" };
    let (path, query) = head.address.split_once('?').unwrap_or((head.address, ""));
    let others: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
    let query = std::iter::once(format!("lang={other}")).chain(others.into_iter().map(str::to_owned));
    format!("{path}?{}", query.collect::<Vec<_>>().join("&"))
}
