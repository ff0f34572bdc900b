//! Plays the registry: reads a package as the real one would and writes the result file that it sends back.
//!
//! `cargo run -p disc --example play_registry -- PACKAGE.zip RESULT.json [SEED] [ROUND]`

use std::error::Error;
use std::fs::File;

use disc::registry::play_registry;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "say: play_registry PACKAGE.zip RESULT.json [SEED] [ROUND]";
    let package = arguments.next().ok_or(usage)?;
    let result = arguments.next().ok_or(usage)?;
    let seed = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let round = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let answer = play_registry(File::open(package)?, seed, round)?;
    std::fs::write(result, answer)?;
    Ok(())
}
