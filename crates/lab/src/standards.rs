//! Loads the photo standards of the installation: the built-in ones, and those of a folder.

use std::collections::BTreeMap;
use std::path::Path;

use standard::PhotoSpec;
use standard::sheet::Sheet;

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

/// The built-in ones and those of a folder, by their names; one of the folder may stand in for a built-in one.
///
/// # Errors
/// [`SpecFault`] for the first file that cannot be used.
pub(crate) fn load(folder: Option<&Path>) -> Result<BTreeMap<String, Sheet>, SpecFault> {
    let built_in = PhotoSpec::NAMES.iter().copied();
    let mut standards: BTreeMap<String, Sheet> = built_in
        .filter_map(PhotoSpec::embedded_text)
        .filter_map(|text| Sheet::parse(text).ok())
        .map(named)
        .collect();
    if let Some(folder) = folder {
        standards.extend(read_folder(folder)?.into_iter().map(named));
    }
    Ok(standards)
}

fn named(sheet: Sheet) -> (String, Sheet) {
    (sheet.spec().name.clone(), sheet)
}

fn read_folder(folder: &Path) -> Result<Vec<Sheet>, SpecFault> {
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
        Sheet::parse(&text).map_err(|source| SpecFault::Unsound {
            path: path.display().to_string(),
            source,
        })
    };
    files.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stands_in_for_a_built_in_standard() {
        let text = PhotoSpec::embedded_text("cn-diploma-99").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let changed = text.replace("version = 1", "version = 7");
        std::fs::write(folder.path().join("ours.toml"), changed).unwrap();
        std::fs::write(folder.path().join("notes.txt"), "no standard").unwrap();
        let standards = load(Some(folder.path())).unwrap();
        assert_eq!(standards.len(), PhotoSpec::NAMES.len());
        assert_eq!(standards["cn-diploma-99"].spec().version, 7);
        std::fs::write(folder.path().join("broken.toml"), "name = 1").unwrap();
        let refused = load(Some(folder.path())).unwrap_err().to_string();
        assert!(refused.contains("broken.toml"), "{refused}");
    }
}
