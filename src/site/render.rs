//! A page's view → HTML, in one language.

use fluent_bundle::{FluentArgs, FluentValue};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use crate::day::Status;
use crate::output::Key;
use crate::registry::Due;
use crate::report::Announced;
use crate::scorecard::Scorecard;
use crate::words::Lang;

use super::atom;
use super::badge::{Tone, badge};
use super::derived::Answers;
use super::fill::Fill;
use super::keys::Sum;
use super::lists::Lists;
use super::pages::{PRINT, Page, Shows};
use super::tongue::{Arg, Tongue};
use super::unbroken::unbroken;
use super::views::page::{Language, Page as PageView, Site as SiteView};
use super::views::parts::StandardRow;
use super::{Findings, Site, SiteError, address, sheets};

/// Renders the pages of one language.
pub struct Renderer<'a> {
    fill: Fill<'a>,
    tera: Tera,
    site: SiteView,
    makes_pdf: bool,
}

impl<'a> Renderer<'a> {
    /// Prepares the templates of a language.
    ///
    /// # Errors
    /// When a template is wrong.
    pub fn new(
        site: &Site<'a>,
        answers: &'a Answers<'a>,
        findings: &'a Findings,
        lists: &'a Lists<'a>,
        tongue: &'a Tongue,
    ) -> Result<Self, SiteError> {
        let fill = Fill {
            registry: site.registry,
            answers,
            findings,
            lists,
            theme: site.theme,
            tongue,
            day: site.day,
            history: site.history,
            scores: Scorecard::of(site.registry, site.day.year(), site.day, tongue.lang).agencies,
            revision: site.revision.map(|revision| revision.commit.as_str()),
        };
        let view = site_view(site, &fill);
        let mut tera = templates(site, tongue)?;
        let globals = tera.global_context();
        globals.insert("site", &view);
        globals.insert("t", &tongue.fixed);
        globals.insert("lang", tongue.lang.tag());
        Ok(Renderer { fill, tera, site: view, makes_pdf: site.printer.is_some() })
    }

    /// What the registry says on the day.
    pub fn answers(&self) -> &'a Answers<'a> {
        self.fill.answers
    }

