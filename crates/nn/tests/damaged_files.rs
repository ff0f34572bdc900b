//! Damaged networks either give an error or run; they never panic, hang, or allocate without bound.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use nn::{Network, NetworkId};

/// Lengths and bits tried on each file.
const CASES: usize = 1000;

/// The same of the file that takes longest to load.
const FEW_CASES: usize = 300;

/// Loading succeeds when only a weight changed; some of those networks are also run.
const RUNS: usize = 12;

/// The share of a file, from its end, where the graph is described; before it are weights.
const GRAPH_SHARE: f64 = 0.18;

/// Numbers without pattern, the same in every run (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) % limit as u64) as usize
    }
}

/// Cuts the file short everywhere and flips bits everywhere, most of all where its structure is.
#[track_caller]
fn check(id: NetworkId, cases: usize) {
    let whole = id.bytes();
    let mut numbers = Numbers(1);
    for case in 0..cases {
        // The first and last lengths one by one, between them a sample.
        let length = match case {
            0..100 => case,
            100..200 => whole.len() - (case - 99),
            _ => numbers.below(whole.len()),
        };
        assert!(
            Network::from_bytes(&whole[..length]).is_err(),
            "{length} bytes are enough"
        );
    }
    let graph = (whole.len() as f64 * GRAPH_SHARE) as usize;
    let mut bytes = whole.to_vec();
    let mut runs = 0;
    for case in 0..cases {
        let position = match case % 10 {
            0 => numbers.below(64),
            1 => numbers.below(whole.len()),
            _ => whole.len() - 1 - numbers.below(graph),
        };
        let bit = 1 << numbers.below(8);
        bytes[position] ^= bit;
        if let Ok(network) = Network::from_bytes(&bytes)
            && case * RUNS >= runs * cases
        {
            runs += 1;
            let input = vec![0.5; network.input_shape().iter().product()];
            let outputs = network.run(&input).unwrap();
            assert!(!outputs.is_empty());
        }
        bytes[position] ^= bit;
    }
    assert!(runs > 0, "no damaged file loaded");
}

#[test]
fn short_range_detector() {
    check(NetworkId::FaceDetectionShortRange, CASES);
}

#[test]
fn full_range_detector() {
    check(NetworkId::FaceDetectionFullRange, CASES);
}

#[test]
fn face_landmarks() {
    check(NetworkId::FaceLandmarks, CASES);
}

#[test]
fn selfie_segmentation() {
    check(NetworkId::SelfieSegmentation, CASES);
}

#[test]
fn salient_objects() {
    check(NetworkId::SalientObjects, FEW_CASES);
}
