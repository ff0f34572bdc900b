//! Compares the four networks with reference tensors of the original runtime (tolerance 1e-3),
//! where the reference data is present.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that fails may panic, and one that is skipped says so"
)]

use nn::{Network, NetworkId};
use serde_json::Value;

const SHARED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/golden/tensors.json"
);

#[track_caller]
fn check(id: NetworkId) {
    let Ok(text) = std::fs::read_to_string(SHARED) else {
        eprintln!("skipped: no reference tensors beside the checkout");
        return;
    };
    let golden: Value = serde_json::from_str(&text).unwrap();
    let expected = &golden["models"][id.name()];
    let network = Network::from_bytes(id.bytes()).unwrap();
    let length: usize = network.input_shape().iter().product();
    let input: Vec<f32> = (0..length)
        .map(|k| {
            let k = k as f64;
            (0.5 + 0.25 * (0.013 * k).sin() + 0.25 * (0.00071 * k).sin()) as f32
        })
        .collect();
    let outputs = network.run(&input).unwrap();
    let mut compared = 0;
    for reference in expected["outputs"].as_array().unwrap() {
        let name = reference["name"].as_str().unwrap();
        let output = outputs.iter().find(|output| output.name == name).unwrap();
        let places = reference["at"].as_array().unwrap();
        let values = reference["values"].as_array().unwrap();
        for (place, value) in places.iter().zip(values) {
            let seen = f64::from(output.values[place.as_u64().unwrap() as usize]);
            let value = value.as_f64().unwrap();
            let error = (seen - value).abs() / value.abs().max(1.0);
            assert!(error < 1e-3, "{name}[{place}]: {seen} instead of {value}");
            compared += 1;
        }
    }
    assert!(compared > 0, "nothing was compared");
}

#[test]
fn short_range_detector() {
    check(NetworkId::FaceDetectionShortRange);
}

#[test]
fn full_range_detector() {
    check(NetworkId::FaceDetectionFullRange);
}

/// There is no reference runtime for the attention network's custom operators outside its own
/// pipeline: `cargo xtask eval landmarks` compares the landmarks themselves.
#[test]
fn face_landmarks_run_and_have_the_documented_outputs() {
    let network = Network::from_bytes(NetworkId::FaceLandmarks.bytes()).unwrap();
    let outputs = network.run(&vec![0.5; 192 * 192 * 3]).unwrap();
    let sizes: Vec<usize> = outputs.iter().map(|output| output.values.len()).collect();
    assert_eq!(sizes, [1404, 160, 142, 142, 10, 10, 1]);
    assert!(
        outputs
            .iter()
            .flat_map(|output| &output.values)
            .all(|value| value.is_finite())
    );
}

#[test]
fn selfie_segmentation() {
    check(NetworkId::SelfieSegmentation);
}

/// The attribute heads read these; they must stay when steps are joined. Channels and means are of
/// the original runtime, for an input of 0.5 everywhere.
#[track_caller]
fn check_taps(expected: &[(&str, usize, f64)]) {
    let network = Network::from_bytes(NetworkId::FaceDetectionFullRange.bytes()).unwrap();
    let names: Vec<&str> = expected.iter().map(|&(name, ..)| name).collect();
    let tensors = network
        .run_tapped(&vec![0.5; 192 * 192 * 3], &names)
        .unwrap();
    let taps = &tensors[tensors.len() - names.len()..];
    for (tensor, &(name, channels, mean)) in taps.iter().zip(expected) {
        assert_eq!(tensor.shape.last(), Some(&channels), "{name}");
        let sum: f64 = tensor.values.iter().copied().map(f64::from).sum();
        let seen = sum / tensor.values.len() as f64;
        assert!(
            (seen - mean).abs() < 1e-3 * mean.abs(),
            "{name}: {seen} instead of {mean}"
        );
    }
}

#[test]
fn inner_activations_of_the_full_range_detector() {
    check_taps(&[
        ("activation_10", 64, 0.953894),
        ("activation_16", 128, 0.820973),
        ("activation_22", 256, 0.732643),
        ("activation_28", 384, 1.2396),
        ("activation_30", 384, 1.33324),
    ]);
}
