//! The file format of the attribute heads: little-endian, validated as a whole before use.
//!
//! `CXHEADS1` · count u8 · heads · FNV-1a checksum of all before u64. A head: name length u8, name
//! · source (0 grid with rows and columns 4 × u8, 1 ears, 2 neck) u8 · bias f32 · scale f32 · count
//! of combination u8, values f32 · weights i16, as many as the source has values.

use thiserror::Error;

use super::{Head, Heads, Source};
use crate::vision::head::GRID;

const MAGIC: &[u8; 8] = b"CXHEADS1";

/// The reason why a file of heads cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum HeadsError {
    /// The file does not start like a file of heads.
    #[error("this is not a file of attribute heads")]
    NotHeads,
    /// The file was changed or cut off.
    #[error("the file of attribute heads is damaged")]
    Damaged,
}

impl Heads {
    /// Reads a file; never panics on any input.
    ///
    /// # Errors
    /// [`HeadsError`].
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, HeadsError> {
        if !bytes.starts_with(MAGIC) {
            return Err(HeadsError::NotHeads);
        }
        let (content, checksum) = bytes.split_last_chunk().ok_or(HeadsError::Damaged)?;
        if u64::from_le_bytes(*checksum) != checksum_of(content) {
            return Err(HeadsError::Damaged);
        }
        let mut reader = Reader(content.get(MAGIC.len()..).ok_or(HeadsError::Damaged)?);
        let count = reader.byte()?;
        let heads = (0..count)
            .map(|_| reader.head())
            .collect::<Result<Vec<Head>, HeadsError>>()?;
        if reader.0.is_empty() {
            Ok(Self { heads })
        } else {
            Err(HeadsError::Damaged)
        }
    }

    /// Writes a file.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(self.heads.len() as u8);
        for head in &self.heads {
            bytes.push(head.name.len() as u8);
            bytes.extend(head.name.bytes());
            match head.source {
                Source::Grid { rows, columns } => {
                    bytes.extend([0, rows[0], rows[1], columns[0], columns[1]]);
                }
                Source::Ears => bytes.push(1),
                Source::Neck => bytes.push(2),
            }
            bytes.extend(head.bias.to_le_bytes());
            bytes.extend(head.scale.to_le_bytes());
            bytes.push(head.combination.len() as u8);
            bytes.extend(
                head.combination
                    .iter()
                    .flat_map(|value| value.to_le_bytes()),
            );
            bytes.extend(head.weights.iter().flat_map(|value| value.to_le_bytes()));
        }
        let checksum = checksum_of(&bytes);
        bytes.extend(checksum.to_le_bytes());
        bytes
    }

    /// Adds a head, or replaces that of its name; weights are rounded to 16 bits.
    pub(crate) fn push(
        &mut self,
        name: &str,
        source: Source,
        (bias, weights): (f32, &[f32]),
        combination: &[f32],
    ) {
        let largest = weights
            .iter()
            .fold(0.0f32, |largest, weight| largest.max(weight.abs()));
        let scale = (largest / f32::from(i16::MAX)).max(f32::MIN_POSITIVE);
        let head = Head {
            name: name.to_owned(),
            source,
            bias,
            scale,
            weights: weights
                .iter()
                .map(|weight| (weight / scale).round() as i16)
                .collect(),
            combination: combination.to_vec(),
        };
        match self.heads.iter_mut().find(|known| known.name == name) {
            Some(known) => *known = head,
            None => self.heads.push(head),
        }
    }
}

