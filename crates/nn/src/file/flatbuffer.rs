//! Bounds-checked reading of `FlatBuffers` tables (format: flatbuffers.dev, "Internals").

use crate::error::NetworkError;

/// Most elements any vector of the graph may have; the largest network here has under 2 000 tensors.
const MAX_ELEMENTS: usize = 1 << 16;

/// Most numbers of a list; operators here have up to 13 inputs.
const MAX_NUMBERS: usize = 1 << 10;

/// Longest string, bytes; names of joined operators here have up to 200.
const MAX_STRING: usize = 1 << 12;

/// One table: a position in the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'file> {
    bytes: &'file [u8],
    position: usize,
}

fn damaged(what: &str) -> NetworkError {
    NetworkError::Malformed(format!("{what} lies outside the file"))
}

fn read<const N: usize>(bytes: &[u8], position: usize) -> Result<[u8; N], NetworkError> {
    position
        .checked_add(N)
        .and_then(|end| bytes.get(position..end))
        .and_then(|part| part.try_into().ok())
        .ok_or_else(|| damaged("a value"))
}

fn read_u32(bytes: &[u8], position: usize) -> Result<usize, NetworkError> {
    Ok(u32::from_le_bytes(read(bytes, position)?) as usize)
}

fn read_i32(bytes: &[u8], position: usize) -> Result<i32, NetworkError> {
    Ok(i32::from_le_bytes(read(bytes, position)?))
}

/// Follows the relative offset stored at `position`.
fn follow(bytes: &[u8], position: usize) -> Result<usize, NetworkError> {
    position
        .checked_add(read_u32(bytes, position)?)
        .ok_or_else(|| damaged("an offset"))
}

impl<'file> Table<'file> {
    /// The root table.
    pub(crate) fn root(bytes: &'file [u8]) -> Result<Self, NetworkError> {
        Ok(Self {
            bytes,
            position: follow(bytes, 0)?,
        })
    }

    /// Position of field `index`, `None` where the file leaves it at its default.
    fn field(&self, index: usize) -> Result<Option<usize>, NetworkError> {
        let back = i64::from(read_i32(self.bytes, self.position)?);
        let vtable =
            usize::try_from(self.position as i64 - back).map_err(|_| damaged("a vtable"))?;
        let size = u16::from_le_bytes(read(self.bytes, vtable)?) as usize;
        let entry = 4 + 2 * index;
        if entry + 2 > size {
            return Ok(None);
        }
        let offset = u16::from_le_bytes(read(self.bytes, vtable + entry)?) as usize;
        Ok((offset != 0).then_some(self.position + offset))
    }

    /// A byte field, `default` where absent.
    pub(crate) fn byte(&self, index: usize, default: u8) -> Result<u8, NetworkError> {
        match self.field(index)? {
            Some(position) => Ok(read::<1>(self.bytes, position)?[0]),
            None => Ok(default),
        }
    }

    /// A 32-bit field, `default` where absent.
    pub(crate) fn int(&self, index: usize, default: i32) -> Result<i32, NetworkError> {
        self.field(index)?
            .map_or(Ok(default), |position| read_i32(self.bytes, position))
    }

    /// A sub-table.
    pub(crate) fn table(&self, index: usize) -> Result<Option<Self>, NetworkError> {
        let Some(position) = self.field(index)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            bytes: self.bytes,
            position: follow(self.bytes, position)?,
        }))
    }

    /// First element and count of a vector whose elements take `size` bytes.
    fn vector(&self, index: usize, size: usize) -> Result<(usize, usize), NetworkError> {
        let Some(position) = self.field(index)? else {
            return Ok((0, 0));
        };
        let start = follow(self.bytes, position)?;
        let count = read_u32(self.bytes, start)?;
        let first = start + 4;
        let end = count
            .checked_mul(size)
            .and_then(|length| first.checked_add(length));
        if end.is_none_or(|end| end > self.bytes.len()) {
            return Err(damaged("a vector"));
        }
        Ok((first, count))
    }

    /// A vector of bytes; empty where absent.
    pub(crate) fn bytes(&self, index: usize) -> Result<&'file [u8], NetworkError> {
        let (first, count) = self.vector(index, 1)?;
        self.bytes
            .get(first..first + count)
            .ok_or_else(|| damaged("a byte vector"))
    }

    /// A string; empty where absent, damaged characters replaced.
    pub(crate) fn string(&self, index: usize) -> Result<String, NetworkError> {
        let bytes = self.bytes(index)?;
        bounded(bytes.len(), MAX_STRING)?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    /// A vector of 32-bit integers; empty where absent.
    pub(crate) fn ints(&self, index: usize) -> Result<Vec<i32>, NetworkError> {
        let (first, count) = self.vector(index, 4)?;
        bounded(count, MAX_NUMBERS)?;
        (0..count)
            .map(|at| read_i32(self.bytes, first + 4 * at))
            .collect()
    }

    /// A vector of tables; empty where absent.
    pub(crate) fn tables(&self, index: usize) -> Result<Vec<Self>, NetworkError> {
        let (first, count) = self.vector(index, 4)?;
        bounded(count, MAX_ELEMENTS)?;
        (0..count)
            .map(|at| {
                Ok(Self {
                    bytes: self.bytes,
                    position: follow(self.bytes, first + 4 * at)?,
                })
            })
            .collect()
    }
}

fn bounded(count: usize, most: usize) -> Result<(), NetworkError> {
    if count > most {
        return Err(NetworkError::Malformed(format!(
            "a list has {count} elements"
        )));
    }
    Ok(())
}
