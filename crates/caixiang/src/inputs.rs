//! Input files: expands folders and reads files within the decoder's size limit.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use codec::{DecodeError, Exceeded, Limits};

use crate::{failure::Failure, outputs::PORTRAIT_SUFFIX};

/// Names that a folder's pictures have. Only the choice inside a folder goes by name; what a file is
/// goes by its content.
const PICTURE_EXTENSIONS: [&str; 4] = ["jpg", "jpeg", "png", "webp"];

/// Replaces each folder by the pictures directly inside it, sorted by name, without portraits that
/// an earlier run left there. A folder without any stays as it is, and [`read`] says what is wrong
/// with it: a folder that vanishes silently would look like a success.
pub(crate) fn expand(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        match pictures_inside(path) {
            Ok(mut inside) if !inside.is_empty() => files.append(&mut inside),
            Ok(_) | Err(_) => files.push(path.clone()),
        }
    }
    files
}

fn pictures_inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && is_picture_name(&path) {
            inside.push(path);
        }
    }
    inside.sort();
    Ok(inside)
}

fn is_picture_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    !name.starts_with('.')
        && !name.ends_with(PORTRAIT_SUFFIX)
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
