//! An archive under a passphrase: one entry, the whole archive inside of it, so that names and the index are hidden too.
//! The format is AE-2 with AES-256 (<https://www.winzip.com/en/support/aes-encryption/>), written by `zip`;
//! nothing is encrypted by code of our own. 7-Zip and most other archivers open it.

use std::fmt;
use std::io::{self, Write};

use zip::write::{FileOptions, ZipWriter};
use zip::{AesSalt, CompressionMethod};

use crate::archive::{self, write_zip};
use crate::error::DiscError;
use crate::plan::{Plan, Volume};
use crate::source::Source;

/// Bytes of a [`Lock`]'s salt.
pub const SALT_BYTES: usize = 16;

/// What an archive is locked with. Shows nothing in `Debug`.
#[derive(Clone, Copy)]
pub struct Lock<'a> {
    /// The passphrase; the format stretches it by a thousand rounds only, so it has to be strong by itself.
    pub passphrase: &'a str,
    /// Random bytes, others for each archive: two archives under the same passphrase and salt would give each other away.
    pub salt: [u8; SALT_BYTES],
}

impl fmt::Debug for Lock<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Lock(…)")
    }
}

/// Writes what [`write_zip`] writes as the only entry of another archive, under a passphrase, encrypted as it comes. The
/// entry has the plan's label and the volume's number for its name, such as `PHOTOS10574_01.zip`.
///
/// # Errors
/// As [`write_zip`].
pub fn write_encrypted_zip(
    plan: &Plan,
    volume: &Volume,
    lock: Lock<'_>,
    source: &mut dyn Source,
    out: &mut dyn Write,
) -> Result<(), DiscError> {
    let mut outer = ZipWriter::new_stream(out);
    let options = FileOptions::<()>::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(archive::date(plan))
        // Its length is known only at the end.
        .large_file(true)
        .with_aes_encryption_and_salt(lock.passphrase.as_bytes(), AesSalt::Aes256(lock.salt));
    let name = format!("{}_{:02}.zip", plan.label, volume.number);
    outer.start_file(name, options).map_err(io::Error::other)?;
    write_zip(plan, volume, source, &mut outer)?;
    outer.finish().map_err(io::Error::other)?;
    Ok(())
}
