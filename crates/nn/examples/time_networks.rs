//! Times the networks on one thread and prints one JSON line:
//! `{"name": {"best_ms": …, "median_ms": …}, …}`. Argument: `avx2` or `baseline` to use no more
//! than that.

use std::time::Instant;

use nn::{InstructionSet, Network, NetworkId};

const PASSES: usize = 60;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let limit = match std::env::args().nth(1).as_deref() {
        Some("baseline") => InstructionSet::Baseline,
        Some("avx2") => InstructionSet::Avx2,
        _ => InstructionSet::Avx512,
    };
    let mut line = serde_json::Map::new();
    for id in NetworkId::ALL {
        let network = Network::from_bytes(id.bytes())?.limited_to(limit);
        let input = vec![0.5; network.input_shape().iter().product()];
        let mut times = Vec::new();
        for _ in 0..PASSES {
            #[expect(clippy::disallowed_methods, reason = "this program measures time")]
            let started = Instant::now();
            network.run(&input)?;
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        let figures = serde_json::json!({"best_ms": times[0], "median_ms": times[PASSES / 2]});
        line.insert(id.name().into(), figures);
    }
    #[expect(clippy::print_stdout, reason = "the line is this program's result")]
    {
        println!("{}", serde_json::Value::Object(line));
    }
    Ok(())
}
