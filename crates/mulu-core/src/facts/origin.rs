//! Where a record of an upstream registry comes from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::address;
use crate::message::Lang;
use crate::model::{FileId, Kind};
use crate::registry::{LoadedUpstream, Registry};
use crate::source::{kind_of, split_upstream, stem};

/// Where a record of an upstream registry comes from. A record of the registry itself has none.
#[derive(Clone, Debug, JsonSchema, Serialize)]
#[schemars(rename = "Origin")]
pub struct OriginFacts {
    /// What the registry is called in `book.toml`.
    pub id: String,
    /// Its own title.
    pub title: String,
    /// The commit that is read; null outside git.
    pub commit: Option<String>,
    /// The record's page there; null where that registry says no address.
    pub page: Option<String>,
}

impl OriginFacts {
    /// Of the record in a file.
    #[must_use]
    pub fn of(registry: &Registry, file: FileId) -> Option<OriginFacts> {
        OriginFacts::at(registry, registry.path(file))
    }

    /// Of the record at a path, as it is shown.
    #[must_use]
    pub fn at(registry: &Registry, path: &str) -> Option<OriginFacts> {
        let (id, path) = split_upstream(path)?;
        let record = kind_of(path).filter(|kind| kind.is_many()).map(|kind| (kind, stem(path)));
        Some(OriginFacts::from(registry.upstream(id)?, record))
    }

    /// Of a record of an upstream, by its kind and its id there.
    #[must_use]
    pub fn from(upstream: &LoadedUpstream, record: Option<(Kind, &str)>) -> OriginFacts {
        let config = &upstream.registry.config;
        let page = record.and_then(|(kind, id)| address::record(kind, id));
        OriginFacts {
            id: upstream.id.clone(),
            title: config.title_in(Lang::Zh).to_owned(),
            commit: upstream.pin.as_ref().map(|pin| pin.commit.clone()),
            page: config.site_url.as_ref().zip(page).map(|(site, page)| format!("{site}{page}")),
        }
    }
}
