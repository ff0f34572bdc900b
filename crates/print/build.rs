//! Embeds the typeface that `cargo xtask models` fetched. It downloads nothing.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let font = manifest.join("../../models/NotoSansCJKsc-Regular.otf");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", font.display());
    if !font.is_file() {
        println!(
            "cargo::error=models/NotoSansCJKsc-Regular.otf is missing: run `cargo xtask models` first, it \
             fetches the typeface"
        );
        return ExitCode::FAILURE;
    }
    println!("cargo::rustc-env=CAIXIANG_TYPEFACE={}", font.display());
    ExitCode::SUCCESS
}
