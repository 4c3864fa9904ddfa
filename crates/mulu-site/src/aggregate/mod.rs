//! One overview over many registries: pages in both languages, and tables for programs. Every figure leads to the registry that it is of.

mod tables;
mod view;

use rayon::prelude::*;
use tera::Context;

use mulu_core::address;
use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::output::{Output, Tally};
use mulu_core::summary::RegistrySummary;

use crate::localised_theme::{LocalisedTheme, error_chain};
use crate::pagination::{page_count, pager, path_of, rows_of};
use crate::{SiteError, Theme};

use view::{Adopted, AggregatePage, adopted};

/// The languages of an overview; the first lives at the top.
const LANGUAGES: [(Lang, &str); 2] = [(Lang::Zh, ""), (Lang::En, "en/")];

/// The first page of the table of all standards.
const STANDARDS: &str = "standards/index.html";

/// Writes the overview over registries on a day into a folder.
///
/// # Errors
/// When a template is wrong, or a file cannot be written.
pub fn aggregate(registries: &[RegistrySummary], day: Day, output: Output) -> Result<Tally, SiteError> {
    let theme = Theme::load(None)?;
    let standards = adopted(registries);
    let mut files = tables::files(registries, &standards, day);
    let assets = ["site.css", "favicon.svg"].into_iter();
    files.extend(assets.filter_map(|name| Some((format!("assets/{name}"), theme.assets.get(name)?.clone()))));
    for (lang, folder) in LANGUAGES {
        let words = LocalisedTheme::of(&theme, lang)?;
        let view = AggregatePage::of(registries, &standards, lang);
        files.push((
            format!("{folder}index.html"),
            page(&words, day, "aggregate.html", (folder, "index.html"), |context| {
                context.insert("overview", &view);
            })?,
        ));
        let pages: Vec<(String, Vec<u8>)> = standards
            .par_iter()
            .map(|standard| {
                let path = standard_page(standard);
                let bytes = page(&words, day, "aggregate-standard.html", (folder, &path), |context| {
                    context.insert("standard", &view::standard(registries, standard, lang));
                })?;
                Ok((format!("{folder}{path}"), bytes))
            })
            .collect::<Result<_, SiteError>>()?;
        files.extend(pages);
        files.extend(all_standards(&words, day, &standards, (lang, folder))?);
    }
    write(output, files)
}

/// The table of all standards, so many to a page.
fn all_standards(
    words: &LocalisedTheme,
    day: Day,
    standards: &[Adopted],
    (lang, folder): (Lang, &str),
) -> Result<Vec<(String, Vec<u8>)>, SiteError> {
    let sheet = |sheet: usize| {
        let path = path_of(STANDARDS, sheet);
        let bytes = page(words, day, "aggregate-standards.html", (folder, &path), |context| {
            context.insert("all", &standards.len());
            context.insert("rows", &view::rows(rows_of(standards, sheet), lang));
            context.insert("pager", &pager(STANDARDS, sheet, standards.len()));
        })?;
        Ok((format!("{folder}{path}"), bytes))
    };
    (0..page_count(standards.len())).into_par_iter().map(sheet).collect()
}

/// The page of a standard, from the top of its language.
fn standard_page(standard: &Adopted) -> String {
    format!("standards/{}.html", address::file_name(&standard.id))
}

/// Renders a page that lies at a path in the folder of its language.
fn page(
    words: &LocalisedTheme,
    day: Day,
    template: &str,
    (folder, path): (&str, &str),
    fill: impl FnOnce(&mut Context),
) -> Result<Vec<u8>, SiteError> {
    let mut context = Context::new();
    let up = address::up(path);
    context.insert("day", &day.to_string());
    let twin = if folder.is_empty() { "en/" } else { "../" };
    context.insert("home", &up);
    context.insert("root", &format!("{up}{}", address::up(folder)));
    context.insert("twin", &format!("{up}{twin}{}", address::encode_path(path)));
    context.insert("version", env!("CARGO_PKG_VERSION"));
    fill(&mut context);
    let rendered = words.tera.render(template, &context);
    rendered
        .map(String::into_bytes)
        .map_err(|error| SiteError::Theme(format!("templates/{template}: {}", error_chain(&error))))
}

fn write(output: Output, mut files: Vec<(String, Vec<u8>)>) -> Result<Tally, SiteError> {
    files.sort_unstable();
    let writing =
        output.announce(files.iter().map(|(path, _)| path.as_str()).collect()).map_err(SiteError::Unwritable)?;
    files
        .par_iter()
        .enumerate()
        .try_for_each(|(place, (_, bytes))| writing.write(place, bytes, None))
        .and_then(|()| writing.finish())
        .map_err(SiteError::Unwritable)
}
