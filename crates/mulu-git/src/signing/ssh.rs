//! SSH signatures (OpenSSH's `PROTOCOL.sshsig`).

use ssh_key::{HashAlg, LineEnding, PrivateKey, PublicKey, SshSig};

use mulu_core::message;
use mulu_core::message::Message;

use super::Signer;

pub(super) fn fingerprint(key: &PublicKey) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}

/// Who signed some content in a namespace: a signature that was made for another purpose is none.
pub(super) fn signer(signature: &str, content: &[u8], namespace: &str) -> Signer {
    let Ok(signature) = SshSig::from_pem(signature) else { return Signer::Bad };
    let key = PublicKey::from(signature.public_key().clone());
    match key.verify(namespace, content, &signature) {
        Ok(()) => Signer::Key(fingerprint(&key)),
        Err(_) => Signer::Bad,
    }
}

/// Signs some content in a namespace with a private key as OpenSSH keeps it.
pub(super) fn sign(key: &str, content: &[u8], namespace: &str) -> Result<String, Message> {
    let key = PrivateKey::from_openssh(key.trim())
        .map_err(|_| message!("不是 OpenSSH 私钥", "this is not an OpenSSH private key"))?;
    if key.is_encrypted() {
        return Err(message!(
            "私钥有口令：请用 ssh-keygen -Y sign -n {namespace} 签 bundle.json，或先去掉口令",
            "the private key has a passphrase: sign bundle.json with `ssh-keygen -Y sign -n {namespace}`, or take the passphrase off first"
        ));
    }
    let signed = key.sign(namespace, HashAlg::Sha512, content).and_then(|signature| signature.to_pem(LineEnding::LF));
    signed.map_err(|error| message!("不能签名：{error}", "it cannot be signed: {error}"))
}
