//! A registry and the registries that it depends on, as one source.

use crate::message::Message;

use super::{Source, SourceEntry, Unreadable};

/// What upstreams are read from, each by its id, or why it cannot be read.
pub type Upstreams<U> = Vec<(String, Result<U, Message>)>;

/// A source, with the registries that it depends on.
pub struct FederatedSource<S, U> {
    own: S,
    upstreams: Upstreams<U>,
}

impl<S: Source, U: Source> FederatedSource<S, U> {
    /// A source that depends on others.
    #[must_use]
    pub fn new(own: S, upstreams: Upstreams<U>) -> Self {
        FederatedSource { own, upstreams }
    }

    /// The source itself.
    #[must_use]
    pub fn own(&self) -> &S {
        &self.own
    }

    /// Puts others in the place of what it depends on.
    pub fn stand_on(&mut self, upstreams: Upstreams<U>) {
        self.upstreams = upstreams;
    }
}

impl<S: Source, U: Source> Source for FederatedSource<S, U> {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        self.own.list()
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        self.own.strays()
    }

    fn list_with_strays(&self) -> Result<Vec<String>, Unreadable> {
        self.own.list_with_strays()
    }

    fn digest(&self, path: &str) -> Result<[u8; 32], Unreadable> {
        self.own.digest(path)
    }

    fn has(&self, path: &str) -> Option<bool> {
        self.own.has(path)
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        self.own.read(path)
    }

    fn fingerprint(&self, path: &str) -> Option<[u8; 20]> {
        self.own.fingerprint(path)
    }

    fn upstreams(&self) -> Vec<(&str, Result<&dyn Source, &Message>)> {
        let all = self.upstreams.iter();
        all.map(|(id, source)| (id.as_str(), source.as_ref().map(|source| source as &dyn Source))).collect()
    }
}

impl Source for Box<dyn Source + Send> {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        (**self).list()
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        (**self).strays()
    }

    fn digest(&self, path: &str) -> Result<[u8; 32], Unreadable> {
        (**self).digest(path)
    }

    fn has(&self, path: &str) -> Option<bool> {
        (**self).has(path)
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        (**self).read(path)
    }

    fn fingerprint(&self, path: &str) -> Option<[u8; 20]> {
        (**self).fingerprint(path)
    }

    fn upstreams(&self) -> Vec<(&str, Result<&dyn Source, &Message>)> {
        (**self).upstreams()
    }
}
