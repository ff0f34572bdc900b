//! Input files: expands folders and reads files within the decoder's size limit.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use codec::{DecodeError, Exceeded, Limits};

use crate::{failure::Failure, language::Language, outputs::PORTRAIT_SUFFIX, terminal::complain};

/// Names that a folder's pictures have. Only the choice inside a folder goes by name; what a file is
/// goes by its content.
const PICTURE_EXTENSIONS: [&str; 6] = ["jpg", "jpeg", "png", "webp", "heic", "heif"];

/// So many names of files that are left out are told.
const NAMES_TOLD: usize = 5;

/// Replaces each folder by the pictures directly inside it, sorted by name, without portraits that
/// an earlier run left there. A folder without any stays as it is, and [`read`] says what is wrong
/// with it: a folder that vanishes silently would look like a success. What else a folder holds is
/// told on standard error.
pub(crate) fn expand(paths: &[PathBuf], language: Language) -> Vec<PathBuf> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        match Inside::of(path) {
            Ok(mut inside) if !inside.pictures.is_empty() => {
                if let Some(line) = inside.left_out(path, language) {
                    complain(&line);
                }
                files.append(&mut inside.pictures);
            }
            Ok(_) | Err(_) => files.push(path.clone()),
        }
    }
    files
}

/// Content of a folder by name; hidden files and portraits of an earlier run are left out of both.
#[derive(Default)]
struct Inside {
    pictures: Vec<PathBuf>,
    others: Vec<PathBuf>,
}

impl Inside {
    fn of(folder: &Path) -> io::Result<Self> {
        let mut inside = Self::default();
        if !folder.is_dir() {
            return Ok(inside);
        }
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if is_picture_name(&path) && path.is_file() {
                inside.pictures.push(path);
            } else if !is_passed_over(&path) {
                inside.others.push(path);
            }
        }
        inside.pictures.sort();
        inside.others.sort();
        Ok(inside)
    }

    /// The line that tells what is not worked on; `None` where nothing is left out.
    fn left_out(&self, folder: &Path, language: Language) -> Option<String> {
        let count = self.others.len();
        if count == 0 {
            return None;
        }
        let name = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let end = if path.is_dir() { "/" } else { "" };
            format!("{name}{end}")
        };
        let names: Vec<String> = self.others.iter().take(NAMES_TOLD).map(name).collect();
        let more = if count > NAMES_TOLD { " …" } else { "" };
        let folder = folder.display();
        let kinds = PICTURE_EXTENSIONS;
        Some(language.choose(
            format!(
                "{folder}：{count} 项没有处理，只处理 {}：{}{more}",
                kinds.join("、"),
                names.join("、")
            ),
            format!(
                "{folder}: {count} left out, only {} are worked on: {}{more}",
                kinds.join(", "),
                names.join(", ")
            ),
        ))
    }
}

/// Whether nobody expects such a file to be worked on.
fn is_passed_over(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.ends_with(PORTRAIT_SUFFIX)
}

fn is_picture_name(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    !is_passed_over(path)
        && PICTURE_EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Reads a file that is not larger than a decoder would accept.
pub(crate) fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, Failure> {
    // Before it is opened: a pipe that nobody writes to would block even that.
    let metadata = std::fs::metadata(path).map_err(Failure::Unreadable)?;
    if metadata.is_dir() {
        std::fs::read_dir(path).map_err(Failure::Unreadable)?;
        return Err(Failure::NoPictures);
    }
    if !metadata.is_file() {
        return Err(Failure::NotAFile);
    }
    let file = File::open(path).map_err(Failure::Unreadable)?;
    let too_large = |actual| {
        Failure::Decode(DecodeError::TooLarge {
            what: Exceeded::Bytes,
            actual,
            allowed: limits.max_bytes as u64,
        })
    };
    if metadata.len() > limits.max_bytes as u64 {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    let mut bounded = file.take(limits.max_bytes as u64 + 1);
    bounded
        .read_to_end(&mut bytes)
        .map_err(Failure::Unreadable)?;
    if bytes.len() > limits.max_bytes {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}
