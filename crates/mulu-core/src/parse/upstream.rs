//! `[[upstream]]` of `book.toml`: the registries that this one depends on.

use crate::message;
use crate::message::Message;
use crate::model::{Spanned, Upstream};

use super::table::TableReader;
use super::{Reading, ids};

/// Reads the requests. One that lacks its id or its address is a fault, and none.
pub fn upstreams(top: &mut TableReader<'_>) -> Vec<Upstream> {
    let mut read: Vec<_> = top.tables("upstream").into_iter().map(upstream).collect();
    ids::unique(read.iter_mut().map(|(id, _)| id), top.diagnostics());
    read.into_iter().filter_map(|(id, upstream)| id.and(upstream)).collect()
}

fn upstream(mut table: TableReader<'_>) -> (Option<Spanned<String>>, Option<Upstream>) {
    let span = table.span();
    table.require(&["id"]);
    table.require_one_of(&["url", "path"]);
    let id = table.id("id");
    let (url, path) = (table.string("url"), table.string("path"));
    if url.is_some() {
        let message = message!("`url` 和 `path` 只能写一个", "there is a `url` and a `path`");
        table.refuse("path", message, message!("删去其中一个", "remove one of them"));
    }
    let url = url.or(path).filter(|url| told(&table, url, address_fault(&url.value)));
    let rev = table.string("rev").filter(|rev| told(&table, rev, rev_fault(&rev.value)));
    let require_signed = table.flag("require-signed");
    let signers = table.strings("signers");
    if require_signed && signers.is_empty() && !table.is_described() {
        table.missing("signers");
    }
    table.finish();
    let upstream = id.clone().zip(url).map(|(id, url)| Upstream { id, url, rev, require_signed, signers, span });
    (id, upstream)
}

/// Whether there is no fault; one that there is, is told.
fn told(table: &TableReader<'_>, value: &Spanned<String>, fault: Option<(Message, Message)>) -> bool {
    match fault {
        None => true,
        Some((message, help)) => {
            table.diagnostics().add(Reading::InvalidValue, value.span, message, help);
            false
        }
    }
}

/// What is wrong with an address. It is handed to the git program: what git would take for an option or for a helper to run is none.
fn address_fault(url: &str) -> Option<(Message, Message)> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_helper = url.contains("::");
    let is_known = scheme.is_none_or(|scheme| ["https", "http", "ssh", "git", "file"].contains(&scheme.as_str()));
    let is_plain = !url.starts_with('-') && !url.chars().any(char::is_control) && !url.trim().is_empty();
    (is_helper || !is_known || !is_plain).then(|| {
        (
            message!("不是版本库的地址", "this is not the address of a repository"),
            message!(
                "写 https://、ssh:// 或 file:// 的网址，或从本登记簿目录算起的路径",
                "write an address with https://, ssh:// or file://, or a path from this registry's folder"
            ),
        )
    })
}

/// What is wrong with a revision: the names that git itself allows, and nothing that it computes (`HEAD~3`, `@{yesterday}`), since a
/// remote cannot be asked for those.
fn rev_fault(rev: &str) -> Option<(Message, Message)> {
    let is_plain = |c: char| c.is_alphanumeric() || "._/-+".contains(c);
    let is_name = !rev.is_empty() && rev.chars().all(is_plain) && rev.len() <= 200;
    let is_odd =
        rev.starts_with(['-', '/', '.']) || rev.ends_with(['/', '.']) || rev.contains("..") || rev.contains("//");
    (!is_name || is_odd).then(|| {
        (
            message!("不是版本的名称", "this is not the name of a revision"),
            message!(
                "写标签、分支或提交，如 catalogue/2026",
                "write a tag, a branch or a commit, such as catalogue/2026"
            ),
        )
    })
}
