//! Chains what waits for the audit logs and notes their ends outside the database.

use async_trait::async_trait;
use domain::Duration;
use serde::{Deserialize, Serialize};

use super::task::{Task, Ticket};
use crate::failure::Failure;
use crate::service::App;
use crate::upkeep;

/// Notes the ends of the audit logs.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AnchorAudit;

#[async_trait]
impl Task for AnchorAudit {
    const KIND: &'static str = "anchor-audit";
    const EVERY: Option<Duration> = Some(Duration::from_hours(1));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        upkeep::chain_audit(app).await?;
        upkeep::anchor_audit(app).await?;
        ticket.finish_alone(app).await
    }
}
