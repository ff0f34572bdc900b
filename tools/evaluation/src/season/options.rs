//! What is asked for: `--NAME VALUE`, each with a usual value.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use super::plan::{Assumed, Season};

/// What is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(super) season: Season,
    /// Numbers of nodes, a row each.
    pub(super) nodes: Vec<usize>,
    /// Cores of a node; those of the measured machine without it.
    pub(super) cores: Option<usize>,
    /// Reviewers; as many as the wish needs without it.
    pub(super) reviewers: Option<usize>,
    /// Reads costs from there and measures nothing.
    pub(crate) costs: Option<PathBuf>,
    /// Keeps what was measured there.
    pub(crate) keep: Option<PathBuf>,
}

/// Names with what they mean, for whoever asks wrongly.
const NAMES: &str = "--students N, --peak UPLOADS_A_SECOND, --seed N, --nodes 1,2,4, --cores N, --reviewers N, \
    --review-seconds N, --rejected SHARE, --fails SHARE, --object-ms N, --original-mb N, --costs FILE, --keep FILE";

impl Options {
    /// Reads pairs of name and value.
    ///
    /// # Errors
    /// A name that is none, a value that is none, or one out of range.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let mut options = Self {
            season: Season {
                students: 1_000_000,
                peak_per_s: 50.0,
                seed: 2023,
                assumed: Assumed::default(),
            },
            nodes: vec![1, 2, 4, 8],
            cores: None,
            reviewers: None,
            costs: None,
            keep: None,
        };
        let pairs = words.chunks_exact(2);
        ensure!(pairs.remainder().is_empty(), "say pairs of {NAMES}");
        for pair in pairs {
            let (name, value) = (pair[0], pair[1]);
            options
                .set(name, value)
                .with_context(|| format!("{name} {value}"))?;
        }
        options.check()?;
        Ok(options)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<()> {
        let assumed = &mut self.season.assumed;
        match name {
            "--students" => self.season.students = value.parse()?,
            "--peak" => self.season.peak_per_s = value.parse()?,
            "--seed" => self.season.seed = value.parse()?,
            "--nodes" => {
                let nodes = value.split(',').map(str::parse);
                self.nodes = nodes.collect::<Result<_, _>>()?;
            }
            "--cores" => self.cores = Some(value.parse()?),
            "--reviewers" => self.reviewers = Some(value.parse()?),
            "--review-seconds" => assumed.review_s = value.parse()?,
            "--rejected" => assumed.rejected = value.parse()?,
            "--fails" => assumed.fails_check = value.parse()?,
            "--object-ms" => assumed.object_s = value.parse::<f64>()? / 1e3,
            "--original-mb" => assumed.original_bytes = value.parse::<f64>()? * 1e6,
            "--costs" => self.costs = Some(value.into()),
            "--keep" => self.keep = Some(value.into()),
            _ => bail!("there is no such option; say {NAMES}"),
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        let assumed = &self.season.assumed;
        ensure!(self.season.students > 0, "a season needs students");
        ensure!(self.season.peak_per_s >= 0.0, "a peak is not below zero");
        for share in [assumed.rejected, assumed.fails_check] {
            ensure!(
                (0.0..1.0).contains(&share),
                "a share is 0 or more and below 1"
            );
        }
        let above_zero = [assumed.review_s, assumed.object_s, assumed.original_bytes];
        ensure!(
            above_zero.iter().all(|value| *value > 0.0),
            "times and sizes are above zero"
        );
        let numbers = self.nodes.iter().chain(&self.cores).chain(&self.reviewers);
        ensure!(
            !self.nodes.is_empty() && numbers.copied().all(|number| number > 0),
            "nodes, cores and reviewers are one or more"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_read() {
        let words = ["--students", "5000", "--nodes", "1,3", "--object-ms", "20"];
        let options = Options::read(&words).unwrap();
        assert_eq!(options.season.students, 5_000);
        assert_eq!(options.nodes, [1, 3]);
        assert_eq!(options.season.assumed.object_s, 0.02);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for words in [
            &["--students"][..],
            &["--students", "many"],
            &["--nodes", "0"],
            &["--fails", "1"],
            &["--object-ms", "0"],
            &["--colour", "blue"],
        ] {
            assert!(Options::read(words).is_err(), "{words:?}");
        }
    }
}
