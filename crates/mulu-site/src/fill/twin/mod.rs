//! The twin of a page in Markdown: the same facts, in the same words, made of the same views.

mod agency;
mod lists;
mod markdown;
mod policy;
mod project;
mod resource;
mod standard;
#[cfg(test)]
mod tests;

use mulu_core::address;

use crate::route::{Page, Route};
use crate::twins;
use crate::views::page::Validity;
use crate::views::parts::{ClauseLink, FindingView, Link, Long, RecordText, SourceLink, StandardRef};

use super::{Arg, Fill};
use markdown::{Inline, Markdown};

/// A twin that is being written.
struct Twin<'f, 'a> {
    fill: &'f Fill<'a>,
    /// The page whose twin it is.
    route: &'f Route,
    /// From the twin to the root of its language, and to that of the site.
    home: String,
    root: String,
    page: Markdown,
}

impl Fill<'_> {
    /// The twin of a page; `language` is the folder of the page's language, from the root of the site.
    pub fn twin(&self, page: &Page, language: &str) -> Vec<u8> {
        let route = twins::shown(&page.route).unwrap_or_else(|| page.route.clone());
        let mut twin = Twin {
            fill: self,
            route: &route,
            home: address::up(&page.path),
            root: address::up(&format!("{language}{}", page.path)),
            page: Markdown::default(),
        };
        twin.write();
        twin.end(page);
        twin.page.into_bytes()
    }
}

impl Twin<'_, '_> {
    fn write(&mut self) {
        match self.route {
            Route::Standard(index) => self.standard(*index),
            Route::Policy(index) => self.policy(*index),
            Route::Project(index) => self.project(*index),
            Route::Agency(index) => self.agency(*index),
            Route::Resource(index) => self.resource(*index),
            Route::Record(kind, place) => self.record(*kind, *place),
            Route::Class(index, _) => self.class(*index),
            list => self.list(list),
        }
    }

    /// The foot: how long it holds, and where else the same is to be read.
    fn end(&mut self, page: &Page) {
        if let Some(state) = self.fill.state(self.route) {
            let sentence = self.holds(&state);
            self.page.paragraph(&sentence);
        }
        let name = page.path.rsplit_once('/').map_or(page.path.as_str(), |(_, name)| name);
        let html = Inline::link("HTML", &address::encode(name));
        self.page.paragraph(&html.and(" · ", self.json()));
    }

    /// The document of the API with the same facts.
    fn json(&self) -> Option<Inline> {
        let of_list = |name: &str| Some(format!("api/v1/{name}.json"));
        let file = match self.route {
            Route::Standards(_) => of_list("standards"),
            Route::Policies => of_list("policies"),
            Route::Agencies => of_list("agencies"),
            Route::Projects => of_list("projects"),
            Route::Resources => of_list("resources"),
            Route::Classes | Route::Class(..) => of_list("classes"),
            Route::Reviews => of_list("reviews"),
            Route::Records(kind) => kind.folder().and_then(of_list),
            record => self.fill.file_shown(record).and_then(|file| {
                let (kind, id) = self.fill.registry.record_of(file);
                address::record_json(kind, id)
            }),
        }?;
        Some(Inline::link("JSON", &format!("{}{}", self.root, address::encode_path(&file))))
    }

    fn holds(&self, state: &Validity) -> Inline {
        let with = |word: &str, day: &Option<String>, without: &str| match day {
            Some(day) => format!("{} {day}", self.word(word)),
            None => self.word(without),
        };
        let since = with("state-since", &state.since, "state-always");
        let until = with("state-until", &state.until, "state-for-good");
        let commit = state.commit.as_ref().map(|commit| format!("{} {commit}", self.word("state-commit")));
        let said: Vec<String> = [Some(since), Some(until), commit].into_iter().flatten().collect();
        Inline::text(&format!("{}{}", said.join(&self.word("semicolon")), self.word("stop").trim_end()))
    }

    fn word(&self, id: &str) -> String {
        self.fill.translations.word(id)
    }

    /// A word of a closed list in a sentence of the page.
    fn code(&self, list: &str, code: &str) -> Inline {
        Inline::text(&self.word(&format!("{list}-{code}")))
    }

    /// Begins a part with a heading.
    fn part(&mut self, word: &str) {
        let title = Inline::text(&self.word(word));
        self.page.heading(&title);
    }

    /// `- **Label**: value`; nothing where there is no value.
    fn fact(&mut self, word: &str, value: impl Into<Option<Inline>>) {
        let value = value.into().unwrap_or_default();
        if value != Inline::default() {
            let label = Inline::bold(&self.word(word));
            let line = label.and(&self.word("colon"), value);
            self.page.item(&line);
        }
    }

