//! A unit of work: one transaction in which several repositories write. Also the pool and the transaction
//! that repositories are generic over.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::audit::AuditEvent;
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};
use tokio::sync::{Notify, OwnedSemaphorePermit};

use crate::changes::{Changes, RareTable};
use crate::error::StoreError;

/// What repositories read through: the [`Pool`] of a store or the [`Transaction`] of a work.
pub trait Connection: private::Raw {}

/// The connections of a store; for reads.
#[derive(Clone)]
pub struct Pool(pub(crate) DatabaseConnection);

/// An open transaction; for reads and writes.
pub struct Transaction {
    pub(crate) raw: DatabaseTransaction,
    /// What the audit log gets at the end.
    audit: Mutex<Vec<AuditEvent>>,
    /// Whether a job was queued.
    has_queued: AtomicBool,
    /// The rare tables in which rows were written, each in its place.
    written: [AtomicBool; RareTable::COUNT],
}

impl Transaction {
    pub(crate) fn new(raw: DatabaseTransaction) -> Self {
        Self {
            raw,
            audit: Mutex::default(),
            has_queued: AtomicBool::new(false),
            written: Default::default(),
        }
    }

    /// Remembers that a row of this table was written: the end of the transaction counts it.
    pub(crate) fn note_written(&self, table: &str) {
        if let Some(table) = RareTable::of(table) {
            self.written[table as usize].store(true, Ordering::Relaxed);
        }
    }

    /// Remembers that a job was queued: the commit wakes the workers.
    pub(crate) fn note_queued(&self) {
        self.has_queued.store(true, Ordering::Relaxed);
    }

    /// Keeps an event for the end.
    pub(crate) fn note(&self, event: AuditEvent) {
        // The list is whole after every statement.
        let mut audit = self.audit.lock().unwrap_or_else(PoisonError::into_inner);
        audit.push(event);
    }

    /// The events that were kept, which are kept no more.
    pub(crate) fn noted(&self) -> Vec<AuditEvent> {
        let mut audit = self.audit.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *audit)
    }
}

/// What can be read: a [`Store`](crate::Store), or a [`Work`] with what it has written so far. Helpers
/// that load something take `&impl Reads`, so that use cases spell it alike on both.
pub trait Reads: Sync {
    /// What repositories run their queries on.
    type Connection: Connection;

    /// The connection of a repository, such as `Degrees::of(reads)`.
    fn connection(&self) -> &Self::Connection;
}

impl Reads for Work {
    type Connection = Transaction;

    fn connection(&self) -> &Transaction {
        &self.transaction
    }
}

impl Connection for Pool {}
impl Connection for Transaction {}

pub(crate) mod private {
    use sea_orm::ConnectionTrait;

    /// Keeps the driver's types inside the crate.
    pub trait Raw: Sync {
        /// What statements run on.
        type Raw: ConnectionTrait;

        /// What statements run on.
        fn raw(&self) -> &Self::Raw;
    }
}

impl private::Raw for Pool {
    type Raw = DatabaseConnection;

    fn raw(&self) -> &DatabaseConnection {
        &self.0
    }
}

impl private::Raw for Transaction {
    type Raw = DatabaseTransaction;

    fn raw(&self) -> &DatabaseTransaction {
        &self.raw
    }
}

/// A transaction. Dropped without [`Self::commit`], it leaves nothing. After an error it is to be
/// dropped: PostgreSQL takes no further statement; that SQLite would must not be relied on.
#[must_use = "dropped, it is rolled back"]
pub struct Work {
    // Before the permit, so that it is rolled back before the next writer's turn.
    pub(crate) transaction: Transaction,
    pub(crate) _permit: Option<OwnedSemaphorePermit>,
    pub(crate) job_queued: Arc<Notify>,
    pub(crate) lines_wait: Arc<Notify>,
    pub(crate) changes: Arc<Changes>,
}

impl Work {
    /// Makes everything that was written last, with the lines for the audit log and the note that the request of this task
    /// was carried out ([`crate::of_request`]). Wakes a worker of this
    /// process where a job was queued ([`crate::Store::job_queued`]) or a line waits to be chained
    /// ([`crate::Store::lines_wait`]).
    ///
    /// # Errors
    /// [`StoreError`]; then nothing is written, or, where the connection broke while the database
    /// answered, it is not known whether it is. Writes are safe to repeat by compare-and-set.
    pub async fn commit(self) -> Result<(), StoreError> {
        let has_lines = self.audit().write_out().await?;
        self.idempotency().note_carried_out().await?;
        let has_queued = self.transaction.has_queued.load(Ordering::Relaxed);
        let Transaction { raw, written, .. } = self.transaction;
        let committed = raw.commit().await;
        // Also where the answer got lost: the rows may be written.
        self.changes.count(&written);
        committed?;
        if has_queued {
            self.job_queued.notify_one();
        }
        if has_lines {
            self.lines_wait.notify_one();
        }
        Ok(())
    }
}

impl std::fmt::Debug for Work {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "Work({:?})",
            self.transaction.raw.get_database_backend()
        )
    }
}
