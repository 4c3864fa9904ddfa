//! Who signed a commit.
//!
//! Only SSH signatures are verified: their keys are plain lines that an agency's file can list, and need no key server.

use git2::{ErrorCode, Oid, Repository};
use ssh_key::{PublicKey, SshSig};

use crate::check::Signature;

/// The namespace that git signs commits in (`gpg.format = ssh`).
const NAMESPACE: &str = "git";

/// The signature of a commit: who made it, if it is good. Whether that key may sign is for others to say.
pub fn signature(repository: &Repository, commit: Oid) -> Signature {
    let (signature, signed) = match repository.extract_signature(&commit, None) {
        Ok(parts) => parts,
        Err(error) if error.code() == ErrorCode::NotFound => return Signature::None,
        Err(_) => return Signature::Unverified,
    };
    let Ok(text) = std::str::from_utf8(&signature) else { return Signature::Bad };
    if !text.trim_start().starts_with("-----BEGIN SSH SIGNATURE-----") {
        return Signature::Unverified;
    }
    let Ok(signature) = SshSig::from_pem(text) else { return Signature::Bad };
    let key = PublicKey::from(signature.public_key().clone());
    match (key.verify(NAMESPACE, &signed, &signature), key.to_openssh()) {
        (Ok(()), Ok(key)) => Signature::By(key),
        _ => Signature::Bad,
    }
}
