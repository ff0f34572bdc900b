//! What the operating system says about this process.

use anyhow::{Context, Result};

/// Largest resident memory so far, in megabytes (10⁶ bytes).
///
/// # Errors
/// Where there is no `/proc`.
pub(crate) fn own_peak_mb() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status").context("no /proc here")?;
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
