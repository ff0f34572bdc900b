//! Embeds the networks that `cargo xtask models` downloaded. It downloads nothing.

use std::path::Path;
use std::process::ExitCode;

/// File names without ending, in the order of `NetworkId`.
const NETWORKS: [&str; 5] = [
    "face_detection_short_range",
    "face_detection_full_range",
    "face_landmark_with_attention",
    "selfie_segmentation",
    "u2netp",
];

fn main() -> ExitCode {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let models = manifest.join("../../models");
    println!("cargo::rerun-if-changed=build.rs");
    for name in NETWORKS {
        let file = models.join(format!("{name}.tflite"));
        println!("cargo::rerun-if-changed={}", file.display());
        if !file.is_file() {
            println!(
                "cargo::error=models/{name}.tflite is missing: run `cargo xtask models` first, it \
                 fetches the networks"
            );
            return ExitCode::FAILURE;
        }
    }
    println!("cargo::rustc-env=CAIXIANG_MODELS={}", models.display());
    ExitCode::SUCCESS
}
