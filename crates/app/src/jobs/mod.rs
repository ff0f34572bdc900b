//! Work that is done later, or again and again: what there is to do, how it is queued and carried
//! out, and the jobs that look after the service itself. Checking a photo is in `photo`.
//!
//! A job's effects and its end are one transaction, fenced by its lease: a worker that lost its job
//! to another commits nothing. What happens outside (a message that was sent) may happen twice.

mod close;
mod expire;
mod housekeeping;
mod job;
mod notice;
mod remind;
mod report;
mod retention;
mod run;
mod schedule;
mod send;
mod worker;

pub(crate) use expire::forget_photos;
pub use job::Job;
pub(crate) use job::{Ticket, enqueue};
pub(crate) use notice::{Notice, notify};
pub use run::run_due;
pub use schedule::schedule;
pub use worker::{Worker, WorkerConfig};
