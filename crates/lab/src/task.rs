//! The standards that batches name, and what a batch changes of one: background, glasses, first day.

use std::collections::BTreeMap;
use std::path::Path;

use app::ports::PhotoTask;
use domain::batch::{GlassesPolicy, SpecId};
use standard::PhotoSpec;
use standard::rules::FirstDay;
use standard::spec::Severity;

/// A standard of one's own that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SpecFault {
    /// The folder or a file in it cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file is no standard.
    #[error("{path} is no standard: {source}")]
    Unsound {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: standard::SpecError,
    },
}

/// Every standard that batches may name.
#[derive(Debug)]
pub struct Specs(BTreeMap<String, PhotoSpec>);

impl Specs {
    /// The built-in ones and those of a folder; one of the folder may stand in for a built-in one.
    ///
    /// # Errors
    /// [`SpecFault`] for the first file that cannot be used.
    pub fn load(folder: Option<&Path>) -> Result<Self, SpecFault> {
        let built_in = PhotoSpec::NAMES.iter().copied();
        let mut specs: BTreeMap<String, PhotoSpec> = built_in
            .filter_map(PhotoSpec::embedded)
            .map(|spec| (spec.name.clone(), spec))
            .collect();
        if let Some(folder) = folder {
            for spec in read_folder(folder)? {
                specs.insert(spec.name.clone(), spec);
            }
        }
        Ok(Self(specs))
    }

    /// A standard by its name.
    pub fn find(&self, name: &SpecId) -> Option<&PhotoSpec> {
        self.0.get(name.as_str())
    }

    /// The standard of a task with what its batch changes.
    pub(crate) fn of_task(&self, task: &PhotoTask) -> Option<PhotoSpec> {
        let mut spec = self.find(&task.spec)?.clone();
        spec.output.background = task.background.0;
        let (absent, clear) = match task.glasses {
            GlassesPolicy::Forbidden => (Severity::Block, Severity::Off),
            GlassesPolicy::Allowed => (Severity::Off, Severity::Warn),
        };
        // A standard that says the same already keeps its own severity.
        if (spec.rules.glasses_absent.severity == Severity::Off) != (absent == Severity::Off) {
            spec.rules.glasses_absent.severity = absent;
            spec.rules.glasses_clear.severity = clear;
        }
        if let Some(day) = task.not_before {
            spec.rules.recent.photo_not_before = Some(FirstDay {
                value: day,
                source: "the batch".to_owned(),
            });
        }
        Some(spec)
    }
}

fn read_folder(folder: &Path) -> Result<Vec<PhotoSpec>, SpecFault> {
    let unreadable = |path: &Path| {
        let path = path.display().to_string();
        move |source| SpecFault::Unreadable { path, source }
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).map_err(unreadable(path))?;
        PhotoSpec::parse(&text).map_err(|source| SpecFault::Unsound {
            path: path.display().to_string(),
            source,
        })
    };
    files.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use domain::batch::Rgb;
    use time::macros::date;

    use super::*;

    fn task(spec: &str, glasses: GlassesPolicy) -> PhotoTask {
        PhotoTask {
            spec: SpecId::new(spec),
            background: Rgb([255, 255, 255]),
            glasses,
            not_before: Some(date!(2023 - 06 - 01)),
            today: date!(2023 - 09 - 06),
            is_witnessed: false,
        }
    }

    #[track_caller]
    fn check(spec: &str, glasses: GlassesPolicy, expected: [Severity; 2]) {
        let specs = Specs::load(None).unwrap();
        let spec = specs.of_task(&task(spec, glasses)).unwrap();
        let rules = [
            spec.rules.glasses_absent.severity,
            spec.rules.glasses_clear.severity,
        ];
        assert_eq!(rules, expected);
        assert_eq!(spec.output.background, [255, 255, 255]);
        let first = spec.rules.recent.photo_not_before.unwrap();
        assert_eq!(first.value, date!(2023 - 06 - 01));
    }

    #[test]
    fn the_batch_decides_about_glasses() {
        use GlassesPolicy::{Allowed, Forbidden};
        use Severity::{Block, Off, Warn};
        check("guangdong-2023", Forbidden, [Block, Off]);
        check("guangdong-2023", Allowed, [Off, Warn]);
        check("cn-diploma-99", Allowed, [Off, Warn]);
        check("cn-diploma-99", Forbidden, [Block, Off]);
    }

    #[test]
    fn a_standard_that_nobody_knows_is_none() {
        let specs = Specs::load(None).unwrap();
        let unknown = task("nowhere", GlassesPolicy::Allowed);
        assert_eq!(specs.of_task(&unknown), None);
    }
}
