//! Aggregates, jobs and traces in SQLite or PostgreSQL behind one API. Domain types go in and come
//! out; rows, SQL and the difference between the engines stay inside. No rule is decided here: what
//! may change, `domain` says; who may ask, `app`.
//!
//! | module | holds |
//! |---|---|
//! | [`Store`], [`Work`] | the pool, and a transaction that writes |
//! | [`repository`] | one repository per aggregate |
//! | [`operation`] | traces and what running the service needs: audit, sessions, counters, leases |
//! | [`job`] | the queue of jobs |
//!
//! Reads go through [`Store`] or [`Work`], writes through [`Work`] alone. A change is written by
//! compare-and-set ([`Advance`]), so of two at the same time one wins:
//!
//! ```
//! # async fn rename(store: &store::Store, before: &domain::School) -> Result<(), store::StoreError> {
//! let after = before.clone().rename("韶关学院".to_owned());
//! let work = store.begin().await?;
//! if work.schools().advance(before, &after).await? == store::Advance::Done {
//!     work.commit().await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A write outside a transaction does not compile:
//!
//! ```compile_fail,E0599
//! # async fn enter(store: &store::Store, school: &domain::School) -> Result<(), store::StoreError> {
//! store.schools().insert(school).await?;
//! # Ok(())
//! # }
//! ```

mod changes;
mod connection;
mod entity;
mod error;
pub mod job;
mod migration;
pub mod operation;
mod page;
mod record;
pub mod repository;
mod work;

pub use changes::RareTable;
pub use connection::{Engine, MigrationSteps, OpenError, Store, StoreConfig};
pub use error::{DatabaseError, StoreError, UniqueKey, UnreadableBody};
pub use job::{ClaimedJob, DeadJob, Enqueued, Fenced, JobCount, JobKind, JobStatus, Lease, NewJob};
pub use operation::{
    AnnouncedText, Announcement, AuditFilter, Backup, BackupCheck, CentreStandard, IdempotencyKey,
    IdempotencyOutcome, InForce, MissKey, OutboxRow, PhotoOfSet, ReviewClaim, ReviewSet,
    RosterImport, SecondDecision, SecondLook, Session, SessionHolder, SignInCode, SignedIn,
    StoredResponse, TableRows, VerifyError, of_request,
};
pub use page::{Cursor, InvalidCursor, Page, PageRequest};
pub use record::Advance;
pub use repository::{
    AccountSum, BegunWhich, CountsAtPlace, DaySum, DisputeEvidence, Findings, LedgerFilter,
    OrderFilter, PlaceAndLevel, QueueFilter, QueueOrder, RegistryCount, RunFilter, SchoolDay,
    SchoolSum, StoredArchive, StoredExport, StoredPart, Students, WaitingPrints,
};
pub use work::{Connection, Pool, Reads, Transaction, Work};
