//! Keys and signatures that GnuPG made, and what is to be thought of them.

use super::Signer;
use super::verify::{SigningKey, signer};

const CONTENT: &[u8] = include_bytes!("fixtures/content.txt");

const RSA: &str = include_str!("fixtures/rsa.key.asc");
const SUBKEY: &str = include_str!("fixtures/subkey.key.asc");
const EXPIRING: &str = include_str!("fixtures/expiring.key.asc");
const REVOKED: &str = include_str!("fixtures/revoked.key.asc");

fn read(key: &str) -> SigningKey {
    SigningKey::read(key).unwrap()
}

fn by(signature: &str, keys: &[&str]) -> Signer {
    signer(signature.as_bytes(), CONTENT, &keys.iter().map(|key| read(key)).collect::<Vec<_>>())
}

#[test]
fn a_signature_is_by_the_listed_key_that_made_it() {
    let (rsa, subkey) = (include_str!("fixtures/rsa.sig.asc"), include_str!("fixtures/subkey.sig.asc"));
    let all = [EXPIRING, RSA, SUBKEY];
    assert_eq!(by(rsa, &all), Signer::Key("30B3510E54B2FD3609A3A14855A0B47128ACDDD3".to_owned()));
    // A subkey signs for the primary key, which is what the block is known by.
    assert_eq!(by(subkey, &all), Signer::Key("2F6F9AA316C7B650DB4C151D6B3FDC1C49171857".to_owned()));
    assert_eq!(by(subkey, &[RSA]), Signer::Unknown);
    assert_eq!(by(rsa, &[]), Signer::Unknown);
}

#[test]
fn what_is_not_sound_is_bad() {
    let rsa = include_str!("fixtures/rsa.sig.asc");
    let other = signer(rsa.as_bytes(), b"another content", &[read(RSA)]);
    assert_eq!(other, Signer::Bad);
    assert_eq!(by(include_str!("fixtures/sha1.sig.asc"), &[RSA]), Signer::Bad);
    assert_eq!(by(include_str!("fixtures/revoked.sig.asc"), &[REVOKED]), Signer::Bad);
    for broken in [&rsa[..rsa.len() / 2], "-----BEGIN PGP SIGNATURE-----\n\n", "-----BEGIN SSH SIGNATURE-----\nx"] {
        assert_eq!(by(broken, &[RSA]), Signer::Bad, "{broken}");
    }
    assert_eq!(signer(b"\xff", CONTENT, &[]), Signer::Bad);
    assert_eq!(by("-----BEGIN SIGNED MESSAGE-----\n", &[RSA]), Signer::Unknown);
}

#[test]
fn a_key_that_expired_signs_no_more() {
    assert!(matches!(by(include_str!("fixtures/in-time.sig.asc"), &[EXPIRING]), Signer::Key(_)));
    assert_eq!(by(include_str!("fixtures/too-late.sig.asc"), &[EXPIRING]), Signer::Bad);
}

#[test]
fn a_block_whose_signatures_were_cut_off_signs_nothing() {
    let SigningKey::OpenPgp(whole) = read(SUBKEY) else { panic!("an OpenPGP key") };
    let mut bare = whole.clone();
    bare.details.users.clear();
    bare.details.direct_signatures.clear();
    let signature = include_str!("fixtures/subkey.sig.asc");
    assert_eq!(signer(signature.as_bytes(), CONTENT, &[SigningKey::OpenPgp(bare)]), Signer::Bad);
    // A subkey of another: it is not bound to the primary key that it is shown with.
    let SigningKey::OpenPgp(mut thief) = read(RSA) else { panic!("an OpenPGP key") };
    thief.public_subkeys.clone_from(&whole.public_subkeys);
    assert_eq!(signer(signature.as_bytes(), CONTENT, &[SigningKey::OpenPgp(thief)]), Signer::Bad);
}

#[test]
fn only_public_keys_are_keys() {
    for text in
        ["", "ssh-ed25519", "ssh-ed25519 AAAA clerk", "-----BEGIN PGP PUBLIC KEY BLOCK-----", &RSA[..RSA.len() / 2]]
    {
        assert!(SigningKey::read(text).is_none(), "{text}");
    }
    let private = RSA.replace("PUBLIC KEY", "PRIVATE KEY");
    assert!(SigningKey::read(&private).is_none());
    let ssh = read("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9/cu7/QEXn9OIeZJ clerk");
    assert!(ssh.fingerprint().starts_with("SHA256:"));
    assert_eq!(read(RSA).fingerprint(), "30B3510E54B2FD3609A3A14855A0B47128ACDDD3");
}

/// A key and a signature come from anyone: whatever stands in them, nothing falls over, and next to nothing is good that was changed.
#[test]
fn a_changed_block_falls_over_nothing() {
    let signature = include_str!("fixtures/subkey.sig.asc");
    // Without their checksums, so that a change reaches what is behind the armour.
    let bare = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with('='));
        lines.flat_map(|line| [line, "\n"]).collect::<String>()
    };
    let (key, signature): (String, String) = (bare(SUBKEY), bare(signature));
    assert!(matches!(by(&signature, &[&key]), Signer::Key(_)), "unchanged it is good");
    let changed = |text: &str, at: usize, new: u8| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] = new;
        String::from_utf8(bytes).unwrap()
    };
    let places = |text: &str| {
        let start = text.find("\n\n").unwrap() + 2;
        let end = text.rfind("-----END").unwrap();
        (start..end).filter(|at| text.as_bytes()[*at].is_ascii_alphanumeric()).collect::<Vec<_>>()
    };
    let mut good = 0;
    let mut tried = 0;
    for at in places(&signature).into_iter().step_by(5) {
        for new in *b"A7z/" {
            tried += 1;
            good += usize::from(matches!(by(&changed(&signature, at, new), &[&key]), Signer::Key(_)));
        }
    }
    // What is not signed itself — which key it was, and bits that only fill up — may change; the rest may not.
    assert!(good < tried / 3, "{good} of {tried}");
    for at in places(&key).into_iter().step_by(17) {
        for new in *b"A7z/" {
            if let Some(other) = SigningKey::read(&changed(&key, at, new)) {
                // It need not be bad: the user's name may be what changed, and that is what the primary key signs.
                let _ = signer(signature.as_bytes(), CONTENT, &[other]);
            }
        }
    }
}
