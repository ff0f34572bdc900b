//! Volume descriptors: the first sectors of an image that say where everything is.

use time::OffsetDateTime;

use super::bytes::{both_u16, both_u32, long_date, short_date, wide};
use super::folders::Folders;
use super::sector::SECTOR;
use super::tree::Hierarchy;

/// Joliet of level 3: UTF-16 without surrogates.
const ESCAPE: &[u8] = b"%/E";

const APPLICATION: &str = "CAIXIANG";

/// Where the path tables of one hierarchy are: little-endian first, big-endian second.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tables {
    pub(super) sectors: [u32; 2],
}

/// What both descriptors say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) label: &'a str,
    pub(super) made_at: OffsetDateTime,
    /// Sectors of the whole image.
    pub(super) sectors: u32,
}

/// A descriptor, one sector.
pub(super) fn descriptor(
    facts: Facts<'_>,
    hierarchy: Hierarchy,
    folders: &Folders<'_>,
    tables: Tables,
) -> Vec<u8> {
    let is_joliet = hierarchy == Hierarchy::Joliet;
    let mut bytes = vec![0; SECTOR as usize];
    bytes[0] = if is_joliet { 2 } else { 1 };
    bytes[1..6].copy_from_slice(b"CD001");
    bytes[6] = 1;
    let mut text = |from: usize, to: usize, text: &str| {
        let (letters, blank) = if is_joliet {
            (wide(text), [0, b' '])
        } else {
            (text.as_bytes().to_vec(), [b' ', b' '])
        };
        let field = &mut bytes[from..to];
        for (index, byte) in field.iter_mut().enumerate() {
            *byte = letters.get(index).copied().unwrap_or(blank[index % 2]);
        }
    };
    text(8, 40, "");
    text(40, 72, facts.label);
    text(190, 318, facts.label);
    text(318, 446, "");
    text(446, 574, "");
    text(574, 702, APPLICATION);
    // Three names of files that there are not; each field has an odd length.
    for from in [702, 739, 776] {
        text(from, from + 37, "");
    }
    bytes[80..88].copy_from_slice(&both_u32(facts.sectors));
    if is_joliet {
        bytes[88..91].copy_from_slice(ESCAPE);
        // An odd length ends with half a letter.
        for end in [738, 775, 812] {
            bytes[end] = 0;
        }
    }
    bytes[120..124].copy_from_slice(&both_u16(1));
    bytes[124..128].copy_from_slice(&both_u16(1));
    bytes[128..132].copy_from_slice(&both_u16(SECTOR as u16));
    bytes[132..140].copy_from_slice(&both_u32(folders.table_length()));
    bytes[140..144].copy_from_slice(&tables.sectors[0].to_le_bytes());
    bytes[148..152].copy_from_slice(&tables.sectors[1].to_be_bytes());
    bytes[156..190].copy_from_slice(&folders.root(short_date(facts.made_at)));
    let date = long_date(facts.made_at);
    bytes[813..830].copy_from_slice(&date);
    bytes[830..847].copy_from_slice(&date);
    // Never expires.
    bytes[847..863].fill(b'0');
    bytes[864..881].copy_from_slice(&date);
    bytes[881] = 1;
    bytes
}

/// The sector behind the last descriptor.
pub(super) fn terminator() -> Vec<u8> {
    let mut bytes = vec![0; SECTOR as usize];
    bytes[0] = 255;
    bytes[1..6].copy_from_slice(b"CD001");
    bytes[6] = 1;
    bytes
}
