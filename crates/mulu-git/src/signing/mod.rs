//! Keys that sign commits, and who signed what.
//!
//! An agency's file lists public keys: an OpenSSH line, or an OpenPGP block. A signature counts if it is good and by a key that
//! is listed; there is no web of trust, no key server and no clock. Who wants to take a key back takes it off the list.
//!
//! What verifies lies behind the feature `signatures`. Without it no signature is believed, and whoever asks is told why.

#[cfg(feature = "signatures")]
mod openpgp;
#[cfg(feature = "signatures")]
mod ssh;
#[cfg(not(feature = "signatures"))]
mod unverified;
#[cfg(feature = "signatures")]
mod verify;

#[cfg(not(feature = "signatures"))]
pub use unverified::{AgencyKeys, sign_bundle};
#[cfg(feature = "signatures")]
pub use verify::{AgencyKeys, sign_bundle};

/// The namespace in which manifests of bundles are signed, as `ssh-keygen -Y sign -n` has it: no signature of a commit is one of a
/// bundle.
pub const BUNDLE: &str = "mulu-bundle";

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
    /// This program was built without the feature `signatures`: it verifies none.
    Unverified,
}

#[cfg(feature = "signatures")]
#[cfg(test)]
mod tests;
