//! Runs `wrk` once against one address.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::programs::Programs;
use crate::process::worked_ms;

/// Number of connections that send requests without pause.
const CONNECTIONS: &str = "32";

/// Measured duration; the run before it warms up and does not count.
const LENGTH: &str = "5s";
const LENGTH_SECONDS: f64 = 5.0;
const WARM_UP: &str = "1s";

/// Prints what [`Figures::parse`] reads, as the last line.
const REPORT: &str = r#"
done = function(summary, latency, requests)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format("%d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), failed))
end
"#;

/// Figures of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figures {
    /// Answers in a second.
    pub(super) per_second: f64,
    /// Within which half of the answers came, milliseconds.
    pub(super) median_ms: f64,
    /// Within which 99 % of the answers came, milliseconds.
    pub(super) p99_ms: f64,
    /// Answers in a second of a core's work by who answers; none where its work is not accounted.
    pub(super) per_core_second: Option<f64>,
}

impl Figures {
    /// Reads requests, microseconds, median and 99th percentile in microseconds, and failures.
    fn parse(line: &str) -> Result<Self> {
        let numbers: Result<Vec<f64>, _> = line.split_whitespace().map(str::parse).collect();
        let numbers: Result<[f64; 5], _> = numbers?.try_into();
        let Ok([requests, length_us, median_us, p99_us, failed]) = numbers else {
            anyhow::bail!("wrk's report is not as it was asked for");
        };
        ensure!(failed == 0.0, "{failed} of {requests} requests failed");
        Ok(Self {
            per_second: requests / (length_us / 1e6),
            median_ms: median_us / 1e3,
            p99_ms: p99_us / 1e3,
            per_core_second: None,
        })
    }
}

/// [`load`], and how much work that was for the process that answers.
///
/// # Errors
/// As [`load`].
pub(super) fn load_of(
    programs: &Programs,
    address: &str,
    token: &str,
    folder: &Path,
    process: u32,
) -> Result<Figures> {
    let warm = load_for(programs, address, Some(token), folder, WARM_UP)?;
    ensure!(warm.per_second > 0.0, "nothing is answered");
    let before = worked_ms(process)?;
    let figures = load_for(programs, address, Some(token), folder, LENGTH)?;
    let worked_seconds = (worked_ms(process)? - before) / 1e3;
    Ok(Figures {
        per_core_second: Some(figures.per_second * LENGTH_SECONDS / worked_seconds),
        ..figures
    })
}

/// Asks `address` as fast as it answers, with a bearer token where there is one; `folder` takes the
/// script.
///
/// # Errors
/// An answer that is none, such as a refusal.
pub(super) fn load(
    programs: &Programs,
    address: &str,
    token: Option<&str>,
    folder: &Path,
) -> Result<Figures> {
    load_for(programs, address, token, folder, WARM_UP)?;
    load_for(programs, address, token, folder, LENGTH)
}

fn load_for(
    programs: &Programs,
    address: &str,
    token: Option<&str>,
    folder: &Path,
    length: &str,
) -> Result<Figures> {
    let script = folder.join("report.lua");
    std::fs::write(&script, REPORT)?;
    let mut command = Command::new(&programs.wrk);
    command
        .args(["--threads", "2", "--connections", CONNECTIONS])
        .args(["--duration", length, "--script"])
        .arg(&script);
    if let Some(token) = token {
        command.args(["--header", &format!("Authorization: Bearer {token}")]);
    }
    let output = command
        .arg(address)
        .output()
        .context("wrk does not start")?;
    let said = String::from_utf8_lossy(&output.stdout);
    Figures::parse(said.lines().last().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read() {
        let figures = Figures::parse("50000 5000000 2500 9000 0").unwrap();
        let expected = Figures {
            per_second: 10_000.0,
            median_ms: 2.5,
            p99_ms: 9.0,
            per_core_second: None,
        };
        assert_eq!(figures, expected);
    }

    #[test]
    fn a_run_with_failures_is_none() {
        assert!(Figures::parse("50000 5000000 2500 9000 3").is_err());
        assert!(Figures::parse("unable to connect").is_err());
        assert!(Figures::parse("").is_err());
    }
}
