//! Inner activations are the same whether or not the rest of the network runs.

use nn::{NetworkError, NetworkId};

const LAST_TO_FIRST: [&str; 3] = ["activation_30", "activation_16", "activation_10"];

#[test]
fn a_run_that_ends_at_the_last_activation_gives_the_same() {
    let network = nn::Network::from_bytes(NetworkId::FaceDetectionFullRange.bytes()).unwrap();
    let length: usize = network.input_shape().iter().product();
    let input: Vec<f32> = (0..length).map(|at| (at as f32 * 0.013).sin()).collect();
    let with_outputs = network.run_tapped(&input, &LAST_TO_FIRST).unwrap();
    let alone = network.run_to_taps(&input, &LAST_TO_FIRST).unwrap();
    assert_eq!(alone.len(), LAST_TO_FIRST.len());
    assert!(with_outputs.ends_with(&alone));
    assert_eq!(alone[2].shape, [1, 48, 48, 64]);
}

#[test]
fn an_unknown_activation_is_refused() {
    let network = nn::Network::from_bytes(NetworkId::FaceDetectionFullRange.bytes()).unwrap();
    let length: usize = network.input_shape().iter().product();
    let refused = network.run_to_taps(&vec![0.0; length], &["activation_of_nobody"]);
    assert!(matches!(refused, Err(NetworkError::Unsupported(_))));
}
