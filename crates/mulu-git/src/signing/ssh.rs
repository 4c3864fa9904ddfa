//! SSH signatures (OpenSSH's `PROTOCOL.sshsig`).

use ssh_key::{HashAlg, PublicKey, SshSig};

use super::Signer;

/// The namespace that git signs commits in.
const NAMESPACE: &str = "git";

pub(super) fn fingerprint(key: &PublicKey) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}

pub(super) fn signer(signature: &str, content: &[u8]) -> Signer {
    let Ok(signature) = SshSig::from_pem(signature) else { return Signer::Bad };
    let key = PublicKey::from(signature.public_key().clone());
    match key.verify(NAMESPACE, content, &signature) {
        Ok(()) => Signer::Key(fingerprint(&key)),
        Err(_) => Signer::Bad,
    }
}
