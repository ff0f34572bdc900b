//! Measures archives and discs: `cargo xtask bench disc`. Each part runs in a process of its own, so that its memory is
//! its own. `CAIXIANG_BENCH_XORRISO` names the program that makes the same disc beside ours.

#![expect(clippy::print_stdout, reason = "the tables are this program's result")]
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::fs::File;
use std::io::{self, BufWriter, Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use disc::{
    DiscError, Field, FileFacts, Image, Item, Medium, Opened, Plan, Planned, Source, write_zip,
};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Length of a portrait, bytes.
const PORTRAIT: usize = 35_000;

/// Portraits are pieces of so many bytes.
const POOL: usize = 4 << 20;

/// Most memory that an archive of 100 000 portraits may take, MB.
const MOST_MB: f64 = 64.0;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => all(),
        ["zip", count, out] => zip(count.parse()?, Path::new(out)),
        ["disc", folder, out] => disc(Path::new(folder), Path::new(out)),
        _ => Err("no such part".into()),
    }
}

fn all() -> Outcome {
    let folder = tempfile::tempdir()?;
    let this = std::env::current_exe()?;
    println!("| part | files | MB | seconds | MB/s | peak MB |\n|---|---|---|---|---|---|");
    let out = folder.path().join("out");
    plain(100_000, &out)?;
    run(Command::new(&this).args(["zip", "100000"]).arg(&out))?;
    std::fs::remove_file(&out)?;
    let portraits = folder.path().join("portraits");
    let pool = pool();
    for index in 0..10_000 {
        let college = portraits.join(format!("学院{}", index % 12));
        std::fs::create_dir_all(&college)?;
        std::fs::write(
            college.join(format!("{index:012}.jpg")),
            portrait(&pool, index),
        )?;
    }
    // Both read files that the system has in memory, and write to the same disk.
    run(Command::new(&this).arg("disc").arg(&portraits).arg(&out))?;
    std::fs::remove_file(&out)?;
    let Some(xorriso) = std::env::var_os("CAIXIANG_BENCH_XORRISO") else {
        println!("CAIXIANG_BENCH_XORRISO does not name xorriso: not compared");
        return Ok(());
    };
    let start = Instant::now();
    let mut command = Command::new(xorriso);
    command.args(["-as", "mkisofs", "-quiet", "-J", "-o"]);
    run(command.arg(&out).arg(&portraits))?;
    File::open(&out)?.sync_all()?;
    line(
        "xorriso, the same files",
        10_000,
        out.metadata()?.len(),
        start,
        None,
    );
    Ok(())
}

fn run(command: &mut Command) -> Outcome {
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{status}").into())
    }
}

/// What the disk takes by itself.
fn plain(count: usize, out: &Path) -> Outcome {
    let pool = pool();
    let start = Instant::now();
    let mut file = BufWriter::with_capacity(1 << 20, File::create(out)?);
    for index in 0..count {
        file.write_all(portrait(&pool, index))?;
    }
    file.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    line(
        "the disk alone",
        count,
        (count * PORTRAIT) as u64,
        start,
        None,
    );
    Ok(())
}

fn zip(count: usize, out: &Path) -> Outcome {
    let pool = pool();
    let start = Instant::now();
    let items = (0..count).map(|index| {
        let bytes = portrait(&pool, index);
        item(index, index.to_string(), facts(bytes))
    });
    let plan = plan(items, Medium::Bytes(u64::MAX))?;
    line(
        "portraits summed, archive planned",
        count,
        0,
        start,
        Some(peak()?),
    );
    let start = Instant::now();
    let mut file = BufWriter::with_capacity(1 << 20, File::create(out)?);
    write_zip(&plan, &plan.volumes[0], &mut Pieces(pool), &mut file)?;
    file.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    let peak = peak()?;
    line(
        "zip of portraits",
        count,
        out.metadata()?.len(),
        start,
        Some(peak),
    );
    // Times are read beside the disk's own in the same run; memory is the same on every machine.
    if peak > MOST_MB {
        return Err(format!("{peak:.0} MB of memory, at most {MOST_MB} are allowed").into());
    }
    Ok(())
}