/// 64-bit FNV-1a: detects damage, not forgery; the file is part of the program.
fn checksum_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The bytes that are still to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], HeadsError> {
        let (now, later) = self.0.split_first_chunk().ok_or(HeadsError::Damaged)?;
        self.0 = later;
        Ok(*now)
    }

    fn byte(&mut self) -> Result<u8, HeadsError> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn float(&mut self) -> Result<f32, HeadsError> {
        let value = f32::from_le_bytes(self.take()?);
        value
            .is_finite()
            .then_some(value)
            .ok_or(HeadsError::Damaged)
    }

    fn head(&mut self) -> Result<Head, HeadsError> {
        let name: Vec<u8> = (0..self.byte()?)
            .map(|_| self.byte())
            .collect::<Result<_, _>>()?;
        let source = self.source()?;
        let (bias, scale) = (self.float()?, self.float()?);
        let combination = (0..self.byte()?)
            .map(|_| self.float())
            .collect::<Result<_, _>>()?;
        let weights = (0..source.len())
            .map(|_| self.take().map(i16::from_le_bytes))
            .collect::<Result<_, _>>()?;
        Ok(Head {
            name: String::from_utf8(name).map_err(|_| HeadsError::Damaged)?,
            source,
            bias,
            scale,
            weights,
            combination,
        })
    }

    fn source(&mut self) -> Result<Source, HeadsError> {
        match self.byte()? {
            0 => {
                let [top, bottom, left, right] = self.take()?;
                let fits = |from: u8, to: u8| from < to && usize::from(to) <= GRID;
                if !fits(top, bottom) || !fits(left, right) {
                    return Err(HeadsError::Damaged);
                }
                Ok(Source::Grid {
                    rows: [top, bottom],
                    columns: [left, right],
                })
            }
            1 => Ok(Source::Ears),
            2 => Ok(Source::Neck),
            _ => Err(HeadsError::Damaged),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let mut heads = Heads::default();
        let grid = Source::Grid {
            rows: [0, 1],
            columns: [2, 4],
        };
        for (name, source) in [("one", grid), ("two", Source::Neck)] {
            let weights: Vec<f32> = (0..source.len()).map(|at| at as f32 * -0.1).collect();
            heads.push(name, source, (0.5, &weights), &[1.0, 2.0]);
        }
        heads.to_bytes()
    }

    #[track_caller]
    fn check(change: impl Fn(&mut Vec<u8>), expected: Option<HeadsError>) {
        let mut bytes = file();
        change(&mut bytes);
        assert_eq!(Heads::parse(&bytes).err(), expected);
    }

    /// As a damaged file whose checksum happens to fit.
    fn signed(bytes: &mut Vec<u8>) {
        bytes.truncate(bytes.len() - 8);
        let checksum = checksum_of(bytes);
        bytes.extend(checksum.to_le_bytes());
    }

    #[test]
    fn what_is_written_is_read() {
        check(|_| {}, None);
        let heads = Heads::parse(&file()).unwrap();
        assert_eq!(heads.to_bytes(), file());
    }

    #[test]
    fn damaged_files_are_refused() {
        check(Vec::clear, Some(HeadsError::NotHeads));
        check(|bytes| bytes[0] = b'X', Some(HeadsError::NotHeads));
        check(|bytes| bytes.truncate(8), Some(HeadsError::Damaged));
        check(|bytes| bytes.push(0), Some(HeadsError::Damaged));
        check(|bytes| bytes[100] ^= 1, Some(HeadsError::Damaged));
        let length = file().len();
        for cut in [9, 15, 40, length / 2, length - 1] {
            check(|bytes| bytes.truncate(cut), Some(HeadsError::Damaged));
        }
    }

    #[test]
    fn a_fitting_checksum_does_not_save_a_wrong_length_source_or_number() {
        let changes: [fn(&mut Vec<u8>); 5] = [
            |bytes| bytes[8] = 3,
            |bytes| bytes[13] = 9,
            |bytes| bytes[15] = 7,
            |bytes| bytes[18..22].copy_from_slice(&f32::NAN.to_le_bytes()),
            |bytes| bytes.insert(60, 0),
        ];
        for change in changes {
            check(
                |bytes| {
                    change(bytes);
                    signed(bytes);
                },
                Some(HeadsError::Damaged),
            );
        }
    }
}
