//! Who signed a commit.

use git2::{ErrorCode, Oid, Repository};

use crate::check::Signature;
use crate::signing::{Keys, Signer};

/// The signature of a commit: by which of the listed keys, if it is good. Whether that key may sign is for others to say.
pub fn signature(repository: &Repository, commit: Oid, keys: &Keys) -> Signature {
    let (signature, content) = match repository.extract_signature(&commit, None) {
        Ok(parts) => parts,
        Err(error) if error.code() == ErrorCode::NotFound => return Signature::None,
        Err(_) => return Signature::Unknown,
    };
    match keys.signer(&signature, &content) {
        Signer::Key(fingerprint) => Signature::By(fingerprint),
        Signer::Bad => Signature::Bad,
        Signer::Unknown => Signature::Unknown,
        Signer::Unverified => Signature::Unverified,
    }
}
