//! Requests and answers, without a network.

use std::sync::mpsc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use futures_util::StreamExt as _;
use proptest::prelude::*;

use super::{RELOAD_TAG, ServerState, events, file, is_local, page, reload_events, with_reload};
use crate::serve::worker::{FileResponse, Request};

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().unwrap()
}

fn host(name: &str) -> HeaderMap {
    HeaderMap::from_iter([(header::HOST, HeaderValue::from_str(name).unwrap())])
}

/// The answer to a request, and the paths of the files that the worker was asked for; it answers with what `made` says.
fn ask(method: Method, uri: &str, headers: HeaderMap, made: fn() -> FileResponse) -> (Response, Vec<String>) {
    let (requests, inbox) = mpsc::channel();
    let state = ServerState { requests, reloads: tokio::sync::watch::Sender::new(0).subscribe(), is_apart: false };
    let worker = std::thread::spawn(move || {
        let mut asked = Vec::new();
        while let Ok(Request::File(path, reply)) = inbox.recv() {
            asked.push(path);
            let _ = reply.send(made());
        }
        asked
    });
    let response = runtime().block_on(page(State(state), method, uri.parse::<Uri>().unwrap(), headers));
    (response, worker.join().unwrap())
}

fn get(uri: &str) -> (Response, Vec<String>) {
    ask(Method::GET, uri, host("localhost:8000"), || FileResponse::File(b"bytes".to_vec()))
}

fn body(response: Response) -> String {
    let bytes = runtime().block_on(async { axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap() });
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn content_type(response: &Response) -> &str {
    response.headers()[header::CONTENT_TYPE].to_str().unwrap()
}

/// A path as the server reads it: what is not UTF-8 is not a path of ours.
fn decode(path: &str) -> String {
    mulu_core::percent::decoded(path).unwrap_or_default().into_owned()
}

#[test]
fn this_machine_has_three_names_with_any_port() {
    for name in [
        "localhost",
        "LOCALHOST",
        "LocalHost:8000",
        "localhost:8000",
        "127.0.0.1",
        "127.0.0.1:80",
        "[::1]",
        "[::1]:8000",
    ] {
        assert!(is_local(&host(name)), "{name}");
    }
    for name in [
        "example.org",
        "localhost.example.org",
        "localhost:80.example.org",
        "127.0.0.1.nip.io:80",
        "127.0.0.2",
        "clerk@localhost",
        "localhost:8000:9",
        "[::2]:80",
        "",
    ] {
        assert!(!is_local(&host(name)), "{name}");
    }
    assert!(!is_local(&HeaderMap::new()));
}

#[test]
fn another_hosts_name_is_refused_before_anything_is_made() {
    let (response, asked) = ask(Method::GET, "/", host("rebound.example.org"), || FileResponse::File(Vec::new()));
    assert_eq!((response.status(), asked.len()), (StatusCode::FORBIDDEN, 0));
    let state = ServerState {
        requests: mpsc::channel().0,
        reloads: tokio::sync::watch::Sender::new(0).subscribe(),
        is_apart: false,
    };
    let refused = runtime().block_on(events(State(state), host("rebound.example.org")));
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
}

#[test]
fn only_reading_is_answered() {
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
        let (response, asked) = ask(method, "/", host("localhost"), || FileResponse::File(Vec::new()));
        assert_eq!((response.status(), asked.len()), (StatusCode::METHOD_NOT_ALLOWED, 0));
    }
    let (response, asked) = ask(Method::HEAD, "/", host("localhost"), || FileResponse::File(Vec::new()));
    assert_eq!((response.status(), asked), (StatusCode::OK, vec!["index.html".to_owned()]));
}

