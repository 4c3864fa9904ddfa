//! Whether the revision of an upstream bears the signature that is asked for.

use git2::Oid;

use mulu_core::check::Signature;
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::Upstream;

use super::cache::{Cache, RevisionKind};
use crate::history::{commit_signature, tag_signature};
use crate::repository::unreadable;
use crate::signing::AgencyKeys;

/// Sees to it that a revision is signed by one of those whose signatures count: the tag, or the commit that is not tagged.
///
/// # Errors
/// A sentence that says what is wrong with the signature.
pub fn verify(cache: &Cache, request: &Upstream, commit: Oid, named: RevisionKind) -> Result<(), Message> {
    if !request.require_signed {
        return Ok(());
    }
    let keys = AgencyKeys::read(request.signers.iter().map(|key| key.value.as_str()));
    let rev = request.rev();
    let signature = match named {
        RevisionKind::Tag => tag_signature(&cache.repository, rev, &keys).map_err(|error| unreadable(&error))?,
        RevisionKind::Branch | RevisionKind::Commit => commit_signature(&cache.repository, commit, &keys),
    };
    let what = if named == RevisionKind::Tag { rev.to_owned() } else { commit.to_string() };
    match signature {
        Signature::By(key) if keys.fingerprints().values().any(|listed| *listed == key) => Ok(()),
        Signature::By(key) => Err(message!(
            "{what} 由 {key} 签名，不在 signers 中",
            "{what} is signed by {key}, which is not among the `signers`"
        )),
        Signature::None => Err(message!(
            "{what} 没有签名，而 book.toml 要求签名（require-signed）",
            "{what} is not signed, and book.toml asks for that (`require-signed`)"
        )),
        Signature::Unverified => Err(message!(
            "{what}：本程序构建时没有启用 signatures，不能核验签名",
            "{what}: this program was built without the feature `signatures` and cannot verify the signature"
        )),
        Signature::Bad | Signature::Unknown => Err(message!(
            "{what} 的签名无效，或不能核验",
            "the signature of {what} is bad, or of a kind that is not verified"
        )),
    }
}
