//! Names and writes the files of portraits. It does *not* render them.

use std::{
    collections::{HashMap, HashSet},
    ffi::OsString,
    io,
    path::{Path, PathBuf},
};

/// What a portrait is called after the photo's name without its extension.
pub(crate) const PORTRAIT_SUFFIX: &str = ".portrait.jpg";

/// A photo and the file its portrait goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) photo: PathBuf,
    pub(crate) portrait: PathBuf,
}

/// Names a portrait for every photo: `out_dir` or the photo's folder, then the photo's name without
/// extension and [`PORTRAIT_SUFFIX`]. Photos that differ only in the extension keep theirs in the
/// name, and what is still the same gets a number: no portrait ever replaces that of another photo.
pub(crate) fn plan(photos: Vec<PathBuf>, out_dir: Option<&Path>) -> Vec<Job> {
    let folder = |photo: &Path| match out_dir {
        Some(folder) => folder.to_owned(),
        None => photo.parent().unwrap_or(Path::new("")).to_owned(),
    };
    let short = |photo: &Path| folder(photo).join(with_suffix(photo.file_stem()));
    let mut shared: HashMap<PathBuf, usize> = HashMap::new();
    for photo in &photos {
        *shared.entry(place(&short(photo))).or_default() += 1;
    }
    let mut taken = HashSet::new();
    let named = photos.into_iter().map(|photo| {
        let alone = Some(short(&photo)).filter(|path| shared.get(&place(path)) == Some(&1));
        let full = folder(&photo).join(with_suffix(photo.file_name()));
        let numbered = (2..).map(|number| {
            let mut name = photo.file_name().unwrap_or_default().to_owned();
            name.push(format!("-{number}"));
            folder(&photo).join(with_suffix(Some(&name)))
        });
        let mut names = alone.into_iter().chain([full.clone()]).chain(numbered);
        let free = names.find(|path| taken.insert(place(path)));
        // One of endlessly many numbers is free.
        let portrait = free.unwrap_or(full);
        Job { photo, portrait }
    });
    named.collect()
}

/// One name for one place, however its folder was written: `a.jpg` and `./a.jpg` are the same.
fn place(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    folder.join(path.file_name().unwrap_or_default())
}

fn with_suffix(name: Option<&std::ffi::OsStr>) -> OsString {
    let mut name = name.unwrap_or_default().to_owned();
    name.push(PORTRAIT_SUFFIX);
    name
}

/// Writes a whole file or none: beside its place first, then moved there.
///
/// # Errors
/// Whatever the file system says.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, path))
        .inspect_err(|_| {
            // The first error is the one to tell; what is left of the part is only litter.
            let _ = std::fs::remove_file(&part);
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(photos: &[&str], out_dir: Option<&str>, expected: &[&str]) {
        let photos = photos.iter().map(PathBuf::from).collect();
        let jobs = plan(photos, out_dir.map(Path::new));
        let portraits: Vec<_> = jobs
            .iter()
            .map(|job| job.portrait.to_str().unwrap())
            .collect();
        assert_eq!(portraits, expected);
    }

    #[test]
    fn beside_the_photo() {
        check(
            &["in/a.jpg", "b.HEIC"],
            None,
            &["in/a.portrait.jpg", "b.portrait.jpg"],
        );
    }

    #[test]
    fn into_a_folder() {
        check(&["in/a.jpg"], Some("out"), &["out/a.portrait.jpg"]);
    }

    #[test]
    fn same_names_stay_apart() {
        check(
            &["a.jpg", "a.png"],
            None,
            &["a.jpg.portrait.jpg", "a.png.portrait.jpg"],
        );
        check(
            &["1/a.jpg", "2/a.jpg"],
            Some("out"),
            &["out/a.jpg.portrait.jpg", "out/a.jpg-2.portrait.jpg"],
        );
        check(
            &["a.jpg", "./a.jpg"],
            None,
            &["a.jpg.portrait.jpg", "./a.jpg-2.portrait.jpg"],
        );
        check(
            &["1/a.jpg", "2/a.jpg", "3/a.jpg-2.png"],
            Some("out"),
            &[
                "out/a.jpg.portrait.jpg",
                "out/a.jpg-2.portrait.jpg",
                "out/a.jpg-2.png.portrait.jpg",
            ],
        );
    }
}
