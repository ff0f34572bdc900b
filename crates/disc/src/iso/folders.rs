//! Directories and path tables of one hierarchy.

use super::bytes::{both_u16, both_u32};
use super::sector::SECTOR;
use super::tree::{Hierarchy, Tree};

/// What a directory record says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// First sector.
    pub(super) sector: u32,
    /// Length in bytes.
    pub(super) bytes: u32,
}

const FOLDER: u8 = 2;

/// The directories of one hierarchy, in the order of its path table.
#[derive(Debug)]
pub(super) struct Folders<'a> {
    tree: &'a Tree,
    hierarchy: Hierarchy,
    order: Vec<usize>,
    /// Extents by the folder's place in the tree.
    extents: Vec<Extent>,
}

impl<'a> Folders<'a> {
    /// Lays the directories out from this sector on.
    pub(super) fn new(tree: &'a Tree, hierarchy: Hierarchy, first: u32) -> Self {
        let order = tree.in_levels(hierarchy);
        let nowhere = Extent {
            sector: 0,
            bytes: 0,
        };
        let mut folders = Self {
            tree,
            hierarchy,
            order,
            extents: vec![nowhere; tree.folders.len()],
        };
        let mut sector = first;
        for folder in folders.order.clone() {
            let bytes = folders.length(folder);
            folders.extents[folder] = Extent { sector, bytes };
            sector += bytes / SECTOR as u32;
        }
        folders
    }

    /// The sector behind the last directory.
    pub(super) fn end(&self) -> u32 {
        let ends = self.extents.iter();
        ends.map(|extent| extent.sector + extent.bytes / SECTOR as u32)
            .max()
            .unwrap_or_default()
    }

    /// The record of the root, as a volume descriptor has it.
    pub(super) fn root(&self, date: [u8; 7]) -> Vec<u8> {
        record(&[0], self.extents[0], FOLDER, date)
    }

    /// Length of the path table, bytes.
    pub(super) fn table_length(&self) -> u32 {
        let names = self.order.iter().map(|folder| self.table_name(*folder));
        names
            .map(|name| 8 + name.len().next_multiple_of(2) as u32)
            .sum()
    }

    /// The path table, its numbers in one byte order.
    pub(super) fn table(&self, is_little: bool) -> Vec<u8> {
        let mut numbers = vec![0_u16; self.extents.len()];
        for (number, folder) in (1..).zip(&self.order) {
            numbers[*folder] = number;
        }
        let mut bytes = Vec::new();
        for folder in &self.order {
            let name = self.table_name(*folder);
            let sector = self.extents[*folder].sector;
            let parent = numbers[self.tree.folders[*folder].parent];
            bytes.extend([name.len() as u8, 0]);
            if is_little {
                bytes.extend(sector.to_le_bytes());
                bytes.extend(parent.to_le_bytes());
            } else {
                bytes.extend(sector.to_be_bytes());
                bytes.extend(parent.to_be_bytes());
            }
            bytes.extend(&name);
            if name.len() % 2 == 1 {
                bytes.push(0);
            }
        }
        bytes
    }

    /// All directories, one after the other.
    pub(super) fn directories(&self, files: &[Extent], date: [u8; 7]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for folder in &self.order {
            let start = bytes.len();
            let parent = self.tree.folders[*folder].parent;
            put(
                &mut bytes,
                start,
                record(&[0], self.extents[*folder], FOLDER, date),
            );
            put(
                &mut bytes,
                start,
                record(&[1], self.extents[parent], FOLDER, date),
            );
            for (name, entry) in self.entries(*folder) {
                let record = match entry {
                    Entry::Folder(place) => record(&name, self.extents[place], FOLDER, date),
                    Entry::File(place) => record(&name, files[place], 0, date),
                };
                put(&mut bytes, start, record);
            }
            let length = (bytes.len() - start).next_multiple_of(SECTOR as usize);
            bytes.resize(start + length, 0);
        }
        bytes
    }

    fn table_name(&self, folder: usize) -> Vec<u8> {
        if folder == 0 {
            vec![0]
        } else {
            self.tree.folder_name(folder, self.hierarchy)
        }
    }

    /// Length of a directory, bytes: whole sectors.
    fn length(&self, folder: usize) -> u32 {
        let sector = SECTOR as usize;
        // Its own record and its parent's.
        let mut length = 68;
        for (name, _) in self.entries(folder) {
            let record = record_length(name.len());
            if length % sector + record > sector {
                length = length.next_multiple_of(sector);
            }
            length += record;
        }
        length.next_multiple_of(sector) as u32
    }

    /// Folders and files together, by name.
    fn entries(&self, folder: usize) -> Vec<(Vec<u8>, Entry)> {
        let folder = &self.tree.folders[folder];
        let folders = folder.folders.iter().map(|place| {
            let name = self.tree.folder_name(*place, self.hierarchy);
            (name, Entry::Folder(*place))
        });
        let files = folder.files.iter().map(|place| {
            let name = self.tree.file_name(*place, self.hierarchy);
            (name, Entry::File(*place))
        });
        let mut entries: Vec<_> = folders.chain(files).collect();
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        entries
    }
}

#[derive(Debug, Clone, Copy)]
enum Entry {
    Folder(usize),
    File(usize),
}

/// A record never crosses the end of a sector.
fn put(bytes: &mut Vec<u8>, start: usize, record: Vec<u8>) {
    let sector = SECTOR as usize;
    let used = bytes.len() - start;
    if used % sector + record.len() > sector {
        bytes.resize(start + used.next_multiple_of(sector), 0);
    }
    bytes.extend(record);
}

const fn record_length(name: usize) -> usize {
    (33 + name).next_multiple_of(2)
}

fn record(name: &[u8], extent: Extent, flags: u8, date: [u8; 7]) -> Vec<u8> {
    let length = record_length(name.len());
    let mut bytes = vec![length as u8, 0];
    bytes.extend(both_u32(extent.sector));
    bytes.extend(both_u32(extent.bytes));
    bytes.extend(date);
    bytes.extend([flags, 0, 0]);
    bytes.extend(both_u16(1));
    bytes.push(name.len() as u8);
    bytes.extend(name);
    bytes.resize(length, 0);
    bytes
}
