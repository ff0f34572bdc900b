//! Deletes photos of archived batches after the days that the batch promised. Photos of unfinished
//! submissions are deleted when these expire; originals are kept as long as their portraits, because
//! their clock starts with the hand-over to the registry.

use async_trait::async_trait;
use domain::audit::Action;
use domain::{Batch, BatchState, Duration, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Page, PageRequest};

use super::task::{Task, Ticket};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::photo::forget_photos;
use crate::service::App;
use crate::trace::Trace;

/// Submissions whose photos are forgotten in one transaction.
const PAGE: u32 = 50;

/// Forgets the photos of every batch whose time is over.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Retention;

#[async_trait]
impl Task for Retention {
    const KIND: &'static str = "retention";
    const EVERY: Option<Duration> = Some(Duration::from_days(1));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let now = app.now();
        for centre in app.store().centres().list().await? {
            let mut request = PageRequest::default();
            loop {
                let batches = app.store().batches();
                let page: Page<Batch> = batches.list(centre.id, request).await?;
                for batch in page.items {
                    if is_over(&batch, now) {
                        forget(app, &batch, now).await?;
                    }
                }
                let Some(next) = page.next else {
                    break;
                };
                request.after = Some(next);
            }
        }
        ticket.finish_alone(app).await
    }
}

fn is_over(batch: &Batch, now: Timestamp) -> bool {
    let BatchState::Archived { archived_at, .. } = batch.state else {
        return false;
    };
    let days = batch.plan.rules.retention.portraits_days;
    now >= archived_at + Duration::from_days(u32::from(days))
}

async fn forget(app: &App, batch: &Batch, now: Timestamp) -> Result<(), Failure> {
    let mut request = PageRequest::first(PAGE);
    loop {
        let submissions = app.store().submissions();
        let page = submissions.list_of_batch(batch.id, request).await?;
        let work = app.store().begin().await?;
        let mut forgotten = 0;
        for submission in &page.items {
            forgotten += forget_photos(&work, submission).await?;
        }
        if forgotten > 0 {
            let subject = Subject::Batch(batch.id);
            let action = Action::ForgetPhotos { photos: forgotten };
            let trace = Trace::new(app, &Caller::System, &action, subject, now);
            work.audit().append(trace.of(batch.centre).event());
        }
        work.commit().await?;
        let Some(next) = page.next else {
            return Ok(());
        };
        request.after = Some(next);
    }
}
