//! Between a writer that does not wait, such as that of an archive, and one that does, such as the vault's: holds what the
//! first has written until the second takes it.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// What was written and not taken yet. Clones share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spool(Arc<Mutex<Vec<u8>>>);

impl Spool {
    /// Takes what was written since the last time.
    pub(crate) fn take(&self) -> Vec<u8> {
        // The bytes are whole after every write.
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *bytes)
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
