//! Writes one volume of a disc into the vault, on a thread for work that blocks: making lists and images takes the
//! processor, and the writers of `disc` do not wait. Portraits are read ahead, several at a time, so that a bucket's
//! answers are not waited for one after the other. All of it stops at the next portrait once the job is gone.

use std::io::{self, BufWriter, Cursor, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use disc::{
    DiscError, Image, Lock, Opened, Plan, Planned, SALT_BYTES, Source, Volume, write_encrypted_zip,
    write_zip,
};
use domain::{BlobKey, ContentHash, DataDisc, DiscForm};
use futures_util::stream::{self, StreamExt as _};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use vault::{ObjectKind, ObjectWriter, StoredObject, VaultError};

use super::passphrase;
use crate::failure::Failure;
use crate::service::App;

/// Bytes that are handed to the vault at once.
const PIECE: usize = 256 * 1024;

/// Portraits that are asked for at the same time, and that wait to be written: 16 of some hundred kilobytes at most.
const READ_AHEAD: usize = 8;

/// What a volume is written as.
enum Form {
    Image,
    Zip,
    EncryptedZip {
        passphrase: SecretString,
        salt: [u8; SALT_BYTES],
    },
}

impl Form {
    fn of(app: &App, disc: &DataDisc) -> Result<Self, Failure> {
        Ok(match disc.form {
            DiscForm::Cd | DiscForm::Dvd => Self::Image,
            DiscForm::Zip => Self::Zip,
            DiscForm::EncryptedZip => {
                let mut salt = [0; SALT_BYTES];
                app.random().fill(&mut salt);
                let passphrase = passphrase::of(app, disc)?;
                Self::EncryptedZip { passphrase, salt }
            }
        })
    }
}

/// Writes the volume with this number, from 1.
///
/// # Errors
/// [`Failure::Internal`] where a portrait is not what the plan says, or the vault does not take it.
pub(super) async fn write_volume(
    app: &App,
    disc: &DataDisc,
    plan: Arc<Plan>,
    number: u32,
) -> Result<StoredObject, Failure> {
    let form = Form::of(app, disc)?;
    let writer = app.vault().writer(ObjectKind::Export).await?;
    let stopped = Arc::new(AtomicBool::new(false));
    let _stops_with_the_job = Stop(stopped.clone());
    let handle = Handle::current();
    let mut portraits = Portraits {
        coming: read_ahead(app, volume(&plan, number).map_err(Failure::internal)?),
        stopped,
    };
    let writing = spawn_blocking(move || {
        let mut out = BufWriter::with_capacity(PIECE, Waiting { writer, handle });
        let written = write(&plan, number, &form, &mut portraits, &mut out);
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

fn volume(plan: &Plan, number: u32) -> Result<&Volume, DiscError> {
    let mut volumes = plan.volumes.iter();
    let volume = volumes.find(|volume| volume.number == number);
    volume.ok_or(DiscError::Empty)
}

fn write(
    plan: &Plan,
    number: u32,
    form: &Form,
    portraits: &mut Portraits,
    out: &mut dyn Write,
) -> Result<(), DiscError> {
    match form {
        Form::Zip => write_zip(plan, volume(plan, number)?, portraits, out),
        Form::EncryptedZip { passphrase, salt } => {
            let lock = Lock {
                passphrase: passphrase.expose_secret(),
                salt: *salt,
            };
            write_encrypted_zip(plan, volume(plan, number)?, lock, portraits, out)
        }
        Form::Image => {
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

/// A portrait that was read, by what its file is found by.
type Read = (Box<str>, Result<Option<(Bytes, ContentHash)>, VaultError>);

/// Reads the portraits of a volume in their order.
fn read_ahead(app: &App, volume: &Volume) -> mpsc::Receiver<Read> {
    let (read, coming) = mpsc::channel(READ_AHEAD);
    let keys: Vec<Box<str>> = volume.files.iter().map(|file| file.key.clone()).collect();
    let app = app.clone();
    tokio::spawn(async move {
        let mut reads = stream::iter(keys)
            .map(|key| {
                let vault = app.vault();
                async move {
                    let found = match blob_of(&key) {
                        Some(blob) => vault.get_summed(&blob).await,
                        None => Ok(None),
                    };
                    (key, found)
                }
            })
            .buffered(READ_AHEAD);
        while let Some(portrait) = reads.next().await {
            // Nobody writes any more.
            if read.send(portrait).await.is_err() {
                return;
            }
        }
    });
    coming
}

/// Portraits in the vault, read ahead.
struct Portraits {
    coming: mpsc::Receiver<Read>,
    stopped: Arc<AtomicBool>,
}

impl Source for Portraits {
    fn open(&mut self, file: &Planned) -> io::Result<Opened<'_>> {
        loop {
            if self.stopped.load(Ordering::Relaxed) {
                return Err(io::Error::other("the job was given up"));
            }
            let ended = || io::Error::other("the portraits ended");
            let (key, found) = self.coming.blocking_recv().ok_or_else(ended)?;
            // An image has no bytes of an empty file and does not ask for it.
            if key != file.key {
                continue;
            }
            let found = found.map_err(io::Error::other)?;
            let (bytes, hash) = found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
            return Ok(Opened {
                reader: Box::new(Cursor::new(bytes)),
                sha256: Some(*hash.as_bytes()),
            });
        }
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
