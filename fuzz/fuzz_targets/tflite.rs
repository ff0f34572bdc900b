//! Any bytes into the TFLite reader; what loads must also run.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nn::Network;

fuzz_target!(|bytes: &[u8]| {
    let Ok(network) = Network::from_bytes(bytes) else {
        return;
    };
    let length: usize = network.input_shape().iter().product();
    let _ = network.run(&vec![0.5; length]);
});
