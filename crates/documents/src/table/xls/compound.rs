//! Streams of a compound file (MS-CFB). Every chain of sectors is followed for at most as many steps as the file has
//! sectors, so no stream is longer than the file.

use super::damaged::DAMAGED;
use crate::table::error::TableError;

/// Length of the header, whatever the sectors' size.
const HEADER_BYTES: usize = 512;

/// Sectors that the header itself lists as parts of the allocation table.
const LISTED_IN_HEADER: usize = 109;

/// Values from here on name no sector.
const FIRST_SPECIAL: u32 = 0xFFFF_FFFA;

/// Length of an entry of the directory.
const ENTRY_BYTES: usize = 128;

const STREAM: u8 = 2;
const ROOT: u8 = 5;

/// A compound file: its allocation tables and its directory.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    mini_bytes: usize,
    mini_cutoff: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    kind: u8,
    start: u32,
    bytes: usize,
}

impl<'a> Compound<'a> {
    /// Reads the tables and the directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, TableError> {
        let header = bytes.get(..HEADER_BYTES).ok_or(DAMAGED)?;
        let (shift, mini_shift) = (u16_at(header, 30), u16_at(header, 32));
        if !matches!(shift, 9 | 12) || mini_shift != 6 {
            return Err(DAMAGED);
        }
        let mut compound = Self {
            bytes,
            sector_bytes: 1 << shift,
            mini_bytes: 1 << mini_shift,
            mini_cutoff: u32_at(header, 56) as usize,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        compound.table = compound.allocation_table(header)?;
        let directory = compound.chain(u32_at(header, 48))?;
        compound.entries = directory.chunks_exact(ENTRY_BYTES).map(entry).collect();
        compound.mini_table = numbers(&compound.chain(u32_at(header, 60))?);
        let root = compound.entries.iter().find(|entry| entry.kind == ROOT);
        if let Some(start) = root.map(|root| root.start) {
            compound.mini_stream = compound.chain(start)?;
        }
        Ok(compound)
    }

    /// The sectors that hold the table: those of the header, then a chain of lists.
    fn allocation_table(&self, header: &[u8]) -> Result<Vec<u32>, TableError> {
        let sectors = self.sectors();
        let mut parts: Vec<u32> = (0..LISTED_IN_HEADER)
            .map(|index| u32_at(header, 76 + 4 * index))
            .collect();
        let mut list = u32_at(header, 68);
        for _ in 0..sectors {
            if list >= FIRST_SPECIAL {
                break;
            }
            let mut listed = numbers(self.sector(list)?);
            list = listed.pop().unwrap_or(u32::MAX);
            parts.append(&mut listed);
        }
        let mut table = Vec::new();
        for part in parts.into_iter().filter(|part| *part < FIRST_SPECIAL) {
            table.extend(numbers(self.sector(part)?));
            // More entries than sectors say nothing; a file that lists one sector again and again would go on.
            if table.len() > sectors + self.sector_bytes {
                break;
            }
        }
        Ok(table)
    }

    const fn sectors(&self) -> usize {
        self.bytes.len() / self.sector_bytes
    }

    /// The last sector of a file may be cut.
    fn sector(&self, index: u32) -> Result<&'a [u8], TableError> {
        let start = (index as usize + 1) * self.sector_bytes;
        let end = (start + self.sector_bytes).min(self.bytes.len());
        self.bytes
            .get(start..end)
            .filter(|sector| !sector.is_empty())
            .ok_or(DAMAGED)
    }

    /// All bytes of a chain of sectors.
    fn chain(&self, start: u32) -> Result<Vec<u8>, TableError> {
        let mut found = Vec::new();
        let mut next = start;
        for _ in 0..=self.sectors() {
            if next >= FIRST_SPECIAL {
                return Ok(found);
            }
            found.extend_from_slice(self.sector(next)?);
            next = *self.table.get(next as usize).ok_or(DAMAGED)?;
        }
        Err(DAMAGED)
    }

    /// All bytes of a chain inside the stream of small streams.
    fn mini_chain(&self, start: u32) -> Result<Vec<u8>, TableError> {
        let mut found = Vec::new();
        let mut next = start;
        for _ in 0..=self.mini_stream.len() / self.mini_bytes {
            if next >= FIRST_SPECIAL {
                return Ok(found);
            }
            let from = next as usize * self.mini_bytes;
            let part = self
                .mini_stream
                .get(from..from + self.mini_bytes)
                .ok_or(DAMAGED)?;
            found.extend_from_slice(part);
            next = *self.mini_table.get(next as usize).ok_or(DAMAGED)?;
        }
        Err(DAMAGED)
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        let streams = self.entries.iter().filter(|entry| entry.kind == STREAM);
        streams
            .into_iter()
            .find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Whether there is a stream of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The bytes of a stream; `None` where there is none of that name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, TableError> {
        let Some(entry) = self.find(name) else {
            return Ok(None);
        };
        let mut bytes = if entry.bytes < self.mini_cutoff {
            self.mini_chain(entry.start)?
        } else {
            self.chain(entry.start)?
        };
        bytes.truncate(entry.bytes);
        Ok(Some(bytes))
    }
}

fn entry(bytes: &[u8]) -> Entry {
    let units = bytes[..64]
        .chunks_exact(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let name = char::decode_utf16(units.take_while(|unit| *unit != 0));
    Entry {
        name: name
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        kind: bytes[66],
        start: u32_at(bytes, 116),
        bytes: u32_at(bytes, 120) as usize,
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .map(|bytes| u32_at(bytes, 0))
        .collect()
}

/// Two bytes at a place that is inside.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// Four bytes at a place that is inside.
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
