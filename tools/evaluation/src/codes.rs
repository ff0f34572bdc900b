//! Evaluates the code reader on the published black-box QR pictures: symbols read, wrong texts,
//! time. The meaning of a text is *not* evaluated.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use codec::{Limits, Scale};
use collection_code::CodeReader;
use raster::{Orientation, RgbImage};

use crate::table::Table;

/// The EXIF numbers of the quarter turns, upright first.
const TURNS: [u32; 4] = [1, 6, 3, 8];

/// Results of one set.
#[derive(Debug, Default)]
struct Tally {
    read: usize,
    wrong: usize,
    times_ms: Vec<f64>,
}

/// Prints the table.
pub(crate) fn run(shared: &Path) -> Result<()> {
    let folder = shared.join("qr");
    if !folder.is_dir() {
        bail!(
            "the QR pictures are not there: they belong into the folder `shared/qr` beside the checkout"
        );
    }
    let mut table = Table::new(
        "Collection codes: zxing's black-box QR pictures (`cargo xtask eval codes`)",
        &[
            "set",
            "pictures",
            "read",
            "wrong texts",
            "median ms",
            "max ms",
        ],
    );
    let reader = CodeReader::default();
    for set in sorted(&folder)? {
        if !set.is_dir() {
            continue;
        }
        let name = set.file_name().unwrap_or_default().to_string_lossy();
        let [upright, turned] = measure(&reader, &set)?;
        table.row(&upright.cells(&name));
        table.row(&turned.cells(&format!("{name}, turned by 90°, 180°, 270°")));
    }
    table.print();
    Ok(())
}

/// One set as it is, and turned.
fn measure(reader: &CodeReader, set: &Path) -> Result<[Tally; 2]> {
    let mut tallies = [Tally::default(), Tally::default()];
    for truth in sorted(set)? {
        let picture = truth.with_extension("png");
        if truth.extension().is_none_or(|ending| ending != "txt") || !picture.is_file() {
            continue;
        }
        let expected = std::fs::read_to_string(&truth)
            .with_context(|| format!("{} cannot be read", truth.display()))?;
        let bytes = std::fs::read(&picture)?;
        let upright = codec::decode(&bytes, &Limits::default(), Scale::Full)
            .with_context(|| format!("{} cannot be decoded", picture.display()))?
            .image;
        for turn in TURNS {
            let tally = &mut tallies[usize::from(turn != TURNS[0])];
            let image = Orientation::from_exif(turn).apply(upright.clone());
            tally.take(reader, &image, expected.trim_end());
        }
    }
    Ok(tallies)
}

impl Tally {
    #[expect(clippy::disallowed_methods, reason = "a tool measures time")]
    fn take(&mut self, reader: &CodeReader, image: &RgbImage, expected: &str) {
        let started = Instant::now();
        let reading = reader.read(image, &|| started.elapsed());
        self.times_ms.push(started.elapsed().as_secs_f64() * 1e3);
        if let Ok(reading) = reading {
            self.read += 1;
            let text = reading.best.payload.text().unwrap_or_default();
            self.wrong += usize::from(text.trim_end() != expected);
        }
    }

    fn cells(mut self, name: &str) -> Vec<String> {
        self.times_ms.sort_by(f64::total_cmp);
        let at = |index: usize| {
            let time = self.times_ms.get(index);
            time.map_or_else(|| "—".to_owned(), |time| format!("{time:.1}"))
        };
        let count = self.times_ms.len();
        vec![
            name.into(),
            count.to_string(),
            self.read.to_string(),
            self.wrong.to_string(),
            at(count / 2),
            at(count.saturating_sub(1)),
        ]
    }
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("{} cannot be listed", folder.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