    /// What its views are filled from.
    pub fn fill(&self) -> &Fill<'a> {
        &self.fill
    }

    /// Every page of the language.
    pub fn pages(&self) -> Vec<Page> {
        self.fill.pages()
    }

    /// A page's file, from the site's root.
    pub fn file(&self, page: &Page) -> String {
        format!("{}{}", self.folder(self.fill.tongue.lang), page.path)
    }

    /// A page's path in addresses, from the site's root.
    pub fn url_path(&self, page: &Page) -> String {
        address::encode_path(&self.file(page))
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

    /// The feed of changes, of all or of what concerns one agency.
    pub fn changes_feed(&self, agency: Option<usize>, file: &str) -> String {
        let entries = atom::changes(&self.fill, agency);
        self.feed("changes-title", agency, file, entries)
    }

    /// The feed of reviews, of all or of what concerns one agency.
    pub fn reviews_feed(&self, list: &[Due], agency: Option<usize>, file: &str) -> String {
        let entries = atom::reviews(&self.fill, list, agency);
        self.feed("reviews-title", agency, file, entries)
    }

    fn feed(&self, word: &str, agency: Option<usize>, file: &str, entries: Vec<atom::Entry>) -> String {
        let whose = agency.map(|agency| self.fill.registry.agencies[agency].display_name());
        let whose = whose.map_or_else(String::new, |whose| format!(" · {whose}"));
        let title = format!("{} · {}{whose}", self.site.title, self.fill.tongue.word(word));
        atom::atom(&self.fill, &atom::Feed { file: file.to_owned(), title, entries })
    }

    /// What an edition announces, for programs.
    pub fn edition_json(&self, index: usize) -> Option<String> {
        let published = self.fill.history?.editions().get(index)?;
        let announcement = published.announcement.as_ref().ok()?;
        let before = published.before.as_ref();
        let announced = Announced {
            from: before.map(|before| before.tag.as_str()),
            to: Some(&published.edition.tag),
            from_commit: before.map(|before| before.commit.as_str()),
            to_commit: Some(&published.edition.commit),
            announcement,
            verdicts: &[],
            lang: Lang::En,
        };
        announced.json().ok()
    }

    /// A standard's badge: its number and its status.
    pub fn standard_badge(&self, index: usize) -> String {
        let (label, status) = self.fill.badge_of_standard(index);
        badge(
            &label,
            &self.fill.tongue.word(&format!("status-{}", status.id())),
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
        badge(name, &self.fill.tongue.word(state), tone)
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// When the template asks for what the view does not have.
    pub fn render(&self, page: &Page) -> Result<Vec<u8>, SiteError> {
        self.finish(self.fill_in(page, None, false))
    }

    /// The printed catalogue as it goes into a PDF: its path, and its page without links that leave it.
    ///
    /// # Errors
    /// When the template asks for what the view does not have.
    pub fn print_page(&self) -> Result<(String, Vec<u8>), SiteError> {
        let page = Page { path: PRINT.to_owned(), shows: Shows::Print };
        Ok((self.file(&page), self.finish(self.fill_in(&page, None, true))?))
    }

    /// The sum of all that the PDF is made from.
    pub fn print_key(&self, sum: Sum) -> Option<Key> {
        self.fill_in(&Page { path: PRINT.to_owned(), shows: Shows::Print }, Some(sum), true).key
    }

    /// The PDF of the printed catalogue, from the site's root: `catalogue.pdf`, `catalogue.en.pdf`; none where none is made.
    pub fn pdf_file(&self) -> Option<String> {
        let lang = self.fill.tongue.lang;
        let tag = if self.folder(lang).is_empty() { String::new() } else { format!(".{}", lang.tag()) };
        self.makes_pdf.then(|| format!("catalogue{tag}.pdf"))
    }

    /// Fills a page's view. With a sum, the page's key is taken: of the sum, the page's address and the view.
    pub fn fill_in(&self, page: &Page, sum: Option<Sum>, for_pdf: bool) -> Filled {
        let mut context = Shown { context: Context::new(), sum };
        if let Some(sum) = &mut context.sum {
            sum.add(self.file(page).as_bytes());
        }
        context.insert("for_pdf", &for_pdf);
        let mut head = Head::default();
        let template = self.show(page, &mut context, &mut head);
        let home = if matches!(page.shows, Shows::NotFound) { self.absolute_home() } else { address::up(&page.path) };
        let root =
            if matches!(page.shows, Shows::NotFound) { self.absolute_root() } else { address::up(&self.file(page)) };
        context.insert("home", &home);
        context.insert("root", &root);
        context.insert("page", &self.page_view(page, head));
        Filled { template, context: context.context, key: context.sum.map(Sum::key) }
    }

    /// Renders a filled view.
    ///
    /// # Errors
    /// When the template asks for what the view does not have.
    pub fn finish(&self, filled: Filled) -> Result<Vec<u8>, SiteError> {
        let Filled { template, context, .. } = filled;
        let mut html = Vec::with_capacity(16 << 10);
        self.tera
            .render_to(template, &context, &mut html)
            .map_err(|error| SiteError::Theme(format!("templates/{template}: {}", chain(&error))))?;
        Ok(legal(html))
    }

    /// Puts the page's view into the context, and names its template.
    fn show(&self, page: &Page, context: &mut Shown, head: &mut Head) -> &'static str {
        let fill = &self.fill;
        let word = |id: &str| fill.tongue.word(id);
        let (shows, further) = page.shows.split();
        context.insert("only", further.map_or("", |(list, _)| list));
        match shows {
            Shows::Overview => {
                *head = Head {
                    title: self.site.title.clone(),
                    description: self.site.description.clone(),
                    ..Head::index("home")
                };
                insert(context, "overview", &fill.overview(), "index.html")
            }
            Shows::Standards(sheet) => {
                *head = Head { title: word("standards-title"), ..Head::index("catalogue") };
                self.table(context, "standards/index.html", fill.answers.members.in_order(), *sheet);
                insert(context, "standards", &fill.standards(*sheet), "standards-index.html")
            }
            Shows::Standard(index) => {
                let view = fill.standard(*index, further);
                let title = format!("{} {}", view.number, view.title).trim().to_owned();
                *head = Head { title, lang: view.title_lang.clone(), ..Head::of("catalogue") };
                insert(context, "standard", &view, "standard.html")
            }
            Shows::Classes => {
                *head = Head { title: word("classes-title"), ..Head::index("classes") };
                insert(context, "classes", &fill.classes(), "classes-index.html")
            }
            Shows::Class(index, sheet) => {
                let view = fill.class(*index, *sheet, further);
                *head = Head { title: view.title.clone(), lang: view.title_lang.clone(), ..Head::of("classes") };
                self.table(context, &address::class(&view.id), &fill.of_class(&view.id), *sheet);
                insert(context, "class", &view, "class.html")
            }
            Shows::Levels => {
                *head = Head { title: word("levels-title"), ..Head::index("levels") };
                insert(context, "levels", &fill.levels(), "levels-index.html")
            }
            Shows::Level(level, sheet) => {
                *head = Head { title: word(&format!("level-{}", level.id())), ..Head::of("levels") };
                self.table(context, &address::level(level.id()), &fill.of_level(*level), *sheet);
                insert(context, "level", &fill.level(*level, *sheet), "level.html")
            }
            Shows::Reviews => {
                *head = Head { title: word("reviews-title"), ..Head::index("reviews") };
                insert(context, "reviews", &fill.reviews(further), "reviews.html")
            }
            Shows::Policies => {
                *head = Head { title: word("policies-title"), ..Head::index("policies") };
                insert(context, "policies", &fill.policies(further), "policies-index.html")
            }
            Shows::Policy(index) => {
                let view = fill.policy(*index, further);
                *head = Head { title: view.title.clone(), lang: view.title_lang.clone(), ..Head::of("policies") };
                insert(context, "policy", &view, "policy.html")
            }
            Shows::Agencies => {
                *head = Head { title: word("agencies-title"), ..Head::index("agencies") };
                insert(context, "agencies", &fill.agencies(further), "agencies-index.html")
            }
            Shows::Agency(index) => {
                let view = fill.agency(*index, further);
                *head = Head { title: view.name.clone(), lang: view.name_lang.clone(), ..Head::of("agencies") };
                insert(context, "agency", &view, "agency.html")
            }
            Shows::Projects => {
                *head = Head { title: word("projects-title"), ..Head::index("projects") };
                insert(context, "projects", &fill.projects(further), "projects-index.html")
            }
            Shows::Project(index) => {
                let view = fill.project(*index, further);
                *head = Head { title: view.name.clone(), lang: view.name_lang.clone(), ..Head::of("projects") };
                insert(context, "project", &view, "project.html")
            }
            Shows::Changes => {
                *head = Head { title: word("changes-title"), ..Head::index("changes") };
                insert(context, "changes", &fill.changes(further), "changes.html")
            }
            Shows::Edition(index) => {
                let view = fill.edition(*index);
                let name = view.as_ref().map_or("", |view| view.name.as_str());
                *head = Head {
                    title: fill.tongue.say("edition-title", &[("name", Arg::Text(name))]),
                    ..Head::of("changes")
                };
                insert(context, "edition", &view, "edition.html")
            }
            Shows::Data => {
                *head = Head { title: word("data-title"), ..Head::index("data") };
                insert(context, "data", &fill.data(), "data.html")
            }
            Shows::Apply => {
                *head = Head { title: word("apply-title"), ..Head::index("apply") };
                insert(context, "apply", &fill.apply(further), "apply.html")
            }
            Shows::Print => {
                *head = Head { title: word("print-title"), ..Head::of("catalogue") };
                insert(context, "print", &fill.print(self.pdf_file()), "print.html")
            }
            Shows::Rules => {
                *head = Head { title: word("rules-title"), ..Head::index("rules") };
                insert(context, "rules", &fill.rules(), "rules-index.html")
            }
            Shows::Rule(rule) => {
                *head = Head { title: rule.id.to_owned(), ..Head::of("rules") };
                insert(context, "rule", &fill.rule(rule, further), "rule.html")
            }
            Shows::Guide(name) => {
                let view = fill.guide(name);
                *head = Head { title: view.title.clone(), section_index: name == "index", ..Head::of("guide") };
                insert(context, "guide", &view, "page.html")
            }
            Shows::Search => {
                *head = Head { title: word("search-title"), ..Head::index("search") };
                insert(context, "standards", &fill.standards(0), "search.html")
            }
            Shows::Facet(facet, value, sheet) => {
                let view = fill.facet_page(facet, value, *sheet);
                *head = Head { title: view.title.clone(), ..Head::of("catalogue") };
                let path = address::facet(facet, value);
                context.insert("pager", &sheets::pager_of(&path, *sheet, view.total as usize, sheets::LINES));
                insert(context, "facet", &view, "facet.html")
            }
            // No list goes on in the rest of a list.
            Shows::Further(..) | Shows::NotFound => {
                *head = Head { title: word("not-found"), ..Head::of("") };
                "404.html"
            }
        }
    }

    /// Puts one page of a table of standards into the context.
    fn table(&self, context: &mut Shown, path: &str, members: &[usize], sheet: usize) {
        let rows: Vec<StandardRow> =
            sheets::rows_of(members, sheet).iter().map(|index| self.fill.row(*index)).collect();
        context.insert("rows", &rows);
        context.insert("pager", &sheets::pager(path, sheet, members.len()));
    }

    fn page_view(&self, page: &Page, head: Head) -> PageView {
        // A page of the handbook may be written in one language only.
        let translated = |lang: &&Lang| match &page.shows {
            Shows::Guide(name) => self.fill.theme.pages.contains_key(&format!("{name}.{}.md", lang.tag())),
            _ => true,
        };
        let languages: Vec<&Lang> = self.fill.registry.config.languages.iter().filter(translated).collect();
        let site_url = self.fill.registry.config.site_url.as_deref().filter(|_| page.is_findable());
        let url = |lang: Lang| {
            let path = address::encode_path(&format!("{}{}", self.folder(lang), page.path));
            site_url.map(|site| format!("{site}{path}"))
        };
        let lost = matches!(page.shows, Shows::NotFound);
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
            current: *lang == self.fill.tongue.lang,
        };
        PageView {
            title: head.title,
            title_lang: head.lang,
            description: head.description,
            section: head.section,
            section_index: head.section_index,
            canonical_url: url(self.fill.tongue.lang),
            languages: languages.iter().copied().map(language).collect(),
            default_url: languages.first().and_then(|lang| url(**lang)),
            noindex: !page.is_findable(),
        }
    }

    /// The path part of the site's address: the page for addresses that lead nowhere is shown at any depth.
    fn absolute_root(&self) -> String {
        let site = self.fill.registry.config.site_url.as_deref().unwrap_or("/");
        let after_scheme = site.split_once("://").map_or(site, |(_, rest)| rest);
        after_scheme.find('/').map_or_else(|| "/".to_owned(), |at| after_scheme[at..].to_owned())
    }

    fn absolute_home(&self) -> String {
        format!("{}{}", self.absolute_root(), self.folder(self.fill.tongue.lang))
    }
}

