//! Runs damaged and odd files through the decoder: panics, slowest file, peak memory.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use codec::{Limits, Scale};

use crate::table::Table;

/// Damaged copies made of every sound sample, by cutting and by flipping bits.
const COPIES: u64 = 150;

/// Results of one group of files.
#[derive(Debug, Default)]
struct Tally {
    files: usize,
    decoded: usize,
    refused: usize,
    panics: usize,
    slowest_ms: f64,
}

/// Prints the table.
pub(crate) fn run(shared: &Path) -> Result<()> {
    // A panic is counted, not shown 5 000 times.
    std::panic::set_hook(Box::new(|_| {}));
    let mut table = Table::new(
        "Hostile files (`cargo xtask eval hostile`)",
        &[
            "files",
            "count",
            "decoded",
            "refused",
            "panics",
            "slowest ms",
        ],
    );
    let mut odd = Tally::default();
    for path in files_below(&shared.join("hostile"))? {
        odd.decode(&std::fs::read(&path)?);
    }
    table.row(&odd.cells("odd and damaged files of the image-rs suite"));
    for sample in ["portrait_3.jpg", "portrait_2.png", "portrait_1.webp"] {
        let sound = std::fs::read(shared.join("photos/id-style").join(sample))
            .with_context(|| format!("{sample} cannot be read"))?;
        let mut tally = Tally::default();
        for seed in 0..COPIES {
            tally.decode(&damaged(&sound, seed));
        }
        table.row(&tally.cells(&format!("{sample}: cut or with flipped bits")));
    }
    table.print();
    let _ = std::panic::take_hook();
    let mut memory = Table::new("Peak memory of the run above", &["MB"]);
    memory.row(&[format!("{:.0}", crate::process::own_peak_mb()?)]);
    memory.print();
    Ok(())
}

impl Tally {
    #[expect(clippy::disallowed_methods, reason = "this tool measures time")]
    fn decode(&mut self, bytes: &[u8]) {
        let started = Instant::now();
        let limits = Limits::default();
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            codec::decode(bytes, &limits, Scale::Full)
        }));
        self.slowest_ms = self.slowest_ms.max(started.elapsed().as_secs_f64() * 1e3);
        self.files += 1;
        match outcome {
            Ok(Ok(_)) => self.decoded += 1,
            Ok(Err(_)) => self.refused += 1,
            Err(_) => self.panics += 1,
        }
    }

    fn cells(&self, name: &str) -> Vec<String> {
        vec![
            name.into(),
            self.files.to_string(),
            self.decoded.to_string(),
            self.refused.to_string(),
            self.panics.to_string(),
            format!("{:.0}", self.slowest_ms),
        ]
    }
}

/// A copy cut short (every third seed) or with one to sixteen flipped bits.
fn damaged(sound: &[u8], seed: u64) -> Vec<u8> {
    let mut random = seed;
    // splitmix64: the same files on every machine.
    let mut next = move || {
        random = random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (random ^ (random >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    let mut copy = sound.to_vec();
    if seed.is_multiple_of(3) {
        copy.truncate(next() as usize % sound.len());
        return copy;
    }
    // Half of the damage goes into the headers, where the decoder branches most.
    let reach = if seed.is_multiple_of(2) {
        sound.len()
    } else {
        sound.len().min(700)
    };
    for _ in 0..=(next() % 16) {
        let at = next() as usize % reach;
        copy[at] ^= 1 << (next() % 8);
    }
    copy
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("{} cannot be listed", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
