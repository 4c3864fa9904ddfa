//! What each kind of page shows: its view, its template, and what it says of itself to the frame around it.

use serde::Serialize;
use tera::Context;

use super::Renderer;
use crate::input_hasher::InputHasher;
use crate::pagination;
use crate::route::{Page, Route, SignableDocument};
use crate::translations::Arg;
use crate::views::parts::StandardRow;
use mulu_core::address;
use mulu_core::model::Kind;

impl Renderer<'_> {
    /// Gathers the page's views, and names its template.
    pub(super) fn show(&self, page: &Page, context: &mut TemplateContext, head: &mut PageMeta) -> &'static str {
        let fill = self.fill();
        let word = |id: &str| fill.translations.word(id);
        let (route, continuation) = page.route.split();
        context.insert("only", continuation.map_or_else(String::new, |(list, _)| list.to_owned()));
        match route {
            Route::Overview => {
                *head = PageMeta {
                    title: self.frame().title.clone(),
                    description: self.frame().description.clone(),
                    ..PageMeta::index("home")
                };
                insert(context, "overview", fill.overview(), "index.html")
            }
            Route::Standards(sheet) => {
                *head = PageMeta { title: word("standards-title"), ..PageMeta::index("catalogue") };
                self.table(context, "standards/index.html", route, *sheet);
                insert(context, "standards", fill.standards(*sheet), "standards-index.html")
            }
            Route::Standard(index) => {
                let view = fill.standard(*index, continuation);
                let title = format!("{} {}", view.number, view.title).trim().to_owned();
                *head = PageMeta { title, lang: view.title_lang.clone(), ..PageMeta::of("catalogue") };
                insert(context, "standard", view, "standard.html")
            }
            Route::Classes => {
                *head = PageMeta { title: word("classes-title"), ..PageMeta::index("classes") };
                insert(context, "classes", fill.classes(), "classes-index.html")
            }
            Route::Class(index, sheet) => {
                let view = fill.class(*index, *sheet, continuation);
                *head =
                    PageMeta { title: view.title.clone(), lang: view.title_lang.clone(), ..PageMeta::of("classes") };
                self.table(context, &address::class(&view.id), route, *sheet);
                insert(context, "class", view, "class.html")
            }
            Route::Levels => {
                *head = PageMeta { title: word("levels-title"), ..PageMeta::index("levels") };
                insert(context, "levels", fill.levels(), "levels-index.html")
            }
            Route::Level(level, sheet) => {
                *head = PageMeta { title: word(&format!("level-{}", level.id())), ..PageMeta::of("levels") };
                self.table(context, &address::level(level.id()), route, *sheet);
                insert(context, "level", fill.level(*level, *sheet), "level.html")
            }
            Route::Reviews => {
                *head = PageMeta { title: word("reviews-title"), ..PageMeta::index("reviews") };
                insert(context, "reviews", fill.reviews(continuation), "reviews.html")
            }
            Route::Policies => {
                *head = PageMeta { title: word("policies-title"), ..PageMeta::index("policies") };
                insert(context, "policies", fill.policies(continuation), "policies-index.html")
            }
            Route::Policy(index) => {
                let view = fill.policy(*index, continuation);
                *head =
                    PageMeta { title: view.title.clone(), lang: view.title_lang.clone(), ..PageMeta::of("policies") };
                insert(context, "policy", view, "policy.html")
            }
            Route::Agencies => {
                *head = PageMeta { title: word("agencies-title"), ..PageMeta::index("agencies") };
                insert(context, "agencies", fill.agencies(continuation), "agencies-index.html")
            }
            Route::Agency(index) => {
                let view = fill.agency(*index, continuation);
                *head = PageMeta { title: view.name.clone(), lang: view.name_lang.clone(), ..PageMeta::of("agencies") };
                insert(context, "agency", view, "agency.html")
            }
            Route::Projects => {
                *head = PageMeta { title: word("projects-title"), ..PageMeta::index("projects") };
                insert(context, "projects", fill.projects(continuation), "projects-index.html")
            }
            Route::Project(index) => {
                let view = fill.project(*index, continuation);
                *head = PageMeta { title: view.name.clone(), lang: view.name_lang.clone(), ..PageMeta::of("projects") };
                insert(context, "project", view, "project.html")
            }
            Route::Opinion(index) => {
                let view = fill.opinion(*index, self.day_of_opinion());
                *head = PageMeta {
                    title: format!("{}{}{}", word("opinion"), word("colon"), view.name),
                    lang: view.name_lang.clone(),
                    ..PageMeta::of("projects")
                };
                insert(context, "opinion", view, "opinion.html")
            }
            Route::Official(document) => {
                let view = fill.document(*document, &page.path);
                let section = match document {
                    SignableDocument::Opinion(_) | SignableDocument::ProjectNotice(..) => "projects",
                    SignableDocument::AgencyNotice(..) | SignableDocument::Assessment(_) => "agencies",
                    SignableDocument::Announcement(_) => "changes",
                };
                let title = format!("{}{}{}", view.title, word("colon"), view.about.text);
                *head = PageMeta { title, ..PageMeta::of(section) };
                insert(context, "official", view, "official.html")
            }
            Route::Resources => {
                *head = PageMeta { title: word("resources-title"), ..PageMeta::index("resources") };
                insert(context, "resources", fill.information_resources(continuation), "resources-index.html")
            }
            Route::Resource(index) => {
                let view = fill.resource(*index, continuation);
                *head =
                    PageMeta { title: view.name.clone(), lang: view.name_lang.clone(), ..PageMeta::of("resources") };
                insert(context, "resource", view, "resource.html")
            }
            Route::Records(Kind::Docket) => {
                *head = PageMeta { title: word("cases-title"), ..PageMeta::index(Kind::Docket.id()) };
                insert(context, "cases", fill.cases(continuation), "cases.html")
            }
            Route::Record(Kind::Docket, place) => {
                let view = fill.docket(*place, continuation);
                *head = PageMeta {
                    title: view.name.clone(),
                    lang: view.name_lang.clone(),
                    ..PageMeta::of(Kind::Docket.id())
                };
                insert(context, "docket", view, "docket.html")
            }
            Route::Records(kind) => {
                let view = fill.records(*kind, continuation);
                *head = PageMeta { title: view.title.clone(), ..PageMeta::index(kind.id()) };
                insert(context, "records", view, "records.html")
            }
            Route::Moved(kind, place) => {
                *head = PageMeta { title: word("moved-title"), ..PageMeta::of("") };
                insert(context, "moved", fill.moved(*kind, *place), "moved.html")
            }
            Route::Record(kind, place) => {
                let view = fill.record_page(*kind, *place, continuation);
                let title = view.as_ref().map(|view| (view.title.clone(), view.title_lang.clone()));
                let (title, lang) = title.unwrap_or_default();
                *head = PageMeta { title, lang, ..PageMeta::of(kind.id()) };
                insert(context, "record", view, "record.html")
            }
            Route::Changes => {
                *head = PageMeta { title: word("changes-title"), ..PageMeta::index("changes") };
                insert(context, "changes", fill.changes(continuation), "changes.html")
            }
            Route::Edition(index) => {
                let view = fill.edition(*index);
                let name = view.as_ref().map_or("", |view| view.name.as_str());
                *head = PageMeta {
                    title: fill.translations.say("edition-title", &[("name", Arg::Text(name))]),
                    ..PageMeta::of("changes")
                };
                insert(context, "edition", view, "edition.html")
            }
            Route::Data => {
                *head = PageMeta { title: word("data-title"), ..PageMeta::index("data") };
                insert(context, "data", fill.data(), "data.html")
            }
            Route::Apply => {
                *head = PageMeta { title: word("apply-title"), ..PageMeta::index("apply") };
                insert(context, "apply", fill.apply(continuation), "apply.html")
            }
            Route::Plan => {
                *head = PageMeta { title: word("plan-title"), ..PageMeta::of("classes") };
                insert(context, "plan", fill.plan(), "plan.html")
            }
            Route::Print => {
                *head = PageMeta { title: word("print-title"), ..PageMeta::of("catalogue") };
                insert(context, "print", fill.print(self.pdf_file()), "print.html")
            }
            Route::Rules => {
                *head = PageMeta { title: word("rules-title"), ..PageMeta::index("rules") };
                insert(context, "rules", fill.rules(), "rules-index.html")
            }
            Route::Rule(rule) => {
                *head = PageMeta { title: rule.id.to_owned(), ..PageMeta::of("rules") };
                insert(context, "rule", fill.rule(rule, continuation), "rule.html")
            }
            Route::Guide(name) => {
                let view = fill.guide(name);
                *head = PageMeta { title: view.title.clone(), section_index: name == "index", ..PageMeta::of("guide") };
                insert(context, "guide", view, "page.html")
            }
            Route::Search => {
                *head = PageMeta { title: word("search-title"), ..PageMeta::index("search") };
                insert(context, "standards", fill.standards(0), "search.html")
            }
            Route::Build => {
                *head = PageMeta { title: word("build-title"), ..PageMeta::of("") };
                insert(context, "build", fill.build(), "build.html")
            }
            Route::Facet(facet, value, sheet) => {
                let view = fill.facet_page(facet, value, fill.sheet(route).unwrap_or_default());
                *head = PageMeta { title: view.title.clone(), ..PageMeta::of("catalogue") };
                let path = address::facet(facet, value);
                context.insert("pager", pagination::pager_of(&path, *sheet, view.total as usize, pagination::LINES));
                insert(context, "facet", view, "facet.html")
            }
            // No list goes on in the rest of a list.
            Route::Continuation(..) | Route::NotFound => {
                *head = PageMeta { title: word("not-found"), ..PageMeta::of("") };
                "404.html"
            }
        }
    }

    /// Puts one page of a table of standards into the context.
    fn table(&self, context: &mut TemplateContext, path: &str, route: &Route, sheet: usize) {
        let (total, rows) = self.fill().sheet(route).unwrap_or_default();
        let rows: Vec<StandardRow> = rows.into_iter().map(|index| self.fill().row(index)).collect();
        context.insert("rows", rows);
        context.insert("pager", pagination::pager(path, sheet, total));
    }
}

