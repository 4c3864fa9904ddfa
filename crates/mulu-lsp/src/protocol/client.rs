//! What an editor can do, and what it wants, as it said when it began.

use std::path::PathBuf;

use mulu_core::message::Lang;
use serde_json::Value as Json;

use crate::file_uri;
use crate::position::Encoding;

/// An editor.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// What its columns count.
    pub encoding: Encoding,
    /// The language of its user; none where it is none of ours.
    pub lang: Option<Lang>,
    /// The folders that it has open.
    pub folders: Vec<PathBuf>,
    /// Whether a proposal may say where the cursor then stands.
    pub has_snippets: bool,
    /// Whether a finding may name other places.
    pub shows_related: bool,
    /// Whether it tells of files that change on disk, when asked to.
    pub watches: bool,
    /// Whether an edit may give a file another name.
    pub renames_files: bool,
}

impl Client {
    /// As it said in its first request. What it said is looked up by its path and not read into types: an editor that says something odd
    /// of what we do not use is served all the same.
    #[must_use]
    pub fn of(params: &Json) -> Self {
        let says = |path: &str| params.pointer(path).and_then(Json::as_bool).unwrap_or_default();
        let text = |value: Option<&Json>| value.and_then(Json::as_str).map(str::to_owned);
        Client {
            encoding: encoding(params),
            lang: text(params.get("locale")).and_then(|locale| locale.parse().ok()),
            folders: folders(params),
            has_snippets: says("/capabilities/textDocument/completion/completionItem/snippetSupport"),
            shows_related: says("/capabilities/textDocument/publishDiagnostics/relatedInformation"),
            watches: says("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
            renames_files: renames_files(params) && says("/capabilities/workspace/workspaceEdit/documentChanges"),
        }
    }
}

/// UTF-8, which costs nothing, where the editor knows it; else what every editor knows.
fn encoding(params: &Json) -> Encoding {
    let known = params.pointer("/capabilities/general/positionEncodings").and_then(Json::as_array);
    let knows = |word: &str| known.is_some_and(|known| known.iter().any(|own| own.as_str() == Some(word)));
    if knows("utf-8") { Encoding::Utf8 } else { Encoding::Utf16 }
}

fn renames_files(params: &Json) -> bool {
    let known = params.pointer("/capabilities/workspace/workspaceEdit/resourceOperations").and_then(Json::as_array);
    known.is_some_and(|known| known.iter().any(|own| own.as_str() == Some("rename")))
}

fn folders(params: &Json) -> Vec<PathBuf> {
    let uri = |value: &Json| value.as_str().and_then(file_uri::to_path);
    let listed = params.get("workspaceFolders").and_then(Json::as_array);
    let mut folders: Vec<PathBuf> = listed.into_iter().flatten().filter_map(|folder| uri(folder.get("uri")?)).collect();
    if folders.is_empty() {
        folders.extend(params.get("rootUri").and_then(uri));
    }
    if folders.is_empty() {
        folders.extend(params.get("rootPath").and_then(Json::as_str).map(PathBuf::from));
    }
    folders
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::*;

    #[test]
    fn what_an_editor_says_is_heard() {
        let client = Client::of(&json!({
            "locale": "en-GB",
            "rootUri": "file:///r",
            "capabilities": { "general": { "positionEncodings": ["utf-16", "utf-8"] } }
        }));
        assert_eq!((client.encoding, client.lang), (Encoding::Utf8, Some(Lang::En)));
        assert_eq!(client.folders, [Path::new("/r")]);
        let client = Client::of(&json!({ "locale": "fr", "workspaceFolders": [{ "uri": "file:///a" }, { "uri": 1 }] }));
        assert_eq!((client.encoding, client.lang), (Encoding::Utf16, None));
        assert_eq!(client.folders, [Path::new("/a")]);
        for odd in [json!(null), json!([]), json!({ "capabilities": 1, "workspaceFolders": {}, "locale": 7 })] {
            assert!(Client::of(&odd).folders.is_empty());
        }
    }
}
