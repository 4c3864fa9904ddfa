//! OpenPGP signatures (RFC 9580), as git makes them with GnuPG.
//!
//! The mathematics are the crate `pgp`'s; what is decided here is which key of a block may sign. A block has a primary key and
//! subkeys, each with signatures that say what it is for and how long; they are believed only where they verify.

use pgp::composed::{Deserializable, DetachedSignature, SignedPublicKey, SignedPublicSubKey};
use pgp::crypto::hash::HashAlgorithm;
use pgp::packet::{Signature, SignatureType};
use pgp::types::{KeyDetails, Tag, Timestamp};

use super::Signer;

/// Whether a text claims to be an OpenPGP key, of whatever kind.
pub(super) fn is_block(text: &str) -> bool {
    text.trim_start().starts_with("-----BEGIN PGP ")
}

/// The public key of a block.
pub(super) fn key(text: &str) -> Option<SignedPublicKey> {
    SignedPublicKey::from_string(text.trim()).ok().map(|(key, _)| key)
}

/// The primary key's fingerprint: it stands for the whole block.
pub(super) fn fingerprint(key: &SignedPublicKey) -> String {
    format!("{:X}", key.fingerprint())
}

pub(super) fn signer<'k>(text: &str, content: &[u8], keys: impl Iterator<Item = &'k SignedPublicKey>) -> Signer {
    let Ok((DetachedSignature { signature }, _)) = DetachedSignature::from_string(text) else { return Signer::Bad };
    let mut found = Signer::Unknown;
    for key in keys {
        match is_by(&signature, content, key) {
            Some(true) => return Signer::Key(fingerprint(key)),
            Some(false) => found = Signer::Bad,
            None => {}
        }
    }
    found
}

/// Whether a signature is good and by a key of a block; none where it does not even say so.
fn is_by(signature: &Signature, content: &[u8], key: &SignedPublicKey) -> Option<bool> {
    if names(signature, &key.primary_key) {
        let may_sign = |at| primary_may_sign(key, at);
        return Some(is_sound(signature, may_sign) && signature.verify(&key.primary_key, content).is_ok());
    }
    let subkey = key.public_subkeys.iter().find(|subkey| names(signature, &subkey.key))?;
    let may_sign = |at| is_alive(key, at) && subkey_may_sign(key, subkey, at);
    Some(is_sound(signature, may_sign) && signature.verify(&subkey.key, content).is_ok())
}

/// Whether a signature says that it is by a key.
fn names(signature: &Signature, key: &impl KeyDetails) -> bool {
    signature.issuer_fingerprint().contains(&&key.fingerprint())
        || signature.issuer_key_id().contains(&&key.legacy_key_id())
}

/// Whether a signature is one over a document, for good, and made when its key could sign.
fn is_sound(signature: &Signature, may_sign: impl Fn(Timestamp) -> bool) -> bool {
    let expires = signature.signature_expiration_time().is_some_and(|time| time.as_secs() != 0);
    let is_document = signature.typ() == Some(SignatureType::Binary);
    is_document && !expires && is_strong(signature) && signature.created().is_some_and(may_sign)
}

/// Whether nobody can make another document with the same digest.
fn is_strong(signature: &Signature) -> bool {
    use HashAlgorithm::{Sha3_256, Sha3_512, Sha256, Sha384, Sha512};
    matches!(signature.hash_alg(), Some(Sha256 | Sha384 | Sha512 | Sha3_256 | Sha3_512))
}

fn primary_may_sign(key: &SignedPublicKey, at: Timestamp) -> bool {
    is_alive(key, at) && self_signature(key).is_some_and(|own| may_sign(own, true))
}

/// Whether the whole block could be used at a moment: it was there, had not expired, and was never revoked.
fn is_alive(key: &SignedPublicKey, at: Timestamp) -> bool {
    let primary = &key.primary_key;
    let is_revocation = |signature: &&Signature| signature.typ() == Some(SignatureType::KeyRevocation);
    let mut revocations = key.details.revocation_signatures.iter().filter(is_revocation);
    let revoked = revocations.any(|signature| signature.verify_key(primary).is_ok());
    !revoked && self_signature(key).is_some_and(|own| is_in_time(primary.created_at(), own, at))
}

fn subkey_may_sign(key: &SignedPublicKey, subkey: &SignedPublicSubKey, at: Timestamp) -> bool {
    let primary = &key.primary_key;
    let verifies = |signature: &&Signature| signature.verify_subkey_binding(primary, &subkey.key).is_ok();
    let of = |kind: SignatureType| subkey.signatures.iter().filter(move |signature| signature.typ() == Some(kind));
    if of(SignatureType::SubkeyRevocation).any(|signature| verifies(&signature)) {
        return false;
    }
    let bindings = of(SignatureType::SubkeyBinding).filter(|signature| is_strong(signature)).filter(verifies);
    let Some(binding) = bindings.max_by_key(|signature| signature.created()) else { return false };
    // The subkey says in turn that it belongs to the primary key: else anyone could claim another's.
    let back = binding.embedded_signature();
    let claimed_back = back.is_some_and(|back| back.verify_primary_key_binding(&subkey.key, primary).is_ok());
    claimed_back && may_sign(binding, false) && is_in_time(subkey.key.created_at(), binding, at)
}

/// The newest signature by which the primary key speaks of itself.
fn self_signature(key: &SignedPublicKey) -> Option<&Signature> {
    let primary = &key.primary_key;
    let direct = key.details.direct_signatures.iter();
    let direct = direct.filter(|own| own.typ() == Some(SignatureType::Key) && own.verify_key(primary).is_ok());
    let of_users = key.details.users.iter().flat_map(|user| {
        let verifies = |own: &&Signature| own.verify_certification(primary, Tag::UserId, &user.id).is_ok();
        let own = user.signatures.iter().filter(|own| own.typ() != Some(SignatureType::CertRevocation));
        own.filter(verifies)
    });
    direct.chain(of_users).filter(|own| is_strong(own)).max_by_key(|own| own.created())
}

/// Whether a key is for signing. A primary key that says nothing of what it is for is for everything.
fn may_sign(own: &Signature, is_primary: bool) -> bool {
    let flags = own.key_flags();
    let says_nothing = !(flags.certify() || flags.encrypt_comms() || flags.encrypt_storage() || flags.authentication());
    flags.sign() || (is_primary && says_nothing)
}

fn is_in_time(created: Timestamp, own: &Signature, at: Timestamp) -> bool {
    let (created, at) = (u64::from(created.as_secs()), u64::from(at.as_secs()));
    let lasts = own.key_expiration_time().map_or(0, |time| u64::from(time.as_secs()));
    at >= created && (lasts == 0 || at < created + lasts)
}
