//! The salient-object network, as converted, against figures of ONNX Runtime for the ONNX file with weights
//! rounded to half precision. Half of the places are those where the network is unsure.

use nn::{InstructionSet, Network, NetworkId};
use serde_json::Value;

const SIDE: usize = 320;

/// Means and deviations that the network's pictures are shifted and divided by.
const CHANNELS: [[f64; 2]; 3] = [[0.485, 0.229], [0.456, 0.224], [0.406, 0.225]];

const TOLERANCE: f64 = 1e-3;

/// A head and shoulders before a wall, by formulas; `shift` columns from the middle.
fn picture(shift: f64) -> Vec<f32> {
    let mut values = Vec::new();
    for at in 0..SIDE * SIDE {
        let (y, x) = ((at / SIDE) as f64, (at % SIDE) as f64);
        let across = x - 160.0 - shift;
        let head = (across / 60.0).powi(2) + ((y - 120.0) / 80.0).powi(2) < 1.0;
        let body = y > 190.0 && across.abs() < 60.0 + 0.6 * (y - 190.0);
        for (channel, [mean, deviation]) in CHANNELS.into_iter().enumerate() {
            let c = channel as f64;
            let value = if head || body {
                0.3 + 0.2 * c * f64::from(u8::from(head)) + 0.1 * (0.05 * y + c).sin()
            } else {
                0.7 - 0.1 * c + 0.1 * (0.02 * x * (c + 1.0)).sin() + 0.05 * (0.3 * y).sin()
            };
            values.push(((value - mean) / deviation) as f32);
        }
    }
    values
}

#[test]
fn shares_are_those_of_the_reference() {
    let golden: Value = serde_json::from_str(include_str!("u2netp.json")).unwrap();
    let limits = [
        InstructionSet::Baseline,
        InstructionSet::Avx2,
        InstructionSet::Avx512,
    ];
    for limit in limits {
        let network = Network::from_bytes(NetworkId::SalientObjects.bytes()).unwrap();
        let network = network.limited_to(limit);
        for (shift, golden) in golden["by_shift"].as_object().unwrap() {
            let outputs = network.run(&picture(shift.parse().unwrap())).unwrap();
            assert_eq!(outputs[0].shape, [1, SIDE, SIDE, 1]);
            let mut worst: f64 = 0.0;
            let places = golden["places"].as_array().unwrap();
            for (place, value) in places.iter().zip(golden["values"].as_array().unwrap()) {
                let seen = outputs[0].values[place.as_u64().unwrap() as usize];
                worst = worst.max((f64::from(seen) - value.as_f64().unwrap()).abs());
            }
            assert!(worst < TOLERANCE, "{limit:?}, {shift}: {worst}");
        }
    }
}
