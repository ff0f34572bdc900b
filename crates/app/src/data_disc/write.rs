//! Writes one volume of a disc into the vault, on a thread for work that blocks: making lists and images takes the
//! processor, and the writers of `disc` do not wait. The thread stops at the next portrait once the job is gone.

use std::io::{self, BufWriter, Cursor, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use disc::{DiscError, Image, Plan, Planned, Source, write_zip};
use domain::{BlobKey, DiscForm};
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;
use vault::{ObjectKind, ObjectWriter, StoredObject};

use crate::failure::Failure;
use crate::service::App;

/// Bytes that are handed to the vault at once.
const PIECE: usize = 256 * 1024;

/// Writes the volume with this number, from 1.
///
/// # Errors
/// [`Failure::Internal`] where a portrait is not what the plan says, or the vault does not take it.
pub(super) async fn write_volume(
    app: &App,
    plan: Arc<Plan>,
    number: u32,
    form: DiscForm,
) -> Result<StoredObject, Failure> {
    let writer = app.vault().writer(ObjectKind::Export).await?;
    let stopped = Arc::new(AtomicBool::new(false));
    let _stops_with_the_job = Stop(stopped.clone());
    let (app, handle) = (app.clone(), Handle::current());
    let writing = spawn_blocking(move || {
        let mut portraits = Portraits {
            app,
            handle: handle.clone(),
            stopped,
        };
        let mut out = BufWriter::with_capacity(PIECE, Waiting { writer, handle });
        let written = write(&plan, number, form, &mut portraits, &mut out);
        let written = written.and_then(|()| Ok(out.flush()?));
        // What is left in the buffer is of a volume that failed.
        (out.into_parts().0.writer, written)
    });
    let (writer, written) = writing.await.map_err(Failure::internal)?;
    match written {
        Ok(()) => Ok(writer.finish().await?),
        Err(error) => {
            writer.abort().await;
            Err(Failure::internal(error))
        }
    }
}

fn write(
    plan: &Plan,
    number: u32,
    form: DiscForm,
    portraits: &mut Portraits,
    out: &mut dyn Write,
) -> Result<(), DiscError> {
    match form {
        DiscForm::Zip => {
            let volume = plan.volumes.iter().find(|volume| volume.number == number);
            write_zip(plan, volume.ok_or(DiscError::Empty)?, portraits, out)
        }
        DiscForm::Cd | DiscForm::Dvd => {
            let image = Image::new(plan, number)?.ok_or(DiscError::Empty)?;
            image.write(0, portraits, out)
        }
    }
}

/// The portrait's object, from what a planned file is found by.
pub(super) fn blob_of(key: &str) -> Option<BlobKey> {
    let (_, blob) = key.split_once('/')?;
    BlobKey::new(blob).ok()
}

/// Portraits in the vault.
struct Portraits {
    app: App,
    handle: Handle,
    stopped: Arc<AtomicBool>,
}

impl Source for Portraits {
    fn open(&mut self, file: &Planned) -> io::Result<Box<dyn Read + '_>> {
        if self.stopped.load(Ordering::Relaxed) {
            return Err(io::Error::other("the job was given up"));
        }
        let gone = || io::Error::from(io::ErrorKind::NotFound);
        let blob = blob_of(&file.key).ok_or_else(gone)?;
        let bytes = self.handle.block_on(self.app.vault().get(&blob));
        let bytes = bytes.map_err(io::Error::other)?.ok_or_else(gone)?;
        Ok(Box::new(Cursor::new(bytes)))
    }
}

/// Waits for the vault.
struct Waiting {
    writer: ObjectWriter,
    handle: Handle,
}

impl Write for Waiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.handle.block_on(self.writer.write(bytes));
        written.map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Tells the thread that nobody waits for it any more.
struct Stop(Arc<AtomicBool>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
