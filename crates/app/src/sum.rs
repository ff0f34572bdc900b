//! The SHA-256 of bytes that are in memory.

use aws_lc_rs::digest::{SHA256, digest};

/// The SHA-256 of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    sum.copy_from_slice(digest(&SHA256, bytes).as_ref());
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_nothing_is_the_known_one() {
        let sum = hex::encode(sha256(b""));
        assert!(sum.starts_with("e3b0c44298fc1c14"), "{sum}");
    }
}
