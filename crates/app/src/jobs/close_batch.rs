//! Closes a batch whose window is over: expires submissions that students can no longer finish, and
//! closes the batch once no photo may be replaced and none waits for a decision.

use async_trait::async_trait;
use domain::audit::Action;
use domain::{Acceptance, Batch, BatchId, BatchState, Subject, SubmissionStateName, Timestamp};
use serde::{Deserialize, Serialize};
use store::PageRequest;

use super::task::{Task, Ticket};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::submission::expire_all;
use crate::trace::Trace;

/// Submissions that are ended in one transaction.
const PAGE: u32 = 100;

/// Ends what students cannot finish any more in a batch that is over, and closes it once nothing is
/// left to decide.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CloseBatch {
    /// The batch.
    pub(crate) batch: BatchId,
}

#[async_trait]
impl Task for CloseBatch {
    const KIND: &'static str = "close-batch";

    fn key(&self) -> String {
        self.batch.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        close(app, self.batch, ticket).await
    }
}

/// Ends what is unfinished in a batch that is over or was closed by hand, page by page, and closes
/// it where nothing is left.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer; [`Failure::Stale`] if the batch changes at the same time.
async fn close(app: &App, id: BatchId, ticket: Ticket) -> Result<(), Failure> {
    let now = app.now();
    let Some(batch) = app.store().batches().find(id).await? else {
        return ticket.finish_alone(app).await;
    };
    if batch.accepts_at(now) != Acceptance::Closed {
        return ticket.finish_alone(app).await;
    }
    expire_unfinished(app, &batch, now).await?;
    let work = app.store().begin().await?;
    let now_stored = work.batches().find(id).await?;
    if now_stored.is_none_or(|stored| stored.version != batch.version) {
        // Closed or extended meanwhile: what was ended above may not be all. Once more.
        return Err(Failure::Stale);
    }
    let is_open = matches!(
        batch.state,
        BatchState::Open { .. } | BatchState::Paused { .. }
    );
    if is_open && is_settled(app, id).await? {
        let caller = Caller::System;
        let after = batch.clone().close(caller.actor(), now)?;
        work.batches().advance(&batch, &after).await?.won()?;
        let trace = Trace::new(app, &caller, &Action::CloseBatch, Subject::Batch(id), now);
        work.audit().append(trace.of(batch.centre).event());
    }
    ticket.finish(&work).await?;
    Ok(work.commit().await?)
}

async fn expire_unfinished(app: &App, batch: &Batch, now: Timestamp) -> Result<(), Failure> {
    let mut request = PageRequest::first(PAGE);
    loop {
        let submissions = app.store().submissions();
        let page = submissions.list_with_student(batch.id, request).await?;
        expire_all(app, batch, page.items, now).await?;
        let Some(next) = page.next else {
            return Ok(());
        };
        request.after = Some(next);
    }
}

/// Whether no student can finish anything and no reviewer has anything to decide: a photo that is
/// rejected on the last day may still be replaced.
async fn is_settled(app: &App, batch: BatchId) -> Result<bool, Failure> {
    let submissions = app.store().submissions();
    let counts = submissions.count_by_state(batch).await?;
    if counts.contains_key(&SubmissionStateName::AwaitingReview) {
        return Ok(false);
    }
    let left = submissions
        .list_with_student(batch, PageRequest::first(1))
        .await?;
    Ok(left.items.is_empty())
}
