//! Deletes objects that have had no reference for a while.

use async_trait::async_trait;
use domain::Duration;
use serde::{Deserialize, Serialize};

use super::task::{Task, Ticket};
use crate::failure::Failure;
use crate::service::App;
use crate::upkeep::sweep_twice_seen;

/// Deletes objects that nothing refers to.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SweepObjects;

#[async_trait]
impl Task for SweepObjects {
    const KIND: &'static str = "sweep-objects";
    const EVERY: Option<Duration> = Some(Duration::from_days(1));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let older_than = app.now() - Duration::from_hours(app.settings().orphan_hours);
        if let Some(report) = sweep_twice_seen(app, older_than).await? {
            tracing::info!(?report, "Swept the objects");
        } else {
            tracing::warn!(
                "Nothing is swept after a restore, until `caixiang admin resume-sweep` says so"
            );
        }
        ticket.finish_alone(app).await
    }
}
