//! Ends submissions whose rejected photo was not replaced in time.

use async_trait::async_trait;
use domain::Duration;
use serde::{Deserialize, Serialize};

use super::task::{Task, Ticket};
use crate::failure::Failure;
use crate::service::App;
use crate::submission::expire_all;

/// Submissions of one round.
const PAGE: u64 = 100;

/// Ends what was rejected and not replaced in time.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ExpireOverdue;

#[async_trait]
impl Task for ExpireOverdue {
    const KIND: &'static str = "expire-overdue";
    const EVERY: Option<Duration> = Some(Duration::from_minutes(5));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let now = app.now();
        loop {
            let submissions = app
                .store()
                .submissions()
                .list_to_replace_before(now, PAGE)
                .await?;
            let mut ended = 0;
            for submission in submissions {
                let Some(batch) = app.store().batches().find(submission.batch).await? else {
                    continue;
                };
                ended += expire_all(app, &batch, vec![submission], now).await?;
            }
            if ended == 0 {
                return ticket.finish_alone(app).await;
            }
        }
    }
}
