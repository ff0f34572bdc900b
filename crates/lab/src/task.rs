//! Loads the photo standards that batches name, and applies the choices of a batch: background,
//! glasses, first day.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use app::ports::PhotoTask;
use domain::{GlassesPolicy, Rgb, SpecId};
use standard::PhotoSpec;
use standard::rules::FirstDay;
use standard::spec::Severity;
use time::Date;

/// The reason why a standard of the installation cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SpecFault {
    /// The folder or a file in it cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Path of the file or folder.
        path: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// A file is no standard.
    #[error("{path} is no standard: {source}")]
    Unsound {
        /// Path of the file or folder.
        path: String,
        /// The cause.
        #[source]
        source: standard::SpecError,
    },
}

/// Most standards of batches that are kept; beyond, they are put together anew.
const MOST_KEPT: usize = 64;

/// All standards that batches may name.
#[derive(Debug)]
pub struct Specs {
    by_name: BTreeMap<String, PhotoSpec>,
    /// Those that were put together for batches. A photo is judged by one of them as it is: a
    /// standard with all its sources is too large to copy it for each photo.
    of_batches: Mutex<HashMap<Choices, Arc<PhotoSpec>>>,
}

/// The choices of a batch about its standard.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Choices {
    spec: SpecId,
    background: Rgb,
    glasses: GlassesPolicy,
    not_before: Option<Date>,
}

impl Choices {
    fn of(task: &PhotoTask) -> Self {
        Self {
            spec: task.spec.clone(),
            background: task.background,
            glasses: task.glasses,
            not_before: task.not_before,
        }
    }

    /// The standard with these choices made.
    fn applied_to(&self, spec: &PhotoSpec) -> PhotoSpec {
        let mut spec = spec.clone();
        spec.output.background = self.background.0;
        let (absent, clear) = match self.glasses {
            GlassesPolicy::Forbidden => (Severity::Block, Severity::Off),
            GlassesPolicy::Allowed => (Severity::Off, Severity::Warn),
        };
        // A standard that says the same already keeps its own severity.
        if (spec.rules.glasses_absent.severity == Severity::Off) != (absent == Severity::Off) {
            spec.rules.glasses_absent.severity = absent;
            spec.rules.glasses_clear.severity = clear;
        }
        if let Some(day) = self.not_before {
            spec.rules.recent.photo_not_before = Some(FirstDay {
                value: day,
                source: "the batch".to_owned(),
            });
        }
        spec
    }
}

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
        Ok(Self {
            by_name: specs,
            of_batches: Mutex::default(),
        })
    }

    /// A standard by its name.
    pub fn find(&self, name: &SpecId) -> Option<&PhotoSpec> {
        self.by_name.get(name.as_str())
    }

    /// The standard of a task with what its batch chooses; `None` for a name that is not known.
    pub(crate) fn of_task(&self, task: &PhotoTask) -> Option<Arc<PhotoSpec>> {
        let choices = Choices::of(task);
        // A map of finished values: a panic elsewhere cannot have left it half changed.
        let mut kept = self
            .of_batches
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(spec) = kept.get(&choices) {
            return Some(Arc::clone(spec));
        }
        let spec = Arc::new(choices.applied_to(self.find(&task.spec)?));
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(choices, Arc::clone(&spec));
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
        let first = spec.rules.recent.photo_not_before.as_ref().unwrap();
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

    #[test]
    fn photos_of_one_batch_share_a_standard() {
        let specs = Specs::load(None).unwrap();
        let standard = |task: &PhotoTask| specs.of_task(task).unwrap();
        let one = task("cn-diploma-99", GlassesPolicy::Allowed);
        let other_day = PhotoTask {
            today: date!(2023 - 09 - 07),
            ..one.clone()
        };
        let other_batch = task("cn-diploma-99", GlassesPolicy::Forbidden);
        assert!(Arc::ptr_eq(&standard(&one), &standard(&other_day)));
        assert_ne!(standard(&one), standard(&other_batch));
        assert!(specs.of_batches.lock().unwrap().len() == 2);
    }

    #[test]
    fn only_so_many_standards_are_kept() {
        let specs = Specs::load(None).unwrap();
        for red in 0..=u8::MAX {
            let choices = PhotoTask {
                background: Rgb([red, 0, 0]),
                ..task("cn-diploma-99", GlassesPolicy::Allowed)
            };
            let spec = specs.of_task(&choices).unwrap();
            assert_eq!(spec.output.background, [red, 0, 0]);
        }
        assert!(specs.of_batches.lock().unwrap().len() <= MOST_KEPT);
    }
}
