//! Where the bytes of planned files come from.

use std::io::{self, Read};

use crate::plan::Planned;

/// A file that is open for reading, from its beginning.
pub struct Opened<'a> {
    /// Its bytes.
    pub reader: Box<dyn Read + 'a>,
    /// SHA-256 of exactly these bytes, where the storage has computed it while it read them; none has it computed here.
    pub sha256: Option<[u8; 32]>,
}

impl<'a> Opened<'a> {
    /// Bytes whose sum is not known yet.
    pub fn of(reader: impl Read + 'a) -> Self {
        Self {
            reader: Box::new(reader),
            sha256: None,
        }
    }
}

impl std::fmt::Debug for Opened<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Opened").finish_non_exhaustive()
    }
}

/// Opens planned files; the caller's storage is behind it. Asked on a thread of its own, one file after the other.
pub trait Source: Send {
    /// Opens a file for reading from its beginning.
    ///
    /// # Errors
    /// Whatever the storage says; the writing ends with it.
    fn open(&mut self, file: &Planned) -> io::Result<Opened<'_>>;
}
