//! Where the bytes of planned files come from.

use std::io::{self, Read};

use crate::plan::Planned;

/// Opens planned files; the caller's storage is behind it.
pub trait Source {
    /// Opens a file for reading from its beginning.
    ///
    /// # Errors
    /// Whatever the storage says; the writing ends with it.
    fn open(&mut self, file: &Planned) -> io::Result<Box<dyn Read + '_>>;
}
