//! An image of one volume: where everything lies, and its bytes from any place on.

use std::io::Write;

use super::bytes::short_date;
use super::descriptors::{Facts, Tables, descriptor, terminator};
use super::folders::{Extent, Folders};
use super::sector::{SECTOR, sectors};
use super::tree::{Hierarchy, Tree};
use crate::content::{self, Measured};
use crate::error::DiscError;
use crate::pipeline;
use crate::plan::{Plan, Volume};
use crate::source::Source;

/// The first sectors belong to the system that starts from a disc.
const SYSTEM_SECTORS: u32 = 16;

/// Empty sectors behind the last file: drives read ahead, and some fail at the end.
const TAIL_SECTORS: u64 = 150;

/// The image of one volume.
#[derive(Debug)]
pub struct Image<'a> {
    plan: &'a Plan,
    volume: &'a Volume,
    contents: Measured,
    /// Everything before the first file.
    head: Vec<u8>,
    /// The index first, then the files of the volume.
    extents: Vec<Extent>,
    sectors: u64,
}

/// The next part of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file.
    File {
        /// Place of the file in its volume, from 0.
        index: usize,
        /// Bytes at its beginning that are not wanted.
        skip: u64,
    },
}

impl<'a> Image<'a> {
    /// The image of the volume with this number, from 1; `None` where the plan has no such volume.
    ///
    /// # Errors
    /// [`DiscError::List`] where an index cannot be written, [`DiscError::TooMany`], [`DiscError::TooLarge`].
    pub fn new(plan: &'a Plan, number: u32) -> Result<Option<Self>, DiscError> {
        let volume = plan.volumes.iter().find(|volume| volume.number == number);
        volume.map(|volume| Self::of(plan, volume)).transpose()
    }

    pub(crate) fn of(plan: &'a Plan, volume: &'a Volume) -> Result<Self, DiscError> {
        let tree = Tree::of(volume)?;
        let contents = content::measure(plan, volume)?;
        let mut lengths = contents.lengths.clone();
        lengths.extend(volume.files.iter().map(|file| file.facts.bytes));
        // Descriptors, then the tables of both hierarchies, then their directories.
        let first_table = SYSTEM_SECTORS + 3;
        let probe = |hierarchy| Folders::new(&tree, hierarchy, 0);
        let [primary, joliet] = [Hierarchy::Primary, Hierarchy::Joliet].map(|hierarchy| {
            let table = sectors(probe(hierarchy).table_length().into()) as u32;
            (table, probe(hierarchy).end())
        });
        let tables = [
            Tables {
                sectors: [first_table, first_table + primary.0],
            },
            Tables {
                sectors: [
                    first_table + 2 * primary.0,
                    first_table + 2 * primary.0 + joliet.0,
                ],
            },
        ];
        let first_folder = first_table + 2 * (primary.0 + joliet.0);
        let primary = Folders::new(&tree, Hierarchy::Primary, first_folder);
        let joliet = Folders::new(&tree, Hierarchy::Joliet, primary.end());
        let (extents, end) = extents(&lengths, joliet.end().into())?;
        let sectors = end + TAIL_SECTORS;
        let label = format!("{}_{:02}", plan.label, volume.number);
        let facts = Facts {
            label: &label,
            made_at: plan.made_at(),
            sectors: u32::try_from(sectors).map_err(|_| DiscError::TooMany)?,
        };
        let mut head = vec![0; SYSTEM_SECTORS as usize * SECTOR as usize];
        head.extend(descriptor(facts, Hierarchy::Primary, &primary, tables[0]));
        head.extend(descriptor(facts, Hierarchy::Joliet, &joliet, tables[1]));
        head.extend(terminator());
        for folders in [&primary, &joliet] {
            for is_little in [true, false] {
                head.extend(folders.table(is_little));
                fill(&mut head);
            }
        }
        let date = short_date(plan.made_at());
        head.extend(primary.directories(&extents, date));
        head.extend(joliet.directories(&extents, date));
        Ok(Self {
            plan,
            volume,
            contents,
            head,
            extents,
            sectors,
        })
    }

