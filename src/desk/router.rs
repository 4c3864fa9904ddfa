//! The desk on the network: requests in, answers out, each with the headers that keep other sites away.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use axum::routing::any;

use mulu_core::limits::FORM_BYTES;

use super::{Desk, DeskRequest, DeskResponse, Pairs};

/// No script, sheet, picture or frame but the desk's own; no form that goes elsewhere; no page elsewhere that shows the desk.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'";

/// A page that may come from a stranger's files: as above, with no script at all, and as if from another site.
const SANDBOXED: &str = "sandbox; default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/// The routes of the desk.
pub fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/desk", any(answer))
        .route("/desk/", any(answer))
        .route("/desk/{*path}", any(answer))
        .with_state(desk)
}

async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !matches!(parts.method, Method::GET | Method::HEAD | Method::POST) {
        return respond(plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and POST are answered"));
    }
    let Ok(bytes) = to_bytes(body, FORM_BYTES).await else {
        let most = FORM_BYTES >> 20;
        let words = format!("这张表单超过 {most} MiB · this form is larger than {most} MiB");
        return respond(plain(StatusCode::PAYLOAD_TOO_LARGE, &words));
    };
    let asked = DeskRequest {
        is_post: parts.method == Method::POST,
        path: parts.uri.path().to_owned(),
        query: Pairs::parse(parts.uri.query().unwrap_or_default()),
        form: Pairs::parse(&String::from_utf8_lossy(&bytes)),
        host: text(&parts.headers, &header::HOST).unwrap_or_default(),
        origin: text(&parts.headers, &header::ORIGIN),
        fetch_site: text(&parts.headers, &HeaderName::from_static("sec-fetch-site")),
        cookies: text(&parts.headers, &header::COOKIE).unwrap_or_default(),
    };
    // Reading a registry takes a while; the site is served on meanwhile.
    let answered = tokio::task::spawn_blocking(move || desk.answer(&asked)).await;
    respond(answered.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "the desk could not answer")))
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn plain(status: StatusCode, text: &str) -> DeskResponse {
    DeskResponse {
        status: status.as_u16(),
        content_type: "text/plain; charset=utf-8",
        body: text.as_bytes().to_vec(),
        ..DeskResponse::default()
    }
}

fn respond(reply: DeskResponse) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_TYPE, reply.content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CONTENT_SECURITY_POLICY, if reply.is_sandboxed { SANDBOXED } else { POLICY }),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    headers.extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
    let made = [(header::LOCATION, reply.location), (header::SET_COOKIE, reply.cookie)];
    for (name, value) in made {
        if let Some(Ok(value)) = value.map(|value| HeaderValue::from_str(&mulu_core::percent::ascii(&value))) {
            headers.insert(name, value);
        }
    }
    response
}
