//! Records of a stream: a number, a length, the data.

use super::damaged::DAMAGED;
use crate::table::error::TableError;

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;
pub(super) const CONTINUE: u16 = 0x003C;

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    data: &'a [u8],
}

impl<'a> Record<'a> {
    /// The data.
    pub(super) const fn data(self) -> &'a [u8] {
        self.data
    }

    /// The data from a place on.
    pub(super) fn from(self, at: usize) -> Result<&'a [u8], TableError> {
        self.data.get(at..).ok_or(DAMAGED)
    }

    fn array<const N: usize>(self, at: usize) -> Result<[u8; N], TableError> {
        let bytes = self.from(at)?.first_chunk::<N>();
        bytes.copied().ok_or(DAMAGED)
    }

    pub(super) fn u8(self, at: usize) -> Result<u8, TableError> {
        self.array::<1>(at).map(|[byte]| byte)
    }

    pub(super) fn u16(self, at: usize) -> Result<u16, TableError> {
        self.array(at).map(u16::from_le_bytes)
    }

    pub(super) fn u32(self, at: usize) -> Result<u32, TableError> {
        self.array(at).map(u32::from_le_bytes)
    }

    pub(super) fn f64(self, at: usize) -> Result<f64, TableError> {
        self.array(at).map(f64::from_le_bytes)
    }
}

/// The records one after another.
#[derive(Clone)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) const fn of(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// The next record; an error where the stream ends inside of one or without its end.
    pub(super) fn next(&mut self) -> Result<Record<'a>, TableError> {
        let (head, rest) = self.rest.split_first_chunk::<4>().ok_or(DAMAGED)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = rest.get(..length).ok_or(DAMAGED)?;
        self.rest = &rest[length..];
        Ok(Record {
            kind: u16::from_le_bytes([head[0], head[1]]),
            data,
        })
    }

    /// The data of the records that go on with the one before.
    pub(super) fn continued(&mut self) -> Result<Vec<&'a [u8]>, TableError> {
        let mut parts = Vec::new();
        while self.rest.starts_with(&CONTINUE.to_le_bytes()) {
            parts.push(self.next()?.data());
        }
        Ok(parts)
    }
}
