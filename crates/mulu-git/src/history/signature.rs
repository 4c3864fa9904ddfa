//! Who signed a commit or a tag.

use git2::{Error, ErrorCode, Oid, Repository};

use crate::signing::{AgencyKeys, Signer};
use mulu_core::check::Signature;

/// The signature of a tag; none of one that is only a name.
pub fn tag_signature(repository: &Repository, tag: &str, keys: &AgencyKeys) -> Result<Signature, Error> {
    let object = repository.revparse_single(&format!("refs/tags/{tag}"))?;
    if object.as_tag().is_none() {
        return Ok(Signature::None);
    }
    let odb = repository.odb()?;
    let raw = odb.read(object.id())?;
    // Git writes the signature behind the message, and signs all that stands before it.
    let marks: [&[u8]; 3] =
        [b"-----BEGIN SSH SIGNATURE-----", b"-----BEGIN PGP SIGNATURE-----", b"-----BEGIN SIGNED MESSAGE-----"];
    let starts = |at: &usize| {
        let rest = raw.data().get(*at..).unwrap_or_default();
        let is_line = *at == 0 || raw.data().get(*at - 1) == Some(&b'\n');
        is_line && marks.iter().any(|mark| rest.starts_with(mark))
    };
    let Some(at) = (0..raw.len()).rev().find(starts) else { return Ok(Signature::None) };
    let (content, signature) = raw.data().split_at(at);
    Ok(told(keys.signer(signature, content)))
}

/// The signature of a commit: by which of the listed keys, if it is good. Whether that key may sign is for others to say.
pub fn signature(repository: &Repository, commit: Oid, keys: &AgencyKeys) -> Signature {
    let (signature, content) = match repository.extract_signature(&commit, None) {
        Ok(parts) => parts,
        Err(error) if error.code() == ErrorCode::NotFound => return Signature::None,
        Err(_) => return Signature::Unknown,
    };
    told(keys.signer(&signature, &content))
}

fn told(signer: Signer) -> Signature {
    match signer {
        Signer::Key(fingerprint) => Signature::By(fingerprint),
        Signer::Bad => Signature::Bad,
        Signer::Unknown => Signature::Unknown,
        Signer::Unverified => Signature::Unverified,
    }
}
