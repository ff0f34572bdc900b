//! What is on a disc as a zip archive: names in UTF-8, marked as such in both headers, zip64 where it grows beyond
//! 4 GB. Portraits are stored, since JPEG does not shrink.

use std::io::{self, Read as _, Write};

use sha2::{Digest as _, Sha256};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::content::{self, Summed};
use crate::error::DiscError;
use crate::plan::{Plan, Volume};
use crate::source::Source;

/// Bytes that are read at once.
const CHUNK: usize = 64 * 1024;

/// Files longer than this need the wide form of sizes.
const WIDE: u64 = 0xFFFF_0000;

/// Writes a volume as an archive, from its beginning to its end; `out` need not seek.
///
/// # Errors
/// [`DiscError::Changed`] where a file is not what the plan says, [`DiscError::Read`], [`DiscError::Write`],
/// [`DiscError::List`].
pub fn write_zip(
    plan: &Plan,
    volume: &Volume,
    source: &mut dyn Source,
    out: &mut dyn Write,
) -> Result<(), DiscError> {
    let mut zip = ZipWriter::new_stream(out);
    let at = date(plan);
    let mut sums = Vec::new();
    for (index, name) in content::NAMES.into_iter().enumerate() {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(at);
        zip.start_file(name, options).map_err(io::Error::other)?;
        let mut summed = Summed::new(&mut zip);
        content::write(index, plan, volume, &sums, &mut summed)?;
        sums.push(summed.finish().1);
    }
    for (index, file) in volume.files.iter().enumerate() {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(at)
            .large_file(file.facts.bytes > WIDE);
        zip.start_file(&*file.path, options)
            .map_err(io::Error::other)?;
        copy(volume, index, 0, source, &mut zip)?;
    }
    zip.finish().map_err(io::Error::other)?;
    Ok(())
}

/// Copies a file from its beginning, leaves out its first bytes, and compares it with the plan.
pub(crate) fn copy(
    volume: &Volume,
    index: usize,
    skip: u64,
    source: &mut dyn Source,
    out: &mut dyn Write,
) -> Result<(), DiscError> {
    let file = volume.files.get(index).ok_or(DiscError::Changed(index))?;
    let failed = |source| DiscError::Read { index, source };
    let mut reader = source.open(file).map_err(failed)?;
    let mut hasher = Sha256::new();
    let mut done = 0_u64;
    let mut chunk = vec![0; CHUNK.min(file.facts.bytes as usize + 1)];
    loop {
        let count = match reader.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error)),
        };
        let bytes = &chunk[..count];
        hasher.update(bytes);
        let unwanted = skip.saturating_sub(done).min(count as u64) as usize;
        done += count as u64;
        if done > file.facts.bytes {
            return Err(DiscError::Changed(index));
        }
        out.write_all(&bytes[unwanted..])?;
    }
    if done != file.facts.bytes || hasher.finalize().as_slice() != file.facts.sha256 {
        return Err(DiscError::Changed(index));
    }
    Ok(())
}

/// The plan's day for all entries, China's clock.
fn date(plan: &Plan) -> DateTime {
    let offset = time::UtcOffset::from_hms(8, 0, 0).unwrap_or(time::UtcOffset::UTC);
    let at = plan.made_at().to_offset(offset);
    let (year, month) = (at.year() as u16, u8::from(at.month()));
    DateTime::from_date_and_time(year, month, at.day(), at.hour(), at.minute(), at.second())
        .unwrap_or_default()
}
