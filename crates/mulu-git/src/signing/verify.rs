//! Signatures of OpenSSH and OpenPGP keys, verified.

use std::collections::BTreeMap;

use pgp::composed::SignedPublicKey;
use ssh_key::PublicKey;

use super::{Signer, openpgp, ssh};
use mulu_core::limits::SIGNATURE_BYTES;
use mulu_core::message::Message;

/// The namespace that git signs commits and tags in.
const GIT: &str = "git";

/// A public key that an agency lists.
#[derive(Clone, Debug)]
pub(super) enum SigningKey {
    /// A line such as `ssh-ed25519 AAAA… name` (git's `gpg.format = ssh`).
    Ssh(Box<PublicKey>),
    /// A block that begins with `-----BEGIN PGP PUBLIC KEY BLOCK-----` (RFC 9580), as `gpg --armor --export` writes it.
    OpenPgp(Box<SignedPublicKey>),
}

impl SigningKey {
    /// Reads a key as an agency's file has it; none where it is not a public key.
    pub(super) fn read(text: &str) -> Option<SigningKey> {
        if openpgp::is_block(text) {
            return openpgp::key(text).map(|key| SigningKey::OpenPgp(Box::new(key)));
        }
        PublicKey::from_openssh(text.trim()).ok().map(|key| SigningKey::Ssh(Box::new(key)))
    }

    /// What tells the key from all others: `SHA256:…` for SSH, hexadecimal digits for OpenPGP.
    pub(super) fn fingerprint(&self) -> String {
        match self {
            SigningKey::Ssh(key) => ssh::fingerprint(key),
            SigningKey::OpenPgp(key) => openpgp::fingerprint(key),
        }
    }
}

/// Who signed some content, among those whose keys are listed.
pub(super) fn signer(signature: &[u8], content: &[u8], keys: &[SigningKey]) -> Signer {
    let Some(text) = std::str::from_utf8(signature).ok().filter(|text| text.len() <= SIGNATURE_BYTES) else {
        return Signer::Bad;
    };
    match text.trim_start() {
        text if text.starts_with("-----BEGIN SSH SIGNATURE-----") => ssh::signer(text, content, GIT),
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

/// The keys that agencies list.
#[derive(Debug, Default)]
pub struct AgencyKeys {
    keys: Vec<SigningKey>,
    fingerprints: BTreeMap<String, String>,
}

impl AgencyKeys {
    /// Reads keys as agencies' files have them. One that cannot be read signs nothing.
    pub fn read<'t>(listed: impl IntoIterator<Item = &'t str>) -> Self {
        let mut all = AgencyKeys::default();
        for text in listed {
            if let Some(key) = SigningKey::read(text) {
                all.fingerprints.insert(text.to_owned(), key.fingerprint());
                all.keys.push(key);
            }
        }
        all
    }

    /// The fingerprint of each key, by its text.
    #[must_use]
    pub fn fingerprints(&self) -> BTreeMap<String, String> {
        self.fingerprints.clone()
    }

    /// Who signed some content, among those whose keys are listed.
    #[must_use]
    pub fn signer(&self, signature: &[u8], content: &[u8]) -> Signer {
        signer(signature, content, &self.keys)
    }

    /// Who signed the manifest of a bundle with an SSH key, listed or not.
    #[must_use]
    pub fn signer_of_bundle(&self, signature: &[u8], content: &[u8]) -> Signer {
        let text = std::str::from_utf8(signature).ok().filter(|text| text.len() <= SIGNATURE_BYTES);
        text.map_or(Signer::Bad, |text| ssh::signer(text.trim_start(), content, super::BUNDLE))
    }
}

/// Signs the manifest of a bundle with an OpenSSH private key.
///
/// # Errors
/// A sentence that says what is wrong with the key.
pub fn sign_bundle(key: &str, content: &[u8]) -> Result<String, Message> {
    ssh::sign(key, content, super::BUNDLE)
}
