//! Requests in, pages out.

use std::io;
use std::net::SocketAddr;
use std::sync::mpsc::Sender;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::get;

use mulu_core::percent;

use super::ServeEvent;
use super::worker::{FileResponse, Request};
use crate::html::escaped;

/// What open pages run to reload themselves. A file of its own, since the pages allow no inline script.
const RELOAD_JS: &str = "new EventSource('/.mulu/events').addEventListener('change', () => location.reload());\n";
const RELOAD_TAG: &str = "<script src=\"/.mulu/reload.js\" defer></script>\n</body>";

#[derive(Clone)]
struct ServerState {
    requests: Sender<Request>,
    reloads: tokio::sync::watch::Receiver<u64>,
    /// Whether a desk is open beside the site: no page of a registry's own theme may then speak to it.
    is_apart: bool,
}

/// Listens and answers until the process ends.
pub fn run(
    address: SocketAddr,
    requests: Sender<Request>,
    reloads: &tokio::sync::watch::Sender<u64>,
    desk: Option<Router>,
    tell: &dyn Fn(&ServeEvent),
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        tell(&ServeEvent::Listening(listener.local_addr()?));
        let state = ServerState { requests, reloads: reloads.subscribe(), is_apart: desk.is_some() };
        let app = Router::new()
            .route("/.mulu/reload.js", get(|| async { file("reload.js", RELOAD_JS.into()) }))
            .route("/.mulu/events", get(events))
            .fallback(page)
            .with_state(state)
            .merge(desk.unwrap_or_default());
        axum::serve(listener, app).await
    })
}

/// A page or another file of the site. The path is looked up among the site's files and never put together with a folder, so no
/// path leads out of the site.
async fn page(State(state): State<ServerState>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if !is_local(&headers) {
        return plain(StatusCode::FORBIDDEN, "this server answers to localhost only");
    }
    if method != Method::GET && method != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET is answered");
    }
    // What is not UTF-8 then is not a path of ours.
    let mut path = percent::decoded(uri.path().trim_start_matches('/')).unwrap_or_default().into_owned();
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    let (reply, answer) = tokio::sync::oneshot::channel();
    let asked = state.requests.send(Request::File(path.clone(), reply)).is_ok();
    let answered = answered(&path, asked, answer.await);
    if state.is_apart { apart(answered) } else { answered }
}

/// A page as if it were another site's: its scripts run, but they can neither read the desk nor send its forms.
fn apart(mut response: Response) -> Response {
    const APART: &str = "sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(APART));
    response
}

fn answered(path: &str, asked: bool, answer: Result<FileResponse, tokio::sync::oneshot::error::RecvError>) -> Response {
    match answer {
        Ok(FileResponse::File(bytes)) if asked => file(path, bytes),
        Ok(FileResponse::Missing(bytes)) => {
            let mut response = file("404.html", bytes);
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
        Ok(FileResponse::Failed(why)) => failure(&why),
        Ok(FileResponse::File(_)) | Err(_) => {
            plain(StatusCode::SERVICE_UNAVAILABLE, "the site is being loaded: try again")
        }
    }
}

/// A site on another host may make a browser ask this one (DNS rebinding); its name is then in the header.
fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "[::1]")
}

fn file(path: &str, mut bytes: Vec<u8>) -> Response {
    let kind = match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("jsonld") => "application/ld+json",
        Some("md") => "text/markdown; charset=utf-8",
        Some("txt" | "bib" | "ris" | "ndjson") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("xml" | "atom") => "application/xml",
        Some("csv") => "text/csv; charset=utf-8",
        Some("ics") => "text/calendar; charset=utf-8",
        _ => "application/octet-stream",
    };
    if kind.starts_with("text/html") {
        bytes = with_reload(bytes);
    }
    respond(StatusCode::OK, kind, Body::from(bytes))
}

fn with_reload(bytes: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(html) => html.replacen("</body>", RELOAD_TAG, 1).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// What stopped the build, in the page that was asked for; it reloads when that is fixed.
fn failure(why: &str) -> Response {
    let why = escaped(why);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>mulu</title></head>\n<body>\n<h1>无法生成 · cannot be built</h1>\n<pre>{why}</pre>\n</body>\n</html>\n"
    );
    let mut response = file("failure.html", html.into_bytes());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    respond(status, "text/plain; charset=utf-8", Body::from(text))
}

fn respond(status: StatusCode, kind: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    response
}

/// Server-sent events (HTML Standard 9.2): one at each load of the registry after the page's own.
async fn events(State(state): State<ServerState>, headers: HeaderMap) -> Response {
    if !is_local(&headers) {
        return plain(StatusCode::FORBIDDEN, "this server answers to localhost only");
    }
    let mut reloads = state.reloads.clone();
    reloads.mark_unchanged();
    let stream = reload_events(reloads);
    let mut response = respond(StatusCode::OK, "text/event-stream", Body::from_stream(stream));
    // A page that is kept apart from the desk asks from no origin; the events count reloads, and tell nothing else.
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, header::HeaderValue::from_static("*"));
    response
}

/// The stream of reload events.
fn reload_events(
    reloads: tokio::sync::watch::Receiver<u64>,
) -> impl futures_util::Stream<Item = Result<Bytes, std::convert::Infallible>> {
    futures_util::stream::unfold(reloads, |mut reloads| async move {
        reloads.changed().await.ok()?;
        let count = *reloads.borrow_and_update();
        Some((Ok(Bytes::from(format!("event: change\ndata: {count}\n\n"))), reloads))
    })
}

#[cfg(test)]
mod tests;
