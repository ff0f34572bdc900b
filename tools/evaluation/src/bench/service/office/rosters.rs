//! A roster of 100 000 rows, handed in as a workbook and as CSV.

use std::fmt::Write as _;
use std::io::Cursor;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use documents::workbook::ListWorkbook;

use super::super::serving::{Jobs, Service};
use super::clerk::Clerk;
use super::staffed::Office;
use crate::table::Table;

/// Rows of a file.
pub(super) const ROWS: u64 = 100_000;

/// Classes, by which the tree has leaves: one of them in ten is another college's.
const CLASSES: u64 = 500;

const HEADER: [&str; 7] = ["学号", "学院", "教学点", "班级", "层次", "年级", "毕业时间"];

/// What one import cost.
pub(super) struct Row {
    file: &'static str,
    megabytes: f64,
    seconds: f64,
    idle_mb: f64,
    peak_mb: f64,
}

/// Imports two files one beside the other, each by a service that has done nothing before.
///
/// # Errors
/// A file in which the service finds anything wrong.
pub(super) async fn measure(office: &Office<'_>) -> Result<Vec<Row>> {
    Ok(vec![
        one(office, "xlsx", workbook(0)?, 1).await?,
        one(office, "csv, beside the former", csv(ROWS)?, 2).await?,
    ])
}

async fn one(office: &Office<'_>, file: &'static str, bytes: Bytes, times: u64) -> Result<Row> {
    let service = Service::start(office.programs, &office.world, Jobs::Inside)?;
    let clerk = Clerk::sign_in(&service.address, &office.first).await?;
    let (batch, school) = (office.world.batch_id(), office.world.school());
    let path = format!("batches/{batch}/roster?school={school}&keep_others=true");
    let megabytes = bytes.len() as f64 / 1e6;
    let idle_mb = service.peak_mb()?;
    let begun = Instant::now();
    let said = clerk.put_file(&path, bytes).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let students = said["imported"]["students"].as_u64();
    ensure!(students == Some(times * ROWS), "imported: {said}");
    Ok(Row {
        file,
        megabytes,
        seconds,
        idle_mb,
        peak_mb: service.peak_mb()?,
    })
}

/// The cells of a student, by the place in all files.
fn cells(row: u64) -> [String; 7] {
    let class = row % CLASSES;
    [
        format!("2023{row:09}"),
        format!("学院{:02}", class / 50),
        format!("教学点{:02}", class / 25),
        format!("23工商{class:03}班"),
        ["高起专", "专升本"][(row / CLASSES % 2) as usize].to_owned(),
        "2023".to_owned(),
        "2026-01".to_owned(),
    ]
}

fn workbook(from: u64) -> Result<Bytes> {
    let head = HEADER.map(|name| (name, 16));
    let mut book = ListWorkbook::new("名单", &head)?;
    for row in from..from + ROWS {
        let cells = cells(row);
        book.row(cells.iter().map(String::as_str))?;
    }
    let mut bytes = Cursor::new(Vec::new());
    book.finish(&mut bytes)?;
    Ok(bytes.into_inner().into())
}

fn csv(from: u64) -> Result<Bytes> {
    let mut text = HEADER.join(",");
    text.push('\n');
    for row in from..from + ROWS {
        writeln!(text, "{}", cells(row).join(",")).context("no room for the roster")?;
    }
    Ok(text.into_bytes().into())
}

/// Prints the table.
pub(super) fn print<'a>(measured: impl Iterator<Item = (&'static str, &'a [Row])>) {
    let mut table = Table::new(
        "A roster of 100 000 rows, from the request to the answer",
        &[
            "database",
            "file",
            "MB",
            "seconds",
            "peak MB",
            "of which idle",
        ],
    );
    for (engine, rows) in measured {
        for row in rows {
            table.row(&[
                engine.to_owned(),
                row.file.to_owned(),
                format!("{:.1}", row.megabytes),
                format!("{:.1}", row.seconds),
                format!("{:.0}", row.peak_mb),
                format!("{:.0}", row.idle_mb),
            ]);
        }
    }
    table.print();
}
