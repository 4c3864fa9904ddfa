//! A page's view → HTML, in one language.

mod show;

use tera::{Context, Tera, Value};

use mulu_core::day::Status;
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::output::InputKey;
use mulu_core::registry::Record;
use mulu_core::report::AnnouncementReport;
use mulu_core::slice::slice_lossy;

use super::atom;
use super::badge::{Tone, badge};
use super::derived::Answers;
use super::fill::Fill;
use super::input_hasher::InputHasher;
use super::lists::Lists;
use super::localised_theme::{LocalisedTheme, error_chain};
use super::opinions::OPEN_DAY;
use super::rendering::begin;
use super::route::{PRINT, Page, Route};
use super::site_findings::SiteFindings;
use super::views::page::{Language, Lookup, MenuSection, PageView, SiteView};
use super::{Site, SiteError, twins};
use mulu_core::address;
use mulu_core::config::is_web;

use show::{PageMeta, TemplateContext};

pub use show::PendingView;

/// What templates know the frame of every page by.
pub const FRAME: &str = "site";

/// Renders the pages of one language.
pub struct Renderer<'a> {
    fill: Fill<'a>,
    tera: &'a Tera,
    site: SiteView,
    /// The same as templates see it: copying it copies nothing.
    site_value: Value,
    makes_pdf: bool,
    has_twins: bool,
    /// Whether the registry has templates of its own: the built-in ones take a day for a text and nothing else.
    has_own_templates: bool,
}

impl<'a> Renderer<'a> {
    /// What renders the pages of a site in one language.
    pub fn new(
        site: &Site<'a>,
        answers: &'a Answers<'a>,
        found: &'a SiteFindings<'a>,
        lists: &'a Lists<'a>,
        theme: &'a LocalisedTheme,
    ) -> Self {
        let fill = Fill {
            registry: site.registry,
            answers,
            found,
            lists,
            theme: site.theme,
            translations: &theme.translations,
            day: site.day,
            history: site.history,
            revision: site.revision,
        };
        let view = site_view(site, &fill);
        let site_value = Value::from_serializable(&view);
        Renderer {
            fill,
            tera: &theme.tera,
            site: view,
            site_value,
            makes_pdf: site.printer.is_some(),
            has_twins: twins::are_made(site.registry),
            has_own_templates: !site.theme.own_templates().is_empty(),
        }
    }

    /// What the registry says on the day.
    pub fn answers(&self) -> &'a Answers<'a> {
        self.fill.answers
    }

