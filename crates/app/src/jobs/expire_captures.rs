//! Ends unused capture sessions and deletes parts of photos that never became whole.

use async_trait::async_trait;
use domain::Duration;
use serde::{Deserialize, Serialize};
use store::Advance;

use super::task::{Task, Ticket};
use crate::capture::drop_objects;
use crate::failure::Failure;
use crate::service::App;

/// Sessions in one transaction; other writers wait no longer than it takes.
const PAGE: u64 = 100;

/// Ends the capture sessions that nobody used.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ExpireCaptures;

#[async_trait]
impl Task for ExpireCaptures {
    const KIND: &'static str = "expire-captures";
    const EVERY: Option<Duration> = Some(Duration::from_minutes(5));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let now = app.now();
        loop {
            let captures = app.store().captures();
            let sessions = captures.list_expiring_before(now, PAGE).await?;
            let work = app.store().begin().await?;
            let mut ended = 0;
            let mut parts = Vec::new();
            for before in sessions {
                let after = match before.clone().expire(now) {
                    Ok(after) => after,
                    Err(refusal) => {
                        let session = before.id;
                        tracing::error!(%refusal, "Capture session {session} cannot be ended");
                        continue;
                    }
                };
                if work.captures().advance(&before, &after).await? == Advance::Done {
                    parts.extend(work.upload_parts().list(before.id).await?);
                    work.upload_parts().delete_all(before.id).await?;
                    ended += 1;
                }
            }
            if ended == 0 {
                ticket.finish(&work).await?;
                return Ok(work.commit().await?);
            }
            work.commit().await?;
            let blobs: Vec<_> = parts.into_iter().map(|(_, part)| part.blob).collect();
            drop_objects(app, &blobs).await;
        }
    }
}
