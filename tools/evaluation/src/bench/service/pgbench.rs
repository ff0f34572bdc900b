//! Runs PostgreSQL's own benchmark with the smallest transaction: one changed row.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::programs::Programs;

/// Number of rows, large enough that two clients seldom change the same one.
const SET_UP: [&str; 3] = [
    "CREATE TABLE counter (id int PRIMARY KEY, n int NOT NULL)",
    "INSERT INTO counter SELECT id, 0 FROM generate_series(1, 100000) AS id",
    "VACUUM ANALYZE counter",
];

const UPDATE: &str = "\\set id random(1, 100000)\n\
                      UPDATE counter SET n = n + 1 WHERE id = :id;\n";

/// A database of pgbench's own.
#[derive(Debug)]
pub(super) struct Peer {
    /// Connection address of the database.
    pub(super) url: String,
    /// Takes the script.
    pub(super) folder: PathBuf,
}

impl Peer {
    /// Makes the table.
    ///
    /// # Errors
    /// A statement that fails.
    pub(super) fn set_up(&self, programs: &Programs) -> Result<()> {
        let mut command = Command::new(programs.postgres.join("psql"));
        command.args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]);
        for statement in SET_UP {
            command.args(["--command", statement]);
        }
        let status = command.arg(&self.url).stdin(Stdio::null()).status();
        ensure!(
            status.context("psql does not start")?.success(),
            "the table of pgbench cannot be made"
        );
        Ok(())
    }

    /// Updates in a second with so many clients, over `length`, whole seconds.
    ///
    /// # Errors
    /// Output of pgbench.
    pub(super) fn updates_per_second(
        &self,
        programs: &Programs,
        clients: usize,
        length: Duration,
    ) -> Result<f64> {
        let script = self.folder.join("update.sql");
        std::fs::write(&script, UPDATE)?;
        let (clients, seconds) = (clients.to_string(), length.as_secs().to_string());
        let output = Command::new(programs.postgres.join("pgbench"))
            .args(["--no-vacuum", "--protocol", "prepared"])
            .args(["--client", &clients, "--time", &seconds])
            .arg("--file")
            .arg(&script)
            .arg(&self.url)
            .stdin(Stdio::null())
            .output()
            .context("pgbench does not start")?;
        let said = String::from_utf8_lossy(&output.stdout);
        per_second(&said).with_context(|| {
            let error = String::from_utf8_lossy(&output.stderr);
            format!("pgbench: {}", error.trim())
        })
    }
}

/// Reads `tps = 1234.5 (without initial connection time)`.
fn per_second(report: &str) -> Option<f64> {
    let line = report.lines().find_map(|line| line.strip_prefix("tps = "));
    line?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read() {
        let report = "number of clients: 16\nlatency average = 2.1 ms\n\
                      tps = 7412.25 (without initial connection time)\n";
        assert_eq!(per_second(report), Some(7412.25));
        assert_eq!(per_second("connection refused"), None);
    }
}
