//! The folders of a volume, each with its folders and files, and their names in both hierarchies.

use std::collections::HashMap;

use super::bytes::wide;
use crate::content;
use crate::error::DiscError;
use crate::plan::Volume;

/// Folders are numbered by 16 bits.
const MAX_FOLDERS: usize = 65_535;

/// One of the two sets of names of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hierarchy {
    /// Names of capital letters and digits, which every reader has.
    Primary,
    /// The names of the plan.
    Joliet,
}

/// A folder; the first of all is the root, its own parent.
#[derive(Debug, Default)]
pub(super) struct Folder {
    name: String,
    pub(super) parent: usize,
    pub(super) folders: Vec<usize>,
    /// Places of files in the order of the image's bytes.
    pub(super) files: Vec<usize>,
}

#[derive(Debug)]
pub(super) struct Tree {
    pub(super) folders: Vec<Folder>,
    /// Names without folders, in the order of the image's bytes: the index first.
    files: Vec<String>,
}

impl Tree {
    pub(super) fn of(volume: &Volume) -> Result<Self, DiscError> {
        let mut tree = Self {
            folders: vec![Folder::default()],
            files: Vec::new(),
        };
        let mut known: HashMap<&str, usize> = HashMap::new();
        let paths = volume.files.iter().map(|file| &*file.path);
        for (place, path) in content::NAMES.into_iter().chain(paths).enumerate() {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let folder = tree.folder(folder, &mut known);
            tree.folders[folder].files.push(place);
            tree.files.push(name.to_owned());
        }
        if tree.folders.len() > MAX_FOLDERS {
            return Err(DiscError::TooMany);
        }
        Ok(tree)
    }

    fn folder<'a>(&mut self, path: &'a str, known: &mut HashMap<&'a str, usize>) -> usize {
        if path.is_empty() {
            return 0;
        }
        if let Some(place) = known.get(path) {
            return *place;
        }
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        let parent = self.folder(parent, known);
        let place = self.folders.len();
        self.folders.push(Folder {
            name: name.to_owned(),
            parent,
            ..Folder::default()
        });
        self.folders[parent].folders.push(place);
        known.insert(path, place);
        place
    }

    pub(super) fn folder_name(&self, place: usize, hierarchy: Hierarchy) -> Vec<u8> {
        match hierarchy {
            Hierarchy::Primary => format!("D{place:07}").into_bytes(),
            Hierarchy::Joliet => wide(&self.folders[place].name),
        }
    }

    pub(super) fn file_name(&self, place: usize, hierarchy: Hierarchy) -> Vec<u8> {
        let name = &self.files[place];
        if hierarchy == Hierarchy::Joliet {
            return wide(name);
        }
        let capital = |text: &str| -> String {
            let letters = text.chars().filter(char::is_ascii_alphanumeric);
            letters.map(|letter| letter.to_ascii_uppercase()).collect()
        };
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending: String = capital(ending).chars().take(4).collect();
        if place < content::NAMES.len() {
            let stem = stem.to_ascii_uppercase();
            return format!("{stem}.{ending};1").into_bytes();
        }
        format!("F{place:07}.{ending};1").into_bytes()
    }

    /// All folders, those of a level before those of the next, by parent and name: the order of path tables.
    pub(super) fn in_levels(&self, hierarchy: Hierarchy) -> Vec<usize> {
        let mut order = vec![0];
        let mut at = 0;
        while let Some(folder) = order.get(at) {
            let mut children = self.folders[*folder].folders.clone();
            children.sort_by_cached_key(|child| self.folder_name(*child, hierarchy));
            order.extend(children);
            at += 1;
        }
        order
    }
}
