//! Cryptographic primitives of AWS-LC: AES-256-GCM, HKDF-SHA-256, HMAC-SHA-256 and random bytes. Failures
//! that cannot happen are handled here. It does *not* decide which key encrypts what.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::{hkdf, hmac, rand};
use zeroize::Zeroizing;

/// Length of a nonce in bytes.
pub(crate) const NONCE_BYTES: usize = 12;
/// Length of the tag that authenticates, in bytes.
pub(crate) const TAG_BYTES: usize = 16;
/// Length of every key in bytes.
pub(crate) const KEY_BYTES: usize = 32;

/// 32 bytes of key material: wiped when dropped, without `Debug`.
#[derive(Clone)]
pub(crate) struct Secret(Zeroizing<[u8; KEY_BYTES]>);

impl Secret {
    /// Fresh key material.
    pub(crate) fn random() -> Self {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        fill_random(bytes.as_mut_slice());
        Self(bytes)
    }

    /// `None` unless there are 32 bytes.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut secret = Zeroizing::new([0; KEY_BYTES]);
        (bytes.len() == KEY_BYTES).then(|| secret.copy_from_slice(bytes))?;
        Some(Self(secret))
    }

    pub(crate) fn expose(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// HKDF (RFC 5869): a key of its own for each `label`, so that no two uses share one.
    pub(crate) fn derive(&self, label: &str) -> Self {
        let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, b"caixiang vault 1").extract(self.expose());
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        #[expect(
            clippy::expect_used,
            reason = "HKDF-SHA-256 gives up to 8160 bytes; 32 are asked"
        )]
        prk.expand(&[label.as_bytes()], KeyLength)
            .and_then(|key| key.fill(bytes.as_mut_slice()))
            .expect("32 bytes can be derived");
        Self(bytes)
    }

    /// As a key of HMAC-SHA-256.
    pub(crate) fn hmac(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, self.expose())
    }
}

struct KeyLength;

impl hkdf::KeyType for KeyLength {
    fn len(&self) -> usize {
        KEY_BYTES
    }
}

/// AES-256-GCM under one key. Random nonces bear 2³² messages per key (NIST SP 800-38D, 8.3).
pub(crate) struct Cipher(LessSafeKey);

impl Cipher {
    pub(crate) fn new(key: &Secret) -> Self {
        #[expect(clippy::expect_used, reason = "a secret has the 32 bytes that AES-256 takes")]
        let key = UnboundKey::new(&AES_256_GCM, key.expose()).expect("32 bytes are a key");
        Self(LessSafeKey::new(key))
    }

    /// Encrypts in place and appends the tag.
    pub(crate) fn seal(&self, nonce: [u8; NONCE_BYTES], context: &[u8], bytes: &mut Vec<u8>) {
        let nonce = Nonce::assume_unique_for_key(nonce);
        #[expect(clippy::expect_used, reason = "only more than 64 GiB in one message can fail")]
        self.0
            .seal_in_place_append_tag(nonce, Aad::from(context), bytes)
            .expect("messages are short");
    }

    /// Decrypts in place; returns the cleartext at the front, `None` unless all is authentic.
    pub(crate) fn open<'b>(
        &self,
        nonce: [u8; NONCE_BYTES],
        context: &[u8],
        bytes: &'b mut [u8],
    ) -> Option<&'b mut [u8]> {
        let nonce = Nonce::assume_unique_for_key(nonce);
        let clear = self.0.open_in_place(nonce, Aad::from(context), bytes);
        clear.ok()
    }
}

/// Random bytes of the operating system.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill_random(&mut bytes);
    bytes
}

/// HMAC-SHA-256 over `parts`, one after the other. The caller sees to it that no two lists of parts
/// run together: all but one have a fixed length.
pub(crate) fn keyed_hash(key: &hmac::Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(key);
    for part in parts {
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.sign().as_ref());
    hash
}

fn fill_random(bytes: &mut [u8]) {
    #[expect(
        clippy::expect_used,
        reason = "AWS-LC ends the process itself when the system gives no randomness"
    )]
    rand::fill(bytes).expect("the system gives randomness");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_as_it_was_sealed() {
        let cipher = Cipher::new(&Secret::random());
        let mut sealed = b"portrait".to_vec();
        cipher.seal([1; 12], b"here", &mut sealed);
        let open = |nonce, context: &[u8]| {
            let mut bytes = sealed.clone();
            let clear = cipher.open(nonce, context, &mut bytes);
            clear.map(|clear| clear.to_vec())
        };
        assert_eq!(open([1; 12], b"here"), Some(b"portrait".to_vec()));
        assert_eq!(open([2; 12], b"here"), None);
        assert_eq!(open([1; 12], b"there"), None);
    }

    #[test]
    fn each_label_has_its_own_key() {
        let secret = Secret::from_slice(&[7; 32]).unwrap();
        assert_eq!(secret.derive("one").expose(), secret.derive("one").expose());
        assert_ne!(secret.derive("one").expose(), secret.derive("two").expose());
        assert!(Secret::from_slice(&[7; 31]).is_none());
    }

    #[test]
    fn the_mac_is_the_one_of_rfc_4231() {
        let key = hmac::Key::new(hmac::HMAC_SHA256, b"Jefe");
        let hash = keyed_hash(&key, &[b"what do ya want ", b"for nothing?"]);
        assert_eq!(
            hex::encode(hash),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
