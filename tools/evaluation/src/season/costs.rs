//! What the service needs for each thing, as it was measured; kept in a file so that a season can be simulated where nothing
//! is measured.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

/// Measured costs. Times are means, milliseconds.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Costs {
    /// The machine, in words.
    pub(crate) machine: String,
    /// Cores of the machine.
    pub(crate) cores: usize,
    /// A core's time for one photo, from its receipt to the verdict and the portrait.
    pub(crate) photo_core_ms: f64,
    /// How much that differs from photo to photo: standard deviation by mean.
    pub(crate) photo_spread: f64,
    /// Bytes of the photos that were measured, on average.
    pub(crate) photo_bytes: f64,
    /// Bytes of a portrait.
    pub(crate) portrait_bytes: f64,
    /// A core's time for a request that reads.
    pub(crate) read_core_ms: f64,
    /// A reading use case on `PostgreSQL` with nobody else there.
    pub(crate) read_database_ms: f64,
    /// A use case that changes something on `PostgreSQL`, whose commit waits for the disk.
    pub(crate) write_database_ms: f64,
    /// A reviewer's decision on `PostgreSQL`.
    pub(crate) decide_database_ms: f64,
    /// A core's time for a sheet of prints, as one page of a run's PDF.
    pub(crate) sheet_core_ms: f64,
    /// Rows of a student from the account to the submitted photo, bytes of the database.
    pub(crate) student_rows_bytes: f64,
}

impl Costs {
    /// Reads the costs of a run before.
    ///
    /// # Errors
    /// A file that is none, or a figure that cannot be.
    pub(crate) fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file);
        let text = text.with_context(|| format!("{} cannot be read", file.display()))?;
        let costs: Self = serde_json::from_str(&text)
            .with_context(|| format!("{} holds no costs", file.display()))?;
        costs.check()?;
        Ok(costs)
    }

    /// Keeps them in a file.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(crate) fn keep(&self, file: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        std::fs::write(file, text + "\n")
            .with_context(|| format!("{} cannot be written", file.display()))
    }

    /// Fails where a figure is not above zero: nothing is free, so it was not measured.
    pub(crate) fn check(&self) -> Result<()> {
        for (name, value, _) in self.figures() {
            ensure!(value.is_finite() && value > 0.0, "{name} is {value}");
        }
        ensure!(self.cores > 0, "a machine without a core");
        Ok(())
    }

    /// Each figure with what it is, for people.
    pub(crate) fn figures(&self) -> [(&'static str, f64, &'static str); 10] {
        [
            (
                "photo, upload to verdict and portrait, one core",
                self.photo_core_ms,
                "ms",
            ),
            (
                "spread of that (standard deviation by mean)",
                self.photo_spread,
                "",
            ),
            ("size of the measured photos", self.photo_bytes / 1e6, "MB"),
            ("size of a portrait", self.portrait_bytes / 1e3, "kB"),
            ("request that reads, one core", self.read_core_ms, "ms"),
            ("read on PostgreSQL", self.read_database_ms, "ms"),
            ("change on PostgreSQL", self.write_database_ms, "ms"),
            ("decision on PostgreSQL", self.decide_database_ms, "ms"),
            ("sheet of prints, one core", self.sheet_core_ms, "ms"),
            ("rows of a student", self.student_rows_bytes / 1e3, "kB"),
        ]
    }
}

#[cfg(test)]
pub(super) fn invented() -> Costs {
    Costs {
        machine: "invented".to_owned(),
        cores: 2,
        photo_core_ms: 130.0,
        photo_spread: 0.2,
        photo_bytes: 4e6,
        portrait_bytes: 5e4,
        read_core_ms: 0.3,
        read_database_ms: 0.4,
        write_database_ms: 1.0,
        decide_database_ms: 3.0,
        sheet_core_ms: 5.0,
        student_rows_bytes: 2e4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_read_as_they_were_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("costs.json");
        invented().keep(&file).unwrap();
        let read = Costs::read(&file).unwrap();
        assert_eq!(read.figures(), invented().figures());
    }

    #[test]
    fn what_was_not_measured_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("costs.json");
        let costs = Costs {
            read_core_ms: 0.0,
            ..invented()
        };
        costs.keep(&file).unwrap();
        let refused = Costs::read(&file).unwrap_err();
        assert!(
            refused.to_string().contains("request that reads"),
            "{refused}"
        );
    }
}