fn disc(portraits: &Path, out: &Path) -> Outcome {
    let start = Instant::now();
    let mut items = Vec::new();
    for college in std::fs::read_dir(portraits)? {
        for file in std::fs::read_dir(college?.path())? {
            let path = file?.path();
            let facts = facts(&std::fs::read(&path)?);
            let key = path.to_str().ok_or("a path is not UTF-8")?.to_owned();
            items.push(item(items.len(), key, facts));
        }
    }
    let count = items.len();
    let plan = plan(items.into_iter(), Medium::Cd)?;
    // What the service knows of every portrait: length and sum are stored with it.
    line("files summed, disc planned", count, 0, start, Some(peak()?));
    let start = Instant::now();
    let mut file = BufWriter::with_capacity(1 << 20, File::create(out)?);
    let image = Image::new(&plan, 1)?.ok_or("no volume")?;
    image.write(0, &mut Folder, &mut file)?;
    file.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    let length = out.metadata()?.len();
    line(
        "disc with index, sums compared",
        count,
        length,
        start,
        Some(peak()?),
    );
    Ok(())
}

fn line(part: &str, files: usize, bytes: u64, start: Instant, peak: Option<f64>) {
    let (mb, seconds) = (bytes as f64 / 1e6, start.elapsed().as_secs_f64());
    let peak = peak.map_or_else(String::new, |peak| format!("{peak:.0}"));
    println!(
        "| {part} | {files} | {mb:.0} | {seconds:.1} | {:.0} | {peak} |",
        mb / seconds
    );
}

fn item(index: usize, key: String, facts: FileFacts) -> Item {
    Item {
        key,
        facts,
        cells: vec![
            format!("{index:012}"),
            "王小明".to_owned(),
            format!("学院{}", index % 12),
        ],
    }
}

fn plan(items: impl ExactSizeIterator<Item = Item>, medium: Medium) -> Result<Plan, DiscError> {
    let field = |name: &str, head: &str, dbf: &str| Field {
        name: name.into(),
        head: head.into(),
        dbf: dbf.into(),
    };
    let fields = vec![
        field("number", "学号", "XH"),
        field("name", "姓名", "XM"),
        field("college", "学院", "FY"),
    ];
    let at =
        OffsetDateTime::from_unix_timestamp(1_697_765_400).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    Plan::new(
        "示例大学",
        "SCHOOL",
        at,
        fields,
        ("{college}/{number}.jpg", medium),
        items,
    )
}

fn facts(bytes: &[u8]) -> FileFacts {
    FileFacts {
        bytes: bytes.len() as u64,
        sha256: Sha256::digest(bytes).into(),
    }
}

/// Bytes that do not shrink.
fn pool() -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let bytes = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    });
    bytes.take(POOL).collect()
}

fn portrait(pool: &[u8], index: usize) -> &[u8] {
    let from = index * 977 % (POOL - PORTRAIT);
    &pool[from..from + PORTRAIT]
}

/// Portraits as pieces of the pool.
struct Pieces(Vec<u8>);

impl Source for Pieces {
    fn open(&mut self, file: &Planned) -> io::Result<Opened<'_>> {
        let index = file.key.parse().map_err(io::Error::other)?;
        Ok(Opened::of(Cursor::new(portrait(&self.0, index))))
    }
}

/// Portraits as files.
struct Folder;

impl Source for Folder {
    fn open(&mut self, file: &Planned) -> io::Result<Opened<'_>> {
        Ok(Opened::of(File::open(PathBuf::from(&*file.key))?))
    }
}

/// Largest resident memory of this process, MB.
fn peak() -> Result<f64, Box<dyn std::error::Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    let kilobytes: f64 = kilobytes.ok_or("no VmHWM")?.parse()?;
    Ok(kilobytes * 1024.0 / 1e6)
}