    /// Length of the image.
    pub const fn bytes(&self) -> u64 {
        self.sectors * SECTOR
    }

    /// What the image is made of, from this byte on. Whoever reads files in a way of their own, such as without
    /// blocking, follows the steps.
    pub fn steps(&self, from: u64) -> impl Iterator<Item = Result<Step, DiscError>> {
        let head = self.head.len() as u64;
        let whole = (from < head).then(|| Ok(Step::Bytes(self.head[from as usize..].to_vec())));
        let files = (0..self.extents.len()).flat_map(move |place| self.extent(place, from));
        let end = self.bytes();
        let tail = end - (TAIL_SECTORS * SECTOR).min(end);
        let left = end.saturating_sub(from.max(tail));
        let tail = (left > 0).then(|| Ok(Step::Bytes(vec![0; left as usize])));
        whole.into_iter().chain(files).chain(tail)
    }

    /// A file and what fills its last sector.
    fn extent(&self, place: usize, from: u64) -> impl Iterator<Item = Result<Step, DiscError>> {
        let extent = self.extents[place];
        let start = u64::from(extent.sector) * SECTOR;
        let length = u64::from(extent.bytes);
        let skip = from.saturating_sub(start);
        let index = place.checked_sub(content::NAMES.len());
        let body = (skip < length).then(|| match index {
            Some(index) => Ok(Step::File { index, skip }),
            None => self.content(place).map(|mut bytes| {
                bytes.drain(..skip as usize);
                Step::Bytes(bytes)
            }),
        });
        let whole = sectors(length) * SECTOR;
        let padding = whole.saturating_sub(skip.max(length));
        let padding = (padding > 0).then(|| Ok(Step::Bytes(vec![0; padding as usize])));
        body.into_iter().chain(padding)
    }

    fn content(&self, index: usize) -> Result<Vec<u8>, DiscError> {
        let mut bytes = Vec::new();
        self.contents
            .write(index, self.plan, self.volume, &mut bytes)?;
        Ok(bytes)
    }

    /// Writes the image from this byte on; 0 for all of it. Every file is compared with its length and SHA-256 while it
    /// is read.
    ///
    /// # Errors
    /// [`DiscError::Changed`] where a file is not what the plan says, [`DiscError::Read`], [`DiscError::Write`].
    pub fn write(
        &self,
        from: u64,
        source: &mut dyn Source,
        out: &mut dyn Write,
    ) -> Result<(), DiscError> {
        pipeline::ahead(self.volume, self.wanted(from), source, |files| {
            for step in self.steps(from) {
                match step? {
                    Step::Bytes(bytes) => out.write_all(&bytes)?,
                    Step::File { .. } => files.copy(out)?,
                }
            }
            Ok(())
        })
    }

    /// The files that [`Self::steps`] name, with what is not wanted of them.
    fn wanted(&self, from: u64) -> impl Iterator<Item = (usize, u64)> + Send {
        let files = self.extents.iter().skip(content::NAMES.len()).enumerate();
        files.filter_map(move |(index, extent)| {
            let skip = from.saturating_sub(u64::from(extent.sector) * SECTOR);
            (skip < u64::from(extent.bytes)).then_some((index, skip))
        })
    }
}

/// Length of a volume's image, bytes.
pub(crate) fn size(plan: &Plan, volume: &Volume) -> Result<u64, DiscError> {
    Ok(Image::of(plan, volume)?.bytes())
}

fn extents(lengths: &[u64], first: u64) -> Result<(Vec<Extent>, u64), DiscError> {
    let mut sector = first;
    let mut extents = Vec::with_capacity(lengths.len());
    for (place, length) in lengths.iter().enumerate() {
        let index = place.saturating_sub(content::NAMES.len());
        let too_large = |_| DiscError::TooLarge(index);
        extents.push(Extent {
            // An empty file lies nowhere, and some readers complain about a place beyond the end.
            sector: u32::try_from(sector).map_err(too_large)?,
            bytes: u32::try_from(*length).map_err(too_large)?,
        });
        sector += sectors(*length);
    }
    Ok((extents, sector))
}

/// Up to the end of the sector.
fn fill(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(SECTOR as usize), 0);
}
