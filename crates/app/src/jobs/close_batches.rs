//! Finds the batches whose window is over and queues their closing.

use async_trait::async_trait;
use domain::Duration;
use serde::{Deserialize, Serialize};

use super::close_batch::CloseBatch;
use super::task::{Task, Ticket, enqueue};
use crate::failure::Failure;
use crate::service::App;

/// Queues the closing of every batch whose window is over.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CloseBatches;

#[async_trait]
impl Task for CloseBatches {
    const KIND: &'static str = "close-batches";
    const EVERY: Option<Duration> = Some(Duration::from_minutes(5));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let now = app.now();
        let batches = app.store().batches().list_closing_before(now).await?;
        let work = app.store().begin().await?;
        for batch in batches {
            enqueue(app, &work, &CloseBatch { batch: batch.id }, now).await?;
        }
        ticket.finish(&work).await?;
        Ok(work.commit().await?)
    }
}