/// HTML without the characters that HTML may not hold (its "control-character-in-input-stream"): a record can hold any.
fn legal(html: Vec<u8>) -> Vec<u8> {
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    // Bytes are looked at first, since next to no page has such a character: those above ASCII begin with 0xC2.
    let ascii = html.iter().any(|b| (*b < b' ' && !matches!(*b, b'\n' | b'\t' | b'\r')) || *b == 0x7f);
    let above = || html.windows(2).any(|pair| pair[0] == 0xc2 && pair[1] < 0xa0);
    if !ascii && !above() {
        return html;
    }
    match std::str::from_utf8(&html) {
        Ok(text) => text.replace(odd, "\u{fffd}").into_bytes(),
        Err(_) => html,
    }
}

/// A page's view in the hands of its template.
pub struct Filled {
    template: &'static str,
    context: Context,
    /// The sum of all that the page is made from, where it was asked for.
    pub key: Option<Key>,
}

/// A view that is being filled, and summed up where that is asked for.
struct Shown {
    context: Context,
    sum: Option<Sum>,
}

impl Shown {
    fn insert<T: Serialize + ?Sized>(&mut self, key: &'static str, view: &T) {
        if let Some(sum) = &mut self.sum {
            sum.add(key.as_bytes());
            sum.add_view(view);
        }
        self.context.insert(key, view);
    }
}

