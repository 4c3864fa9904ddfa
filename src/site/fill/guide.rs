//! Hand-written pages: `site/pages/NAME.LANG.md`, a title on the first line.

use crate::site::markdown;
use crate::site::views::guide::{Guide, GuidePage};
use crate::site::views::parts::Link;

use super::Fill;

impl Fill<'_> {
    /// The names of the handbook's pages in this language, `index` first, then by name.
    pub fn guide_names(&self) -> Vec<&str> {
        let suffix = format!(".{}.md", self.lang().tag());
        let mut names: Vec<&str> =
            self.theme.pages.keys().filter_map(|path| path.strip_suffix(suffix.as_str())).collect();
        names.retain(|name| !name.contains('/'));
        names.sort_by_key(|name| (*name != "index", *name));
        names
    }

    /// One page of the handbook.
    pub fn guide(&self, name: &str) -> Guide {
        let (title, body) = self.guide_text(name);
        let page = |other: &str| GuidePage {
            link: Link { href: format!("guide/{other}.html"), text: self.guide_text(other).0, lang: None },
            current: other == name,
        };
        Guide {
            title,
            title_lang: None,
            body_html: markdown::render(&body, 2),
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
