//! Hand-written pages: `site/pages/NAME.LANG.md`, a title on the first line.

use crate::markdown;
use crate::views::guide::{GuideChapter, GuidePage};
use crate::views::parts::Link;
use mulu_core::address;

use super::Fill;

/// The built-in pages, as they are best read.
const ORDER: [&str; 15] = [
    "index",
    "install",
    "office",
    "agencies",
    "projects",
    "resources",
    "procedures",
    "federation",
    "data",
    "ci",
    "rights",
    "desk",
    "editors",
    "reference",
    "deployment",
];

impl Fill<'_> {
    /// The names of the handbook's pages in this language: the built-in ones in reading order, then others by name.
    pub fn guide_names(&self) -> Vec<&str> {
        let suffix = format!(".{}.md", self.lang().tag());
        let mut names: Vec<&str> =
            self.theme.pages.keys().filter_map(|path| path.strip_suffix(suffix.as_str())).collect();
        names.retain(|name| !name.contains('/'));
        let place = |name: &str| ORDER.iter().position(|own| *own == name).unwrap_or(ORDER.len());
        names.sort_by_key(|name| (place(name), *name));
        names
    }

    /// One page of the handbook.
    pub fn guide(&self, name: &str) -> GuideChapter {
        let (title, body) = self.guide_text(name);
        let (body_html, anchors) = markdown::handbook(&body);
        let section = |anchor: &markdown::Anchor| Link {
            href: format!("guide/{name}.html#{}", address::encode(&anchor.id)),
            text: anchor.title.clone(),
            lang: None,
        };
        let page = |other: &str| GuidePage {
            link: Link { href: format!("guide/{other}.html"), text: self.guide_text(other).0, lang: None },
            current: other == name,
            sections: if other == name { anchors.iter().map(section).collect() } else { Vec::new() },
        };
        GuideChapter {
            title,
            title_lang: None,
            body_html: self.marked(body_html),
            body_lang: None,
            pages: self.guide_names().into_iter().map(page).collect(),
        }
    }

    fn guide_text(&self, name: &str) -> (String, String) {
        let path = format!("{name}.{}.md", self.lang().tag());
        let text = self.theme.pages.get(&path).map_or("", String::as_str);
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        match first.strip_prefix("# ") {
            Some(title) => (title.trim().to_owned(), rest.to_owned()),
            None => (name.to_owned(), text.to_owned()),
        }
    }
}
