//! Benchmarks the networks on one thread beside LiteRT with XNNPACK, the runtime that most were made
//! for.
//!
//! Both sides are processes on the same core that answer one line with one line and take turns, so
//! that other load on the machine affects both.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use nn::{InstructionSet, Network, NetworkId};
use serde::{Deserialize, Serialize};

use super::figures::{median, print_line};
use super::one_core::on_one_core;
use crate::table::Table;

/// Turns of each side.
const ROUNDS: usize = 7;

/// Runs within a turn; the first ones warm caches and do not count.
const PASSES: usize = 33;
const WARM_UP: usize = 3;

/// Result of one turn.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum Turn {
    /// The network ran.
    Times { best_ms: f64, median_ms: f64 },
    /// It cannot run this network.
    Refused { error: String },
}

/// Runs all sides in turn and prints the table.
pub(crate) fn run(root: &Path, python: &Path) -> Result<()> {
    let own = std::env::current_exe()?;
    let script = root.join("tools/evaluation/peers/litert_networks.py");
    let script = script.to_str().context("the project's path is not UTF-8")?;
    let mut runners = [
        Runner::start(root, python, &[script])?,
        Runner::start(root, &own, &["bench-networks", "avx512"])?,
        Runner::start(root, &own, &["bench-networks", "avx2"])?,
        Runner::start(root, &own, &["bench-networks", "baseline"])?,
    ];
    let mut table = Table::new(
        "Networks, one thread, best of all turns (median of the turns' medians), ms",
        &[
            "network",
            "LiteRT",
            "caixiang",
            "ratio of the best",
            "AVX2 at most",
            "baseline",
        ],
    );
    for id in NetworkId::ALL {
        let path = format!("models/{}.tflite", id.name());
        let mut turns: [Vec<Turn>; 4] = Default::default();
        for _ in 0..ROUNDS {
            for (runner, turns) in runners.iter_mut().zip(&mut turns) {
                turns.push(runner.turn(&path)?);
            }
        }
        let [litert, ours, avx2, baseline] = turns.map(|turns| summary(&turns));
        let ratio = match (&litert, &ours) {
            (Ok((litert, _)), Ok((ours, _))) => format!("{:.2}", ours / litert),
            _ => String::new(),
        };
        table.row(&[
            id.name().into(),
            text(&litert),
            text(&ours),
            ratio,
            text(&avx2),
            text(&baseline),
        ]);
    }
    table.print();
    Ok(())
}

/// Best time and median of medians, or why there is none.
fn summary(turns: &[Turn]) -> Result<(f64, f64), String> {
    let (mut best, mut medians) = (f64::MAX, Vec::new());
    for turn in turns {
        match turn {
            Turn::Times { best_ms, median_ms } => {
                best = best.min(*best_ms);
                medians.push(*median_ms);
            }
            Turn::Refused { error } => return Err(error.clone()),
        }
    }
    Ok((best, median(&mut medians)))
}

fn text(summary: &Result<(f64, f64), String>) -> String {
    match summary {
        Ok((best, median)) => format!("{best:.2} ({median:.2})"),
        Err(error) => format!("refuses: {error}"),
    }
}

/// A process that measures one network for each line it gets.
struct Runner {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Runner {
    fn start(root: &Path, program: &Path, arguments: &[&str]) -> Result<Self> {
        let mut child = on_one_core(root, program, arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} could not be started", program.display()))?;
        let questions = child.stdin.take().context("no way to ask")?;
        let answers = child.stdout.take().context("no way to be answered")?;
        Ok(Self {
            child,
            questions,
            answers: BufReader::new(answers),
        })
    }

    fn turn(&mut self, path: &str) -> Result<Turn> {
        writeln!(self.questions, "{path}")?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        serde_json::from_str(&line)
            .with_context(|| format!("the process measuring {path} answered {line:?}"))
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        // It would end by itself when its input closes; nothing is lost if it cannot be stopped.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Measures the networks named on standard input, one path a line, with no more than the
/// instruction set of that name.
pub(crate) fn measure_here(limit: &str) -> Result<()> {
    let limit = match limit {
        "avx512" => InstructionSet::Avx512,
        "avx2" => InstructionSet::Avx2,
        "baseline" => InstructionSet::Baseline,
        other => bail!("there is no instruction set `{other}`"),
    };
    for line in std::io::stdin().lines() {
        let network = Network::from_bytes(&std::fs::read(line?.trim())?)?.limited_to(limit);
        let input = vec![0.5; network.input_shape().iter().product()];
        let mut times = Vec::new();
        for _ in 0..PASSES {
            #[expect(clippy::disallowed_methods, reason = "this tool measures time")]
            let started = Instant::now();
            network.run(&input)?;
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        let mut counted = times.split_off(WARM_UP);
        let median_ms = median(&mut counted);
        let best_ms = counted.first().copied().unwrap_or_default();
        print_line(&serde_json::to_string(&Turn::Times { best_ms, median_ms })?);
    }
    Ok(())
}
