//! `[[upstream]]` of `book.toml`: which registry, from where, at which revision.

use super::{Span, Spanned};

/// A registry that this one declares that it depends on.
#[derive(Clone, Debug)]
pub struct Upstream {
    /// What it is called here: the prefix of qualified names, `changsha:gb-t-22239-2019`.
    pub id: Spanned<String>,
    /// Where its repository is: an address, or a path from the registry's own folder.
    pub url: Spanned<String>,
    /// A tag, a branch or a commit; none: the branch that the repository itself names.
    pub rev: Option<Spanned<String>>,
    /// Whether the tag or the commit must bear a good signature by one of `signers`.
    pub require_signed: bool,
    /// The public keys whose signatures count, as agencies list theirs.
    pub signers: Vec<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

impl Upstream {
    /// The revision that is asked for, as the lock writes it.
    #[must_use]
    pub fn rev(&self) -> &str {
        self.rev.as_ref().map_or("HEAD", |rev| &rev.value)
    }
}