/// A view that waits until its page is rendered: here, or by who makes a part of the site.
pub trait PendingView {
    /// Puts it where templates see it.
    fn insert(&self, context: &mut Context);

    /// Adds it, by its name, to what a part of the site makes the page from.
    ///
    /// # Errors
    /// When the view holds what cannot be written.
    fn write(&self, out: &mut Vec<u8>) -> Result<(), rmp_serde::encode::Error>;
}

/// A view, and the name that its template has for it.
struct NamedView<T> {
    name: &'static str,
    view: T,
}

impl<T: Serialize> PendingView for NamedView<T> {
    fn insert(&self, context: &mut Context) {
        context.insert(self.name, &self.view);
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), rmp_serde::encode::Error> {
        rmp_serde::encode::write(out, self.name)?;
        rmp_serde::encode::write_named(out, &self.view)
    }
}

/// The views of a page, by the names that its template has for them; summed up where that is asked for.
pub(super) struct TemplateContext {
    waiting: Vec<Box<dyn PendingView>>,
    sum: Option<InputHasher>,
}

impl TemplateContext {
    /// No views yet.
    pub fn with(sum: Option<InputHasher>) -> Self {
        TemplateContext { waiting: Vec::new(), sum }
    }

    /// Adds a view. Only where the page is rendered is it turned into what templates see: many pages turn out to be there already.
    pub fn insert<T: Serialize + 'static>(&mut self, key: &'static str, view: T) {
        self.sum = self.sum.take().and_then(|mut sum| {
            sum.add(key.as_bytes());
            // A page with a view that cannot be summed is made each time.
            sum.add_view(&view).then_some(sum)
        });
        self.waiting.push(Box::new(NamedView { name: key, view }));
    }

    /// The views, and the sum of them.
    pub fn split(self) -> (Vec<Box<dyn PendingView>>, Option<InputHasher>) {
        (self.waiting, self.sum)
    }
}

/// What a page says of itself to the frame around it.
#[derive(Default)]
pub(super) struct PageMeta {
    pub title: String,
    pub lang: Option<String>,
    pub description: Option<String>,
    pub section: &'static str,
    pub section_index: bool,
}

impl PageMeta {
    pub fn of(section: &'static str) -> Self {
        PageMeta { section, ..PageMeta::default() }
    }

    pub fn index(section: &'static str) -> Self {
        PageMeta { section, section_index: true, ..PageMeta::default() }
    }
}

fn insert<T: Serialize + 'static>(
    context: &mut TemplateContext,
    key: &'static str,
    view: T,
    template: &'static str,
) -> &'static str {
    context.insert(key, view);
    template
}
