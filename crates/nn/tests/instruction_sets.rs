//! All instruction sets of the processor give the same results, up to rounding.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use nn::{InstructionSet, Network, NetworkId};

#[track_caller]
fn check(id: NetworkId) {
    let outputs = [
        InstructionSet::Baseline,
        InstructionSet::Avx2,
        InstructionSet::Avx512,
    ]
    .map(|limit| {
        let network = Network::from_bytes(id.bytes()).unwrap().limited_to(limit);
        let length: usize = network.input_shape().iter().product();
        let input: Vec<f32> = (0..length)
            .map(|k| 0.5 + 0.25 * (0.013 * k as f32).sin())
            .collect();
        // The second run finds the buffers of the first.
        assert_eq!(network.run(&input), network.run(&input));
        network.run(&input).unwrap()
    });
    let [baseline, others @ ..] = &outputs;
    for (a, b) in others.iter().flat_map(|other| baseline.iter().zip(other)) {
        for (a, b) in a.values.iter().zip(&b.values) {
            assert!((a - b).abs() < 1e-3 * a.abs().max(1.0), "{a} and {b}");
        }
    }
}

#[test]
fn all_networks() {
    for id in NetworkId::ALL {
        check(id);
    }
}

#[test]
fn a_limit_is_kept() {
    let network = Network::from_bytes(NetworkId::SelfieSegmentation.bytes()).unwrap();
    let limited = network.limited_to(InstructionSet::Baseline);
    assert_eq!(limited.instruction_set(), InstructionSet::Baseline);
}
