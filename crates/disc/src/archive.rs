//! What is on a disc as a zip archive: names in UTF-8, marked as such in both headers, zip64 where it grows beyond
//! 4 GB. Portraits are stored, since JPEG does not shrink, and so is the workbook, which is an archive itself. The lists
//! are packed on a thread of their own while portraits are written, and stand behind them.

use std::io::{self, Cursor, Write};
use std::thread;

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime, ZipArchive};

use crate::content::{self, Summed};
use crate::error::DiscError;
use crate::pipeline;
use crate::plan::{Plan, Volume};
use crate::source::Source;

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
    thread::scope(|scope| {
        let packer = thread::Builder::new().name("disc-lists".to_owned());
        let lists = packer.spawn_scoped(scope, || lists(plan, volume))?;
        let wanted = (0..volume.files.len()).map(|index| (index, 0));
        pipeline::ahead(volume, wanted, source, |files| {
            for file in &volume.files {
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Stored)
                    .last_modified_time(at)
                    .large_file(file.facts.bytes > WIDE);
                zip.start_file(&*file.path, options)
                    .map_err(io::Error::other)?;
                files.copy(&mut zip)?;
            }
            Ok(())
        })?;
        let packed = lists.join();
        let packed = packed.map_err(|_| io::Error::other("the thread that packs has ended"))??;
        let packed = ZipArchive::new(Cursor::new(packed)).map_err(io::Error::other)?;
        zip.merge_archive(packed).map_err(io::Error::other)?;
        Ok::<_, DiscError>(())
    })?;
    zip.finish().map_err(io::Error::other)?;
    Ok(())
}

/// An archive of what is there beside the portraits; some megabytes for a hundred thousand of them.
fn lists(plan: &Plan, volume: &Volume) -> Result<Vec<u8>, DiscError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut sums = Vec::new();
    for (index, name) in content::NAMES.into_iter().enumerate() {
        let method = if name == content::WORKBOOK {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(date(plan));
        zip.start_file(name, options).map_err(io::Error::other)?;
        let mut summed = Summed::new(&mut zip);
        content::write(index, plan, volume, &sums, &mut summed)?;
        sums.push(summed.finish().1);
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

/// The plan's day for all entries, China's clock.
pub(crate) fn date(plan: &Plan) -> DateTime {
    let offset = time::UtcOffset::from_hms(8, 0, 0).unwrap_or(time::UtcOffset::UTC);
    let at = plan.made_at().to_offset(offset);
    let (year, month) = (at.year() as u16, u8::from(at.month()));
    DateTime::from_date_and_time(year, month, at.day(), at.hour(), at.minute(), at.second())
        .unwrap_or_default()
}