#[test]
fn a_folder_is_its_index_and_a_path_is_decoded() {
    for (uri, path) in [
        ("/", "index.html"),
        ("/en/", "en/index.html"),
        ("/api/v1/a.json?x=1", "api/v1/a.json"),
        ("/policies/%E5%8A%9E%E6%B3%95.html", "policies/办法.html"),
        ("/a%2Fb", "a/b"),
        ("/%2e%2e/%2e%2e/etc/passwd", "../../etc/passwd"),
        ("//etc/passwd", "etc/passwd"),
    ] {
        assert_eq!(get(uri).1, [path], "{uri}");
    }
}

#[test]
fn escapes_are_two_digits_and_anything_else_stands_for_itself() {
    for (path, decoded) in [
        ("%41%62", "Ab"),
        ("100%", "100%"),
        ("%4", "%4"),
        ("%zz", "%zz"),
        ("%+1", "%+1"),
        ("%%41", "%A"),
        ("%E5%8A%9E", "办"),
        ("%FF", ""),
        ("", ""),
    ] {
        assert_eq!(decode(path), decoded, "{path}");
    }
}

#[test]
fn a_file_is_sent_as_what_its_name_says_and_never_kept_or_guessed() {
    for (path, kind) in [
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("search/base.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json"),
        ("dcat.jsonld", "application/ld+json"),
        ("a.bib", "text/plain; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("feed.atom", "application/xml"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.woff2", "application/octet-stream"),
        ("LICENCE", "application/octet-stream"),
    ] {
        let response = file(path, b"x".to_vec());
        assert_eq!(content_type(&response), kind, "{path}");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
        assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    }
}

#[test]
fn a_page_reloads_itself_and_no_other_file_is_touched() {
    let html = "<body>甲</body>\n<!-- </body> -->";
    assert_eq!(body(file("a.html", html.into())), format!("<body>甲{RELOAD_TAG}\n<!-- </body> -->"));
    assert_eq!(body(file("a.json", html.into())), html);
    assert_eq!(with_reload(b"\xff</body>".to_vec()), b"\xff</body>");
}

#[test]
fn what_is_missing_is_said_with_the_sites_own_page() {
    let (response, _) =
        ask(Method::GET, "/none", host("localhost"), || FileResponse::Missing(b"<body>none</body>".to_vec()));
    assert_eq!((response.status(), content_type(&response)), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"));
    assert!(body(response).contains("reload.js"));
}

#[test]
fn what_stopped_the_build_is_shown_as_text_in_a_page_that_reloads() {
    let failed = || FileResponse::Failed("<script>alert(1)</script> & more".to_owned());
    let (response, _) = ask(Method::GET, "/", host("localhost"), failed);
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let page = body(response);
    assert!(page.contains("<pre>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</pre>"), "{page}");
    assert!(page.contains("reload.js"));
}

#[test]
fn without_a_worker_it_is_said_to_try_again() {
    let (requests, inbox) = mpsc::channel();
    drop(inbox);
    let state = ServerState { requests, reloads: tokio::sync::watch::Sender::new(0).subscribe(), is_apart: false };
    let uri = Uri::from_static("/");
    let response = runtime().block_on(page(State(state), Method::GET, uri, host("localhost")));
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[test]
fn each_load_is_told_to_open_pages_once() {
    let reloads = tokio::sync::watch::Sender::new(4_u64);
    let mut stream = Box::pin(reload_events(reloads.subscribe()));
    runtime().block_on(async {
        reloads.send_modify(|count| *count += 1);
        let event = stream.next().await.unwrap().unwrap();
        assert_eq!(&event[..], b"event: change\ndata: 5\n\n");
        reloads.send_modify(|count| *count += 1);
        let event = stream.next().await.unwrap().unwrap();
        assert_eq!(&event[..], b"event: change\ndata: 6\n\n");
        drop(reloads);
        assert!(stream.next().await.is_none(), "the stream ends with the server");
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_encoded_byte_by_byte_is_decoded(path in any::<String>()) {
        let encoded = path.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
        prop_assert_eq!(decode(&encoded), path);
    }

    #[test]
    fn a_path_without_escapes_stands_for_itself(path in "[^%]*") {
        prop_assert_eq!(decode(&path), path);
    }
}
