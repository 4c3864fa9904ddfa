//! Keys that sign commits, and who signed what.
//!
//! An agency's file lists public keys: an OpenSSH line, or an OpenPGP block. A signature counts if it is good and by a key that
//! is listed; there is no web of trust, no key server and no clock. Who wants to take a key back takes it off the list.

mod openpgp;
mod ssh;

use pgp::composed::SignedPublicKey;
use ssh_key::PublicKey;

/// The longest signature that is looked at, in bytes. Those of git are below two thousand.
const LONGEST: usize = 64 << 10;

/// A public key that an agency lists.
#[derive(Clone, Debug)]
pub enum SigningKey {
    /// A line such as `ssh-ed25519 AAAA… name` (git's `gpg.format = ssh`).
    Ssh(Box<PublicKey>),
    /// A block that begins with `-----BEGIN PGP PUBLIC KEY BLOCK-----` (RFC 9580), as `gpg --armor --export` writes it.
    OpenPgp(Box<SignedPublicKey>),
}

/// Who signed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// The signature is good, and by the key with this fingerprint. An SSH signature brings its key with it, so that key may be
    /// one that nobody lists.
    Key(String),
    /// The signature does not fit what is signed, or its key could not sign it: expired, revoked, not made for signing.
    Bad,
    /// It is by an OpenPGP key that is not listed, or of a kind that is not verified here (X.509).
    Unknown,
}

impl SigningKey {
    /// Reads a key as an agency's file has it; none where it is no public key.
    #[must_use]
    pub fn read(text: &str) -> Option<SigningKey> {
        if openpgp::is_block(text) {
            return openpgp::key(text).map(|key| SigningKey::OpenPgp(Box::new(key)));
        }
        PublicKey::from_openssh(text.trim()).ok().map(|key| SigningKey::Ssh(Box::new(key)))
    }

    /// What tells the key from all others: `SHA256:…` for SSH, hexadecimal digits for OpenPGP.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        match self {
            SigningKey::Ssh(key) => ssh::fingerprint(key),
            SigningKey::OpenPgp(key) => openpgp::fingerprint(key),
        }
    }
}

/// Who signed some content, among those whose keys are listed.
#[must_use]
pub fn signer(signature: &[u8], content: &[u8], keys: &[SigningKey]) -> Signer {
    let Some(text) = std::str::from_utf8(signature).ok().filter(|text| text.len() <= LONGEST) else {
        return Signer::Bad;
    };
    match text.trim_start() {
        text if text.starts_with("-----BEGIN SSH SIGNATURE-----") => ssh::signer(text, content),
        text if text.starts_with("-----BEGIN PGP SIGNATURE-----") => {
            let listed = keys.iter().filter_map(|key| match key {
                SigningKey::OpenPgp(key) => Some(&**key),
                SigningKey::Ssh(_) => None,
            });
            openpgp::signer(text, content, listed)
        }
        _ => Signer::Unknown,
    }
}

#[cfg(test)]
mod tests;
