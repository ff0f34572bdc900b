//! Benchmarks requests that read one row, which are most requests of a phone, beside nginx with
//! files of the same length.

use std::path::Path;

use anyhow::{Context, Result};

use super::client::Client;
use super::nginx::Nginx;
use super::programs::Programs;
use super::serving::{Jobs, Service};
use super::world::World;
use super::wrk::{self, Figures};
use crate::table::Table;

/// Measured requests: name for people, and the path behind `degrees/{id}`.
const READS: [(&str, &str); 2] = [("a degree", ""), ("a submission", "/submission")];

/// Prints the table.
///
/// # Errors
/// A request that fails.
pub(super) async fn run(
    programs: &Programs,
    worlds: &[World],
    photo: &[u8],
    folder: &Path,
) -> Result<()> {
    let mut ours = Vec::new();
    for world in worlds {
        ours.extend(of(programs, world, photo).await?);
    }
    let lengths: Vec<usize> = READS.iter().map(|(what, _)| longest(&ours, what)).collect();
    let nginx = Nginx::start(programs, &folder.join("nginx"), &lengths).await?;
    let mut table = Table::new(
        "Reads over HTTP, 32 connections of wrk",
        &[
            "who",
            "reads",
            "bytes",
            "per second",
            "p50 ms",
            "p99 ms",
            "of nginx",
            "per second of a core",
        ],
    );
    for ((what, _), length) in READS.iter().zip(lengths) {
        let peer = wrk::load(programs, &nginx.address(length), None, folder)?;
        table.row(&row("nginx", "a static file", length, &peer, ""));
        for read in ours.iter().filter(|read| read.what == *what) {
            let share = format!("{:.2}", read.figures.per_second / peer.per_second);
            let bytes = read.length_bytes;
            table.row(&row(&read.who, read.what, bytes, &read.figures, &share));
        }
    }
    table.print();
    Ok(())
}

/// The longest answer of a kind in bytes: an instant is a digit shorter now and then.
fn longest(reads: &[Read], what: &str) -> usize {
    let same = reads.iter().filter(|read| read.what == what);
    same.map(|read| read.length_bytes).max().unwrap_or_default()
}

/// Figures of one request.
struct Read {
    who: String,
    what: &'static str,
    length_bytes: usize,
    figures: Figures,
}

async fn of(programs: &Programs, world: &World, photo: &[u8]) -> Result<Vec<Read>> {
    let students = world.students_with_photo(1, photo).await?;
    let student = students.first().context("a student was asked for")?;
    let service = Service::start(programs, world, Jobs::Inside)?;
    let client = Client::new(&service.address)?;
    let mut reads = Vec::new();
    for (what, end) in READS {
        let path = format!("degrees/{}{end}", student.degree);
        let url = client.url(&path);
        reads.push(Read {
            who: format!("caixiang, {}", world.engine()),
            what,
            length_bytes: client.length(student, &path).await?,
            figures: wrk::load_of(programs, &url, &student.token, world.folder(), service.id())?,
        });
    }
    Ok(reads)
}

fn row(who: &str, what: &str, bytes: usize, figures: &Figures, share: &str) -> [String; 8] {
    [
        who.to_owned(),
        what.to_owned(),
        bytes.to_string(),
        format!("{:.0}", figures.per_second),
        format!("{:.1}", figures.median_ms),
        format!("{:.1}", figures.p99_ms),
        share.to_owned(),
        figures
            .per_core_second
            .map_or_else(String::new, |per_core| format!("{per_core:.0}")),
    ]
}
