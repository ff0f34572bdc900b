//! Memory of a process and size of a folder, from the operating system.

use std::path::Path;

use anyhow::{Context, Result};

/// What Linux accounts a process's work in, milliseconds.
const TICK_MS: u32 = 10;

/// Largest resident memory of this process so far, in megabytes (10⁶ bytes).
///
/// # Errors
/// Where there is no `/proc`.
pub(crate) fn own_peak_mb() -> Result<f64> {
    peak_mb("self")
}

/// Length of all files in a folder, in megabytes (10⁶ bytes); one that goes meanwhile counts nothing.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn folder_mb(folder: &Path) -> Result<f64> {
    let mut total = 0.0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => total += folder_mb(&entry.path())?,
            Ok(metadata) => total += metadata.len() as f64 / 1e6,
            Err(_) => {}
        }
    }
    Ok(total)
}

/// Largest resident memory so far of a process, by its id, in megabytes (10⁶ bytes).
///
/// # Errors
/// Where there is no `/proc`, or no such process.
pub(crate) fn peak_mb(process: &str) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"));
    let status = status.context("/proc does not know the process")?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .context("no VmHWM")?;
    let kilobytes = line
        .split_whitespace()
        .nth(1)
        .context("VmHWM has no value")?;
    Ok(kilobytes.parse::<f64>()? * 1024.0 / 1e6)
}

/// How long a process has worked so far, on all cores together, milliseconds.
///
/// # Errors
/// Where there is no `/proc`, or no such process.
pub(crate) fn worked_ms(process: u32) -> Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name of the program may hold anything; behind its bracket the third field comes first.
    let (_, fields) = stat.rsplit_once(')').context("/proc says something else")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |place: usize| -> Result<u32> {
        let field = fields.get(place).context("/proc says less")?;
        Ok(field.parse()?)
    };
    Ok(f64::from(TICK_MS * (ticks(11)? + ticks(12)?)))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test waits for work")]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn the_work_of_a_process_is_read() {
        let begun = Instant::now();
        let before = worked_ms(std::process::id()).unwrap();
        while worked_ms(std::process::id()).unwrap() - before < f64::from(2 * TICK_MS) {
            assert!(
                begun.elapsed() < Duration::from_mins(1),
                "it works all the time"
            );
        }
    }
}
