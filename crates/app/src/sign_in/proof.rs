//! Proof of work: a client that asks for a code from a network that has had several looks for a number
//! first, which costs a phone a moment and a sender of thousands a machine (ADR 30).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use domain::{BlindIndex, Duration, Timestamp};
use store::Work;

use crate::failure::Failure;
use crate::network::NetworkKey;
use crate::refusal::ProofNeeded;
use crate::service::App;

/// How long a challenge can be answered.
const VALID: Duration = Duration::from_minutes(5);

/// Zero bits that are asked for at first: about 65 000 hashes.
const FIRST_BITS: u8 = 16;

/// Most zero bits: about a million hashes.
const MAX_BITS: u8 = 20;

/// Codes of a network in an hour at which one bit more is asked for, and again at each doubling.
const CODES_PER_BIT: u64 = 32;

/// Longest nonce, bytes.
const MAX_NONCE_BYTES: usize = 32;

/// The answer to a challenge: SHA-256 of the challenge followed by the nonce begins with as many zero bits as
/// were asked for.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The challenge as it was given.
    pub challenge: String,
    /// The text that was found, 1 to 32 bytes.
    pub nonce: String,
}

/// What a proof is for: it counts for no other number and no other network.
pub(super) struct Purpose<'a> {
    pub(super) phone: BlindIndex,
    pub(super) network: &'a NetworkKey,
}

/// Checks the proof of a request from a network that has had `used` codes in this hour. It works once, for
/// this number and network.
///
/// # Errors
/// [`ProofNeeded`] with a new challenge where the proof is missing, wrong, too old or used.
pub(super) async fn require(
    app: &App,
    work: &Work,
    purpose: &Purpose<'_>,
    proof: Option<&Proof>,
    used: u64,
) -> Result<(), Failure> {
    let now = app.now();
    let opened = proof.and_then(|proof| {
        let challenge = Challenge::open(app, purpose, &proof.challenge)?;
        let is_answered = now < challenge.expires_at && is_answer(proof, challenge.bits);
        is_answered.then_some(challenge)
    });
    if let Some(challenge) = opened {
        let bucket = format!("proof:{}", challenge.id);
        if work
            .counters()
            .hit(&bucket, challenge.expires_at, 1)
            .await?
            == 1
        {
            return Ok(());
        }
    }
    let challenge = Challenge {
        expires_at: now + VALID,
        bits: bits(used),
        id: app.new_id().simple().to_string(),
    };
    let bits = challenge.bits;
    let challenge = challenge.sealed(app, purpose);
    Err(ProofNeeded { challenge, bits }.into())
}

fn bits(used: u64) -> u8 {
    let doublings = (used / CODES_PER_BIT)
        .checked_ilog2()
        .map_or(0, |log| log + 1);
    MAX_BITS.min(FIRST_BITS + doublings as u8)
}

fn is_answer(proof: &Proof, bits: u8) -> bool {
    if proof.nonce.is_empty() || proof.nonce.len() > MAX_NONCE_BYTES {
        return false;
    }
    let text = format!("{}{}", proof.challenge, proof.nonce);
    let hash = digest(&SHA256, text.as_bytes());
    leading_zero_bits(hash.as_ref()) >= u32::from(bits)
}

fn leading_zero_bits(hash: &[u8]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let next = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    8 * whole as u32 + next
}

/// What is asked of a client. It is kept nowhere: the client brings it back with its seal.
struct Challenge {
    expires_at: Timestamp,
    bits: u8,
    id: String,
}

impl Challenge {
    /// `EXPIRES.BITS.ID.SEAL`; the seal ties it to the number and the network.
    fn sealed(&self, app: &App, purpose: &Purpose<'_>) -> String {
        let Self {
            expires_at,
            bits,
            id,
        } = self;
        let open = format!("{}.{bits}.{id}", expires_at.as_micros());
        let phone = purpose.phone.to_hex();
        let network = purpose.network.as_str();
        let seal = app
            .vault()
            .token_hash(&format!("proof-of-work:{open}:{phone}:{network}"));
        format!("{open}.{}", seal.to_hex())
    }

    /// Reads a challenge of this service for the same number and network.
    fn open(app: &App, purpose: &Purpose<'_>, text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let challenge = Self {
            expires_at: Timestamp::from_micros(parts.next()?.parse().ok()?),
            bits: parts.next()?.parse().ok()?,
            id: parts.next()?.to_owned(),
        };
        let expected = challenge.sealed(app, purpose);
        let is_ours = verify_slices_are_equal(expected.as_bytes(), text.as_bytes()).is_ok();
        is_ours.then_some(challenge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_codes_a_network_has_had_the_more_work_is_asked_for() {
        let asked = [0, 31, 32, 63, 64, 128, 256, 100_000].map(bits);
        assert_eq!(asked, [16, 16, 17, 17, 18, 19, 20, 20]);
    }

    #[test]
    fn zero_bits_are_counted_from_the_front() {
        assert_eq!(leading_zero_bits(&[0, 0b0001_0000]), 11);
        assert_eq!(leading_zero_bits(&[0x80, 0]), 0);
        assert_eq!(leading_zero_bits(&[0, 0]), 16);
    }

    /// The clients' test answers the same challenge.
    #[test]
    fn an_answer_is_one_for_every_client() {
        let proof = |nonce: &str| Proof {
            challenge: "1693960200000000.12.example.seal".to_owned(),
            nonce: nonce.to_owned(),
        };
        assert!(is_answer(&proof("4283"), 12));
        assert!(!is_answer(&proof("0"), 12));
        assert!(!is_answer(&proof(""), 0));
    }
}
