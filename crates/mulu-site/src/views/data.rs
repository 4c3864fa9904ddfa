//! `/data/index.html` → `data.html`, key `data`: what there is for programs.

use serde::Serialize;

/// Downloads, feeds, the API, and what is promised of them.
#[derive(Clone, Debug, Serialize)]
pub struct DataPage {
    pub downloads: Vec<DataFile>,
    /// Feeds and the calendar: files from the site's root, each with what it is.
    pub feeds: Vec<SchemaFile>,
    /// The addresses of badges, with `ID` for a record's.
    pub badges: Vec<String>,
    pub resources: Vec<ApiDocumentRow>,
    /// Commands to try, each with what it tells.
    pub examples: Vec<CommandExample>,
    /// The schemas of records, for who writes them.
    pub schemas: Vec<SchemaFile>,
    /// The terms of use, as the publisher states them.
    pub licence: Option<String>,
    pub licence_url: Option<String>,
}

/// A file to take away.
#[derive(Clone, Debug, Serialize)]
pub struct DataFile {
    pub file: String,
    /// Its name without the folder.
    pub name: String,
    pub format: String,
    pub media_type: String,
    pub what: String,
    /// What describes its form, from the site's root.
    pub schema_file: Option<String>,
}

/// A file and what it is.
#[derive(Clone, Debug, Serialize)]
pub struct SchemaFile {
    pub file: String,
    pub what: String,
}

/// A document of the API.
#[derive(Clone, Debug, Serialize)]
pub struct ApiDocumentRow {
    /// As it is asked for, with `{id}` for a record's id.
    pub address: String,
    /// A file of that form from the site's root; absent where the registry has no such record.
    pub file: Option<String>,
    pub what: String,
    pub schema_file: String,
}

/// A command to try.
#[derive(Clone, Debug, Serialize)]
pub struct CommandExample {
    pub what: String,
    pub command: String,
}
