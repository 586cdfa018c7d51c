//! DNA's password scheme: the digest that Jasypt's "strong password encryptor" keeps.
//!
//! SHA-256 of a salt of 16 bytes and the password, hashed again 99,999 times; salt and digest in Base64. The salt is made from
//! the coder's name and the record, not by chance, so that the same record gives the same file; it parts equal passwords of two
//! coders and of two records, which is what a salt is for. A `.dna` file is not encrypted: the password keeps coders apart, not
//! readers out.

use sha2::{Digest, Sha256};

use crate::export::base64::base64;

const ITERATIONS: usize = 100_000;

const SALT: usize = 16;

/// The hash that stands in CODERS.
pub(super) fn hashed(password: &str, coder: &str, of: &str) -> String {
    let seed = Sha256::digest(format!("{coder}\0{of}").as_bytes());
    let mut salt = [0; SALT];
    salt.copy_from_slice(&seed[..SALT]);
    with_salt(password, salt)
}

fn with_salt(password: &str, salt: [u8; SALT]) -> String {
    let mut digest = Sha256::new().chain_update(salt).chain_update(password.as_bytes()).finalize();
    for _ in 1..ITERATIONS {
        digest = Sha256::digest(digest);
    }
    base64(&[&salt[..], &digest[..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::dna_sample;

    #[test]
    fn a_hash_made_by_another_program() {
        // Python: hashlib, base64, with the salt bytes(range(16)).
        let salt: [u8; SALT] = std::array::from_fn(|at| at as u8);
        assert_eq!(with_salt("rapporteur", salt), "AAECAwQFBgcICQoLDA0ODy5GiQ8UELQzXfV6UIkP7/2V5rXfrxo3Aknp3rRk0vkf");
    }

    #[test]
    fn dna_s_own_sample_opens_with_its_published_password() {
        let Some(file) = dna_sample() else { return };
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let sample = rusqlite::Connection::open_with_flags(file, flags).unwrap();
        let hash: String = sample.query_row("SELECT Password FROM CODERS WHERE ID = 1", [], |row| row.get(0)).unwrap();
        let salt = |letters: &[u8]| {
            let value = |letter: &u8| match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'+' => 62,
                _ => 63,
            };
            let bits: Vec<u8> = letters.iter().map(value).collect();
            let bytes = bits.chunks_exact(4).flat_map(|four| {
                let number = four.iter().fold(0_u32, |number, six| number << 6 | u32::from(*six));
                [(number >> 16) as u8, (number >> 8) as u8, number as u8]
            });
            let bytes: Vec<u8> = bytes.take(SALT).collect();
            <[u8; SALT]>::try_from(bytes).unwrap()
        };
        assert_eq!(with_salt("sample", salt(&hash.as_bytes()[..24])), hash);
    }
}