/// What a page says of itself to the frame around it.
#[derive(Default)]
struct Head {
    title: String,
    lang: Option<String>,
    description: Option<String>,
    section: &'static str,
    section_index: bool,
}

impl Head {
    fn of(section: &'static str) -> Self {
        Head { section, ..Head::default() }
    }

    fn index(section: &'static str) -> Self {
        Head { section, section_index: true, ..Head::default() }
    }
}

fn insert<T: Serialize>(context: &mut Shown, key: &'static str, view: &T, template: &'static str) -> &'static str {
    context.insert(key, view);
    template
}

fn site_view(site: &Site<'_>, fill: &Fill<'_>) -> SiteView {
    let config = &site.registry.config;
    let english = fill.tongue.lang == Lang::En;
    let in_lang = |zh: &str, en: &Option<String>| {
        if english { en.clone().unwrap_or_else(|| zh.to_owned()) } else { zh.to_owned() }
    };
    let revision_url = match (&config.repository_url, site.revision) {
        (Some(repository), Some(revision)) => Some(format!("{repository}/commit/{}", revision.commit)),
        _ => None,
    };
    let notice_lang = (english && config.notice_en.is_none()).then(|| Lang::Zh.tag().to_owned());
    SiteView {
        title: in_lang(&config.title, &config.title_en),
        description: config.description.clone().filter(|_| !english),
        notice: config.notice.as_ref().map(|notice| in_lang(notice, &config.notice_en)),
        notice_lang,
        data_lang: config.language.tag().to_owned(),
        publisher: Some(config.authors.join("、")).filter(|authors| !authors.is_empty()),
        day: site.day.to_string(),
        revision: site.revision.map(crate::history::Revision::short),
        revision_url,
        repository_url: config.repository_url.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        css_file: "assets/site.css".to_owned(),
        js_file: "assets/site.js".to_owned(),
        catalogue_js_file: "assets/catalogue.js".to_owned(),
        print_css_file: "assets/print.css".to_owned(),
        search_js_file: "assets/search.js".to_owned(),
        icon_file: "assets/favicon.svg".to_owned(),
        has_guide: fill.guide_names().contains(&"index"),
    }
}

/// The templates of the theme, with what they may call: `say`, a message with its arguments, and `unbroken`.
fn templates(site: &Site<'_>, tongue: &Tongue) -> Result<Tera, SiteError> {
    let mut tera = Tera::default();
    let own = tongue.clone();
    tera.register_function("say", move |args: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
        let id: String = args.must_get::<String>("id")?;
        let mut fluent = FluentArgs::new();
        for name in ["n", "of"] {
            if let Some(value) = args.get::<i64>(name)? {
                fluent.set(name, FluentValue::from(value));
            }
        }
        own.format(&id, Some(&fluent)).map_err(tera::Error::message)
    });
    tera.register_filter("unbroken", |text: &str, _: Kwargs, _: &State<'_>| Value::safe_string(&unbroken(text)));
    let files = site.theme.templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    tera.add_raw_templates(files).map_err(|error| SiteError::Theme(format!("templates/: {}", chain(&error))))?;
    Ok(tera)
}

/// An error with what it came from.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}
