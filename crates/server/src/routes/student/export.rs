//! The export of a student's data as a ZIP archive. It is written while it is sent, so that one picture at
//! a time is in memory.

use std::io::{self, Write};
use std::time::Duration;

use app::account::{AccountExport, ExportBlob};
use app::{App, Failure, account};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::time::timeout;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::account::TAG;
use crate::extract::Student;
use crate::needs::{Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::Binary;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        export: Needs::read(Who::Student),
    }
}

/// Chunks that wait for the network.
const WAITING_CHUNKS: usize = 4;

/// A client that reads nothing for as long is given up.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Bytes of a chunk.
const CHUNK_BYTES: usize = 64 << 10;

const READ_ME: &str = include_str!("export_readme.txt");

/// A copy of everything about the student, as a ZIP archive.
#[utoipa::path(get, path = "/account/export",
    responses((status = 200, description = "The archive", content_type = "application/zip",
        body = Binary)))]
async fn export(
    State(state): State<ServerState>,
    Student(caller): Student,
    address: ClientAddress,
) -> ApiResult<Response> {
    let place = state.exports().begin(caller.actor(), address)?;
    let export = account::export(state.app(), &caller).await?;
    let zip = HeaderValue::from_static("application/zip");
    let name = HeaderValue::from_static("attachment; filename=\"caixiang.zip\"");
    let headers = [
        (header::CONTENT_TYPE, zip),
        (header::CONTENT_DISPOSITION, name),
    ];
    let archive = place.hold(archive(state.app().clone(), export));
    Ok((headers, archive).into_response())
}

/// The archive, written by blocking functions while it is sent. They end when the client disconnects,
/// because then sending fails.
fn archive(app: App, export: AccountExport) -> Body {
    let (sender, receiver) = mpsc::channel(WAITING_CHUNKS);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let mut pipe = Pipe::new(sender, runtime.clone());
        if let Err(error) = write(&app, &runtime, &export, &mut pipe) {
            tracing::warn!("An export broke off");
            pipe.fail(error);
        }
    });
    Body::from_stream(stream::unfold(receiver, async |mut receiver| {
        let chunk: io::Result<Bytes> = receiver.recv().await?;
        Some((chunk, receiver))
    }))
}

fn write(
    app: &App,
    runtime: &Handle,
    export: &AccountExport,
    pipe: &mut Pipe,
) -> Result<(), Failure> {
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // Pictures are packed already.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new_stream(&mut *pipe);
    archive
        .start_file("README.txt", packed)
        .map_err(Failure::internal)?;
    archive
        .write_all(READ_ME.as_bytes())
        .map_err(Failure::internal)?;
    archive
        .start_file("data.json", packed)
        .map_err(Failure::internal)?;
    serde_json::to_writer_pretty(&mut archive, export).map_err(Failure::internal)?;
    for blob in &export.blobs {
        archive
            .start_file(&blob.name, stored)
            .map_err(Failure::internal)?;
        copy(app, runtime, blob, &mut archive)?;
    }
    archive.finish().map_err(Failure::internal)?;
    pipe.flush().map_err(Failure::internal)
}

fn copy(
    app: &App,
    runtime: &Handle,
    blob: &ExportBlob,
    into: &mut impl Write,
) -> Result<(), Failure> {
    let reader = runtime.block_on(account::open_exported(app, blob))?;
    // Swept away since the list was made: what is gone cannot be exported.
    let Some(mut reader) = reader else {
        return Ok(());
    };
    while let Some(bytes) = runtime.block_on(reader.next())? {
        into.write_all(&bytes).map_err(Failure::internal)?;
    }
    Ok(())
}

/// Sends what is written to it in chunks.
struct Pipe {
    sender: mpsc::Sender<io::Result<Bytes>>,
    runtime: Handle,
    chunk: Vec<u8>,
}

impl Pipe {
    fn new(sender: mpsc::Sender<io::Result<Bytes>>, runtime: Handle) -> Self {
        Self {
            sender,
            runtime,
            chunk: Vec::with_capacity(CHUNK_BYTES),
        }
    }

    /// Lets the client see that the archive is not whole.
    fn fail(&self, failure: Failure) {
        // Nobody may be there any more to be told, or nobody reads: then the connection just ends.
        let _gone = self.sender.try_send(Err(io::Error::other(failure)));
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.chunk.len() >= CHUNK_BYTES {
            self.flush()?;
        }
        let taken = bytes.len().min(CHUNK_BYTES - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        let chunk = std::mem::take(&mut self.chunk);
        if chunk.is_empty() {
            return Ok(());
        }
        // A client that does not read would hold the thread for ever.
        let sending = self.sender.send(Ok(chunk.into()));
        match self.runtime.block_on(timeout(LONGEST_PAUSE, sending)) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}
