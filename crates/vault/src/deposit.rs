//! Atomic upload of an object whose name is known only after its last byte: the name refers either to the
//! complete object or to nothing. A folder flushes a temporary file and renames it; a bucket takes one
//! request if the object is small, otherwise an upload under a temporary name and a copy. Conditional
//! writes are not used: some services refuse them.

use tokio::sync::{Mutex, MutexGuard};

use crate::error::ObjectStoreError;
use crate::objects::{Objects, Upload};

/// Writers and deleters of the same name wait for each other, within this process. Between
/// processes, a deletion that overtakes a new reference is possible within milliseconds; sweeping in
/// one process only avoids it.
pub(crate) struct Turns([Mutex<()>; Self::COUNT]);

impl Turns {
    const COUNT: usize = 64;

    pub(crate) fn new() -> Self {
        Self([const { Mutex::const_new(()) }; Self::COUNT])
    }

    /// Waits until no other task changes `name`. Names share turns; hashes spread evenly.
    pub(crate) async fn take(&self, name: &str) -> MutexGuard<'_, ()> {
        let sum = name.bytes().fold(0_usize, |sum, byte| {
            sum.wrapping_mul(31) + usize::from(byte)
        });
        self.0[sum % Self::COUNT].lock().await
    }
}

/// Bytes on their way.
pub(crate) struct Deposit {
    objects: Objects,
    held: Vec<u8>,
    upload: Option<Upload>,
    /// The first failure. Bytes were lost with it, so nothing can follow.
    failed: Option<ObjectStoreError>,
}

impl Deposit {
    pub(crate) const fn new(objects: Objects) -> Self {
        Self {
            objects,
            held: Vec::new(),
            upload: None,
            failed: None,
        }
    }

    /// Takes bytes: `fill` appends them to what is held back; enough of them are sent.
    pub(crate) async fn push(
        &mut self,
        fill: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), ObjectStoreError> {
        fill(&mut self.held);
        if self.held.len() >= self.objects.part_bytes() {
            self.send().await?;
        }
        Ok(())
    }

    /// Gives everything its final name.
    pub(crate) async fn publish(
        mut self,
        turns: &Turns,
        name: &str,
    ) -> Result<(), ObjectStoreError> {
        if self.upload.is_none() && self.failed.is_none() && self.objects.writes_whole() {
            let _turn = turns.take(name).await;
            return self.objects.put(name, self.held).await;
        }
        self.send().await?;
        let published = self.try_publish(turns, name).await;
        if published.is_err() {
            self.take_back().await;
        }
        published
    }

    /// Takes everything back.
    pub(crate) async fn abort(mut self) {
        if let Some(upload) = self.upload.take()
            && let Err(failure) = upload.abort(&self.objects).await
        {
            tracing::warn!(%failure, "An upload was given up and could not be removed");
        }
    }

    async fn send(&mut self) -> Result<(), ObjectStoreError> {
        if let Some(failure) = &self.failed {
            return Err(failure.clone());
        }
        let sent = self.try_send().await;
        if let Err(failure) = &sent {
            self.failed = Some(failure.clone());
            self.take_back().await;
        }
        sent
    }

    async fn try_send(&mut self) -> Result<(), ObjectStoreError> {
        let upload = match &mut self.upload {
            Some(upload) => upload,
            none => none.insert(self.objects.begin().await?),
        };
        upload.send(std::mem::take(&mut self.held)).await
    }

    async fn try_publish(&mut self, turns: &Turns, name: &str) -> Result<(), ObjectStoreError> {
        let Some(upload) = &mut self.upload else {
            return Err(ObjectStoreError::transient("the upload never began"));
        };
        let complete = upload.complete(&self.objects).await?;
        let _turn = turns.take(name).await;
        self.objects.publish(complete, name).await
    }

    /// After a failure. A disk that is full gets its room back at once; a bucket that does not
    /// answer is not asked again, or the caller would wait twice as long for the same answer.
    async fn take_back(&mut self) {
        if !self.objects.writes_whole()
            && let Some(upload) = self.upload.take()
            && let Err(failure) = upload.abort(&self.objects).await
        {
            tracing::warn!(%failure, "An upload failed and could not be removed");
        }
    }
}
