//! Who is let in: a browser on this machine that was given the address with its token, on pages of the desk alone.
//!
//! A site elsewhere may make a browser ask this server: by a name of its own that leads here (the header `Host` tells), by a form
//! of its own (`Origin` tells, and the form's token is missing), or by a link (the cookie is not sent with it).

use super::{Desk, DeskRequest, DeskResponse};

/// The name of the cookie, to which the port is added: cookies know hosts and no ports, and two desks may be open.
const COOKIE: &str = "mulu-desk-";

/// Lets a request in, or answers it.
pub fn admit(desk: &Desk, asked: &DeskRequest) -> Result<(), DeskResponse> {
    let Some(port) = local_port(&asked.host) else { return Err(refused(403, FOREIGN_HOST)) };
    // A previewed page is kept apart from the desk, and a browser sends no cookie from there: its sheet says nothing of anybody.
    if !asked.is_post
        && asked.path.starts_with("/desk/preview/")
        && asked.path.rsplit_once('.').is_some_and(|(_, end)| end == "css")
    {
        return Ok(());
    }
    let name = format!("{COOKIE}{port}");
    if let Some(given) = asked.query.get("token")
        && !asked.is_post
        && same(given, &desk.secret)
    {
        let cookie = format!("{name}={}; Path=/desk; HttpOnly; SameSite=Strict", desk.secret);
        return Err(DeskResponse { cookie: Some(cookie), ..DeskResponse::see("/desk/".to_owned()) });
    }
    let cookies = asked.cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
    if !cookies.into_iter().any(|(own, value)| own == name && same(value, &desk.secret)) {
        return Err(refused(403, NO_TOKEN));
    }
    if asked.is_post && !(is_own_origin(asked) && same(asked.form.text("_token"), &form_token(desk))) {
        return Err(refused(403, FOREIGN_FORM));
    }
    Ok(())
}

/// What every form of this desk has in it, and no other page knows. The cookie's secret cannot be told from it.
pub fn form_token(desk: &Desk) -> String {
    use sha2::{Digest, Sha256};
    mulu_core::output::hex(&Sha256::digest(format!("form {}", desk.secret)))
}

/// The port of a name of this machine; none for any other.
fn local_port(host: &str) -> Option<u16> {
    let (name, port) = host.rsplit_once(':').filter(|(name, _)| !name.is_empty()).unwrap_or((host, "80"));
    let is_own = name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "[::1]");
    if is_own && port.bytes().all(|byte| byte.is_ascii_digit()) { port.parse().ok() } else { None }
}

fn is_own_origin(asked: &DeskRequest) -> bool {
    match &asked.origin {
        Some(origin) => origin.strip_prefix("http://").is_some_and(|host| host.eq_ignore_ascii_case(&asked.host)),
        None => asked.fetch_site.as_deref() == Some("same-origin"),
    }
}

/// Whether two secrets are equal, in a time that does not tell where they differ.
fn same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |differing, (one, other)| differing | (one ^ other));
    !other.is_empty() && one.len() == other.len() && differing == 0
}

const FOREIGN_HOST: (&str, &str) = (
    "只接受本机访问：请用 127.0.0.1 或 localhost 打开",
    "this desk answers to this machine only: open it at 127.0.0.1 or localhost",
);
const NO_TOKEN: (&str, &str) = (
    "没有登录：请打开终端里 mulu serve --edit 显示的完整地址",
    "not signed in: open the whole address that mulu serve --edit shows in its terminal",
);
const FOREIGN_FORM: (&str, &str) = (
    "这份表单不是从本工作台的页面提交的，没有写入。请重新打开页面再提交",
    "this form was not sent from a page of this desk, and nothing was written: open the page again and send it from there",
);

fn refused(status: u16, (zh, en): (&str, &str)) -> DeskResponse {
    DeskResponse::html(
        status,
        format!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>mulu</title></head>\n<body>\n<h1>{zh}</h1>\n<p lang=\"en\">{en}</p>\n</body>\n</html>\n"
        ),
    )
}
