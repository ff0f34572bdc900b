//! Prints the best time of every kind of step in each network, largest first. Arguments: a part of
//! the networks' names, and `avx2` or `baseline` to limit the instruction set.

use std::collections::BTreeMap;
use std::time::Instant;

use nn::{InstructionSet, Network, NetworkId};

const PASSES: usize = 60;

#[expect(clippy::print_stdout, reason = "the table is this program's result")]
#[expect(clippy::disallowed_methods, reason = "this program measures time")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let limit = match arguments.get(1).map(String::as_str) {
        Some("baseline") => InstructionSet::Baseline,
        Some("avx2") => InstructionSet::Avx2,
        _ => InstructionSet::Avx512,
    };
    let part = arguments.first().map_or("", String::as_str);
    for id in NetworkId::ALL
        .into_iter()
        .filter(|id| id.name().contains(part))
    {
        let network = Network::from_bytes(id.bytes())?.limited_to(limit);
        let input = vec![0.5; network.input_shape().iter().product()];
        let mut best: Vec<(f64, String)> = Vec::new();
        for _ in 0..PASSES {
            let mut at = 0;
            let mut before = Instant::now();
            network.run_observed(&input, &mut |step| {
                let microseconds = before.elapsed().as_secs_f64() * 1e6;
                if best.len() <= at {
                    let text = format!("{} {:?} → {:?}", step.operator, step.input, step.output);
                    best.push((microseconds, text));
                }
                best[at].0 = best[at].0.min(microseconds);
                at += 1;
                before = Instant::now();
            })?;
        }
        let total: f64 = best.iter().map(|(time, _)| time).sum();
        println!(
            "{} ({:?}): {total:.0} µs",
            id.name(),
            network.instruction_set()
        );
        let mut kinds: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
        for (time, text) in &best {
            let kind = kinds.entry(text).or_default();
            *kind = (kind.0 + time, kind.1 + 1);
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by(|a, b| b.1.0.total_cmp(&a.1.0));
        for (text, (time, count)) in kinds {
            println!("{time:8.1} µs  {count:3} × {text}");
        }
    }
    Ok(())
}
