//! Buffers of floats that start at a cache line: a vector load that crosses a line costs twice as
//! much.

use std::ops::{Deref, DerefMut};

/// Bytes of a cache line, and of the widest vector.
const LINE: usize = 64;

/// A fixed number of floats from a multiple of 64 bytes on.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Aligned {
    values: Vec<f32>,
    start: usize,
    length: usize,
}

impl Aligned {
    /// `length` zeros.
    pub(crate) fn zeros(length: usize) -> Self {
        let values = vec![0.0f32; length + LINE / size_of::<f32>()];
        // Where alignment cannot be told the floats are still right, only slower.
        let start = values
            .as_ptr()
            .align_offset(LINE)
            .min(values.len() - length);
        Self {
            values,
            start,
            length,
        }
    }
}

impl From<&[f32]> for Aligned {
    fn from(values: &[f32]) -> Self {
        let mut aligned = Self::zeros(values.len());
        aligned.copy_from_slice(values);
        aligned
    }
}

impl Deref for Aligned {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        &self.values[self.start..self.start + self.length]
    }
}

impl DerefMut for Aligned {
    fn deref_mut(&mut self) -> &mut [f32] {
        &mut self.values[self.start..self.start + self.length]
    }
}
