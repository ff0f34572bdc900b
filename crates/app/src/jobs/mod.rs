//! Work that is done later, or again and again: one file for each kind of job, how jobs are queued and
//! carried out.
//!
//! A job's effects and its end are one transaction, fenced by its lease: a worker that lost its job
//! to another commits nothing. What happens outside (a message that was sent) may happen twice.

mod close_batch;
mod close_batches;
mod expire_captures;
mod expire_overdue;
mod prune;
mod registry;
mod remind;
mod report_given_up;
mod retention;
mod run;
mod schedule;
mod send_notification;
mod sweep_objects;
mod task;
mod worker;

pub(crate) use close_batch::CloseBatch;
pub use registry::kinds;
pub use run::run_due;
pub use schedule::schedule;
pub(crate) use task::{Task, Ticket, enqueue};
pub use worker::{Worker, WorkerConfig};
