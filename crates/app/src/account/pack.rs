//! The job that packs a student's own data into one archive in the vault. It is written piece by piece, so
//! that one piece of one picture is in memory, and takes no thread while it waits for the store.

use std::io::Write as _;

use async_trait::async_trait;
use domain::{AccountId, Duration};
use serde::{Deserialize, Serialize};
use store::StoredArchive;
use vault::{ObjectKind, ObjectWriter, StoredObject};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::export::{AccountExport, ExportBlob, collect};
use crate::capture::drop_objects;
use crate::failure::Failure;
use crate::jobs::{Task, Ticket};
use crate::service::App;
use crate::spool::Spool;

/// How long an archive can be fetched.
const KEPT: Duration = Duration::from_days(3);

const READ_ME: &str = include_str!("export_readme.txt");

/// Packs the archive that a student asked for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PackExport {
    /// The student's account.
    pub(crate) account: AccountId,
}

#[async_trait]
impl Task for PackExport {
    const KIND: &'static str = "pack-export";
    /// At the last try the request goes, so that the student can ask again.
    const TRIES: u16 = 5;

    fn key(&self) -> String {
        self.account.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let export = app.store().account_exports().find(self.account).await?;
        let waiting = export.filter(|export| export.archive.is_none());
        let Some(waiting) = waiting else {
            return ticket.finish_alone(app).await;
        };
        if ticket.is_last {
            let work = app.store().begin().await?;
            work.account_exports().delete(self.account).await?;
            ticket.finish(&work).await?;
            return Ok(work.commit().await?);
        }
        let data = collect(app, self.account).await?;
        let stored = pack(app, &data).await?;
        let now = app.now();
        let archive = StoredArchive {
            blob: stored.key.clone(),
            length_bytes: stored.length_bytes,
            ready_at: now,
            ends_at: now + KEPT,
        };
        let work = app.store().begin().await?;
        let exports = work.account_exports();
        let is_wanted = exports.put(self.account, waiting.requested_at, &archive);
        let is_wanted = is_wanted.await?;
        ticket.finish(&work).await?;
        work.commit().await?;
        if !is_wanted {
            // Erased meanwhile: the archive goes with everything else.
            drop_objects(app, &[stored.key]).await;
        }
        Ok(())
    }
}

async fn pack(app: &App, export: &AccountExport) -> Result<StoredObject, Failure> {
    let mut writer = app.vault().writer(ObjectKind::Export).await?;
    match write(app, export, &mut writer).await {
        Ok(()) => Ok(writer.finish().await?),
        Err(failure) => {
            writer.abort().await;
            Err(failure)
        }
    }
}

async fn write(
    app: &App,
    export: &AccountExport,
    writer: &mut ObjectWriter,
) -> Result<(), Failure> {
    let spool = Spool::default();
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // Pictures are packed already.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new_stream(spool.clone());
    begin(&mut archive, "README.txt", packed)?;
    archive
        .write_all(READ_ME.as_bytes())
        .map_err(Failure::internal)?;
    begin(&mut archive, "data.json", packed)?;
    serde_json::to_writer_pretty(&mut archive, export).map_err(Failure::internal)?;
    writer.write(&spool.take()).await?;
    for blob in &export.blobs {
        begin(&mut archive, &blob.name, stored)?;
        copy(app, blob, &mut archive, (&spool, &mut *writer)).await?;
    }
    archive.finish().map_err(Failure::internal)?;
    Ok(writer.write(&spool.take()).await?)
}

type Archive = ZipWriter<StreamWriter<Spool>>;

fn begin(archive: &mut Archive, name: &str, options: SimpleFileOptions) -> Result<(), Failure> {
    archive.start_file(name, options).map_err(Failure::internal)
}

async fn copy(
    app: &App,
    blob: &ExportBlob,
    archive: &mut Archive,
    (spool, writer): (&Spool, &mut ObjectWriter),
) -> Result<(), Failure> {
    // Swept away since the list was made: what is gone cannot be exported.
    let Some(mut reader) = app.vault().reader(&blob.blob).await? else {
        return Ok(());
    };
    while let Some(bytes) = reader.next().await? {
        archive.write_all(&bytes).map_err(Failure::internal)?;
        writer.write(&spool.take()).await?;
    }
    Ok(())
}
