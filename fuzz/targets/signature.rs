//! Keys and signatures of OpenSSH and OpenPGP: whatever they say, one that a listed key did not make is not believed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_git::signing::{AgencyKeys, Signer};

fuzz_target!(|bytes: &[u8]| {
    // A key, a signature and what was signed, apart from each other by a zero byte.
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let (key, signature, content) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let Ok(key) = std::str::from_utf8(key) else { return };
    let keys = AgencyKeys::read([key]);
    let _ = keys.fingerprints();
    let _ = keys.signer(signature, content);
    // Without a listed key nobody of OpenPGP signed anything.
    let nobody = AgencyKeys::read([""]);
    let is_pgp = signature.starts_with(b"-----BEGIN PGP SIGNATURE-----");
    assert!(!(is_pgp && matches!(nobody.signer(signature, content), Signer::Key(_))));
});
