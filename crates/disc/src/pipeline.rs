//! Reads files ahead and sums them on a thread of its own, while the caller writes what has come: reading and summing
//! take one core, checksums and writing another one. At most [`AHEAD`] pieces wait in between.

use std::io::{self, Read as _, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use sha2::{Digest as _, Sha256};

use crate::error::DiscError;
use crate::plan::Volume;
use crate::source::Source;

/// Longest piece, bytes: a portrait is one piece.
const PIECE: usize = 256 * 1024;

/// Pieces that wait to be written: 8 MB of large files, a megabyte or two of portraits.
const AHEAD: usize = 32;

/// A part of a file.
struct Piece {
    bytes: Vec<u8>,
    is_last: bool,
}

type Sent = Result<Piece, DiscError>;

/// Files on their way, in the order in which they are wanted.
pub(crate) struct Ahead(Receiver<Sent>);

impl Ahead {
    /// Writes the next file that is wanted.
    ///
    /// # Errors
    /// [`DiscError::Changed`] where it is not what the plan says, [`DiscError::Read`], [`DiscError::Write`].
    pub(crate) fn copy(&mut self, out: &mut dyn Write) -> Result<(), DiscError> {
        loop {
            let ended = |_| io::Error::other("the thread that reads has ended");
            let piece = self.0.recv().map_err(ended)??;
            out.write_all(&piece.bytes)?;
            if piece.is_last {
                return Ok(());
            }
        }
    }
}

/// Reads files of a volume ahead while `write` takes them one after the other. Each that is `wanted` is the place of a
/// file, from 0, and how many bytes at its beginning are not wanted.
///
/// # Errors
/// Those of `write`; [`DiscError::Write`] where no thread can be had.
pub(crate) fn ahead(
    volume: &Volume,
    wanted: impl Iterator<Item = (usize, u64)> + Send,
    source: &mut dyn Source,
    write: impl FnOnce(&mut Ahead) -> Result<(), DiscError>,
) -> Result<(), DiscError> {
    let (pieces, coming) = sync_channel(AHEAD);
    thread::scope(|scope| {
        let reader = thread::Builder::new().name("disc-reader".to_owned());
        reader.spawn_scoped(scope, move || read(volume, wanted, source, &pieces))?;
        // Gone with the closure: a reader that still sends learns that nobody takes any more.
        write(&mut Ahead(coming))
    })
}

fn read(
    volume: &Volume,
    wanted: impl Iterator<Item = (usize, u64)>,
    source: &mut dyn Source,
    pieces: &SyncSender<Sent>,
) {
    for (index, skip) in wanted {
        match send(volume, (index, skip), source, pieces) {
            Ok(Taken::Yes) => {}
            Ok(Taken::No) => return,
            Err(error) => {
                // Whoever gave up has an error of its own.
                let _gone = pieces.send(Err(error));
                return;
            }
        }
    }
}

/// Whether there is still somebody who writes.
enum Taken {
    Yes,
    No,
}

/// Sends a file from its beginning without its first bytes, and compares all of it with the plan.
fn send(
    volume: &Volume,
    (index, skip): (usize, u64),
    source: &mut dyn Source,
    pieces: &SyncSender<Sent>,
) -> Result<Taken, DiscError> {
    let file = volume.files.get(index).ok_or(DiscError::Changed(index))?;
    let failed = |source| DiscError::Read { index, source };
    let mut opened = source.open(file).map_err(failed)?;
    let known = opened.sha256.is_some();
    let mut hasher = Sha256::new();
    let mut done = 0_u64;
    loop {
        // One byte more than there should be, so that the end is seen without growing.
        let left = file.facts.bytes.saturating_sub(done);
        let mut bytes = Vec::with_capacity((left.min(PIECE as u64 - 1) + 1) as usize);
        let mut reader = opened.reader.by_ref().take(PIECE as u64);
        let count = reader.read_to_end(&mut bytes).map_err(failed)?;
        if !known {
            hasher.update(&bytes);
        }
        let unwanted = skip.saturating_sub(done).min(count as u64) as usize;
        done += count as u64;
        let is_last = count < PIECE;
        if done > file.facts.bytes || (is_last && done < file.facts.bytes) {
            return Err(DiscError::Changed(index));
        }
        if is_last {
            let sum = opened.sha256.unwrap_or_else(|| hasher.finalize().into());
            if sum != file.facts.sha256 {
                return Err(DiscError::Changed(index));
            }
            bytes.drain(..unwanted);
            let sent = pieces.send(Ok(Piece { bytes, is_last }));
            return Ok(if sent.is_ok() { Taken::Yes } else { Taken::No });
        }
        bytes.drain(..unwanted);
        if pieces.send(Ok(Piece { bytes, is_last })).is_err() {
            return Ok(Taken::No);
        }
    }
}
