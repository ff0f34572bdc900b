//! Bounds-checked reading of flat `FlexBuffers` maps, which hold the options of custom operators.

use std::collections::BTreeMap;

use crate::error::NetworkError;

/// A value of an options map: numbers and lists of whole numbers are all the networks use.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// An integer or a float, as float.
    Number(f64),
    /// A list of whole numbers.
    Integers(Vec<i64>),
}

/// Type tags (flatbuffers.dev, "`FlexBuffers`").
const INT: u8 = 1;
const UINT: u8 = 2;
const FLOAT: u8 = 3;
const MAP: u8 = 9;
const VECTOR: u8 = 10;
const VECTOR_INT: u8 = 11;
const VECTOR_UINT: u8 = 12;

/// Longest list or map; the longest here holds the 80 lip landmarks.
const MAX_ELEMENTS: u64 = 4096;

struct Reader<'file>(&'file [u8]);

fn damaged() -> NetworkError {
    NetworkError::Malformed("a custom operator's options are damaged".into())
}

/// Reads a map; entries of other kinds are left out.
pub(crate) fn map(bytes: &[u8]) -> Result<BTreeMap<String, Value>, NetworkError> {
    let reader = Reader(bytes);
    let [.., packed, width] = *bytes else {
        return Err(damaged());
    };
    let width = usize::from(width);
    if packed >> 2 != MAP || !matches!(width, 1 | 2 | 4 | 8) {
        return Err(damaged());
    }
    let root = bytes.len().checked_sub(2 + width).ok_or_else(damaged)?;
    let values = reader.back(root, width)?;
    let width = 1usize << (packed & 3);
    let count = reader.length_before(values, width)?;
    let keys_field = values.checked_sub(3 * width).ok_or_else(damaged)?;
    let keys = reader.back(keys_field, width)?;
    let key_width = reader.unsigned(keys_field + width, width)? as usize;
    if !matches!(key_width, 1 | 2 | 4 | 8) {
        return Err(damaged());
    }
    let mut entries = BTreeMap::new();
    for at in 0..count {
        let key = reader.text(reader.back(keys + at * key_width, key_width)?)?;
        let kind = *bytes.get(values + count * width + at).ok_or_else(damaged)?;
        if let Some(value) = reader.value(values + at * width, width, kind)? {
            entries.insert(key, value);
        }
    }
    Ok(entries)
}

impl Reader<'_> {
    fn unsigned(&self, position: usize, width: usize) -> Result<u64, NetworkError> {
        let end = position.checked_add(width).ok_or_else(damaged)?;
        let part = self.0.get(position..end).ok_or_else(damaged)?;
        Ok(part
            .iter()
            .rev()
            .fold(0, |value, &byte| value << 8 | u64::from(byte)))
    }

    fn signed(&self, position: usize, width: usize) -> Result<i64, NetworkError> {
        let shift = 64 - 8 * width as u32;
        Ok((self.unsigned(position, width)? << shift) as i64 >> shift)
    }

    /// The position that the backward offset stored at `position` points to.
    fn back(&self, position: usize, width: usize) -> Result<usize, NetworkError> {
        let offset = usize::try_from(self.unsigned(position, width)?).map_err(|_| damaged())?;
        position.checked_sub(offset).ok_or_else(damaged)
    }

    fn length_before(&self, position: usize, width: usize) -> Result<usize, NetworkError> {
        let field = position.checked_sub(width).ok_or_else(damaged)?;
        let length = self.unsigned(field, width)?;
        if length > MAX_ELEMENTS {
            Err(damaged())
        } else {
            Ok(length as usize)
        }
    }

    fn text(&self, position: usize) -> Result<String, NetworkError> {
        let rest = self.0.get(position..).ok_or_else(damaged)?;
        let end = rest
            .iter()
            .position(|&byte| byte == 0)
            .ok_or_else(damaged)?;
        Ok(String::from_utf8_lossy(&rest[..end]).into_owned())
    }

    fn value(
        &self,
        position: usize,
        width: usize,
        kind: u8,
    ) -> Result<Option<Value>, NetworkError> {
        let inner = 1usize << (kind & 3);
        let value = match kind >> 2 {
            INT => Value::Number(self.signed(position, width)? as f64),
            UINT => Value::Number(self.unsigned(position, width)? as f64),
            FLOAT => Value::Number(match width {
                4 => f64::from(f32::from_bits(self.unsigned(position, 4)? as u32)),
                8 => f64::from_bits(self.unsigned(position, 8)?),
                _ => return Err(damaged()),
            }),
            VECTOR | VECTOR_INT | VECTOR_UINT => {
                let first = self.back(position, width)?;
                let count = self.length_before(first, inner)?;
                let read = |at: usize| self.signed_or_not(first + at * inner, inner, kind >> 2);
                Value::Integers((0..count).map(read).collect::<Result<_, _>>()?)
            }
            _ => return Ok(None),
        };
        Ok(Some(value))
    }

    fn signed_or_not(&self, position: usize, width: usize, kind: u8) -> Result<i64, NetworkError> {
        if kind == VECTOR_UINT {
            Ok(self.unsigned(position, width)? as i64)
        } else {
            self.signed(position, width)
        }
    }
}
