//! The page of a record as it will be: the site's own builder over the registry as a form would make it.

use mulu_core::address;
use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::registry::Registry;
use mulu_core::source::stem;
use mulu_site::{Evaluation, LocalisedTheme, Site, Theme};

use super::pages::{AdmittedRequest, missing, problem};
use super::{DeskResponse, WorkOutcome};

/// A registry that is shown and not written.
pub struct RegistryPreview {
    registry: Registry,
    day: Day,
}

/// Keeps a registry as a form would make it, and shows the record's page.
pub fn keep(visit: &AdmittedRequest<'_>, path: &str, outcome: WorkOutcome) -> DeskResponse {
    let Some(page) = Kind::of_path(path).and_then(|kind| address::record(kind, stem(path))) else {
        return missing(visit);
    };
    let mut registry = outcome.registry;
    registry.config.site_url = None;
    let languages = &registry.config.languages;
    let is_other = visit.lang == Lang::En && languages.first() != Some(&Lang::En) && languages.contains(&Lang::En);
    let page = if is_other { format!("en/{page}") } else { page };
    let day = (visit.desk.day)(&registry.config);
    *visit.desk.previewed.lock().unwrap_or_else(std::sync::PoisonError::into_inner) =
        Some(RegistryPreview { registry, day });
    DeskResponse::see(format!("/desk/preview/{page}"))
}

/// A file of the site over the registry that was kept.
pub fn show(visit: &AdmittedRequest<'_>, path: &str) -> DeskResponse {
    let kept = visit.desk.previewed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let Some(RegistryPreview { registry, day }) = kept.as_ref() else { return missing(visit) };
    let path = mulu_core::percent::decoded(path).unwrap_or_default().into_owned();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match made(visit, registry, *day, &path) {
        Ok(Some(bytes)) if ending == "css" => DeskResponse::file("text/css; charset=utf-8", bytes),
        Ok(Some(bytes)) if ending == "svg" => {
            DeskResponse { is_sandboxed: true, ..DeskResponse::file("image/svg+xml", bytes) }
        }
        // A registry may have a theme of its own, with scripts: none of them runs beside the desk.
        Ok(Some(bytes)) if ending == "html" => {
            DeskResponse { is_sandboxed: true, ..DeskResponse::file("text/html; charset=utf-8", bytes) }
        }
        Ok(_) => missing(visit),
        Err(why) => problem(visit, 500, &why),
    }
}

fn made(visit: &AdmittedRequest<'_>, registry: &Registry, day: Day, path: &str) -> Result<Option<Vec<u8>>, String> {
    let theme = Theme::load(Some(&visit.desk.root)).map_err(|error| error.to_string())?;
    let themes = LocalisedTheme::all(&theme, &registry.config.languages).map_err(|error| error.to_string())?;
    let site = Site { registry, day, revision: None, history: None, theme: &theme, printer: None };
    site.with_builder(Evaluation::Lazy, &themes, |builder| builder.make(path))
        .transpose()
        .map_err(|error| error.to_string())
}
