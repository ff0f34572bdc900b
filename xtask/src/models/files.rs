//! Writes files whole, and shows sums.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

/// Writes a file that is never seen half written.
pub(super) fn put(target: &Path, bytes: &[u8]) -> Result<()> {
    let partial = target.with_extension("partial");
    std::fs::write(&partial, bytes)?;
    std::fs::rename(&partial, target)?;
    Ok(())
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
