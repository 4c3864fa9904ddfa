//! A build that verifies no signature.

use std::collections::BTreeMap;

use super::Signer;
use mulu_core::message;
use mulu_core::message::Message;

/// The keys that agencies list; this build can do nothing with them.
#[derive(Debug, Default)]
pub struct AgencyKeys;

impl AgencyKeys {
    /// Reads no key.
    pub fn read<'t>(_listed: impl IntoIterator<Item = &'t str>) -> Self {
        AgencyKeys
    }

    /// No fingerprint is known.
    #[must_use]
    pub fn fingerprints(&self) -> BTreeMap<String, String> {
        BTreeMap::new()
    }

    /// No signature is believed.
    #[must_use]
    pub fn signer(&self, _signature: &[u8], _content: &[u8]) -> Signer {
        Signer::Unverified
    }

    /// No signature is believed.
    #[must_use]
    pub fn signer_of_bundle(&self, _signature: &[u8], _content: &[u8]) -> Signer {
        Signer::Unverified
    }
}

/// Signs nothing.
///
/// # Errors
/// Always: which feature is missing.
pub fn sign_bundle(_key: &str, _content: &[u8]) -> Result<String, Message> {
    Err(message!(
        "本程序构建时没有启用 signatures，不能签名",
        "this program was built without the feature `signatures` and cannot sign"
    ))
}
