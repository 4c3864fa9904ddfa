//! Which page answers which address.

use serde::Serialize;

use mulu_core::message::Lang;

use super::choices::Choose;
use super::templates::PageHead;
use super::{Desk, DeskRequest, DeskResponse, changed, hand_in, preview, record_form, search, start, task, task_form};

/// The cookie that keeps the language.
const LANGUAGE: &str = "mulu-desk-lang";

/// A request that was let in.
pub struct AdmittedRequest<'v> {
    /// The desk.
    pub desk: &'v Desk,
    /// The request.
    pub asked: &'v DeskRequest,
    /// The language of the answer.
    pub lang: Lang,
    /// The address of the page with its query, for the other language.
    pub address: String,
}

/// Answers a request that was let in.
pub fn answer(desk: &Desk, asked: &DeskRequest) -> DeskResponse {
    let chosen = asked.query.get("lang").and_then(|tag| tag.parse::<Lang>().ok());
    let kept = || {
        let mut cookies = asked.cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
        cookies.find(|(name, _)| *name == LANGUAGE).and_then(|(_, tag)| tag.parse::<Lang>().ok())
    };
    let lang = chosen.or_else(kept).unwrap_or(desk.lang);
    let visit = AdmittedRequest { desk, asked, lang, address: address(asked) };
    let mut reply = routed(&visit);
    if chosen.is_some() {
        reply.cookie = Some(format!("{LANGUAGE}={}; Path=/desk; SameSite=Strict", lang.tag()));
    }
    reply
}

fn routed(visit: &AdmittedRequest<'_>) -> DeskResponse {
    let asked = visit.asked;
    let path = asked.path.strip_prefix("/desk").unwrap_or_default().trim_matches('/');
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    match (asked.is_post, first, rest) {
        (false, "", "") => start::show(visit),
        (false, "search", "") => search::show(visit),
        (false, "choices", "") => choices(visit),
        (is_post, "task", id) => match task::task(id) {
            Some(task) if is_post => task_form::carry_out(visit, task),
            Some(task) => task_form::show(visit, task),
            None => missing(visit),
        },
        (false, "record", "") => record_form::show(visit),
        (true, "record", "") => record_form::save(visit),
        (false, "new", "") => record_form::choose_kind(visit),
        (false, "new", kind) => record_form::show_new(visit, kind),
        (true, "new", kind) => record_form::save_new(visit, kind),
        (false, "preview", page) => preview::show(visit, page),
        (false, "changed", "") => changed::show(visit),
        (true, "undo", "") => changed::undo(visit),
        (false, "hand-in", "") => hand_in::show(visit),
        (true, "hand-in", "") => hand_in::carry_out(visit),
        (false, "desk.css", "") => DeskResponse::file("text/css; charset=utf-8", sheet()),
        (false, "desk.js", "") => {
            DeskResponse::file("text/javascript; charset=utf-8", include_bytes!("assets/desk.js").to_vec())
        }
        _ => missing(visit),
    }
}

/// The site's own sheet, and behind it what only the desk has.
fn sheet() -> Vec<u8> {
    [&include_bytes!("../../site/assets/site.css")[..], &include_bytes!("assets/desk.css")[..]].concat()
}

/// The address of a page, for the same in another language. What a form sent is not in it.
fn address(asked: &DeskRequest) -> String {
    let pairs = asked
        .query
        .iter()
        .map(|(name, value)| format!("{}={}", mulu_core::percent::part(name), mulu_core::percent::part(value)));
    let query = pairs.collect::<Vec<_>>().join("&");
    if query.is_empty() { asked.path.clone() } else { format!("{}?{query}", asked.path) }
}

/// Choices for somebody who types.
fn choices(visit: &AdmittedRequest<'_>) -> DeskResponse {
    let query = &visit.asked.query;
    let Some(choose) = Choose::from_id(query.text("of")) else { return missing(visit) };
    let found =
        visit.desk.with_registry(|registry, _, day| choose.search(query.text("q"), (registry, day, visit.lang)));
    found.map_or_else(|why| problem(visit, 500, &why), |found| json(&found))
}

/// An answer for the desk's own script.
pub fn json(what: &impl Serialize) -> DeskResponse {
    DeskResponse::file("application/json", serde_json::to_vec(what).unwrap_or_default())
}

#[derive(Serialize)]
struct Problem<'p> {
    text: &'p str,
}

/// A page that says what is wrong.
pub fn problem(visit: &AdmittedRequest<'_>, status: u16, text: &str) -> DeskResponse {
    let title = if visit.lang == Lang::Zh { "没有办成" } else { "It could not be done" };
    let head = PageHead { lang: visit.lang, section: "", title, address: "/desk/" };
    visit.desk.page(status, "problem.html", &head, &Problem { text })
}

/// A page that says that there is none.
pub fn missing(visit: &AdmittedRequest<'_>) -> DeskResponse {
    let zh = "没有这一页。可能记录已经改名或移走";
    let en = "There is no such page: the record may have been renamed or moved";
    problem(visit, 404, if visit.lang == Lang::Zh { zh } else { en })
}
