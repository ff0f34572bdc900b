//! What is on every disc beside the portraits: the index in the formats that schools read, a page to browse, and the
//! sums. Each is made anew from the plan whenever it is needed, and always the same.

use std::io::{self, Write};

use documents::list::{Column, Letters, Rows, Sheet, write_csv, write_dbf, write_xlsx};
use sha2::{Digest as _, Sha256};

use crate::error::DiscError;
use crate::page;
use crate::plan::{Plan, Planned, Volume};

/// The workbook, an archive itself.
pub(crate) const WORKBOOK: &str = "index.xlsx";

/// Names of the files beside the portraits, in their order on a disc.
pub(crate) const NAMES: [&str; 6] = [
    "index.html",
    WORKBOOK,
    "index.dbf",
    "index.csv",
    "index_gbk.csv",
    "SHA256SUMS",
];

/// The column of the path.
const PATH: (&str, &str) = ("文件名", "WJM");

/// Bytes that the index and the folders need for a file, on the large side.
pub(crate) fn estimate(file: &Planned) -> u64 {
    (6 * (file.cells.bytes() + file.path.len()) + 400) as u64
}

/// What is known about the files beside the portraits: lengths of all of them, sums of all but the last, which has
/// those sums.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) lengths: Vec<u64>,
    sums: Vec<[u8; 32]>,
}

/// Measures all of them.
pub(crate) fn measure(plan: &Plan, volume: &Volume) -> Result<Measured, DiscError> {
    let mut measured = Measured {
        lengths: Vec::new(),
        sums: Vec::new(),
    };
    for index in 0..NAMES.len() - 1 {
        let mut summed = Summed::new(io::sink());
        write(index, plan, volume, &measured.sums, &mut summed)?;
        let (length, sum) = summed.finish();
        measured.lengths.push(length);
        measured.sums.push(sum);
    }
    let mut summed = Summed::new(io::sink());
    sums(volume, &measured.sums, &mut summed)?;
    measured.lengths.push(summed.finish().0);
    Ok(measured)
}

impl Measured {
    /// Writes the file with this place in [`NAMES`].
    pub(crate) fn write(
        &self,
        index: usize,
        plan: &Plan,
        volume: &Volume,
        out: &mut dyn Write,
    ) -> Result<(), DiscError> {
        write(index, plan, volume, &self.sums, out)
    }
}

/// Writes the file with this place in [`NAMES`]; the last one has the sums of the others.
pub(crate) fn write(
    index: usize,
    plan: &Plan,
    volume: &Volume,
    others: &[[u8; 32]],
    out: &mut dyn Write,
) -> Result<(), DiscError> {
    let columns = columns(plan);
    let sheet = Sheet {
        columns: &columns,
        rows: volume,
    };
    match index {
        0 => page::write(plan, volume, out)?,
        1 => write_xlsx(sheet, out)?,
        2 => {
            let day = plan.made_at().date();
            let day = (day.year() as u16, u8::from(day.month()), day.day());
            write_dbf(sheet, day, out)?;
        }
        3 => write_csv(sheet, Letters::Utf8, out)?,
        4 => write_csv(sheet, Letters::Gbk, out)?,
        _ => sums(volume, others, out)?,
    }
    Ok(())
}

fn columns(plan: &Plan) -> Vec<Column> {
    let columns = plan.fields.iter().map(|field| Column {
        head: field.head.clone(),
        field: field.dbf.clone(),
    });
    let path = Column {
        head: PATH.0.to_owned(),
        field: PATH.1.to_owned(),
    };
    columns.chain([path]).collect()
}

impl Rows for Volume {
    fn count(&self) -> usize {
        self.files.len()
    }

    fn cells<'a>(&'a self, row: usize, cells: &mut Vec<&'a str>) {
        if let Some(file) = self.files.get(row) {
            cells.extend(file.cells.iter());
            cells.push(&file.path);
        }
    }
}

/// As `sha256sum --check` reads it.
fn sums(volume: &Volume, others: &[[u8; 32]], out: &mut dyn Write) -> io::Result<()> {
    for (sum, name) in others.iter().zip(NAMES) {
        writeln!(out, "{}  {name}", hex::encode(sum))?;
    }
    for file in &volume.files {
        writeln!(out, "{}  {}", hex::encode(file.facts.sha256), file.path)?;
    }
    Ok(())
}

/// Passes bytes on, counted and summed.
pub(crate) struct Summed<W> {
    out: W,
    bytes: u64,
    hasher: Sha256,
}

impl<W: Write> Summed<W> {
    pub(crate) fn new(out: W) -> Self {
        Self {
            out,
            bytes: 0,
            hasher: Sha256::new(),
        }
    }

    /// Length and SHA-256 of what was written.
    pub(crate) fn finish(self) -> (u64, [u8; 32]) {
        (self.bytes, self.hasher.finalize().into())
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.bytes += count as u64;
        self.hasher.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