    fn text_fact(&mut self, word: &str, value: Option<&String>) {
        self.fact(word, value.map(|value| Inline::text(value)));
    }

    fn texts_fact(&mut self, word: &str, values: &[String]) {
        let line = self.listed(values.iter().map(|value| Inline::text(value)));
        self.fact(word, line);
    }

    /// Some things in a line.
    fn listed(&self, items: impl IntoIterator<Item = Inline>) -> Inline {
        Inline::joined(items, &self.word("semicolon"))
    }

    /// A link to a page of the language: to its twin, where it has one.
    fn to(&self, text: &str, href: &str) -> Inline {
        Inline::link(text, &format!("{}{}", self.home, twins::instead_of(href)))
    }

    fn link(&self, link: &Link) -> Inline {
        self.to(&link.text, &link.href)
    }

    fn links(&self, links: &[Link]) -> Inline {
        self.listed(links.iter().map(|link| self.link(link)))
    }

    /// 《…》第四十条, linked.
    fn clause(&self, clause: &ClauseLink) -> Inline {
        let comma = self.word("comma");
        let is_english = self.fill.translations.lang == mulu_core::message::Lang::En && clause.policy_lang.is_none();
        let text = if is_english {
            format!("{}{comma}{}", clause.policy, clause.article)
        } else {
            format!("《{}》{}", clause.policy, clause.article)
        };
        self.to(&text, &clause.href)
    }

    /// A standard by its number, its title and its status.
    fn standard_ref(&self, standard: &StandardRef) -> Inline {
        let number = match &standard.href {
            Some(href) => self.to(&standard.number, href),
            None => Inline::text(&standard.number),
        };
        let status = standard.status.map(|status| format!("({})", self.word(&format!("status-{status}"))));
        number
            .and(" ", standard.title.as_ref().map(|title| Inline::text(title)))
            .and(" ", status.map(|status| Inline::text(&status)))
    }

    fn standard_refs(&self, standards: &[StandardRef]) -> Inline {
        self.listed(standards.iter().map(|standard| self.standard_ref(standard)))
    }

    /// The lines of a list under a heading, as many as the page shows at first; nothing where there are none.
    fn rows<T>(&mut self, word: &str, list: &Long<T>, line: impl Fn(&Self, &T) -> Inline) {
        if list.rows.is_empty() {
            return;
        }
        self.part(word);
        for row in &list.rows {
            let line = line(self, row);
            self.page.item(&line);
        }
        self.rest(list.total as usize, list.rows.len());
    }

    /// Says how many lines more there are.
    fn rest(&mut self, total: usize, shown: usize) {
        let more = i64::try_from(total.saturating_sub(shown)).unwrap_or(i64::MAX);
        if more > 0 {
            let more = self.fill.translations.say("and-more", &[("n", Arg::Number(more))]);
            self.page.item(&Inline::text(&more).and(" · ", self.json()));
        }
    }

    fn head(&mut self, title: &str, other: Option<&RecordText>, is_sample: bool) {
        self.page.title(title);
        if is_sample {
            let text = self.word("sample-text");
            self.page.quote(&text);
        }
        if let Some(other) = other {
            self.page.paragraph(&Inline::text(&other.text));
        }
    }

    fn findings(&mut self, findings: &Long<FindingView>) {
        self.rows("findings", findings, |twin, finding| {
            let message = Inline::text(&finding.message).and(" — ", finding.help.as_deref().map(Inline::text));
            let rule = twin.to(&finding.rule, &finding.rule_href);
            twin.code("finding", finding.level).and(" ", rule).and(&twin.word("colon"), message)
        });
    }

    fn sources(&mut self, sources: &[SourceLink]) {
        if sources.is_empty() {
            return;
        }
        self.part("sources");
        for source in sources {
            let line = self.source(source);
            self.page.item(&line);
        }
    }

    fn source(&self, source: &SourceLink) -> Inline {
        let text = match &source.url {
            Some(url) => Inline::link(&source.text, url),
            None => Inline::text(&source.text),
        };
        let checked = source.checked.as_ref().map(|day| format!("{} {day}", self.word("checked-on")));
        text.and(" ", checked.map(|checked| Inline::text(&checked)))
    }

    /// Where the record lies, and what is written below its front matter, which is its own Markdown and no more than data here.
    fn of_record(&mut self, file: &str, prose: Option<&str>) {
        self.part("record");
        self.page.item(&Inline::text(file));
        if let Some(prose) = prose.filter(|prose| !prose.trim().is_empty()) {
            self.part("editors-notes");
            self.page.verbatim(prose);
        }
    }
}
