//! A build that verifies no signature.

use std::collections::BTreeMap;

use super::Signer;

/// The keys that agencies list; this build can do nothing with them.
#[derive(Debug, Default)]
pub struct Keys;

impl Keys {
    /// Reads no key.
    pub fn read<'t>(_listed: impl IntoIterator<Item = &'t str>) -> Self {
        Keys
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
}
