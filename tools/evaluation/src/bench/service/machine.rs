//! Describes the machine in one line, which every absolute figure needs.

use std::fs;

use anyhow::{Context, Result};

/// Processor, cores, memory, kernel and how busy it is now.
///
/// # Errors
/// Where there is no `/proc`.
pub(super) fn describe() -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let processor = field("/proc/cpuinfo", "model name")?;
    let memory = field("/proc/meminfo", "MemTotal")?;
    let kilobytes = memory.trim_end_matches("kB").trim().parse::<f64>()?;
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    Ok(format!(
        "{processor}, {cores} cores, {:.0} GB, Linux {}; load {}",
        kilobytes * 1024.0 / 1e9,
        kernel.trim(),
        load()?
    ))
}

/// Processes that wanted to run in the last minute, on average.
///
/// # Errors
/// Where there is no `/proc`.
pub(super) fn load() -> Result<String> {
    let loads = fs::read_to_string("/proc/loadavg")?;
    let last_minute = loads.split_whitespace().next();
    Ok(last_minute.context("no load is said")?.to_owned())
}

/// The first value of a name in a file of `name: value` lines.
fn field(file: &str, name: &str) -> Result<String> {
    let text = fs::read_to_string(file)?;
    let line = text.lines().find(|line| line.starts_with(name));
    let (_, value) = line
        .and_then(|line| line.split_once(':'))
        .with_context(|| format!("{file} does not say {name}"))?;
    Ok(value.trim().to_owned())
}