    /// What its views are filled from.
    pub fn fill(&self) -> &Fill<'a> {
        &self.fill
    }

    /// What the frame of every page shows.
    pub(super) fn frame(&self) -> &SiteView {
        &self.site
    }

    /// The day as the page of an opinion is rendered with it: left open, but in templates of the registry's own, which may cut it.
    pub(super) fn day_of_opinion(&self) -> String {
        if self.has_own_templates { self.fill.day.to_string() } else { OPEN_DAY.to_owned() }
    }

    /// Every page of the language.
    pub fn pages(&self) -> Vec<Page> {
        self.fill.pages()
    }

    /// A page's file, from the site's root.
    pub fn file(&self, page: &Page) -> String {
        format!("{}{}", self.folder(self.fill.translations.lang), page.path)
    }

    /// Where its language lives.
    pub fn home(&self) -> &'static str {
        self.folder(self.fill.translations.lang)
    }

    /// Where a language lives: the first at the root, the others in a folder of their own.
    fn folder(&self, lang: Lang) -> &'static str {
        if self.fill.registry.config.languages.first() == Some(&lang) {
            return "";
        }
        match lang {
            Lang::Zh => "zh-CN/",
            Lang::En => "en/",
        }
    }

    /// The file of a page's twin in Markdown, from the site's root; none for a page without one.
    pub fn twin_file(&self, page: &Page) -> Option<String> {
        let path = twins::path(page).filter(|_| self.has_twins)?;
        Some(format!("{}{path}", self.home()))
    }

    /// A page's twin in Markdown.
    pub fn twin(&self, page: &Page) -> Vec<u8> {
        self.fill.twin(page, self.home())
    }

    /// The feed of changes, of all or of what concerns one agency.
    pub fn changes_feed(&self, agency: Option<usize>, file: &str) -> String {
        let entries = atom::changes(&self.fill, agency);
        self.feed("changes-title", agency, file, entries)
    }

    /// The feed of reviews, of all or of what concerns one agency.
    pub fn reviews_feed(&self, agency: Option<usize>, file: &str) -> String {
        let entries = atom::reviews(&self.fill, agency);
        self.feed("reviews-title", agency, file, entries)
    }

    /// The feed of the municipal documents that are being made.
    pub fn plan_feed(&self, file: &str) -> String {
        self.feed("plan-title", None, file, atom::plan(&self.fill))
    }

    fn feed(&self, word: &str, agency: Option<usize>, file: &str, entries: Vec<atom::FeedEntry>) -> String {
        let whose = agency.map(|agency| self.fill.agency_name(agency));
        let whose = whose.map_or_else(String::new, |whose| format!(" · {whose}"));
        let title = format!("{} · {}{whose}", self.site.title, self.fill.translations.word(word));
        // A feed of an agency that was renamed is one feed at all its addresses.
        let home = self.home();
        let at = |id: &str| {
            let which = file.rsplit_once('-').map_or(file, |(_, which)| which);
            format!("{home}feeds/agencies/{}-{which}", address::file_name(id))
        };
        let record = agency.and_then(|agency| self.fill.registry.agencies.get(agency));
        let (file, first_file) = match record {
            Some(record) => (at(&record.id), at(record.first_id())),
            None => (file.to_owned(), file.to_owned()),
        };
        atom::atom(&self.fill, &atom::Feed { home, file, first_file, title, entries })
    }

    /// What an edition announces, for programs.
    pub fn edition_json(&self, index: usize) -> Option<String> {
        let published = self.fill.published().get(index)?;
        let announcement = published.announcement.as_ref().ok()?;
        let before = published.before.as_ref();
        let announced = AnnouncementReport {
            from: before.map(|before| before.tag.as_str()),
            to: Some(&published.edition.tag),
            from_commit: before.map(|before| before.commit.as_str()),
            to_commit: Some(&published.edition.commit),
            announcement,
            verdicts: &[],
            upstreams: &[],
            lang: Lang::En,
        };
        announced.json().ok()
    }

    /// A standard's badge: its number and its status.
    pub fn standard_badge(&self, index: usize) -> String {
        let (label, status) = self.fill.badge_of_standard(index);
        badge(
            &label,
            &self.fill.translations.word(&format!("status-{}", status.id())),
            match status {
                Status::Current => Tone::Good,
                Status::Upcoming | Status::Draft => Tone::Plain,
                Status::Replaced => Tone::Warn,
                Status::Withdrawn => Tone::Bad,
            },
        )
    }

    /// A project's badge: its name and its gate.
    pub fn project_badge(&self, index: usize) -> String {
        let name = self.fill.registry.projects[index].display_name();
        let (state, tone) = match self.fill.gate(index) {
            Some("pass") => ("gate-pass", Tone::Good),
            Some(_) => ("gate-hold", Tone::Bad),
            None => ("stage-retired", Tone::Plain),
        };
        badge(name, &self.fill.translations.word(state), tone)
    }

    /// Where the page of the printed catalogue lies.
    pub fn print_file(&self) -> String {
        format!("{}{PRINT}", self.folder(self.fill.translations.lang))
    }

    /// Fills the view of the printed catalogue as it goes into a PDF: without links that leave it.
    pub fn fill_in_printed(&self, sum: Option<InputHasher>) -> PendingPage {
        self.fill_in(&Page { path: PRINT.to_owned(), route: Route::Print }, sum, true)
    }

    /// The PDF of the printed catalogue, from the site's root: `catalogue.pdf`, `catalogue.en.pdf`; none where none is made.
    pub fn pdf_file(&self) -> Option<String> {
        let lang = self.fill.translations.lang;
        let tag = if self.folder(lang).is_empty() { String::new() } else { format!(".{}", lang.tag()) };
        self.makes_pdf.then(|| format!("catalogue{tag}.pdf"))
    }

    /// Fills a page's view. With a sum, the page's key is taken: of the sum, the page's address and the view.
    pub fn fill_in(&self, page: &Page, mut sum: Option<InputHasher>, for_pdf: bool) -> PendingPage {
        let file = self.file(page);
        if let Some(sum) = &mut sum {
            sum.add(file.as_bytes());
        }
        let mut shown = TemplateContext::with(sum);
        shown.insert("for_pdf", for_pdf);
        let mut head = PageMeta::default();
        let template = self.show(page, &mut shown, &mut head);
        let lost = matches!(page.route, Route::NotFound);
        shown.insert("home", if lost { self.absolute_home() } else { address::up(&page.path) });
        shown.insert("root", if lost { self.absolute_root() } else { address::up(&file) });
        shown.insert("page", self.page_view(page, head));
        let (views, sum) = shown.split();
        PendingPage { template, views, key: sum.map(InputHasher::key) }
    }

    /// Renders a filled view.
    ///
    /// # Errors
    /// When the template asks for what the view does not have.
    pub fn finish(&self, filled: PendingPage) -> Result<Vec<u8>, SiteError> {
        let PendingPage { template, views, .. } = filled;
        let mut context = Context::new();
        // What the frame of every page shows is in the sum that every key begins with.
        context.insert_value(FRAME, self.site_value.clone());
        for view in views {
            view.insert(&mut context);
        }
        render(self.tera, template, &context)
    }

    fn page_view(&self, page: &Page, head: PageMeta) -> PageView {
        // A page of the handbook may be written in one language only, and an opinion is.
        let translated = |lang: &&Lang| match &page.route {
            Route::Guide(name) => self.fill.theme.pages.contains_key(&format!("{name}.{}.md", lang.tag())),
            Route::Opinion(_) | Route::Official(_) => **lang == self.fill.translations.lang,
            _ => true,
        };
        let languages: Vec<&Lang> = self.fill.registry.config.languages.iter().filter(translated).collect();
        let site_url = self.fill.registry.config.site_url.as_deref().filter(|_| page.is_findable());
        let url = |lang: Lang| {
            let path = address::encode_path(&format!("{}{}", self.folder(lang), page.path));
            site_url.map(|site| format!("{site}{path}"))
        };
        let lost = matches!(page.route, Route::NotFound);
        let up = if lost { self.absolute_root() } else { address::up(&self.file(page)) };
        let language = |lang: &Lang| Language {
            lang: lang.tag().to_owned(),
            name: match lang {
                Lang::Zh => "中文",
                Lang::En => "English",
            }
            .to_owned(),
            path: format!("{up}{}", address::encode_path(&format!("{}{}", self.folder(*lang), page.path))),
            url: url(*lang),
            current: *lang == self.fill.translations.lang,
        };
        PageView {
            title: head.title,
            title_lang: head.lang,
            description: head.description,
            section: head.section,
            section_index: head.section_index,
            canonical_url: url(self.fill.translations.lang),
            languages: languages.iter().copied().map(language).collect(),
            default_url: languages.first().and_then(|lang| url(**lang)),
            noindex: !page.is_findable(),
            markdown: self.twin_link(page),
            origin: self.fill.origin(&page.route),
            state: self.fill.state(&page.route),
        }
    }

    /// Where a page's twin lies, from the page. What moved leads on, and has none to offer.
    fn twin_link(&self, page: &Page) -> Option<String> {
        let path = twins::path(page).filter(|_| self.has_twins && !matches!(page.route, Route::Moved(..)))?;
        path.rsplit_once('/').map(|(_, name)| address::encode_path(name))
    }

    /// The path part of the site's address: the page for addresses that lead nowhere is shown at any depth.
    fn absolute_root(&self) -> String {
        let site = self.fill.registry.config.site_url.as_deref().unwrap_or("/");
        let after_scheme = site.split_once("://").map_or(site, |(_, rest)| rest);
        after_scheme.find('/').map_or_else(|| "/".to_owned(), |at| slice_lossy(after_scheme, at..).to_owned())
    }

    fn absolute_home(&self) -> String {
        format!("{}{}", self.absolute_root(), self.folder(self.fill.translations.lang))
    }
}

