//! Whether a text has the form of a public key that commits can be signed with.
//!
//! Only the form: an OpenSSH line whose data name the algorithm that the line names (RFC 4253, 6.6), or an OpenPGP block whose first
//! packet is a public key (RFC 9580, 6.2 and 5.5.1). Whether the numbers in it make a key is for whoever verifies a signature with it.

/// The algorithms of OpenSSH keys that can sign.
const ALGORITHMS: [&str; 7] = [
    "ssh-ed25519",
    "ssh-rsa",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
];

/// The tag of a public key's packet.
const PUBLIC_KEY: u8 = 6;

pub(super) fn is_public_key(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with("-----BEGIN PGP ") { is_openpgp(text) } else { is_openssh(text) }
}

/// `ssh-ed25519 AAAA… comment`.
fn is_openssh(line: &str) -> bool {
    let mut parts = line.split_ascii_whitespace();
    let (Some(algorithm), Some(data)) = (parts.next(), parts.next()) else { return false };
    if !ALGORITHMS.contains(&algorithm) || line.contains('\n') {
        return false;
    }
    let Some(data) = base64(data) else { return false };
    let Some((length, rest)) = data.split_first_chunk::<4>() else { return false };
    let length = u32::from_be_bytes(*length) as usize;
    // The key itself follows the name.
    rest.get(..length) == Some(algorithm.as_bytes()) && rest.len() > length
}

/// A block from `-----BEGIN PGP PUBLIC KEY BLOCK-----` to its end, its head lines, an empty line, and its data between them.
fn is_openpgp(block: &str) -> bool {
    let inside = block
        .strip_prefix("-----BEGIN PGP PUBLIC KEY BLOCK-----")
        .and_then(|rest| rest.strip_suffix("-----END PGP PUBLIC KEY BLOCK-----"));
    let Some(inside) = inside else { return false };
    let mut lines = inside.lines().map(str::trim).skip(1).skip_while(|line| line.contains(": ")).peekable();
    let has_gap = lines.next_if(|line| line.is_empty()).is_some();
    let data: String = lines.take_while(|line| !line.starts_with('=')).collect();
    let tag = |first: u8| if first & 0x40 == 0 { (first >> 2) & 0x0f } else { first & 0x3f };
    has_gap
        && base64(&data).and_then(|data| data.first().copied()).is_some_and(|b| b & 0x80 != 0 && tag(b) == PUBLIC_KEY)
}

/// The bytes of Base64 with padding (RFC 4648, 4); none where it is not that.
fn base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if text.is_empty() || !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u8);
    for digit in digits.bytes() {
        bits = (bits << 6) | u32::from(sextet(digit)?);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).ok()?);
        }
    }
    Some(bytes)
}

fn sextet(digit: u8) -> Option<u8> {
    Some(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8RdHoSKnYeOw3lL1D8zIyAPCcXu0gXcJ8YpF0ByZ3m boss";

    #[test]
    fn an_openssh_line_names_its_algorithm_twice() {
        assert!(is_public_key(ED25519));
        assert!(is_public_key(&format!("  {ED25519}\n")));
        assert!(!is_public_key(&ED25519.replacen("ssh-ed25519", "ssh-rsa", 1)));
        assert!(!is_public_key("ssh-ed25519 AAAA boss"));
        assert!(!is_public_key("ssh-ed25519"));
        assert!(!is_public_key(&ED25519.replace("AAAAC3", "AAAA*3")));
        assert!(!is_public_key(&format!("{ED25519}\n{ED25519}")));
    }

    #[test]
    fn an_openpgp_block_begins_with_a_public_key() {
        // Packet tag 6 in the old form (0x98…) and in the new one (0xc6…); 5 is a private key.
        let block = |kind: &str, data: &str| {
            format!(
                "-----BEGIN PGP {kind} KEY BLOCK-----\nVersion: 1\n\n{data}\n=abcd\n-----END PGP {kind} KEY BLOCK-----\n"
            )
        };
        assert!(is_public_key(&block("PUBLIC", "mDMEZw==")));
        assert!(is_public_key(&block("PUBLIC", "xjMEZw==")));
        assert!(!is_public_key(&block("PUBLIC", "lFgEZw==")));
        assert!(!is_public_key(&block("PRIVATE", "mDMEZw==")));
        assert!(!is_public_key("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZw=="));
    }

    #[test]
    fn base64_is_read_to_the_last_bit() {
        assert_eq!(base64("TXVsdQ==").as_deref(), Some(&b"Mulu"[..]));
        assert_eq!(base64("TXU="), Some(b"Mu".to_vec()));
        assert_eq!(base64("TX==="), None);
        assert_eq!(base64(""), None);
    }
}
