//! After a rotation of the master key: seals under it what older keys sealed.

use async_trait::async_trait;
use domain::Duration;
use serde::{Deserialize, Serialize};

use super::task::{Task, Ticket};
use crate::failure::Failure;
use crate::service::App;
use crate::upkeep;

/// Seals everything under the active master key, until a second look found nothing else.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reseal;

#[async_trait]
impl Task for Reseal {
    const KIND: &'static str = upkeep::RESEAL;
    const PRIORITY: i16 = upkeep::RESEAL_PRIORITY;
    const EVERY: Option<Duration> = Some(Duration::from_hours(1));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        Box::pin(upkeep::reseal_where_due(app)).await?;
        ticket.finish_alone(app).await
    }
}
