//! Files that pin what is stored: each holds the JSON of one value. A test reads it, compares it with
//! the value that it builds, and writes it back byte by byte.
//!
//! `WRITE_STORED=1` writes the files that are missing, and none that is there: a file whose content
//! is wrong says that stored rows would be misread. Delete it first where nothing was released.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The variable that lets missing files be written.
const WRITE: &str = "WRITE_STORED";

/// A folder of stored forms.
#[derive(Debug)]
pub struct StoredForms {
    folder: PathBuf,
    seen: BTreeSet<String>,
    faults: Vec<String>,
}

impl StoredForms {
    /// The files of `folder`, which need not exist yet.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            seen: BTreeSet::new(),
            faults: Vec::new(),
        }
    }

    /// Compares `value` with the file `name`.json.
    pub fn check<T>(&mut self, name: &str, value: &T)
    where
        T: Serialize + DeserializeOwned + PartialEq + Debug,
    {
        let file = self.folder.join(format!("{name}.json"));
        if !self.seen.insert(name.to_owned()) {
            self.faults.push(format!("{name}: two values"));
        }
        let fault = match compare(&file, value) {
            Ok(()) => return,
            Err(fault) => fault,
        };
        self.faults.push(format!("{}: {fault}", file.display()));
    }

    /// Fails for every file that differs, for each of `names` without a value, and for files that
    /// belong to no value.
    ///
    /// # Panics
    /// With the list of faults, if there are any.
    #[track_caller]
    pub fn finish(mut self, names: &[&str]) {
        for name in names {
            if !self.seen.contains(*name) {
                let fault = format!("{name}: a variant of which the test builds no value");
                self.faults.push(fault);
            }
        }
        for name in files(&self.folder) {
            if !self.seen.contains(&name) {
                let file = self.folder.join(format!("{name}.json"));
                self.faults
                    .push(format!("{}: a file of no variant", file.display()));
            }
        }
        assert!(self.faults.is_empty(), "{}", list(&self.faults));
    }
}

fn list(faults: &[String]) -> String {
    let mut text = String::from("what is stored is not what the files pin:\n");
    for fault in faults {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {fault}");
    }
    text
}

fn compare<T>(file: &Path, value: &T) -> Result<(), String>
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let written = pretty(value)?;
    if !file.exists() {
        return write_missing(file, &written);
    }
    let stored = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let read: T = serde_json::from_str(&stored)
        .map_err(|error| format!("stored rows cannot be read any more: {error}"))?;
    if read != *value {
        return Err(format!("reads as {read:?} instead of {value:?}"));
    }
    if pretty(&read)? != stored {
        return Err(format!("is written differently now:\n{written}"));
    }
    Ok(())
}

fn write_missing(file: &Path, written: &str) -> Result<(), String> {
    if std::env::var_os(WRITE).is_none() {
        return Err(format!("is missing; {WRITE}=1 writes it"));
    }
    let folder = file.parent().ok_or("no folder")?;
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(file, written))
        .map_err(|error| error.to_string())
}

fn pretty(value: &impl Serialize) -> Result<String, String> {
    let json = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    Ok(json + "\n")
}

/// Names of the JSON files of a folder; none where it is absent.
pub fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let names = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        name.strip_suffix(".json").map(str::to_owned)
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        /// Files by name and content in a folder of the test's own.
        fn new(test: &str, files: &[(&str, &str)]) -> Self {
            let folder = std::env::temp_dir().join(format!("{test}-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            for (name, content) in files {
                std::fs::write(folder.join(format!("{name}.json")), content).unwrap();
            }
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            // What is left is the system's to clean.
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    /// What the faults say, compared with `value` and the variants `names`.
    fn faults(folder: &Folder, value: &[u8], names: &[&str]) -> String {
        let mut forms = StoredForms::in_folder(&folder.0);
        forms.check("one", &value.to_vec());
        let ended = std::panic::catch_unwind(|| forms.finish(names));
        match ended {
            Ok(()) => String::new(),
            Err(fault) => *fault.downcast::<String>().unwrap(),
        }
    }

    #[test]
    fn the_same_value_in_the_same_bytes_is_sound() {
        let folder = Folder::new("sound", &[("one", "[\n  1\n]\n")]);
        assert_eq!(faults(&folder, &[1], &["one"]), "");
    }

    #[test]
    fn every_difference_is_told() {
        let folder = Folder::new("faults", &[("one", "[1]"), ("old", "[]")]);
        assert!(faults(&folder, &[1], &["one"]).contains("written differently"));
        assert!(faults(&folder, &[2], &["one"]).contains("instead of"));
        assert!(faults(&folder, &[1], &["one", "two"]).contains("two: a variant of which"));
        assert!(faults(&folder, &[1], &["one"]).contains("old.json: a file of no variant"));
        let folder = Folder::new("unreadable", &[("one", "{}")]);
        assert!(faults(&folder, &[1], &["one"]).contains("cannot be read any more"));
        let folder = Folder::new("missing", &[]);
        assert!(faults(&folder, &[1], &["one"]).contains("is missing"));
    }
}