/// Renders a template.
///
/// # Errors
/// When the template asks for what the context does not have.
pub fn render(tera: &Tera, template: &str, context: &Context) -> Result<Vec<u8>, SiteError> {
    let mut html = Vec::with_capacity(16 << 10);
    let _begun = begin(template);
    tera.render_to(template, context, &mut html)
        .map_err(|error| SiteError::Theme(format!("templates/{template}: {}", error_chain(&error))))?;
    Ok(legal(html))
}

/// HTML without the characters that HTML may not hold (its "control-character-in-input-stream"): a record can hold any.
fn legal(html: Vec<u8>) -> Vec<u8> {
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    // Bytes are looked at first, many at once, since next to no page has such a character.
    if !may_hold_controls(&html) {
        return html;
    }
    match std::str::from_utf8(&html) {
        Ok(text) => text.replace(odd, "\u{fffd}").into_bytes(),
        Err(_) => html,
    }
}

/// Whether bytes of UTF-8 hold a control character other than a line end or a tab.
fn may_hold_controls(bytes: &[u8]) -> bool {
    const AT_ONCE: usize = 256;
    let is_control = |b: u8| (b < b' ' && !matches!(b, b'\n' | b'\t' | b'\r')) || b == 0x7f;
    // Those above ASCII are 0xC2 and a byte below 0xA0. No early end within a stretch: so it is done by the machine's wide registers.
    bytes.chunks(AT_ONCE).enumerate().any(|(place, stretch)| {
        let (control, above) =
            stretch.iter().fold((false, false), |(control, above), b| (control | is_control(*b), above || *b == 0xc2));
        let from = place * AT_ONCE;
        let with_next = bytes.get(from..bytes.len().min(from + AT_ONCE + 1)).unwrap_or_default();
        control || (above && with_next.windows(2).any(|pair| matches!(pair, [0xc2, ..0xa0])))
    })
}

