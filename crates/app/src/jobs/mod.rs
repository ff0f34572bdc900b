//! Background jobs: one file for each kind, how jobs are queued and carried out.
//!
//! A job's effects and its end are one transaction, fenced by its lease: a worker that lost its job to
//! another commits nothing. An outside effect, such as a sent message, may happen twice.

mod anchor_audit;
mod close_batch;
mod close_batches;
mod erase_withdrawn;
mod expire_captures;
mod expire_overdue;
mod letter;
mod prune;
mod registry;
mod remind;
mod report_alarm;
mod report_given_up;
mod reseal;
mod retention;
mod run;
mod schedule;
mod send_notification;
mod sweep_objects;
mod task;
mod worker;

pub(crate) use close_batch::CloseBatch;
pub(crate) use erase_withdrawn::EraseWithdrawn;
pub use registry::kinds;
pub(crate) use report_alarm::Alarm;
pub use run::run_due;
pub use schedule::schedule;
pub(crate) use task::{Task, Ticket, enqueue};
pub use worker::{Worker, WorkerConfig};
