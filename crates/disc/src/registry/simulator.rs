//! Plays the registry for demonstrations and tests: checks a package as the real one would, then accepts, refuses, is not
//! sure, and takes its time. What it says follows from a seed and the round alone, so that a run can be repeated. It never
//! looks at a photo and decides nothing about anybody.

use std::io::{Read, Seek};

use serde_json::{Value, json};

use super::read::{PackageError, read_package};
use super::result::{FORMAT, VERSION};

/// Reasons that the registry is known to give.
const REASONS: [&str; 3] = [
    "照片与录取照片同版",
    "背景颜色不符合要求",
    "人像过小，头顶未留空",
];

/// The registry's answer to a package, as JSON. `round` counts from 1: the first answer leaves some records out, the second
/// one repeats it and adds them, with comparisons that were open before.
///
/// # Errors
/// [`PackageError`] where the package is not what its manifest says: the registry takes nothing of it.
pub fn play_registry<R: Read + Seek>(
    package: R,
    seed: u64,
    round: u32,
) -> Result<String, PackageError> {
    let mut serials = Vec::new();
    let (number, _) = read_package(package, |serial, _, _| {
        serials.push(serial);
        Ok(())
    })?;
    let results: Vec<Value> = serials
        .into_iter()
        .filter_map(|serial| answer(serial, seed, round))
        .collect();
    let file = json!({
        "format": FORMAT, "version": VERSION, "package": number, "results": results,
    });
    Ok(format!("{file:#}"))
}

/// None for a record that takes longer.
fn answer(serial: u64, seed: u64, round: u32) -> Option<Value> {
    let drawn = mixed(seed, serial);
    let identity = match drawn % 100 {
        0..4 if round == 1 => return None,
        4..8 => {
            let reason = REASONS[(drawn / 100 % 3) as usize];
            return Some(json!({"serial": serial, "outcome": "refused", "reason": reason}));
        }
        8..10 => "not-passed",
        10..12 => "uncertain",
        12 => "abnormal",
        13..25 if round == 1 => "",
        _ => "same-person",
    };
    Some(json!({"serial": serial, "outcome": "accepted", "identity": identity}))
}

/// As `SplitMix64` does it: every record is drawn by itself, in whatever order it is asked for.
const fn mixed(seed: u64, serial: u64) -> u64 {
    let mut state = seed.wrapping_add(serial.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Serial numbers by what is said of them.
    fn said(round: u32) -> BTreeMap<u64, Value> {
        let answers = (1..=2_000).filter_map(|serial| answer(serial, 7, round));
        let by_serial = answers.map(|answer| (answer["serial"].as_u64().unwrap_or(0), answer));
        by_serial.collect()
    }

    #[test]
    fn the_second_answer_repeats_the_first_and_completes_it() {
        let (first, second) = (said(1), said(2));
        assert_eq!(second.len(), 2_000);
        assert!((1_850..1_990).contains(&first.len()), "{}", first.len());
        for (serial, before) in &first {
            assert_eq!(before["outcome"], second[serial]["outcome"]);
            let is_open = before["identity"] == "";
            assert!(is_open || before == &second[serial]);
        }
        let refused = second.values().filter(|of| of["outcome"] == "refused");
        let refused: Vec<_> = refused.collect();
        assert!((40..120).contains(&refused.len()), "{}", refused.len());
        assert!(refused.iter().all(|of| of["reason"] != ""));
        assert_eq!(said(1), first, "the same again");
    }
}