/// A page's views, and the template that waits for them.
pub struct PendingPage {
    pub(super) template: &'static str,
    pub(super) views: Vec<Box<dyn PendingView>>,
    /// The sum of all that the page is made from, where it was asked for.
    pub key: Option<InputKey>,
}

/// What a link to report a mistake leads to: a web address, or that of a mailbox; anything else is no link.
fn report_address(text: &str) -> Option<String> {
    let is_mailbox =
        |text: &str| text.contains('@') && !text.contains(|c: char| c.is_whitespace() || c == ':' || c == '?');
    match text {
        web if is_web(web) => Some(web.to_owned()),
        mail if mail.starts_with("mailto:") => Some(mail.to_owned()),
        mailbox if is_mailbox(mailbox) => Some(format!("mailto:{mailbox}")),
        _ => None,
    }
}

fn site_view(site: &Site<'_>, fill: &Fill<'_>) -> SiteView {
    let config = &site.registry.config;
    let english = fill.translations.lang == Lang::En;
    let in_lang = |zh: &str, en: &Option<String>| {
        if english { en.clone().unwrap_or_else(|| zh.to_owned()) } else { zh.to_owned() }
    };
    let notice_lang = (english && config.notice_en.is_none()).then(|| Lang::Zh.tag().to_owned());
    SiteView {
        title: in_lang(&config.title, &config.title_en),
        description: config.description.clone().filter(|_| !english),
        notice: config.notice.as_ref().map(|notice| in_lang(notice, &config.notice_en)),
        notice_lang,
        data_lang: config.language.tag().to_owned(),
        publisher: Some(config.authors.join("、")).filter(|authors| !authors.is_empty()),
        repository_url: config.repository_url.clone(),
        contact: config.contact.clone(),
        report_mistake: config.report_mistake.as_deref().and_then(report_address),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        css_file: "assets/site.css".to_owned(),
        js_file: "assets/site.js".to_owned(),
        catalogue_js_file: "assets/catalogue.js".to_owned(),
        print_css_file: "assets/print.css".to_owned(),
        search_js_file: "assets/search.js".to_owned(),
        results_js_file: "assets/results.js".to_owned(),
        apply_js_file: "assets/apply.js".to_owned(),
        lookups: config
            .text_urls
            .iter()
            .filter(|(_, pattern)| is_web(pattern))
            .map(|(level, pattern)| Lookup { level: level.clone(), pattern: pattern.clone() })
            .collect(),
        icon_file: "assets/favicon.svg".to_owned(),
        has_guide: fill.guide_names().contains(&"index"),
        more: Kind::with_derived_pages()
            .map(|kind| MenuSection { section: kind.id(), link: fill.link_to_all(kind) })
            .collect(),
    }
}
